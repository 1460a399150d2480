// SPDX-License-Identifier: MIT
#include "remember/envelope_p.h"
#include "remember/lockfile_p.h"
#include "rememberstage.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;
using std::chrono::days;

// How long a token in the keychain lasts, how it changes at each start, and what tells a theft.
class tst_TokenRotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Time
    void itEndsWhenItsTimeIsOver_data();
    void itEndsWhenItsTimeIsOver(); // D5, rule 5, DV11
    void slidingExtendsByWhatWasChosenAtLogin(); // FL-94, rule 4
    void aClockThatIsWrongCostsNoToken(); // row 26, C5

    // Rotation
    void itChangesAtEachStart(); // rule 9
    void aKeychainThatLostItsLastWriteStillLogsIn(); // D3, row 22
    void aKeychainThatTakesNoSuccessorStillLogsIn_data();
    void aKeychainThatTakesNoSuccessorStillLogsIn(); // D3, rows 9 and 10
    void whileAnotherProcessHoldsTheLockItStaysAsItIs(); // H2, row 25
    void aStolenOneEndsTheSeriesAndSaysSo(); // D4, rule 9
    void withinAMinuteItIsNotTheft(); // D4
    void oneThatNeverWasIsNotTheft(); // D4
};

void tst_TokenRotation::itEndsWhenItsTimeIsOver_data()
{
    QTest::addColumn<SessionPolicy>("policy");
    QTest::addColumn<std::chrono::seconds>("lasts");
    auto unsliding = SessionPolicy::standard();
    unsliding.slidingRemember = false;
    unsliding.rememberUnusedLifetime = 0s;
    QTest::newRow("unused") << SessionPolicy::standard() << std::chrono::seconds(days(14));
    QTest::newRow("whole") << unsliding << std::chrono::seconds(days(30));
    QTest::newRow("relaxed") << SessionPolicy::relaxed() << std::chrono::seconds(days(365));
}

void tst_TokenRotation::itEndsWhenItsTimeIsOver()
{
    QFETCH(const SessionPolicy, policy);
    QFETCH(const std::chrono::seconds, lasts);
    RememberStage stage;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.remember());
    stage.clock->advance(lasts - 1s);
    stage.restartApplication();
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.rotate());
    stage.clock->advance(policy.rememberUnusedLifetime > 0s ? lasts : 1s);
    stage.restartApplication();
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
}

void tst_TokenRotation::slidingExtendsByWhatWasChosenAtLogin()
{
    RememberStage stage;
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Yes, .rememberFor = days(7)}));
    for (int week = 0; week < 10; ++week) {
        stage.clock->advance(days(7) - 1s);
        QVERIFY(stage.restartAndRotate());
    }
    stage.clock->advance(days(7)); // and not by the policy's thirty
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_TokenRotation::aClockThatIsWrongCostsNoToken()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    for (const auto wrong : {-days(1), -days(20'000), days(3'650)}) {
        stage.clock->moveWall(wrong);
        QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
        QCOMPARE(stage.login().state(), SessionState::SignedOut);
        QVERIFY(stage.hasItem());
        stage.clock->moveWall(-wrong);
    }
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_TokenRotation::itChangesAtEachStart()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QList<QByteArray> seen = {stage.item()->reveal().toByteArray()};
    for (int i = 0; i < 5; ++i) {
        QVERIFY(stage.restartAndRotate());
        const QByteArray now = stage.item()->reveal().toByteArray();
        QVERIFY(!seen.contains(now));
        seen += now;
    }
}

void tst_TokenRotation::aKeychainThatLostItsLastWriteStillLogsIn()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    for (int i = 0; i < 3; ++i) {
        const SecretPtr before = stage.item();
        QVERIFY(stage.restartAndRotate());
        stage.setItem(before); // the power failed before it was on the disk
        stage.clock->advance(days(1));
        QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
        QVERIFY(stage.restartAndRotate());
        QCOMPARE(reused.count(), 0);
    }
}

