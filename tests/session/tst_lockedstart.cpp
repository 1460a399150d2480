// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "support/fulldisk.h"
#include "support/patience.h"

#include <QtCore/qdeadlinetimer.h>

#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Remember = LoginOptions::Remember;

// Ending the application undoes no lock: how a remembered login comes back after one.
class tst_LockedStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockedItComesBackLocked_data();
    void lockedItComesBackLocked();
    void openItComesBackOpen();
    void itIsNeverOpenOnTheWay();
    void whatIsToldOfIt();
    void unlockedItComesBackOpenAgain();
    void loggedInAnewItComesBackOpen_data();
    void loggedInAnewItComesBackOpen();
    void loggedOutItIsOverAndDone();
    void withoutALoginItStaysLockedStartAfterStart();
    void aProofFromBeforeTheStartDoesNotUnlockIt();
    void aPasswordThatIsBeingCheckedUnlocksIt();
    void whoeverWaitsForTheRestoreIsAskedToUnlock();
    void somebodyElseMayLogInInstead();
    void lockedBeforeItIsStoredItComesBackLocked();
    void onlyTheLockOfWhoComesBackCounts();
    void anotherProcessThatIsLockedCounts();
    void withoutRememberingNothingIsWritten_data();
    void withoutRememberingNothingIsWritten();
    void aLoginOfAnOlderVersionIsOpen();
    void aDamagedOrMissingMarkIsLocked_data();
    void aDamagedOrMissingMarkIsLocked();
    void whileItWasClosedTheIdleLimitPassed_data();
    void whileItWasClosedTheIdleLimitPassed();
    void inputIsRecordedOnceAMinute();
    void atItsCeilingItComesBackOnlyAfterProof();
    void itsCeilingGoesOnOverAStart();
    void whatExpiredWhileItRanComesBackOnlyAfterProof();
    void whatCannotBeWrittenIsTold();
    void aLockIsOnItsWayToTheDiskBeforeTheGatesClose();
    void aDiskThatHangsHoldsNoLockUp();
    void aWayOfTheDesktopInIsNotMarked();

private:
    [[nodiscard]] QString marksPath(RememberStage &stage) const
    {
        return stage.login().rememberedLogin()->profileFolder() + QStringLiteral("/default.marks");
    }
    [[nodiscard]] bool isLockOnDisk(RememberStage &stage) const
    {
        QFile file(marksPath(stage));
        const QByteArray marks = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        bool isLocked = false;
        for (qsizetype at = 64; at < marks.size(); at += 64)
            isLocked = isLocked || marks[at] == 2;
        return isLocked;
    }
    static QList<SessionState> statesOf(const QSignalSpy &spy)
    {
        QList<SessionState> states;
        for (const auto &told : spy)
            states += told.at(0).value<SessionState>();
        return states;
    }
    static bool unlock(RememberStage &stage) { return bool(Stage::resultOf(stage.login().unlock(Stage::adasPassword()))); }
};

void tst_LockedStart::lockedItComesBackLocked_data()
{
    QTest::addColumn<LockReason>("reason");
    QTest::newRow("by hand") << LockReason::Requested;
    QTest::newRow("with the screen") << LockReason::ScreenLocked;
    QTest::newRow("asleep") << LockReason::Suspended;
}

void tst_LockedStart::lockedItComesBackLocked()
{
    QFETCH(const LockReason, reason);
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock(reason);
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QCOMPARE(stage.login().check(Requirement::login()), Access::Locked);
    QVERIFY(stage.login().isLocked());
    QVERIFY(stage.login().isRemembered());
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(!stage.login().isFresh());
}

void tst_LockedStart::openItComesBackOpen()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    for (int start = 0; start < 70; ++start) { // more than the file has entries
        QVERIFY(stage.restartAndRestore());
        QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    }
    stage.login().lock();
    QVERIFY(unlock(stage));
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::itIsNeverOpenOnTheWay()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock();
    stage.restartApplication();
    QSignalSpy states(&stage.login(), &LoginManager::stateChanged);
    QSignalSpy authenticated(&stage.login(), &LoginManager::authenticatedChanged);
    bool wasOpen = false;
    const auto watch = stage.login().bindableState().addNotifier([&] {
        wasOpen = wasOpen || stage.login().check(Requirement::login()) == Access::Allowed;
    });
    QVERIFY(stage.restore());
    QCOMPARE(statesOf(states), (QList {SessionState::Restoring, SessionState::Locked}));
    QCOMPARE(authenticated.count(), 0);
    QVERIFY(!wasOpen);
}

