// SPDX-License-Identifier: MIT
#include "playedprovider.h"
#include "remember/lockfile_p.h"
#include "remember/rememberrecord_p.h"
#include "session/rememberstage.h"

#include <QtCore/qdiriterator.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// The logins of a server in a real session, remembered in a keychain that two processes share.
class tst_TokenKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLoginHasATokenAsSoonAsTheUserIsIn();
    void aRememberedLoginComesBackWithAToken();
    void aLoginThatIsNotRememberedIsRenewedInMemory();
    void aRememberedLoginIsRenewedThroughTheKeychain();
    void twoProcessesShareOneRenewal(); // H1
    void twoProcessesThatTakeTurnsAreNeverTakenForTheft(); // H1, row 20
    void aKeychainThatIsLockedEndsNothing();
    void aLoginThatCannotBeStoredIsRenewedInMemory();
    void aSuccessorThatCouldNotBeStoredIsStoredWithTheNextOne();
    void aKillBeforeTheSuccessorIsStoredCostsOneLogin(); // row 21
    void aLogoutEndsTheTokensAtTheServer(); // G13
    void forgettingKeepsTheSessionAndItsTokens();
    void anExpiredSessionLeavesTheRememberedLogin();
    void anotherUserEndsTheTokensOfTheFirst();
    void aWrongUserAtReauthenticationLeavesTheTokens();
    void reauthenticationStoresTheNewerTokens();
    void aRefusedLoginLocksAndTheNextLoginGoesOn();
    void aRefusedLoginThatWasUnlockedIsStoredAgain();
    void aServerThatIsAwayAtTheStartIsWaitedFor();
    void aServerWithoutRefreshTokensSaysWhyNothingIsRemembered();
    void theDevicesAreThisOne();
    void noTokenIsInAnyFile(); // E1
};

namespace {

const QString adasId = QStringLiteral("ada");

struct ServerStage : RememberStage
{
    ServerStage()
    {
        issuer = std::make_shared<ScriptedIssuer>(clock);
        begin();
    }
    void begin()
    {
        provider = std::make_shared<PlayedProvider>(issuer, clock);
        startWith([&](LoginSetup &setup) {
            setup.use(provider);
            setup.sessionPolicy.revalidateInterval = 0s; // tests say when
        });
    }
    // As another process begins: nothing is left of this one but its files and the keychain.
    Result<void> beginAnewAndRestore()
    {
        begin();
        return restore();
    }
    bool enter(LoginOptions::Remember remember = Remember::Yes, const char *name = "ada")
    {
        QSignalSpy stored(login().rememberedLogin(), &RememberedLogin::stored);
        QSignalSpy failed(login().rememberedLogin(), &RememberedLogin::storingFailed);
        const auto credentials = Credentials::password(QLatin1StringView(name), Secret::copyOf("engine"));
        if (!resultOf(login().logIn(credentials, {.remember = remember})))
            return false;
        return remember != Remember::Yes
            || QTest::qWaitFor([&] { return !stored.isEmpty() || !failed.isEmpty(); }, patience);
    }
    Result<AccessToken> token(PlayedProvider *of = nullptr)
    {
        auto *const its = (of ? of : provider.get())->keeper.login(adasId);
        return its ? whileTimePasses(its->accessToken()) : Result<AccessToken>(Error::Kind::Absent);
    }
    // Another process may have the lock, which is asked for again and again.
    template<typename T>
    Result<T> whileTimePasses(const QFuture<Result<T>> &future)
    {
        const auto isDone = [&] { return future.isFinished() || (clock->advance(10ms), false); };
        return QTest::qWaitFor(isDone, patience) ? resultOf(future) : Result<T>(Error::Kind::TimedOut);
    }
    // Until no process has the lock: what is being written has a deadline.
    bool waitForWriters()
    {
        const QString path = login().rememberedLogin()->profileFolder() + QStringLiteral("/default.rotation");
        return QTest::qWaitFor([&path] { return LockFile(path).tryLock(); }, patience);
    }
    // A token that is about to end, so that the next one is a new one.
    void age() { clock->advance(280s); }
    bool waitUntilStored(const SecretPtr &before)
    {
        return QTest::qWaitFor([&] { return item() && !item()->equals(*before); }, patience);
    }

    std::shared_ptr<ScriptedIssuer> issuer;
    std::shared_ptr<PlayedProvider> provider;
};

// A second process of the same application and user.
struct SecondProcess
{
    explicit SecondProcess(ServerStage &stage) : provider(std::make_shared<PlayedProvider>(stage.issuer, stage.clock))
    {
        LoginSetup setup = stage.setup();
        setup.secretStore = stage.anotherStore();
        setup.use(provider);
        login = std::make_unique<LoginManager>(setup);
    }

    std::shared_ptr<PlayedProvider> provider;
    std::unique_ptr<LoginManager> login;
};

} // namespace

