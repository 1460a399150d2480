// SPDX-License-Identifier: MIT
#include "desktoptest.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// Before the machine sleeps all is closed, and after it nothing opens that was begun before (C4, C11).
class tst_DesktopSleep : public DesktopTest
{
    Q_OBJECT

private Q_SLOTS:
    void theMachineSleepsOnlyOnceAllIsClosed();
    void theMachineWaitsForNobodyWhoIsGone();
    void whenTheMachineWakesUpTheLimitsAreJudged();
    void anUnlockBegunBeforeTheSleepOpensNothingAfterIt(); // C4, C11
    void aLoginBegunBeforeTheSleepOpensNothingAfterIt(); // C4, C11
    void resumingIsHeardAlsoWhereNothingLocks(); // C4
    void whenTheMachineWakesUpTheUserIsLoadedAgain(); // DV14
    void whenTheMachineWakesUpTheContextIsLookedAt(); // rule 15
};

void tst_DesktopSleep::theMachineSleepsOnlyOnceAllIsClosed() // C10, C11
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    bool heldWhileLocking = false;
    connect(&stage.login(), &LoginManager::lockedChanged, &stage.login(), [&](bool locked) {
        if (locked && stage.login().check(Requirement::login()) == Access::Locked)
            heldWhileLocking = logind.set(word("one=thing")) && logind.set(word("another=thing"))
                && !logind.hasSaid(word("released")); // which it would have noticed between the two
    });
    for (int i = 0; i < 2; ++i) {
        heldWhileLocking = false;
        QVERIFY(isHeld(logind)); // the next sleep has to wait as well
        QVERIFY(logind.set(word("sleep=yes")));
        QVERIFY(logind.waitFor(word("released")));
        QVERIFY(heldWhileLocking);
        QVERIFY(!logind.hasSaid(sleeper()));
        QVERIFY(logind.set(word("sleep=no")));
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    }
}

void tst_DesktopSleep::theMachineWaitsForNobodyWhoIsGone()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(logind.waitFor(sleeper()));
    stage.deleteManager();
    QVERIFY(logind.waitFor(word("released")));
}

void tst_DesktopSleep::whenTheMachineWakesUpTheLimitsAreJudged() // C4, row 27
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    SessionPolicy policy;
    policy.lockOn = LockSource::ScreenLock; // sleep alone does not lock
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(logind.waitFor(sleeper()));
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released")));
    QVERIFY(!stage.login().isLocked());
    stage.clock->suspend(3h); // no alarm has noticed
    QVERIFY(logind.set(word("sleep=no")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), QList<LockReason> {LockReason::Idle});
}

void tst_DesktopSleep::anUnlockBegunBeforeTheSleepOpensNothingAfterIt()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isHeld(logind));
    stage.login().lock();
    stage.authenticator->hold();
    const auto unlocked = stage.login().unlock(Stage::adasPassword());
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released")));
    stage.clock->suspend(3h);
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(unlocked).failedWith(Error::Kind::Cancelled));
    QVERIFY(stage.login().isLocked());
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
}

void tst_DesktopSleep::aLoginBegunBeforeTheSleepOpensNothingAfterIt()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isHeld(logind));
    stage.login().logOut();
    stage.authenticator->hold();
    const auto in = stage.login().logIn(Stage::adasPassword());
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released")));
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(in).failedWith(Error::Kind::Cancelled));
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
}

void tst_DesktopSleep::resumingIsHeardAlsoWhereNothingLocks()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    auto policy = SessionPolicy::standard();
    policy.lockOn = {};
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isHeld(logind));
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released")));
    QVERIFY(!stage.login().isLocked());
    QSignalSpy told(&stage.login(), &LoginManager::freshnessChanged);
    stage.clock->suspend(10min); // no alarm has run yet
    QCOMPARE(told.count(), 0);
    QVERIFY(logind.set(word("sleep=no")));
    QTRY_COMPARE(told.count(), 1);
}

namespace {

// Nothing locks, and no interval and no limit passes while the machine sleeps.
SessionPolicy withoutLimits()
{
    SessionPolicy policy;
    policy.lockOn = {};
    policy.revalidateInterval = 24h;
    policy.freshLifetime = 0s;
    return policy;
}

} // namespace

void tst_DesktopSleep::whenTheMachineWakesUpTheUserIsLoadedAgain()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    stage.login().setSessionPolicy(withoutLimits());
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isHeld(logind));
    stage.loader->add(Stage::inactiveAda());
    const auto sleepFor = [&](std::chrono::seconds time) {
        QVERIFY(logind.set(word("sleep=yes")));
        QVERIFY(logind.waitFor(word("released")));
        stage.clock->suspend(time);
        QVERIFY(logind.set(word("sleep=no")));
    };
    sleepFor(29s);
    QVERIFY(isHeld(logind)); // the wake has been heard
    QCOMPARE(stage.login().state(), SessionState::LoggedIn); // loaded only just before
    sleepFor(1s);
    QTRY_COMPARE(stage.login().state(), SessionState::SignedOut);
    stage.loader->add(Stage::ada());
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isHeld(logind));
    const auto loads = stage.loader->calls().size();
    sleepFor(1h);
    QTRY_COMPARE(stage.loader->calls().size(), loads + 1);
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_DesktopSleep::whenTheMachineWakesUpTheContextIsLookedAt()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QByteArray context = "here";
    stage.contextId = [&context] { return context; };
    stage.login().setSessionPolicy(withoutLimits());
    QVERIFY(stage.logInVerified(Stage::ada()));
    QSignalSpy noticed(&stage.login(), &LoginManager::sessionProtected);
    for (int i = 1; i <= 2; ++i) {
        QVERIFY(isHeld(logind));
        QVERIFY(stage.login().isFresh());
        QVERIFY(logind.set(word("sleep=yes")));
        QVERIFY(logind.waitFor(word("released")));
        context += " and there";
        QVERIFY(logind.set(word("sleep=no")));
        QTRY_COMPARE(noticed.count(), i);
        QVERIFY(stage.login().isAuthenticated() && !stage.login().isFresh());
        QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    }
}

QTEST_GUILESS_MAIN(tst_DesktopSleep)
#include "tst_desktopsleep.moc"