void tst_LockedStart::whatIsToldOfIt()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock();
    stage.restartApplication();
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QSignalSpy loggedIn(&stage.login(), &LoginManager::loggedIn);
    QVERIFY(stage.restore());
    QCOMPARE(restored.count(), 1);
    QCOMPARE(restored.at(0).at(0).value<UserPtr>()->id(), QStringLiteral("ada"));
    QCOMPARE(locked.count(), 1);
    QCOMPARE(locked.at(0).at(0).toBool(), true);
    QCOMPARE(locked.at(0).at(1).value<LockReason>(), LockReason::Restored);
    QCOMPARE(loggedIn.count(), 0);
    QVERIFY(unlock(stage));
    QCOMPARE(locked.count(), 2);
    QCOMPARE(locked.at(1).at(0).toBool(), false);
    QVERIFY(stage.login().isFresh());
    QVERIFY(stage.login().isRemembered());
}

void tst_LockedStart::unlockedItComesBackOpenAgain()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    for (int round = 0; round < 3; ++round) {
        stage.login().lock();
        QVERIFY(stage.restartAndRestore());
        QCOMPARE(stage.login().state(), SessionState::Locked);
        QVERIFY(unlock(stage));
        QVERIFY(stage.restartAndRestore());
        QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    }
}

void tst_LockedStart::loggedInAnewItComesBackOpen_data()
{
    QTest::addColumn<LoginOptions::Remember>("remember");
    QTest::addColumn<bool>("restored");
    for (const bool restored : {false, true}) {
        QTest::addRow("remembered again, %s", restored ? "restored" : "signed out") << Remember::Yes << restored;
        QTest::addRow("remembered still, %s", restored ? "restored" : "signed out") << Remember::Keep << restored;
    }
}

void tst_LockedStart::loggedInAnewItComesBackOpen()
{
    QFETCH(const LoginOptions::Remember, remember);
    QFETCH(const bool, restored);
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock();
    stage.restartApplication();
    if (restored)
        QVERIFY(stage.restore());
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = remember})); // and at once ends
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::loggedOutItIsOverAndDone()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock();
    QVERIFY(stage.restartAndRestore());
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::withoutALoginItStaysLockedStartAfterStart()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock();
    for (int start = 0; start < 70; ++start) {
        QVERIFY(stage.restartAndRestore());
        QCOMPARE(stage.login().state(), SessionState::Locked);
        stage.restartApplication(); // and once without a restore
    }
    QVERIFY(stage.restore());
    QVERIFY(unlock(stage));
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::aProofFromBeforeTheStartDoesNotUnlockIt()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const auto before = stage.clock->wall();
    stage.clock->advance(10s);
    stage.login().lock();
    stage.startWith([&](LoginSetup &setup) {
        setup.authenticator = Authenticator::from([before](const Credentials &) {
            return Result<Authentication>(Proof {.userId = QStringLiteral("ada"), .provedAt = before});
        });
    });
    QVERIFY(stage.restore());
    QVERIFY(!unlock(stage));
    QCOMPARE(stage.login().state(), SessionState::Locked);
    stage.startWith([&](LoginSetup &setup) { setup.use(stage.authenticator); });
    QVERIFY(stage.restore());
    QVERIFY(unlock(stage));
}

void tst_LockedStart::aPasswordThatIsBeingCheckedUnlocksIt()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock();
    stage.restartApplication();
    stage.authenticator->hold();
    const auto attempt = stage.login().logIn(Stage::adasPassword(), {.remember = Remember::Keep});
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().state(), SessionState::Locked);
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(attempt));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QVERIFY(stage.login().isFresh());
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::whoeverWaitsForTheRestoreIsAskedToUnlock()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock();
    stage.restartApplication();
    const auto restored = stage.login().restore();
    const auto wanted = stage.login().require(Requirement::login());
    QVERIFY(!stage.prompt->isAsking());
    QVERIFY(Stage::resultOf(restored));
    QTRY_VERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::Unlock);
    QVERIFY(!wanted.isFinished());
    stage.prompt->answer(Stage::adasPassword());
    const auto met = Stage::resultOf(wanted);
    QVERIFY(met);
    QCOMPARE(met->id, QStringLiteral("ada"));
}

void tst_LockedStart::somebodyElseMayLogInInstead()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock();
    QVERIFY(stage.restartAndRestore());
    QSignalSpy loggedOut(&stage.login(), &LoginManager::loggedOut);
    QVERIFY(stage.remember(Stage::bob()));
    QCOMPARE(loggedOut.count(), 1);
    QVERIFY(stage.comesBackAs("bob"));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::lockedBeforeItIsStoredItComesBackLocked()
{
    RememberStage stage;
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = Remember::Yes}));
    stage.login().lock();
    QVERIFY(stored.isEmpty());
    QTRY_COMPARE(stored.count(), 1);
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::Locked);
}

