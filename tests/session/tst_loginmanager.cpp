// SPDX-License-Identifier: MIT
#include "support/stage.h"

#include <QtCore/qtranslator.h>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_LoginManager : public QObject
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
    void freshnessEndsWithItsLifetime(); // DV8
    void freshnessCountsSuspendedTime(); // C4
    void theWallClockDoesNotMoveFreshness(); // C5
    void confirmingMakesFreshAndIsRefusedForNobody(); // DV1, FL-55
    void reauthenticatingAsSomebodyElseIsRefused(); // C9, rule 16
    void reauthenticatingWhereNobodyIsAnyMoreEndsTheSession_data();
    void reauthenticatingWhereNobodyIsAnyMoreEndsTheSession(); // DV4
    void lockingKeepsTheUserAndClosesEveryCheck();
    void whatWasBegunBeforeALockDoesNotOpenIt(); // C6, C10
    void aPromptFromBeforeALockDoesNotOpenIt(); // C6, C10
    void anOldProofConfirmsNothing_data();
    void anOldProofConfirmsNothing(); // C6
    void aCallbackThatThrowsWhileLoggingOutOpensNothing(); // F1
    void oneWhoHasLeftIsNotWaitedFor();
    void aNewPasswordEndsOtherSessionsThoughNotRemembered(); // A10
    void theSamePersonAgainIsANewSession(); // FL-48
    void theProfileStaysWhileSomebodyIsIn();
    void aClockThatIsSetIsNoted(); // C5
    void unlockingNeedsTheSamePerson();
    void theSessionEndsAtItsCeiling(); // C3
    void idlenessLocksAndActivityDoesNot(); // C2
    void aWarningEndsWithItsLockOrIsTakenBack_data();
    void aWarningEndsWithItsLockOrIsTakenBack(); // C2
    void whoComesBackIsWarnedAgainInTime(); // C2
    void theFirstKeyAfterASleepMeetsALockedSession(); // C4, row 27
    void theFirstKeyAfterASleepMeetsAnEndedSession(); // C3, C4
    void aLimitHoldsBeforeItsAlarmRings(); // C4, row 29
    void aWrongPolicyIsRefusedLoudly();
    void aStepIsAskedForAndAnswered();
    void everyPropertyTellsAndBinds();
    void everyPropertyHasItsSignalAndCanBeBoundTo();
    void settingsTellAndBind();
    void itsOwnWordsFollowTheLanguage();
    void aProtectedSessionLosesItsFreshnessOnce(); // FL-83, rule 32
    void aStronglyProtectedSessionEnds(); // FL-85
    void protectionOffIsOff(); // SL-07, rule 33
    void aGoneUserEndsTheSession(); // DV4, FL-27
    void aDisabledUserEndsTheSession();
    void aNewStampEndsTheSession(); // FL-106
    void revalidatingWhenNobodyCanBeAskedChangesNothing(); // FL-26
    void concurrentRevalidationsShareOneLoad(); // rule 37
    void theUserIsLoadedAnewInTheInterval(); // FL-30
    void requireAsksAndAnswersWithTheUser();
    void requireIsRefusedWhenThePersonTurnsAway();
    void oneLoginAnswersAllWhoAsked();
    void aHandlerReplacesThePrompt(); // FL-14, FL-15
    void aStaleUserIsAskedAgainAndNotToLogIn(); // FL-62, rule 14
    void aMissingScopeIsForbiddenAndNeverAPrompt(); // rule 21
    void guestOnlyHasAHandlerOfItsOwn(); // RL-12, RL-13
    void aPromptThatHasBecomePointlessIsTakenBack();
    void nobodyIsAskedOnBehalfOfWhoHasGone_data(); // rules 16, 20
    void nobodyIsAskedOnBehalfOfWhoHasGone();
    void whatComesAfterALimitHasPassedStillAsksToUnlock();
    void aLockScreenThatAsksIsThePrompt();
    void deletingTheManagerAbandonsWhatIsPending();
    void twoManagersShareNothing(); // H6
    void anExceptionInAPredicateDenies(); // F1, row 35
};

void tst_LoginManager::constructingDoesNoInputOrOutput()
{
    Stage stage;
    QCOMPARE(stage.store->calls().size(), 0);
    QCOMPARE(stage.loader->calls().size(), 0);
    QVERIFY(!QFileInfo::exists(stage.login().profileFolder()));
    QVERIFY(!stage.login().hasRememberedUser());
    QCOMPARE(stage.login().keychainState(), KeychainState::Unknown);
}

void tst_LoginManager::nobodyIsAnAnonymousUser()
{
    Stage stage;
    QVERIFY(stage.login().currentUser());
    QVERIFY(stage.login().currentUser()->isAnonymous());
    class Guest : public AnonymousUser
    {
        QString displayName() const override { return QStringLiteral("Visitor"); }
    };
    stage.login().setAnonymousUserFactory([] { return std::make_shared<const Guest>(); });
    QCOMPARE(stage.login().currentUser()->displayName(), QStringLiteral("Visitor"));
    stage.login().setAnonymousUserFactory([] { return nullptr; });
    QVERIFY(stage.login().currentUser());
}

void tst_LoginManager::loggingInMakesSomebodyAndIsFresh()
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

