// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "support/patience.h"


using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;
using Verified = ScriptedVerifier::Operation;
using std::chrono::days;

// What restore() makes of keychains, loaders and verifiers that cannot be asked.
class tst_Restoring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The keychain
    void aKeychainThatCannotBeAskedKeepsTheToken_data();
    void aKeychainThatCannotBeAskedKeepsTheToken(); // rule 12, E2, rows 3, 4, 7
    void aFaultThatPassesIsTriedAgainLessAndLessOften(); // row 7
    void aKeychainThatComesBackRestoresByItself(); // row 7
    void aPersonsNoIsNotTriedAgain_data();
    void aPersonsNoIsNotTriedAgain(); // row 4
    void aSlowKeychainIsSaidToBeSlow(); // E5, row 5
    void aLateAnswerIsStillUsed(); // E5, row 5
    void aLateAnswerAfterLoggingOutIsNot(); // E9
    void aLateAnswerAfterAnotherLoginIsNot(); // E9
    void loggedOutWhileTheKeychainIsReadNothingHappens(); // E7, E9, row 16
    void forgottenWhileTheKeychainIsReadNothingHappens_data();
    void forgottenWhileTheKeychainIsReadNothingHappens();
    void quittingWhileTheKeychainIsReadIsSafe(); // row 15
    void nobodyIsAskedToUnlockWhereNobodyIsRemembered_data();
    void nobodyIsAskedToUnlockWhereNobodyIsRemembered(); // rule 36
    void nobodyWaitsForAKeychainWhereNobodyIsRemembered(); // rule 36
    void aTokenThatCouldNotBeNotedIsFoundAllTheSame(); // row 22

    // The user
    void theUserIsLoadedBeforeAnythingChanges(); // FL-28, rule 10
    void aUserWhoMayNotComeBackLosesTheToken_data();
    void aUserWhoMayNotComeBackLosesTheToken(); // FL-28, FL-28b, FL-106
    void aLoaderThatCannotAnswerKeepsTheToken_data();
    void aLoaderThatCannotAnswerKeepsTheToken(); // FL-26, rule 11, row 31
    void aLoaderThatNeverAnswersIsTriedAgain();
    void loggedOutWhileTheUserIsLoadedNothingHappens(); // row 30
    void anotherLoginWhileTheUserIsLoadedWins(); // row 32

    // The verifier
    void aVerifierThatCannotBeAskedKeepsTheToken();
    void aTokenThatItDoesNotKnowIsRemoved(); // FL-23, rule 8

    // While it lasts
    void callsShareOneOperation(); // rule 37
    void aLoginUnderWayGoesOn_data();
    void aLoginUnderWayGoesOn();
    void aPromptAtThePasswordIsNotTakenAway();
    void whoIsInNeedsNoRestoring();
    void whoNeedsALoginWaitsForTheOutcome_data();
    void whoNeedsALoginWaitsForTheOutcome();
    void pendingItIsNoObstacleToALogin();
    void pendingALoginThatFailsLeavesItPending();
    void pendingALoginOfAnotherUserEndsIt(); // FL-44

    // Other sources
    void ambientLoginsComeAfterTheRememberedOne(); // FL-22
    void ambientLoginsAreNeitherFreshNorStored(); // FL-05
    void ambientLoginsAreAskedInOrderUntilOneKnows(); // FL-22
};

static bool waitFor(LoginManager &login, SessionState state)
{
    return QTest::qWaitFor([&] { return login.state() == state; }, patience);
}

void tst_Restoring::aKeychainThatCannotBeAskedKeepsTheToken_data()
{
    QTest::addColumn<Error::Kind>("error");
    QTest::addColumn<KeychainState>("state");
    QTest::newRow("locked") << Error::Kind::Locked << KeychainState::Locked;
    QTest::newRow("refused") << Error::Kind::Refused << KeychainState::Refused;
    QTest::newRow("unavailable") << Error::Kind::Unavailable << KeychainState::Unavailable;
    QTest::newRow("timed out") << Error::Kind::TimedOut << KeychainState::Unavailable;
}