void tst_LockedStart::onlyTheLockOfWhoComesBackCounts()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock();
    stage.restartApplication();
    QVERIFY(stage.remember(Stage::bob())); // ada is remembered no longer
    QVERIFY(stage.comesBackAs("bob"));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::anotherProcessThatIsLockedCounts()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    LoginManager other(stage.setup());
    QVERIFY(Stage::resultOf(other.restore()));
    QCOMPARE(other.state(), SessionState::LoggedIn);
    stage.login().lock();
    QVERIFY(stage.restartAndRestore()); // the session that was locked
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QCOMPARE(other.state(), SessionState::LoggedIn);
    QVERIFY(unlock(stage));
    other.lock();
    QTRY_VERIFY(isLockOnDisk(stage));
    QVERIFY(stage.restartAndRestore()); // the other one is locked: a second start does not get around that
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QVERIFY(unlock(stage));
    QVERIFY(Stage::resultOf(other.unlock(Stage::adasPassword())));
    QTRY_VERIFY(!isLockOnDisk(stage));
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::withoutRememberingNothingIsWritten_data()
{
    QTest::addColumn<LoginOptions::Remember>("remember");
    QTest::newRow("kept") << Remember::Keep;
    QTest::newRow("not wanted") << Remember::No;
}

void tst_LockedStart::withoutRememberingNothingIsWritten()
{
    QFETCH(const LoginOptions::Remember, remember);
    RememberStage stage;
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = remember}));
    stage.login().lock();
    QVERIFY(unlock(stage));
    stage.login().lock();
    const QString marks = marksPath(stage);
    stage.restartApplication();
    QVERIFY(!QFile::exists(marks));
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    stage.end();
    QVERIFY(!QFile::exists(marks));
}

void tst_LockedStart::aLoginOfAnOlderVersionIsOpen()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const QString marks = marksPath(stage), profile = stage.profilePath();
    stage.end();
    QVERIFY(QFile::remove(marks));
    QVERIFY(QFile::remove(profile)); // a profile that knows nothing of marks, and so says nothing of them
    stage.start();
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::aDamagedOrMissingMarkIsLocked_data()
{
    QTest::addColumn<bool>("missing");
    QTest::newRow("damaged") << false;
    QTest::newRow("missing") << true;
}

void tst_LockedStart::aDamagedOrMissingMarkIsLocked()
{
    QFETCH(const bool, missing);
    RememberStage stage;
    QVERIFY(stage.remember());
    QTRY_VERIFY(QFile::exists(marksPath(stage)));
    const QString marks = marksPath(stage);
    stage.end();
    QVERIFY(missing ? QFile::remove(marks) : RememberStage::damage(marks));
    stage.start();
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QVERIFY(unlock(stage));
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::whileItWasClosedTheIdleLimitPassed_data()
{
    QTest::addColumn<std::chrono::seconds>("away");
    QTest::addColumn<bool>("locked");
    QTest::newRow("not yet") << std::chrono::seconds(5min - 1s) << false;
    QTest::newRow("just now") << std::chrono::seconds(5min) << true;
    QTest::newRow("long ago") << std::chrono::seconds(24h) << true;
}

void tst_LockedStart::whileItWasClosedTheIdleLimitPassed()
{
    QFETCH(const std::chrono::seconds, away);
    QFETCH(const bool, locked);
    auto policy = SessionPolicy::standard();
    policy.idleLock = 5min;
    RememberStage stage;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.remember());
    for (int i = 0; i < 9; ++i) { // the user works, until the end: half a minute after what was recorded last
        stage.clock->advance(30s);
        stage.login().noteUserActivity();
    }
    stage.end();
    stage.clock->suspend(away);
    stage.start();
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().state(), locked ? SessionState::Locked : SessionState::LoggedIn);
}

void tst_LockedStart::inputIsRecordedOnceAMinute()
{
    auto policy = SessionPolicy::standard();
    policy.idleLock = 5min;
    RememberStage stage;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.remember());
    const auto marks = [path = marksPath(stage)] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_COMPARE(marks().mid(64, 1), QByteArray(1, '\x01')); // the login has been recorded
    const QByteArray before = marks();
    stage.clock->advance(59s);
    stage.login().noteUserActivity();
    stage.clock->advance(1s);
    QCOMPARE(marks(), before);
    stage.login().noteUserActivity();
    QTRY_VERIFY(marks() != before);
}

