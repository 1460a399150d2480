// SPDX-License-Identifier: MIT
#include "remember/envelope_p.h"
#include "remember/lockfile_p.h"
#include "rememberstage.h"

#include <QtCore/qdir.h>
#include <QtCore/qdiriterator.h>
#include <QtCore/qmetaobject.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;
using Verified = ScriptedVerifier::Operation;
using std::chrono::days;

// What becomes of a token in the keychain that is old, copied, damaged, stolen or from tomorrow, and
// who may see one.
class tst_RememberedToken : public QObject
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

    // Damage
    void cutAtAnyLengthItIsSetAsideAndTheNextSourceAsked(); // row 12, FL-23, FL-96b, DV5
    void withABitFlippedItIsSetAsideAndTheNextSourceAsked(); // row 13, DV5
    void aDamagedOneEndsNothing(); // row 12, DV5
    void oneGarbledAnswerEndsNothing(); // rule 12
    void inAnotherKeychainItIsNotAbsent(); // rule 12
    void ofANewerVersionItIsLeftAlone(); // row 18
    void aNewerProfileIsLeftAloneAndNothingIsStored(); // row 18

    // Copies
    void ofAnotherProfileItIsNotRestored(); // row 17, D7
    void ofAnotherApplicationItIsNotRestored(); // D7
    void ofAnotherMachineItIsRefusedWithoutAlarm_data();
    void ofAnotherMachineItIsRefusedWithoutAlarm(); // D7, FL-86
    void withProtectionOffTheMachineDoesNotMatter(); // rule 33
    void withoutAContextThereIsNothingToCompare(); // DV2, rule 31
    void restoredUnderStrongProtectionItStaysGood(); // DV3, rule 34
    void profilesAreNeighbours();

    // Secrecy
    void noFileHoldsIt(); // D1, E1
    void nobodyIsToldIt(); // J5, K2
};

static SecretPtr flipped(const SecretPtr &item, qsizetype bit)
{
    QByteArray bytes = item->reveal().toByteArray();
    bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << (bit % 8)));
    return Secret::fromBytes(std::move(bytes)).share();
}

void tst_RememberedToken::itEndsWhenItsTimeIsOver_data()
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

void tst_RememberedToken::itEndsWhenItsTimeIsOver()
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
    QVERIFY(!stage.login().hasRememberedUser());
}

void tst_RememberedToken::slidingExtendsByWhatWasChosenAtLogin()
{
    RememberStage stage;
    QVERIFY(stage.logIn(Stage::ada(), {.remember = Remember::Yes, .rememberFor = days(7)}));
    for (int week = 0; week < 10; ++week) {
        stage.clock->advance(days(7) - 1s);
        QVERIFY(stage.restartAndRotate());
    }
    stage.clock->advance(days(7)); // and not by the policy's thirty
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_RememberedToken::aClockThatIsWrongCostsNoToken()
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

void tst_RememberedToken::itChangesAtEachStart()
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

void tst_RememberedToken::aKeychainThatLostItsLastWriteStillLogsIn()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    for (int i = 0; i < 3; ++i) {
        const SecretPtr before = stage.item();
        QVERIFY(stage.restartAndRotate());
        stage.setItem(before); // the power failed before it was on the disk
        stage.clock->advance(days(1));
        QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
        QVERIFY(stage.restartAndRotate());
        QCOMPARE(reused.count(), 0);
    }
}

void tst_RememberedToken::aKeychainThatTakesNoSuccessorStillLogsIn_data()
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

