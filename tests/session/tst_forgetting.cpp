// SPDX-License-Identifier: MIT
#include "rememberstage.h"

#include <QtCore/qdir.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;
using Verified = ScriptedVerifier::Operation;
using std::chrono::days;

// How a remembered login ends: by logging out, forgetting it, or a new password.
class tst_Forgetting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logoutSurvivesTheLossOfTheManager(); // rule 2, FL-52
    void loggedOutWhileItIsBeingStoredNothingStays_data();
    void loggedOutWhileItIsBeingStoredNothingStays(); // rule 3, FL-53
    void loggedInAgainAtOnceTheSecondLoginStays(); // rule 3: the last command wins
    void loggedInAgainWhileTheVerifierIsSlowTheSecondLoginStays();
    void theVerifierIsToldBeforeTheKeychain(); // D6
    void aDeleteThatFailsIsTriedAgainAtTheNextStart(); // rule 3, D6, row 11
    void aDeleteThatLiesLogsNobodyIn(); // row 11
    void aVerifierThatCannotBeToldIsToldAtTheNextStart(); // D6
    void whereNothingIsKnownForgettingSucceedsOnlyWithTheKeychain();
    void forgettingKeepsTheSession();
    void loggingOutEverywhereEndsAllDevicesOfThisUser(); // D7
    void loggingOutEverywhereSaysWhenItCouldNot();
    void aNewPasswordRenewsTheTokenForAsLongAsBefore_data();
    void aNewPasswordRenewsTheTokenForAsLongAsBefore(); // FL-106, A10
    void provingItWithoutANewStampRenewsNothing();
};

void tst_Forgetting::logoutSurvivesTheLossOfTheManager()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().logOut();
    stage.restartApplication(); // at once: the keychain has not been reached yet
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QTRY_VERIFY(!stage.hasItem());
}

void tst_Forgetting::loggedOutWhileItIsBeingStoredNothingStays_data()
{
    QTest::addColumn<std::optional<Operation>>("held");
    QTest::newRow("before anything was done") << std::optional<Operation>();
    QTest::newRow("while the keychain is looked at") << std::optional(Operation::Probe);
    QTest::newRow("while it is written") << std::optional(Operation::Write);
}

void tst_Forgetting::loggedOutWhileItIsBeingStoredNothingStays()
{
    QFETCH(const std::optional<Operation>, held);
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    if (held)
        stage.store->hold(*held);
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = Remember::Yes}));
    if (held)
        QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    stage.store->releaseHeld();
    QTRY_COMPARE(stage.store->count(Operation::Remove), 1);
    QVERIFY(!stage.hasItem());
    QVERIFY(verifier->series.isEmpty());
    QCOMPARE(stored.count(), 0);
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Forgetting::loggedInAgainAtOnceTheSecondLoginStays()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    for (int i = 0; i < 5; ++i) {
        stage.login().logOut();
        QVERIFY(stage.remember());
        QVERIFY(stage.login().isRemembered());
    }
    QVERIFY(stage.hasItem());
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Forgetting::loggedInAgainWhileTheVerifierIsSlowTheSecondLoginStays()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    verifier->held = {Verified::Revoke};
    stage.login().logOut();
    QVERIFY(stage.remember());
    verifier->release(); // what it says of the first login comes after the second is stored
    const auto forgotten = stage.store->count(Operation::Remove);
    QVERIFY(stage.comesBackAs("ada"));
    QCOMPARE(forgotten, 0);
}

void tst_Forgetting::theVerifierIsToldBeforeTheKeychain()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    stage.store->holdAll();
    stage.login().logOut();
    QVERIFY(verifier->series.isEmpty()); // already, whichever outcome the keychain has
}

void tst_Forgetting::aDeleteThatFailsIsTriedAgainAtTheNextStart()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    const auto series = verifier->series;
    stage.store->fail(Operation::Remove, Error::Kind::Unavailable);
    stage.login().logOut();
    QTRY_COMPARE(stage.store->count(Operation::Remove), 1);
    QVERIFY(stage.hasItem());

    verifier->series = series; // even where the verifier would still take it
    verifier->faults.insert(Verified::Present, Error::Kind::Internal); // it is not even asked
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(verifier->series.isEmpty());
    const auto isNoted = [&stage, selector = series.keys().constFirst()] {
        QFile file(stage.profilePath());
        return !file.open(QIODevice::ReadOnly) || file.readAll().contains(selector);
    };
    QTRY_VERIFY(!isNoted()); // it is written once both sides have proved it gone

    verifier->calls.clear(); // and that was that
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(verifier->calls.isEmpty());
    QCOMPARE(stage.store->count(Operation::Remove), 0);
}

