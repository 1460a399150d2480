// SPDX-License-Identifier: MIT
#include "network/devicelogin_p.h"
#include "network/oidcprovider.h"
#include "network/oidcuser.h"
#include "network/realprovider.h"
#include "network/scriptedbrowser.h"
#include "session/rememberstage.h"
#include "vault/memorysecretstore.h"

#include <QtCore/qjsonarray.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// Says whether it has tokens that their server has to hear of.
struct WatchedStore final : MemorySecretStore
{
    QFuture<Result<void>> write(const QString &key, SecretPtr secret) override
    {
        isTokenWaiting = isTokenWaiting || isOfWaiting(key);
        return MemorySecretStore::write(key, secret);
    }
    QFuture<Result<void>> remove(const QString &key) override
    {
        isTokenWaiting = isTokenWaiting && !isOfWaiting(key);
        return MemorySecretStore::remove(key);
    }
    static bool isOfWaiting(const QString &key) { return key.endsWith(QStringLiteral("/ending")); }

    bool isTokenWaiting = false;
};

// Logins that are remembered and renewed: a session of ours, and a provider that others have written, which ends a login
// whose refresh token comes back.
class tst_OidcRemembering : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void aRememberedLoginComesBack();
    void aSessionRenewsItsTokens();
    void renewedTokensComeBackAtTheNextStart();
    void aThousandRequestsRenewOnce(); // G12
    void aProviderThatIsAwayEndsNothing(); // rows 42 and 43
    void aRevokedLoginLocksAndTheNextLoginGoesOn(); // row 44
    void aDisabledAccountDoesNotComeBack();
    void aLogoutEndsTheTokensThere(); // G13
    void aLogoutWithoutTheProviderEndsTheTokensAtALaterStart(); // G13
    void aLogoutWithoutTheProviderEndsTheTokensOnceItIsBack(); // G13
    void anOldTokenDoesNotEndTheNextLogin();
    void theBrowserIsLoggedOutWhereTheUserWantsIt();
    void aLogoutEverywhereSaysWhatItCannotEnd();
    void withoutOfflineAccessNothingIsRemembered();
    void twoProcessesNeverSendATokenTwice(); // H1, row 20
    void aLoginOnAnotherDeviceIsRemembered(); // G14
    void aUserWhoseClaimsChangeIsSeenAnew();
    void aLoginThatCannotBeRenewedStaysWhenItsTokenIsOver();

private:
    struct Process
    {
        std::shared_ptr<OidcProvider> provider;
        std::unique_ptr<LoginManager> login;
    };
    Process start();
    void restart();
    Result<void> logIn();
    Result<AccessToken> token(const Process &process);
    template<typename T>
    Result<T> resultOf(const QFuture<Result<T>> &future);
    void advance(std::chrono::seconds duration);
    bool isTokenWaiting() const { return m_store->isTokenWaiting; }
    int statistic(const QString &name) { return m_provider.statistics().value(name).toInt(); }
    static QString userId(const Process &process) { return process.login->currentUser()->id(); }

    RealProvider m_provider;
    std::unique_ptr<ScriptedBrowser> m_browser;
    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<WatchedStore> m_store;
    std::chrono::seconds m_ahead {};
    std::unique_ptr<QTemporaryDir> m_folder;
    QStringList m_scopes;
    Process m_process;
};

void tst_OidcRemembering::initTestCase()
{
    QVERIFY2(m_provider.start(), qPrintable(m_provider.complaint()));
}

