// SPDX-License-Identifier: MIT
#include "dialogs/proofdialog.h"

#include "dialogs/dialoglog_p.h"
#include "dialogs/errorwords_p.h"
#include "forms/proofform.h"
#include "forms/waitingform.h"
#include "forms/waysform_p.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qpushbutton.h>

namespace QtLogin {

// The waiting page comes first with Tab, see addWaitingPage().
ProofDialog::ProofDialog(const LoginRequest &request, QWidget *parent)
    : FormDialog(parent), m_request(request), m_waiting(new WaitingForm(this)), m_way(request.ways().value(0))
{
}

ProofDialog::~ProofDialog() = default;

void ProofDialog::setProofForm(ProofForm *form, const QString &icon)
{
    m_form = form;
    m_form->setTakesPassword(m_way == LoginWay::Password);
    setForm(form, icon);
    m_back = addWaitingPage(m_waiting);
    // Queued: the authenticator hears of it, and may cause the dialog to be deleted.
    QObject::connect(m_back, &QAbstractButton::clicked, this, &ProofDialog::turnBack, Qt::QueuedConnection);
    m_ways = new WaysForm(this);
    addChoices(m_ways);
    QObject::connect(m_ways, &WaysForm::chosen, this, &ProofDialog::choose);
    showStage();
}

void ProofDialog::updateMessage()
{
    retranslate();
}

QString ProofDialog::submitWords(const QString &typed) const
{
    return m_form && m_form->asksForCode() ? typed : m_way == LoginWay::Password ? typed : WaysForm::words(m_way);
}

// Each stage has its own ways, and its own words on the button.
void ProofDialog::showStage()
{
    QList<LoginWay> others = m_request.ways();
    others.removeAll(m_way);
    if (m_isWaiting || m_form->asksForCode())
        others.clear();
    m_ways->setWays(others);
    showChoices(!others.isEmpty());
    m_back->setText(tr("&Back"));
    retranslate();
}

// A code for another device needs no choice where there is none. Later, as the dialog is not on the screen yet.
void ProofDialog::showEvent(QShowEvent *event)
{
    FormDialog::showEvent(event);
    if (event->spontaneous() || m_request.ways() != QList {LoginWay::Device} || !startsByItself())
        return;
    const auto start = [this] {
        if (isVisible() && !isBusy())
            goElsewhere(LoginWay::Device);
    };
    QMetaObject::invokeMethod(this, start, Qt::QueuedConnection);
}

void ProofDialog::changeEvent(QEvent *event)
{
    FormDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_ways)
        showStage();
}

void ProofDialog::choose(LoginWay way)
{
    if (isBusy() || !isVisible())
        return;
    if (way != LoginWay::Password)
        return goElsewhere(way);
    m_way = way;
    m_form->setTakesPassword(true);
    showStage();
    focusFirstField();
}

void ProofDialog::goElsewhere(LoginWay way)
{
    attempt(Credentials::elsewhere(way));
}

// The page is on the screen, and the answer awaited, before the browser covers it.
void ProofDialog::waitAt(const NextStep &step)
{
    const QPointer<ProofDialog> alive(this);
    if (!WaitingForm::mayOpen(step.link)) {
        qCCritical(lcDialogs,
                   "A login elsewhere was refused: NextStep::link has to be an https address with a host. Nothing was "
                   "opened.");
        failElsewhere([] { return tr("The address of the login page is not secure, so it was not opened."); });
        return m_request.turnAway();
    }
    if (!m_elsewhere) // a second step, after a password
        m_elsewhere = LoginWay::Browser;
    const LoginWay way = *m_elsewhere;
    const quint64 turn = ++m_turn;
    m_waiting->begin(way, step);
    m_isWaiting = true;
    showWaitingPage(true);
    showStage();
    attempt(Credentials::answer(step));
    if (!alive || !m_isWaiting || turn != m_turn)
        return;
    m_waiting->focusFirstField();
    if (way == LoginWay::Browser)
        m_waiting->open();
}

