// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "remember/lockfile_p.h"
#include "support/patience.h"

#include <QtCore/qdir.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;
using Verified = ScriptedVerifier::Operation;
using std::chrono::days;

static_assert(!std::is_convertible_v<int, LoginOptions::RememberChoice>); // true is one, and 1 is none

// How a remembered login begins and lives, and whose it is, in one application that is started again and again.
class tst_Remembering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Beginning
    void aRememberedLoginComesBackAndIsNeverFresh(); // FL-56, rule 1, C6
    void confirmedItIsFreshAndStillRemembered(); // rule 1, FL-57
    void nothingIsStoredUnlessAsked(); // D2, rule 36
    void loggingInDoesNotWaitForTheKeychain(); // rule 13, FL-43
    void aKeychainThatCannotWriteFailsNoLogin_data();
    void aKeychainThatCannotWriteFailsNoLogin(); // rule 13, row 10
    void aVerifierThatCannotIssueFailsNoLogin();
    void whatWasRememberedBeforeAFailureStays();
    void anothersLoginDoesNotSurviveAFailure();
    void whatIsTooLongIsNotRemembered(); // E8
    void howLongIsSaidForEachLogin(); // FL-45, FL-46, rule 7
    void aLifetimeThatIsNoneIsRefused(); // FL-45
    void strictRemembersNobodyAndForgets();
    void thePersonIsAskedToUnlockWithoutTheLock(); // H2

    // The owner of the remembered login
    void anotherUsersLoginEndsTheRememberedOne_data();
    void anotherUsersLoginEndsTheRememberedOne(); // FL-44, rule 6, DV6
    void anotherUsersLoginEndsItAlsoWhereTheApplicationEndsAtOnce_data();
    void anotherUsersLoginEndsItAlsoWhereTheApplicationEndsAtOnce(); // FL-44
    void keepLeavesTheSameUsersToken();
    void sayingNoForgetsTheSameUsersToken(); // DV6
    void aLoginThatCannotBeStoredStillEndsAnothers(); // FL-44
    void aDamagedProfileBringsNobodyElseBack(); // FL-44
    void aDamagedProfileDoesNotCostTheSameUserTheirToken();
    void aNewTokenReplacesTheOld();

    // Metadata
    void theUsersNameIsKeptOnRequestOnly(); // K5
    void peekingAsksNoKeychain();
};

void tst_Remembering::aRememberedLoginComesBackAndIsNeverFresh()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(stage.login().isRemembered() && stage.login().isFresh());
    for (int run = 0; run < 3; ++run) {
        stage.restartApplication();
        QSignalSpy restored(&stage.login(), &LoginManager::restored);
        QSignalSpy in(&stage.login(), &LoginManager::loggedIn);
        QVERIFY(stage.restore());
        QCOMPARE(restored.count(), 1);
        QCOMPARE(in.count(), 0);
        QVERIFY(stage.login().isAuthenticated() && stage.login().isRemembered());
        QVERIFY(!stage.login().isFresh());
        QCOMPARE(stage.login().check(Requirement::freshLogin()), Access::FreshLoginRequired);
        QTRY_COMPARE(stage.store->count(Operation::Write), 1);
    }
}

void tst_Remembering::confirmedItIsFreshAndStillRemembered()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRestore());
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QVERIFY(stage.login().isFresh() && stage.login().isRemembered());
}

void tst_Remembering::nothingIsStoredUnlessAsked()
{
    RememberStage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.store->count(Operation::Write), 0);
    QVERIFY(stage.store->content()->isEmpty());
    QVERIFY(QDir(stage.login().rememberedLogin()->profileFolder()).isEmpty());
}

void tst_Remembering::loggingInDoesNotWaitForTheKeychain()
{
    RememberStage stage;
    stage.store->holdAll();
    QSignalSpy in(&stage.login(), &LoginManager::loggedIn);
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = true}));
    QCOMPARE(in.count(), 1);
    QTRY_COMPARE(stage.store->heldCount(), 1);
    QVERIFY(stage.login().isFresh() && !stage.login().isRemembered());
    stage.clock->advance(1min);
    QCOMPARE(stored.count(), 0);
    stage.store->releaseHeld();
    QTRY_COMPARE(stored.count(), 1);
    QVERIFY(stage.login().isRemembered());
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Remembering::aKeychainThatCannotWriteFailsNoLogin_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<Error::Kind>("error");
    const struct { const char *name; Error::Kind error; } errors[] = {
        {"locked", Error::Kind::Locked}, {"refused", Error::Kind::Refused},
        {"unavailable", Error::Kind::Unavailable}, {"timed out", Error::Kind::TimedOut}};
    for (const auto &error : errors) {
        QTest::addRow("%s at once", error.name) << Operation::Probe << error.error;
        QTest::addRow("%s when writing", error.name) << Operation::Write << error.error;
    }
}