void tst_Restoring::aKeychainThatCannotBeAskedKeepsTheToken()
{
    QFETCH(const Error::Kind, error);
    QFETCH(const KeychainState, state);
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    stage.restartApplication();
    stage.store->failAll(error);
    QSignalSpy pending(&stage.login(), &LoginManager::restorePending);
    QVERIFY(stage.restore().failedWith(error));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QCOMPARE(pending.count(), 1);
    QCOMPARE(pending.at(0).at(0).value<KeychainState>(), state);
    QCOMPARE(stage.login().keychainState(), state);
    QVERIFY(stage.login().hasRememberedUser() && !stage.login().isRemembered());
    QCOMPARE(stage.login().check(Requirement::login()), Access::LoginRequired);
    QCOMPARE(stage.store->count(Operation::Write) + stage.store->count(Operation::Remove), 0);
    QCOMPARE(stage.item(), before);

    stage.store->heal();
    QVERIFY(stage.restore());
    QVERIFY(stage.login().isAuthenticated());
    QCOMPARE(stage.login().keychainState(), KeychainState::Ready);
}

void tst_Restoring::aFaultThatPassesIsTriedAgainLessAndLessOften()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Unavailable);
    QVERIFY(!stage.restore());
    int tries = 1;
    QCOMPARE(stage.store->count(Operation::Read), tries);
    for (const auto after : {1s, 2s, 5s, 10s}) {
        stage.clock->advance(after - 1ms);
        QCOMPARE(stage.store->count(Operation::Read), tries);
        stage.clock->advance(1ms);
        ++tries;
        QTRY_COMPARE(stage.store->count(Operation::Read), tries);
        QCOMPARE(stage.login().state(), SessionState::RestorePending);
    }
    stage.clock->advance(24h); // enough is enough; the application may ask
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.store->heal();
    QVERIFY(stage.restore());
}

void tst_Restoring::aKeychainThatComesBackRestoresByItself()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->failOnce(Operation::Read, Error::Kind::Unavailable);
    QVERIFY(!stage.restore());
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    stage.clock->advance(1s);
    QVERIFY(restored.wait(patience));
    QVERIFY(stage.login().isAuthenticated() && stage.login().isRemembered());
}

void tst_Restoring::aPersonsNoIsNotTriedAgain_data()
{
    QTest::addColumn<Error::Kind>("error");
    QTest::newRow("locked") << Error::Kind::Locked;
    QTest::newRow("refused") << Error::Kind::Refused;
}

void tst_Restoring::aPersonsNoIsNotTriedAgain()
{
    QFETCH(const Error::Kind, error);
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->failAll(error);
    QVERIFY(!stage.restore());
    stage.clock->advance(24h);
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QCOMPARE(stage.store->count(Operation::Read), 1);
}

void tst_Restoring::aSlowKeychainIsSaidToBeSlow()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.clock->advance(3s - 1ms);
    QCOMPARE(stage.login().keychainState(), KeychainState::Unknown);
    stage.clock->advance(1ms);
    QCOMPARE(stage.login().keychainState(), KeychainState::Slow);
    QCOMPARE(stage.login().state(), SessionState::Restoring);
    QCOMPARE(stage.login().check(Requirement::login()), Access::Pending);
    stage.store->releaseHeld();
    QVERIFY(Stage::resultOf(restoring));
    QCOMPARE(stage.login().keychainState(), KeychainState::Ready);
}

void tst_Restoring::aLateAnswerIsStillUsed()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.clock->advance(60s);
    QVERIFY(Stage::resultOf(restoring).failedWith(Error::Kind::TimedOut));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QCOMPARE(stage.login().keychainState(), KeychainState::Unavailable);
    stage.clock->advance(10min);
    QCOMPARE(stage.store->heldCount(), 1); // nobody asks again behind a question that is still open

    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    stage.store->releaseHeld();
    QVERIFY(restored.wait(patience));
    QVERIFY(stage.login().isAuthenticated());
    QCOMPARE(stage.login().keychainState(), KeychainState::Ready);
}

void tst_Restoring::aLateAnswerAfterLoggingOutIsNot()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.clock->advance(60s);
    QVERIFY(!Stage::resultOf(restoring));
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QSignalSpy states(&stage.login(), &LoginManager::stateChanged);
    stage.store->releaseHeld();
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(states.count(), 0);
}

