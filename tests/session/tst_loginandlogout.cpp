// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// The users who get in and who are refused, and the things that logging out ends.
class tst_LoginAndLogout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void constructingDoesNoInputOrOutput(); // FL-21, rule 36
    void nobodyIsAnAnonymousUser(); // FL-06, FL-102
    void loggingInMakesSomebodyAndIsFresh(); // FL-40
    void logInByTheApplicationDoesNotAskTheLoader(); // rule 24
    void anInactiveUserIsRefusedAndWhoeverIsInStaysIn(); // FL-40, rule 23
    void forceLetsAnInactiveUserInAndTheGuardsStillRefuse(); // FL-41
    void aLoginMayBeStaleOnPurpose(); // FL-42
    void anEmptyIdIsRefused(); // rule 28
    void loggingOutTellsTheOldUserOnce(); // FL-49, rule 25
    void loggingOutWithoutALoginIsSafeAndSilent(); // FL-50, DV10
    void anotherUsersLoginEndsTheFirst(); // FL-47, DV7, rule 27
    void theSameUserAgainIsNoSwitch(); // epochs
    void wrongUnknownAndDisabledAreOneAnswer(); // A9
    void aFailedLoginLeavesWhoeverIsInIn(); // FL-40
    void aLoaderThatCannotBeAskedIsNotAnUnknownUser(); // FL-26
    void aLoaderThatAnswersAnotherUserLetsNobodyIn(); // row 31
    void aLoaderThatThrowsOrDropsItsPromiseLetsNobodyIn(); // row 31
    void aLoaderThatNeverAnswersTimesOut();
    void anAnswerAfterLogoutIsDropped(); // F9, E9, row 30
    void aLaterLoginWinsOverAnEarlierOne(); // row 32
    void missingPartsAreSaidLoudly_data();
    void missingPartsAreSaidLoudly(); // FL-25, rule 38
    void aCallbackThatThrowsWhileLoggingOutOpensNothing(); // F1
    void aStepIsAskedForAndAnswered();
    void deletingTheManagerAbandonsWhatIsPending();
    void twoManagersShareNothing(); // H6
};

void tst_LoginAndLogout::constructingDoesNoInputOrOutput()
{
    Stage stage;
    QCOMPARE(stage.store->calls().size(), 0);
    QCOMPARE(stage.loader->calls().size(), 0);
    QVERIFY(!QFileInfo::exists(stage.login().rememberedLogin()->profileFolder()));
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
    QCOMPARE(stage.login().rememberedLogin()->keychainState(), KeychainState::Unknown);
}

void tst_LoginAndLogout::nobodyIsAnAnonymousUser()
{
    Stage stage;
    QVERIFY(stage.login().currentUser());
    QVERIFY(stage.login().currentUser()->isAnonymous());
    class Guest : public AnonymousUser
    {
        QString displayName() const override { return QStringLiteral("Visitor"); }
    };
    stage.startWith([&](LoginSetup &setup) { setup.anonymousUser = [] { return std::make_shared<const Guest>(); }; });
    QCOMPARE(stage.login().currentUser()->displayName(), QStringLiteral("Visitor"));
    stage.startWith([&](LoginSetup &setup) { setup.anonymousUser = [] { return nullptr; }; });
    QVERIFY(stage.login().currentUser());
}

void tst_LoginAndLogout::loggingInMakesSomebodyAndIsFresh()
{
    Stage stage;
    QSignalSpy in(&stage.login(), &LoginManager::loggedIn);
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    QCOMPARE(in.count(), 1);
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(stage.login().isAuthenticated() && stage.login().isFresh() && !stage.login().isBusy());
    QCOMPARE(stage.login().check(Requirement::freshLogin()), Access::Allowed);
}

void tst_LoginAndLogout::logInByTheApplicationDoesNotAskTheLoader()
{
    Stage stage;
    const UserPtr user = Stage::ada();
    QVERIFY(stage.login().logInVerified(user));
    QCOMPARE(stage.login().currentUser(), user);
    QCOMPARE(stage.loader->calls().size(), 0);
}

