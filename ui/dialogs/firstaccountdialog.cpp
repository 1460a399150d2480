// SPDX-License-Identifier: MIT
#include "dialogs/firstaccountdialog.h"

#include "dialogs/errorwords_p.h"
#include "forms/newaccountform.h"

#include <QtGui/qguiapplication.h>
#include <QtWidgets/qlineedit.h>

namespace QtLogin {

FirstAccountDialog::FirstAccountDialog(LoginManager *login, QWidget *parent)
    : NewAccountDialog(login ? login->setup().accountEditor : nullptr, parent),
      m_login(login)
{
    FirstAccountDialog::retranslate();
    if (!login)
        return;
    form()->setKeepSignedIn(KeepSignedIn::Offered);
    auto availability = login->rememberedLogin()->bindableAvailability();
    m_availability = availability.addNotifier([this] { followRememberAvailability(); });
    QObject::connect(login, &QObject::destroyed, this, &QDialog::reject);
    followRememberAvailability();
}

FirstAccountDialog::~FirstAccountDialog() = default;

KeepSignedIn FirstAccountDialog::keepSignedIn() const
{
    return form()->keepSignedIn();
}

void FirstAccountDialog::setKeepSignedIn(KeepSignedIn keep)
{
    form()->setKeepSignedIn(keep);
}

void FirstAccountDialog::submit()
{
    if (m_created)
        finish();
    else
        NewAccountDialog::submit();
}

void FirstAccountDialog::finish()
{
    m_created = true;
    form()->wipe(); // what is needed from now on are the credentials
    if (!m_login)
        return;
    LoginOptions options;
    options.remember = form()->keepsSignedIn();
    const auto start = [login = m_login, credentials = credentials(), options] {
        return login->logIn(credentials, options);
    };
    await(start, [this](const Result<void> &result) {
        if (result) {
            forgetCredentials();
            accept();
            return;
        }
        form()->showError([reason = sentenceFor(result.error())] {
            return tr("Your account has been created, but logging in has failed: %1").arg(reason.text());
        });
        const auto fields = form()->findChildren<QLineEdit *>();
        for (QLineEdit *field : fields)
            field->setReadOnly(true); // it is too late to change them
        retranslate();
    });
}

void FirstAccountDialog::followRememberAvailability()
{
    const RememberedLogin &remembered = *m_login->rememberedLogin();
    form()->setCanKeepSignedIn(remembered.isAvailable(), remembered.unavailableReason());
}

void FirstAccountDialog::retranslate()
{
    NewAccountDialog::retranslate();
    const QString application = QGuiApplication::applicationDisplayName();
    setWords(application.isEmpty() ? tr("Welcome") : tr("Welcome to %1").arg(application),
             tr("Create the first account to begin."));
    if (m_created)
        setButtonTexts(tr("Log in"), tr("Close"));
}

} // namespace QtLogin