void tst_Restoring::aLateAnswerAfterAnotherLoginIsNot()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    (void)stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.clock->advance(60s);
    QVERIFY(waitFor(stage.login(), SessionState::RestorePending));
    QVERIFY(stage.logIn(Stage::bob()));
    stage.store->releaseHeld();
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
    QVERIFY(stage.login().isFresh());
}

void tst_Restoring::loggedOutWhileTheKeychainIsReadNothingHappens()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr copy = stage.item();
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut); // now, whatever the keychain does
    QVERIFY(Stage::resultOf(restoring).failedWith(Error::Kind::Cancelled));

    QSignalSpy states(&stage.login(), &LoginManager::stateChanged);
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    stage.store->releaseHeld();
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(states.count() + restored.count() + out.count(), 0);
    QVERIFY(stage.loader->calls().isEmpty());
    stage.setItem(copy);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Restoring::forgottenWhileTheKeychainIsReadNothingHappens_data()
{
    QTest::addColumn<bool>("pending");
    QTest::newRow("restoring") << false;
    QTest::newRow("pending") << true;
}

void tst_Restoring::forgottenWhileTheKeychainIsReadNothingHappens()
{
    QFETCH(const bool, pending);
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    (void)stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    if (pending)
        stage.clock->advance(60s);
    QTRY_COMPARE(stage.login().state(), pending ? SessionState::RestorePending : SessionState::Restoring);
    (void)stage.login().forget();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!stage.login().hasRememberedUser());
    stage.store->releaseHeld();
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_Restoring::quittingWhileTheKeychainIsReadIsSafe()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    for (const Operation held : {Operation::Read, Operation::Write}) {
        stage.restartApplication();
        stage.store->hold(held);
        const auto restoring = stage.login().restore();
        QTRY_VERIFY(stage.store->heldCount() > 0);
        const auto store = stage.store;
        stage.end();
        store->releaseHeld();
        QVERIFY(restoring.isFinished());
        stage.start();
    }
    QVERIFY(stage.restore());
}

void tst_Restoring::nobodyIsAskedToUnlockWhereNobodyIsRemembered_data()
{
    QTest::addColumn<Error::Kind>("error");
    QTest::newRow("locked") << Error::Kind::Locked;
    QTest::newRow("unavailable") << Error::Kind::Unavailable;
}

void tst_Restoring::nobodyIsAskedToUnlockWhereNobodyIsRemembered()
{
    QFETCH(const Error::Kind, error);
    RememberStage stage;
    stage.store->failAll(error);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!stage.login().hasRememberedUser());
    QCOMPARE(stage.store->count(Operation::Read), 0); // which may ask; a probe never does
    stage.clock->advance(1h);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_Restoring::nobodyWaitsForAKeychainWhereNobodyIsRemembered()
{
    RememberStage stage;
    stage.store->holdAll();
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.clock->advance(3s);
    QVERIFY(Stage::resultOf(restoring).failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    stage.store->releaseHeld(); // late, and of no interest
    QCOMPARE(stage.store->count(Operation::Read), 0);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_Restoring::aTokenThatCouldNotBeNotedIsFoundAllTheSame()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(QFile::remove(stage.profilePath()));
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Restoring::theUserIsLoadedBeforeAnythingChanges()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->hold();
    verifier->calls.clear();
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    QCOMPARE(stage.login().state(), SessionState::Restoring);
    QVERIFY(stage.login().currentUser()->isAnonymous());
    QVERIFY(!stage.login().isRemembered());
    QVERIFY(verifier->calls.isEmpty());
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(restoring));
}

void tst_Restoring::aUserWhoMayNotComeBackLosesTheToken_data()
{
    QTest::addColumn<UserPtr>("now");
    QTest::newRow("gone") << UserPtr();
    QTest::newRow("disabled") << Stage::inactiveAda();
    QTest::newRow("with a new password") << Stage::stampedAda(QStringLiteral("2"));
}

