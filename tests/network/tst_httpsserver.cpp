// SPDX-License-Identifier: MIT
#include "networktesting/httpsserver.h"

#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslsocket.h>
#include <QtTest/qtest.h>

#include <memory>

using namespace QtLogin;
using Delivery = ServerAnswer::Delivery;

using Reply = std::unique_ptr<QNetworkReply>;

class tst_HttpsServer : public QObject
{
    Q_OBJECT

private:
    QNetworkRequest requestFor(const QUrl &url) const
    {
        QNetworkRequest request(url);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({m_authority.certificate()});
        request.setSslConfiguration(configuration);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        return request;
    }
    Reply get(const QUrl &url) { return Reply(m_network.get(requestFor(url))); }
    static int statusOf(const Reply &reply)
    {
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    const TestAuthority m_authority;
    QNetworkAccessManager m_network;

private Q_SLOTS:
    void cleanup() { m_network.clearConnectionCache(); }

    void itAnswersARouteAndRecordsTheRequest()
    {
        HttpsServer server(m_authority.valid());
        server.route("/token", [](const ServerRequest &request) { return ServerAnswer::json("[" + request.body + "]", 201); });
        QNetworkRequest request = requestFor(server.url(QStringLiteral("/token?a=b")));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("text/plain"));
        request.setRawHeader("X-Sign", "yes");
        const Reply reply(m_network.post(request, QByteArrayLiteral("1,2")));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(statusOf(reply), 201);
        QCOMPARE(reply->readAll(), QByteArray("[1,2]"));
        QCOMPARE(reply->rawHeader("content-type"), QByteArray("application/json"));

        QCOMPARE(server.requests().size(), 1);
        const ServerRequest received = server.requests().constFirst();
        QCOMPARE(received.method, QByteArray("POST"));
        QCOMPARE(received.path(), QByteArray("/token"));
        QCOMPARE(received.query(), QByteArray("a=b"));
        QCOMPARE(received.header("x-sign"), QByteArray("yes"));
        QVERIFY(received.header("Cookie").isNull());
        QCOMPARE(received.body, QByteArray("1,2"));
        server.forgetRequests();
        QVERIFY(server.requests().isEmpty());
    }

    void aPathWithoutARouteIsNotFound()
    {
        HttpsServer server(m_authority.valid());
        const Reply missing = get(server.url(QStringLiteral("/nothing")));
        QTRY_VERIFY(missing->isFinished());
        QCOMPARE(statusOf(missing), 404);
        server.routeOthers([](const ServerRequest &request) { return ServerAnswer::html(request.path(), 500); });
        const Reply other = get(server.url(QStringLiteral("/nothing")));
        QTRY_VERIFY(other->isFinished());
        QCOMPARE(statusOf(other), 500);
        QCOMPARE(other->readAll(), QByteArray("/nothing"));
        QVERIFY(other->rawHeader("Content-Type").startsWith("text/html"));
    }

    void aConnectionIsKeptForTheNextRequest()
    {
        HttpsServer server(m_authority.valid());
        for (int i = 0; i < 3; ++i) {
            const Reply reply = get(server.url());
            QTRY_VERIFY(reply->isFinished());
        }
        QCOMPARE(server.connectionCount(), 1);
        QCOMPARE(server.openConnectionCount(), 1);
        QCOMPARE(server.requests("/").size(), 3);
        server.dropConnections();
        QCOMPARE(server.openConnectionCount(), 0);
        const Reply later = get(server.url());
        QTRY_VERIFY(later->isFinished());
        QCOMPARE(statusOf(later), 404);
        QCOMPARE(server.connectionCount(), 2);
    }

    void aHeldAnswerComesWhenTheTestSaysSo()
    {
        HttpsServer server(m_authority.valid());
        server.hold();
        const Reply first = get(server.url(QStringLiteral("/first")));
        QTRY_COMPARE(server.heldCount(), 1);
        const Reply second = get(server.url(QStringLiteral("/second")));
        QTRY_COMPARE(server.heldCount(), 2);
        QCOMPARE(server.requests().size(), 2);
        server.releaseFirst();
        QTRY_VERIFY(first->isFinished());
        QVERIFY(!second->isFinished());
        server.route("/second", ServerAnswer::json("{}")); // decided when it is released
        server.releaseHeld();
        QTRY_VERIFY(second->isFinished());
        QCOMPARE(statusOf(second), 200);
        const Reply third = get(server.url());
        QTRY_VERIFY(third->isFinished());
    }

    void aHeldAnswerIsForgottenWithItsClient()
    {
        HttpsServer server(m_authority.valid());
        server.hold();
        const Reply reply = get(server.url());
        QTRY_COMPARE(server.heldCount(), 1);
        reply->abort();
        QTRY_COMPARE(server.openConnectionCount(), 0);
        QCOMPARE(server.heldCount(), 0);
        server.releaseHeld();
    }