void tst_LoginAndLogout::anInactiveUserIsRefusedAndWhoeverIsInStaysIn()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::bob()));
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    QVERIFY(stage.login().logInVerified(Stage::inactiveAda()).failedWith(Error::Kind::Inactive));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
    QCOMPARE(out.count(), 0);
}

void tst_LoginAndLogout::forceLetsAnInactiveUserInAndTheGuardsStillRefuse()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::inactiveAda(), {.force = true}));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(stage.login().check(Requirement::login()) != Access::Allowed);
}

void tst_LoginAndLogout::aLoginMayBeStaleOnPurpose()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.fresh = false}));
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(!stage.login().isFresh());
}

void tst_LoginAndLogout::anEmptyIdIsRefused()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(SimpleUser::create({.id = {}})).failedWith(Error::Kind::InvalidInput));
    QVERIFY(stage.login().logInVerified(UserPtr()).failedWith(Error::Kind::InvalidInput));
    QVERIFY(stage.login().logInVerified(std::make_shared<const AnonymousUser>()).failedWith(Error::Kind::InvalidInput));
    QVERIFY(stage.login().logInVerified(SimpleUser::create({.id = QStringLiteral("0")})));
    QVERIFY(stage.login().logInVerified(SimpleUser::create({.id = QStringLiteral("žluťoučký")})));
}

void tst_LoginAndLogout::loggingOutTellsTheOldUserOnce()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy about(&stage.login(), &LoginManager::aboutToLogOut);
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(stage.login().currentUser()->isAnonymous());
    QCOMPARE(about.count(), 1);
    QCOMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(0).value<UserPtr>()->id(), QStringLiteral("ada"));
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::Requested);
}

void tst_LoginAndLogout::loggingOutWithoutALoginIsSafeAndSilent()
{
    Stage stage;
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    stage.login().logOut();
    stage.login().logOut();
    QCOMPARE(out.count(), 0);
    (void)Stage::resultOf(stage.login().rememberedLogin()->forget());
    QVERIFY(stage.store->calls().isEmpty()); // this installation has stored nothing
}

void tst_LoginAndLogout::anotherUsersLoginEndsTheFirst()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    const quint64 epoch = stage.login().epoch();
    QStringList heard;
    connect(&stage.login(), &LoginManager::loggedOut, this, [&](const UserPtr &user, LogoutReason reason) {
        QCOMPARE(reason, LogoutReason::UserSwitched);
        QVERIFY(stage.login().currentUser()->isAnonymous() && !stage.login().isAuthenticated());
        heard += QStringLiteral("out ") + user->id();
    });
    connect(&stage.login(), &LoginManager::loggedIn, this,
            [&](const UserPtr &user) { heard += QStringLiteral("in ") + user->id(); });
    QVERIFY(stage.login().logInVerified(Stage::bob()));
    QCOMPARE(heard, QStringList({QStringLiteral("out ada"), QStringLiteral("in bob")}));
    QVERIFY(stage.login().epoch() > epoch);
}

void tst_LoginAndLogout::theSameUserAgainIsNoSwitch()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    const quint64 epoch = stage.login().epoch();
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.login().lock();
    QVERIFY(stage.login().confirmLogin());
    QCOMPARE(stage.login().epoch(), epoch);
    QCOMPARE(out.count(), 0);
}

