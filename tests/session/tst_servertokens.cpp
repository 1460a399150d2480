// SPDX-License-Identifier: MIT
#include "remember/lockfile_p.h"
#include "rememberstage.h"

using namespace QtLogin;

// A remembered login whose tokens are made by the verifier, as a login server makes them.
class tst_ServerTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLoginIsRememberedByTheTokenOfTheServer_data();
    void aLoginIsRememberedByTheTokenOfTheServer();
    void aLoginOfManyStartsIsNeverTakenForTheft();
    void theTokenIsPresentedBeforeTheUserIsLoaded();
    void aTokenThatStaysGoodIsNotWrittenAgain();
    void aServerWithoutATokenSaysWhyNothingIsRemembered();
    void aTokenThatIsNoneIsNotStored_data();
    void aTokenThatIsNoneIsNotStored();
    void aRefusedTokenEndsTheRememberedLoginWithoutAnAlarm();
    void aKillBeforeTheSuccessorIsStoredCostsOneLogin();
    void aServerThatIsAwayEndsNothing();
    void theServerIsNotAskedForATokenOfAnotherMachine();
    void noTokenIsPresentedWithoutTheLock();
    void aTokenIsRenewedInTheMiddleOfASession();
    void aSpentTokenIsAnsweredOnceItsSuccessorIsStored_data();
    void aSpentTokenIsAnsweredOnceItsSuccessorIsStored(); // H3
    void aSuccessorThatCannotBeStoredIsAnsweredAllTheSame();
    void aKeychainThatHangsHoldsNoRenewal();
    void aLogoutWhileASuccessorIsStoredEndsTheRenewal();
    void manyRenewalsInARowAreNeverTakenForTheft();
    void nothingIsRenewedWhereNothingIsRemembered();
    void aRenewalMovesTheEndOfTheRememberedLogin();
    void aRenewalAfterALogoutPresentsNothing();
    void aRenewalAfterTheManagerIsAbandoned();
    void aLogoutRevokesTheSeriesAndTheNextLoginWorks();
    void anotherUsersTokenIsRevoked();
    void theAuthenticatorHearsOfEachEndOfASession();
    void theAuthenticatorHearsOfEachBeginningOfASession();
    void aProofThatIsNotTakenEndsAgain();
    void aTokenThatIsRefusedMeanwhileLocksAndWorkStays();
    void aTokenThatIsRefusedAtTheStartEndsTheRememberedLogin();
};

namespace {

using Presented = RememberVerifier::Presented;

bool isGood(const Result<Presented> &presented)
{
    return presented && presented->verdict == Presented::Verdict::Good;
}

struct ServerStage : RememberStage
{
    explicit ServerStage(qsizetype tokenSize = 400)
    {
        verifier = std::make_shared<ScriptedVerifier>(clock);
        verifier->tokenSize = tokenSize;
        use(verifier);
    }
    bool renew() { return isGood(resultOf(verifier->renewal())); }
    QByteArray selector() const { return verifier->series.isEmpty() ? QByteArray() : verifier->series.constBegin().key(); }

    std::shared_ptr<ScriptedVerifier> verifier;
};

using Call = ScriptedVerifier::Operation;

} // namespace

void tst_ServerTokens::aLoginIsRememberedByTheTokenOfTheServer_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {1, 31, 32, 33, 400, 2'000, 8'192, 60'000})
        QTest::addRow("%lld bytes", qlonglong(size)) << size;
}

void tst_ServerTokens::aLoginIsRememberedByTheTokenOfTheServer()
{
    QFETCH(const qsizetype, size);
    ServerStage stage(size);
    QVERIFY(stage.remember());
    QCOMPARE(stage.verifier->count(Call::Issue), 1);
    for (int start = 0; start < 3; ++start)
        QVERIFY(stage.restartAndRotate());
    QCOMPARE(stage.verifier->reused, 0);
    QVERIFY(!stage.login().isFresh());
}

void tst_ServerTokens::aLoginOfManyStartsIsNeverTakenForTheft()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    for (int start = 0; start < 30; ++start) {
        QVERIFY(stage.restartAndRotate());
        stage.clock->advance(std::chrono::hours(5));
    }
    QCOMPARE(stage.verifier->reused, 0);
}

