// SPDX-License-Identifier: MIT
#include "figure.h"
#include "gap.h"

#include "network/authorizednetworkmanager.h"
#include "network/oidcprovider.h"
#include "networktesting/scriptedprovider.h"
#include "networktesting/testauthority.h"
#include "session/loginmanager.h"
#include "vault/memorysecretstore.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qurlquery.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qtcpserver.h>
#include <QtNetwork/qtcpsocket.h>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

// Has a token at once, as a login whose token is good does; or a newer one after a while.
class Tokens final : public AccessTokenSource
{
public:
    QFuture<Result<AccessToken>> accessToken(const QString &) override { return readyFuture<Result<AccessToken>>(now()); }
    QFuture<Result<AccessToken>> accessTokenAfter(const QString &, quint64 refused) override
    {
        m_generation = std::max(m_generation, refused + 1);
        const Answer<AccessToken> answer;
        QTimer::singleShot(20ms, [answer, token = now()] { answer.finish(token); });
        return answer.future();
    }
    void refuse(const QString &) override { }
    QByteArray text() const { return "token." + QByteArray::number(m_generation); }

private:
    AccessToken now() const { return {Secret::copyOf(text()).share(), m_generation}; }
    quint64 m_generation = 1;
};

// Waits by the event loop, which wakes as soon as it has come.
bool ends(QNetworkReply *reply)
{
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    const bool isGood = reply->error() == QNetworkReply::NoError;
    reply->readAll();
    reply->deleteLater();
    return isGood;
}

struct Service
{
    Service()
    {
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setCaCertificates({authority.certificate()});
        QSslConfiguration::setDefaultConfiguration(trusting);
        server.routeOthers([this](const ServerRequest &request) {
            const bool isGood = request.header("Authorization") == "Bearer " + wanted;
            return ServerAnswer::json("{\"ok\":true}", isGood ? 200 : 401);
        });
        (void)network.allowOrigin(server.url());
        (void)login.logInVerified(SimpleUser::create({.id = QStringLiteral("1")}));
    }

    QTemporaryDir folder;
    TestAuthority authority;
    HttpsServer server {authority.valid()};
    LoginManager login {{.applicationId = QStringLiteral("org.qtlogin.bench"),
                         .userLoader = UserLoader::from([](const QString &id) { return SimpleUser::create({.id = id}); }),
                         .secretStore = std::make_shared<MemorySecretStore>(),
                         .profileFolder = folder.path()}};
    std::shared_ptr<Tokens> tokens = std::make_shared<Tokens>();
    QByteArray wanted = tokens->text();
    AuthorizedNetworkManager network {&login, tokens};
    QNetworkAccessManager bare;
};

void authorizedRequest()
{
    constexpr int perRound = 20;
    Service service;
    const QNetworkRequest request(service.server.url(QStringLiteral("/data")));
    QNetworkRequest withHeader = request;
    withHeader.setRawHeader("Authorization", "Bearer " + service.tokens->text());
    const auto requests = [](QNetworkAccessManager &network, const QNetworkRequest &asked) {
        return timeOf([&] {
            for (int i = 0; i < perRound; ++i) {
                if (!ends(network.get(asked)))
                    std::printf("A request failed.\n");
            }
        }) / perRound;
    };
    const auto [ours, bare] = interleaved(60, [&] { return requests(service.network, request); },
                                          [&] { return requests(service.bare, withHeader); });
    Figure {"an authorized request / with a header by hand", ours / 1e3, bare / 1e3, "us", 1.05}.print();
}

