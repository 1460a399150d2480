// SPDX-License-Identifier: MIT
#include "lock/lockform_p.h"

#include "forms/reauthform.h"

#include <QtGui/qevent.h>
#include <QtGui/qguiapplication.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qpushbutton.h>

namespace QtLogin {

static LoginRequest requestFor(LoginManager *login)
{
    auto parts = std::make_shared<LoginRequest::Parts>();
    parts->kind = LoginRequest::Kind::Unlock;
    parts->fixedUser = login->currentUser();
    const QPointer<LoginManager> alive(login);
    parts->attempt = [alive](const Credentials &credentials, const LoginOptions &) {
        return alive ? alive->unlock(credentials) : readyFuture<Result<void>>(Error::Kind::Abandoned);
    };
    if (const auto &authenticator = login->setup().authenticator)
        parts->ways = authenticator->waysFor(login->currentUser()->id());
    parts->turnAway = [alive] {
        if (alive)
            alive->cancelLogin();
    };
    parts->nextStep = [alive] { return alive ? alive->nextStep() : std::nullopt; };
    return LoginRequest(std::move(parts));
}

LockForm::LockForm(LoginManager *login, QWidget *parent) : ProofDialog(requestFor(login), parent), m_login(login)
{
    setWindowFlags(Qt::Widget);
    setAttribute(Qt::WA_Moved); // the layout places it, not QDialog
    auto *form = new ReauthForm(this);
    form->setPerson(request().fixedUser()->displayName());
    setProofForm(form, QStringLiteral("lock"));
    m_switch = addChoice(QStringLiteral("switchUser"));
    QObject::connect(m_switch, &QAbstractButton::clicked, this, &LockForm::switchRequested);
    LockForm::retranslate();
}

// Only the words stay: without a manager, the user can do nothing here.
void LockForm::setOver()
{
    m_isOver = true;
    stopWaiting();
    wipe();
    const auto parts = findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (QWidget *part : parts) {
        if (qobject_cast<QLabel *>(part))
            continue;
        part->setEnabled(false);
        part->hide();
    }
    retranslate();
}

// Does nothing when accepted: the unlocked session gives the window back by itself.
void LockForm::done(int)
{
    wipe();
}

void LockForm::reject()
{
    Q_EMIT logOutRequested();
}

// The session, not the form, knows the name that this user logs in with.
QString LockForm::userName() const
{
    return {};
}

LoginOptions LockForm::options() const
{
    return {.remember = LoginOptions::Remember::Keep};
}

Sentence LockForm::wrongPassword() const
{
    return [] { return tr("This is not the right password."); };
}

void LockForm::retranslate()
{
    const QString application = QGuiApplication::applicationDisplayName();
    setWords(application.isEmpty() ? tr("Locked") : tr("%1 is locked").arg(application),
             m_isOver ? tr("This session is over. Close the window, and start the application again.")
                      : tr("Unlock, and everything is as you left it."));
    setButtonTexts(submitWords(tr("&Unlock")), tr("&Log out"));
    if (m_switch) // null while the form is made
        m_switch->setText(tr("&Somebody else…"));
}

// The buttons stay in sight in a low window, too.
int LockForm::room() const
{
    return window()->height() - 2 * fontMetrics().height();
}

void LockForm::refit()
{
    QCoreApplication::postEvent(this, new QEvent(QEvent::LayoutRequest));
}

// Another user can only be asked by a prompt, which the application may have set meanwhile.
void LockForm::showEvent(QShowEvent *event)
{
    m_switch->setVisible(m_login && m_login->setup().loginPrompt);
    ProofDialog::showEvent(event);
}

// Escape neither unlocks the session nor ends it. It ends the wait for a browser.
void LockForm::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel))
        return isWaiting() ? turnBack() : wipe();
    ProofDialog::keyPressEvent(event);
}

} // namespace QtLogin