void tst_ServerTokens::theTokenIsPresentedBeforeTheUserIsLoaded()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.verifier->held.insert(Call::Present);
    stage.loader->forgetCalls();
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.verifier->count(Call::Present), 1);
    QVERIFY(stage.loader->calls().isEmpty());
    stage.verifier->release();
    QVERIFY(Stage::resultOf(restoring));
    QVERIFY(!stage.loader->calls().isEmpty());
    QCOMPARE(stage.login().currentUser()->id(), Stage::ada()->id());
}

void tst_ServerTokens::aTokenThatStaysGoodIsNotWrittenAgain()
{
    ServerStage stage;
    stage.verifier->keepsToken = true;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    QVERIFY(stage.restartAndRestore());
    QVERIFY(stage.restartAndRestore());
    QVERIFY(stage.item()->equals(*before));
}

void tst_ServerTokens::aServerWithoutATokenSaysWhyNothingIsRemembered()
{
    ServerStage stage;
    stage.verifier->faults.insert(Call::Issue, Error::Kind::Forbidden);
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    (void)stage.remember();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::Forbidden);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(!stage.hasItem());
    stage.verifier->faults.clear();
    stage.login().logOut();
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRestore());
}

void tst_ServerTokens::aTokenThatIsNoneIsNotStored_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("longer than may be stored") << qsizetype(60'001);
    QTest::newRow("none at all") << qsizetype(-1);
}

void tst_ServerTokens::aTokenThatIsNoneIsNotStored()
{
    QFETCH(const qsizetype, size);
    class Careless final : public RememberVerifier
    {
    public:
        bool makesTokens() const override { return true; }
        QFuture<Result<SecretPtr>> issueToken(const NewSeries &) override
        {
            return readyFuture<Result<SecretPtr>>(size < 0 ? SecretPtr() : Secret::random(size).share());
        }
        QFuture<Result<void>> issue(const NewSeries &) override { return readyFuture<Result<void>>({}); }
        QFuture<Result<Presented>> present(const QByteArray &, SecretPtr, const QByteArray &) override
        {
            return readyFuture<Result<Presented>>(Presented());
        }
        QFuture<Result<Series>> touch(const QByteArray &) override { return readyFuture<Result<Series>>(Error::Kind::Absent); }
        QFuture<Result<void>> revoke(const QByteArray &) override { return readyFuture<Result<void>>({}); }
        QFuture<Result<void>> revokeAll(const QString &) override { return readyFuture<Result<void>>({}); }
        QFuture<Result<QList<Series>>> devices(const QString &) override
        {
            return readyFuture<Result<QList<Series>>>(QList<Series>());
        }
        qsizetype size = 0;
    };
    RememberStage stage;
    const auto careless = std::make_shared<Careless>();
    careless->size = size;
    stage.startWith([&](LoginSetup &setup) { setup.rememberVerifier = careless; });
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("a token that is empty, or over 60000 bytes")));
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    (void)stage.remember();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!stage.hasItem());
    QVERIFY(stage.login().isAuthenticated());
}

void tst_ServerTokens::aRefusedTokenEndsTheRememberedLoginWithoutAnAlarm()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.verifier->series.clear(); // at the server
    stage.restartApplication();
    QSignalSpy alarm(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(!stage.restore());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(alarm.isEmpty());
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRotate());
}

// The server has moved on, and the process died before it could store what it was given.
void tst_ServerTokens::aKillBeforeTheSuccessorIsStoredCostsOneLogin()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    QVERIFY(stage.restartAndRotate());
    stage.end();
    stage.setItem(before);
    stage.start();
    QSignalSpy alarm(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(!stage.restore());
    QVERIFY(alarm.isEmpty());
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRotate());
}

void tst_ServerTokens::aServerThatIsAwayEndsNothing()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.verifier->faults.insert(Call::Present, Error::Kind::Unavailable);
    QVERIFY(!stage.restore());
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QVERIFY(stage.hasItem());
    stage.verifier->faults.clear();
    QVERIFY(stage.restore());
    QVERIFY(stage.login().isAuthenticated());
}

void tst_ServerTokens::theServerIsNotAskedForATokenOfAnotherMachine()
{
    ServerStage stage;
    stage.contextId = [] { return QByteArray("here"); };
    stage.restartApplication();
    QVERIFY(stage.remember());
    stage.contextId = [] { return QByteArray("there"); };
    stage.restartApplication();
    const int before = stage.verifier->count(Call::Present);
    QVERIFY(!stage.restore());
    QCOMPARE(stage.verifier->count(Call::Present), before);
    stage.contextId = [] { return QByteArray("here"); };
    QVERIFY(stage.restartAndRestore());
}

