// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "remember/lockfile_p.h"
#include "support/patience.h"


using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;
using Verified = ScriptedVerifier::Operation;
using std::chrono::days;

// Two processes of one application on one profile, as two managers that share nothing but the disk,
// the keychain and the users.
class tst_Elsewhere : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothAreRestoredWithoutAlarm(); // row 19
    void loggingOutLogsOutTheSameUserEverywhere();
    void loggingOutLogsOutNobodyElse();
    void loggingOutIsHeardAlsoByWhoIsNotRemembered();
    void loggingOutOfAnotherProfileIsNotHeard();
    void whatWasLoggedOutBeforeEndsNoNewLogin();
    void loggedOutWhileTheOtherIsBeingRestored(); // E9
    void aLogoutBesideALoginOfOnesOwnIsHeard();
    void aLogoutIsHeardThoughTheProfileWasDamaged();
    void forgettingElsewhereIsNoticed();
    void forgettingWaitsForTheLockAndKeepsWhatIsStoredMeanwhile(); // row 19
    void rememberingElsewhereIsNoticed();
    void aNewPasswordElsewhereEndsThisSessionAndNotTheNewToken(); // A10
    void aUserWhoWasDisabledElsewhereIsNoticed(); // C11
    void anotherUsersLoginElsewhereEndsNoSession();
    void aTokenThatChangesUnderARestoreIsFollowed();
    void aTokenThatVanishesUnderARestoreIsAbsent();
    void aNewStampUnderARestoreKeepsTheNewToken(); // A10, E9
    void loggedInAgainAsAnotherUnderARestoreTheNewOneComesBack();
};

// Waits until \a done while time passes: where one has the lock, the other waits for it.
static bool waitInTime(RememberStage &stage, const std::function<bool()> &done)
{
    return QTest::qWaitFor([&] { return done() || (stage.clock->advance(50ms), done()); }, patience);
}

template<typename T>
static Result<T> inTime(RememberStage &stage, const QFuture<Result<T>> &future)
{
    (void)waitInTime(stage, [&] { return future.isFinished(); });
    return Stage::resultOf(future);
}

// The other process.
class Other
{
public:
    using Change = std::function<void(LoginSetup &)>;
    explicit Other(RememberStage &stage, const Change &change = [](LoginSetup &) {})
        : stage(stage), store(stage.anotherStore()), login(setup(change))
    {
    }
    bool restore() { return bool(inTime(stage, login.restore())); }
    // In, and listening to the others.
    bool logInVerified(const UserPtr &user, Remember remember = Remember::Keep)
    {
        QSignalSpy stored(login.rememberedLogin(), &RememberedLogin::stored);
        if (!login.logInVerified(user, {.remember = remember}))
            return false;
        (void)Stage::resultOf(login.rememberedLogin()->peek());
        return remember != Remember::Yes || waitInTime(stage, [&] { return !stored.isEmpty(); });
    }

    RememberStage &stage;
    std::shared_ptr<ScriptedSecretStore> store;
    LoginManager login;

private:
    LoginSetup setup(const Change &change) const
    {
        LoginSetup setup = stage.setup();
        setup.use(store);
        change(setup);
        return setup;
    }
};

// Lets both processes note what the disk says, and come to rest.
static void letThemLook(LoginManager &one, LoginManager &other)
{
    for (int i = 0; i < 5; ++i) {
        QCoreApplication::processEvents();
        (void)Stage::resultOf(one.rememberedLogin()->peek());
        (void)Stage::resultOf(other.rememberedLogin()->peek());
    }
}

void tst_Elsewhere::bothAreRestoredWithoutAlarm()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    for (int i = 0; i < 5; ++i) {
        stage.restartApplication();
        Other other(stage);
        QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
        QSignalSpy reusedThere(other.login.rememberedLogin(), &RememberedLogin::tokenReused);
        const auto here = stage.login().restore();
        const auto there = other.login.restore();
        QVERIFY(inTime(stage, here) && inTime(stage, there));
        QCOMPARE(reused.count() + reusedThere.count(), 0);
        QTRY_COMPARE(stage.store->count(Operation::Write) + other.store->count(Operation::Write), 2);
        stage.clock->advance(1h);
    }
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Elsewhere::loggingOutLogsOutTheSameUserEverywhere()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    Other other(stage);
    QVERIFY(other.restore());
    QSignalSpy out(&other.login, &LoginManager::loggedOut);
    stage.login().logOut();
    QTRY_COMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(0).value<UserPtr>()->id(), QStringLiteral("ada"));
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::Elsewhere);
    QCOMPARE(other.login.state(), SessionState::SignedOut);
    QVERIFY(!other.login.isRemembered());
    QTRY_VERIFY(!stage.hasItem());
}

