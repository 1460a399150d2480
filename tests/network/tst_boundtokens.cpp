// SPDX-License-Identifier: MIT
#include "network/authorizednetworkmanager.h"
#include "network/oidcprovider.h"
#include "network/plainhttp.h"
#include "network/realprovider.h"
#include "network/scriptedbrowser.h"
#include "session/loginmanager.h"
#include "session/rememberedlogin.h"
#include "support/patience.h"
#include "testing/manualclock.h"
#include "vault/memorysecretstore.h"

#include <QtCore/qtemporarydir.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtTest/qsignalspy.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// Tokens that are bound to a key, at a provider that others have written.
class tst_BoundTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aClientThatHasToBindItsTokensLogsIn_data();
    void aClientThatHasToBindItsTokensLogsIn();
    void aStolenTokenIsWorthNothing(); // G15
    void boundTokensAreRenewedAndComeBackAtTheNextStart_data();
    void boundTokensAreRenewedAndComeBackAtTheNextStart();
    void aRequestOfTheApplicationIsProved_data();
    void aRequestOfTheApplicationIsProved();
    void aServerThatOffersNoneGivesPlainTokens();
    void anApplicationMayWantPlainTokens();
    void aNewLoginHasANewKey();
    void aCodeForAnotherDeviceGivesBoundTokens();

private:
    void start(const std::function<void(OidcSettings &)> &change = {});
    template<typename T>
    Result<T> resultOf(const QFuture<Result<T>> &future);
    Result<void> logIn(LoginWay way = LoginWay::Browser);
    Result<AccessToken> token() { return resultOf(m_company->accessToken(m_login->currentUser()->id())); }
    // The status with which userinfo answers to these headers.
    int ask(const AccessToken::Headers &headers);
    void advance(std::chrono::seconds duration);

    RealProvider m_provider;
    std::unique_ptr<ScriptedBrowser> m_browser;
    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<MemorySecretStore> m_store;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<OidcProvider> m_company;
    std::unique_ptr<LoginManager> m_login;
    std::chrono::seconds m_ahead {};
};

void tst_BoundTokens::initTestCase()
{
    QVERIFY2(m_provider.start(), qPrintable(m_provider.complaint()));
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.setCaCertificates({m_provider.authority().certificate()});
    QSslConfiguration::setDefaultConfiguration(trusting);
}