void tst_LoginAndLogout::wrongUnknownAndDisabledAreOneAnswer()
{
    Stage stage;
    stage.authenticator->add(QStringLiteral("eve"), "x");
    stage.authenticator->add(QStringLiteral("mallory"), "y");
    stage.loader->add(SimpleUser::create({.id = QStringLiteral("eve"), .active = false}));
    QSignalSpy failed(&stage.login(), &LoginManager::loginFailed);
    const Error wrong = Stage::resultOf(stage.login().logIn(Stage::wrongPassword())).error();
    const auto tried = [&](const char *name, const char *password) {
        return Stage::resultOf(stage.login().logIn(
            Credentials::password(QString::fromLatin1(name), Secret::copyOf(QByteArrayView(password)))));
    };
    QCOMPARE(tried("eve", "x").error(), wrong); // disabled
    QCOMPARE(tried("mallory", "y").error(), wrong); // proved, and unknown to the loader
    QCOMPARE(tried("nobody", "z").error(), wrong);
    QCOMPARE(wrong.kind(), Error::Kind::WrongCredentials);
    QCOMPARE(failed.count(), 4);
    for (const auto &arguments : std::as_const(failed))
        QCOMPARE(arguments.at(0).value<LoginFailure>(), LoginFailure::WrongCredentials);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_LoginAndLogout::aFailedLoginLeavesWhoeverIsInIn()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::bob()));
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::wrongPassword())));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
    QVERIFY(stage.login().isFresh());
}

void tst_LoginAndLogout::aLoaderThatCannotBeAskedIsNotAnUnknownUser()
{
    Stage stage;
    stage.loader->fail(Error::Kind::Unavailable);
    QSignalSpy loaderFailed(&stage.login(), &LoginManager::loaderFailed);
    QSignalSpy failed(&stage.login(), &LoginManager::loginFailed);
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())).failedWith(Error::Kind::Unavailable));
    QCOMPARE(loaderFailed.count(), 1);
    QCOMPARE(failed.at(0).at(0).value<LoginFailure>(), LoginFailure::Unavailable);
}

void tst_LoginAndLogout::aLoaderThatAnswersAnotherUserLetsNobodyIn()
{
    Stage stage;
    stage.loader->answerWith(Stage::bob());
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    stage.loader->answerWith(UserPtr());
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    QVERIFY(!stage.login().isAuthenticated());
}

void tst_LoginAndLogout::aLoaderThatThrowsOrDropsItsPromiseLetsNobodyIn()
{
    Stage stage;
    stage.loader->throwAlways();
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("UserLoader::load.. has thrown \"The script says so")));
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    stage.loader->heal();
    stage.loader->hold();
    const auto attempt = stage.login().logIn(Stage::adasPassword());
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    stage.loader->dropHeld();
    QVERIFY(!Stage::resultOf(attempt));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_LoginAndLogout::aLoaderThatNeverAnswersTimesOut()
{
    Stage stage;
    stage.loader->hold();
    const auto attempt = stage.login().logIn(Stage::adasPassword());
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    QCOMPARE(stage.login().state(), SessionState::LoggingIn);
    stage.clock->advance(31s);
    QVERIFY(Stage::resultOf(attempt).failedWith(Error::Kind::Unavailable));
    stage.loader->releaseHeld();
    QCoreApplication::processEvents();
    QVERIFY(!stage.login().isAuthenticated());
}

void tst_LoginAndLogout::anAnswerAfterLogoutIsDropped()
{
    Stage stage;
    stage.loader->hold();
    QSignalSpy in(&stage.login(), &LoginManager::loggedIn);
    const auto attempt = stage.login().logIn(Stage::adasPassword());
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(attempt).failedWith(Error::Kind::Cancelled));
    QCOMPARE(in.count(), 0);
    QVERIFY(!stage.login().isBusy());
}

void tst_LoginAndLogout::aLaterLoginWinsOverAnEarlierOne()
{
    Stage stage;
    stage.loader->hold();
    const auto first = stage.login().logIn(Stage::adasPassword());
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    const auto second = stage.login().logIn(Stage::bobsPassword());
    QTRY_COMPARE(stage.loader->heldCount(), 2);
    QStringList in;
    connect(&stage.login(), &LoginManager::loggedIn, this, [&](const UserPtr &user) { in += user->id(); });
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(second));
    QVERIFY(Stage::resultOf(first).failedWith(Error::Kind::Cancelled));
    QCOMPARE(in, QStringList(QStringLiteral("bob")));
}