void tst_RememberedToken::aKeychainThatTakesNoSuccessorStillLogsIn()
{
    QFETCH(const std::function<void(ScriptedSecretStore &)>, fault);
    RememberStage stage;
    QVERIFY(stage.remember());
    for (int i = 0; i < 4; ++i) {
        stage.clock->advance(1h);
        stage.restartApplication();
        fault(*stage.store);
        QSignalSpy stored(&stage.login(), &LoginManager::rememberStored);
        QSignalSpy failed(&stage.login(), &LoginManager::rememberFailed);
        QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
        QVERIFY(stage.restore());
        QTRY_COMPARE(stored.count() + failed.count(), 1);
        QVERIFY(stage.login().isAuthenticated()); // the session goes on
        QCOMPARE(reused.count(), 0);
    }
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberedToken::whileAnotherProcessHoldsTheLockItStaysAsItIs()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    stage.restartApplication();
    LockFile other(stage.login().profileFolder() + QStringLiteral("/default.rotation"));
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

void tst_RememberedToken::aStolenOneEndsTheSeriesAndSaysSo()
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
    QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(reused.count(), 1);
    QCOMPARE(restored.count(), 0);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(verifier->series.keys(), QList<QByteArray>({"phone"})); // other devices stay in

    stage.setItem(owners); // thief and owner both have to log in; it is said once
    stage.restartApplication();
    QSignalSpy again(&stage.login(), &LoginManager::rememberTokenReused);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(again.count(), 0);
}

void tst_RememberedToken::withinAMinuteItIsNotTheft()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr first = stage.item();
    QVERIFY(stage.restartAndRotate());
    QVERIFY(stage.restartAndRotate());
    stage.clock->advance(10s);
    stage.setItem(first);
    QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
    QVERIFY(stage.restartAndRotate());
    QCOMPARE(reused.count(), 0);
    stage.clock->advance(1h);
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberedToken::oneThatNeverWasIsNotTheft()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    QByteArray payload = stage.item()->reveal().toByteArray().sliced(9).chopped(16);
    payload.replace(17, 32, QByteArray(32, 'x')); // another verifier, in an intact envelope
    stage.setItem(Secret::copyOf(Envelope::wrap("QLRM", 1, payload)).share());
    stage.restartApplication();
    QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(reused.count(), 0);
    QTRY_VERIFY(!stage.hasItem());
}

void tst_RememberedToken::cutAtAnyLengthItIsSetAsideAndTheNextSourceAsked()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr whole = stage.item();
    for (qsizetype size = 0; size < whole->size(); size = size < 9 ? size + 1 : size + 23) { // every one: tst_rememberrecord
        stage.setItem(Secret::copyOf(whole->reveal().first(size)).share());
        stage.restartApplication();
        stage.login().addAmbientLogin([] { return readyFuture(Result<UserPtr>(Stage::bob())); });
        QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
        QSignalSpy failed(&stage.login(), &LoginManager::rememberFailed);
        QVERIFY(stage.restore());
        QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
        QVERIFY(!stage.login().isRemembered());
        QCOMPARE(reused.count() + failed.count(), 0);
    }
    QCOMPARE(stage.store->count(Operation::Remove), 0);
    stage.setItem(whole); // the keychain has found itself again
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberedToken::withABitFlippedItIsSetAsideAndTheNextSourceAsked()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr whole = stage.item();
    for (qsizetype bit = 0; bit < whole->size() * 8; bit += 97) { // every one: tst_rememberrecord
        stage.setItem(flipped(whole, bit));
        stage.restartApplication();
        QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
        QVERIFY(stage.restore().failedWith(Error::Kind::Damaged)); // there is no next source here: that is why
        QCOMPARE(stage.login().state(), SessionState::SignedOut);
        QVERIFY(!stage.login().hasRememberedUser());
        QCOMPARE(reused.count(), 0);
        QVERIFY(stage.hasItem());
    }
    stage.setItem(whole);
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberedToken::aDamagedOneEndsNothing()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    stage.store->truncate(stage.key(), 50);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Damaged));
    QCOMPARE(stage.store->count(Operation::Read), 2); // one garbled answer is asked for once more
    QCOMPARE(verifier->series.size(), 1);
    QVERIFY(stage.remember()); // a new login takes its place
    QTRY_COMPARE(verifier->series.size(), 1);
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberedToken::oneGarbledAnswerEndsNothing()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->failOnce(Operation::Read, Error::Kind::Damaged);
    QVERIFY(stage.restore());
    QVERIFY(stage.login().isRemembered());
}