void tst_ServerTokens::noTokenIsPresentedWithoutTheLock()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    LockFile other(stage.login().rememberedLogin()->profileFolder() + QStringLiteral("/default.rotation"));
    QVERIFY(other.tryLock());
    const auto restoring = stage.login().restore();
    QTRY_VERIFY((stage.clock->advance(std::chrono::milliseconds(500)), restoring.isFinished()));
    QVERIFY(!Stage::resultOf(restoring));
    QVERIFY(!stage.login().isAuthenticated());
    QCOMPARE(stage.verifier->count(Call::Present), 0);
    other.unlock();
    const auto again = stage.login().restore();
    QTRY_VERIFY((stage.clock->advance(std::chrono::milliseconds(500)), again.isFinished()));
    QVERIFY(Stage::resultOf(again));
}

void tst_ServerTokens::aTokenIsRenewedInTheMiddleOfASession()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    QVERIFY(stage.renew());
    QTRY_VERIFY(!stage.item()->equals(*before));
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(stage.restartAndRotate());
    QCOMPARE(stage.verifier->reused, 0);
}

void tst_ServerTokens::aSpentTokenIsAnsweredOnceItsSuccessorIsStored_data()
{
    QTest::addColumn<bool>("atTheStart");
    QTest::newRow("at the start") << true;
    QTest::newRow("in the session") << false;
}

// The process may die as soon as it has the answer.
void tst_ServerTokens::aSpentTokenIsAnsweredOnceItsSuccessorIsStored()
{
    QFETCH(const bool, atTheStart);
    ServerStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    if (atTheStart)
        stage.restartApplication();
    stage.store->hold(RememberStage::Operation::Write);
    bool isAnswered = false;
    if (atTheStart)
        whenDone(stage.login().restore(), &stage.login(), [&](const Result<void> &restored) { isAnswered = bool(restored); });
    else
        whenDone(stage.verifier->renewal(), &stage.login(), [&](const Result<Presented> &renewed) { isAnswered = isGood(renewed); });
    QTRY_COMPARE(stage.store->heldCount(), 1);
    QCOMPARE(stage.verifier->count(Call::Present), 1);
    QCoreApplication::processEvents();
    QVERIFY(!isAnswered);
    QVERIFY(stage.item()->equals(*before));
    stage.store->releaseHeld();
    QTRY_VERIFY(isAnswered);
    QVERIFY(!stage.item()->equals(*before));
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(stage.restartAndRotate());
}

void tst_ServerTokens::aSuccessorThatCannotBeStoredIsAnsweredAllTheSame()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    stage.store->fail(RememberStage::Operation::Write, Error::Kind::Unavailable);
    QVERIFY(stage.renew());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::Unavailable);
    QVERIFY(stage.login().isAuthenticated());
}

void tst_ServerTokens::aKeychainThatHangsHoldsNoRenewal()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    stage.store->hold(RememberStage::Operation::Write);
    const auto renewal = stage.verifier->renewal();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    QVERIFY(!renewal.isFinished());
    QTRY_VERIFY((stage.clock->advance(std::chrono::milliseconds(500)), renewal.isFinished()));
    QVERIFY(isGood(Stage::resultOf(renewal)));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::TimedOut);
    stage.store->releaseHeld();
    QVERIFY(stage.renew());
    QVERIFY(stage.restartAndRotate());
}

void tst_ServerTokens::aLogoutWhileASuccessorIsStoredEndsTheRenewal()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.store->hold(RememberStage::Operation::Write);
    const auto renewal = stage.verifier->renewal();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.login().logOut();
    stage.store->releaseHeld();
    QVERIFY(Stage::resultOf(renewal).failedWith(Error::Kind::Abandoned));
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRotate());
}

void tst_ServerTokens::manyRenewalsInARowAreNeverTakenForTheft()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    for (int i = 0; i < 50; ++i)
        QVERIFY(stage.renew());
    QVERIFY(stage.restartAndRotate());
    QVERIFY(stage.renew());
    QCOMPARE(stage.verifier->reused, 0);
}