void tst_OidcRemembering::init()
{
    m_process = {};
    m_ahead = 0s;
    m_provider.moveClock(0s);
    m_provider.command(QStringLiteral("resetStatistics"));
    m_browser = std::make_unique<ScriptedBrowser>(m_provider.authority().certificate());
    m_store = std::make_shared<WatchedStore>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ManualClock>(
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    m_scopes = {QStringLiteral("profile"), QStringLiteral("journal"), QStringLiteral("offline_access")};
    m_process = start();
}

// Another process of the same application and user, at the time of this machine, where the provider is.
tst_OidcRemembering::Process tst_OidcRemembering::start()
{
    const OidcSettings settings {.issuer = m_provider.issuer(),
                                 .clientId = QStringLiteral("journal"),
                                 .scopes = m_scopes,
                                 .scopeClaim = QStringLiteral("roles"),
                                 .certificates = {m_provider.authority().certificate()},
                                 .redirectPath = QStringLiteral("/callback"),
                                 .offersDevice = true};
    Process process {std::make_shared<OidcProvider>(settings, m_clock), nullptr};
    LoginSetup setup {.applicationId = QStringLiteral("org.example.journal")};
    setup.use(process.provider).use(m_store);
    setup.profileFolder = m_folder->path();
    setup.contextId = [] { return QByteArray("here"); };
    setup.clock = m_clock;
    setup.sessionPolicy.revalidateInterval = 0s; // tests say when
    process.login = std::make_unique<LoginManager>(setup);
    return process;
}

void tst_OidcRemembering::restart()
{
    m_process = {};
    m_process = start();
}

// The lock of another process is waited for by the clock.
template<typename T>
Result<T> tst_OidcRemembering::resultOf(const QFuture<Result<T>> &future)
{
    const auto isDone = [&] { return future.isFinished() || (m_clock->advance(5ms), false); };
    return QTest::qWaitFor(isDone, patience) ? QtLogin::resultOf(future) : Result<T>(Error::Kind::TimedOut);
}

Result<void> tst_OidcRemembering::logIn()
{
    LoginManager &login = *m_process.login;
    QSignalSpy stored(login.rememberedLogin(), &RememberedLogin::stored);
    QSignalSpy failed(login.rememberedLogin(), &RememberedLogin::storingFailed);
    const auto verb = [&](const Credentials &credentials) {
        return login.state() == SessionState::Locked ? login.unlock(credentials) : login.logIn(credentials, {.remember = true});
    };
    const auto begun = resultOf(verb(Credentials::elsewhere(LoginWay::Browser)));
    if (!begun.failedWith(Error::Kind::StepRequired))
        return begun;
    const NextStep step = *login.nextStep();
    const auto waiting = verb(Credentials::answer(step));
    m_browser->visit(step.link);
    const auto done = resultOf(waiting);
    if (done && !QTest::qWaitFor([&] { return !stored.isEmpty() || !failed.isEmpty(); }, patience))
        return Error::Kind::TimedOut;
    return done;
}

Result<AccessToken> tst_OidcRemembering::token(const Process &process)
{
    return resultOf(process.provider->accessToken(userId(process)));
}

void tst_OidcRemembering::advance(std::chrono::seconds duration)
{
    m_ahead += duration;
    m_provider.moveClock(m_ahead);
    m_clock->advance(duration);
}

void tst_OidcRemembering::aRememberedLoginComesBack()
{
    QVERIFY(logIn());
    const QString id = userId(m_process);
    const Scopes scopes = m_process.login->currentUser()->scopes();
    QVERIFY(!scopes.isEmpty());
    for (int i = 0; i < 3; ++i) {
        restart();
        QVERIFY(resultOf(m_process.login->restore()));
        QCOMPARE(userId(m_process), id);
        QCOMPARE(m_process.login->currentUser()->scopes(), scopes);
        QVERIFY(!m_process.login->isFresh());
        QVERIFY(token(m_process));
    }
    QCOMPARE(statistic(QStringLiteral("reusedRefreshTokens")), 0);
}

void tst_OidcRemembering::aSessionRenewsItsTokens()
{
    QVERIFY(logIn());
    auto before = token(m_process);
    QVERIFY(before);
    for (int i = 0; i < 3; ++i) {
        advance(std::chrono::hours(2));
        const auto after = token(m_process);
        QVERIFY(after);
        QVERIFY(!after->value->equals(*before->value));
        before = after;
        QVERIFY(resultOf(m_process.login->revalidate()));
    }
    QCOMPARE(statistic(QStringLiteral("refreshes")), 3);
    QCOMPARE(statistic(QStringLiteral("reusedRefreshTokens")), 0);
}

void tst_OidcRemembering::renewedTokensComeBackAtTheNextStart()
{
    QVERIFY(logIn());
    for (int i = 0; i < 5; ++i) {
        QSignalSpy stored(m_process.login->rememberedLogin(), &RememberedLogin::stored);
        advance(std::chrono::hours(2));
        QVERIFY(token(m_process));
        QTRY_VERIFY(!stored.isEmpty());
        restart();
        QVERIFY(resultOf(m_process.login->restore()));
    }
    QCOMPARE(statistic(QStringLiteral("reusedRefreshTokens")), 0);
}

void tst_OidcRemembering::aThousandRequestsRenewOnce()
{
    QVERIFY(logIn());
    advance(std::chrono::hours(2));
    QList<QFuture<Result<AccessToken>>> waiting;
    for (int i = 0; i < 1'000; ++i)
        waiting.append(m_process.provider->accessToken(userId(m_process)));
    for (const auto &each : std::as_const(waiting))
        QVERIFY(resultOf(each));
    QCOMPARE(statistic(QStringLiteral("refreshes")), 1);
}

void tst_OidcRemembering::aProviderThatIsAwayEndsNothing()
{
    QVERIFY(logIn());
    m_provider.goAway();
    for (int minute = 0; minute < 10; ++minute) {
        advance(1min);
        (void)token(m_process);
        QVERIFY(m_process.login->isAuthenticated());
    }
    advance(2h);
    QVERIFY(!token(m_process));
    QVERIFY(m_process.login->isAuthenticated());
    m_provider.comeBack();
    advance(1min);
    QVERIFY(token(m_process));
}

void tst_OidcRemembering::aRevokedLoginLocksAndTheNextLoginGoesOn()
{
    QVERIFY(logIn());
    QSignalSpy locked(m_process.login.get(), &LoginManager::lockedChanged);
    QVERIFY(m_provider.revokeGrants(QStringLiteral("ada")) > 0);
    QVERIFY(resultOf(m_process.login->revalidate()).failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(m_process.login->state(), SessionState::Locked);
    QCOMPARE(locked.at(0).at(1).value<LockReason>(), LockReason::TokenRefused);
    QVERIFY(logIn());
    QCOMPARE(m_process.login->state(), SessionState::LoggedIn);
    QVERIFY(token(m_process));
    restart();
    QVERIFY(resultOf(m_process.login->restore()));
    QVERIFY(token(m_process));
}

void tst_OidcRemembering::aDisabledAccountDoesNotComeBack()
{
    QVERIFY(logIn());
    m_process = {};
    m_provider.setAccountDisabled(QStringLiteral("ada"), true);
    m_process = start();
    QVERIFY(!resultOf(m_process.login->restore()));
    QVERIFY(!m_process.login->isAuthenticated());
    m_provider.setAccountDisabled(QStringLiteral("ada"), false);
    m_browser = std::make_unique<ScriptedBrowser>(m_provider.authority().certificate());
    QVERIFY(logIn());
}

void tst_OidcRemembering::aLogoutEndsTheTokensThere()
{
    QVERIFY(logIn());
    m_process.login->logOut();
    QTRY_COMPARE(statistic(QStringLiteral("grantsRevoked")), 1);
    QVERIFY(resultOf(m_process.login->restore()).failedWith(Error::Kind::Absent));
    QVERIFY(logIn());
    QVERIFY(token(m_process));
}

void tst_OidcRemembering::aLogoutWithoutTheProviderEndsTheTokensAtALaterStart()
{
    QVERIFY(logIn());
    m_provider.goAway();
    m_process.login->logOut();
    QTRY_VERIFY(isTokenWaiting());
    restart();
    QVERIFY(resultOf(m_process.login->restore()).failedWith(Error::Kind::Absent));
    m_provider.comeBack();
    QCOMPARE(statistic(QStringLiteral("grantsRevoked")), 0);
    restart();
    QVERIFY(resultOf(m_process.login->restore()).failedWith(Error::Kind::Absent));
    QTRY_COMPARE(statistic(QStringLiteral("grantsRevoked")), 1);
    QTRY_VERIFY(!isTokenWaiting());
    QVERIFY(logIn());
    restart();
    QVERIFY(resultOf(m_process.login->restore()));
}

void tst_OidcRemembering::aLogoutWithoutTheProviderEndsTheTokensOnceItIsBack()
{
    QVERIFY(logIn());
    m_provider.goAway();
    m_process.login->logOut();
    QTRY_VERIFY(isTokenWaiting());
    m_provider.comeBack();
    advance(15s);
    QTRY_COMPARE(statistic(QStringLiteral("grantsRevoked")), 1);
    QTRY_VERIFY(!isTokenWaiting());
    QVERIFY(logIn());
    QVERIFY(token(m_process));
}

// The provider has one grant for all logins of a user in one browser, and ends it with any of its tokens.
void tst_OidcRemembering::anOldTokenDoesNotEndTheNextLogin()
{
    QVERIFY(logIn());
    m_provider.goAway();
    m_process.login->logOut();
    QTRY_VERIFY(isTokenWaiting());
    m_provider.comeBack();
    QVERIFY(logIn());
    for (int i = 0; i < 5; ++i) {
        advance(30min);
        QCoreApplication::processEvents();
    }
    QVERIFY(token(m_process));
    QCOMPARE(statistic(QStringLiteral("grantsRevoked")), 0);
    restart();
    QVERIFY(resultOf(m_process.login->restore()));
    QVERIFY(token(m_process));
    m_process.login->logOut();
    QTRY_VERIFY(statistic(QStringLiteral("grantsRevoked")) > 0);
    QTRY_VERIFY(!isTokenWaiting());
    QVERIFY(logIn());
}

void tst_OidcRemembering::theBrowserIsLoggedOutWhereTheUserWantsIt()
{
    QVERIFY(logIn());
    m_process.login->logOut();
    const qsizetype pages = m_browser->titles().size();
    QVERIFY(logIn());
    QVERIFY(m_browser->titles().size() < pages); // the browser knows the user still
    m_process.login->logOut();
    const auto page = resultOf(m_process.provider->browserLogoutUrl());
    QVERIFY(page);
    QVERIFY(page->toString().startsWith(m_provider.issuer().toString()));
    QSignalSpy visited(m_browser.get(), &ScriptedBrowser::finished);
    m_browser->visit(*page);
    QTRY_COMPARE(visited.size(), 1);
    QVERIFY(logIn());
    QCOMPARE(m_browser->titles().size(), pages);
    m_provider.goAway();
    advance(2h); // what the provider says of itself is kept for an hour
    QVERIFY(resultOf(m_process.provider->browserLogoutUrl()).failedWith(Error::Kind::Unavailable));
    m_provider.comeBack();
}

void tst_OidcRemembering::aLogoutEverywhereSaysWhatItCannotEnd()
{
    QVERIFY(logIn());
    const auto everywhere = resultOf(m_process.login->logOutEverywhere());
    QVERIFY(everywhere.failedWith(Error::Kind::NotConfigured));
    QVERIFY2(everywhere.error().message().contains(QStringLiteral("this computer")), qPrintable(everywhere.error().message()));
    QVERIFY(!m_process.login->isAuthenticated());
    QTRY_COMPARE(statistic(QStringLiteral("grantsRevoked")), 1);
    QVERIFY(resultOf(m_process.login->restore()).failedWith(Error::Kind::Absent));
    QVERIFY(logIn());
}

void tst_OidcRemembering::withoutOfflineAccessNothingIsRemembered()
{
    m_scopes = {QStringLiteral("profile")};
    restart();
    QSignalSpy failed(m_process.login->rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(logIn());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::Forbidden);
    QVERIFY(token(m_process));
    restart();
    QVERIFY(resultOf(m_process.login->restore()).failedWith(Error::Kind::Absent));
}

void tst_OidcRemembering::twoProcessesNeverSendATokenTwice()
{
    QVERIFY(logIn());
    const Process second = start();
    QVERIFY(resultOf(second.login->restore()));
    for (int i = 0; i < 20; ++i) {
        advance(std::chrono::hours(2));
        QVERIFY(token(i % 2 == 0 ? m_process : second));
        QVERIFY(token(i % 2 == 0 ? second : m_process));
    }
    QCOMPARE(statistic(QStringLiteral("reusedRefreshTokens")), 0);
    QVERIFY(m_process.login->isAuthenticated());
    QVERIFY(second.login->isAuthenticated());
}

void tst_OidcRemembering::aLoginOnAnotherDeviceIsRemembered()
{
    LoginManager &login = *m_process.login;
    QSignalSpy stored(login.rememberedLogin(), &RememberedLogin::stored);
    QVERIFY(resultOf(login.logIn(Credentials::elsewhere(LoginWay::Device))).failedWith(Error::Kind::StepRequired));
    const NextStep step = *login.nextStep();
    QCOMPARE(step.link, m_provider.url(QStringLiteral("/device")));
    const auto waiting = login.logIn(Credentials::answer(step), {.remember = true});
    QSignalSpy visited(m_browser.get(), &ScriptedBrowser::finished);
    m_browser->setCode(step.code);
    m_browser->visit(step.link);
    QTRY_COMPARE(visited.size(), 1);
    QVERIFY2(m_browser->page().contains("id=\"connected\""), m_browser->page().constData());
    advance(DeviceLogin::usualInterval);
    QVERIFY(resultOf(waiting));
    QTRY_COMPARE(stored.size(), 1);
    const QString id = userId(m_process);
    restart();
    QVERIFY(resultOf(m_process.login->restore()));
    QCOMPARE(userId(m_process), id);
    QVERIFY(token(m_process));
}

void tst_OidcRemembering::aUserWhoseClaimsChangeIsSeenAnew()
{
    QVERIFY(logIn());
    const UserPtr before = m_process.login->currentUser();
    QVERIFY(before->scopes().contains(QStringLiteral("admin")));
    m_provider.setClaims(QStringLiteral("ada"), {{QStringLiteral("name"), QStringLiteral("Ada King")},
                                                  {QStringLiteral("roles"), QJsonArray {QStringLiteral("reader")}}});
    const auto revalidated = resultOf(m_process.login->revalidate());
    m_provider.setClaims(QStringLiteral("ada"), {});
    QVERIFY(revalidated);
    const UserPtr after = m_process.login->currentUser();
    QCOMPARE(after->id(), before->id());
    QCOMPARE(after->displayName(), QStringLiteral("Ada King"));
    QCOMPARE(after->scopes(), Scopes {QStringLiteral("reader")});
    QVERIFY(resultOf(m_process.login->revalidate()));
    QCOMPARE(m_process.login->currentUser()->scopes(), before->scopes());
}

void tst_OidcRemembering::aLoginThatCannotBeRenewedStaysWhenItsTokenIsOver()
{
    m_scopes = {QStringLiteral("profile")};
    restart();
    QVERIFY(logIn());
    QVERIFY(resultOf(m_process.login->revalidate()));
    advance(std::chrono::hours(2));
    QVERIFY(resultOf(m_process.login->revalidate()).failedWith(Error::Kind::Unavailable));
    QVERIFY(m_process.login->isAuthenticated());
    QVERIFY(token(m_process).failedWith(Error::Kind::WrongCredentials)); // a request needs the login
    m_process.login->logOut();
    QVERIFY(logIn());
    QVERIFY(resultOf(m_process.login->revalidate()));
}

QTEST_GUILESS_MAIN(tst_OidcRemembering)
#include "tst_oidcremembering.moc"