void tst_LoginManager::logInByTheApplicationDoesNotAskTheLoader()
{
    Stage stage;
    const UserPtr user = Stage::ada();
    QVERIFY(stage.login().logIn(user));
    QCOMPARE(stage.login().currentUser(), user);
    QCOMPARE(stage.loader->calls().size(), 0);
}

void tst_LoginManager::anInactiveUserIsRefusedAndWhoeverIsInStaysIn()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::bob()));
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    QVERIFY(stage.login().logIn(Stage::inactiveAda()).failedWith(Error::Kind::Inactive));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
    QCOMPARE(out.count(), 0);
}

void tst_LoginManager::forceLetsAnInactiveUserInAndTheGuardsStillRefuse()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::inactiveAda(), {.force = true}));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(stage.login().check(Requirement::login()) != Access::Allowed);
}

void tst_LoginManager::aLoginMayBeStaleOnPurpose()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada(), {.fresh = false}));
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(!stage.login().isFresh());
}

void tst_LoginManager::anEmptyIdIsRefused()
{
    Stage stage;
    QVERIFY(stage.login().logIn(SimpleUser::create({.id = {}})).failedWith(Error::Kind::InvalidInput));
    QVERIFY(stage.login().logIn(UserPtr()).failedWith(Error::Kind::InvalidInput));
    QVERIFY(stage.login().logIn(std::make_shared<const AnonymousUser>()).failedWith(Error::Kind::InvalidInput));
    QVERIFY(stage.login().logIn(SimpleUser::create({.id = QStringLiteral("0")})));
    QVERIFY(stage.login().logIn(SimpleUser::create({.id = QStringLiteral("žluťoučký")})));
}

void tst_LoginManager::loggingOutTellsTheOldUserOnce()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
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

void tst_LoginManager::loggingOutWithoutALoginIsSafeAndSilent()
{
    Stage stage;
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    stage.login().logOut();
    stage.login().logOut();
    QCOMPARE(out.count(), 0);
    (void)Stage::resultOf(stage.login().forget());
    QVERIFY(stage.store->calls().isEmpty()); // this installation has stored nothing
}

void tst_LoginManager::anotherUsersLoginEndsTheFirst()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    const quint64 epoch = stage.login().epoch();
    QStringList heard;
    connect(&stage.login(), &LoginManager::loggedOut, this, [&](const UserPtr &user, LogoutReason reason) {
        QCOMPARE(reason, LogoutReason::UserSwitched);
        QVERIFY(stage.login().currentUser()->isAnonymous() && !stage.login().isAuthenticated());
        heard += QStringLiteral("out ") + user->id();
    });
    connect(&stage.login(), &LoginManager::loggedIn, this,
            [&](const UserPtr &user) { heard += QStringLiteral("in ") + user->id(); });
    QVERIFY(stage.login().logIn(Stage::bob()));
    QCOMPARE(heard, QStringList({QStringLiteral("out ada"), QStringLiteral("in bob")}));
    QVERIFY(stage.login().epoch() > epoch);
}

void tst_LoginManager::theSameUserAgainIsNoSwitch()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    const quint64 epoch = stage.login().epoch();
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.login().lock();
    QVERIFY(stage.login().confirmLogin());
    QCOMPARE(stage.login().epoch(), epoch);
    QCOMPARE(out.count(), 0);
}

void tst_LoginManager::wrongUnknownAndDisabledAreOneAnswer()
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

void tst_LoginManager::aFailedLoginLeavesWhoeverIsInIn()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::bob()));
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::wrongPassword())));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
    QVERIFY(stage.login().isFresh());
}

void tst_LoginManager::aLoaderThatCannotBeAskedIsNotAnUnknownUser()
{
    Stage stage;
    stage.loader->fail(Error::Kind::Unavailable);
    QSignalSpy loaderFailed(&stage.login(), &LoginManager::loaderFailed);
    QSignalSpy failed(&stage.login(), &LoginManager::loginFailed);
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())).failedWith(Error::Kind::Unavailable));
    QCOMPARE(loaderFailed.count(), 1);
    QCOMPARE(failed.at(0).at(0).value<LoginFailure>(), LoginFailure::Unavailable);
}

void tst_LoginManager::aLoaderThatAnswersAnotherUserLetsNobodyIn()
{
    Stage stage;
    stage.loader->answerWith(Stage::bob());
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    stage.loader->answerWith(UserPtr());
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    QVERIFY(!stage.login().isAuthenticated());
}

void tst_LoginManager::aLoaderThatThrowsOrDropsItsPromiseLetsNobodyIn()
{
    Stage stage;
    stage.loader->throwAlways();
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    stage.loader->heal();
    stage.loader->hold();
    const auto attempt = stage.login().logIn(Stage::adasPassword());
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    stage.loader->dropHeld();
    QVERIFY(!Stage::resultOf(attempt));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_LoginManager::aLoaderThatNeverAnswersTimesOut()
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

void tst_LoginManager::anAnswerAfterLogoutIsDropped()
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

void tst_LoginManager::aLaterLoginWinsOverAnEarlierOne()
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

void tst_LoginManager::missingPartsAreSaidLoudly_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("hasLoader");
    QTest::addColumn<bool>("hasAuthenticator");
    QTest::newRow("no application id") << QString() << true << true;
    QTest::newRow("a path for an application id") << QStringLiteral("../../etc") << true << true;
    QTest::newRow("no user loader") << QStringLiteral("org.example.x") << false << true;
    QTest::newRow("no authenticator") << QStringLiteral("org.example.x") << true << false;
}

