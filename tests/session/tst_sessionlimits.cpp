// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// How long freshness and sessions last, and when an idle session locks.
class tst_SessionLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freshnessEndsWithItsLifetime(); // DV8
    void freshnessCountsSuspendedTime(); // C4
    void theWallClockDoesNotMoveFreshness(); // C5
    void theSamePersonAgainIsANewSession(); // FL-48
    void aClockThatIsSetIsNoted(); // C5
    void theSessionEndsAtItsCeiling(); // C3
    void idlenessLocksAndActivityDoesNot(); // C2
    void aWarningEndsWithItsLockOrIsTakenBack_data();
    void aWarningEndsWithItsLockOrIsTakenBack(); // C2
    void whoComesBackIsWarnedAgainInTime(); // C2
    void theFirstKeyAfterASleepMeetsALockedSession(); // C4, row 27
    void theFirstKeyAfterASleepMeetsAnEndedSession(); // C3, C4
    void aLimitHoldsBeforeItsAlarmRings(); // C4, row 29
    void aWrongPolicyIsRefusedLoudly();
};

void tst_SessionLimits::freshnessEndsWithItsLifetime()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy freshness(&stage.login(), &LoginManager::freshnessChanged);
    stage.clock->advance(4min);
    QCOMPARE(stage.login().check(Requirement::freshLogin()), Access::Allowed);
    QCOMPARE(stage.login().check(Requirement::freshLogin(2min)), Access::FreshLoginRequired);
    QCOMPARE(freshness.count(), 0);
    stage.clock->advance(1min);
    QCOMPARE(freshness.count(), 1);
    QCOMPARE(stage.login().check(Requirement::freshLogin()), Access::FreshLoginRequired);
    QCOMPARE(stage.login().check(Requirement::login()), Access::Allowed);
}

void tst_SessionLimits::freshnessCountsSuspendedTime()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.clock->suspend(3h); // no alarm has rung yet
    QCOMPARE(stage.login().check(Requirement::freshLogin()), Access::FreshLoginRequired);
    QVERIFY(!stage.login().isFresh());
}

void tst_SessionLimits::theWallClockDoesNotMoveFreshness()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.clock->advance(4min);
    stage.clock->moveWall(-24h);
    QVERIFY(stage.login().isFresh());
    stage.clock->advance(1min);
    QVERIFY(!stage.login().isFresh());
    QVERIFY(stage.login().confirmLogin());
    stage.clock->moveWall(std::chrono::years(10));
    QVERIFY(stage.login().isFresh());
}

void tst_SessionLimits::theSamePersonAgainIsANewSession()
{
    Stage stage;
    SessionPolicy policy = SessionPolicy::relaxed();
    policy.sessionLifetime = 1h;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.clock->advance(59min);
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword()))); // moves no ceiling
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    stage.clock->advance(59min);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    stage.clock->advance(1min);
    QCOMPARE(stage.login().check(Requirement::login()), Access::LoginRequired);
}

void tst_SessionLimits::aClockThatIsSetIsNoted()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.clock->advance(1h);
    stage.clock->moveWall(30s);
    stage.login().logOut(); // nothing is said of that
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.clock->moveWall(-1h);
    QTest::ignoreMessage(QtInfoMsg, "The clock was set, by seconds: -3600");
    stage.login().logOut();
}

void tst_SessionLimits::theSessionEndsAtItsCeiling()
{
    Stage stage;
    SessionPolicy policy;
    policy.sessionLifetime = 12h;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    for (int minutes = 0; minutes < 12 * 60 - 1; ++minutes) {
        stage.clock->advance(1min);
        stage.login().noteUserActivity();
        QVERIFY(stage.login().confirmLogin());
    }
    QCOMPARE(out.count(), 0);
    stage.clock->advance(1min);
    QCOMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::SessionExpired);
}

void tst_SessionLimits::idlenessLocksAndActivityDoesNot()
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy warned(&stage.login(), &LoginManager::aboutToLock);
    for (int i = 0; i < 20; ++i) {
        stage.clock->advance(10min);
        stage.login().noteUserActivity();
    }
    QVERIFY(!stage.login().isLocked());
    stage.clock->advance(14min + 30s);
    QCOMPARE(warned.count(), 1);
    stage.clock->advance(30s);
    QVERIFY(stage.login().isLocked());
}