void tst_TokenKeeper::aLoginHasATokenAsSoonAsTheUserIsIn()
{
    ServerStage stage;
    bool hadToken = false;
    QObject::connect(&stage.login(), &LoginManager::loggedIn, &stage.login(), [&] { hadToken = stage.token().has_value(); });
    QVERIFY(stage.enter());
    QVERIFY(hadToken);
}

void tst_TokenKeeper::aRememberedLoginComesBackWithAToken()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    for (int start = 0; start < 5; ++start) {
        QVERIFY(stage.beginAnewAndRestore());
        QCOMPARE(stage.login().currentUser()->id(), adasId);
        QVERIFY(stage.token());
        QVERIFY(!stage.login().isFresh());
        stage.clock->advance(1h);
    }
    QCOMPARE(stage.issuer->reused, 0);
}

void tst_TokenKeeper::aLoginThatIsNotRememberedIsRenewedInMemory()
{
    ServerStage stage;
    QVERIFY(stage.enter(LoginOptions::Remember::No));
    for (int i = 1; i <= 5; ++i) {
        stage.age();
        QVERIFY(stage.token());
        QCOMPARE(stage.issuer->refreshes, i);
    }
    QVERIFY(!stage.hasItem());
}

void tst_TokenKeeper::aRememberedLoginIsRenewedThroughTheKeychain()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    for (int i = 1; i <= 5; ++i) {
        const SecretPtr before = stage.item();
        stage.age();
        QVERIFY(stage.token());
        QVERIFY(stage.waitUntilStored(before));
        QCOMPARE(stage.issuer->refreshes, i);
    }
    QVERIFY(stage.beginAnewAndRestore());
    QCOMPARE(stage.issuer->reused, 0);
}

void tst_TokenKeeper::twoProcessesShareOneRenewal()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    SecondProcess second(stage);
    const SecretPtr before = stage.item();
    QVERIFY(stage.whileTimePasses(second.login->restore()));
    QVERIFY(stage.waitUntilStored(before));
    const SecretPtr restored = stage.item();
    stage.age();
    const int refreshes = stage.issuer->refreshes;
    const auto first = stage.token();
    QVERIFY(first);
    QVERIFY(stage.waitUntilStored(restored));
    const auto shared = stage.token(second.provider.get());
    QVERIFY(shared);
    QVERIFY(shared->value->equals(*first->value));
    QCOMPARE(stage.issuer->refreshes, refreshes + 1);
}

void tst_TokenKeeper::twoProcessesThatTakeTurnsAreNeverTakenForTheft()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    SecondProcess second(stage);
    QVERIFY(stage.whileTimePasses(second.login->restore()));
    QVERIFY(stage.waitForWriters());
    for (int i = 0; i < 40; ++i) {
        stage.age();
        QVERIFY(stage.token(i % 3 == 0 ? second.provider.get() : nullptr));
        QVERIFY(stage.token(i % 3 == 0 ? nullptr : second.provider.get()));
        QVERIFY(stage.waitForWriters());
    }
    QCOMPARE(stage.issuer->reused, 0);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(second.login->isAuthenticated());
}

void tst_TokenKeeper::aKeychainThatIsLockedEndsNothing()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    stage.store->failAll(Error::Kind::Locked);
    const int refreshes = stage.issuer->refreshes;
    stage.clock->advance(301s);
    QVERIFY(stage.token().failedWith(Error::Kind::Locked));
    QCOMPARE(stage.issuer->refreshes, refreshes); // behind the back of other processes
    QVERIFY(stage.login().isAuthenticated());
    stage.store->heal();
    stage.clock->advance(2s);
    QVERIFY(stage.token());
}

void tst_TokenKeeper::aLoginThatCannotBeStoredIsRenewedInMemory()
{
    ServerStage stage;
    stage.store->failAll(Error::Kind::Refused);
    QVERIFY(stage.enter());
    stage.age();
    QVERIFY(stage.token());
    QVERIFY(stage.login().isAuthenticated());
    QCOMPARE(stage.issuer->revoked, 0);
}

void tst_TokenKeeper::aSuccessorThatCouldNotBeStoredIsStoredWithTheNextOne()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    const SecretPtr before = stage.item();
    stage.store->fail(RememberStage::Operation::Write, Error::Kind::Unavailable);
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    stage.age();
    QVERIFY(stage.token());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(stage.item()->equals(*before));
    stage.store->heal();
    stage.age();
    QVERIFY(stage.token());
    QVERIFY(stage.waitUntilStored(before));
    QVERIFY(stage.beginAnewAndRestore());
    QCOMPARE(stage.issuer->reused, 0);
}

void tst_TokenKeeper::aKillBeforeTheSuccessorIsStoredCostsOneLogin()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    const SecretPtr before = stage.item();
    stage.age();
    QVERIFY(stage.token());
    QVERIFY(stage.waitUntilStored(before));
    stage.end();
    stage.setItem(before);
    stage.begin();
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(!stage.restore());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(reused.isEmpty());
    QVERIFY(stage.enter());
    QVERIFY(stage.beginAnewAndRestore());
}