void tst_TokenRotation::aKeychainThatTakesNoSuccessorStillLogsIn_data()
{
    QTest::addColumn<std::function<void(ScriptedSecretStore &)>>("fault");
    const auto row = [](const char *name, std::function<void(ScriptedSecretStore &)> fault) { QTest::newRow(name) << fault; };
    row("refuses", [](auto &store) { store.fail(Operation::Write, Error::Kind::Refused); });
    row("dies", [](auto &store) { store.fail(Operation::Write, Error::Kind::Unavailable); });
    row("dies with the work done", [](auto &store) {
        store.fail(Operation::Write, Error::Kind::Unavailable, ScriptedSecretStore::Effect::Done);
    });
    row("lies", [](auto &store) { store.lie(Operation::Write); });
}

void tst_TokenRotation::aKeychainThatTakesNoSuccessorStillLogsIn()
{
    QFETCH(const std::function<void(ScriptedSecretStore &)>, fault);
    RememberStage stage;
    QVERIFY(stage.remember());
    for (int i = 0; i < 4; ++i) {
        stage.clock->advance(1h);
        stage.restartApplication();
        fault(*stage.store);
        QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
        QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
        QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
        QVERIFY(stage.restore());
        QTRY_COMPARE(stored.count() + failed.count(), 1);
        QVERIFY(stage.login().isAuthenticated()); // the session goes on
        QCOMPARE(reused.count(), 0);
    }
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_TokenRotation::whileAnotherProcessHoldsTheLockItStaysAsItIs()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    stage.restartApplication();
    LockFile other(stage.login().rememberedLogin()->profileFolder() + QStringLiteral("/default.rotation"));
    QVERIFY(other.tryLock());
    const auto restoring = stage.login().restore();
    const auto begin = stage.clock->sinceBoot();
    QTRY_VERIFY((stage.clock->advance(500ms), restoring.isFinished()));
    QVERIFY(restoring.result());
    QVERIFY(stage.clock->sinceBoot() - begin >= 10s);
    QCOMPARE(stage.store->count(Operation::Write), 0);
    QCOMPARE(stage.item(), before);
    other.unlock();
    QVERIFY(stage.restartAndRotate());
    QVERIFY(stage.item() != before);
}

void tst_TokenRotation::aStolenOneEndsTheSeriesAndSaysSo()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    verifier->addDevice("phone", QStringLiteral("ada"));
    const SecretPtr stolen = stage.item();
    QVERIFY(stage.restartAndRotate());
    QVERIFY(stage.restartAndRotate()); // the first one's successor was presented: it is retired
    stage.clock->advance(61s);

    const SecretPtr owners = stage.item();
    stage.setItem(stolen);
    stage.restartApplication();
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(reused.count(), 1);
    QCOMPARE(restored.count(), 0);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(verifier->series.keys(), QList<QByteArray>({"phone"})); // other devices stay in

    stage.setItem(owners); // thief and owner both have to log in; it is said once
    stage.restartApplication();
    QSignalSpy again(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(again.count(), 0);
}

void tst_TokenRotation::withinAMinuteItIsNotTheft()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr first = stage.item();
    QVERIFY(stage.restartAndRotate());
    QVERIFY(stage.restartAndRotate());
    stage.clock->advance(10s);
    stage.setItem(first);
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(stage.restartAndRotate());
    QCOMPARE(reused.count(), 0);
    stage.clock->advance(1h);
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_TokenRotation::oneThatNeverWasIsNotTheft()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    QByteArray payload = stage.item()->reveal().toByteArray().sliced(9).chopped(16);
    payload.replace(17, 32, QByteArray(32, 'x')); // another verifier, in an intact envelope
    stage.setItem(Secret::copyOf(Envelope::wrap("QLRM", 1, payload)).share());
    stage.restartApplication();
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(reused.count(), 0);
    QTRY_VERIFY(!stage.hasItem());
}

QTEST_GUILESS_MAIN(tst_TokenRotation)
#include "tst_tokenrotation.moc"
