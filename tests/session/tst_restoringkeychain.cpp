// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "support/patience.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;

// The answers of restore() to keychains that cannot be asked, are slow, or answer late.
class tst_RestoringKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

void tst_RestoringKeychain::aKeychainThatCannotBeAskedKeepsTheToken_data()
{
    QTest::addColumn<Error::Kind>("error");
    QTest::addColumn<KeychainState>("state");
    QTest::newRow("locked") << Error::Kind::Locked << KeychainState::Locked;
    QTest::newRow("refused") << Error::Kind::Refused << KeychainState::Refused;
    QTest::newRow("unavailable") << Error::Kind::Unavailable << KeychainState::Unavailable;
    QTest::newRow("timed out") << Error::Kind::TimedOut << KeychainState::Unavailable;
}

void tst_RestoringKeychain::aKeychainThatCannotBeAskedKeepsTheToken()
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
    QCOMPARE(stage.login().rememberedLogin()->keychainState(), state);
    QVERIFY(stage.login().rememberedLogin()->hasUser() && !stage.login().isRemembered());
    QCOMPARE(stage.login().check(Requirement::login()), Access::LoginRequired);
    QCOMPARE(stage.store->count(Operation::Write) + stage.store->count(Operation::Remove), 0);
    QCOMPARE(stage.item(), before);

    stage.store->heal();
    QVERIFY(stage.restore());
    QVERIFY(stage.login().isAuthenticated());
    QCOMPARE(stage.login().rememberedLogin()->keychainState(), KeychainState::Ready);
}

void tst_RestoringKeychain::aFaultThatPassesIsTriedAgainLessAndLessOften()
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
        QTRY_COMPARE(stage.login().state(), SessionState::RestorePending);
    }
    stage.clock->advance(24h); // enough is enough; the application may ask
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.store->heal();
    QVERIFY(stage.restore());
}

void tst_RestoringKeychain::aKeychainThatComesBackRestoresByItself()
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

void tst_RestoringKeychain::aPersonsNoIsNotTriedAgain_data()
{
    QTest::addColumn<Error::Kind>("error");
    QTest::newRow("locked") << Error::Kind::Locked;
    QTest::newRow("refused") << Error::Kind::Refused;
}

void tst_RestoringKeychain::aPersonsNoIsNotTriedAgain()
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

void tst_RestoringKeychain::aSlowKeychainIsSaidToBeSlow()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.clock->advance(3s - 1ms);
    QCOMPARE(stage.login().rememberedLogin()->keychainState(), KeychainState::Unknown);
    stage.clock->advance(1ms);
    QCOMPARE(stage.login().rememberedLogin()->keychainState(), KeychainState::Slow);
    QCOMPARE(stage.login().state(), SessionState::Restoring);
    QCOMPARE(stage.login().check(Requirement::login()), Access::Pending);
    stage.store->releaseHeld();
    QVERIFY(Stage::resultOf(restoring));
    QCOMPARE(stage.login().rememberedLogin()->keychainState(), KeychainState::Ready);
}

void tst_RestoringKeychain::aLateAnswerIsStillUsed()
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
    QCOMPARE(stage.login().rememberedLogin()->keychainState(), KeychainState::Unavailable);
    stage.clock->advance(10min);
    QCOMPARE(stage.store->heldCount(), 1); // no caller asks again behind a question that is still open

    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    stage.store->releaseHeld();
    QVERIFY(restored.wait(patience));
    QVERIFY(stage.login().isAuthenticated());
    QCOMPARE(stage.login().rememberedLogin()->keychainState(), KeychainState::Ready);
}

void tst_RestoringKeychain::aLateAnswerAfterLoggingOutIsNot()
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

void tst_RestoringKeychain::aLateAnswerAfterAnotherLoginIsNot()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    (void)stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.clock->advance(60s);
    QVERIFY(stage.waitFor(SessionState::RestorePending));
    QVERIFY(stage.logInVerified(Stage::bob()));
    stage.store->releaseHeld();
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
    QVERIFY(stage.login().isFresh());
}

void tst_RestoringKeychain::loggedOutWhileTheKeychainIsReadNothingHappens()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr copy = stage.item();
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut); // now, whichever answer the keychain gives
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

void tst_RestoringKeychain::forgottenWhileTheKeychainIsReadNothingHappens_data()
{
    QTest::addColumn<bool>("pending");
    QTest::newRow("restoring") << false;
    QTest::newRow("pending") << true;
}

void tst_RestoringKeychain::forgottenWhileTheKeychainIsReadNothingHappens()
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
    (void)stage.login().rememberedLogin()->forget();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
    stage.store->releaseHeld();
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_RestoringKeychain::quittingWhileTheKeychainIsReadIsSafe()
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

void tst_RestoringKeychain::nobodyIsAskedToUnlockWhereNobodyIsRemembered_data()
{
    QTest::addColumn<Error::Kind>("error");
    QTest::newRow("locked") << Error::Kind::Locked;
    QTest::newRow("unavailable") << Error::Kind::Unavailable;
}

void tst_RestoringKeychain::nobodyIsAskedToUnlockWhereNobodyIsRemembered()
{
    QFETCH(const Error::Kind, error);
    RememberStage stage;
    stage.store->failAll(error);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
    QCOMPARE(stage.store->count(Operation::Read), 0); // which may ask; a probe never does
    stage.clock->advance(1h);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_RestoringKeychain::nobodyWaitsForAKeychainWhereNobodyIsRemembered()
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

void tst_RestoringKeychain::aTokenThatCouldNotBeNotedIsFoundAllTheSame()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(QFile::remove(stage.profilePath()));
    QVERIFY(stage.comesBackAs("ada"));
}

QTEST_GUILESS_MAIN(tst_RestoringKeychain)
#include "tst_restoringkeychain.moc"
