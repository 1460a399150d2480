// SPDX-License-Identifier: MIT
#include "guards/guard.h"
#include "support/stage.h"

#include <QtCore/qeventloop.h>
#include <QtCore/qthread.h>

#include <stdexcept>

using namespace QtLogin;

// How a manager tells what happens: in order, all of it, and always of one session. Slots may throw, run an event loop,
// call the manager again and delete it.
class tst_Announcer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLogoutHookSeesOneSession();
    void callAndRequestFromTheHookAreBothForTheNextUser();
    void aSlotThatThrowsLeavesTheSessionWhole(); // rule 30
    void aHookThatThrowsLeavesTheSessionWhole(); // rule 30
    void aSlotThatRunsAnEventLoopHearsWhatHappensMeanwhile();
    void anEventLoopInTheMiddleOfAChangeHearsTheRestOfItFirst();
    void statesThatFollowEachOtherInASlotAreAllTold();
    void aNotifierMayDeleteTheManager_data();
    void aNotifierMayDeleteTheManager();
    void aPartMayReplaceItselfWhileItIsCalled();
    void anotherThreadIsRefusedLoudly();
    void aVerbFromAnotherThreadIsSaidLoudly_data();
    void aVerbFromAnotherThreadIsSaidLoudly();
    void movingToAnotherThreadIsSaidLoudly();
    void anotherObjectMayMoveToAnotherThread();
};

void tst_Announcer::theLogoutHookSeesOneSession()
{
    Stage stage;
    LoginManager &login = stage.login();
    QVERIFY(login.logInVerified(Stage::ada()));
    int seen = 0;
    connect(&login, &LoginManager::aboutToLogOut, this, [&] {
        ++seen;
        QCOMPARE(login.state(), SessionState::LoggedIn);
        QCOMPARE(login.bindableState().value(), SessionState::LoggedIn);
        QVERIFY(login.isAuthenticated() && login.bindableAuthenticated().value());
        QVERIFY(login.isFresh() && login.bindableFresh().value());
        QCOMPARE(login.currentUser()->id(), QStringLiteral("ada"));
        QCOMPARE(login.check(Requirement::login()), Access::LoginRequired); // the gates have closed
    });
    login.logOut();
    QCOMPARE(seen, 1);
    QVERIFY(!login.isAuthenticated() && !login.bindableAuthenticated().value() && login.currentUser()->isAnonymous());
    QVERIFY(login.logInVerified(Stage::bob()));
    QVERIFY(login.isAuthenticated() && login.bindableAuthenticated().value());
}

void tst_Announcer::callAndRequestFromTheHookAreBothForTheNextUser()
{
    Stage stage;
    LoginManager &login = stage.login();
    Guard guard(&login);
    QVERIFY(login.logInVerified(Stage::ada()));
    int called = 0;
    QFuture<Result<UserSnapshot>> required;
    connect(&login, &LoginManager::aboutToLogOut, this, [&] {
        required = login.require(Requirement::login());
        guard.run(Requirement::login(), this, [&] { ++called; });
    });
    login.logOut();
    QVERIFY(!required.isFinished());
    QCOMPARE(called, 0);
    QVERIFY(login.logInVerified(Stage::bob()));
    const auto met = Stage::resultOf(required);
    QVERIFY(met);
    QCOMPARE(met->id, QStringLiteral("bob"));
    QTRY_COMPARE_WITH_TIMEOUT(called, 1, patience);
}

void tst_Announcer::aSlotThatThrowsLeavesTheSessionWhole()
{
    Stage stage;
    LoginManager &login = stage.login();
    bool throws = true;
    connect(&login, &LoginManager::stateChanged, this, [&] {
        if (throws)
            throw std::runtime_error("a slot has thrown");
    });
    QSignalSpy loggedIn(&login, &LoginManager::loggedIn);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)login.logInVerified(Stage::ada()));
    QCOMPARE(login.state(), SessionState::LoggedIn);
    QCOMPARE(loggedIn.count(), 1); // all is told all the same
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, login.logOut());
    QCOMPARE(login.state(), SessionState::SignedOut);
    throws = false;
    QVERIFY(login.logInVerified(Stage::bob()));
    QCOMPARE(loggedIn.count(), 2);
    QCOMPARE(login.check(Requirement::login()), Access::Allowed);
}

void tst_Announcer::aHookThatThrowsLeavesTheSessionWhole()
{
    Stage stage;
    LoginManager &login = stage.login();
    QVERIFY(login.logInVerified(Stage::ada()));
    const auto hook = connect(&login, &LoginManager::aboutToLogOut, this, [] { throw std::runtime_error("thrown"); });
    QSignalSpy loggedOut(&login, &LoginManager::loggedOut);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, login.logOut());
    QCOMPARE(login.state(), SessionState::SignedOut);
    QCOMPARE(loggedOut.count(), 1);
    disconnect(hook);
    QVERIFY(login.logInVerified(Stage::ada()));
    QCOMPARE(login.check(Requirement::login()), Access::Allowed);
}