void tst_LoginManager::missingPartsAreSaidLoudly()
{
    QFETCH(QString, id);
    QFETCH(bool, hasLoader);
    QFETCH(bool, hasAuthenticator);
    LoginManager login(id);
    if (hasLoader)
        login.setUserLoader([](const QString &) { return UserPtr(); });
    if (hasAuthenticator)
        login.setAuthenticator([](const Credentials &) { return Result<Proof>(Error::Kind::WrongCredentials); });
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("^LoginManager needs ")));
    QVERIFY(Stage::resultOf(login.logIn(Stage::adasPassword())).failedWith(Error::Kind::NotConfigured));
    if (hasAuthenticator) {
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("^LoginManager needs ")));
        QVERIFY(Stage::resultOf(login.restore()).failedWith(Error::Kind::NotConfigured));
    }
    QCOMPARE(login.state(), SessionState::SignedOut);
}

void tst_LoginManager::freshnessEndsWithItsLifetime()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
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

void tst_LoginManager::freshnessCountsSuspendedTime()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.clock->suspend(3h); // no alarm has rung yet
    QCOMPARE(stage.login().check(Requirement::freshLogin()), Access::FreshLoginRequired);
    QVERIFY(!stage.login().isFresh());
}

void tst_LoginManager::theWallClockDoesNotMoveFreshness()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.clock->advance(4min);
    stage.clock->moveWall(-24h);
    QVERIFY(stage.login().isFresh());
    stage.clock->advance(1min);
    QVERIFY(!stage.login().isFresh());
    QVERIFY(stage.login().confirmLogin());
    stage.clock->moveWall(std::chrono::years(10));
    QVERIFY(stage.login().isFresh());
}

void tst_LoginManager::confirmingMakesFreshAndIsRefusedForNobody()
{
    Stage stage;
    QVERIFY(!stage.login().confirmLogin());
    QVERIFY(stage.login().logIn(Stage::ada(), {.fresh = false}));
    QSignalSpy confirmed(&stage.login(), &LoginManager::loginConfirmed);
    QSignalSpy in(&stage.login(), &LoginManager::loggedIn);
    QVERIFY(stage.login().confirmLogin());
    QVERIFY(stage.login().isFresh());
    QCOMPARE(confirmed.count(), 1);
    QCOMPARE(in.count(), 0);
}

void tst_LoginManager::reauthenticatingAsSomebodyElseIsRefused()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada(), {.fresh = false}));
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::bobsPassword())).failedWith(Error::Kind::WrongUser));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(!stage.login().isFresh());
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QVERIFY(stage.login().isFresh());
}

void tst_LoginManager::reauthenticatingWhereNobodyIsAnyMoreEndsTheSession_data()
{
    QTest::addColumn<UserPtr>("loaded");
    QTest::addColumn<LogoutReason>("why");
    QTest::newRow("gone") << UserPtr() << LogoutReason::UserGone;
    QTest::newRow("disabled") << Stage::inactiveAda() << LogoutReason::UserDisabled;
}

void tst_LoginManager::reauthenticatingWhereNobodyIsAnyMoreEndsTheSession()
{
    QFETCH(const UserPtr, loaded);
    QFETCH(const LogoutReason, why);
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada(), {.fresh = false}));
    stage.loader->remove(QStringLiteral("ada"));
    if (loaded)
        stage.loader->add(loaded);
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    const auto proved = Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword()));
    QVERIFY(proved.failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), why);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_LoginManager::lockingKeepsTheUserAndClosesEveryCheck()
{
    Stage stage;
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    stage.login().lock(); // nobody is in
    QCOMPARE(locked.count(), 0);
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.login().lock(LockReason::ScreenLocked);
    QCOMPARE(locked.count(), 1);
    QCOMPARE(locked.at(0).at(1).value<LockReason>(), LockReason::ScreenLocked);
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(!stage.login().isAuthenticated() && !stage.login().isFresh());
    QCOMPARE(stage.login().check(Requirement::login()), Access::Locked);
    QCOMPARE(stage.login().check(Requirement::guestOnly()), Access::GuestOnly);
    QCOMPARE(stage.login().check(Requirement::anyone()), Access::Allowed);
}

void tst_LoginManager::whatWasBegunBeforeALockDoesNotOpenIt()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    for (const bool again : {false, true}) {
        stage.authenticator->hold();
        const auto attempt = again ? stage.login().logIn(Stage::adasPassword())
                                   : stage.login().reauthenticate(Stage::adasPassword());
        stage.login().lock(LockReason::ScreenLocked);
        stage.authenticator->releaseHeld();
        QVERIFY(Stage::resultOf(attempt).failedWith(Error::Kind::Cancelled));
        QVERIFY(stage.login().isLocked() && !stage.login().isBusy());
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    }
}

