// SPDX-License-Identifier: MIT
#include "rememberstage.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Verified = ScriptedVerifier::Operation;

// The answers of restore() to users who have changed, and to loaders and verifiers that cannot be asked.
class tst_RestoringUser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

void tst_RestoringUser::theUserIsLoadedBeforeAnythingChanges()
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

void tst_RestoringUser::aUserWhoMayNotComeBackLosesTheToken_data()
{
    QTest::addColumn<UserPtr>("now");
    QTest::newRow("gone") << UserPtr();
    QTest::newRow("disabled") << Stage::inactiveAda();
    QTest::newRow("with a new password") << Stage::stampedAda(QStringLiteral("2"));
}

void tst_RestoringUser::aUserWhoMayNotComeBackLosesTheToken()
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
    QVERIFY(!stage.login().rememberedLogin()->hasUser());
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(verifier->series.isEmpty());

    stage.loader->add(Stage::ada()); // DV4: they do not come back with their account
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_RestoringUser::aLoaderThatCannotAnswerKeepsTheToken_data()
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

void tst_RestoringUser::aLoaderThatCannotAnswerKeepsTheToken()
{
    QFETCH(const std::function<void(ScriptedUserLoader &)>, fault);
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    stage.restartApplication();
    fault(*stage.loader);
    if (QByteArray(QTest::currentDataTag()) == "throws")
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("UserLoader::load.. has thrown")));
    QSignalSpy failed(&stage.login(), &LoginManager::loaderFailed);
    QVERIFY(!stage.restore());
    QCOMPARE(failed.count(), 1);
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QVERIFY(stage.login().currentUser()->isAnonymous());
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    QCOMPARE(stage.item(), before);

    stage.loader->heal();
    stage.clock->advance(1s); // tried again by itself
    QVERIFY(stage.waitFor(SessionState::LoggedIn));
}

void tst_RestoringUser::aLoaderThatNeverAnswersIsTriedAgain()
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
    QVERIFY(stage.waitFor(SessionState::LoggedIn));
}

void tst_RestoringUser::loggedOutWhileTheUserIsLoadedNothingHappens()
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

void tst_RestoringUser::anotherLoginWhileTheUserIsLoadedWins()
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
    QVERIFY(stage.login().logInVerified(Stage::bob()));
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(restoring).failedWith(Error::Kind::Cancelled));
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
    QCOMPARE(heard, QStringList(QStringLiteral("bob")));
}

void tst_RestoringUser::aVerifierThatCannotBeAskedKeepsTheToken()
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
    QVERIFY(stage.waitFor(SessionState::LoggedIn));
}

void tst_RestoringUser::aTokenThatItDoesNotKnowIsRemoved()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    verifier->series.clear();
    stage.restartApplication();
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(reused.count(), 0);
    QTRY_VERIFY(!stage.hasItem());
}

QTEST_GUILESS_MAIN(tst_RestoringUser)
#include "tst_restoringuser.moc"
