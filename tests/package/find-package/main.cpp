// SPDX-License-Identifier: MIT
// Something of each library: an account in a database, a log in, a clock for tests, a window.
#include <QtLogin/LoginForm>
#include <QtLogin/LoginManager>
#include <QtLogin/ManualClock>
#include <QtLogin/MemorySecretStore>
#include <QtLogin/NextStep>
#include <QtLogin/SimpleUser>
#include <QtLogin/SqlAccounts>
#include <QtLogin/ViewGuard>
#include <QtLogin/forms/translations.h>
#include <QtLogin/version.h>

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

using namespace QtLogin;

static_assert(QTLOGIN_VERSION >= QTLOGIN_VERSION_CHECK(0, 1, 0));

static SecretPtr password()
{
    return Secret::copyOf("correct horse battery staple").share();
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    const auto clock = std::make_shared<ManualClock>();
    const auto accounts = std::make_shared<SqlAccounts>(folder.filePath(QStringLiteral("accounts.sqlite")), clock);
    LoginSetup setup {.applicationId = QStringLiteral("org.example.consumer"), .clock = clock};
    setup.use(accounts).use(std::make_shared<MemorySecretStore>());
    LoginManager login(setup);

    if (!installTranslations(&application, QLocale(QLocale::German)))
        return 1; // a static library has lost its resources
    const LoginForm form;
    const ViewGuard guard(&login);

    whenDone(accounts->createAccount({QStringLiteral("ada"), {}, password()}), &application,
             [&](const Result<Proof> &created) {
                 if (!created)
                     return application.exit(2);
                 whenDone(login.logIn(Credentials::password(QStringLiteral("ada"), password())), &application,
                          [&](const Result<void> &loggedIn) {
                              if (!loggedIn || guard.check(Requirement::freshLogin()) != Access::Allowed)
                                  return application.exit(3);
                              clock->advance(std::chrono::hours(1));
                              const Access later = guard.check(Requirement::freshLogin());
                              application.exit(later == Access::FreshLoginRequired ? 0 : 4);
                          });
             });
    return application.exec();
}
