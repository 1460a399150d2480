// SPDX-License-Identifier: MIT
#include "remember/envelope_p.h"
#include "rememberstage.h"

#include <QtCore/qdir.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Verified = ScriptedVerifier::Operation;

// The fate of a token that is damaged, of a newer format, or not meant for this place.
class tst_UnusableToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
    void ofAnotherMachineItIsAbsentWithoutAlarm_data();
    void ofAnotherMachineItIsAbsentWithoutAlarm(); // D7, FL-86
    void withProtectionOffTheMachineDoesNotMatter(); // rule 33
    void withoutAContextThereIsNothingToCompare(); // DV2, rule 31
    void restoredUnderStrongProtectionItStaysGood(); // DV3, rule 34
    void profilesAreNeighbours();
};

static SecretPtr flipped(const SecretPtr &item, qsizetype bit)
{
    QByteArray bytes = item->reveal().toByteArray();
    bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << (bit % 8)));
    return Secret::fromBytes(std::move(bytes)).share();
}

void tst_UnusableToken::cutAtAnyLengthItIsSetAsideAndTheNextSourceAsked()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr whole = stage.item();
    for (qsizetype size = 0; size < whole->size(); size = size < 9 ? size + 1 : size + 23) { // every one: tst_rememberrecord
        stage.setItem(Secret::copyOf(whole->reveal().first(size)).share());
        stage.startWith([](LoginSetup &setup) {
            setup.ambientLogins = {[] { return readyFuture(Result<UserPtr>(Stage::bob())); }};
        });
        QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
        QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
        QVERIFY(stage.restore());
        QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
        QVERIFY(!stage.login().isRemembered());
        QCOMPARE(reused.count() + failed.count(), 0);
    }
    QCOMPARE(stage.store->count(Operation::Remove), 0);
    stage.setItem(whole); // the keychain has found itself again
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_UnusableToken::withABitFlippedItIsSetAsideAndTheNextSourceAsked()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr whole = stage.item();
    for (qsizetype bit = 0; bit < whole->size() * 8; bit += 97) { // every one: tst_rememberrecord
        stage.setItem(flipped(whole, bit));
        stage.restartApplication();
        QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
        QVERIFY(stage.restore().failedWith(Error::Kind::Damaged)); // there is no next source here: that is why
        QCOMPARE(stage.login().state(), SessionState::SignedOut);
        QVERIFY(!stage.login().rememberedLogin()->hasUser());
        QCOMPARE(reused.count(), 0);
        QVERIFY(stage.hasItem());
    }
    stage.setItem(whole);
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_UnusableToken::aDamagedOneEndsNothing()
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

void tst_UnusableToken::oneGarbledAnswerEndsNothing()
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

void tst_UnusableToken::inAnotherKeychainItIsNotAbsent()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.startWith([](LoginSetup &setup) { setup.secretStore = std::make_shared<OtherKeychain>(); });
    QVERIFY(stage.restore().failedWith(Error::Kind::Unavailable));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    QVERIFY(stage.comesBackAs("ada")); // back on the desktop before
}

void tst_UnusableToken::ofANewerVersionItIsLeftAlone()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr newer = Secret::copyOf(Envelope::wrap("QLRM", 3, "of another shape")).share();
    stage.setItem(newer);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::NewerFormat));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QCOMPARE(stage.store->count(Operation::Write) + stage.store->count(Operation::Remove), 0);
    QCOMPARE(stage.item(), newer);
}

void tst_UnusableToken::aNewerProfileIsLeftAloneAndNothingIsStored()
{
    RememberStage stage;
    QVERIFY(QDir().mkpath(stage.login().rememberedLogin()->profileFolder()));
    QFile profile(stage.profilePath());
    const QByteArray newer = Envelope::wrap("QLPF", 2, "of another shape");
    QVERIFY(profile.open(QIODevice::ReadWrite) && profile.write(newer) == newer.size() && profile.flush());
    QVERIFY(stage.restore().failedWith(Error::Kind::NewerFormat));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);

    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.remember());
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::NewerFormat);
    QVERIFY(stage.login().isAuthenticated() && !stage.hasItem());
    QVERIFY(profile.seek(0));
    QCOMPARE(profile.readAll(), newer);
}

void tst_UnusableToken::ofAnotherProfileItIsNotRestored()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr copy = stage.item();
    const QString work = QStringLiteral("org.example.stage/work/remember/1");
    stage.store->content()->insert(work, copy);
    stage.restartApplication();
    stage.login().rememberedLogin()->setProfile(QStringLiteral("work"));
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QCOMPARE(reused.count(), 0);
    QVERIFY(stage.comesBackAs("ada")); // the original still works
}

