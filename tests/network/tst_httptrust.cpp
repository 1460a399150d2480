// SPDX-License-Identifier: MIT
// HttpClient gives nothing to a hostile service, and nothing to a neighbour on the line.
#include "network/httptest.h"

#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslsocket.h>
#include <QtTest/qtest.h>

#include <memory>

using namespace QtLogin;
using Delivery = ServerAnswer::Delivery;

class tst_HttpTrust : public QObject
{
    Q_OBJECT

private:
    static bool isUnexpected(const Result<HttpAnswer> &answer)
    {
        return answer.failedWith(Error::Kind::Damaged)
            && answer.error().message() == QLatin1String("127.0.0.1 gave an unexpected answer.");
    }
    static bool isNotSecure(const Result<HttpAnswer> &answer)
    {
        return answer.failedWith(Error::Kind::Unavailable)
            && answer.error().message() == QLatin1String("A secure connection to 127.0.0.1 could not be made.");
    }

private Q_SLOTS:
    void aWrongCertificateIsNotTrusted_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"self-signed", "expired", "not yet valid", "another host", "another authority"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void aWrongCertificateIsNotTrusted() // G10, row 47
    {
        QFETCH(QString, kind);
        HttpStage stage;
        const TestAuthority stranger;
        const QHash<QString, ServerCertificate> certificates {
            {QStringLiteral("self-signed"), TestAuthority::selfSigned()},
            {QStringLiteral("expired"), stage.authority.expired()},
            {QStringLiteral("not yet valid"), stage.authority.notYetValid()},
            {QStringLiteral("another host"), stage.authority.forAnotherHost()},
            {QStringLiteral("another authority"), stranger.valid()}};
        const HttpsServer wrong(certificates.value(kind));
        HttpRequest request = stage.post("secret");
        request.url = wrong.url();
        request.secretHeaders.append({"Authorization", Secret::copyOf("Bearer abc").share()});
        for (int i = 0; i < 2; ++i)
            QVERIFY(isNotSecure(stage.answerTo(request)));
        QVERIFY(wrong.requests().isEmpty());
        QVERIFY(stage.works());
    }

    void aCompanyIsTrustedFromTheSetterOnAndNoLonger() // G10
    {
        HttpStage stage;
        QVERIFY(stage.works());
        stage.client.setCompanyCertificates({});
        QVERIFY(isNotSecure(stage.answerTo(stage.get())));
        stage.client.setCompanyCertificates({stage.authority.certificate()});
        QVERIFY(stage.works());
        QCOMPARE(stage.client.certificates(), QList<QSslCertificate> {stage.authority.certificate()});
    }

    void anApplicationThatVerifiesNothingOpensNothing() // G10
    {
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration careless = before;
        careless.setPeerVerifyMode(QSslSocket::VerifyNone);
        careless.setProtocol(QSsl::AnyProtocol);
        careless.setBackendConfigurationOption("CipherString", QByteArray("DEFAULT@SECLEVEL=0"));
        QSslConfiguration::setDefaultConfiguration(careless);
        HttpStage stage;
        const HttpsServer wrong(TestAuthority::selfSigned());
        const HttpsServer old(stage.authority.valid(), HttpsServer::Protocol::Tls11);
        const auto self = stage.answerTo({.url = wrong.url()});
        const auto eleven = stage.answerTo({.url = old.url()});
        QSslConfiguration::setDefaultConfiguration(before);
        QVERIFY(isNotSecure(self));
        QVERIFY(isNotSecure(eleven));
        QVERIFY(stage.works());
    }

    void anOldTlsIsNotSpoken() // G10
    {
        HttpStage stage;
        HttpsServer old(stage.authority.valid(), HttpsServer::Protocol::Tls11);
        QVERIFY(isNotSecure(stage.answerTo({.url = old.url()})));
        QVERIFY(old.requests().isEmpty());
        QVERIFY(stage.works());
    }

