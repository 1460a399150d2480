// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "throwingparts.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Device = RememberedLogin::Device;
using Remember = LoginOptions::Remember;
using Verified = ScriptedVerifier::Operation;
using std::chrono::days;

// Where users are remembered: RememberedLogin::devices(), and what ends one of them, the others, or all.
class tst_Devices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theyAreThoseOfTheUserWhoIsIn();
    void theOwnOneComesFirstAndThenTheOneUsedLast();
    void oneThatIsOverIsNotAmongThem();
    void aUserWhoIsNotRememberedHasNoDevices();
    void theOwnOneIsKnownHoweverTheUserCameIn_data();
    void theOwnOneIsKnownHoweverTheUserCameIn();
    void aDeviceThatIsForgottenAsksForThePassword();
    void theDeviceOfAnotherUserIsAbsentAndStays();
    void theOwnOneEndsAsForgetEndsIt();
    void theOthersEndAndThisOneStays();
    void withoutOthersThisOneStays();
    void withoutAUserWhoIsInItIsInvalid_data();
    void withoutAUserWhoIsInItIsInvalid();
    void whatTheVerifierSaysIsTheAnswer_data();
    void whatTheVerifierSaysIsTheAnswer();
    void aRevocationThatFailsIsTheAnswer();
    void aVerifierThatThrowsIsAnAnswer();
    void whoIsNoLongerInIsToldNothing_data();
    void whoIsNoLongerInIsToldNothing();
    void allUsersAreForgottenWithoutAUser();
    void allUsersAreForgottenAndTheSessionStays();
    void aVerifierThatCannotForgetAllSaysSoAndTheOwnOneEnds();

private:
    RememberedLogin *remembered() const { return m_stage->login().rememberedLogin(); }
    Result<QList<Device>> devices() const { return Stage::resultOf(remembered()->devices()); }
    QByteArray own() const;
    QByteArrayList ids() const;
    void addDevice(const char *selector, const QString &userId, const QString &name = {})
    {
        m_stage->clock->advance(1min);
        m_verifier->addDevice(selector, userId, name);
    }

    std::unique_ptr<RememberStage> m_stage;
    std::shared_ptr<ScriptedVerifier> m_verifier;
};

static const QString ada = QStringLiteral("ada");
static const QString bob = QStringLiteral("bob");

void tst_Devices::init()
{
    m_stage = std::make_unique<RememberStage>();
    m_verifier = std::make_shared<ScriptedVerifier>(m_stage->clock);
    m_stage->use(m_verifier);
}

void tst_Devices::cleanup()
{
    m_stage.reset();
}

QByteArray tst_Devices::own() const
{
    const auto all = devices();
    return all && !all->isEmpty() && all->constFirst().isThisOne ? all->constFirst().id : QByteArray();
}

QByteArrayList tst_Devices::ids() const
{
    QByteArrayList ids;
    const auto all = devices();
    for (const Device &device : all ? *all : QList<Device>())
        ids << device.id;
    return ids;
}

void tst_Devices::theyAreThoseOfTheUserWhoIsIn()
{
    QVERIFY(m_stage->remember());
    addDevice("phone", ada, QStringLiteral("Ada's phone"));
    addDevice("bobs", bob);
    const auto all = devices();
    QVERIFY(all);
    QCOMPARE(all->size(), 2);
    const Device phone = all->at(1);
    QCOMPARE(phone.id, QByteArray("phone"));
    QCOMPARE(phone.name, QStringLiteral("Ada's phone"));
    QVERIFY(!phone.isThisOne);
    const auto &facts = std::as_const(m_verifier->series)[phone.id].facts;
    QVERIFY(phone.lastUsedAt == facts.lastUsedAt && phone.endsAt == facts.endsAt());
    QVERIFY(phone.endsAt > phone.lastUsedAt);
    QVERIFY(m_stage->logInVerified(Stage::bob(), {.remember = Remember::Keep}));
    QVERIFY(ids().contains("bobs") && !ids().contains("phone"));
}