void tst_TokenKeeper::aLogoutEndsTheTokensAtTheServer()
{
    ServerStage stage;
    for (const auto remember : {LoginOptions::Remember::Yes, LoginOptions::Remember::No}) {
        QVERIFY(stage.enter(remember));
        QCOMPARE(stage.issuer->livingCount(), 1);
        stage.login().logOut();
        QTRY_COMPARE(stage.issuer->livingCount(), 0);
        QVERIFY(!stage.provider->keeper.login(adasId));
        QTRY_VERIFY(!stage.hasItem());
    }
    QCOMPARE(stage.issuer->revoked, 2);
}

void tst_TokenKeeper::forgettingKeepsTheSessionAndItsTokens()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    QVERIFY(!stage.hasItem());
    QVERIFY(stage.login().isAuthenticated());
    stage.age();
    QVERIFY(stage.token());
    QVERIFY(!stage.hasItem());
    stage.login().logOut();
    QCOMPARE(stage.issuer->livingCount(), 0);
}

void tst_TokenKeeper::anExpiredSessionLeavesTheRememberedLogin()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    stage.login().endSession(LogoutReason::SessionExpired);
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(!stage.provider->keeper.login(adasId));
}

void tst_TokenKeeper::anotherUserEndsTheTokensOfTheFirst()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    QVERIFY(stage.enter(LoginOptions::Remember::Yes, "bob"));
    QVERIFY(!stage.provider->keeper.login(adasId));
    QVERIFY(stage.provider->keeper.login(QStringLiteral("bob")));
    QVERIFY(stage.beginAnewAndRestore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
}

void tst_TokenKeeper::aWrongUserAtReauthenticationLeavesTheTokens()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    const auto before = stage.token();
    const auto bob = Credentials::password(QStringLiteral("bob"), Secret::copyOf("engine"));
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(bob)).failedWith(Error::Kind::WrongUser));
    QVERIFY(!stage.provider->keeper.login(QStringLiteral("bob")));
    QCOMPARE(stage.issuer->livingCount(), 1);
    QVERIFY(stage.token()->value->equals(*before->value));
}

void tst_TokenKeeper::reauthenticationStoresTheNewerTokens()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    const SecretPtr before = stage.item();
    const auto credentials = Credentials::password(adasId, Secret::copyOf("engine"));
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(credentials)));
    QVERIFY(stage.waitUntilStored(before));
    QCOMPARE(stage.issuer->refreshes, 0);
    QVERIFY(stage.beginAnewAndRestore());
}

void tst_TokenKeeper::aRefusedLoginLocksAndTheNextLoginGoesOn()
{
    ServerStage stage;
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(stage.enter());
    stage.issuer->endAll();
    stage.clock->advance(301s);
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QCOMPARE(locked.at(0).at(1).value<LockReason>(), LockReason::TokenRefused);
    QVERIFY(Stage::resultOf(stage.login().unlock(Credentials::password(adasId, Secret::copyOf("engine")))));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QVERIFY(stage.token());
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
}

void tst_TokenKeeper::aRefusedLoginThatWasUnlockedIsStoredAgain()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    const SecretPtr before = stage.item();
    stage.issuer->endAll();
    stage.clock->advance(301s);
    QVERIFY(!Stage::resultOf(stage.login().revalidate()));
    QVERIFY(Stage::resultOf(stage.login().unlock(Credentials::password(adasId, Secret::copyOf("engine")))));
    QVERIFY(stage.waitUntilStored(before));
    QVERIFY(stage.beginAnewAndRestore());
    QVERIFY(stage.token());
}

void tst_TokenKeeper::aServerThatIsAwayAtTheStartIsWaitedFor()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    stage.issuer->fault = Error(Error::Kind::Unavailable);
    QVERIFY(!stage.beginAnewAndRestore());
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.issuer->fault.reset();
    QVERIFY(stage.restore());
    QVERIFY(stage.token());
}

void tst_TokenKeeper::aServerWithoutRefreshTokensSaysWhyNothingIsRemembered()
{
    ServerStage stage;
    stage.issuer->givesRefreshTokens = false;
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.enter());
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::Forbidden);
    QVERIFY(!stage.hasItem());
    QVERIFY(stage.token());
}

void tst_TokenKeeper::theDevicesAreThisOne()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    const auto devices = Stage::resultOf(stage.login().rememberedLogin()->devices());
    QVERIFY(devices);
    QCOMPARE(devices->size(), 1);
    QVERIFY(devices->first().isThisOne);
}

void tst_TokenKeeper::noTokenIsInAnyFile()
{
    ServerStage stage;
    QVERIFY(stage.enter());
    const TokenSet tokens = StoredTokens::decode(*RememberRecord::decode(*stage.item())->verifier, {}, stage.clock)->tokens;
    QDirIterator files(stage.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(!content.contains(tokens.access->reveal().toByteArray()));
        QVERIFY(!content.contains(tokens.refresh->reveal().toByteArray()));
        ++count;
    }
    QVERIFY(count > 0);
}

QTEST_GUILESS_MAIN(tst_TokenKeeper)
#include "tst_tokenkeeper.moc"
