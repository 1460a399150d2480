// SPDX-License-Identifier: MIT
#include "desktoptest.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// The events of the desktop that lock a session, and when they do not (C11).
class tst_DesktopLocks : public DesktopTest
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsAskedBeforeSomebodyIsIn();
    void whatIsAliveIsTold();
    void eachOfThemLocks_data();
    void eachOfThemLocks();
    void onlyWhatThePolicySaysLocks();
    void aPolicyThatLocksOnNothingListensToNothing();
    void whereNobodyIsInNothingLocks();
    void anotherSessionIsNotOurs();
    void theSessionIsFoundInEveryWay_data();
    void theSessionIsFoundInEveryWay();
    void aScreenThatIsLockedAlreadyLocks_data();
    void aScreenThatIsLockedAlreadyLocks();
    void whoeverHearsOfTheLockMayDeleteTheManager();
    void whoComesInBehindALockedScreenIsLocked_data(); // C11
    void whoComesInBehindALockedScreenIsLocked();
};

void tst_DesktopLocks::nobodyIsAskedBeforeSomebodyIsIn()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(!stage.logInVerified(nullptr));
    QVERIFY(logind.set(word("hint=no")));
    QCOMPARE(namesOn(QDBusConnection::systemBus()).size(), 4); // bus, test, the service and its name
    QCOMPARE(stage.login().lockSources(), LockSources());
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
}

void tst_DesktopLocks::whatIsAliveIsTold()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QSignalSpy told(&stage.login(), &LoginManager::lockSourcesChanged);
    QProperty<bool> hearsOfSleep;
    hearsOfSleep.setBinding([&] { return stage.login().bindableLockSources().value().testFlag(LockSource::Suspend); });
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QVERIFY(hearsOfSleep);
    QCOMPARE(told.constLast().at(0).value<LockSources>(), everything);
    QCOMPARE(stage.login().property("lockSources").value<LockSources>(), everything);
    stage.login().logOut();
    QCOMPARE(stage.login().lockSources(), everything);
}

void tst_DesktopLocks::eachOfThemLocks_data()
{
    QTest::addColumn<QString>("screenSaver");
    QTest::addColumn<QString>("setting");
    QTest::addColumn<LockReason>("reason");
    QTest::newRow("a request") << QString() << word("lock=fake") << LockReason::ScreenLocked;
    QTest::newRow("a locked screen") << QString() << word("hint=yes") << LockReason::ScreenLocked;
    QTest::newRow("another user") << QString() << word("active=no") << LockReason::UserSwitchedDesktop;
    QTest::newRow("sleep") << QString() << word("sleep=yes") << LockReason::Suspended;
    QTest::newRow("shutdown") << QString() << word("shutdown=yes") << LockReason::SessionEnding;
    for (const char *desktop : {"freedesktop", "gnome", "cinnamon", "mate", "xfce"}) {
        QTest::newRow(desktop) << word("org.%1.ScreenSaver").arg(word(desktop)) << word("active=yes")
                               << LockReason::ScreenLocked;
    }
}

void tst_DesktopLocks::eachOfThemLocks()
{
    QFETCH(QString, screenSaver);
    QFETCH(QString, setting);
    QFETCH(LockReason, reason);
    FakeDaemon daemon = screenSaver.isEmpty() ? FakeDaemon::logind() : FakeDaemon::screenSaver({word("name=") + screenSaver});
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isAlive(stage, screenSaver.isEmpty() ? everything : LockSource::ScreenLock));
    QVERIFY(!stage.login().isLocked());
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    for (int i = 0; i < 2; ++i) { // and again, the next time
        const QString setBack = word(qPrintable(setting.section(QLatin1Char('='), 0, 0)))
            + (setting.endsWith(word("yes")) ? word("=no") : word("=yes"));
        QVERIFY(daemon.set(setting));
        QVERIFY(isLocked(stage));
        QCOMPARE(stage.login().check(Requirement::login()), Access::Locked);
        if (!setting.startsWith(word("lock")))
            QVERIFY(daemon.set(setBack));
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    }
    QCOMPARE(reasonsOf(locked), (QList<LockReason> {reason, reason}));
}

void tst_DesktopLocks::onlyWhatThePolicySaysLocks()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    SessionPolicy policy;
    policy.lockOn = LockSource::UserSwitch;
    stage.login().setSessionPolicy(policy);
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind.waitFor(sleeper()));
    for (const char *setting : {"hint=yes", "lock=fake", "sleep=yes", "sleep=no"})
        QVERIFY(logind.set(word(setting)));
    QVERIFY(logind.waitFor(word("released"))); // logind need not wait for us
    QVERIFY(logind.set(word("active=no")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), QList<LockReason> {LockReason::UserSwitchedDesktop});
}

