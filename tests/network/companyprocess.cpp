// SPDX-License-Identifier: MIT
// An application that logs in at a company's provider and is remembered, for tests with several of them. It does what it
// reads, line by line, and says what happens.
//
//   companyprocess --folder F --issuer URL --authority FILE
#include "network/oidcprovider.h"
#include "session/loginmanager.h"
#include "support/commandreader.h"
#include "support/folderstore.h"

#include <QtCore/qcommandlineparser.h>

using namespace QtLogin;

static void listen(LoginManager &login)
{
    QObject::connect(&login, &LoginManager::loggedOut, [] { say("loggedOut"); });
    QObject::connect(&login, &LoginManager::lockedChanged, [](bool locked) { say(locked ? "locked" : "unlocked"); });
    QObject::connect(login.rememberedLogin(), &RememberedLogin::stored, [] { say("stored"); });
    QObject::connect(login.rememberedLogin(), &RememberedLogin::storingFailed, [](const Error &error) { say("failed", outcome(Result<void>(error))); });
    QObject::connect(login.rememberedLogin(), &RememberedLogin::tokenReused, [] { say("ALARM"); });
}

class Application
{
public:
    Application(LoginManager &login, OidcProvider &company) : m_login(login), m_company(company) { }

    void obey(const QByteArray &command)
    {
        if (command == "restore")
            whenDone(m_login.restore(), &m_login, [](const Result<void> &restored) { say("done", outcome(restored)); });
        else if (command == "login")
            whenDone(m_login.logIn(Credentials::elsewhere(LoginWay::Browser)), &m_login, [this](const Result<void> &) { goOn(); });
        else if (command == "renew")
            renew();
        else if (command == "who")
            say("done", m_login.isAuthenticated() ? m_login.currentUser()->userName() : QStringLiteral("nobody"));
        else
            QCoreApplication::quit();
    }

private:
    void goOn()
    {
        const auto step = m_login.nextStep();
        if (!step)
            return say("done", "no page");
        whenDone(m_login.logIn(Credentials::answer(*step), {.remember = true}), &m_login,
                 [](const Result<void> &in) { say("done", outcome(in)); });
        say("page", step->link.toString(QUrl::FullyEncoded));
    }
    // As after a request that was refused: a newer token, in any case.
    void renew()
    {
        say("renewing");
        const QString id = m_login.currentUser()->id();
        whenDone(m_company.accessToken(id), &m_login, [this, id](const Result<AccessToken> &token) {
            if (!token)
                return say("done", outcome(token));
            whenDone(m_company.accessTokenAfter(id, token->generation), &m_login,
                     [](const Result<AccessToken> &newer) { say("done", outcome(newer)); });
        });
    }

    LoginManager &m_login;
    OidcProvider &m_company;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser options;
    for (const char *name : {"folder", "issuer", "authority"})
        options.addOption({QString::fromLatin1(name), QString(), QString::fromLatin1(name)});
    options.process(app);
    const auto value = [&](const char *name) { return options.value(QString::fromLatin1(name)); };

    const QString folder = value("folder");
    const auto company = std::make_shared<OidcProvider>(
        OidcSettings {.issuer = QUrl(value("issuer")),
                      .clientId = QStringLiteral("journal"),
                      .scopes = {QStringLiteral("profile"), QStringLiteral("offline_access")},
                      .certificates = QSslCertificate::fromPath(value("authority")),
                      .redirectPath = QStringLiteral("/callback")});
    LoginSetup setup {.applicationId = QStringLiteral("org.example.journal"),
                      .secretStore = std::make_shared<FolderStore>(folder + QStringLiteral("/keychain")),
                      .profileFolder = folder + QStringLiteral("/profile")};
    setup.use(company);
    LoginManager login(setup);
    listen(login);
    Application application(login, *company);
    const CommandReader reader([&application](const QByteArray &command) { application.obey(command); });
    say("ready");
    return app.exec();
}
