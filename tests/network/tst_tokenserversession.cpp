// SPDX-License-Identifier: MIT
#include "network/tokentest.h"
#include "remember/lockfile_p.h"
#include "session/rememberstage.h"

#include <QtCore/qdiriterator.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// A TokenServer in all of its roles, in a real session, with a service over https and a keychain.
class tst_TokenServerSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRememberedLoginComesBack();
    void aServiceThatIsAwayAtTheStartIsWaitedFor();
    void aSessionGetsNewTokens_data();
    void aSessionGetsNewTokens();
    void tenMinutesWithoutANetworkEndNothing();
    void aRefusedLoginLocksAndTheUnlockedOneIsStoredAgain();
    void aRefusedRememberedLoginIsForgottenAtTheStart();
    void aLogoutEndsTheTokensAtTheService_data();
    void aLogoutEndsTheTokensAtTheService(); // G13
    void aLogoutWithoutANetworkIsNotHeldUp();
    void aLogoutEverywhereEndsTheOtherDevices();
    void aTokenIsSentToNoOtherServer(); // G9
    void twoProcessesShareOneRenewal(); // H1
    void aServiceWithoutRefreshTokensSaysWhyNothingIsRemembered();
    void noTokenIsInAFileOrALog(); // E1, J5
};

namespace {

const QString adasId = QStringLiteral("ada-1");

struct ServiceStage : RememberStage
{
    ServiceStage()
    {
        tokens.clock = clock;
        tokens.service.setLifetime(300s, clock);
        begin();
    }
    void begin()
    {
        server = tokens.logins();
        startWith([&](LoginSetup &setup) {
            setup.use(server);
            setup.sessionPolicy.revalidateInterval = 0s; // tests say when
        });
    }
    // As another process begins: nothing is left of this one but its files and the keychain.
    Result<void> beginAnewAndRestore()
    {
        begin();
        return whileTimePasses(login().restore());
    }
    bool enter(LoginOptions::Remember remember = Remember::Yes)
    {
        QSignalSpy stored(login().rememberedLogin(), &RememberedLogin::stored);
        QSignalSpy failed(login().rememberedLogin(), &RememberedLogin::storingFailed);
        if (!resultOf(login().logIn(TokenStage::credentials(), {.remember = remember})))
            return false;
        return remember != Remember::Yes
            || QTest::qWaitFor([&] { return !stored.isEmpty() || !failed.isEmpty(); }, patience);
    }
    Result<AccessToken> token() { return whileTimePasses(server->accessToken(adasId)); }
    // Another process may have the lock, which is asked for again and again.
    template<typename T>
    Result<T> whileTimePasses(const QFuture<Result<T>> &future)
    {
        const auto isDone = [&] { return future.isFinished() || (clock->advance(10ms), false); };
        return QTest::qWaitFor(isDone, patience) ? resultOf(future) : Result<T>(Error::Kind::TimedOut);
    }
    bool waitUntilStored(const SecretPtr &before)
    {
        return QTest::qWaitFor([&] { return item() && !item()->equals(*before); }, patience);
    }
    // Until no process has the lock: what is being written has a deadline.
    bool waitForWriters()
    {
        const QString path = login().rememberedLogin()->profileFolder() + QStringLiteral("/default.rotation");
        return QTest::qWaitFor([&path] { return LockFile(path).tryLock(); }, patience);
    }
    // A token that is about to end, so that the next one is a new one.
    void age() { clock->advance(280s); }

    TokenStage tokens;
    ScriptedTokenService &service = tokens.service;
    std::shared_ptr<TokenServer> server;
};

} // namespace

void tst_TokenServerSession::aRememberedLoginComesBack()
{
    ServiceStage stage;
    QVERIFY(stage.enter());
    QVERIFY(stage.hasItem());
    for (int start = 0; start < 5; ++start) {
        QVERIFY(stage.beginAnewAndRestore());
        QCOMPARE(stage.login().currentUser()->userName(), QStringLiteral("ada"));
        QVERIFY(!stage.login().isFresh());
        QVERIFY(stage.token());
        stage.clock->advance(1h);
    }
    QCOMPARE(stage.service.reuseCount(), 0);
    QCOMPARE(stage.service.refreshTokenCount(adasId), 1);
}