void ProofDialog::turnBack()
{
    if (!m_isWaiting)
        return;
    stopWaiting();
    endWaiting();
    m_form->askForPassword();
    showStage();
    focusFirstField();
    m_request.turnAway();
}

void ProofDialog::endWaiting()
{
    if (!std::exchange(m_isWaiting, false))
        return;
    showWaitingPage(false);
    m_waiting->clear();
    showStage();
}

void ProofDialog::submit()
{
    if (!m_form->isComplete())
        return;
    if (!m_form->takesPassword() && !m_form->asksForCode())
        return goElsewhere(m_way);
    const auto step = m_form->asksForCode() ? m_request.nextStep() : std::nullopt;
    Result<Secret> asPasted = m_form->peekUncut();
    Result<Secret> secret = m_form->takeSecret();
    if (!secret) {
        m_form->showError([] { return tr("This contains characters that cannot be used."); });
        return;
    }
    if (step) {
        attempt(Credentials::answer(*step, std::move(*secret)));
        return;
    }
    if (asPasted)
        m_asPasted = Credentials::password(userName(), std::move(*asPasted));
    attempt(Credentials::password(userName(), std::move(*secret)));
}

void ProofDialog::attempt(const Credentials &credentials)
{
    m_form->clearErrors();
    if (credentials.step().isEmpty())
        m_elsewhere = credentials.way() == LoginWay::Password ? std::nullopt : std::optional(credentials.way());
    const auto start = [request = m_request, credentials, options = options()] {
        return request.attempt(credentials, options);
    };
    await(start, [this](const Result<void> &result) { onAttempted(result); });
}

// An account of an earlier version may have a line end in its password, which no keyboard types and
// which the field cuts from what is pasted.
void ProofDialog::onAttempted(const Result<void> &result)
{
    const auto asPasted = std::exchange(m_asPasted, std::nullopt);
    if (result)
        accept();
    else if (asPasted && result.failedWith(Error::Kind::WrongCredentials))
        attempt(*asPasted);
    else
        fail(result.error());
}

void ProofDialog::fail(const Error &error)
{
    const auto step = m_request.nextStep();
    const bool isStep = error.kind() == Error::Kind::StepRequired && step;
    if (isStep && step->isElsewhere())
        return waitAt(*step);
    endWaiting();
    if (isStep) {
        m_elsewhere.reset();
        m_form->askForCode(step->message);
        showStage();
        m_form->focusFirstField();
        return;
    }
    if (m_elsewhere)
        return failElsewhere(sentenceElsewhere(*m_elsewhere, error));
    const bool codeWasWrong = m_form->asksForCode() && error.kind() == Error::Kind::WrongCredentials;
    if (!step)
        m_form->askForPassword(); // from the beginning
    showStage();
    if (codeWasWrong)
        m_form->showError(sentenceFor(error, [] { return tr("This code is not right."); }));
    else if (error.kind() == Error::Kind::WrongCredentials)
        m_form->showError(sentenceFor(error, wrongPassword()));
    else
        m_form->showError(sentenceFor(error));
    if (!m_form->takesPassword())
        focusFirstField();
}

// The focus comes first: where it goes is read aloud, and the sentence after it.
void ProofDialog::failElsewhere(const Sentence &sentence)
{
    endWaiting();
    m_form->askForPassword();
    showStage();
    focusFirstField();
    m_form->showErrorElsewhere(sentence);
}

void ProofDialog::wipe()
{
    m_asPasted.reset();
    m_form->wipe();
    if (!isBusy())
        endWaiting();
}

void ProofDialog::focusFirstField()
{
    if (m_isWaiting)
        m_waiting->focusFirstField();
    else if (!m_form->takesPassword() && !m_form->asksForCode())
        submitButton()->setFocus(Qt::OtherFocusReason);
    else
        m_form->focusFirstField();
}

} // namespace QtLogin