void tst_UnusableToken::ofAnotherApplicationItIsNotRestored()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.store->content()->insert(QStringLiteral("org.example.other/default/remember/1"), stage.item());
    LoginSetup setup = stage.setup(); // even in the same folder
    setup.applicationId = QStringLiteral("org.example.other");
    LoginManager other(setup.use(stage.anotherStore()));
    QVERIFY(Stage::resultOf(other.restore()).failedWith(Error::Kind::Absent));
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_UnusableToken::ofAnotherMachineItIsAbsentWithoutAlarm_data()
{
    QTest::addColumn<SessionProtection>("protection");
    QTest::newRow("basic") << SessionProtection::Basic;
    QTest::newRow("strong") << SessionProtection::Strong;
}

void tst_UnusableToken::ofAnotherMachineItIsAbsentWithoutAlarm()
{
    QFETCH(const SessionProtection, protection);
    auto policy = SessionPolicy::standard();
    policy.protection = protection;
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    stage.contextId = [] { return QByteArray("here"); };
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();

    stage.restartApplication();
    stage.login().setSessionPolicy(policy);
    stage.contextId = [] { return QByteArray("there"); };
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QSignalSpy protectedSpy(&stage.login(), &LoginManager::sessionProtected);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(stage.login().currentUser()->isAnonymous() && !stage.login().rememberedLogin()->hasUser());
    QCOMPARE(reused.count(), 0);
    QCOMPARE(protectedSpy.count(), 0);
    QCOMPARE(stage.item(), before);
    QCOMPARE(verifier->count(Verified::Present), 0);

    stage.restartApplication();
    stage.contextId = [] { return QByteArray("here"); };
    QVERIFY(stage.restore()); // the original still works
}

void tst_UnusableToken::withProtectionOffTheMachineDoesNotMatter()
{
    auto policy = SessionPolicy::standard();
    policy.protection = SessionProtection::Off;
    RememberStage stage;
    stage.contextId = [] { return QByteArray("here"); };
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.login().setSessionPolicy(policy);
    stage.contextId = [] { return QByteArray("there"); };
    QSignalSpy protectedSpy(&stage.login(), &LoginManager::sessionProtected);
    QVERIFY(stage.restore());
    QCOMPARE(protectedSpy.count(), 0);
}

void tst_UnusableToken::withoutAContextThereIsNothingToCompare()
{
    RememberStage stage;
    stage.contextId = [] { return QByteArray(); };
    QVERIFY(stage.remember());
    stage.restartApplication(); // an application that has learned to say where it is
    stage.contextId = [] { return QByteArray("here"); };
    QSignalSpy protectedSpy(&stage.login(), &LoginManager::sessionProtected);
    QVERIFY(stage.rotate());
    QCOMPARE(protectedSpy.count(), 0);
    stage.restartApplication();
    stage.contextId = [] { return QByteArray("there"); };
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent)); // the successor is bound
}

void tst_UnusableToken::restoredUnderStrongProtectionItStaysGood()
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

void tst_UnusableToken::profilesAreNeighbours()
{
    const QStringList names = {QStringLiteral("default"), QStringLiteral("work"), QStringLiteral("../../etc/x y"),
                               QStringLiteral(".."), QStringLiteral("Žofie 🦄"), QStringLiteral("a/b"), QStringLiteral("a%2Fb")};
    RememberStage stage;
    const QString folder = stage.login().rememberedLogin()->profileFolder();
    for (const QString &name : names) {
        stage.login().rememberedLogin()->setProfile(name);
        QVERIFY(stage.remember(SimpleUser::create({.id = name})));
        stage.loader->add(SimpleUser::create({.id = name}));
        stage.restartApplication();
    }
    QCOMPARE(stage.store->content()->size(), names.size());
    QCOMPARE(QDir(folder).entryList({QStringLiteral("*.profile")}, QDir::Files | QDir::Hidden).size(), names.size());
    for (const QString &name : names) {
        stage.restartApplication();
        stage.login().rememberedLogin()->setProfile(name);
        QVERIFY(stage.rotate());
        QCOMPARE(stage.login().currentUser()->id(), name);
    }
}

QTEST_GUILESS_MAIN(tst_UnusableToken)
#include "tst_unusabletoken.moc"