void tst_LoginManager::aPromptFromBeforeALockDoesNotOpenIt()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada(), {.fresh = false}));
    const auto needed = stage.login().require(Requirement::freshLogin());
    stage.authenticator->hold();
    stage.prompt->answer(Stage::adasPassword());
    stage.login().lock(LockReason::ScreenLocked);
    stage.authenticator->releaseHeld();
    QVERIFY(!Stage::resultOf(needed));
    QVERIFY(stage.login().isLocked() && !stage.prompt->isAsking());
}

void tst_LoginManager::anOldProofConfirmsNothing_data()
{
    QTest::addColumn<bool>("locked");
    QTest::addColumn<std::chrono::seconds>("age");
    QTest::addColumn<bool>("counts");
    QTest::newRow("from before the lock") << true << 120s << false;
    QTest::newRow("from after the lock") << true << 30s << true;
    QTest::newRow("stale already") << false << std::chrono::seconds(3h) << false;
    QTest::newRow("of a while ago") << false << 30s << true;
}

void tst_LoginManager::anOldProofConfirmsNothing()
{
    QFETCH(const bool, locked);
    QFETCH(const std::chrono::seconds, age);
    QFETCH(const bool, counts);
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada(), {.fresh = false}));
    if (locked)
        stage.login().lock();
    stage.clock->advance(60s);
    stage.authenticator->answerWith(
        Authentication(Proof {.userId = QStringLiteral("ada"), .provedAt = stage.clock->wall() - age}));
    QSignalSpy confirmed(&stage.login(), &LoginManager::loginConfirmed);
    const auto proved = Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword()));
    QCOMPARE(bool(proved), counts);
    QCOMPARE(stage.login().isLocked(), locked && !counts);
    QCOMPARE(stage.login().isFresh(), counts);
    QCOMPARE(confirmed.count(), counts && !locked ? 1 : 0);
}

void tst_LoginManager::aCallbackThatThrowsWhileLoggingOutOpensNothing()
{
    Stage stage;
    bool throws = false;
    stage.login().setAnonymousUserFactory([&throws]() -> std::shared_ptr<const AnonymousUser> {
        if (throws)
            throw 1;
        return nullptr;
    });
    QVERIFY(stage.login().logIn(Stage::ada()));
    throws = true;
    QTest::ignoreMessage(QtCriticalMsg, "The factory of anonymous users has thrown.");
    stage.login().logOut();
    QCOMPARE(stage.login().check(Requirement::login()), Access::LoginRequired);
    QVERIFY(stage.login().currentUser()->isAnonymous());
    throws = false;
}

void tst_LoginManager::oneWhoHasLeftIsNotWaitedFor()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.loader->hold();
    const auto adas = stage.login().revalidate();
    QVERIFY(stage.login().logIn(Stage::bob()));
    const auto bobs = stage.login().revalidate();
    QTRY_COMPARE(stage.loader->heldCount(), 2);
    stage.loader->remove(QStringLiteral("bob"));
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(adas).failedWith(Error::Kind::Cancelled));
    QVERIFY(Stage::resultOf(bobs).failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_LoginManager::aNewPasswordEndsOtherSessionsThoughNotRemembered()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    LoginManager other(QStringLiteral("org.example.stage"), stage.clock);
    other.setProfileFolder(stage.login().profileFolder());
    other.use(stage.loader);
    other.use(stage.authenticator);
    other.use(std::make_shared<ScriptedSecretStore>(stage.store->content()));
    QVERIFY(other.logIn(Stage::ada()));
    QSignalSpy ended(&other, &LoginManager::loggedOut);
    stage.loader->add(Stage::stampedAda(QStringLiteral("new"))); // as a change of the password does
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QTRY_COMPARE(ended.count(), 1); // though it is not remembered
    QCOMPARE(ended.at(0).at(1).value<LogoutReason>(), LogoutReason::StampChanged);
}

void tst_LoginManager::theSamePersonAgainIsANewSession()
{
    Stage stage;
    SessionPolicy policy = SessionPolicy::relaxed();
    policy.sessionLifetime = 1h;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.clock->advance(59min);
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword()))); // moves no ceiling
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    stage.clock->advance(59min);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    stage.clock->advance(1min);
    QCOMPARE(stage.login().check(Requirement::login()), Access::LoginRequired);
}

void tst_LoginManager::theProfileStaysWhileSomebodyIsIn()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    const QString folder = stage.login().profileFolder();
    QTest::ignoreMessage(QtCriticalMsg, "The profile cannot change while a user is logged in, or is logging in.");
    stage.login().setProfile(QStringLiteral("other"));
    QCOMPARE(stage.login().profile(), QStringLiteral("default"));
    QTest::ignoreMessage(QtCriticalMsg, "The profile cannot change while a user is logged in, or is logging in.");
    stage.login().setProfileFolder(QStringLiteral("/elsewhere"));
    QCOMPARE(stage.login().profileFolder(), folder);
    stage.login().logOut();
    stage.login().setProfile(QStringLiteral("other"));
    QCOMPARE(stage.login().profile(), QStringLiteral("other"));
}

void tst_LoginManager::aClockThatIsSetIsNoted()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.clock->advance(1h);
    stage.clock->moveWall(30s);
    stage.login().logOut(); // nothing is said of that
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.clock->moveWall(-1h);
    QTest::ignoreMessage(QtInfoMsg, "The clock was set, by seconds: -3600");
    stage.login().logOut();
}

