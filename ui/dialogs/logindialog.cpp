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
    QObject::connect(m_form, &LoginForm::createAccountRequested, this, &LoginDialog::createAccount);
    m_availability = request.rememberAvailability().addNotifier([this] { followRememberAvailability(); });
    followRememberAvailability();
}

LoginDialog::~LoginDialog() = default;

void LoginDialog::setAccountEditor(std::shared_ptr<AccountEditor> editor)
{
    m_editor = std::move(editor);
    m_form->setOffersAccountCreation(m_editor != nullptr);
}

QString LoginDialog::userName() const
{
    return m_form->userName();
}

LoginOptions LoginDialog::options() const
{
    LoginOptions options;
    if (!m_form->canKeepSignedIn())
        options.remember = LoginOptions::Remember::Keep;
    else if (m_form->keepsSignedIn())
        options.remember = LoginOptions::Remember::Yes;
    return options;
}

Sentence LoginDialog::wrongPassword(const Error &error) const
{
    return sentenceFor(error);
}

void LoginDialog::retranslate()
{
    setWindowTitle(tr("Log in"));
    const QString application = QGuiApplication::applicationDisplayName();
    setWords(application.isEmpty() ? tr("Log in") : tr("Log in to %1").arg(application), request().message());
    setButtonTexts(tr("Log in"), tr("Cancel"));
}

void LoginDialog::followRememberAvailability()
{
    const RememberAvailability availability = request().rememberAvailability().value();
    m_form->setKeepSignedIn(availability.available, availability.whyNot);
}

void LoginDialog::createAccount()
{
    if (isBusy() || !m_editor)
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