void tst_Remembering::aKeychainThatCannotWriteFailsNoLogin()
{
    QFETCH(const Operation, operation);
    QFETCH(const Error::Kind, error);
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    stage.store->fail(operation, error);
    stage.store->fail(Operation::Write, error);
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.remember());
    QCOMPARE(failed.count(), 1);
    QCOMPARE(RememberStage::kindOf(failed), error);
    QVERIFY(stage.login().isAuthenticated() && stage.login().isFresh() && !stage.login().isRemembered());
    QVERIFY(verifier->series.isEmpty()); // half a login is none
    stage.restartApplication();
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
}

void tst_Remembering::aVerifierThatCannotIssueFailsNoLogin()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    verifier->faults.insert(Verified::Issue, Error::Kind::Unavailable);
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.remember());
    QCOMPARE(failed.count(), 1);
    QVERIFY(stage.login().isAuthenticated() && !stage.login().isRemembered());
    QCOMPARE(stage.store->count(Operation::Write), 0);
}

void tst_Remembering::whatWasRememberedBeforeAFailureStays()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->fail(Operation::Write, Error::Kind::Unavailable);
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.remember());
    QCOMPARE(failed.count(), 1);
    QTRY_VERIFY(stage.login().isRemembered()); // by the login before
    stage.store->heal();
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Remembering::anothersLoginDoesNotSurviveAFailure()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::bob()));
    stage.restartApplication();
    stage.store->fail(Operation::Write, Error::Kind::Unavailable);
    QVERIFY(stage.remember(Stage::ada()));
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(!stage.login().isRemembered());
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Remembering::whatIsTooLongIsNotRemembered()
{
    RememberStage stage;
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.remember(SimpleUser::create({.id = QString(3'000, u'x')})));
    QCOMPARE(failed.count(), 1);
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::InvalidInput);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(!stage.hasItem());
}

void tst_Remembering::howLongIsSaidForEachLogin()
{
    RememberStage stage;
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Yes, .rememberFor = 7h}));
    stage.clock->advance(6h);
    QVERIFY(stage.comesBackAs("ada"));
    stage.clock->advance(7h);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(!stage.login().rememberedLogin()->hasUser());

    QVERIFY(stage.remember()); // says nothing: the policy's own, and nothing of the last login's
    stage.clock->advance(days(13));
    QVERIFY(stage.comesBackAs("ada"));
    QVERIFY(stage.logInVerified(Stage::bob(), {.remember = Remember::Yes, .rememberFor = 1h}));
    QVERIFY(stage.remember());
    stage.clock->advance(2h);
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Remembering::aLifetimeThatIsNoneIsRefused()
{
    RememberStage stage;
    for (const auto lifetime : {std::chrono::seconds(0), std::chrono::seconds(-1), std::chrono::seconds(std::chrono::years(101))}) {
        const LoginOptions options {.remember = Remember::Yes, .rememberFor = lifetime};
        QVERIFY(stage.login().logInVerified(Stage::ada(), options).failedWith(Error::Kind::InvalidInput));
        QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword(), options)).failedWith(Error::Kind::InvalidInput));
        QCOMPARE(stage.login().state(), SessionState::SignedOut);
    }
}

void tst_Remembering::strictRemembersNobodyAndForgets()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.login().setSessionPolicy(SessionPolicy::strict());
    QVERIFY(!stage.login().rememberedLogin()->isAvailable());
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(verifier->series.isEmpty());

    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.remember());
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::Forbidden);
    QVERIFY(!stage.login().isRemembered() && !stage.hasItem());
}

void tst_Remembering::thePersonIsAskedToUnlockWithoutTheLock()
{
    RememberStage stage;
    stage.store->fail(Operation::Probe, Error::Kind::Locked);
    stage.store->hold(Operation::Write); // the prompt is on the screen
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = true}));
    QTRY_VERIFY(stage.store->heldCount() > 0);
    QVERIFY(LockFile(stage.login().rememberedLogin()->profileFolder() + QStringLiteral("/default.rotation")).tryLock());
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    stage.store->releaseHeld();
    QVERIFY(stored.wait(patience));
    stage.store->heal();
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Remembering::anotherUsersLoginEndsTheRememberedOne_data()
{
    QTest::addColumn<Remember>("remember");
    QTest::newRow("not remembered") << Remember::No;
    QTest::newRow("could not choose") << Remember::Keep;
    QTest::newRow("remembered") << Remember::Yes;
}

void tst_Remembering::anotherUsersLoginEndsTheRememberedOne()
{
    QFETCH(const Remember, remember);
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    const SecretPtr adas = stage.item();
    stage.restartApplication();
    QVERIFY(stage.logInVerified(Stage::bob(), {.remember = remember}));
    QTRY_VERIFY(stage.item() != adas);
    QTRY_COMPARE(stage.login().isRemembered(), remember == Remember::Yes);
    QCOMPARE(stage.hasItem(), remember == Remember::Yes);

    stage.setItem(adas); // a copy is worth nothing either
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.login().currentUser()->isAnonymous());
}