void tst_DesktopLocks::aPolicyThatLocksOnNothingListensToNothing()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    stage.login().setSessionPolicy(SessionPolicy::relaxed());
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(logind.set(word("hint=no")));
    QCOMPARE(namesOn(QDBusConnection::systemBus()).size(), 4);
    stage.login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(isAlive(stage, everything));
}

void tst_DesktopLocks::whereNobodyIsInNothingLocks()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(logind.waitFor(sleeper()));
    stage.login().logOut();
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released"))); // it has been heard
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QCOMPARE(locked.count(), 0);
}

void tst_DesktopLocks::anotherSessionIsNotOurs()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(logind.set(word("lock=other")));
    QVERIFY(logind.set(word("active=no")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), QList<LockReason> {LockReason::UserSwitchedDesktop});
}

void tst_DesktopLocks::theSessionIsFoundInEveryWay_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<LockSources>("alive");
    QTest::newRow("the one that is looked at") << word("auto") << everything;
    QTest::newRow("by its name") << word("id") << everything;
    QTest::newRow("by our process") << word("pid") << everything;
    QTest::newRow("not at all") << word("no") << ofTheMachine;
}

void tst_DesktopLocks::theSessionIsFoundInEveryWay()
{
    QFETCH(QString, found);
    QFETCH(LockSources, alive);
    FakeDaemon logind = FakeDaemon::logind({word("found=") + found});
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(logind.waitFor(sleeper()));
    QVERIFY(isAlive(stage, alive));
    QVERIFY(logind.set(alive == everything ? word("hint=yes") : word("sleep=yes")));
    QVERIFY(isLocked(stage));
}

void tst_DesktopLocks::aScreenThatIsLockedAlreadyLocks_data()
{
    QTest::addColumn<QStringList>("logind");
    QTest::addColumn<QStringList>("screenSaver");
    QTest::addColumn<bool>("locks");
    const QStringList usual;
    QTest::newRow("hint") << QStringList {word("hint=yes")} << usual << true;
    QTest::newRow("saver") << usual << QStringList {word("active=yes")} << true;
    QTest::newRow("sleep") << QStringList {word("sleep=yes")} << usual << true;
    // A user who has just logged in is at some screen, and perhaps it is another than logind thinks of.
    QTest::newRow("away") << QStringList {word("active=no")} << usual << false;
}

void tst_DesktopLocks::aScreenThatIsLockedAlreadyLocks()
{
    QFETCH(QStringList, logind);
    QFETCH(QStringList, screenSaver);
    QFETCH(bool, locks);
    FakeDaemon system = FakeDaemon::logind(logind);
    FakeDaemon session = FakeDaemon::screenSaver(screenSaver);
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    if (locks)
        QVERIFY(isLocked(stage));
    QVERIFY(system.waitFor(word("called GetAll")));
    QVERIFY(session.waitFor(word("called GetActive")));
    QCOMPARE(stage.login().isLocked(), locks);
}

void tst_DesktopLocks::whoeverHearsOfTheLockMayDeleteTheManager()
{
    for (const char *setting : {"sleep=yes", "hint=yes", "lock=fake"}) {
        FakeDaemon logind = FakeDaemon::logind();
        Stage stage;
        QVERIFY(stage.logInVerified(Stage::ada()));
        QVERIFY(isAlive(stage, everything));
        QVERIFY(logind.waitFor(sleeper()));
        connect(&stage.login(), &LoginManager::lockedChanged, this, [&] { stage.deleteManager(); });
        QVERIFY(logind.set(word(setting)));
        QVERIFY(logind.waitFor(word("released")));
        QVERIFY(!stage.isRunning());
    }
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    connect(&stage.login(), &LoginManager::lockSourcesChanged, this, [&] { stage.deleteManager(); });
    QVERIFY(stage.logInVerified(Stage::ada()));
    QTRY_VERIFY(!stage.isRunning());
}

void tst_DesktopLocks::whoComesInBehindALockedScreenIsLocked_data()
{
    QTest::addColumn<bool>("logind");
    QTest::newRow("logind") << true;
    QTest::newRow("a screen saver") << false;
}

void tst_DesktopLocks::whoComesInBehindALockedScreenIsLocked()
{
    QFETCH(const bool, logind);
    FakeDaemon daemon = logind ? FakeDaemon::logind() : FakeDaemon::screenSaver();
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QTRY_VERIFY(stage.login().lockSources().testFlag(LockSource::ScreenLock));
    stage.login().logOut();
    QVERIFY(daemon.set(logind ? word("hint=yes") : word("active=yes")));
    QVERIFY(stage.logInVerified(Stage::ada()));
    QTRY_VERIFY(stage.login().isLocked());
    // It is the screen of the user who is at it now.
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(!stage.login().isLocked());
}

QTEST_GUILESS_MAIN(tst_DesktopLocks)
#include "tst_desktoplocks.moc"
