// SPDX-License-Identifier: MIT
#include "session/loginsetup.h"

#include "support/stage.h"

#include <QtCore/qregularexpression.h>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

// A part with two roles, as a database of users has.
class Directory : public UserLoader, public Authenticator
{
public:
    QFuture<Result<UserPtr>> load(const QString &id) override
    {
        return readyFuture<Result<UserPtr>>(SimpleUser::create({.id = id}));
    }
    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override
    {
        return readyFuture<Result<Authentication>>(Authentication(Proof {.userId = credentials.userName()}));
    }
};

void expect(const char *complaint)
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QLatin1String(complaint)));
}

} // namespace

class tst_LoginSetup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPartIsUsedInEachOfItsRoles();
    void whatIsWrongIsSaidAtOnceAndReplaced();
    void withABadApplicationIdNothingIsStoredAndNoUserLogsIn();
    void ambientLoginsThatAreNullAreNotAsked();
    void oneSetupMakesSeveralManagers();
    void aManagerShowsItAsItStandsNow();
};

void tst_LoginSetup::aPartIsUsedInEachOfItsRoles()
{
    const auto directory = std::make_shared<Directory>();
    LoginSetup setup {.applicationId = QStringLiteral("org.example.setup")};
    setup.use(directory).use(std::make_shared<ScriptedSecretStore>());
    QVERIFY(setup.userLoader == directory);
    QVERIFY(setup.authenticator == directory);
    QVERIFY(setup.secretStore);
    QVERIFY(!setup.accountEditor && !setup.rememberVerifier && !setup.loginPrompt);
    QTemporaryDir folder;
    setup.profileFolder = folder.path();
    LoginManager login(setup);
    QVERIFY(Stage::resultOf(login.logIn(Stage::adasPassword())));
    QCOMPARE(login.currentUser()->id(), QStringLiteral("ada"));
}

void tst_LoginSetup::whatIsWrongIsSaidAtOnceAndReplaced()
{
    Stage stage;
    expect("idleLock.*The standard policy holds instead");
    expect("profile needs a name");
    stage.startWith([](LoginSetup &setup) {
        setup.sessionPolicy.idleLock = -1s;
        setup.profile.clear();
    });
    QCOMPARE(stage.login().setup().sessionPolicy, SessionPolicy::standard());
    QCOMPARE(stage.login().rememberedLogin()->profile(), QStringLiteral("default"));
    stage.startWith([](LoginSetup &setup) {
        setup.sessionPolicy = SessionPolicy::strict();
        setup.profile = QStringLiteral("work");
    });
    QCOMPARE(stage.login().setup().sessionPolicy, SessionPolicy::strict());
    QCOMPARE(stage.login().rememberedLogin()->profile(), QStringLiteral("work"));
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.clock->advance(stage.login().setup().sessionPolicy.freshLifetime);
    QVERIFY(!stage.login().isFresh()); // it holds from the first login on
}

void tst_LoginSetup::withABadApplicationIdNothingIsStoredAndNoUserLogsIn()
{
    Stage stage;
    for (int i = 0; i < 2; ++i) // at once, and by the verb
        expect("^LoginManager needs an application id");
    stage.startWith([](LoginSetup &setup) { setup.applicationId = QStringLiteral("my app"); });
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = LoginOptions::Remember::Yes})
                .failedWith(Error::Kind::NotConfigured));
    QVERIFY(stage.store->content()->isEmpty());
    stage.startWith([](LoginSetup &setup) { setup.applicationId = QStringLiteral("org.example.my-app"); });
    QVERIFY(stage.remember());
    QVERIFY(!stage.store->content()->isEmpty());
}

void tst_LoginSetup::ambientLoginsThatAreNullAreNotAsked()
{
    Stage stage;
    stage.startWith([](LoginSetup &setup) {
        setup.ambientLogins = {nullptr, [] { return readyFuture(Result<UserPtr>(Stage::bob())); }, nullptr};
    });
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
}

void tst_LoginSetup::oneSetupMakesSeveralManagers()
{
    Stage stage;
    LoginManager other(stage.setup());
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(other.logInVerified(Stage::bob()));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    other.setMessages({.login = QStringLiteral("For the other one.")});
    QCOMPARE(stage.login().setup().messages, LoginMessages());
}

void tst_LoginSetup::aManagerShowsItAsItStandsNow()
{
    QTemporaryDir folder;
    LoginManager login({.applicationId = QStringLiteral("org.example.setup"), .profileFolder = folder.path()});
    QVERIFY(login.setup().clock); // the system's
    QCOMPARE(login.setup().profileFolder, folder.path());
    const auto prompt = std::make_shared<ScriptedPrompt>();
    login.setLoginPrompt(prompt);
    login.setSessionPolicy(SessionPolicy::relaxed());
    login.setDeniedHandlers({.forbidden = [](const Requirement &) {}});
    login.rememberedLogin()->setProfile(QStringLiteral("work"));
    login.rememberedLogin()->setKeepsUserName(true);
    QVERIFY(login.setup().loginPrompt == prompt);
    QCOMPARE(login.setup().sessionPolicy, SessionPolicy::relaxed());
    QVERIFY(login.setup().deniedHandlers.forbidden && !login.setup().deniedHandlers.unauthorized);
    QCOMPARE(login.setup().profile, QStringLiteral("work"));
    QVERIFY(login.setup().keepsUserName);
}

QTEST_GUILESS_MAIN(tst_LoginSetup)

#include "tst_loginsetup.moc"
