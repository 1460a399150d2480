// SPDX-License-Identifier: MIT
#include "desktoptest.h"
#include "liar.h"

#include <optional>

using namespace QtLogin;
using namespace std::chrono_literals;

using Daemon = std::optional<FakeDaemon>;

// Services of the desktop that lie, flood, die, say nothing, or answer late (C11).
class tst_DesktopFaults : public DesktopTest
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsToldBeforeTheAnswerIsNotLost();
    void aLiarIsNotBelieved_data();
    void aLiarIsNotBelieved();
    void aFloodCostsLittle();
    void whoDiesIsNotAliveAndMayComeBack();
    void whoSaysNothingIsNotAlive();
    void whoOnlyTakesOrdersIsNotAlive();
    void aBusThatDiesIsQuietAndFoundAgain(); // the last: the next would find another bus
};

void tst_DesktopFaults::whatIsToldBeforeTheAnswerIsNotLost()
{
    FakeDaemon logind = FakeDaemon::logind({word("hold=GetAll")});
    Stage stage;
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(logind.waitFor(word("called GetAll")));
    QVERIFY(logind.set(word("active=no")));
    QVERIFY(isLocked(stage));
    QVERIFY(logind.set(word("release=yes")));
    QVERIFY(logind.waitFor(word("called GetAll"))); // the answer may have been older than what was told
    QVERIFY(isAlive(stage, everything));
    QCOMPARE(reasonsOf(locked), QList<LockReason> {LockReason::UserSwitchedDesktop});

    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(logind.set(word("active=yes")));
    QVERIFY(logind.set(word("active=no")));
    QVERIFY(isLocked(stage));
}

void tst_DesktopFaults::aLiarIsNotBelieved_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("beside the services") << true;
    QTest::newRow("in their place") << false;
}

void tst_DesktopFaults::aLiarIsNotBelieved() // T4
{
    QFETCH(bool, isThere);
    Daemon logind, screenSaver;
    if (isThere) {
        logind.emplace(FakeDaemon::logind());
        screenSaver.emplace(FakeDaemon::screenSaver());
    }
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QTRY_VERIFY(namesOn(QDBusConnection::systemBus()).size() >= 3);
    QTRY_VERIFY(namesOn(QDBusConnection::sessionBus()).size() >= 3);
    QVERIFY(isAlive(stage, isThere ? everything : LockSources()));
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QSignalSpy alive(&stage.login(), &LoginManager::lockSourcesChanged);
    const Liar liar;
    liar.tellEverything();
    if (!isThere) {
        logind.emplace(FakeDaemon::logind());
        screenSaver.emplace(FakeDaemon::screenSaver());
        QVERIFY(isAlive(stage, everything));
    } else {
        QCOMPARE(alive.count(), 0);
    }
    QCOMPARE(locked.count(), 0);
    QVERIFY(screenSaver->waitFor(word("called GetActive")));
    QVERIFY(screenSaver->set(word("active=yes"))); // the truth, behind all the lies
    QVERIFY(isLocked(stage));
    QVERIFY(screenSaver->set(word("active=no")));
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(logind->set(word("active=no")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), (QList<LockReason> {LockReason::ScreenLocked, LockReason::UserSwitchedDesktop}));
}

void tst_DesktopFaults::aFloodCostsLittle()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind.waitFor(sleeper()));
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(logind.set(word("hold=GetAll")));
    const qsizetype asked = logind.countOf(word("called GetAll"));
    QVERIFY(logind.set(word("flood=10000")));
    QVERIFY(logind.set(word("lock=fake"))); // comes after it
    QVERIFY(isLocked(stage));
    QVERIFY(logind.waitFor(word("called GetAll")));
    QCOMPARE(logind.countOf(word("called GetAll")), asked); // once for all, and then it waits for the answer
    QVERIFY(!logind.hasSaid(sleeper()));
    QCOMPARE(locked.count(), 1);

    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    const Liar liar;
    liar.tellEverything(10'000);
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), (QList<LockReason> {LockReason::ScreenLocked, LockReason::Suspended}));
}