void tst_BoundTokens::init()
{
    m_ahead = 0s;
    m_provider.moveClock(0s);
    m_provider.command(QStringLiteral("resetStatistics"));
    m_browser = std::make_unique<ScriptedBrowser>(m_provider.authority().certificate());
    m_store = std::make_shared<MemorySecretStore>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ManualClock>(
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

void tst_BoundTokens::cleanup()
{
    m_login.reset();
    m_company.reset();
    for (const char *name : {"dpop", "dpopNonce"})
        m_provider.command(QStringLiteral("set"), {{QStringLiteral("name"), QLatin1StringView(name)},
                                                   {QStringLiteral("to"), QLatin1StringView(name) == u"dpop"}});
}

void tst_BoundTokens::start(const std::function<void(OidcSettings &)> &change)
{
    m_login.reset();
    OidcSettings settings {.issuer = m_provider.issuer(),
                           .clientId = QStringLiteral("journal-dpop"),
                           .scopes = {QStringLiteral("profile"), QStringLiteral("offline_access")},
                           .certificates = {m_provider.authority().certificate()},
                           .redirectPath = QStringLiteral("/callback"),
                           .offersDevice = true};
    if (change)
        change(settings);
    m_company = std::make_shared<OidcProvider>(settings, m_clock);
    LoginSetup setup {.applicationId = QStringLiteral("org.example.journal")};
    setup.use(m_company).use(m_store);
    setup.profileFolder = m_folder->path();
    setup.contextId = [] { return QByteArray("here"); };
    setup.clock = m_clock;
    setup.sessionPolicy.revalidateInterval = 0s; // tests say when
    m_login = std::make_unique<LoginManager>(setup);
}

template<typename T>
Result<T> tst_BoundTokens::resultOf(const QFuture<Result<T>> &future)
{
    const auto isDone = [&] { return future.isFinished() || (m_clock->advance(5ms), false); };
    return QTest::qWaitFor(isDone, patience) ? QtLogin::resultOf(future) : Result<T>(Error::Kind::TimedOut);
}

Result<void> tst_BoundTokens::logIn(LoginWay way)
{
    QSignalSpy stored(m_login->rememberedLogin(), &RememberedLogin::stored);
    const auto begun = resultOf(m_login->logIn(Credentials::elsewhere(way), {.remember = true}));
    if (!begun.failedWith(Error::Kind::StepRequired))
        return begun;
    const NextStep step = *m_login->nextStep();
    const auto waiting = m_login->logIn(Credentials::answer(step), {.remember = true});
    m_browser->setCode(step.code);
    m_browser->visit(step.link);
    if (way == LoginWay::Device) {
        if (!QTest::qWaitFor([&] { return m_browser->page().contains("id=\"connected\""); }, patience))
            return Error::Kind::TimedOut;
        m_clock->advance(5s);
    }
    const auto done = resultOf(waiting);
    if (done && !QTest::qWaitFor([&] { return !stored.isEmpty(); }, patience))
        return Error::Kind::TimedOut;
    return done;
}

int tst_BoundTokens::ask(const AccessToken::Headers &headers)
{
    QNetworkAccessManager network;
    QNetworkRequest request(m_provider.url(QStringLiteral("/me")));
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, patience))
        return 0;
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

void tst_BoundTokens::advance(std::chrono::seconds duration)
{
    m_ahead += duration;
    m_provider.moveClock(m_ahead);
    m_clock->advance(duration);
}

void tst_BoundTokens::aClientThatHasToBindItsTokensLogsIn_data()
{
    QTest::addColumn<bool>("wantsNonce");
    QTest::newRow("plain proofs") << false;
    QTest::newRow("proofs with a nonce") << true;
}

void tst_BoundTokens::aClientThatHasToBindItsTokensLogsIn()
{
    QFETCH(const bool, wantsNonce);
    m_provider.command(QStringLiteral("set"), {{QStringLiteral("name"), QStringLiteral("dpopNonce")}, {QStringLiteral("to"), wantsNonce}});
    start();
    QVERIFY(logIn());
    QVERIFY(m_login->isAuthenticated());
    QVERIFY(resultOf(m_login->revalidate()));
    QVERIFY(token()->binding);
}

void tst_BoundTokens::aStolenTokenIsWorthNothing()
{
    start();
    QVERIFY(logIn());
    const AccessToken good = *token();
    const QByteArray bytes = good.value->reveal().toByteArray();
    const QUrl me = m_provider.url(QStringLiteral("/me"));
    const QByteArray proof = good.headersFor("GET", me).at(1).second;
    const auto isTaken = [&](const QByteArray &scheme, const QByteArray &header) {
        AccessToken::Headers headers {{"Authorization", scheme + ' ' + bytes}};
        if (!header.isEmpty())
            headers.append({"DPoP", header});
        return ask(headers) == 200;
    };
    QVERIFY(!isTaken("Bearer", {}));
    QVERIFY(!isTaken("DPoP", {}));
    QVERIFY(isTaken("DPoP", proof));
    QVERIFY(!isTaken("DPoP", proof)); // a second time
    QVERIFY(!isTaken("DPoP", good.headersFor("POST", me).at(1).second));
    QVERIFY(!isTaken("DPoP", good.headersFor("GET", m_provider.url(QStringLiteral("/x"))).at(1).second));
    QVERIFY(logIn()); // another key
    QVERIFY(!isTaken("DPoP", token()->binding->proof("GET", me, *good.value, {})));
    QCOMPARE(ask(good.headersFor("GET", me)), 200);
}

void tst_BoundTokens::boundTokensAreRenewedAndComeBackAtTheNextStart_data()
{
    aClientThatHasToBindItsTokensLogsIn_data();
}

void tst_BoundTokens::boundTokensAreRenewedAndComeBackAtTheNextStart()
{
    QFETCH(const bool, wantsNonce);
    m_provider.command(QStringLiteral("set"), {{QStringLiteral("name"), QStringLiteral("dpopNonce")}, {QStringLiteral("to"), wantsNonce}});
    start();
    QVERIFY(logIn());
    for (int i = 0; i < 3; ++i) {
        QSignalSpy stored(m_login->rememberedLogin(), &RememberedLogin::stored);
        advance(1h);
        QVERIFY(token()->binding);
        QTRY_VERIFY(!stored.isEmpty());
        start();
        QVERIFY(resultOf(m_login->restore()));
        QVERIFY(token()->binding);
        QVERIFY(resultOf(m_login->revalidate()));
    }
    QCOMPARE(m_provider.statistics().value(QStringLiteral("reusedRefreshTokens")).toInt(), 0);
}

void tst_BoundTokens::aRequestOfTheApplicationIsProved_data()
{
    aClientThatHasToBindItsTokensLogsIn_data();
}

void tst_BoundTokens::aRequestOfTheApplicationIsProved()
{
    QFETCH(const bool, wantsNonce);
    start();
    QVERIFY(logIn());
    m_provider.command(QStringLiteral("set"), {{QStringLiteral("name"), QStringLiteral("dpopNonce")}, {QStringLiteral("to"), wantsNonce}});
    AuthorizedNetworkManager network(m_login.get(), m_company);
    QVERIFY(network.allowOrigin(m_provider.issuer()));
    for (int i = 0; i < 5; ++i) {
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(m_provider.url(QStringLiteral("/me")))));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        QVERIFY(reply->readAll().contains("u-1001"));
    }
    QVERIFY(m_login->isAuthenticated());
    QCOMPARE(m_provider.statistics().value(QStringLiteral("refreshes")).toInt(), 0);
}