void tst_Restoring::aUserWhoMayNotComeBackLosesTheToken()
{
    QFETCH(const UserPtr, now);
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->remove(QStringLiteral("ada"));
    if (now)
        stage.loader->add(now);
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(restored.count(), 0);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!stage.login().hasRememberedUser());
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(verifier->series.isEmpty());

    stage.loader->add(Stage::ada()); // DV4: they do not come back with their account
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Restoring::aLoaderThatCannotAnswerKeepsTheToken_data()
{
    QTest::addColumn<std::function<void(ScriptedUserLoader &)>>("fault");
    const auto row = [](const char *name, std::function<void(ScriptedUserLoader &)> fault) { QTest::newRow(name) << fault; };
    row("unavailable", [](auto &loader) { loader.fail(Error::Kind::Unavailable); });
    row("timed out", [](auto &loader) { loader.fail(Error::Kind::TimedOut); });
    row("throws", [](auto &loader) { loader.throwAlways(); });
    row("null", [](auto &loader) { loader.answerWith(UserPtr()); });
    row("somebody else", [](auto &loader) { loader.answerWith(Stage::bob()); });
    row("nobody", [](auto &loader) { loader.answerWith(UserPtr(std::make_shared<const AnonymousUser>())); });
}

void tst_Restoring::aLoaderThatCannotAnswerKeepsTheToken()
{
    QFETCH(const std::function<void(ScriptedUserLoader &)>, fault);
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    stage.restartApplication();
    fault(*stage.loader);
    QSignalSpy failed(&stage.login(), &LoginManager::loaderFailed);
    QVERIFY(!stage.restore());
    QCOMPARE(failed.count(), 1);
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QVERIFY(stage.login().currentUser()->isAnonymous());
    QVERIFY(stage.login().hasRememberedUser());
    QCOMPARE(stage.item(), before);

    stage.loader->heal();
    stage.clock->advance(1s); // tried again by itself
    QVERIFY(waitFor(stage.login(), SessionState::LoggedIn));
}

void tst_Restoring::aLoaderThatNeverAnswersIsTriedAgain()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->hold();
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    stage.clock->advance(30s);
    QVERIFY(Stage::resultOf(restoring).failedWith(Error::Kind::TimedOut));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.loader->releaseHeld(); // too late: it is the next try that counts
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.clock->advance(1s);
    QVERIFY(waitFor(stage.login(), SessionState::LoggedIn));
}

void tst_Restoring::loggedOutWhileTheUserIsLoadedNothingHappens()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->hold();
    (void)stage.login().restore();
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    stage.login().logOut();
    QSignalSpy users(&stage.login(), &LoginManager::currentUserChanged);
    stage.loader->releaseHeld();
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QCOMPARE(users.count(), 0);
}

void tst_Restoring::anotherLoginWhileTheUserIsLoadedWins()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.restartApplication();
    stage.loader->hold();
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    QStringList heard;
    const auto hear = [&](const UserPtr &user) { heard += user->id(); };
    connect(&stage.login(), &LoginManager::restored, this, hear);
    connect(&stage.login(), &LoginManager::loggedOut, this, hear);
    connect(&stage.login(), &LoginManager::loggedIn, this, hear);
    QVERIFY(stage.login().logIn(Stage::bob()));
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(restoring).failedWith(Error::Kind::Cancelled));
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
    QCOMPARE(heard, QStringList(QStringLiteral("bob")));
}

void tst_Restoring::aVerifierThatCannotBeAskedKeepsTheToken()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    stage.restartApplication();
    verifier->faults.insert(Verified::Present, Error::Kind::Unavailable);
    QVERIFY(stage.restore().failedWith(Error::Kind::Unavailable));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QVERIFY(stage.login().currentUser()->isAnonymous());
    QVERIFY(stage.hasItem());
    verifier->faults.clear();
    stage.clock->advance(1s);
    QVERIFY(waitFor(stage.login(), SessionState::LoggedIn));
}

void tst_Restoring::aTokenThatItDoesNotKnowIsRemoved()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    verifier->series.clear();
    stage.restartApplication();
    QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(reused.count(), 0);
    QTRY_VERIFY(!stage.hasItem());
}

