// SPDX-License-Identifier: MIT
#include "guards/guard.h"
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// Another user comes while one is logged in, or has locked the session: switchUser().
class tst_SwitchingUser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUserStaysUntilAnotherOneIsIn_data();
    void theUserStaysUntilAnotherOneIsIn();
    void whoFailsOrTurnsAwayChangesNothing_data();
    void whoFailsOrTurnsAwayChangesNothing();
    void thePresentUserMayLogInAsWell();
    void whereNobodyIsInItIsALogin();
    void itEndsWithTheSessionThatItIsAbout_data();
    void itEndsWithTheSessionThatItIsAbout();
    void aCallOfTheFirstUserDoesNotRunForTheSecond_data();
    void aCallOfTheFirstUserDoesNotRunForTheSecond();
    void thePromptDoesNotSuggestThePresentUser();
    void withoutAPromptNothingChanges();
    void aPromptThatIsTakenAwayMeanwhileIsNotAsked();
};

static void addStates()
{
    QTest::addColumn<bool>("locked");
    QTest::newRow("logged in") << false;
    QTest::newRow("locked") << true;
}

void tst_SwitchingUser::theUserStaysUntilAnotherOneIsIn_data()
{
    addStates();
}

void tst_SwitchingUser::theUserStaysUntilAnotherOneIsIn()
{
    QFETCH(const bool, locked);
    Stage stage;
    LoginManager &login = stage.login();
    QVERIFY(stage.logInVerified(Stage::ada()));
    if (locked)
        login.lock();
    const SessionState before = login.state();
    QStringList heard;
    connect(&login, &LoginManager::aboutToLogOut, this, [&](const UserPtr &user) {
        heard += QStringLiteral("about to end: ") + user->id();
        QVERIFY(login.check(Requirement::login()) != Access::Allowed);
    });
    connect(&login, &LoginManager::loggedOut, this, [&](const UserPtr &user, LogoutReason reason) {
        QCOMPARE(reason, LogoutReason::UserSwitched);
        heard += QStringLiteral("ended: ") + user->id();
    });
    connect(&login, &LoginManager::loggedIn, this, [&](const UserPtr &user) { heard += QStringLiteral("in: ") + user->id(); });
    QObject window;
    const auto switched = login.switchUser(&window);
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::LogIn);
    QCOMPARE(stage.prompt->request().context(), &window);
    QVERIFY(!stage.prompt->request().fixedUser());
    QCOMPARE(login.state(), before);
    QCOMPARE(heard, QStringList());
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::bobsPassword())));
    QVERIFY(Stage::resultOf(switched));
    QCOMPARE(heard, QStringList({QStringLiteral("about to end: ada"), QStringLiteral("ended: ada"), QStringLiteral("in: bob")}));
    QCOMPARE(login.currentUser()->id(), QStringLiteral("bob"));
    QCOMPARE(login.state(), SessionState::LoggedIn);
    QCOMPARE(stage.prompt->cancelCount(), 0);
    QVERIFY(!stage.prompt->isAsking());
}

void tst_SwitchingUser::whoFailsOrTurnsAwayChangesNothing_data()
{
    addStates();
}

void tst_SwitchingUser::whoFailsOrTurnsAwayChangesNothing()
{
    QFETCH(const bool, locked);
    Stage stage;
    LoginManager &login = stage.login();
    QVERIFY(stage.logInVerified(Stage::ada()));
    if (locked)
        login.lock();
    const SessionState before = login.state();
    const auto mark = login.mark();
    QSignalSpy left(&login, &LoginManager::aboutToLogOut), states(&login, &LoginManager::stateChanged);
    for (int i = 0; i < 2; ++i) { // and once more
        const auto switched = login.switchUser();
        QVERIFY(stage.prompt->isAsking());
        QVERIFY(!Stage::resultOf(stage.prompt->answer(Stage::wrongPassword())));
        QVERIFY(!switched.isFinished());
        QCOMPARE(login.state(), before);
        stage.prompt->dismiss();
        QVERIFY(Stage::resultOf(switched).failedWith(Error::Kind::Cancelled));
        QCOMPARE(login.state(), before);
    }
    QCOMPARE(left.count(), 0);
    QCOMPARE(states.count(), 0);
    QVERIFY(login.isCurrent(mark));
    QCOMPARE(login.check(Requirement::login()), locked ? Access::Locked : Access::Allowed);
    if (locked)
        QVERIFY(Stage::resultOf(login.unlock(Stage::adasPassword())));
    QCOMPARE(login.currentUser()->id(), QStringLiteral("ada"));
}

void tst_SwitchingUser::thePresentUserMayLogInAsWell()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.login().lock();
    QSignalSpy left(&stage.login(), &LoginManager::loggedOut);
    const auto switched = stage.login().switchUser();
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(switched));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QCOMPARE(left.count(), 0);
}

void tst_SwitchingUser::whereNobodyIsInItIsALogin()
{
    Stage stage;
    const auto asked = stage.login().require(Requirement::login());
    const auto switched = stage.login().switchUser();
    QCOMPARE(stage.prompt->requests().size(), 1);
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(switched));
    QVERIFY(Stage::resultOf(asked));
}