void tst_BoundTokens::aServerThatOffersNoneGivesPlainTokens()
{
    m_provider.command(QStringLiteral("set"), {{QStringLiteral("name"), QStringLiteral("dpop")}, {QStringLiteral("to"), false}});
    start([](OidcSettings &settings) { settings.clientId = QStringLiteral("journal"); });
    QVERIFY(logIn());
    QVERIFY(!token()->binding);
    QVERIFY(resultOf(m_login->revalidate()));
}

void tst_BoundTokens::anApplicationMayWantPlainTokens()
{
    const auto wantPlain = [](OidcSettings &settings) { settings.bindsTokens = false; };
    start(wantPlain);
    QVERIFY(!logIn()); // this client may not
    start([&](OidcSettings &settings) {
        wantPlain(settings);
        settings.clientId = QStringLiteral("journal");
    });
    QVERIFY(logIn());
    QVERIFY(!token()->binding);
    QCOMPARE(ask({{"Authorization", "Bearer " + token()->value->reveal().toByteArray()}}), 200);
}

void tst_BoundTokens::aNewLoginHasANewKey()
{
    const auto keyOf = [](const AccessToken &token) {
        return token.binding->proof("GET", QUrl(), Secret(), {}).split('.').first();
    };
    start();
    QVERIFY(logIn());
    const QByteArray first = keyOf(*token());
    advance(1h);
    QCOMPARE(keyOf(*token()), first); // renewed
    m_login->logOut();
    QVERIFY(logIn());
    QVERIFY(keyOf(*token()) != first);
}

void tst_BoundTokens::aCodeForAnotherDeviceGivesBoundTokens()
{
    start();
    QVERIFY(logIn(LoginWay::Device));
    QVERIFY(token()->binding);
    QVERIFY(resultOf(m_login->revalidate()));
}

QTEST_MAIN(tst_BoundTokens)
#include "tst_boundtokens.moc"