// The keychain of another desktop, with nothing in it.
class OtherKeychain final : public SecretStore
{
public:
    QFuture<Result<void>> probe() override { return readyFuture(Result<void>()); }
    QFuture<Result<SecretPtr>> read(const QString &) override
    {
        return readyFuture(Result<SecretPtr>(Error::Kind::Absent));
    }
    QFuture<Result<void>> write(const QString &, SecretPtr) override { return readyFuture(Result<void>()); }
    QFuture<Result<void>> remove(const QString &) override { return readyFuture(Result<void>()); }
    QString backendName() const override { return QStringLiteral("another"); }
};

void tst_RememberedToken::inAnotherKeychainItIsNotAbsent()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.login().setSecretStore(std::make_shared<OtherKeychain>());
    QVERIFY(stage.restore().failedWith(Error::Kind::Unavailable));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QVERIFY(stage.login().hasRememberedUser());
    QVERIFY(stage.comesBackAs("ada")); // back on the desktop before
}

void tst_RememberedToken::ofANewerVersionItIsLeftAlone()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr newer = Secret::copyOf(Envelope::wrap("QLRM", 2, "of another shape")).share();
    stage.setItem(newer);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::NewerFormat));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QCOMPARE(stage.store->count(Operation::Write) + stage.store->count(Operation::Remove), 0);
    QCOMPARE(stage.item(), newer);
}

void tst_RememberedToken::aNewerProfileIsLeftAloneAndNothingIsStored()
{
    RememberStage stage;
    QVERIFY(QDir().mkpath(stage.login().profileFolder()));
    QFile profile(stage.profilePath());
    const QByteArray newer = Envelope::wrap("QLPF", 2, "of another shape");
    QVERIFY(profile.open(QIODevice::ReadWrite) && profile.write(newer) == newer.size() && profile.flush());
    QVERIFY(stage.restore().failedWith(Error::Kind::NewerFormat));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);

    QSignalSpy failed(&stage.login(), &LoginManager::rememberFailed);
    QVERIFY(stage.remember());
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::NewerFormat);
    QVERIFY(stage.login().isAuthenticated() && !stage.hasItem());
    QVERIFY(profile.seek(0));
    QCOMPARE(profile.readAll(), newer);
}

void tst_RememberedToken::ofAnotherProfileItIsNotRestored()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr copy = stage.item();
    const QString work = QStringLiteral("org.example.stage/work/remember/1");
    stage.store->content()->insert(work, copy);
    stage.restartApplication();
    stage.login().setProfile(QStringLiteral("work"));
    QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QCOMPARE(reused.count(), 0);
    QVERIFY(stage.comesBackAs("ada")); // the original still works
}

void tst_RememberedToken::ofAnotherApplicationItIsNotRestored()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.store->content()->insert(QStringLiteral("org.example.other/default/remember/1"), stage.item());
    LoginManager other(QStringLiteral("org.example.other"), stage.clock);
    other.setProfileFolder(stage.login().profileFolder()); // even there
    other.use(stage.loader);
    other.setSecretStore(std::make_shared<ScriptedSecretStore>(stage.store->content()));
    QVERIFY(Stage::resultOf(other.restore()).failedWith(Error::Kind::Absent));
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberedToken::ofAnotherMachineItIsRefusedWithoutAlarm_data()
{
    QTest::addColumn<SessionProtection>("protection");
    QTest::newRow("basic") << SessionProtection::Basic;
    QTest::newRow("strong") << SessionProtection::Strong;
}