void tst_TokenServerSession::aServiceThatIsAwayAtTheStartIsWaitedFor()
{
    ServiceStage stage;
    QVERIFY(stage.enter());
    stage.service.server().stop();
    QVERIFY(!stage.beginAnewAndRestore());
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.service.server().start();
    stage.clock->advance(1min);
    QVERIFY(stage.whileTimePasses(stage.login().restore()));
    QVERIFY(stage.token());
}

void tst_TokenServerSession::aSessionGetsNewTokens_data()
{
    QTest::addColumn<bool>("isRemembered");
    QTest::newRow("remembered") << true;
    QTest::newRow("in memory") << false;
}

void tst_TokenServerSession::aSessionGetsNewTokens()
{
    QFETCH(bool, isRemembered);
    ServiceStage stage;
    QVERIFY(stage.enter(isRemembered ? LoginOptions::Remember::Yes : LoginOptions::Remember::No));
    for (int i = 1; i <= 5; ++i) {
        const SecretPtr before = stage.item();
        stage.age();
        QVERIFY(stage.token());
        QVERIFY(!isRemembered || stage.waitUntilStored(before));
        QCOMPARE(stage.service.renewalCount(), i);
    }
    QCOMPARE(stage.hasItem(), isRemembered);
    QCOMPARE(stage.service.reuseCount(), 0);
    QVERIFY(stage.login().isAuthenticated());
}

void tst_TokenServerSession::tenMinutesWithoutANetworkEndNothing()
{
    ServiceStage stage;
    QVERIFY(stage.enter());
    stage.service.server().stop();
    for (int minute = 0; minute < 10; ++minute) {
        stage.clock->advance(1min);
        if (minute >= 5)
            QVERIFY(stage.token().failedWith(Error::Kind::Unavailable));
    }
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::Unavailable));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    stage.service.server().start();
    stage.clock->advance(1min);
    QVERIFY(stage.token());
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
}

void tst_TokenServerSession::aRefusedLoginLocksAndTheUnlockedOneIsStoredAgain()
{
    ServiceStage stage;
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(stage.enter());
    const SecretPtr before = stage.item();
    stage.service.endLogins(adasId);
    QVERIFY(stage.whileTimePasses(stage.login().revalidate()).failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(stage.login().state(), SessionState::Locked);
    QCOMPARE(locked.at(0).at(1).value<LockReason>(), LockReason::TokenRefused);
    QVERIFY(Stage::resultOf(stage.login().unlock(TokenStage::credentials())));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QVERIFY(stage.token());
    QVERIFY(stage.waitUntilStored(before));
    QVERIFY(stage.beginAnewAndRestore());
    QCOMPARE(stage.login().currentUser()->id(), adasId);
}

void tst_TokenServerSession::aRefusedRememberedLoginIsForgottenAtTheStart()
{
    ServiceStage stage;
    QVERIFY(stage.enter());
    stage.service.endLogins(adasId);
    QVERIFY(!stage.beginAnewAndRestore());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(stage.enter());
    QVERIFY(stage.beginAnewAndRestore());
}

void tst_TokenServerSession::aLogoutEndsTheTokensAtTheService_data()
{
    QTest::addColumn<bool>("isRemembered");
    QTest::newRow("remembered") << true;
    QTest::newRow("in memory") << false;
}

void tst_TokenServerSession::aLogoutEndsTheTokensAtTheService()
{
    QFETCH(bool, isRemembered);
    ServiceStage stage;
    QVERIFY(stage.enter(isRemembered ? LoginOptions::Remember::Yes : LoginOptions::Remember::No));
    QCOMPARE(stage.service.refreshTokenCount(adasId), 1);
    stage.login().logOut();
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(stage.token().failedWith(Error::Kind::Absent));
    QTRY_COMPARE(stage.service.refreshTokenCount(adasId), 0);
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.enter());
    QVERIFY(stage.token());
}

void tst_TokenServerSession::aLogoutWithoutANetworkIsNotHeldUp()
{
    ServiceStage stage;
    QVERIFY(stage.enter());
    stage.service.server().stop();
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.hasWaitingTokens());
    QCOMPARE(stage.service.refreshTokenCount(adasId), 1);
    stage.service.server().start();
    QVERIFY(stage.beginAnewAndRestore().failedWith(Error::Kind::Absent));
    QTRY_COMPARE(stage.service.refreshTokenCount(adasId), 0); // it has heard of it at the next start
    QTRY_VERIFY(!stage.hasWaitingTokens());
}