void tst_Devices::theOwnOneComesFirstAndThenTheOneUsedLast()
{
    QVERIFY(m_stage->remember());
    addDevice("older", ada);
    addDevice("newer", ada);
    const QByteArray mine = own();
    QVERIFY(!mine.isEmpty());
    QCOMPARE(ids(), QByteArrayList({mine, "newer", "older"}));
}

void tst_Devices::oneThatIsOverIsNotAmongThem()
{
    QVERIFY(m_stage->remember());
    addDevice("phone", ada);
    m_stage->clock->advance(days(31));
    QVERIFY(m_stage->logInVerified(Stage::ada(), {.remember = Remember::Yes}));
    QCOMPARE(ids(), QByteArrayList({own()}));
}

void tst_Devices::aUserWhoIsNotRememberedHasNoDevices()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    addDevice("bobs", bob);
    const auto none = devices();
    QVERIFY(none && none->isEmpty());
    QVERIFY(Stage::resultOf(remembered()->revokeOthers()));
    QVERIFY(m_verifier->series.contains("bobs"));
}

void tst_Devices::theOwnOneIsKnownHoweverTheUserCameIn_data()
{
    QTest::addColumn<QString>("cameBy");
    QTest::newRow("remembered now") << QStringLiteral("yes");
    QTest::newRow("restored") << QStringLiteral("restore");
    QTest::newRow("kept") << QStringLiteral("keep");
}

// Else ending the others would end this one.
void tst_Devices::theOwnOneIsKnownHoweverTheUserCameIn()
{
    QFETCH(const QString, cameBy);
    QVERIFY(m_stage->remember());
    if (cameBy == u"restore")
        QVERIFY(m_stage->restartAndRotate());
    if (cameBy == u"keep") {
        m_stage->restartApplication();
        QVERIFY(m_stage->logInVerified(Stage::ada(), {.remember = Remember::Keep}));
        QTRY_VERIFY(m_stage->login().isRemembered());
    }
    addDevice("phone", ada);
    const QByteArray mine = own();
    QVERIFY(!mine.isEmpty());
    QVERIFY(Stage::resultOf(remembered()->revokeOthers()));
    QCOMPARE(m_verifier->series.keys(), QByteArrayList({mine}));
    QVERIFY(m_stage->comesBackAs("ada"));
}