void tst_Elsewhere::loggingOutLogsOutNobodyElse()
{
    RememberStage stage;
    Other other(stage);
    QVERIFY(other.logInVerified(Stage::bob()));
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    QSignalSpy out(&other.login, &LoginManager::loggedOut);
    stage.loader->forgetCalls();
    stage.login().logOut();
    QTRY_VERIFY(stage.loader->calls().contains(QStringLiteral("bob"))); // it has heard, and looked after its own
    QCOMPARE(out.count(), 0);
    QVERIFY(other.login.isAuthenticated());
}

void tst_Elsewhere::loggingOutIsHeardAlsoByWhoIsNotRemembered()
{
    RememberStage stage;
    Other other(stage);
    QVERIFY(other.logInVerified(Stage::ada()));
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    QSignalSpy out(&other.login, &LoginManager::loggedOut);
    stage.login().logOut();
    QTRY_COMPARE(out.count(), 1);
}

void tst_Elsewhere::loggingOutOfAnotherProfileIsNotHeard()
{
    RememberStage stage;
    Other other(stage, [](LoginSetup &setup) { setup.profile = QStringLiteral("work"); });
    QVERIFY(other.logInVerified(Stage::ada(), Remember::Yes));
    QVERIFY(stage.remember());
    stage.login().logOut();
    QTRY_VERIFY(!stage.hasItem());
    letThemLook(stage.login(), other.login);
    QVERIFY(other.login.isAuthenticated() && other.login.isRemembered());
}

void tst_Elsewhere::whatWasLoggedOutBeforeEndsNoNewLogin()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().logOut();
    QTRY_VERIFY(!stage.hasItem());
    Other other(stage);
    QVERIFY(other.logInVerified(Stage::ada()));
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    QVERIFY(stage.logInVerified(Stage::bob(), {.remember = Remember::Yes})); // something changes in the profile
    QTRY_VERIFY(stage.login().isRemembered());
    letThemLook(stage.login(), other.login);
    QVERIFY(other.login.isAuthenticated() && stage.login().isAuthenticated());
}

void tst_Elsewhere::loggedOutWhileTheOtherIsBeingRestored()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    Other other(stage);
    verifier->held = {Verified::Present}; // it has said yes, and the answer is on its way …
    const auto restoring = other.login.restore();
    QTRY_COMPARE(int(verifier->waiting.size()), 1);
    stage.login().logOut(); // … when the person logs out
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->peek()).failedWith(Error::Kind::Absent));
    QSignalSpy out(&other.login, &LoginManager::loggedOut);
    verifier->release();
    (void)inTime(stage, restoring);
    QTRY_COMPARE(other.login.state(), SessionState::SignedOut);
    if (out.count() > 0)
        QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::Elsewhere);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Elsewhere::aLogoutBesideALoginOfOnesOwnIsHeard()
{
    RememberStage stage;
    Other other(stage);
    QVERIFY(other.logInVerified(Stage::ada()));
    (void)Stage::resultOf(other.login.rememberedLogin()->peek()); // by now it listens
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    (void)Stage::resultOf(stage.login().rememberedLogin()->peek());
    QSignalSpy out(&other.login, &LoginManager::loggedOut);
    stage.login().logOut();
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->peek()).failedWith(Error::Kind::Absent)); // it is on the disk
    const auto forgotten = other.login.rememberedLogin()->forget(); // and this process writes as well, before it has looked
    (void)inTime(stage, forgotten);
    QTRY_COMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::Elsewhere);
}

void tst_Elsewhere::aLogoutIsHeardThoughTheProfileWasDamaged()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(stage.remember());
    Other other(stage);
    QVERIFY(other.restore());
    QSignalSpy out(&other.login, &LoginManager::loggedOut);
    QVERIFY(RememberStage::damage(stage.profilePath()));
    stage.login().logOut(); // puts it aside, and counts from one again
    QTRY_COMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::Elsewhere);
}

void tst_Elsewhere::forgettingWaitsForTheLockAndKeepsWhatIsStoredMeanwhile()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    Other other(stage);
    LockFile third(stage.login().rememberedLogin()->profileFolder() + QStringLiteral("/default.rotation"));
    QVERIFY(QTest::qWaitFor([&] { return third.tryLock(); }, patience));
    const auto forgetting = stage.login().rememberedLogin()->forget();
    QTRY_VERIFY(Stage::resultOf(other.login.rememberedLogin()->peek()).failedWith(Error::Kind::Absent));
    QCOMPARE(stage.store->count(Operation::Remove), 0);
    third.unlock();
    QVERIFY(other.logInVerified(Stage::ada(), Remember::Yes));
    QVERIFY(inTime(stage, forgetting));
    QVERIFY(stage.hasItem());
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Elsewhere::forgettingElsewhereIsNoticed()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    Other other(stage);
    QVERIFY(other.restore());
    QVERIFY(other.login.isRemembered());
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    QTRY_VERIFY(!other.login.isRemembered());
    QVERIFY(other.login.isAuthenticated());
}