void tst_Remembering::anotherUsersLoginEndsItAlsoWhereTheApplicationEndsAtOnce_data()
{
    QTest::addColumn<Remember>("remember");
    QTest::addColumn<bool>("waitsForTheKeychain");
    QTest::newRow("not remembered") << Remember::No << false;
    QTest::newRow("could not choose") << Remember::Keep << false;
    QTest::newRow("remembered") << Remember::Yes << false;
    QTest::newRow("remembered, while the keychain takes its time") << Remember::Yes << true;
}

void tst_Remembering::anotherUsersLoginEndsItAlsoWhereTheApplicationEndsAtOnce()
{
    QFETCH(const Remember, remember);
    QFETCH(const bool, waitsForTheKeychain);
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.restartApplication();
    if (waitsForTheKeychain)
        stage.store->hold(Operation::Write);
    QVERIFY(stage.login().logInVerified(Stage::bob(), {.remember = remember}));
    if (waitsForTheKeychain)
        QTRY_COMPARE(stage.store->heldCount(), 1);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.login().currentUser()->isAnonymous());
    QVERIFY(stage.remember(Stage::ada())); // and the next login is remembered again
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Remembering::keepLeavesTheSameUsersToken()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    const SecretPtr before = stage.item();
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    QTRY_VERIFY(stage.login().isRemembered());
    QCOMPARE(stage.item(), before);
    QVERIFY(stage.comesBackAs("ada"));
    stage.login().logOut(); // a kept one is ended like any other
    QTRY_VERIFY(!stage.hasItem());
    stage.setItem(before);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Remembering::sayingNoForgetsTheSameUsersToken()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    stage.restartApplication();
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::No}));
    QTRY_VERIFY(!stage.hasItem());
    stage.setItem(before);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Remembering::aLoginThatCannotBeStoredStillEndsAnothers()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    const SecretPtr adas = stage.item();
    stage.restartApplication();
    stage.store->fail(Operation::Write, Error::Kind::Refused);
    QVERIFY(stage.remember(Stage::bob()));
    QTRY_VERIFY(!stage.hasItem());
    stage.setItem(adas);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Remembering::aDamagedProfileBringsNobodyElseBack()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    QVERIFY(RememberStage::damage(stage.profilePath()));
    stage.restartApplication();
    QVERIFY(stage.logInVerified(Stage::bob(), {.remember = Remember::Keep}));
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Remembering::aDamagedProfileDoesNotCostTheSameUserTheirToken()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    QVERIFY(RememberStage::damage(stage.profilePath()));
    QVERIFY(stage.comesBackAs("ada"));
    stage.restartApplication();
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    QTRY_VERIFY(stage.login().isRemembered());
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Remembering::aNewTokenReplacesTheOld()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    const SecretPtr first = stage.item();
    QVERIFY(stage.remember());
    QTRY_COMPARE(verifier->series.size(), 1);
    QVERIFY(!first->equals(*stage.item()));
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Remembering::theUsersNameIsKeptOnRequestOnly()
{
    const auto named = SimpleUser::create({.id = QStringLiteral("ada"), .userName = QStringLiteral("ada.l@example.org")});
    RememberStage stage;
    QVERIFY(stage.remember(named));
    stage.restartApplication();
    QCOMPARE(Stage::resultOf(stage.login().rememberedLogin()->peek()).value_or(QStringLiteral("?")), QString());
    QVERIFY(stage.login().rememberedLogin()->hasUser());

    stage.login().rememberedLogin()->setKeepsUserName(true);
    QVERIFY(stage.remember(named));
    stage.restartApplication();
    stage.login().rememberedLogin()->setKeepsUserName(true);
    QVERIFY(!stage.login().rememberedLogin()->hasUser()); // no profile has been looked at yet
    QCOMPARE(Stage::resultOf(stage.login().rememberedLogin()->peek()).value_or({}), QStringLiteral("ada.l@example.org"));
    (void)stage.login().require(Requirement::login());
    QCOMPARE(stage.prompt->request().suggestedUserName(), QStringLiteral("ada.l@example.org"));

    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->peek()).failedWith(Error::Kind::Absent));
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
    QFile profile(stage.profilePath());
    QVERIFY(profile.open(QIODevice::ReadOnly));
    QVERIFY(!profile.readAll().contains("example.org"));
}

void tst_Remembering::peekingAsksNoKeychain()
{
    RememberStage stage;
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->peek()).failedWith(Error::Kind::Absent));
    QVERIFY(stage.remember());
    stage.restartApplication();
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->peek()));
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    QVERIFY(stage.store->calls().isEmpty());
    QVERIFY(stage.loader->calls().isEmpty());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

QTEST_GUILESS_MAIN(tst_Remembering)
#include "tst_remembering.moc"