void tst_Forgetting::aDeleteThatLiesLogsNobodyIn()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.store->lie(Operation::Remove);
    stage.login().logOut();
    QTRY_COMPARE(stage.store->count(Operation::Remove), 1);
    QVERIFY(stage.hasItem());
    stage.restartApplication();
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(reused.count(), 0);
    QTRY_VERIFY(!stage.hasItem());
}

void tst_Forgetting::aVerifierThatCannotBeToldIsToldAtTheNextStart()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    const SecretPtr copy = stage.item();
    verifier->faults.insert(Verified::Revoke, Error::Kind::Unavailable);
    stage.login().logOut();
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(verifier->series.size(), 1); // a copy would still be good …
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QCOMPARE(verifier->series.size(), 1); // … it still cannot be told …
    verifier->faults.clear();
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QTRY_VERIFY(verifier->series.isEmpty()); // … and now it can
}

void tst_Forgetting::whereNothingIsKnownForgettingSucceedsOnlyWithTheKeychain()
{
    RememberStage stage;
    QVERIFY(QDir().mkpath(stage.profilePath())); // cannot be read
    stage.store->fail(Operation::Remove, Error::Kind::Locked);
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()).failedWith(Error::Kind::Locked));
    stage.store->heal();
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
}

void tst_Forgetting::forgettingKeepsTheSession()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    const auto forgotten = stage.login().rememberedLogin()->forget();
    QVERIFY(!stage.login().isRemembered() && !stage.login().rememberedLogin()->hasUser());
    QVERIFY(Stage::resultOf(forgotten));
    QVERIFY(stage.login().isAuthenticated() && stage.login().isFresh());
    QVERIFY(!stage.hasItem());
    QCOMPARE(out.count(), 0);
    stage.setItem(before);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Forgetting::loggingOutEverywhereEndsAllDevicesOfThisUser()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    verifier->addDevice("phone", QStringLiteral("ada"));
    verifier->addDevice("bobs", QStringLiteral("bob"));
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    const auto everywhere = stage.login().logOutEverywhere();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QCOMPARE(out.count(), 1);
    // Without an account editor, the answer says that running sessions stay.
    QVERIFY(Stage::resultOf(everywhere).failedWith(Error::Kind::NotConfigured));
    QCOMPARE(verifier->series.keys(), QList<QByteArray>({"bobs"}));
    QVERIFY(!stage.hasItem());
    QVERIFY(Stage::resultOf(stage.login().logOutEverywhere()).failedWith(Error::Kind::InvalidInput)); // no user is in
}

void tst_Forgetting::loggingOutEverywhereSaysWhenItCouldNot()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    verifier->faults.insert(Verified::Revoke, Error::Kind::Unavailable);
    QVERIFY(Stage::resultOf(stage.login().logOutEverywhere()).failedWith(Error::Kind::Unavailable));
    QCOMPARE(stage.login().state(), SessionState::SignedOut); // here, at least
    QVERIFY(!stage.hasItem());
}

void tst_Forgetting::aNewPasswordRenewsTheTokenForAsLongAsBefore_data()
{
    QTest::addColumn<QString>("cameBy");
    QTest::newRow("remembered now") << QStringLiteral("yes");
    QTest::newRow("restored") << QStringLiteral("restore");
    QTest::newRow("kept") << QStringLiteral("keep");
}

void tst_Forgetting::aNewPasswordRenewsTheTokenForAsLongAsBefore()
{
    QFETCH(const QString, cameBy);
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    const UserPtr before = Stage::stampedAda(QStringLiteral("1"));
    stage.loader->add(before);
    QVERIFY(stage.logInVerified(before, {.remember = Remember::Yes, .rememberFor = days(7)}));
    if (cameBy == QStringLiteral("restore"))
        QVERIFY(stage.restartAndRotate());
    if (cameBy == QStringLiteral("keep")) {
        stage.restartApplication();
        QVERIFY(stage.logInVerified(before, {.remember = Remember::Keep}));
    }
    QTRY_VERIFY(stage.login().isRemembered());
    const QByteArray series = verifier->series.keys().constFirst();

    stage.loader->add(Stage::stampedAda(QStringLiteral("2"))); // the password has been changed …
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword()))); // … and proved
    QTRY_COMPARE(stored.count(), 1);
    QTRY_COMPARE(verifier->series.size(), 1);
    QVERIFY(!verifier->series.contains(series)); // the old token has ended with the old password
    QVERIFY(Stage::resultOf(stage.login().revalidate())); // this session has not

    stage.clock->advance(days(7) - 1s);
    QVERIFY(stage.comesBackAs("ada"));
    stage.clock->advance(days(7));
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Forgetting::provingItWithoutANewStampRenewsNothing()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QVERIFY(stage.login().confirmLogin());
    (void)Stage::resultOf(stage.login().rememberedLogin()->peek());
    QCOMPARE(stage.store->count(Operation::Write), 1);
}

QTEST_GUILESS_MAIN(tst_Forgetting)
#include "tst_forgetting.moc"
