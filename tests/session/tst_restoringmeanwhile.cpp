// SPDX-License-Identifier: MIT
#include "rememberstage.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;

// The events that may happen while restore() runs or is pending, and its questions after the keychain's.
class tst_RestoringMeanwhile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // While it lasts
    void callsShareOneOperation(); // rule 37
    void aLoginUnderWayGoesOn_data();
    void aLoginUnderWayGoesOn();
    void aPromptAtThePasswordIsNotTakenAway();
    void whoIsInNeedsNoRestoring();
    void whoNeedsALoginWaitsForTheOutcome_data();
    void whoNeedsALoginWaitsForTheOutcome();
    void pendingItIsNoObstacleToALogin();
    void pendingALoginThatFailsLeavesItPending();
    void pendingALoginOfAnotherUserEndsIt(); // FL-44

    // Other sources
    void ambientLoginsComeAfterTheRememberedOne(); // FL-22
    void ambientLoginsAreNeitherFreshNorStored(); // FL-05
    void ambientLoginsAreAskedInOrderUntilOneKnows(); // FL-22
};

void tst_RestoringMeanwhile::callsShareOneOperation()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->forgetCalls();
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    QList<QFuture<Result<void>>> calls;
    for (int i = 0; i < 10; ++i)
        calls += stage.login().restore();
    for (const auto &call : calls)
        QVERIFY(Stage::resultOf(call));
    QCOMPARE(restored.count(), 1);
    QCOMPARE(stage.loader->calls().size(), 1);
    QCOMPARE(stage.store->count(Operation::Read), 2); // once more under the lock
}

void tst_RestoringMeanwhile::aLoginUnderWayGoesOn_data()
{
    QTest::addColumn<bool>("first");
    QTest::addColumn<QString>("who");
    QTest::addColumn<QStringList>("heard");
    const QStringList same {QStringLiteral("restored ada"), QStringLiteral("in ada")};
    const QStringList other {QStringLiteral("restored ada"), QStringLiteral("out ada"), QStringLiteral("in bob")};
    QTest::newRow("begun before, the same") << true << QStringLiteral("ada") << same;
    QTest::newRow("begun before, another") << true << QStringLiteral("bob") << other;
    QTest::newRow("begun meanwhile, the same") << false << QStringLiteral("ada") << same;
    QTest::newRow("begun meanwhile, another") << false << QStringLiteral("bob") << other;
    QTest::newRow("begun meanwhile, and wrong") << false << QString() << QStringList(same.first());
}

void tst_RestoringMeanwhile::aLoginUnderWayGoesOn()
{
    QFETCH(const bool, first);
    QFETCH(const QString, who);
    QFETCH(const QStringList, heard);
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    stage.authenticator->hold();
    QStringList said;
    const auto note = [&said, this, &stage](auto signal, const QString &word) {
        connect(&stage.login(), signal, this, [&said, word](const UserPtr &user) { said += word + u' ' + user->id(); });
    };
    note(&LoginManager::restored, QStringLiteral("restored"));
    note(&LoginManager::loggedIn, QStringLiteral("in"));
    note(&LoginManager::loggedOut, QStringLiteral("out"));
    const Credentials credentials = who.isEmpty() ? Stage::wrongPassword()
        : who == QLatin1String("ada")             ? Stage::adasPassword()
                                                  : Stage::bobsPassword();
    QFuture<Result<void>> attempt;
    if (first)
        attempt = stage.login().logIn(credentials);
    const auto restoring = stage.login().restore();
    if (!first)
        attempt = stage.login().logIn(credentials);
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.store->releaseHeld();
    QVERIFY(Stage::resultOf(restoring));
    QVERIFY(stage.login().isAuthenticated() && !stage.login().isFresh() && stage.login().isBusy());
    stage.authenticator->releaseHeld();
    QCOMPARE(bool(Stage::resultOf(attempt)), !who.isEmpty());
    QCOMPARE(stage.login().isFresh(), !who.isEmpty());
    QVERIFY(stage.login().isAuthenticated() && !stage.login().isBusy());
    QCOMPARE(said, heard);
}

void tst_RestoringMeanwhile::aPromptAtThePasswordIsNotTakenAway()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Unavailable);
    QVERIFY(!stage.restore());
    const auto needed = stage.login().require(Requirement::freshLogin());
    stage.authenticator->hold();
    QVERIFY(stage.prompt->isAsking());
    stage.prompt->answer(Stage::adasPassword());
    stage.store->heal();
    QVERIFY(stage.restore());
    QVERIFY(stage.prompt->isAsking() && !stage.login().isFresh());
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(needed));
    QVERIFY(stage.login().isFresh());
    QVERIFY(!stage.prompt->isAsking());
    QCOMPARE(stage.prompt->requests().size(), 1);
}