void tst_ServerTokens::nothingIsRenewedWhereNothingIsRemembered()
{
    ServerStage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(Stage::resultOf(stage.verifier->renewal()).failedWith(Error::Kind::Absent));
    QCOMPARE(stage.verifier->count(Call::Present), 0);
}

void tst_ServerTokens::aRenewalMovesTheEndOfTheRememberedLogin()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.clock->advance(std::chrono::days(10));
    QVERIFY(stage.renew());
    stage.clock->advance(std::chrono::days(10));
    QVERIFY(stage.login().rememberedLogin()->hasUser()); // 14 days without use would have ended it
    QVERIFY(stage.login().isRemembered());
}

void tst_ServerTokens::aRenewalAfterALogoutPresentsNothing()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.login().logOut();
    const int before = stage.verifier->count(Call::Present);
    QVERIFY(Stage::resultOf(stage.verifier->renewal()).failedWith(Error::Kind::Absent));
    QCOMPARE(stage.verifier->count(Call::Present), before);
}

void tst_ServerTokens::aRenewalAfterTheManagerIsAbandoned()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.end();
    QVERIFY(Stage::resultOf(stage.verifier->renewal()).failedWith(Error::Kind::Abandoned));
}

void tst_ServerTokens::aLogoutRevokesTheSeriesAndTheNextLoginWorks()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.login().logOut();
    QTRY_VERIFY(stage.verifier->series.isEmpty());
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRotate());
}

void tst_ServerTokens::anotherUsersTokenIsRevoked()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    const QByteArray adas = stage.selector();
    QVERIFY(stage.remember(Stage::bob()));
    QTRY_VERIFY(!stage.verifier->series.contains(adas));
    QVERIFY(stage.comesBackAs("bob"));
}

void tst_ServerTokens::theAuthenticatorHearsOfEachEndOfASession()
{
    ServerStage stage;
    const auto &ended = [&] { return stage.authenticator->endedSessions(); };
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(ended().isEmpty());
    stage.login().lock();
    QVERIFY(ended().isEmpty()); // a lock ends none
    stage.login().logOut();
    QCOMPARE(ended(), QStringList {Stage::ada()->id()});
    stage.login().logOut();
    QCOMPARE(ended().size(), 1);
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(stage.logInVerified(Stage::bob()));
    QCOMPARE(ended(), (QStringList {Stage::ada()->id(), Stage::ada()->id()}));
}

void tst_ServerTokens::theAuthenticatorHearsOfEachBeginningOfASession()
{
    ServerStage stage;
    const QString ada = Stage::ada()->id();
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword(), {.remember = true})));
    QCOMPARE(stage.authenticator->begunSessions(), QStringList {ada});
    QTRY_VERIFY(stage.hasItem());
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QCOMPARE(stage.authenticator->begunSessions(), (QStringList {ada, ada}));
    QVERIFY(stage.restartAndRotate());
    QCOMPARE(stage.authenticator->begunSessions(), (QStringList {ada, ada, ada}));
}

void tst_ServerTokens::aProofThatIsNotTakenEndsAgain()
{
    ServerStage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.authenticator->answerWith(Authentication(Proof {.userId = Stage::bob()->id()}));
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())).failedWith(Error::Kind::WrongUser));
    QCOMPARE(stage.authenticator->endedSessions(), QStringList {Stage::bob()->id()});
    QVERIFY(stage.login().isAuthenticated());
    stage.authenticator->heal();
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QCOMPARE(stage.authenticator->endedSessions().size(), 1);
}

void tst_ServerTokens::aTokenThatIsRefusedMeanwhileLocksAndWorkStays()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QSignalSpy loggedOut(&stage.login(), &LoginManager::loggedOut);
    stage.loader->fail(Error::Kind::WrongCredentials);
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QCOMPARE(locked.at(0).at(1).value<LockReason>(), LockReason::TokenRefused);
    QVERIFY(loggedOut.isEmpty());
    stage.loader->heal();
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_ServerTokens::aTokenThatIsRefusedAtTheStartEndsTheRememberedLogin()
{
    ServerStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->fail(Error::Kind::WrongCredentials);
    QVERIFY(!stage.restore());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QTRY_VERIFY(!stage.hasItem());
    stage.loader->heal();
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRotate());
}

QTEST_GUILESS_MAIN(tst_ServerTokens)
#include "tst_servertokens.moc"