    void aRedirectLeadsNowhere_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("where");
        for (const int status : {301, 302, 303, 307, 308}) {
            for (const char *where : {"other port", "other host", "http", "here"})
                QTest::addRow("%d to %s", status, where) << status << QString::fromLatin1(where);
        }
        QTest::newRow("300") << 300 << QStringLiteral("other port");
        QTest::newRow("304") << 304 << QStringLiteral("here");
    }
    void aRedirectLeadsNowhere() // G9, row 46
    {
        QFETCH(int, status);
        QFETCH(QString, where);
        HttpStage stage;
        const HttpsServer other(stage.authority.valid());
        const HttpsServer plain({}, HttpsServer::Protocol::Plain);
        const QHash<QString, QUrl> targets {
            {QStringLiteral("other port"), other.url(QStringLiteral("/caught"))},
            {QStringLiteral("other host"), other.url(QStringLiteral("/caught"), QStringLiteral("localhost"))},
            {QStringLiteral("http"), plain.url(QStringLiteral("/caught"))},
            {QStringLiteral("here"), stage.server.url(QStringLiteral("/caught"))}};
        stage.server.route("/", ServerAnswer::redirect(status, targets.value(where)));
        for (HttpRequest request : {stage.get(), stage.post("refresh_token=secret")}) {
            request.secretHeaders.append({"Authorization", Secret::copyOf("Bearer abc").share()});
            QVERIFY(isUnexpected(stage.answerTo(request)));
        }
        QVERIFY(stage.works());
        QVERIFY(other.requests().isEmpty());
        QCOMPARE(other.connectionCount(), 0);
        QVERIFY(plain.requests().isEmpty());
        QVERIFY(stage.server.requests("/caught").isEmpty());
        QCOMPARE(stage.server.requests("/").size(), 2);
    }

    void noCookieIsKeptOrSent() // G11
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json("{}").with("Set-Cookie", "id=1; Path=/; Secure"));
        for (int i = 0; i < 3; ++i)
            QVERIFY(stage.answerTo(stage.get()).has_value());
        for (const ServerRequest &request : stage.server.requests())
            QVERIFY(request.header("Cookie").isNull());
    }

    void nothingIsCached() // G11
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json("1").with("Cache-Control", "public, max-age=3600"));
        QCOMPARE(bytesOf(*stage.answerTo(stage.get())), QByteArray("1"));
        stage.server.route("/", ServerAnswer::json("2"));
        QCOMPARE(bytesOf(*stage.answerTo(stage.get())), QByteArray("2"));
        QCOMPARE(stage.server.requests().size(), 2);
    }

    void anEndlessAnswerIsCutOff() // G11, row 45
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json(QByteArray(10'000, ' ')).with(Delivery::Endless));
        QVERIFY(isUnexpected(stage.answerTo(stage.get())));
        QTRY_COMPARE(stage.server.openConnectionCount(), 0);
        QVERIFY(stage.works());
    }

    void anAnswerMayHaveAMebibyteAndNoMore() // G11, row 45
    {
        HttpStage stage;
        const QByteArray largest(1024 * 1024, ' ');
        stage.server.route("/", ServerAnswer::json(largest));
        const auto answer = stage.answerTo(stage.get());
        QVERIFY(answer.has_value());
        QCOMPARE(answer->body->size(), largest.size());
        stage.server.route("/", ServerAnswer::json(largest + ' '));
        QVERIFY(isUnexpected(stage.answerTo(stage.get())));
        stage.server.route("/", ServerAnswer::json(QByteArray(100 * largest.size(), ' ')));
        QVERIFY(isUnexpected(stage.answerTo(stage.get())));
        QVERIFY(stage.works());
    }

    void aLengthThatIsTooLargeIsEnough() // G11, row 45
    {
        HttpStage stage;
        stage.server.route("/", ServerAnswer::json("{}").with("Content-Length", "104857600").with(Delivery::Halves));
        QVERIFY(isUnexpected(stage.answerTo(stage.get())));
        QTRY_COMPARE(stage.server.openConnectionCount(), 0);
        QVERIFY(stage.works());
    }

    void aCompressedAnswerIsRefused_data()
    {
        QTest::addColumn<QByteArray>("encoding");
        for (const char *encoding : {"gzip", "deflate", "br", "zstd", "GZIP", "identity, gzip"})
            QTest::newRow(encoding) << QByteArray(encoding);
    }
    void aCompressedAnswerIsRefused() // G11, row 45
    {
        QFETCH(QByteArray, encoding);
        HttpStage stage;
        ServerAnswer bomb = ServerAnswer::gzip(QByteArray(5'000'000, ' '));
        bomb.headers = {{"Content-Encoding", encoding}};
        stage.server.route("/", bomb);
        QVERIFY(isUnexpected(stage.answerTo(stage.get())));
        stage.server.route("/", ServerAnswer::json("{}").with("Content-Encoding", "identity"));
        QVERIFY(stage.answerTo(stage.get()).has_value());
    }

    void htmlIsNoAnswer() // G11, row 45
    {
        HttpStage stage;
        for (const int status : {200, 400, 401, 403, 404}) {
            stage.server.route("/", ServerAnswer::html("<b>secret</b>", status));
            QVERIFY(isUnexpected(stage.answerTo(stage.get())));
        }
        // These say all with their status; the page below is nobody's.
        for (const int status : {429, 500, 502, 503, 504}) {
            stage.server.route("/", ServerAnswer::html("<b>secret</b>", status).with("Retry-After", "9"));
            const auto answer = stage.answerTo(stage.get());
            QVERIFY(answer.has_value());
            QCOMPARE(answer->status, status);
            QVERIFY(answer->body->isEmpty());
            QCOMPARE(answer->retryAfter, std::optional(std::chrono::seconds(9)));
        }
        stage.server.route("/", ServerAnswer::html("<b>anything</b>"));
        HttpRequest request = stage.get();
        request.expect = HttpRequest::Expect::Anything;
        QVERIFY(stage.answerTo(request).has_value());
        QVERIFY(stage.works());
    }

    void noLogHasASecret() // G11
    {
        HttpStage stage;
        const LogReader log;
        HttpRequest request = stage.post("marker-body", QStringLiteral("/path?code=marker-query"));
        request.headers.emplaceBack("X-Plain", "marker-plain");
        request.secretHeaders.append({"Authorization", Secret::copyOf("Bearer marker-header").share()});
        using Make = std::function<ServerAnswer()>;
        const QList<Make> answers {
            [] { return ServerAnswer::json("\"marker-answer\"").with("X-Answer", "marker-answer"); },
            [] { return ServerAnswer::html("marker-answer"); },
            [] { return ServerAnswer::html("marker-answer", 500); },
            [] { return ServerAnswer::gzip("marker-answer"); },
            [] { return ServerAnswer::redirect(302, QUrl(QStringLiteral("https://marker-answer.example/?marker-answer"))); },
            [] { return ServerAnswer::json("marker-answer").with(Delivery::CutOff); },
            [] { return ServerAnswer::dropped(); },
            [] { return ServerAnswer::json("marker-answer").with(Delivery::Endless); }};
        QString sentences;
        const auto note = [&sentences](const Result<HttpAnswer> &answer) {
            if (!answer)
                sentences += answer.error().message() + QLatin1Char('\n');
        };
        for (const Make &make : answers) {
            stage.server.route("/path", make());
            note(stage.answerTo(request));
        }
        stage.server.stop();
        note(stage.answerTo(request));
        const HttpsServer wrong(TestAuthority::selfSigned());
        request.url.setPort(wrong.port());
        note(stage.answerTo(request));
        request.url = QUrl(QStringLiteral("http://marker-user:marker-password@127.0.0.1/?marker-query"));
        note(stage.answerTo(request));
        QVERIFY2(!log.text().contains(QLatin1String("marker")), qPrintable(log.text()));
        QVERIFY2(!sentences.contains(QLatin1String("marker")), qPrintable(sentences));
        QVERIFY2(log.text().contains(QLatin1String("qtlogin.network: HttpClient: POST 127.0.0.1/path: unexpected answer")),
                 qPrintable(log.text()));
    }
};

QTEST_GUILESS_MAIN(tst_HttpTrust)
#include "tst_httptrust.moc"