void tst_Announcer::aSlotThatRunsAnEventLoopHearsWhatHappensMeanwhile()
{
    Stage stage;
    LoginManager &login = stage.login();
    QStringList heard;
    connect(&login, &LoginManager::lockedChanged, this,
            [&](bool isLocked) { heard += isLocked ? QStringLiteral("locked") : QStringLiteral("unlocked"); });
    connect(&login, &LoginManager::loggedOut, this, [&] { heard += QStringLiteral("out"); });
    QStringList heardInside;
    connect(&login, &LoginManager::loggedIn, this, [&] {
        QEventLoop loop; // as a dialog that a slot runs
        QMetaObject::invokeMethod(
            &loop,
            [&] {
                login.lock();
                login.logOut();
                heardInside = heard;
                loop.quit();
            },
            Qt::QueuedConnection);
        loop.exec();
    });
    QVERIFY(login.logInVerified(Stage::ada()));
    QCOMPARE(heardInside, QStringList({QStringLiteral("locked"), QStringLiteral("unlocked"), QStringLiteral("out")}));
    QCOMPARE(heard, heardInside); // nothing is told twice
    QCOMPARE(login.state(), SessionState::SignedOut);
}

void tst_Announcer::anEventLoopInTheMiddleOfAChangeHearsTheRestOfItFirst()
{
    Stage stage;
    LoginManager &login = stage.login();
    QStringList heard;
    const auto connection = connect(&login, &LoginManager::stateChanged, this, [&](SessionState state) {
        if (state != SessionState::LoggedIn)
            return;
        QEventLoop loop; // currentUserChanged() and loggedIn() of this change have not been emitted yet
        QMetaObject::invokeMethod(
            &loop,
            [&] {
                login.logOut();
                loop.quit();
            },
            Qt::QueuedConnection);
        loop.exec();
    });
    connect(&login, &LoginManager::currentUserChanged, this, [&](const UserPtr &user) { heard += "user " + user->id(); });
    connect(&login, &LoginManager::authenticatedChanged, this, [&](bool is) { heard += is ? "authenticated" : "not"; });
    connect(&login, &LoginManager::loggedIn, this, [&] { heard += QStringLiteral("in"); });
    connect(&login, &LoginManager::loggedOut, this, [&] { heard += QStringLiteral("out"); });
    QVERIFY(login.logInVerified(Stage::ada()));
    const QStringList inOrder {"user ada", "authenticated", "in", "user ", "not", "out"};
    QCOMPARE(heard, inOrder);
    disconnect(connection);
    heard.clear();
    QVERIFY(login.logInVerified(Stage::ada()));
    QCOMPARE(heard, QStringList({"user ada", "authenticated", "in"}));
}

void tst_Announcer::statesThatFollowEachOtherInASlotAreAllTold()
{
    Stage stage;
    LoginManager &login = stage.login();
    QList<SessionState> states;
    connect(&login, &LoginManager::stateChanged, this, [&](SessionState state) { states += state; });
    connect(&login, &LoginManager::loggedIn, this, [&] {
        login.lock();
        QVERIFY(login.confirmLogin());
        QCOMPARE(states, QList {SessionState::LoggedIn}); // told when this slot has returned
    });
    QVERIFY(login.logInVerified(Stage::ada()));
    QCOMPARE(states, QList({SessionState::LoggedIn, SessionState::Locked, SessionState::LoggedIn}));
}

void tst_Announcer::aNotifierMayDeleteTheManager_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("profile") << 0;
    QTest::newRow("keepsUserName") << 1;
    QTest::newRow("state") << 2;
    QTest::newRow("keychainState") << 3;
}

void tst_Announcer::aNotifierMayDeleteTheManager()
{
    QFETCH(const int, which);
    Stage stage;
    LoginManager *login = &stage.login();
    const auto dies = [&stage] { stage.deleteManager(); };
    const auto profile = login->rememberedLogin()->bindableProfile().addNotifier(dies);
    const auto userName = login->rememberedLogin()->bindableKeepsUserName().addNotifier(dies);
    const auto state = login->bindableState().addNotifier(dies);
    const auto keychain = login->rememberedLogin()->bindableKeychainState().addNotifier(dies);
    switch (which) {
    case 0:
        login->rememberedLogin()->setProfile(QStringLiteral("other"));
        break;
    case 1:
        login->rememberedLogin()->setKeepsUserName(true);
        break;
    case 2:
        (void)login->logInVerified(Stage::ada());
        break;
    case 3:
        (void)login->restore(); // asks the keychain
        break;
    }
    QTRY_VERIFY_WITH_TIMEOUT(!stage.isRunning(), patience);
}