void tst_LoginManager::unlockingNeedsTheSamePerson()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.clock->advance(1h);
    stage.login().lock();
    QVERIFY(!Stage::resultOf(stage.login().unlock(Stage::bobsPassword())));
    QVERIFY(!Stage::resultOf(stage.login().unlock(Stage::wrongPassword())));
    QVERIFY(stage.login().isLocked());
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(!stage.login().isLocked() && stage.login().isFresh());
}

void tst_LoginManager::theSessionEndsAtItsCeiling()
{
    Stage stage;
    SessionPolicy policy;
    policy.sessionLifetime = 12h;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logIn(Stage::ada()));
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

void tst_LoginManager::idlenessLocksAndActivityDoesNot()
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logIn(Stage::ada()));
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

void tst_LoginManager::aWarningEndsWithItsLockOrIsTakenBack_data()
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

void tst_LoginManager::aWarningEndsWithItsLockOrIsTakenBack()
{
    QFETCH(std::function<void(Stage &)>, then);
    QFETCH(QStringList, told);
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logIn(Stage::ada()));
    QStringList heard;
    connect(&stage.login(), &LoginManager::aboutToLock, this, [&heard] { heard += QStringLiteral("warned"); });
    connect(&stage.login(), &LoginManager::lockAverted, this, [&heard] { heard += QStringLiteral("averted"); });
    connect(&stage.login(), &LoginManager::lockedChanged, this, [&heard] { heard += QStringLiteral("locked"); });
    connect(&stage.login(), &LoginManager::loggedOut, this, [&heard] { heard += QStringLiteral("out"); });
    stage.login().noteUserActivity(); // nobody was warned of anything
    stage.clock->advance(14min + 30s);
    stage.clock->advance(5s);
    then(stage);
    QCOMPARE(heard, told);
}

void tst_LoginManager::whoComesBackIsWarnedAgainInTime()
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 60s;
    policy.lockWarning = 50s;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logIn(Stage::ada()));
    QSignalSpy warned(&stage.login(), &LoginManager::aboutToLock);
    stage.clock->advance(10s);
    stage.login().noteUserActivity();
    stage.clock->advance(10s);
    QCOMPARE(warned.count(), 2);
    QCOMPARE(warned.at(1).at(0).value<std::chrono::seconds>(), 50s);
}

void tst_LoginManager::theFirstKeyAfterASleepMeetsALockedSession()
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.clock->suspend(3h); // time since boot has gone on; no alarm has noticed, and no second has passed
    stage.login().noteUserActivity();
    QVERIFY(stage.login().isLocked());
    stage.login().noteUserActivity();
    QVERIFY(stage.login().isLocked());
}

void tst_LoginManager::theFirstKeyAfterASleepMeetsAnEndedSession()
{
    Stage stage;
    SessionPolicy policy;
    policy.sessionLifetime = 2h; // and nothing locks
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.clock->suspend(3h);
    stage.login().noteUserActivity();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_LoginManager::aLimitHoldsBeforeItsAlarmRings()
{
    Stage stage;
    stage.login().setSessionPolicy(SessionPolicy::strict());
    QVERIFY(stage.login().logIn(Stage::ada()));
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

void tst_LoginManager::aWrongPolicyIsRefusedLoudly()
{
    Stage stage;
    SessionPolicy policy;
    policy.freshLifetime = -1s;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("freshLifetime")));
    stage.login().setSessionPolicy(policy);
    QCOMPARE(stage.login().sessionPolicy(), SessionPolicy::standard());
}

void tst_LoginManager::aStepIsAskedForAndAnswered()
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

void tst_LoginManager::everyPropertyTellsAndBinds()
{
    Stage stage;
    LoginManager &login = stage.login();
    int seen = 0;
    QProperty<bool> bound;
    bound.setBinding([&] { return login.bindableAuthenticated().value() && login.bindableFresh().value(); });
    const auto watched = bound.onValueChanged([&] {
        ++seen;
        QCOMPARE(login.bindableState().value(), SessionState::LoggedIn); // all of a change, or nothing
        QCOMPARE(login.bindableCurrentUser().value()->id(), QStringLiteral("ada"));
    });
    QSignalSpy state(&login, &LoginManager::stateChanged);
    QSignalSpy user(&login, &LoginManager::currentUserChanged);
    QSignalSpy authenticated(&login, &LoginManager::authenticatedChanged);
    QVERIFY(login.logIn(Stage::ada()));
    QCOMPARE(seen, 1);
    QVERIFY(bound.value());
    QCOMPARE(state.count(), 1);
    QCOMPARE(user.count(), 1);
    QCOMPARE(authenticated.count(), 1);
    QVERIFY(login.bindableState().isReadOnly());
}

void tst_LoginManager::everyPropertyHasItsSignalAndCanBeBoundTo()
{
    const QMetaObject &meta = LoginManager::staticMetaObject;
    QVERIFY(meta.propertyCount() > 15);
    for (int i = meta.propertyOffset(); i < meta.propertyCount(); ++i) {
        QVERIFY2(meta.property(i).hasNotifySignal(), meta.property(i).name());
        QVERIFY2(meta.property(i).isBindable(), meta.property(i).name());
    }
}