void tst_RememberedToken::ofAnotherMachineItIsRefusedWithoutAlarm()
{
    QFETCH(const SessionProtection, protection);
    auto policy = SessionPolicy::standard();
    policy.protection = protection;
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    stage.login().setContextIdProvider([] { return QByteArray("here"); });
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();

    stage.restartApplication();
    stage.login().setSessionPolicy(policy);
    stage.login().setContextIdProvider([] { return QByteArray("there"); });
    QSignalSpy reused(&stage.login(), &LoginManager::rememberTokenReused);
    QSignalSpy protectedSpy(&stage.login(), &LoginManager::sessionProtected);
    QVERIFY(stage.restore().failedWith(Error::Kind::Refused));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(stage.login().currentUser()->isAnonymous() && !stage.login().hasRememberedUser());
    QCOMPARE(reused.count(), 0);
    QCOMPARE(protectedSpy.count(), 0);
    QCOMPARE(stage.item(), before);
    QCOMPARE(verifier->count(Verified::Present), 0);

    stage.restartApplication();
    stage.login().setContextIdProvider([] { return QByteArray("here"); });
    QVERIFY(stage.restore()); // the original still works
}

void tst_RememberedToken::withProtectionOffTheMachineDoesNotMatter()
{
    auto policy = SessionPolicy::standard();
    policy.protection = SessionProtection::Off;
    RememberStage stage;
    stage.login().setContextIdProvider([] { return QByteArray("here"); });
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.login().setSessionPolicy(policy);
    stage.login().setContextIdProvider([] { return QByteArray("there"); });
    QSignalSpy protectedSpy(&stage.login(), &LoginManager::sessionProtected);
    QVERIFY(stage.restore());
    QCOMPARE(protectedSpy.count(), 0);
}

void tst_RememberedToken::withoutAContextThereIsNothingToCompare()
{
    RememberStage stage;
    stage.login().setContextIdProvider([] { return QByteArray(); });
    QVERIFY(stage.remember());
    stage.restartApplication(); // an application that has learned to say where it is
    QSignalSpy protectedSpy(&stage.login(), &LoginManager::sessionProtected);
    QVERIFY(stage.rotate());
    QCOMPARE(protectedSpy.count(), 0);
    stage.restartApplication();
    stage.login().setContextIdProvider([] { return QByteArray("there"); });
    QVERIFY(stage.restore().failedWith(Error::Kind::Refused)); // the successor is bound
}

void tst_RememberedToken::restoredUnderStrongProtectionItStaysGood()
{
    auto policy = SessionPolicy::standard();
    policy.protection = SessionProtection::Strong;
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.restore());
    for (int i = 0; i < 3; ++i)
        QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QVERIFY(stage.login().isAuthenticated() && stage.hasItem());
}

void tst_RememberedToken::profilesAreNeighbours()
{
    const QStringList names = {QStringLiteral("default"), QStringLiteral("work"), QStringLiteral("../../etc/x y"),
                               QStringLiteral(".."), QStringLiteral("Žofie 🦄"), QStringLiteral("a/b"), QStringLiteral("a%2Fb")};
    RememberStage stage;
    const QString folder = stage.login().profileFolder();
    for (const QString &name : names) {
        stage.login().setProfile(name);
        QVERIFY(stage.remember(SimpleUser::create({.id = name})));
        stage.loader->add(SimpleUser::create({.id = name}));
        stage.restartApplication();
    }
    QCOMPARE(stage.store->content()->size(), names.size());
    QCOMPARE(QDir(folder).entryList({QStringLiteral("*.profile")}, QDir::Files | QDir::Hidden).size(), names.size());
    for (const QString &name : names) {
        stage.restartApplication();
        stage.login().setProfile(name);
        QVERIFY(stage.rotate());
        QCOMPARE(stage.login().currentUser()->id(), name);
    }
}