void tst_TokenServerSession::aLogoutEverywhereEndsTheOtherDevices()
{
    ServiceStage stage;
    const auto elsewhere = stage.tokens.adasLogins();
    QVERIFY(elsewhere);
    QVERIFY(stage.enter());
    stage.clock->advance(301s); // the token has ended
    (void)stage.login().logOutEverywhere();
    QVERIFY(!stage.login().isAuthenticated());
    QTRY_COMPARE(stage.service.refreshTokenCount(adasId), 0);
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.whileTimePasses(elsewhere->load(adasId)).failedWith(Error::Kind::WrongCredentials));
}

// The settings of a later start may name another server: an address that was mistyped, or a new one.
void tst_TokenServerSession::aTokenIsSentToNoOtherServer()
{
    ServiceStage stage;
    QVERIFY(stage.enter());
    QVERIFY(stage.hasItem());
    TokenStage other;
    stage.server = other.logins();
    stage.startWith([&](LoginSetup &setup) { setup.use(stage.server); });
    QVERIFY(!stage.whileTimePasses(stage.login().restore()));
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(other.service.server().requests().isEmpty());
    QVERIFY(stage.enter());
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(!other.service.server().requests().isEmpty());
}

void tst_TokenServerSession::twoProcessesShareOneRenewal()
{
    ServiceStage stage;
    QVERIFY(stage.enter());
    const auto secondServer = stage.tokens.logins();
    LoginSetup setup = stage.setup();
    setup.secretStore = stage.anotherStore();
    setup.use(secondServer);
    LoginManager second(setup);
    const SecretPtr before = stage.item();
    QVERIFY(stage.whileTimePasses(second.restore()));
    QVERIFY(stage.waitUntilStored(before));
    QVERIFY(stage.waitForWriters());
    for (int i = 0; i < 3; ++i) {
        stage.age();
        const int renewals = stage.service.renewalCount();
        const auto first = stage.token();
        QVERIFY(first);
        QVERIFY(stage.waitForWriters());
        const auto shared = stage.whileTimePasses(secondServer->accessToken(adasId));
        QVERIFY(shared);
        QVERIFY(shared->value->equals(*first->value));
        QVERIFY(stage.waitForWriters());
        QCOMPARE(stage.service.renewalCount(), renewals + 1);
    }
    QCOMPARE(stage.service.reuseCount(), 0);
}

void tst_TokenServerSession::aServiceWithoutRefreshTokensSaysWhyNothingIsRemembered()
{
    ServiceStage stage;
    stage.service.setGivesRefreshTokens(false);
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.enter());
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::Forbidden);
    QVERIFY(!stage.hasItem());
    QVERIFY(stage.token());
    stage.service.setGivesRefreshTokens(true);
    QVERIFY(stage.enter());
    QVERIFY(stage.hasItem());
}

static QString s_logged;

void tst_TokenServerSession::noTokenIsInAFileOrALog()
{
    const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &message) {
        s_logged += message + u'\n';
    });
    ServiceStage stage;
    bool isThrough = stage.enter();
    stage.age();
    isThrough = isThrough && stage.token() && stage.waitForWriters() && stage.beginAnewAndRestore();
    stage.service.server().stop();
    stage.clock->advance(301s);
    const auto offline = stage.token();
    stage.service.server().start();
    stage.clock->advance(1min);
    isThrough = isThrough && stage.token() && stage.waitForWriters();
    qInstallMessageHandler(before);
    QVERIFY(isThrough);
    QVERIFY(!offline && !offline.error().message().contains(QLatin1StringView(ScriptedTokenService::marker)));
    QVERIFY(s_logged.contains(QStringLiteral("could not be renewed"))); // the log was listened to
    QVERIFY(stage.item()->reveal().contains(ScriptedTokenService::marker)); // and the tokens have the marker
    for (const QByteArrayView secret : {QByteArrayView(ScriptedTokenService::marker), QByteArrayView(TokenStage::password)}) {
        QVERIFY(!s_logged.contains(QLatin1StringView(secret)));
        int count = 0;
        for (QDirIterator it(stage.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext(); ++count) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly)) // else a lock that has just been given up
                QVERIFY2(!file.readAll().contains(secret), qPrintable(file.fileName()));
        }
        QVERIFY(count > 0);
    }
}

QTEST_GUILESS_MAIN(tst_TokenServerSession)
#include "tst_tokenserversession.moc"