void tst_RestoringMeanwhile::whoIsInNeedsNoRestoring()
{
    RememberStage stage;
    QVERIFY(stage.login().logInVerified(Stage::bob(), {.remember = Remember::Keep}));
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->peek()).failedWith(Error::Kind::Absent));
    stage.store->forgetCalls();
    const auto restoring = stage.login().restore();
    QVERIFY(restoring.isFinished() && restoring.result());
    stage.login().lock();
    QVERIFY(Stage::resultOf(stage.login().restore()).failedWith(Error::Kind::Locked));
    QVERIFY(stage.store->calls().isEmpty());
    QVERIFY(stage.login().isLocked());
}

void tst_RestoringMeanwhile::whoNeedsALoginWaitsForTheOutcome_data()
{
    QTest::addColumn<bool>("remembered");
    QTest::newRow("and gets it") << true;
    QTest::newRow("and is asked") << false;
}

void tst_RestoringMeanwhile::whoNeedsALoginWaitsForTheOutcome()
{
    QFETCH(const bool, remembered);
    RememberStage stage;
    QVERIFY(stage.remember());
    if (!remembered)
        stage.loader->remove(QStringLiteral("ada"));
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    (void)stage.login().restore();
    const auto needed = stage.login().require(Requirement::login());
    QTRY_COMPARE(stage.store->heldCount(), 1);
    QVERIFY(!needed.isFinished() && !stage.prompt->isAsking());
    stage.store->releaseHeld();
    QTRY_VERIFY(needed.isFinished() || stage.prompt->isAsking());
    QCOMPARE(stage.prompt->isAsking(), !remembered);
    if (remembered)
        QCOMPARE(needed.result()->id, QStringLiteral("ada"));
}

void tst_RestoringMeanwhile::pendingItIsNoObstacleToALogin()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Locked);
    QVERIFY(!stage.restore());
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword(), {.remember = Remember::Keep})));
    QVERIFY(stage.login().isFresh());
    QTRY_VERIFY(stage.login().isRemembered()); // it is still there, behind its lock
    QCOMPARE(stage.item(), before);
    stage.store->heal();
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RestoringMeanwhile::pendingALoginThatFailsLeavesItPending()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Unavailable);
    QVERIFY(!stage.restore());
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::wrongPassword())));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.store->heal();
    stage.clock->advance(1s);
    QVERIFY(stage.waitFor(SessionState::LoggedIn));
}

void tst_RestoringMeanwhile::pendingALoginOfAnotherUserEndsIt()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Locked);
    QVERIFY(!stage.restore());
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::bobsPassword(), {.remember = Remember::Keep})));
    QTRY_COMPARE(stage.store->count(Operation::Remove), 1);
    QVERIFY(stage.hasItem()); // behind its lock, where no caller can reach it
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent)); // but worth nothing
    QTRY_VERIFY(!stage.hasItem());
}

void tst_RestoringMeanwhile::ambientLoginsComeAfterTheRememberedOne()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    int asked = 0;
    const auto ambient = [&asked] {
        ++asked;
        return readyFuture(Result<UserPtr>(Stage::bob()));
    };
    stage.startWith([&](LoginSetup &setup) { setup.ambientLogins.push_back(ambient); });
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QCOMPARE(asked, 0);
    stage.login().logOut();
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
}

void tst_RestoringMeanwhile::ambientLoginsAreNeitherFreshNorStored()
{
    RememberStage stage;
    stage.startWith([](LoginSetup &setup) {
        setup.ambientLogins.push_back([] { return readyFuture(Result<UserPtr>(Stage::bob())); });
    });
    QSignalSpy restored(&stage.login(), &LoginManager::restored);
    QVERIFY(stage.restore());
    QCOMPARE(restored.count(), 1);
    QVERIFY(stage.login().isAuthenticated() && !stage.login().isFresh() && !stage.login().isRemembered());
    QCOMPARE(stage.store->count(Operation::Write), 0);
    stage.startWith([](LoginSetup &setup) { setup.ambientLogins.clear(); });
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
}

void tst_RestoringMeanwhile::ambientLoginsAreAskedInOrderUntilOneKnows()
{
    RememberStage stage;
    QList<int> asked;
    const auto add = [&](int number, const Result<UserPtr> &answer) {
        const auto ambient = [&asked, number, answer] {
            asked += number;
            return readyFuture(answer);
        };
        stage.startWith([&](LoginSetup &setup) { setup.ambientLogins.push_back(ambient); });
    };
    add(1, Error::Kind::Absent);
    add(2, Error::Kind::Unavailable);
    add(3, Stage::inactiveAda());
    add(4, UserPtr(std::make_shared<const AnonymousUser>()));
    add(5, UserPtr());
    stage.startWith([](LoginSetup &setup) {
        setup.ambientLogins.push_back([]() -> QFuture<Result<UserPtr>> { throw 6; });
    });
    add(7, Stage::bob());
    add(8, Stage::ada());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("An ambient login has thrown")));
    QVERIFY(stage.restore());
    QCOMPARE(asked, QList<int>({1, 2, 3, 4, 5, 7}));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
}

QTEST_GUILESS_MAIN(tst_RestoringMeanwhile)
#include "tst_restoringmeanwhile.moc"
