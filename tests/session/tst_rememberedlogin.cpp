// SPDX-License-Identifier: MIT
#include "dialogs/scriptededitor.h"
#include "rememberstage.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Verified = ScriptedVerifier::Operation;

// isRemembered() is true exactly as long as the next start would bring the user back, and so is hasUser().
class tst_RememberedLogin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itEndsWithItsToken();
    void itEndsAlsoBehindTheSession();
    void itEndsAlsoAfterARestore();
    void inputMovesTheEndOfBoth();
    void inputKeepsItForAnotherFortnight();
    void inputOfTheSameDayAsksNothing();
    void ofAnotherProfileNothingIsKnown();
    void aLaterCommandCountsAndNotALaterAnswer();
    void aPolicyThatRemembersNobodyEndsIt(); // C11
    void loggingOutEverywhereChangesTheStamp();
    void loggingOutEverywhereSaysWhenTheStampStays();
};

void tst_RememberedLogin::itEndsWithItsToken()
{
    RememberStage stage;
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = LoginOptions::Remember::Yes, .rememberFor = 1h}));
    QSignalSpy changed(&stage.login(), &LoginManager::rememberedChanged);
    QSignalSpy hasChanged(stage.login().rememberedLogin(), &RememberedLogin::hasUserChanged);
    stage.clock->advance(1h - 1s);
    QVERIFY(stage.login().isRemembered());
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    stage.clock->advance(1s);
    QVERIFY(!stage.login().isRemembered());
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(hasChanged.count(), 1);
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QVERIFY(!stage.restartAndRestore()); // true at the next start
    QVERIFY(stage.remember());
    QVERIFY(stage.login().isRemembered());
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    QVERIFY(stage.comesBackAs("ada"));
}

// A session that has reached its ceiling leaves the remembered login, which ends later.
void tst_RememberedLogin::itEndsAlsoBehindTheSession()
{
    RememberStage stage;
    SessionPolicy policy;
    policy.sessionLifetime = 1h;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = LoginOptions::Remember::Yes, .rememberFor = 2h}));
    stage.clock->advance(1h);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    QSignalSpy hasChanged(stage.login().rememberedLogin(), &RememberedLogin::hasUserChanged);
    stage.clock->advance(1h - 1s);
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    stage.clock->advance(1s);
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
    QCOMPARE(hasChanged.count(), 1);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.remember());
    QVERIFY(stage.login().rememberedLogin()->hasUser());
}

void tst_RememberedLogin::itEndsAlsoAfterARestore()
{
    RememberStage stage;
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = LoginOptions::Remember::Yes, .rememberFor = 2h}));
    stage.clock->advance(1h);
    QVERIFY(stage.comesBackAs("ada"));
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    stage.clock->advance(2h - 1s); // a restore makes it two hours again
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    QVERIFY(stage.login().isRemembered());
    stage.clock->advance(1s);
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
    QVERIFY(!stage.login().isRemembered());
}

void tst_RememberedLogin::inputMovesTheEndOfBoth()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.clock->advance(10 * 24h);
    stage.login().noteUserActivity();
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->devices())); // what was asked before has been answered
    stage.clock->advance(14 * 24h - 1s);
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    stage.clock->advance(1s);
    QVERIFY(!stage.login().isRemembered());
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
}

// An application that runs for weeks and is used each day.
void tst_RememberedLogin::inputKeepsItForAnotherFortnight()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    const auto reads = stage.store->calls().size();
    for (int day = 0; day < 20; ++day) {
        stage.clock->advance(24h);
        stage.login().noteUserActivity();
        QVERIFY(stage.login().isRemembered());
    }
    QCOMPARE(verifier->count(Verified::Touch), 20);
    QCOMPARE(stage.store->calls().size(), reads); // the keychain is never asked for that
    QVERIFY(stage.comesBackAs("ada"));
    stage.clock->advance(14 * 24h); // and without use it ends
    QVERIFY(!stage.login().isRemembered());
    QVERIFY(!stage.restartAndRestore());
}

void tst_RememberedLogin::inputOfTheSameDayAsksNothing()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    for (int hour = 0; hour < 23; ++hour) {
        stage.clock->advance(1h);
        stage.login().noteUserActivity();
    }
    QCOMPARE(verifier->count(Verified::Touch), 0);
    stage.login().lock();
    stage.clock->advance(24h);
    stage.login().noteUserActivity(); // of a user who is not there
    QCOMPARE(verifier->count(Verified::Touch), 0);
}

void tst_RememberedLogin::ofAnotherProfileNothingIsKnown()
{
    RememberStage stage;
    stage.startWith([](LoginSetup &setup) { setup.keepsUserName = true; });
    QVERIFY(stage.remember());
    stage.restartApplication();
    RememberedLogin &remembered = *stage.login().rememberedLogin();
    QVERIFY(Stage::resultOf(remembered.peek()));
    QVERIFY(remembered.hasUser());
    QSignalSpy hasChanged(&remembered, &RememberedLogin::hasUserChanged);
    remembered.setProfile(QStringLiteral("work"));
    QVERIFY(!remembered.hasUser());
    QCOMPARE(hasChanged.count(), 1);
    QVERIFY(Stage::resultOf(remembered.peek()).failedWith(Error::Kind::Absent));
    remembered.setProfile(QStringLiteral("default"));
    QVERIFY(!remembered.hasUser()); // until it is asked again
    QVERIFY(Stage::resultOf(remembered.peek()));
    QVERIFY(remembered.hasUser());
}

void tst_RememberedLogin::aLaterCommandCountsAndNotALaterAnswer()
{
    for (int i = 0; i < 50; ++i) {
        RememberStage stage;
        QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
        QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = LoginOptions::Remember::Yes}));
        QVERIFY(stage.login().logInVerified(Stage::bob(), {.remember = LoginOptions::Remember::Keep}));
        QVERIFY(stage.login().logInVerified(Stage::bob(), {.remember = LoginOptions::Remember::Yes}));
        QTRY_VERIFY_WITH_TIMEOUT(!stored.isEmpty(), patience);
        QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->peek())); // what was asked before has been answered
        QVERIFY(stage.login().isRemembered());
        QVERIFY(stage.comesBackAs("bob"));
    }
}

void tst_RememberedLogin::aPolicyThatRemembersNobodyEndsIt()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(stage.login().isRemembered());
    stage.login().setSessionPolicy(SessionPolicy::strict());
    QVERIFY(!stage.login().isRemembered());
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QTRY_VERIFY_WITH_TIMEOUT(!stage.hasItem(), patience);
    stage.restartApplication(); // with the standard policy again
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.remember());
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberedLogin::loggingOutEverywhereChangesTheStamp()
{
    RememberStage stage;
    const auto editor = std::make_shared<ScriptedEditor>();
    stage.startWith([&](LoginSetup &setup) { setup.accountEditor = editor; });
    QVERIFY(stage.remember());
    QVERIFY(Stage::resultOf(stage.login().logOutEverywhere()));
    QCOMPARE(editor->stamped, QStringList {QStringLiteral("ada")});
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!stage.hasItem());
}

void tst_RememberedLogin::loggingOutEverywhereSaysWhenTheStampStays()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const auto answer = Stage::resultOf(stage.login().logOutEverywhere());
    QVERIFY(answer.failedWith(Error::Kind::NotConfigured));
    QVERIFY(!answer.error().message().isEmpty());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!stage.hasItem());
    QVERIFY(stage.remember()); // and the next login is remembered
    QVERIFY(stage.comesBackAs("ada"));
}

QTEST_GUILESS_MAIN(tst_RememberedLogin)

#include "tst_rememberedlogin.moc"
