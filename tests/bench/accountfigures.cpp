// SPDX-License-Identifier: MIT
#include "figure.h"

#include "accounts/sqlaccounts.h"
#include "session/loginmanager.h"
#include "vault/memorysecretstore.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qtemporarydir.h>

#include <sodium.h>

using namespace QtLogin;

void accountFigures()
{
    QTemporaryDir folder;
    const auto accounts = std::make_shared<SqlAccounts>(folder.filePath(QStringLiteral("accounts.db")));
    const auto created = accounts->createAccount(
        {QStringLiteral("ada"), {}, Secret::copyOf("a rather long password").share()});
    if (!succeeds(created)) {
        std::printf("The account could not be created.\n");
        return;
    }
    LoginSetup setup {.applicationId = QStringLiteral("org.qtlogin.bench"), .profileFolder = folder.path()};
    LoginManager login(setup.use(accounts).use(std::make_shared<MemorySecretStore>()));

    const auto logIn = [&] {
        login.logOut();
        QCoreApplication::processEvents();
        return timeOf([&] {
            const auto in = login.logIn(
                Credentials::password(QStringLiteral("ada"), Secret::copyOf("a rather long password")));
            if (!succeeds(in))
                std::printf("The login failed.\n");
        });
    };
    const auto argon2 = [] {
        return timeOf([] {
            unsigned char tag[32];
            unsigned char salt[crypto_pwhash_SALTBYTES] {};
            const int computed = crypto_pwhash(tag, sizeof tag, "a rather long password", 22, salt, 3, 256ull * 1024 * 1024,
                                crypto_pwhash_ALG_ARGON2ID13);
            if (computed != 0)
                std::printf("There is not enough memory.\n");
        });
    };
    const auto medians = interleaved(9, logIn, argon2);
    Figure {"password login, beside bare Argon2id", medians.ours / 1e6, medians.bare / 1e6, "ms", 1.03}.print();
}
