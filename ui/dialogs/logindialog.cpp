// SPDX-License-Identifier: MIT
#include "dialogs/logindialog.h"

#include "dialogs/errorwords_p.h"
#include "dialogs/newaccountdialog.h"
#include "forms/loginform.h"

#include <QtGui/qguiapplication.h>

namespace QtLogin {

LoginDialog::LoginDialog(const LoginRequest &request, QWidget *parent)
    : ProofDialog(request, parent), m_form(new LoginForm(this))
{
    m_form->setUserName(request.suggestedUserName());
    setProofForm(m_form, QStringLiteral("person"));
    QObject::connect(m_form, &LoginForm::createAccountRequested, this, &LoginDialog::openAccountCreation);
    QObject::connect(m_form, &LoginForm::passwordHelpRequested, this, &LoginDialog::openPasswordHelp);
}

LoginDialog::~LoginDialog() = default;

QString LoginDialog::userName() const
{
    return m_form->userName();
}

void LoginDialog::setUserName(const QString &name)
{
    m_form->setUserName(name);
}

KeepSignedIn LoginDialog::keepSignedIn() const
{
    return m_form->keepSignedIn();
}

void LoginDialog::setKeepSignedIn(KeepSignedIn keep)
{
    m_form->setKeepSignedIn(keep);
    if (isVisible())
        observeRememberAvailability();
}

void LoginDialog::setAccountEditor(std::shared_ptr<AccountEditor> editor)
{
    m_editor = std::move(editor);
    showLinks();
}

void LoginDialog::setCreateAccountLink(const LoginLink &link)
{
    m_createAccount = link;
    watch(link);
}

void LoginDialog::setForgotPasswordLink(const LoginLink &link)
{
    m_forgotPassword = link;
    watch(link);
}

// A link goes with its context, which may be this dialog or a part of it.
void LoginDialog::watch(const LoginLink &link)
{
    if (!link.isNull())
        QObject::connect(link.context(), &QObject::destroyed, &m_linkWatch, [this] { showLinks(); });
    showLinks();
}

void LoginDialog::showLinks()
{
    const bool hasPasswords = request().ways().contains(LoginWay::Password); // which accounts of an editor have
    m_form->setOffersAccountCreation((m_editor && hasPasswords) || !m_createAccount.isNull());
    m_form->setOffersPasswordHelp(!m_forgotPassword.isNull());
}

void LoginDialog::logIn(const Credentials &credentials)
{
    if (!isBusy() && isVisible())
        attempt(credentials);
}

LoginOptions LoginDialog::options() const
{
    LoginOptions options;
    if (m_form->keepSignedIn() == KeepSignedIn::Never)
        options.remember = LoginOptions::Remember::No;
    else if (!m_form->canKeepSignedIn())
        options.remember = LoginOptions::Remember::Keep;
    else
        options.remember = m_form->keepsSignedIn();
    return options;
}

Sentence LoginDialog::wrongPassword() const
{
    return sentenceFor(Error::Kind::WrongCredentials);
}

bool LoginDialog::startsByItself() const
{
    return keepSignedIn() == KeepSignedIn::Never || keepSignedIn() == KeepSignedIn::Always;
}

void LoginDialog::retranslate()
{
    setWindowTitle(tr("Log in"));
    const QString application = QGuiApplication::applicationDisplayName();
    setWords(application.isEmpty() ? tr("Log in") : tr("Log in to %1").arg(application), request().message());
    setButtonTexts(submitWords(tr("Log in")), tr("Cancel"));
}

void LoginDialog::showEvent(QShowEvent *event)
{
    observeRememberAvailability();
    ProofDialog::showEvent(event);
}

// Not before it is needed: it has the keychain looked at.
void LoginDialog::observeRememberAvailability()
{
    if (m_form->keepSignedIn() == KeepSignedIn::Never || std::exchange(m_observesAvailability, true))
        return;
    m_availability = request().rememberAvailability().addNotifier([this] { followRememberAvailability(); });
    followRememberAvailability();
}

void LoginDialog::followRememberAvailability()
{
    const RememberAvailability availability = request().rememberAvailability().value();
    m_form->setCanKeepSignedIn(availability.available, availability.whyNot);
}

void LoginDialog::openPasswordHelp()
{
    if (!isBusy())
        m_forgotPassword.follow(this);
}

void LoginDialog::openAccountCreation()
{
    if (isBusy())
        return;
    if (!m_createAccount.isNull())
        return m_createAccount.follow(this);
    if (!m_editor || !request().ways().contains(LoginWay::Password))
        return;
    auto *dialog = new NewAccountDialog(m_editor, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setUserName(m_form->userName());
    QObject::connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_form->setUserName(dialog->credentials().userName());
        attempt(dialog->credentials());
    });
    QObject::connect(this, &QDialog::finished, dialog, &QDialog::reject);
    dialog->open();
}

} // namespace QtLogin
