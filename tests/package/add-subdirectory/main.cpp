// SPDX-License-Identifier: MIT
#include <QtLogin/LoginManager>
#include <QtLogin/MemorySecretStore>
#include <QtLogin/version.h>

#include <QtCore/QCoreApplication>

using namespace QtLogin;

static_assert(QTLOGIN_VERSION >= QTLOGIN_VERSION_CHECK(0, 1, 0));

// Ada is let in with her password and with no other.
static Result<Proof> judge(const Credentials &credentials)
{
    if (credentials.userName() == QLatin1String("ada")
        && credentials.secret().equals(Secret::copyOf("correct horse")))
        return Proof {.userId = QStringLiteral("1")};
    return Error::Kind::WrongCredentials;
}

static Credentials ada(QByteArrayView password)
{
    return Credentials::password(QStringLiteral("ada"), Secret::copyOf(password));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    LoginManager login({.applicationId = QStringLiteral("org.example.consumer"),
                        .userLoader = UserLoader::from([](const QString &id) { return SimpleUser::create({.id = id}); }),
                        .authenticator = Authenticator::from(judge),
                        .secretStore = std::make_shared<MemorySecretStore>()});

    const auto logInAndOut = [&] {
        whenDone(login.logIn(ada("wrong")), &application, [&](const Result<void> &wrong) {
            if (!wrong.failedWith(Error::Kind::WrongCredentials) || login.isAuthenticated())
                return application.exit(1);
            whenDone(login.logIn(ada("correct horse")), &application, [&](const Result<void> &right) {
                if (!right || login.check(Requirement::freshLogin()) != Access::Allowed)
                    return application.exit(2);
                login.logOut();
                application.exit(login.check(Requirement::login()) == Access::LoginRequired ? 0 : 3);
            });
        });
    };
    QMetaObject::invokeMethod(&application, logInAndOut, Qt::QueuedConnection);
    return application.exec();
}