void tst_RememberedToken::noFileHoldsIt()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QList<QByteArray> tokens = {stage.item()->reveal().toByteArray()};
    for (int i = 0; i < 3; ++i) {
        QVERIFY(stage.restartAndRotate());
        tokens += stage.item()->reveal().toByteArray();
    }
    int files = 0;
    for (QDirIterator it(stage.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext(); ++files) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly)) // a lock that has just been given up
            continue;
        const QByteArray bytes = file.readAll();
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        const bool isLock = file.fileName().endsWith(QStringLiteral("lock")) || file.fileName().endsWith(QStringLiteral("rotation"));
        QVERIFY2(isLock || !(file.permissions() & others), qPrintable(file.fileName())); // locks name a process, no more
        QVERIFY2(!bytes.contains("ada") || file.fileName().endsWith(QStringLiteral(".devices")), qPrintable(file.fileName()));
        for (const QByteArray &token : tokens) {
            const QByteArray verifier = token.sliced(9 + 17, 32);
            for (const QByteArray &form : {verifier, verifier.toHex(), verifier.toBase64()})
                QVERIFY2(!bytes.contains(form.left(16)), qPrintable(file.fileName()));
        }
    }
    QVERIFY(files >= 2);
}

static QString s_logged;

void tst_RememberedToken::nobodyIsToldIt()
{
    const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &context, const QString &message) {
        s_logged += QLatin1StringView(context.category) + message + u'\n';
    });
    RememberStage stage;
    QString told;
    QList<QByteArray> secrets = {"lovelace"};
    const auto listen = [&](LoginManager &login) {
        std::vector<std::unique_ptr<QSignalSpy>> spies;
        for (int i = 0; i < login.metaObject()->methodCount(); ++i) {
            if (login.metaObject()->method(i).methodType() == QMetaMethod::Signal)
                spies.push_back(std::make_unique<QSignalSpy>(&login, login.metaObject()->method(i)));
        }
        return spies;
    };
    const auto note = [&](LoginManager &login, const std::vector<std::unique_ptr<QSignalSpy>> &spies) {
        for (const auto &spy : spies) {
            for (const QList<QVariant> &emission : *spy)
                QDebug(&told) << emission;
        }
        for (int i = 0; i < login.metaObject()->propertyCount(); ++i)
            QDebug(&told) << login.metaObject()->property(i).read(&login);
        if (const SecretPtr item = stage.item()) {
            secrets += item->reveal().toByteArray().sliced(9 + 17, 32);
            QDebug(&told) << *item;
        }
    };
    auto spies = listen(stage.login());
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword(), {.remember = Remember::Yes})));
    QTRY_VERIFY(stage.login().isRemembered());
    note(stage.login(), spies);
    const SecretPtr first = stage.item();
    for (int i = 0; i < 3; ++i) {
        spies.clear();
        stage.restartApplication();
        if (i == 2) { // a theft
            stage.clock->advance(61s);
            stage.setItem(first);
        }
        spies = listen(stage.login());
        QCOMPARE(bool(stage.restore()), i < 2);
        if (i < 2)
            QTRY_COMPARE(stage.store->count(Operation::Write), 1);
        note(stage.login(), spies);
    }
    spies.clear();
    qInstallMessageHandler(before);

    QVERIFY(told.size() > 1'000);
    QVERIFY(secrets.size() > 3);
    for (const QByteArray &secret : std::as_const(secrets)) {
        const QByteArray beginning = secret.left(8);
        QString printed;
        QDebug(&printed).nospace() << beginning;
        const QStringList forms = {printed.mid(1).chopped(1), QString::fromLatin1(beginning.toHex()),
                                   QString::fromLatin1(secret.toBase64().left(8)), QString::fromUtf8(beginning)};
        for (const QString &form : forms) {
            QVERIFY(!told.contains(form, Qt::CaseInsensitive));
            QVERIFY(!s_logged.contains(form, Qt::CaseInsensitive));
        }
    }
}

QTEST_GUILESS_MAIN(tst_RememberedToken)
#include "tst_rememberedtoken.moc"