// A thousand requests, asked for by ten in a turn of the event loop, wait for one renewal, and are sent once more.
void expiredToken()
{
    Service service;
    service.wanted = "token.2";
    const QNetworkRequest request(service.server.url(QStringLiteral("/data")));
    Gap gap;
    QEventLoop loop;
    int asked = 0, left = 1'000, failed = 0;
    QTimer asking;
    QObject::connect(&asking, &QTimer::timeout, &loop, [&] {
        for (int i = 0; i < 10; ++i, ++asked) {
            QNetworkReply *const reply = service.network.get(request);
            QObject::connect(reply, &QNetworkReply::finished, &loop, [&, reply] {
                failed += reply->error() != QNetworkReply::NoError;
                reply->deleteLater();
                if (--left == 0)
                    loop.quit();
            });
        }
        if (asked == 1'000)
            asking.stop();
    });
    asking.start(0);
    loop.exec();
    if (failed > 0)
        std::printf("%d of 1,000 requests failed.\n", failed);
    Figure {"the longest gap of 1,000 that wait / of a frame", gap.longestMilliseconds(), 16, "ms", 1.0}.print();
}

// --- A login ------------------------------------------------------------------------------------

struct Company
{
    Company()
    {
        provider = std::make_shared<OidcProvider>(OidcSettings {.issuer = server.issuer(),
                                                                .clientId = server.clientId(),
                                                                .scopes = {QStringLiteral("profile")},
                                                                .certificates = {server.certificate()}});
        LoginSetup setup {.applicationId = QStringLiteral("org.qtlogin.bench")};
        setup.use(provider).use(std::make_shared<MemorySecretStore>());
        setup.profileFolder = folder.path();
        login = std::make_unique<LoginManager>(setup);
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setCaCertificates({server.certificate()});
        QSslConfiguration::setDefaultConfiguration(trusting);
    }

    // From the browser's answer to the user who is in.
    double ours()
    {
        (void)succeeds(login->logIn(Credentials::elsewhere(LoginWay::Browser)));
        const NextStep step = *login->nextStep();
        const auto waiting = login->logIn(Credentials::answer(step));
        const QUrl address = server.answerTo(step.link);
        Gap watched;
        const double time = timeOf([&] {
            server.deliver(address);
            if (!succeeds(waiting))
                std::printf("The login failed.\n");
        });
        gap = std::max(gap, watched.longestMilliseconds());
        login->logOut();
        return time;
    }

    // The same requests, of a program that checks nothing.
    double bare()
    {
        const QByteArray verifier(43, 'v');
        const QByteArray challenge = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                                         .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        QTcpServer loopback;
        loopback.listen(QHostAddress::LocalHost);
        const QString redirect = QStringLiteral("http://127.0.0.1:%1/x").arg(loopback.serverPort());
        QUrl page = authorizationPage;
        page.setQuery(QUrlQuery {{QStringLiteral("response_type"), QStringLiteral("code")},
                                 {QStringLiteral("client_id"), server.clientId()},
                                 {QStringLiteral("redirect_uri"), redirect},
                                 {QStringLiteral("scope"), QStringLiteral("openid profile")},
                                 {QStringLiteral("state"), QStringLiteral("state")},
                                 {QStringLiteral("nonce"), QStringLiteral("nonce")},
                                 {QStringLiteral("code_challenge"), QString::fromLatin1(challenge)},
                                 {QStringLiteral("code_challenge_method"), QStringLiteral("S256")},
                                 {QStringLiteral("max_age"), QStringLiteral("1000")}});
        const QUrl address = server.answerTo(page);
        Gap watched;
        return timeOf([&] {
            server.deliver(address);
            QEventLoop loop;
            QObject::connect(&loopback, &QTcpServer::newConnection, &loop, [&] {
                QTcpSocket *const browser = loopback.nextPendingConnection();
                QObject::connect(browser, &QTcpSocket::readyRead, &loop, [&, browser] {
                    browser->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
                    browser->disconnectFromHost();
                    loop.quit();
                });
            });
            loop.exec();
            QUrlQuery form {{QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
                            {QStringLiteral("client_id"), server.clientId()},
                            {QStringLiteral("redirect_uri"), redirect},
                            {QStringLiteral("code"), QUrlQuery(address).queryItemValue(QStringLiteral("code"))},
                            {QStringLiteral("code_verifier"), QString::fromLatin1(verifier)}};
            QNetworkRequest request(tokenEndpoint);
            request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
            QNetworkReply *const reply = network.post(request, form.toString(QUrl::FullyEncoded).toLatin1());
            QEventLoop answered;
            QObject::connect(reply, &QNetworkReply::finished, &answered, &QEventLoop::quit);
            answered.exec();
            const auto token = QJsonDocument::fromJson(reply->readAll()).object().value(QStringLiteral("access_token")).toString();
            reply->deleteLater();
            QNetworkRequest asked(userInfoEndpoint);
            asked.setRawHeader("Authorization", "Bearer " + token.toLatin1());
            if (!ends(network.get(asked)))
                std::printf("The bare login failed.\n");
        });
    }

    QTemporaryDir folder;
    ScriptedProvider server;
    std::shared_ptr<OidcProvider> provider;
    std::unique_ptr<LoginManager> login;
    QNetworkAccessManager network;
    QUrl authorizationPage, tokenEndpoint, userInfoEndpoint;
    double gap = 0; // the longest one of ours
};

void companyLogin()
{
    Company company;
    company.server.changeMetadata([&](QJsonObject &metadata) {
        const auto url = [&](const char *name) { return QUrl(metadata.value(QLatin1StringView(name)).toString()); };
        company.authorizationPage = url("authorization_endpoint");
        company.tokenEndpoint = url("token_endpoint");
        company.userInfoEndpoint = url("userinfo_endpoint");
    });
    (void)company.ours(); // what the server says of itself is known from then on
    company.gap = 0;
    const auto [ours, bare] = interleaved(40, [&] { return company.ours(); }, [&] { return company.bare(); });
    Figure {"the browser's answer to the user in / the requests", ours / 1e6, bare / 1e6, "ms", 1.1}.print();
    Figure {"the longest gap of such a login / of a frame", company.gap, 16, "ms", 1.0}.print();
}

} // namespace

void networkFigures()
{
    authorizedRequest();
    expiredToken();
    companyLogin();
}
