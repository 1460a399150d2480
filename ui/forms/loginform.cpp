// SPDX-License-Identifier: MIT
#include "forms/loginform.h"

#include "forms/keepchoice_p.h"
#include "forms/typedtext_p.h"
#include "ui_loginform.h"

#include <QtCore/qcoreevent.h>

namespace QtLogin {

LoginForm::LoginForm(QWidget *parent) : ProofForm(parent), m_ui(std::make_unique<Ui::LoginForm>())
{
    m_ui->setupUi(this);
    m_ui->userName->setValidator(new OneLine(m_ui->userName));
    m_ui->userNameNote->setField(m_ui->userName);
    m_keep = std::make_unique<KeepChoice>(m_ui->keepSignedIn, m_ui->keepNote, KeepSignedIn::Offered);
    QObject::connect(m_ui->userName, &QLineEdit::textEdited, m_ui->userNameNote, [this] {
        m_ui->userNameNote->setError({});
        clearErrors();
    });
    // Queued: a slot may delete this form.
    QObject::connect(m_ui->createAccount, &QAbstractButton::clicked, this, &LoginForm::createAccountRequested,
                     Qt::QueuedConnection);
    QObject::connect(m_ui->forgotPassword, &QAbstractButton::clicked, this, &LoginForm::passwordHelpRequested,
                     Qt::QueuedConnection);
    adopt({m_ui->passwordLabel, m_ui->password, m_ui->passwordNote, m_ui->codeMessage, m_ui->codeLabel,
           m_ui->code, m_ui->codeNote, m_ui->elsewhereNote});
}

LoginForm::~LoginForm() = default;

QString LoginForm::userName() const
{
    return m_ui->userName->text().trimmed();
}

void LoginForm::setUserName(const QString &name)
{
    m_ui->userName->setText(name);
}

KeepSignedIn LoginForm::keepSignedIn() const
{
    return m_keep->rule();
}

void LoginForm::setKeepSignedIn(KeepSignedIn keep)
{
    m_keep->setRule(keep);
}

bool LoginForm::keepsSignedIn() const
{
    return m_keep->isWanted();
}

bool LoginForm::canKeepSignedIn() const
{
    return m_keep->isPossible();
}

void LoginForm::setCanKeepSignedIn(bool can, const QString &whyNot)
{
    m_keep->setPossible(can, whyNot);
}

void LoginForm::setOffersAccountCreation(bool offers)
{
    m_offersAccountCreation = offers;
    showStage();
}

void LoginForm::setOffersPasswordHelp(bool offers)
{
    m_offersPasswordHelp = offers;
    showStage();
}

bool LoginForm::isComplete()
{
    if (!takesPassword() || asksForCode()) // whose name may be known elsewhere only
        return ProofForm::isComplete();
    if (userName().isEmpty())
        m_ui->userNameNote->setError([] { return tr("Enter your user name."); });
    else if (hasControls(userName()))
        m_ui->userNameNote->setError(cannotBeTyped());
    else
        return ProofForm::isComplete();
    m_ui->userName->setFocus(Qt::OtherFocusReason);
    return false;
}

void LoginForm::focusFirstField()
{
    if (!userName().isEmpty() || asksForCode() || !takesPassword())
        return ProofForm::focusFirstField();
    m_ui->userName->setFocus(Qt::OtherFocusReason);
}

void LoginForm::showStage()
{
    ProofForm::showStage();
    if (!takesPassword())
        m_ui->userNameNote->setError({});
    const bool hasFields = takesPassword() || asksForCode();
    m_ui->layout->setHorizontalSpacing(hasFields ? -1 : 0); // or what is left begins beside where the words above do
    const bool hasName = takesPassword() && !(asksForCode() && userName().isEmpty());
    m_ui->userNameLabel->setVisible(hasName);
    m_ui->userName->setVisible(hasName);
    m_ui->userNameNote->setKeepsRoom(hasName);
    m_ui->userName->setReadOnly(asksForCode());
    m_ui->forgotPassword->setVisible(m_offersPasswordHelp && takesPassword() && !asksForCode());
    m_ui->createAccount->setVisible(m_offersAccountCreation && !asksForCode());
}

void LoginForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    ProofForm::changeEvent(event);
}

} // namespace QtLogin