void tst_Announcer::aPartMayReplaceItselfWhileItIsCalled()
{
    Stage stage;
    LoginManager &login = stage.login();
    int asked = 0;
    login.setDeniedHandlers({.unauthorized = [&login, &asked](const Requirement &) {
        login.setDeniedHandlers({});
        ++asked;
    }});
    stage.prompt->setReaction([&login](ScriptedPrompt &prompt) {
        login.setLoginPrompt(std::make_shared<ScriptedPrompt>());
        prompt.answer(Stage::adasPassword());
    });
    QVERIFY(Stage::resultOf(login.require(Requirement::login())).failedWith(Error::Kind::Cancelled));
    QCOMPARE(asked, 1);
    QVERIFY(Stage::resultOf(login.require(Requirement::login())));
    QCOMPARE(login.currentUser()->id(), QStringLiteral("ada"));
}

void tst_Announcer::anotherThreadIsRefusedLoudly()
{
    Stage stage;
    LoginManager &login = stage.login();
    QVERIFY(login.logInVerified(Stage::ada()));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("manager's thread")));
    Access access = Access::Allowed;
    const std::unique_ptr<QThread> thread(QThread::create([&] { access = login.check(Requirement::login()); }));
    thread->start();
    QVERIFY(thread->wait());
    QCOMPARE(access, Access::Forbidden);
    QCOMPARE(login.check(Requirement::login()), Access::Allowed);
}

void tst_Announcer::aVerbFromAnotherThreadIsSaidLoudly_data()
{
    using Verb = std::function<void(LoginManager &)>;
    QTest::addColumn<Verb>("verb"); // each on a manager without a user, of which it changes nothing
    QTest::newRow("confirm") << Verb([](LoginManager &m) { (void)m.confirmLogin(); });
    QTest::newRow("reauthenticate") << Verb([](LoginManager &m) { (void)m.reauthenticate(Stage::adasPassword()); });
    QTest::newRow("lock") << Verb([](LoginManager &m) { m.lock(); });
    QTest::newRow("unlock") << Verb([](LoginManager &m) { (void)m.unlock(); });
    QTest::newRow("unlock with a password") << Verb([](LoginManager &m) { (void)m.unlock(Stage::adasPassword()); });
    QTest::newRow("log in verified") << Verb([](LoginManager &m) { (void)m.logInVerified(nullptr); });
    QTest::newRow("log out everywhere") << Verb([](LoginManager &m) { (void)m.logOutEverywhere(); });
    QTest::newRow("revalidate") << Verb([](LoginManager &m) { (void)m.revalidate(); });
    QTest::newRow("user has changed") << Verb([](LoginManager &m) { m.noteUserChanged(); });
    QTest::newRow("input") << Verb([](LoginManager &m) { m.noteUserActivity(); });
    QTest::newRow("end the session") << Verb([](LoginManager &m) { m.endSession(LogoutReason::TokenRefused); });
    QTest::newRow("set the same policy") << Verb([](LoginManager &m) { m.setSessionPolicy(m.setup().sessionPolicy); });
    QTest::newRow("devices") << Verb([](LoginManager &m) { (void)m.rememberedLogin()->devices(); });
    QTest::newRow("revoke") << Verb([](LoginManager &m) { (void)m.rememberedLogin()->revoke("device"); });
    QTest::newRow("revoke others") << Verb([](LoginManager &m) { (void)m.rememberedLogin()->revokeOthers(); });
    QTest::newRow("keep no name") << Verb([](LoginManager &m) { m.rememberedLogin()->setKeepsUserName(false); });
}

void tst_Announcer::aVerbFromAnotherThreadIsSaidLoudly()
{
    using Verb = std::function<void(LoginManager &)>;
    QFETCH(const Verb, verb);
    Stage stage;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("called from its own thread only")));
    const std::unique_ptr<QThread> thread(QThread::create([&] { verb(stage.login()); }));
    thread->start();
    QVERIFY(thread->wait());
    verb(stage.login()); // in its own thread nothing is said
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QCOMPARE(stage.login().check(Requirement::login()), Access::Allowed);
}

void tst_Announcer::movingToAnotherThreadIsSaidLoudly()
{
    QThread thread;
    LoginManager login(LoginSetup {.applicationId = QStringLiteral("org.example.moved")});
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("stays in its thread")));
    login.moveToThread(&thread);
    thread.start();
    QMetaObject::invokeMethod(
        &login, [&] { login.moveToThread(QCoreApplication::instance()->thread()); }, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
}

// As the objects of Qt's own accessibility do at the start of an application; warnings are fatal here.
void tst_Announcer::anotherObjectMayMoveToAnotherThread()
{
    Stage stage;
    {
        QThread thread;
        auto *moved = new QObject;
        moved->moveToThread(&thread);
        moved->deleteLater();
        thread.start();
        thread.quit();
        QVERIFY(thread.wait());
    }
    QThread thread; // for the manager, which is still watched
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("stays in its thread")));
    stage.login().moveToThread(&thread);
    thread.start();
    QMetaObject::invokeMethod(
        &stage.login(), [&] { stage.login().moveToThread(QCoreApplication::instance()->thread()); },
        Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
}

QTEST_GUILESS_MAIN(tst_Announcer)

#include "tst_announcer.moc"