void tst_DesktopFaults::whoDiesIsNotAliveAndMayComeBack()
{
    Daemon logind = FakeDaemon::logind();
    Daemon screenSaver = FakeDaemon::screenSaver();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind->waitFor(sleeper()));
    logind->kill();
    QVERIFY(isAlive(stage, LockSource::ScreenLock));
    screenSaver->kill();
    QVERIFY(isAlive(stage, {}));
    QVERIFY(!stage.login().isLocked()); // a fault is no reason

    screenSaver.emplace(FakeDaemon::screenSaver());
    QVERIFY(isAlive(stage, LockSource::ScreenLock));
    logind.emplace(FakeDaemon::logind());
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind->waitFor(sleeper())); // the new one is held, too
    QVERIFY(logind->set(word("sleep=yes")));
    QVERIFY(isLocked(stage));
    QVERIFY(logind->waitFor(word("released")));

    // In the middle of a question.
    logind->kill();
    logind.emplace(FakeDaemon::logind({word("die=GetAll")}));
    QVERIFY(logind->waitFor(word("called GetAll")));
    QVERIFY(isAlive(stage, LockSource::ScreenLock));
}

void tst_DesktopFaults::whoSaysNothingIsNotAlive()
{
    FakeDaemon logind = FakeDaemon::logind({word("hold=*")});
    FakeDaemon screenSaver = FakeDaemon::screenSaver({word("hold=*")});
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(logind.waitFor(word("called Get")));
    QVERIFY(logind.waitFor(word("called GetSession")));
    QVERIFY(screenSaver.waitFor(word("called GetActive")));
    QCOMPARE(stage.login().lockSources(), LockSources());
    QVERIFY(logind.set(word("sleep=yes"))); // but what they say nevertheless is true
    QVERIFY(isLocked(stage));
    QVERIFY(logind.set(word("release=yes")));
    QVERIFY(screenSaver.set(word("release=yes")));
    QVERIFY(isAlive(stage, everything));

    FakeDaemon garbling = FakeDaemon::screenSaver({word("name=org.gnome.ScreenSaver"), word("garble=*")});
    QVERIFY(garbling.waitFor(word("called GetActive")));
    stage.deleteManager(); // while they are being asked
}

void tst_DesktopFaults::whoOnlyTakesOrdersIsNotAlive()
{
    FakeDaemon screenSaver = FakeDaemon::screenSaver({word("fail=GetActive")});
    FakeDaemon logind = FakeDaemon::logind({word("found=no"), word("fail=Inhibit")});
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(screenSaver.waitFor(word("called GetActive")));
    QVERIFY(isAlive(stage, ofTheMachine)); // we may not hold it, but we hear of it
    QVERIFY(logind.waitFor(word("called Inhibit")));
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(isLocked(stage));
}

void tst_DesktopFaults::aBusThatDiesIsQuietAndFoundAgain()
{
    Daemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    m_systemBus.kill();
    QVERIFY(isAlive(stage, {}));
    QVERIFY(!stage.login().isLocked());

    QVERIFY(m_systemBus.start());
    logind.emplace(FakeDaemon::logind());
    QVERIFY(stage.login().confirmLogin()); // a user is here: a moment to look again
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind->set(word("hint=yes")));
    QVERIFY(isLocked(stage));

    m_systemBus.kill();
    Stage late;
    QVERIFY(late.logInVerified(Stage::ada()));
    QVERIFY(isAlive(late, {})); // and nothing has ever been heard of it
    QVERIFY(m_systemBus.start());
    logind.emplace(FakeDaemon::logind());
    const auto isFound = [&late] {
        (void)late.login().confirmLogin();
        return late.login().lockSources().testFlag(LockSource::Suspend);
    };
    QVERIFY(QTest::qWaitFor(isFound, patience));
}

QTEST_GUILESS_MAIN(tst_DesktopFaults)
#include "tst_desktopfaults.moc"