void tst_LoginManager::settingsTellAndBind()
{
    Stage stage;
    LoginManager &login = stage.login();
    QProperty<QString> bound;
    bound.setBinding([&] {
        return login.bindableProfile().value() + u' ' + login.bindableLoginMessage().value() + u' '
            + login.bindableFreshLoginMessage().value() + u' '
            + QString::number(login.bindableSessionPolicy().value().freshLifetime.count()) + u' '
            + QString::number(login.bindableRemembersUserName().value());
    });
    QSignalSpy profile(&login, &LoginManager::profileChanged);
    QSignalSpy message(&login, &LoginManager::loginMessageChanged);
    QSignalSpy freshMessage(&login, &LoginManager::freshLoginMessageChanged);
    QSignalSpy policy(&login, &LoginManager::sessionPolicyChanged);
    QSignalSpy userName(&login, &LoginManager::remembersUserNameChanged);
    SessionPolicy longer;
    longer.freshLifetime = 7s;
    for (int i = 0; i < 2; ++i) { // the second time nothing changes
        login.setProfile(QStringLiteral("work"));
        login.setLoginMessage(QStringLiteral("in"));
        login.setFreshLoginMessage(QStringLiteral("again"));
        login.setSessionPolicy(longer);
        login.setRemembersUserName(true);
    }
    QCOMPARE(bound.value(), QStringLiteral("work in again 7 1"));
    for (const QSignalSpy *spy : {&profile, &message, &freshMessage, &policy, &userName})
        QCOMPARE(spy->count(), 1);
}

void tst_LoginManager::itsOwnWordsFollowTheLanguage()
{
    class Shouting final : public QTranslator
    {
        QString translate(const char *, const char *source, const char *, int) const override
        {
            return QString::fromUtf8(source).toUpper();
        }
        bool isEmpty() const override { return false; }
    };
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada(), {.fresh = false}));
    stage.login().setLoginMessage(QStringLiteral("To write."));
    QSignalSpy message(&stage.login(), &LoginManager::loginMessageChanged);
    QSignalSpy freshMessage(&stage.login(), &LoginManager::freshLoginMessageChanged);
    (void)stage.login().require(Requirement::freshLogin());
    QTRY_VERIFY(stage.prompt->isAsking());
    const LoginRequest asked = stage.prompt->request();
    const QString english = asked.message();
    QVERIFY(!english.isEmpty());
    {
        Shouting translator;
        QCoreApplication::installTranslator(&translator);
        QCOMPARE(stage.login().freshLoginMessage(), english.toUpper());
        QCOMPARE(asked.message(), english.toUpper());
    }
    QCOMPARE(stage.login().freshLoginMessage(), english);
    QCOMPARE(asked.message(), english);
    QCOMPARE(freshMessage.count(), 2);
    QCOMPARE(stage.login().loginMessage(), QStringLiteral("To write."));
    QCOMPARE(message.count(), 0);
}

void tst_LoginManager::aProtectedSessionLosesItsFreshnessOnce()
{
    Stage stage;
    QByteArray context = "here";
    stage.login().setContextIdProvider([&] { return context; });
    QVERIFY(stage.login().logIn(Stage::ada()));
    QSignalSpy protection(&stage.login(), &LoginManager::sessionProtected);
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(protection.count(), 0);
    context = "there";
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(protection.count(), 1);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(!stage.login().isFresh());
    QVERIFY(stage.login().confirmLogin()); // renews the context id: rule 17
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(protection.count(), 1);
    QVERIFY(stage.login().isFresh());
}

void tst_LoginManager::aStronglyProtectedSessionEnds()
{
    Stage stage;
    SessionPolicy policy;
    policy.protection = SessionProtection::Strong;
    stage.login().setSessionPolicy(policy);
    QByteArray context = "here";
    stage.login().setContextIdProvider([&] { return context; });
    QVERIFY(stage.remember());
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    context = "there";
    QVERIFY(!Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::ContextChanged);
    QTRY_VERIFY(!stage.hasItem());
}

void tst_LoginManager::protectionOffIsOff()
{
    Stage stage;
    SessionPolicy policy;
    policy.protection = SessionProtection::Off;
    stage.login().setSessionPolicy(policy);
    QByteArray context = "here";
    stage.login().setContextIdProvider([&] { return context; });
    QVERIFY(stage.login().logIn(Stage::ada()));
    context = "there";
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QVERIFY(stage.login().isFresh());
}

void tst_LoginManager::aGoneUserEndsTheSession()
{
    Stage stage;
    QVERIFY(stage.remember());
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    stage.loader->remove(QStringLiteral("ada"));
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::Absent));
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::UserGone);
    QTRY_VERIFY(!stage.hasItem());
}

void tst_LoginManager::aDisabledUserEndsTheSession()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    stage.loader->add(Stage::inactiveAda());
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::Inactive));
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::UserDisabled);
}

void tst_LoginManager::aNewStampEndsTheSession()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::stampedAda(QStringLiteral("1"))));
    stage.loader->add(Stage::stampedAda(QStringLiteral("1")));
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    stage.loader->add(Stage::stampedAda(QStringLiteral("2")));
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    QVERIFY(!Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::StampChanged);
}

void tst_LoginManager::revalidatingWhenNobodyCanBeAskedChangesNothing()
{
    Stage stage;
    QVERIFY(stage.remember());
    stage.loader->fail(Error::Kind::Unavailable);
    QSignalSpy failed(&stage.login(), &LoginManager::loaderFailed);
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::Unavailable));
    QCOMPARE(failed.count(), 1);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(stage.hasItem());
}