void tst_SessionLimits::aWarningEndsWithItsLockOrIsTakenBack_data()
{
    QTest::addColumn<std::function<void(Stage &)>>("then");
    QTest::addColumn<QStringList>("told");
    using Then = std::function<void(Stage &)>;
    const QString warned = QStringLiteral("warned"), averted = QStringLiteral("averted");
    QTest::newRow("activity") << Then([](Stage &s) { s.login().noteUserActivity(); }) << QStringList {warned, averted};
    QTest::newRow("proof") << Then([](Stage &s) { (void)s.login().confirmLogin(); }) << QStringList {warned, averted};
    QTest::newRow("another policy") << Then([](Stage &s) {
        s.login().setSessionPolicy(SessionPolicy::standard());
    }) << QStringList {warned, averted};
    QTest::newRow("nothing") << Then([](Stage &s) { s.clock->advance(30s); })
                             << QStringList {warned, QStringLiteral("locked")};
    QTest::newRow("a lock of another kind") << Then([](Stage &s) { s.login().lock(); })
                                            << QStringList {warned, QStringLiteral("locked")};
    QTest::newRow("the end") << Then([](Stage &s) { s.login().logOut(); }) << QStringList {warned, QStringLiteral("out")};
    QTest::newRow("death") << Then([](Stage &s) { s.deleteManager(); }) << QStringList {warned};
}

void tst_SessionLimits::aWarningEndsWithItsLockOrIsTakenBack()
{
    QFETCH(std::function<void(Stage &)>, then);
    QFETCH(QStringList, told);
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QStringList heard;
    connect(&stage.login(), &LoginManager::aboutToLock, this, [&heard] { heard += QStringLiteral("warned"); });
    connect(&stage.login(), &LoginManager::lockAverted, this, [&heard] { heard += QStringLiteral("averted"); });
    connect(&stage.login(), &LoginManager::lockedChanged, this, [&heard] { heard += QStringLiteral("locked"); });
    connect(&stage.login(), &LoginManager::loggedOut, this, [&heard] { heard += QStringLiteral("out"); });
    stage.login().noteUserActivity(); // no user was warned of anything
    stage.clock->advance(14min + 30s);
    stage.clock->advance(5s);
    then(stage);
    QCOMPARE(heard, told);
}

void tst_SessionLimits::whoComesBackIsWarnedAgainInTime()
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 60s;
    policy.lockWarning = 50s;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy warned(&stage.login(), &LoginManager::aboutToLock);
    stage.clock->advance(10s);
    stage.login().noteUserActivity();
    stage.clock->advance(10s);
    QCOMPARE(warned.count(), 2);
    QCOMPARE(warned.at(1).at(0).value<std::chrono::seconds>(), 50s);
}

void tst_SessionLimits::theFirstKeyAfterASleepMeetsALockedSession()
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.clock->suspend(3h); // time since boot has gone on; no alarm has noticed, and no second has passed
    stage.login().noteUserActivity();
    QVERIFY(stage.login().isLocked());
    stage.login().noteUserActivity();
    QVERIFY(stage.login().isLocked());
}

void tst_SessionLimits::theFirstKeyAfterASleepMeetsAnEndedSession()
{
    Stage stage;
    SessionPolicy policy;
    policy.sessionLifetime = 2h; // and nothing locks
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.clock->suspend(3h);
    stage.login().noteUserActivity();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_SessionLimits::aLimitHoldsBeforeItsAlarmRings()
{
    Stage stage;
    stage.login().setSessionPolicy(SessionPolicy::strict());
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.clock->suspend(16min);
    stage.login().noteUserActivity(); // the first key press meets a locked session
    QCOMPARE(stage.login().check(Requirement::login()), Access::Locked);
    QVERIFY(stage.login().isLocked());
    QVERIFY(stage.login().confirmLogin());
    stage.clock->suspend(13h);
    QCOMPARE(stage.login().check(Requirement::login()), Access::LoginRequired);
    QVERIFY(!stage.login().isAuthenticated() && !stage.login().isFresh());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn); // a question moves nothing
    stage.clock->advance(1min); // within which an alarm rings after a sleep
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_SessionLimits::aWrongPolicyIsRefusedLoudly()
{
    Stage stage;
    SessionPolicy policy;
    policy.freshLifetime = -1s;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("freshLifetime")));
    stage.login().setSessionPolicy(policy);
    QCOMPARE(stage.login().setup().sessionPolicy, SessionPolicy::standard());
}

QTEST_GUILESS_MAIN(tst_SessionLimits)
#include "tst_sessionlimits.moc"