void tst_LockedStart::atItsCeilingItComesBackOnlyAfterProof()
{
    auto policy = SessionPolicy::standard();
    policy.sessionLifetime = 12h;
    RememberStage stage;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.remember());
    stage.end();
    stage.clock->suspend(12h);
    stage.start();
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().state(), SessionState::Locked);
    stage.clock->advance(1h); // and does not end meanwhile
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QVERIFY(unlock(stage));
    stage.clock->advance(10h);
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockedStart::itsCeilingGoesOnOverAStart()
{
    auto policy = SessionPolicy::standard();
    policy.sessionLifetime = 12h;
    RememberStage stage;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.remember());
    for (int start = 0; start < 2; ++start) {
        stage.clock->advance(5h);
        stage.restartApplication();
        stage.login().setSessionPolicy(policy);
        QVERIFY(stage.restore());
        QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    }
    stage.clock->advance(2h - 1s);
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    stage.clock->advance(1s);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_LockedStart::whatExpiredWhileItRanComesBackOnlyAfterProof()
{
    auto policy = SessionPolicy::standard();
    policy.sessionLifetime = 12h;
    RememberStage stage;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.remember());
    stage.clock->advance(12h);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(stage.restore()); // in the same run
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QVERIFY(stage.restartAndRestore()); // or the next
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QVERIFY(unlock(stage));
}

void tst_LockedStart::whatCannotBeWrittenIsTold()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QSignalSpy failed(&stage.login(), &LoginManager::lockNotRecorded);
    {
        const FullDisk full(0);
        for (int round = 1; round <= 2; ++round) {
            stage.login().lock();
            QVERIFY(stage.login().isLocked()); // all the same
            QTRY_COMPARE(failed.count(), round); // each time
            QCOMPARE(RememberStage::kindOf(failed), Error::Kind::Unavailable);
            QVERIFY(stage.login().confirmLogin());
        }
    }
    stage.login().lock();
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QCOMPARE(failed.count(), 2);
}

// A gate that takes its time with closing, and looks at the disk meanwhile.
class SlowGate final : public Gatekeeper
{
public:
    explicit SlowGate(LoginManager &login) : m_login(login) { login.addGatekeeper(this); }
    ~SlowGate() override { m_login.removeGatekeeper(this); }

    void closeGates() override
    {
        const bool locks = m_login.check(Requirement::login()) == Access::Locked;
        for (QDeadlineTimer end(patience); locks && !end.hasExpired() && !foundLocked;) {
            QFile marks(m_login.rememberedLogin()->profileFolder() + QStringLiteral("/default.marks"));
            foundLocked = marks.open(QIODevice::ReadOnly) && marks.read(65).endsWith('\x02');
        }
    }
    void openGates() override { }

    bool foundLocked = false;

private:
    LoginManager &m_login;
};

void tst_LockedStart::aLockIsOnItsWayToTheDiskBeforeTheGatesClose()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    SlowGate gate(stage.login());
    stage.login().lock();
    QVERIFY(gate.foundLocked);
}

void tst_LockedStart::aDiskThatHangsHoldsNoLockUp()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QTRY_VERIFY(QFile::exists(marksPath(stage)));
    const QByteArray marks = QFile::encodeName(marksPath(stage));
    QCOMPARE(unlink(marks.constData()), 0);
    QCOMPARE(mkfifo(marks.constData(), 0600), 0); // a process that opens it waits
    stage.login().lock();
    QCOMPARE(stage.login().state(), SessionState::Locked);
    const QByteArray aside = marks + ".aside"; // or the next look would find it again before it has gone
    QCOMPARE(rename(marks.constData(), aside.constData()), 0);
    const int writer = open(aside.constData(), O_WRONLY);
    QCOMPARE(close(writer), 0); // now the disk goes on, and the file is made anew
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::Locked);
}

void tst_LockedStart::aWayOfTheDesktopInIsNotMarked()
{
    const auto desktop = [] { return readyFuture(Result<UserPtr>(Stage::ada())); };
    RememberStage stage;
    stage.startWith([&](LoginSetup &setup) { setup.ambientLogins.push_back(desktop); });
    QVERIFY(stage.restore());
    stage.login().lock();
    const QString marks = marksPath(stage);
    stage.restartApplication();
    QVERIFY(!QFile::exists(marks));
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

QTEST_GUILESS_MAIN(tst_LockedStart)
#include "tst_lockedstart.moc"