void tst_LoginManager::concurrentRevalidationsShareOneLoad()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.loader->hold();
    const auto first = stage.login().revalidate();
    const auto second = stage.login().revalidate();
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(first));
    QVERIFY(Stage::resultOf(second));
    QCOMPARE(stage.loader->calls().size(), 1);
}

void tst_LoginManager::theUserIsLoadedAnewInTheInterval()
{
    Stage stage;
    SessionPolicy policy;
    policy.revalidateInterval = 10min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logIn(Stage::ada()));
    stage.loader->remove(QStringLiteral("ada"));
    stage.clock->advance(9min);
    QVERIFY(stage.login().isAuthenticated());
    stage.clock->advance(1min);
    QTRY_VERIFY(!stage.login().isAuthenticated());
}

void tst_LoginManager::requireAsksAndAnswersWithTheUser()
{
    Stage stage;
    QSignalSpy unauthorized(&stage.login(), &LoginManager::unauthorized);
    const auto asked = stage.login().require(Requirement::login());
    QCOMPARE(unauthorized.count(), 1);
    QVERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::LogIn);
    QCOMPARE(stage.prompt->request().message(), QString()); // the application has said nothing, and a prompt has its words
    QVERIFY(!Stage::resultOf(stage.prompt->answer(Stage::wrongPassword())));
    QVERIFY(!asked.isFinished());
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    const auto user = Stage::resultOf(asked);
    QVERIFY(user);
    QCOMPARE(user->id, QStringLiteral("ada"));
    QCOMPARE(stage.prompt->cancelCount(), 0);
}

void tst_LoginManager::requireIsRefusedWhenThePersonTurnsAway()
{
    Stage stage;
    stage.prompt->dismissAlways();
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())).failedWith(Error::Kind::Cancelled));
    stage.login().setLoginPrompt(nullptr);
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())).failedWith(Error::Kind::NotConfigured));
}

void tst_LoginManager::oneLoginAnswersAllWhoAsked()
{
    Stage stage;
    const auto first = stage.login().require(Requirement::login());
    const auto second = stage.login().require(Requirement::freshLogin());
    QCOMPARE(stage.prompt->requests().size(), 1);
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(first));
    QVERIFY(Stage::resultOf(second));
    QCOMPARE(stage.prompt->requests().size(), 1);
}

void tst_LoginManager::aHandlerReplacesThePrompt()
{
    Stage stage;
    QStringList heard;
    connect(&stage.login(), &LoginManager::unauthorized, this, [&] { heard += QStringLiteral("signal"); });
    stage.login().setUnauthorizedHandler([&](const Requirement &) { heard += QStringLiteral("handler"); });
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())).failedWith(Error::Kind::Cancelled));
    QCOMPARE(heard, QStringList({QStringLiteral("signal"), QStringLiteral("handler")}));
    QCOMPARE(stage.prompt->requests().size(), 0);
}

void tst_LoginManager::aStaleUserIsAskedAgainAndNotToLogIn()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada(), {.fresh = false}));
    QSignalSpy unauthorized(&stage.login(), &LoginManager::unauthorized);
    QSignalSpy needed(&stage.login(), &LoginManager::freshLoginNeeded);
    const auto asked = stage.login().require(Requirement::freshLogin());
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::Reauthenticate);
    QCOMPARE(stage.prompt->request().fixedUser()->id(), QStringLiteral("ada"));
    // Whatever name goes with it, it is Ada who is asked.
    QVERIFY(!Stage::resultOf(stage.prompt->answer(Stage::bobsPassword())));
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(asked));
    QCOMPARE(unauthorized.count(), 0);
    QCOMPARE(needed.count(), 1);
}

void tst_LoginManager::aMissingScopeIsForbiddenAndNeverAPrompt()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::bob()));
    int handled = 0;
    stage.login().setForbiddenHandler([&](const Requirement &) { ++handled; });
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::scope(QStringLiteral("admin")))).failedWith(Error::Kind::Forbidden));
    QCOMPARE(handled, 1);
    QCOMPARE(stage.prompt->requests().size(), 0);
    QVERIFY(stage.login().logIn(Stage::ada()));
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::scope(QStringLiteral("admin")))));
}

void tst_LoginManager::guestOnlyHasAHandlerOfItsOwn()
{
    Stage stage;
    int handled = 0;
    stage.login().setGuestOnlyHandler([&](const Requirement &) { ++handled; });
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::guestOnly())));
    QVERIFY(stage.login().logIn(Stage::bob()));
    QVERIFY(!Stage::resultOf(stage.login().require(Requirement::guestOnly())));
    QCOMPARE(handled, 1);
}

void tst_LoginManager::nobodyIsAskedOnBehalfOfWhoHasGone_data()
{
    QTest::addColumn<QString>("asker");
    QTest::addColumn<QString>("deed");
    for (const char *asker : {"nobody", "stale", "locked"}) {
        for (const char *deed : {"log out", "log out and come back", "another user", "lock"})
            QTest::addRow("%s, %s", asker, deed) << QString::fromLatin1(asker) << QString::fromLatin1(deed);
    }
}