void tst_Restoring::callsShareOneOperation()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->forgetCalls();
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    QList<QFuture<Result<void>>> calls;
    for (int i = 0; i < 10; ++i)
        calls += stage.login().restore();
    for (const auto &call : calls)
        QVERIFY(Stage::resultOf(call));
    QCOMPARE(restored.count(), 1);
    QCOMPARE(stage.loader->calls().size(), 1);
    QCOMPARE(stage.store->count(Operation::Read), 2); // once more under the lock
}

void tst_Restoring::aLoginUnderWayGoesOn_data()
{
    QTest::addColumn<bool>("first");
    QTest::addColumn<QString>("who");
    QTest::addColumn<QStringList>("heard");
    const QStringList same {QStringLiteral("restored ada"), QStringLiteral("in ada")};
    const QStringList other {QStringLiteral("restored ada"), QStringLiteral("out ada"), QStringLiteral("in bob")};
    QTest::newRow("begun before, the same") << true << QStringLiteral("ada") << same;
    QTest::newRow("begun before, another") << true << QStringLiteral("bob") << other;
    QTest::newRow("begun meanwhile, the same") << false << QStringLiteral("ada") << same;
    QTest::newRow("begun meanwhile, another") << false << QStringLiteral("bob") << other;
    QTest::newRow("begun meanwhile, and wrong") << false << QString() << QStringList(same.first());
}

void tst_Restoring::aLoginUnderWayGoesOn()
{
    QFETCH(const bool, first);
    QFETCH(const QString, who);
    QFETCH(const QStringList, heard);
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    stage.authenticator->hold();
    QStringList said;
    const auto note = [&said, this, &stage](auto signal, const QString &word) {
        connect(&stage.login(), signal, this, [&said, word](const UserPtr &user) { said += word + u' ' + user->id(); });
    };
    note(&LoginManager::restored, QStringLiteral("restored"));
    note(&LoginManager::loggedIn, QStringLiteral("in"));
    note(&LoginManager::loggedOut, QStringLiteral("out"));
    const Credentials credentials = who.isEmpty() ? Stage::wrongPassword()
        : who == QLatin1String("ada")             ? Stage::adasPassword()
                                                  : Stage::bobsPassword();
    QFuture<Result<void>> attempt;
    if (first)
        attempt = stage.login().logIn(credentials);
    const auto restoring = stage.login().restore();
    if (!first)
        attempt = stage.login().logIn(credentials);
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.store->releaseHeld();
    QVERIFY(Stage::resultOf(restoring));
    QVERIFY(stage.login().isAuthenticated() && !stage.login().isFresh() && stage.login().isBusy());
    stage.authenticator->releaseHeld();
    QCOMPARE(bool(Stage::resultOf(attempt)), !who.isEmpty());
    QCOMPARE(stage.login().isFresh(), !who.isEmpty());
    QVERIFY(stage.login().isAuthenticated() && !stage.login().isBusy());
    QCOMPARE(said, heard);
}

void tst_Restoring::aPromptAtThePasswordIsNotTakenAway()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Unavailable);
    QVERIFY(!stage.restore());
    const auto needed = stage.login().require(Requirement::freshLogin());
    stage.authenticator->hold();
    QVERIFY(stage.prompt->isAsking());
    stage.prompt->answer(Stage::adasPassword());
    stage.store->heal();
    QVERIFY(stage.restore());
    QVERIFY(stage.prompt->isAsking() && !stage.login().isFresh());
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(needed));
    QVERIFY(stage.login().isFresh());
    QVERIFY(!stage.prompt->isAsking());
    QCOMPARE(stage.prompt->requests().size(), 1);
}

void tst_Restoring::whoIsInNeedsNoRestoring()
{
    RememberStage stage;
    QVERIFY(stage.login().logIn(Stage::bob(), {.remember = Remember::Keep}));
    QVERIFY(Stage::resultOf(stage.login().peekRemembered()).failedWith(Error::Kind::Absent));
    stage.store->forgetCalls();
    const auto restoring = stage.login().restore();
    QVERIFY(restoring.isFinished() && restoring.result());
    stage.login().lock();
    QVERIFY(Stage::resultOf(stage.login().restore()).failedWith(Error::Kind::Locked));
    QVERIFY(stage.store->calls().isEmpty());
    QVERIFY(stage.login().isLocked());
}

