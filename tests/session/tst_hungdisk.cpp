// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "support/hungdisk.h"
#include "support/windowwaits.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Remember = LoginOptions::Remember;

// A disk that hangs: every answer comes in time, the window's thread never touches it, and when it is back, all works.
class tst_HungDisk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void restoreAnswersAfterTwoSeconds_data();
    void restoreAnswersAfterTwoSeconds();
    void aTokenThatCannotBeRotatedLetsTheUserIn();
    void whatIsAskedOfAHungDiskIsAnswered_data();
    void whatIsAskedOfAHungDiskIsAnswered();
    void aLockThatIsNotRecordedIsTold();
    void aLockWaitsFiftyMillisecondsForTheDisk();
    void theManagerGoesWithoutIt_data();
    void theManagerGoesWithoutIt();
};

namespace {

// Lets time pass until \a future has ended.
template<typename T>
bool passUntilEnd(const QFuture<T> &future, ManualClock &clock)
{
    return QTest::qWaitFor([&] { return future.isFinished() || (clock.advance(1s), false); }, patience);
}

} // namespace

void tst_HungDisk::restoreAnswersAfterTwoSeconds_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<SessionState>("state");
    QTest::newRow("all of it") << QString() << SessionState::RestorePending;
    QTest::newRow("profile") << QStringLiteral(".profile") << SessionState::RestorePending;
    QTest::newRow("installation") << QStringLiteral(".installation") << SessionState::RestorePending;
    QTest::newRow("verifier") << QStringLiteral(".devices") << SessionState::RestorePending;
    QTest::newRow("marks") << QStringLiteral(".marks") << SessionState::Locked; // nothing says that it was open
}

void tst_HungDisk::restoreAnswersAfterTwoSeconds()
{
    QFETCH(const QString, suffix);
    QFETCH(const SessionState, state);
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.end();
    stage.start();
    {
        const HungDisk hung(stage.login().rememberedLogin()->profileFolder(), suffix);
        const auto restored = stage.login().restore();
        QTRY_VERIFY(hung.waiting() > 0);
        stage.clock->advance(1999ms);
        QCoreApplication::processEvents();
        QVERIFY(!restored.isFinished());
        stage.clock->advance(1ms);
        QTRY_VERIFY(restored.isFinished());
        QCOMPARE(stage.login().state(), state);
        QCOMPARE(resultOf(restored).failedWith(Error::Kind::Unavailable), state == SessionState::RestorePending);
        QCOMPARE(hung.callsOfTheWindow(), 0);
    }
    if (state == SessionState::Locked)
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QTRY_COMPARE(stage.login().state(), SessionState::LoggedIn); // by itself: no time has passed since
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_HungDisk::aTokenThatCannotBeRotatedLetsTheUserIn()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.end();
    stage.start();
    const SecretPtr item = stage.item();
    {
        const HungDisk hung(stage.login().rememberedLogin()->profileFolder(), QStringLiteral(".rotation"));
        const auto restored = stage.login().restore();
        QTRY_VERIFY(hung.waiting() > 0);
        stage.clock->advance(2s);
        QTRY_VERIFY(restored.isFinished());
        QVERIFY(resultOf(restored));
        QCOMPARE(stage.login().state(), SessionState::LoggedIn);
        QCOMPARE(hung.callsOfTheWindow(), 0);
        QCOMPARE(stage.item(), item);
    }
    QVERIFY(stage.restartAndRotate());
    QVERIFY(stage.item() != item);
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_HungDisk::whatIsAskedOfAHungDiskIsAnswered_data()
{
    using Ask = std::function<QFuture<Result<void>>(LoginManager &)>;
    QTest::addColumn<Ask>("ask");
    QTest::newRow("forget") << Ask([](LoginManager &login) { return login.rememberedLogin()->forget(); });
    QTest::newRow("log out everywhere") << Ask([](LoginManager &login) { return login.logOutEverywhere(); });
    QTest::newRow("log in") << Ask([](LoginManager &login) {
        return login.logIn(Stage::bobsPassword(), {.remember = Remember::Yes});
    });
    QTest::newRow("revalidate") << Ask([](LoginManager &login) { return login.revalidate(); });
}

void tst_HungDisk::whatIsAskedOfAHungDiskIsAnswered()
{
    using Ask = std::function<QFuture<Result<void>>(LoginManager &)>;
    QFETCH(const Ask, ask);
    RememberStage stage;
    QVERIFY(stage.remember());
    {
        const HungDisk hung(stage.login().rememberedLogin()->profileFolder());
        const auto asked = ask(stage.login());
        QVERIFY(passUntilEnd(asked, *stage.clock));
        QCOMPARE(hung.callsOfTheWindow(), 0);
    }
    QVERIFY(stage.remember(Stage::bob()));
    QVERIFY(stage.comesBackAs("bob"));
}

void tst_HungDisk::aLockThatIsNotRecordedIsTold()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QSignalSpy told(&stage.login(), &LoginManager::lockNotRecorded);
    {
        const HungDisk hung(stage.login().rememberedLogin()->profileFolder());
        stage.login().lock();
        QCOMPARE(stage.login().state(), SessionState::Locked); // it does not wait for the disk
        QTRY_VERIFY(hung.waiting() > 0);
        stage.clock->advance(10s);
        QTRY_VERIFY(!told.isEmpty());
        QCOMPARE(hung.callsOfTheWindow(), 0);
    }
    const auto toldBefore = told.count();
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    stage.login().lock();
    QCOMPARE(told.count(), toldBefore);
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().state(), SessionState::Locked);
}