// Another computer of the same user, whose accounts are on one server.
void tst_Devices::aDeviceThatIsForgottenAsksForThePassword()
{
    QVERIFY(m_stage->remember());
    RememberStage laptop;
    const auto meetsTheServer = [&](LoginSetup &setup) {
        setup.use(m_verifier);
        setup.clock = m_stage->clock;
    };
    laptop.startWith(meetsTheServer);
    QVERIFY(laptop.remember());
    QCOMPARE(ids().size(), 2);
    QSignalSpy out(&laptop.login(), &LoginManager::loggedOut);
    QVERIFY(Stage::resultOf(remembered()->revoke(ids().last())));
    QCOMPARE(ids(), QByteArrayList({own()}));
    QVERIFY(laptop.login().isAuthenticated()); // what runs there goes on
    QCOMPARE(out.count(), 0);

    QVERIFY(laptop.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(!laptop.login().isAuthenticated());
    QVERIFY(laptop.remember()); // and the next login there is kept again
    QCOMPARE(ids().size(), 2);
    QVERIFY(laptop.comesBackAs("ada"));
    QVERIFY(m_stage->comesBackAs("ada"));
}

void tst_Devices::theDeviceOfAnotherUserIsAbsentAndStays()
{
    QVERIFY(m_stage->remember());
    addDevice("bobs", bob);
    const QByteArrayList before = m_verifier->series.keys();
    for (const QByteArray &device : {QByteArray("bobs"), QByteArray("no such device"), QByteArray()})
        QVERIFY(Stage::resultOf(remembered()->revoke(device)).failedWith(Error::Kind::Absent));
    QCOMPARE(m_verifier->series.keys(), before);
    QCOMPARE(m_verifier->count(Verified::Revoke), 0);
}

void tst_Devices::theOwnOneEndsAsForgetEndsIt()
{
    QVERIFY(m_stage->remember());
    addDevice("phone", ada);
    QSignalSpy out(&m_stage->login(), &LoginManager::loggedOut);
    QVERIFY(Stage::resultOf(remembered()->revoke(own())));
    QVERIFY(!m_stage->login().isRemembered() && !remembered()->hasUser());
    QVERIFY(m_stage->login().isAuthenticated());
    QCOMPARE(out.count(), 0);
    QVERIFY(!m_stage->hasItem()); // also in the keychain
    QCOMPARE(m_verifier->series.keys(), QByteArrayList({"phone"}));
    QCOMPARE(ids(), QByteArrayList({"phone"}));
    QVERIFY(m_stage->restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(m_stage->remember());
    QVERIFY(m_stage->comesBackAs("ada"));
}

void tst_Devices::theOthersEndAndThisOneStays()
{
    QVERIFY(m_stage->remember());
    addDevice("phone", ada);
    addDevice("tablet", ada);
    addDevice("bobs", bob);
    const QByteArray mine = own();
    QVERIFY(Stage::resultOf(remembered()->revokeOthers()));
    QCOMPARE(ids(), QByteArrayList({mine}));
    QVERIFY(m_verifier->series.contains("bobs"));
    QVERIFY(m_stage->comesBackAs("ada"));
}

void tst_Devices::withoutOthersThisOneStays()
{
    QVERIFY(m_stage->remember());
    QVERIFY(Stage::resultOf(remembered()->revokeOthers()));
    QCOMPARE(m_verifier->count(Verified::Revoke), 0);
    QVERIFY(m_stage->comesBackAs("ada"));
}

void tst_Devices::withoutAUserWhoIsInItIsInvalid_data()
{
    QTest::addColumn<bool>("isLocked");
    QTest::newRow("logged out") << false;
    QTest::newRow("locked") << true;
}

void tst_Devices::withoutAUserWhoIsInItIsInvalid()
{
    QFETCH(const bool, isLocked);
    QVERIFY(m_stage->remember());
    addDevice("phone", ada);
    const QByteArray mine = own();
    if (isLocked)
        m_stage->login().lock();
    else
        m_stage->login().logOut();
    m_verifier->calls.clear();
    QVERIFY(devices().failedWith(Error::Kind::InvalidInput));
    QVERIFY(Stage::resultOf(remembered()->revoke("phone")).failedWith(Error::Kind::InvalidInput));
    QVERIFY(Stage::resultOf(remembered()->revoke(mine)).failedWith(Error::Kind::InvalidInput));
    QVERIFY(Stage::resultOf(remembered()->revokeOthers()).failedWith(Error::Kind::InvalidInput));
    QCOMPARE(m_verifier->count(Verified::Devices), 0);
    QVERIFY(m_verifier->series.contains("phone"));
    if (isLocked)
        QVERIFY(Stage::resultOf(m_stage->login().reauthenticate(Stage::adasPassword())));
    else
        QVERIFY(m_stage->remember());
    QVERIFY(ids().contains("phone")); // and to the user who is in again it is said
}

void tst_Devices::whatTheVerifierSaysIsTheAnswer_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("unavailable") << Error::Kind::Unavailable;
    QTest::newRow("timed out") << Error::Kind::TimedOut;
    QTest::newRow("a fault of its own") << Error::Kind::Internal;
}

void tst_Devices::whatTheVerifierSaysIsTheAnswer()
{
    QFETCH(const Error::Kind, kind);
    QVERIFY(m_stage->remember());
    addDevice("phone", ada);
    m_verifier->faults.insert(Verified::Devices, kind);
    QVERIFY(devices().failedWith(kind));
    QVERIFY(Stage::resultOf(remembered()->revoke("phone")).failedWith(kind));
    QVERIFY(Stage::resultOf(remembered()->revokeOthers()).failedWith(kind));
    QCOMPARE(m_verifier->series.size(), 2); // what cannot be told apart is not ended
    m_verifier->faults.clear();
    QVERIFY(Stage::resultOf(remembered()->revoke("phone")));
    QCOMPARE(ids(), QByteArrayList({own()}));
}

void tst_Devices::aRevocationThatFailsIsTheAnswer()
{
    QVERIFY(m_stage->remember());
    addDevice("phone", ada);
    m_verifier->faults.insert(Verified::Revoke, Error::Kind::Unavailable);
    QVERIFY(Stage::resultOf(remembered()->revoke("phone")).failedWith(Error::Kind::Unavailable));
    QVERIFY(Stage::resultOf(remembered()->revokeOthers()).failedWith(Error::Kind::Unavailable));
    QVERIFY(ids().contains("phone"));
    m_verifier->faults.clear();
    QVERIFY(Stage::resultOf(remembered()->revokeOthers()));
    QCOMPARE(ids(), QByteArrayList({own()}));
}

void tst_Devices::aVerifierThatThrowsIsAnAnswer()
{
    const auto verifier = std::make_shared<ThrowingVerifier>(m_stage->clock);
    m_stage->startWith([&](LoginSetup &setup) { setup.use(verifier); });
    QVERIFY(m_stage->remember());
    verifier->throwing = {ThrowingVerifier::Operation::Devices};
    const QRegularExpression said(QStringLiteral("devices\\(\\) has thrown \"the verifier has thrown\""));
    for (int i = 0; i < 3; ++i)
        QTest::ignoreMessage(QtCriticalMsg, said);
    QVERIFY(!devices());
    QVERIFY(!Stage::resultOf(remembered()->revoke("phone")));
    QVERIFY(!Stage::resultOf(remembered()->revokeOthers()));
    QCOMPARE(verifier->count, 3);
    QVERIFY(m_stage->login().isAuthenticated());
    verifier->throwing.clear();
    QVERIFY(!own().isEmpty());
}

void tst_Devices::whoIsNoLongerInIsToldNothing_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("logged out") << 0;
    QTest::newRow("locked") << 1;
    QTest::newRow("another user") << 2;
}