void tst_Restoring::whoNeedsALoginWaitsForTheOutcome_data()
{
    QTest::addColumn<bool>("remembered");
    QTest::newRow("and gets it") << true;
    QTest::newRow("and is asked") << false;
}

void tst_Restoring::whoNeedsALoginWaitsForTheOutcome()
{
    QFETCH(const bool, remembered);
    RememberStage stage;
    QVERIFY(stage.remember());
    if (!remembered)
        stage.loader->remove(QStringLiteral("ada"));
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    (void)stage.login().restore();
    const auto needed = stage.login().require(Requirement::login());
    QTRY_COMPARE(stage.store->heldCount(), 1);
    QVERIFY(!needed.isFinished() && !stage.prompt->isAsking());
    stage.store->releaseHeld();
    QTRY_VERIFY(needed.isFinished() || stage.prompt->isAsking());
    QCOMPARE(stage.prompt->isAsking(), !remembered);
    if (remembered)
        QCOMPARE(needed.result()->id, QStringLiteral("ada"));
}

void tst_Restoring::pendingItIsNoObstacleToALogin()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Locked);
    QVERIFY(!stage.restore());
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword(), {.remember = Remember::Keep})));
    QVERIFY(stage.login().isFresh());
    QTRY_VERIFY(stage.login().isRemembered()); // it is still there, behind its lock
    QCOMPARE(stage.item(), before);
    stage.store->heal();
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Restoring::pendingALoginThatFailsLeavesItPending()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Unavailable);
    QVERIFY(!stage.restore());
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::wrongPassword())));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.store->heal();
    stage.clock->advance(1s);
    QVERIFY(waitFor(stage.login(), SessionState::LoggedIn));
}

void tst_Restoring::pendingALoginOfAnotherUserEndsIt()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Locked);
    QVERIFY(!stage.restore());
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::bobsPassword(), {.remember = Remember::Keep})));
    QTRY_COMPARE(stage.store->count(Operation::Remove), 1);
    QVERIFY(stage.hasItem()); // behind its lock, where nobody can reach it
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent)); // but worth nothing
    QTRY_VERIFY(!stage.hasItem());
}

void tst_Restoring::ambientLoginsComeAfterTheRememberedOne()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    int asked = 0;
    const auto ambient = [&asked] {
        ++asked;
        return readyFuture(Result<UserPtr>(Stage::bob()));
    };
    stage.restartApplication();
    stage.login().addAmbientLogin(ambient);
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QCOMPARE(asked, 0);
    stage.login().logOut();
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
}

void tst_Restoring::ambientLoginsAreNeitherFreshNorStored()
{
    RememberStage stage;
    stage.login().addAmbientLogin([] { return readyFuture(Result<UserPtr>(Stage::bob())); });
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    QVERIFY(stage.restore());
    QCOMPARE(restored.count(), 1);
    QVERIFY(stage.login().isAuthenticated() && !stage.login().isFresh() && !stage.login().isRemembered());
    QCOMPARE(stage.store->count(Operation::Write), 0);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Restoring::ambientLoginsAreAskedInOrderUntilOneKnows()
{
    RememberStage stage;
    QList<int> asked;
    const auto add = [&](int number, const Result<UserPtr> &answer) {
        stage.login().addAmbientLogin([&asked, number, answer] {
            asked += number;
            return readyFuture(answer);
        });
    };
    add(1, Error::Kind::Absent);
    add(2, Error::Kind::Unavailable);
    add(3, Stage::inactiveAda());
    add(4, UserPtr(std::make_shared<const AnonymousUser>()));
    add(5, UserPtr());
    stage.login().addAmbientLogin([]() -> QFuture<Result<UserPtr>> { throw 6; });
    add(7, Stage::bob());
    add(8, Stage::ada());
    QVERIFY(stage.restore());
    QCOMPARE(asked, QList<int>({1, 2, 3, 4, 5, 7}));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
}

QTEST_GUILESS_MAIN(tst_Restoring)
#include "tst_restoring.moc"