void tst_HungDisk::aLockWaitsFiftyMillisecondsForTheDisk()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    {
        const HungDisk hung(stage.login().rememberedLogin()->profileFolder());
        const WindowWaits waits;
        stage.login().lock(LockReason::SessionEnding); // which is not recorded
        QCOMPARE(waits.inVain(), 0ns);
        QVERIFY(stage.login().confirmLogin());
        stage.login().lock();
        QVERIFY(waits.inVain() > 0ns || !WindowWaits::isPossible());
        QVERIFY(waits.inVain() <= 50ms);
    }
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_HungDisk::theManagerGoesWithoutIt_data()
{
    using Act = std::function<void(LoginManager &)>;
    QTest::addColumn<bool>("isIn");
    QTest::addColumn<Act>("act");
    QTest::newRow("restoring") << false << Act([](LoginManager &login) { (void)login.restore(); });
    QTest::newRow("storing") << false << Act([](LoginManager &login) {
        (void)login.logInVerified(Stage::ada(), {.remember = Remember::Yes});
    });
    QTest::newRow("locking") << true << Act([](LoginManager &login) { login.lock(); });
    QTest::newRow("logging out") << true << Act([](LoginManager &login) { login.logOut(); });
    QTest::newRow("doing nothing") << true << Act([](LoginManager &) { });
}

// This takes the two seconds of a real clock that the destructor waits: in all, and not for each of its parts.
void tst_HungDisk::theManagerGoesWithoutIt()
{
    using Act = std::function<void(LoginManager &)>;
    QFETCH(const bool, isIn);
    QFETCH(const Act, act);
    RememberStage stage;
    QVERIFY(stage.remember());
    if (!isIn)
        stage.restartApplication();
    {
        const HungDisk hung(stage.login().rememberedLogin()->profileFolder());
        act(stage.login());
        QCoreApplication::processEvents();
        const WindowWaits waits;
        stage.end(); // which would hang here
        QVERIFY(waits.inVain() <= 2s + 10ms); // each part rounds up what is left
        QCOMPARE(hung.callsOfTheWindow(), 0);
    }
    stage.start();
    QVERIFY(stage.remember(Stage::bob()));
    QVERIFY(stage.comesBackAs("bob"));
}

QTEST_GUILESS_MAIN(tst_HungDisk)

#include "tst_hungdisk.moc"