    void theSecondHalfComesWhenTheTestSaysSo()
    {
        HttpsServer server(m_authority.valid());
        server.route("/", ServerAnswer::json("firstsecond").with(Delivery::Halves));
        const Reply reply = get(server.url());
        QTRY_COMPARE(reply->bytesAvailable(), 5);
        QVERIFY(!reply->isFinished());
        QCOMPARE(server.heldCount(), 1);
        server.releaseHeld();
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->readAll(), QByteArray("firstsecond"));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
    }

    void anAnswerIsCutOff()
    {
        HttpsServer server(m_authority.valid());
        server.route("/", ServerAnswer::json("firstsecond").with(Delivery::CutOff));
        const Reply reply = get(server.url());
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }

    void anEndlessAnswerEndsWithItsClient()
    {
        HttpsServer server(m_authority.valid());
        server.route("/", ServerAnswer::json(QByteArray(1000, 'x')).with(Delivery::Endless));
        const Reply reply = get(server.url());
        QTRY_VERIFY(reply->bytesAvailable() > 3'000'000);
        QVERIFY(!reply->isFinished());
        reply->abort();
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }

    void aConnectionIsDroppedInPlaceOfAnAnswer()
    {
        HttpsServer server(m_authority.valid());
        server.route("/", ServerAnswer::dropped());
        QNetworkRequest request = requestFor(server.url());
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("text/plain"));
        const Reply reply(m_network.post(request, QByteArrayLiteral("x")));
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(reply->error() != QNetworkReply::NoError);
        QCOMPARE(statusOf(reply), 0);
        QVERIFY(!server.requests().isEmpty());
    }

    void aGzippedAnswerIsOneForEveryReader()
    {
        HttpsServer server(m_authority.valid());
        const QByteArray body(100'000, 'a');
        server.route("/", ServerAnswer::gzip(body));
        QVERIFY(ServerAnswer::gzip(body).body.size() < 1000);
        const Reply reply = get(server.url());
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(reply->readAll(), body);
    }

    void aRedirectSaysWhere()
    {
        HttpsServer server(m_authority.valid());
        server.route("/", ServerAnswer::redirect(307, QUrl(QStringLiteral("https://other.example/path"))));
        const Reply reply = get(server.url());
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(statusOf(reply), 307);
        QCOMPARE(reply->rawHeader("Location"), QByteArray("https://other.example/path"));
    }

    void aStoppedServerIsAwayUntilItIsStartedAgain()
    {
        HttpsServer server(m_authority.valid());
        server.stop();
        const Reply away = get(server.url());
        QTRY_VERIFY(away->isFinished());
        QCOMPARE(away->error(), QNetworkReply::ConnectionRefusedError);
        server.start();
        const Reply back = get(server.url());
        QTRY_VERIFY(back->isFinished());
        QCOMPARE(statusOf(back), 404);
    }

    void aPlainServerSpeaksHttp()
    {
        HttpsServer server({}, HttpsServer::Protocol::Plain);
        server.route("/", ServerAnswer::json("{}"));
        QCOMPARE(server.url().scheme(), QStringLiteral("http"));
        const Reply reply = get(server.url());
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(statusOf(reply), 200);
    }

    void anOldServerSpeaksTls11Only()
    {
        HttpsServer server(m_authority.valid(), HttpsServer::Protocol::Tls11);
        server.route("/", ServerAnswer::json("{}"));
        const Reply modern = get(server.url());
        QTRY_VERIFY(modern->isFinished());
        QCOMPARE(modern->error(), QNetworkReply::SslHandshakeFailedError);
        QVERIFY(server.requests().isEmpty());

        // A client that is as old is served: so the other was refused for its version.
        m_network.clearConnectionCache();
        QNetworkRequest request = requestFor(server.url());
        QSslConfiguration configuration = request.sslConfiguration();
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        configuration.setProtocol(QSsl::TlsV1_1);
        QT_WARNING_POP
        configuration.setBackendConfigurationOption("CipherString", QByteArray("DEFAULT@SECLEVEL=0"));
        request.setSslConfiguration(configuration);
        const Reply old(m_network.get(request));
        QTRY_VERIFY(old->isFinished());
        QCOMPARE(statusOf(old), 200);
    }

    void aServerMayGoWhileItsAnswersWait()
    {
        auto server = std::make_unique<HttpsServer>(m_authority.valid());
        server->hold();
        const Reply reply = get(server->url());
        QTRY_COMPARE(server->heldCount(), 1);
        server.reset();
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(reply->error() != QNetworkReply::NoError);
    }
};

QTEST_GUILESS_MAIN(tst_HttpsServer)
#include "tst_httpsserver.moc"