void tst_Devices::whoIsNoLongerInIsToldNothing()
{
    QFETCH(const int, what);
    QVERIFY(m_stage->remember());
    addDevice("phone", ada);
    m_verifier->held = {Verified::Devices};
    const auto asked = remembered()->devices();
    QVERIFY(!asked.isFinished());
    if (what == 0)
        m_stage->login().logOut();
    else if (what == 1)
        m_stage->login().lock();
    else
        QVERIFY(m_stage->logInVerified(Stage::bob()));
    m_verifier->release();
    QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Cancelled));
}

void tst_Devices::allUsersAreForgottenWithoutAUser()
{
    QVERIFY(m_stage->remember());
    addDevice("phone", ada);
    addDevice("bobs", bob);
    m_stage->restartApplication(); // as an administrator's tool, in which no user is logged in
    QVERIFY(!m_stage->login().isAuthenticated());
    QVERIFY(Stage::resultOf(remembered()->revokeAllUsers()));
    QVERIFY(m_verifier->series.isEmpty());
    QVERIFY(m_stage->restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(m_stage->remember());
    QVERIFY(m_stage->comesBackAs("ada"));
}

void tst_Devices::allUsersAreForgottenAndTheSessionStays()
{
    QVERIFY(m_stage->remember());
    addDevice("bobs", bob);
    QVERIFY(Stage::resultOf(remembered()->revokeAllUsers()));
    QVERIFY(m_verifier->series.isEmpty());
    QVERIFY(!m_stage->hasItem());
    QVERIFY(m_stage->login().isAuthenticated() && !m_stage->login().isRemembered());
}

void tst_Devices::aVerifierThatCannotForgetAllSaysSoAndTheOwnOneEnds()
{
    QVERIFY(m_stage->remember());
    const auto verifier = std::make_shared<ThrowingVerifier>(m_stage->clock); // it does not know the call
    m_stage->startWith([&](LoginSetup &setup) { setup.use(verifier); });
    QVERIFY(m_stage->remember());
    QVERIFY(Stage::resultOf(remembered()->revokeAllUsers()).failedWith(Error::Kind::NotConfigured));
    QVERIFY(!m_stage->hasItem());
    QVERIFY(m_stage->restartAndRestore().failedWith(Error::Kind::Absent));
}

QTEST_GUILESS_MAIN(tst_Devices)
#include "tst_devices.moc"