void tst_Elsewhere::rememberingElsewhereIsNoticed()
{
    RememberStage stage;
    Other other(stage);
    QVERIFY(other.logInVerified(Stage::ada()));
    QVERIFY(!other.login.isRemembered());
    QVERIFY(stage.remember());
    QTRY_VERIFY(other.login.isRemembered());
}

void tst_Elsewhere::aNewPasswordElsewhereEndsThisSessionAndNotTheNewToken()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    stage.loader->add(Stage::stampedAda(QStringLiteral("1")));
    QVERIFY(stage.remember(Stage::stampedAda(QStringLiteral("1"))));
    Other other(stage);
    QVERIFY(other.restore());
    QTRY_COMPARE(other.store->count(Operation::Write), 1);

    stage.loader->add(Stage::stampedAda(QStringLiteral("2")));
    QSignalSpy out(&other.login, &LoginManager::loggedOut);
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QTRY_COMPARE(stored.count(), 1);
    QTRY_COMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::StampChanged);
    letThemLook(stage.login(), other.login);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(stage.hasItem());
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Elsewhere::aUserWhoWasDisabledElsewhereIsNoticed()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    Other other(stage);
    QVERIFY(other.restore());
    QSignalSpy out(&other.login, &LoginManager::loggedOut);
    stage.loader->add(Stage::inactiveAda());
    QVERIFY(!Stage::resultOf(stage.login().revalidate()));
    QTRY_COMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::UserDisabled);
}

void tst_Elsewhere::anotherUsersLoginElsewhereEndsNoSession()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    Other other(stage);
    QVERIFY(other.restore());
    QVERIFY(stage.remember(Stage::bob())); // takes the profile's place; both go on
    QTRY_VERIFY(!other.login.isRemembered());
    QVERIFY(other.login.isAuthenticated());
    QCOMPARE(other.login.currentUser()->id(), QStringLiteral("ada"));
    other.login.logOut(); // and ends no session but ada's …
    letThemLook(stage.login(), other.login);
    QVERIFY(stage.login().isAuthenticated());
}

void tst_Elsewhere::aTokenThatChangesUnderARestoreIsFollowed()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->hold();
    const auto restoring = stage.login().restore(); // has seen one token …
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    const auto users = std::make_shared<ScriptedUserLoader>();
    users->add(Stage::ada());
    Other other(stage, [&](LoginSetup &setup) { setup.use(users); });
    QVERIFY(other.restore()); // … when the other process changes it …
    QTRY_COMPARE(other.store->count(Operation::Write), 1);
    stage.clock->advance(20s); // … and some time goes by
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    stage.loader->releaseHeld();
    QVERIFY(inTime(stage, restoring));
    QCOMPARE(reused.count(), 0);
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Elsewhere::aNewStampUnderARestoreKeepsTheNewToken()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->hold();
    const auto restoring = stage.login().restore(); // has seen the token with the old stamp …
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    const auto users = std::make_shared<ScriptedUserLoader>();
    users->add(Stage::stampedAda(QStringLiteral("new")));
    Other other(stage, [&](LoginSetup &setup) { setup.use(users); });
    QVERIFY(other.logInVerified(Stage::stampedAda(QStringLiteral("new")), Remember::Yes)); // … when there is a new one
    stage.loader->add(Stage::stampedAda(QStringLiteral("new")));
    stage.loader->releaseFirst();
    QTRY_VERIFY(restoring.isFinished() || stage.loader->heldCount() > 0);
    stage.loader->releaseHeld();
    QVERIFY(inTime(stage, restoring));
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Elsewhere::aTokenThatVanishesUnderARestoreIsAbsent()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->hold();
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    stage.store->content()->clear();
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(restoring).failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_Elsewhere::loggedInAgainAsAnotherUnderARestoreTheNewOneComesBack()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.restartApplication();
    stage.loader->hold();
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    Other other(stage);
    QVERIFY(other.logInVerified(Stage::bob(), Remember::Yes));
    stage.loader->releaseHeld();
    QVERIFY(inTime(stage, restoring));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
}

QTEST_GUILESS_MAIN(tst_Elsewhere)
#include "tst_elsewhere.moc"