void tst_SwitchingUser::itEndsWithTheSessionThatItIsAbout_data()
{
    QTest::addColumn<bool>("locked");
    QTest::addColumn<QString>("event");
    for (const bool locked : {false, true}) {
        for (const char *event : {"log out", "lock", "unlock", "another user"}) {
            if (QLatin1String(event) != QLatin1String(locked ? "lock" : "unlock"))
                QTest::addRow("%s, %s", locked ? "locked" : "logged in", event) << locked << QString::fromLatin1(event);
        }
    }
}

void tst_SwitchingUser::itEndsWithTheSessionThatItIsAbout()
{
    QFETCH(const bool, locked);
    QFETCH(const QString, event);
    Stage stage;
    LoginManager &login = stage.login();
    QVERIFY(stage.logInVerified(Stage::ada()));
    if (locked)
        login.lock();
    const auto switched = login.switchUser();
    QVERIFY(stage.prompt->isAsking());
    const LoginRequest request = stage.prompt->request();
    if (event == u"log out")
        login.logOut();
    else if (event == u"lock")
        login.lock();
    else if (event == u"unlock")
        QVERIFY(Stage::resultOf(login.unlock(Stage::adasPassword())));
    else
        QVERIFY(stage.logInVerified(Stage::bob()));
    QVERIFY(Stage::resultOf(switched).failedWith(Error::Kind::Cancelled));
    QVERIFY(!stage.prompt->isAsking());
    const SessionState after = login.state();
    QVERIFY(Stage::resultOf(request.attempt(Stage::bobsPassword())).failedWith(Error::Kind::Cancelled));
    QCOMPARE(login.state(), after);
}

void tst_SwitchingUser::aCallOfTheFirstUserDoesNotRunForTheSecond_data()
{
    QTest::addColumn<bool>("locked");
    QTest::addColumn<bool>("comes");
    QTest::newRow("stale, another one logs in") << false << true;
    QTest::newRow("stale, nobody does") << false << false;
    QTest::newRow("locked, another one logs in") << true << true;
    QTest::newRow("locked, nobody does") << true << false;
}

void tst_SwitchingUser::aCallOfTheFirstUserDoesNotRunForTheSecond()
{
    QFETCH(const bool, locked);
    QFETCH(const bool, comes);
    Stage stage;
    LoginManager &login = stage.login();
    QVERIFY(stage.logInVerified(Stage::ada(), {.fresh = false}));
    if (locked)
        login.lock();
    Guard guard(&login);
    QSignalSpy denied(&guard, &Guard::denied);
    int runs = 0;
    guard.run(Requirement::freshLogin(), this, [&] { ++runs; });
    QVERIFY(stage.prompt->isAsking());
    const auto switched = login.switchUser();
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::LogIn);
    if (comes)
        QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::bobsPassword())));
    else
        stage.prompt->dismiss();
    (void)Stage::resultOf(switched);
    if (!comes && locked)
        QVERIFY(Stage::resultOf(login.unlock(Stage::adasPassword())));
    QVERIFY(login.confirmLogin());
    QCoreApplication::processEvents();
    QCOMPARE(runs, 0);
    guard.run(Requirement::freshLogin(), this, [&] { ++runs; });
    QCOMPARE(runs, 1);
}

void tst_SwitchingUser::thePromptDoesNotSuggestThePresentUser()
{
    Stage stage;
    stage.login().rememberedLogin()->setKeepsUserName(true);
    QVERIFY(stage.remember());
    (void)stage.login().switchUser();
    QCOMPARE(stage.prompt->request().suggestedUserName(), QString());
    stage.prompt->dismiss();
}

void tst_SwitchingUser::withoutAPromptNothingChanges()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.login().lock();
    stage.login().setLoginPrompt(nullptr);
    QVERIFY(Stage::resultOf(stage.login().switchUser()).failedWith(Error::Kind::NotConfigured));
    QVERIFY(stage.login().isLocked());
}

void tst_SwitchingUser::aPromptThatIsTakenAwayMeanwhileIsNotAsked()
{
    class Shy final : public LoginPrompt
    {
    public:
        explicit Shy(LoginManager &login) : m_login(login) { }
        QFuture<Result<void>> ask(const LoginRequest &) override { return m_answer.future(); }
        void cancel() override { m_login.setLoginPrompt(nullptr); }

    private:
        LoginManager &m_login;
        Answer<void> m_answer;
    };
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada(), {.fresh = false}));
    stage.login().setLoginPrompt(std::make_shared<Shy>(stage.login()));
    const auto asked = stage.login().require(Requirement::freshLogin());
    const auto switched = stage.login().switchUser();
    QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Cancelled));
    QVERIFY(Stage::resultOf(switched).failedWith(Error::Kind::NotConfigured));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

QTEST_GUILESS_MAIN(tst_SwitchingUser)
#include "tst_switchinguser.moc"