void tst_LoginAndLogout::missingPartsAreSaidLoudly_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("hasLoader");
    QTest::addColumn<bool>("hasAuthenticator");
    QTest::newRow("no application id") << QString() << true << true;
    QTest::newRow("a path for an application id") << QStringLiteral("../../etc") << true << true;
    QTest::newRow("no user loader") << QStringLiteral("org.example.x") << false << true;
    QTest::newRow("no authenticator") << QStringLiteral("org.example.x") << true << false;
}

void tst_LoginAndLogout::missingPartsAreSaidLoudly()
{
    QFETCH(QString, id);
    QFETCH(bool, hasLoader);
    QFETCH(bool, hasAuthenticator);
    LoginSetup setup {.applicationId = id};
    if (hasLoader)
        setup.userLoader = UserLoader::from([](const QString &) { return UserPtr(); });
    if (hasAuthenticator)
        setup.authenticator = Authenticator::from([](const Credentials &) { return Result<Proof>(Error::Kind::WrongCredentials); });
    if (id != u"org.example.x") // said at once, and again by each verb
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("^LoginManager needs an application id")));
    LoginManager login(setup);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("^LoginManager needs ")));
    QVERIFY(Stage::resultOf(login.logIn(Stage::adasPassword())).failedWith(Error::Kind::NotConfigured));
    if (hasAuthenticator) {
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("^LoginManager needs ")));
        QVERIFY(Stage::resultOf(login.restore()).failedWith(Error::Kind::NotConfigured));
    }
    QCOMPARE(login.state(), SessionState::SignedOut);
}

void tst_LoginAndLogout::aCallbackThatThrowsWhileLoggingOutOpensNothing()
{
    Stage stage;
    bool throws = false;
    const auto factory = [&throws]() -> std::shared_ptr<const AnonymousUser> {
        if (throws)
            throw 1;
        return nullptr;
    };
    stage.startWith([&](LoginSetup &setup) { setup.anonymousUser = factory; });
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    throws = true;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("anonymousUser has thrown")));
    stage.login().logOut();
    QCOMPARE(stage.login().check(Requirement::login()), Access::LoginRequired);
    QVERIFY(stage.login().currentUser()->isAnonymous());
    throws = false;
}

void tst_LoginAndLogout::aStepIsAskedForAndAnswered()
{
    Stage stage;
    const NextStep step {QStringLiteral("Enter the code."), "step-1"};
    stage.authenticator->requireStep(step, "123456");
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())).failedWith(Error::Kind::StepRequired));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(stage.login().nextStep());
    const auto answer = Credentials::answer(*stage.login().nextStep(), Secret::copyOf("123456"));
    QVERIFY(Stage::resultOf(stage.login().logIn(answer)));
    QVERIFY(stage.login().isFresh());
}

void tst_LoginAndLogout::deletingTheManagerAbandonsWhatIsPending()
{
    Stage stage;
    stage.loader->hold();
    const auto attempt = stage.login().logIn(Stage::adasPassword());
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    const auto asked = stage.login().require(Requirement::login());
    const SessionLease lease = stage.login().lease();
    const LoginRequest request = stage.prompt->request();
    stage.deleteManager();
    QVERIFY(Stage::resultOf(attempt).failedWith(Error::Kind::Abandoned));
    QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Abandoned));
    QVERIFY(!lease.isAlive());
    QVERIFY(Stage::resultOf(request.attempt(Stage::adasPassword())).failedWith(Error::Kind::Abandoned));
    stage.loader->releaseHeld();
    QCoreApplication::processEvents();
}

void tst_LoginAndLogout::twoManagersShareNothing()
{
    Stage one;
    Stage other;
    QVERIFY(one.remember());
    QVERIFY(!other.login().isAuthenticated());
    QVERIFY(!other.restore());
    one.login().lock();
    QVERIFY(other.login().logInVerified(Stage::bob()));
    QVERIFY(one.login().isLocked());
    QVERIFY(other.login().isFresh());
}

QTEST_GUILESS_MAIN(tst_LoginAndLogout)
#include "tst_loginandlogout.moc"