void tst_LoginManager::nobodyIsAskedOnBehalfOfWhoHasGone()
{
    QFETCH(QString, asker);
    QFETCH(QString, deed);
    Stage stage;
    if (asker != QLatin1String("nobody"))
        QVERIFY(stage.logIn(Stage::ada(), {.fresh = false}));
    if (asker == QLatin1String("locked"))
        stage.login().lock();
    const auto asked = stage.login().require(Requirement::freshLogin());
    QVERIFY(stage.prompt->isAsking());
    stage.prompt->answer(Stage::adasPassword()); // good, and on its way
    QVERIFY(stage.login().isFresh());
    if (deed.startsWith(QLatin1String("log out")))
        stage.login().logOut();
    if (deed.endsWith(QLatin1String("come back")))
        QVERIFY(stage.logIn(Stage::ada()));
    if (deed == QLatin1String("another user"))
        QVERIFY(stage.logIn(Stage::bob()));
    if (deed == QLatin1String("lock"))
        stage.login().lock();
    QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Cancelled));
    QVERIFY(!stage.prompt->isAsking());
}

void tst_LoginManager::whatComesAfterALimitHasPassedStillAsksToUnlock()
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.logIn(Stage::ada()));
    stage.clock->suspend(1h); // and no alarm has told of it yet
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    const auto asked = stage.login().require(Requirement::login());
    QTRY_COMPARE(stage.login().state(), SessionState::Locked);
    QTRY_VERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::Unlock);
    stage.prompt->answer(Stage::adasPassword());
    QVERIFY(Stage::resultOf(asked));
}

void tst_LoginManager::aLockScreenThatAsksIsThePrompt()
{
    class LockScreen final : public Gatekeeper
    {
    public:
        void closeGates() override { }
        void openGates() override { }
        bool askToUnlock() override { return ++asked, stands; }
        bool stands = true;
        int asked = 0;
    };
    Stage stage;
    LockScreen screen;
    stage.login().addGatekeeper(&screen);
    QVERIFY(stage.logIn(Stage::ada()));
    stage.login().lock();
    const auto wanted = stage.login().require(Requirement::login());
    const auto unlocked = stage.login().unlock();
    QCOMPARE(screen.asked, 2);
    QCOMPARE(stage.prompt->requests().size(), 0);
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::wrongPassword())).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(!wanted.isFinished());
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(wanted));
    QVERIFY(Stage::resultOf(unlocked));

    stage.login().lock();
    const auto given = stage.login().require(Requirement::login());
    stage.login().logOut();
    QVERIFY(Stage::resultOf(given).failedWith(Error::Kind::Cancelled));

    QVERIFY(stage.logIn(Stage::ada()));
    stage.login().lock();
    screen.stands = false; // with its window, which is hidden
    (void)stage.login().require(Requirement::login());
    QCOMPARE(stage.prompt->requests().size(), 1);
    stage.login().removeGatekeeper(&screen);
}

void tst_LoginManager::aPromptThatHasBecomePointlessIsTakenBack()
{
    Stage stage;
    const auto asked = stage.login().require(Requirement::login());
    QVERIFY(stage.prompt->isAsking());
    QVERIFY(stage.login().logIn(Stage::ada())); // by the application, meanwhile
    QVERIFY(!stage.prompt->isAsking());
    QVERIFY(Stage::resultOf(asked));
    const auto fresh = stage.login().require(Requirement::freshLogin(1s));
    QVERIFY(fresh.isFinished());
    stage.clock->advance(6min);
    const auto stale = stage.login().require(Requirement::freshLogin());
    QVERIFY(stage.prompt->isAsking());
    stage.login().logOut();
    QVERIFY(!stage.prompt->isAsking());
    QVERIFY(Stage::resultOf(stale).failedWith(Error::Kind::Cancelled));
}

void tst_LoginManager::deletingTheManagerAbandonsWhatIsPending()
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

void tst_LoginManager::twoManagersShareNothing()
{
    Stage one;
    Stage other;
    QVERIFY(one.remember());
    QVERIFY(!other.login().isAuthenticated());
    QVERIFY(!other.restore());
    one.login().lock();
    QVERIFY(other.login().logIn(Stage::bob()));
    QVERIFY(one.login().isLocked());
    QVERIFY(other.login().isFresh());
}

void tst_LoginManager::anExceptionInAPredicateDenies()
{
    Stage stage;
    QVERIFY(stage.login().logIn(Stage::ada()));
    const auto throws = Requirement::predicate(QStringLiteral("throws"), [](const User &) -> bool { throw 1; });
    QCOMPARE(stage.login().check(throws), Access::Forbidden);
    const auto logsOut = Requirement::predicate(QStringLiteral("logs out"), [&](const User &) {
        stage.login().logOut();
        return true;
    });
    QVERIFY(stage.login().check(logsOut) != Access::Allowed);
    QVERIFY(stage.login().logIn(Stage::ada()));
    const auto deletes = Requirement::predicate(QStringLiteral("deletes"), [&](const User &) {
        stage.deleteManager();
        return true;
    });
    QVERIFY(stage.login().check(deletes) != Access::Allowed);
}

QTEST_GUILESS_MAIN(tst_LoginManager)
#include "tst_loginmanager.moc"
