// SPDX-License-Identifier: MIT
#include "network/httptest.h"

#include <QtNetwork/qsslsocket.h>
#include <QtTest/qtest.h>

#include <memory>
#include <thread>

using namespace QtLogin;
using namespace std::chrono_literals;
using Delivery = ServerAnswer::Delivery;

class tst_HttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerHasStatusHeadersAndBody()
    {
        HttpStage stage;
        stage.server.route("/me", ServerAnswer::json(R"({"id":1})").with("X-Sign", "yes"));
        const auto answer = stage.answerTo(stage.get(QStringLiteral("/me?full=1")));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->status, 200);
        QCOMPARE(bytesOf(*answer), QByteArray(R"({"id":1})"));
        QCOMPARE(answer->header("x-sign"), QByteArray("yes"));
        QVERIFY(!answer->retryAfter);
        const ServerRequest request = stage.server.requests().constFirst();
        QCOMPARE(request.method, QByteArray("GET"));
        QCOMPARE(request.query(), QByteArray("full=1"));
        QCOMPARE(request.header("Accept"), QByteArray("application/json"));
        QCOMPARE(request.header("Accept-Encoding"), QByteArray("identity"));
    }

    void aBodyAndSecretHeadersAreSent()
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json("{}"));
        QByteArray body(300'000, 'x');
        body += '\0';
        HttpRequest request = stage.post(body);
        request.headers.emplaceBack("X-Plain", "plain");
        request.secretHeaders.append({"Authorization", Secret::copyOf("Bearer abc").share()});
        QVERIFY(stage.answerTo(request).has_value());
        const ServerRequest received = stage.server.requests().constFirst();
        QCOMPARE(received.method, QByteArray("POST"));
        QCOMPARE(received.body, body);
        QCOMPARE(received.header("Content-Type"), QByteArray("application/json"));
        QCOMPARE(received.header("X-Plain"), QByteArray("plain"));
        QCOMPARE(received.header("Authorization"), QByteArray("Bearer abc"));
    }

    void anEmptyBodyAndOtherMethodsAreSent()
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json("{}"));
        QVERIFY(stage.answerTo(stage.post("")).has_value());
        QVERIFY(stage.answerTo({.url = stage.server.url(), .method = "DELETE"}).has_value());
        QCOMPARE(stage.server.requests().at(0).method, QByteArray("POST"));
        QVERIFY(stage.server.requests().at(0).body.isEmpty());
        QCOMPARE(stage.server.requests().at(1).method, QByteArray("DELETE"));
    }

    void statusesOfFailureAreAnswers_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 201, 204, 400, 401, 403, 404, 409, 422, 423, 429, 500, 502, 503, 511})
            QTest::addRow("%d", status) << status;
    }
    void statusesOfFailureAreAnswers() // row 43
    {
        QFETCH(int, status);
        HttpStage stage;
        const QByteArray body = status == 204 ? QByteArray() : QByteArray(R"({"error":"x"})");
        stage.server.route("/", ServerAnswer::json(body, status).with("Retry-After", "7200"));
        for (const HttpRequest &request : {stage.get(), stage.post("{}")}) {
            const auto answer = stage.answerTo(request);
            QVERIFY(answer.has_value());
            QCOMPARE(answer->status, status);
            QCOMPARE(bytesOf(*answer), body);
            QCOMPARE(answer->retryAfter, std::optional<std::chrono::seconds>(1h));
        }
        QCOMPARE(stage.server.requests().size(), 2);
        QVERIFY(stage.works());
    }

    void aChallengeIsAnAnswerWithItsBody_data()
    {
        QTest::addColumn<QByteArray>("challenge");
        QTest::newRow("Bearer") << QByteArray("Bearer error=\"invalid_token\"");
        QTest::newRow("DPoP") << QByteArray("DPoP error=\"use_dpop_nonce\"");
        QTest::newRow("Basic") << QByteArray("Basic realm=\"x\"");
        QTest::newRow("Negotiate") << QByteArray("Negotiate");
    }
    void aChallengeIsAnAnswerWithItsBody()
    {
        QFETCH(QByteArray, challenge);
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json(R"({"error":"x"})", 401).with("WWW-Authenticate", challenge));
        for (const HttpRequest &request : {stage.get(), stage.post("{}")}) {
            const auto answer = stage.answerTo(request);
            QVERIFY(answer.has_value());
            QCOMPARE(answer->status, 401);
            QCOMPARE(bytesOf(*answer), QByteArray(R"({"error":"x"})"));
            QCOMPARE(answer->header("WWW-Authenticate"), challenge);
        }
        QCOMPARE(stage.server.requests().size(), 2);
    }

    void connectionsAreReused()
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json("{}"));
        for (int i = 0; i < 4; ++i)
            QVERIFY(stage.answerTo(i % 2 ? stage.post("{}") : stage.get()).has_value());
        QCOMPARE(stage.server.connectionCount(), 1);
    }

    void theNetworkIsAwayAndComesBack() // row 42
    {
        HttpStage stage;
        QVERIFY(stage.works());
        for (int i = 0; i < 2; ++i) {
            stage.server.stop();
            for (const HttpRequest &request : {stage.get(), stage.post("{}")}) {
                const auto away = stage.answerTo(request);
                QVERIFY(away.failedWith(Error::Kind::Unavailable));
                QCOMPARE(away.error().message(), QStringLiteral("127.0.0.1 cannot be reached at the moment."));
            }
            stage.server.start();
            QVERIFY(stage.works());
        }
    }

    void halfAnAnswerIsNone() // row 43
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json(R"({"id":"abc"})").with(Delivery::CutOff));
        const auto half = stage.answerTo(stage.post("{}"));
        QVERIFY(half.failedWith(Error::Kind::Unavailable));
        QVERIFY(stage.works());
    }

    void aRequestWithABodyIsSentOnce() // row 43
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::dropped());
        QVERIFY(stage.works()); // so that the connection is an old one
        QVERIFY(stage.answerTo(stage.post("refresh")).failedWith(Error::Kind::Unavailable));
        QCOMPARE(stage.server.requests("/").size(), 1);
        stage.server.dropConnections();
        QVERIFY(stage.answerTo(stage.post("refresh")).failedWith(Error::Kind::Unavailable)); // and now a new one
        QCOMPARE(stage.server.requests("/").size(), 2);
        QVERIFY(stage.works());
    }

    void aSlowAnswerEndsAfterThirtySeconds() // G11, row 43
    {
        HttpStage stage;
        stage.server.route("/halves", ServerAnswer::json("{\"a\":1}").with(Delivery::Halves));
        stage.server.hold();
        const auto silent = stage.client.send(stage.get());
        QTRY_COMPARE(stage.server.heldCount(), 1);
        stage.clock->advance(30s - 1ms);
        QVERIFY(!silent.isFinished());
        stage.clock->advance(1ms);
        QVERIFY(silent.isFinished());
        QVERIFY(resultOf(silent).failedWith(Error::Kind::TimedOut));
        QCOMPARE(resultOf(silent).error().message(), QStringLiteral("127.0.0.1 did not answer in time."));
        QTRY_COMPARE(stage.server.openConnectionCount(), 0);

        stage.server.releaseHeld();
        const auto slow = stage.client.send(stage.get(QStringLiteral("/halves")));
        QTRY_COMPARE(stage.server.heldCount(), 1);
        stage.clock->advance(30s); // part of it has come, which prolongs nothing
        QVERIFY(resultOf(slow).failedWith(Error::Kind::TimedOut));
        QTRY_COMPARE(stage.server.openConnectionCount(), 0);
        QVERIFY(stage.works());
        QCOMPARE(stage.clock->alarmCount(), 0);
    }

    void aSlowAnswerInTimeIsOne()
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json("{\"a\":1}").with(Delivery::Halves));
        const auto slow = stage.client.send(stage.get());
        QTRY_COMPARE(stage.server.heldCount(), 1);
        stage.clock->advance(29s);
        stage.server.releaseHeld();
        const auto answer = answerOf(slow);
        QVERIFY(answer.has_value());
        QCOMPARE(bytesOf(*answer), QByteArray("{\"a\":1}"));
        QCOMPARE(stage.clock->alarmCount(), 0);
    }

    void retryAfterADateIsByTheClock()
    {
        HttpStage stage;
        const auto date = QDateTime::fromMSecsSinceEpoch(stage.clock->wall().time_since_epoch().count(), Qt::UTC).addSecs(90);
        const QByteArray text
            = QLocale::c().toString(date, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
        stage.server.route("/", ServerAnswer::json("{}", 503).with("Retry-After", text));
        const auto answer = stage.answerTo(stage.get());
        QVERIFY(answer.has_value());
        QVERIFY(answer->retryAfter >= 89s && answer->retryAfter <= 90s);
    }

    void aCancelledFutureEndsTheRequest()
    {
        HttpStage stage;
        stage.server.hold();
        auto future = stage.client.send(stage.get());
        QTRY_COMPARE(stage.server.heldCount(), 1);
        future.cancel();
        QTRY_COMPARE(stage.server.openConnectionCount(), 0);
        QVERIFY(resultOf(future).failedWith(Error::Kind::Abandoned));
        QCOMPARE(stage.clock->alarmCount(), 0);
        stage.server.releaseHeld();
        QVERIFY(stage.works());
    }

    void theEndOfTheClientAbandonsAllThatWaits()
    {
        const TestAuthority authority;
        HttpsServer server(authority.valid());
        const auto clock = std::make_shared<ManualClock>();
        auto client = std::make_unique<HttpClient>(clock);
        client->setCompanyCertificates({authority.certificate()});
        server.hold();
        const auto first = client->send({.url = server.url()});
        const auto second = client->send({.url = server.url()});
        QTRY_COMPARE(server.heldCount(), 2);
        client.reset();
        QVERIFY(first.isFinished() && second.isFinished());
        QVERIFY(resultOf(first).failedWith(Error::Kind::Abandoned));
        QVERIFY(resultOf(second).failedWith(Error::Kind::Abandoned));
        QCOMPARE(clock->alarmCount(), 0);
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }

    void aClientMayEndWithItsAnswer_data()
    {
        QTest::addColumn<bool>("tooLarge");
        QTest::newRow("whole") << false;
        QTest::newRow("too large") << true;
    }
    void aClientMayEndWithItsAnswer()
    {
        QFETCH(bool, tooLarge);
        const TestAuthority authority;
        HttpsServer server(authority.valid());
        server.route("/", tooLarge ? ServerAnswer::json("x").with(Delivery::Endless) : ServerAnswer::json("{}"));
        auto client = std::make_unique<HttpClient>(std::make_shared<ManualClock>());
        client->setCompanyCertificates({authority.certificate()});
        QObject context;
        bool done = false;
        whenDone(client->send({.url = server.url()}), &context, [&](const Result<HttpAnswer> &answer) {
            QCOMPARE(answer.has_value(), !tooLarge);
            client.reset();
            done = true;
        });
        QTRY_VERIFY(done);
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }

    // Qt's own warning would end this program: an error and an abort are under way together.
    void aClientMayGoWhileAConnectionIsRefused()
    {
        HttpStage stage;
        const HttpRequest request = stage.get();
        stage.server.stop();
        for (int turns = 0; turns < 300; ++turns) {
            auto client = std::make_unique<HttpClient>(stage.clock);
            const auto answer = client->send(request);
            for (int turn = 0; turn < turns % 30; ++turn) {
                QCoreApplication::processEvents();
                std::this_thread::yield(); // for the thread of Qt that connects
            }
            client.reset();
            QVERIFY(answer.isFinished());
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
        stage.server.start();
        QVERIFY(stage.works());
    }

    void anAddressThatIsNotHttpsIsRefused_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::newRow("http") << QUrl(QStringLiteral("http://127.0.0.1/"));
        QTest::newRow("file") << QUrl(QStringLiteral("file:///etc/passwd"));
        QTest::newRow("data") << QUrl(QStringLiteral("data:application/json,{}"));
        QTest::newRow("none") << QUrl();
        QTest::newRow("relative") << QUrl(QStringLiteral("/path"));
        QTest::newRow("no host") << QUrl(QStringLiteral("https:///path"));
        QTest::newRow("user") << QUrl(QStringLiteral("https://ada:engine@127.0.0.1/"));
        QTest::newRow("fragment") << QUrl(QStringLiteral("https://127.0.0.1/#a"));
    }
    void anAddressThatIsNotHttpsIsRefused() // G10
    {
        QFETCH(QUrl, url);
        HttpStage stage;
        const auto future = stage.client.send({.url = url});
        QVERIFY(future.isFinished());
        QVERIFY(resultOf(future).failedWith(Error::Kind::InvalidInput));
        QCOMPARE(resultOf(future).error().message(), QStringLiteral("The address of the service is not secure."));
        QVERIFY(stage.works());
    }

    void aPlainServerHearsNothing() // G10
    {
        HttpStage stage;
        const HttpsServer plain({}, HttpsServer::Protocol::Plain);
        QVERIFY(stage.answerTo({.url = plain.url()}).failedWith(Error::Kind::InvalidInput));
        QUrl secure = plain.url();
        secure.setScheme(QStringLiteral("https"));
        QVERIFY(stage.answerTo({.url = secure}).failedWith(Error::Kind::Unavailable));
        QVERIFY(plain.requests().isEmpty());
    }

    void whatWouldBeginAHeaderMoreIsRefused_data()
    {
        QTest::addColumn<HttpRequest>("request");
        const QUrl url(QStringLiteral("https://127.0.0.1:1/"));
        QTest::newRow("name") << HttpRequest {.url = url, .headers = {{"X y", "v"}}};
        QTest::newRow("value") << HttpRequest {.url = url, .headers = {{"X", "v\r\nY: w"}}};
        QTest::newRow("secret") << HttpRequest {.url = url, .secretHeaders = {{"X", Secret::copyOf("v\nY: w").share()}}};
        QTest::newRow("no secret") << HttpRequest {.url = url, .secretHeaders = {{"X", nullptr}}};
        QTest::newRow("method") << HttpRequest {.url = url, .method = "GET / HTTP/1.1\r\nX:"};
        QTest::newRow("no method") << HttpRequest {.url = url, .method = ""};
        QTest::newRow("no type") << HttpRequest {.url = url, .method = "POST", .body = Secret().share()};
    }
    void whatWouldBeginAHeaderMoreIsRefused()
    {
        QFETCH(HttpRequest, request);
        HttpStage stage;
        const auto future = stage.client.send(request);
        QVERIFY(future.isFinished());
        QVERIFY(resultOf(future).failedWith(Error::Kind::InvalidInput));
    }

    void http2IsOffWhereQtReadsItWrongly() // G10
    {
        for (const auto &version : {QVersionNumber(6, 4, 2), QVersionNumber(6, 5, 6), QVersionNumber(6, 6, 3), QVersionNumber(6, 7, 2)})
            QVERIFY(!HttpClient::isHttp2Safe(version));
        for (const auto &version : {QVersionNumber(6, 5, 7), QVersionNumber(6, 5, 8), QVersionNumber(6, 7, 3), QVersionNumber(6, 8, 0)})
            QVERIFY(HttpClient::isHttp2Safe(version));
    }
};

QTEST_GUILESS_MAIN(tst_HttpClient)
#include "tst_httpclient.moc"
