// SPDX-License-Identifier: MIT
#include "network/authorizedstage.h"
#include "network/httptest.h"
#include "network/pipe.h"

#include <QtCore/qbuffer.h>
#include <QtNetwork/qhttpmultipart.h>
#include <QtTest/qsignalspy.h>

#include <algorithm>

using namespace QtLogin;
using ReplyPtr = AuthorizedStage::ReplyPtr;

// Deletes a reply in a slot, which Qt's own replies do not take everywhere.
class Deleter final : public QObject
{
    Q_OBJECT
public:
    QPointer<QNetworkReply> reply;

public Q_SLOTS:
    void run() { delete reply; }
};

// Replies with a token are as those of Qt to the code that has them.
class tst_AuthorizedReply : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerbIsSentAsItIs();
    void aBodyIsSentAgainAfterARefusal();
    void aBodyBeginsWhereItsDeviceStood();
    void aFormOfSeveralPartsIsSentAgain();
    void aSequentialBodyIsNotSentAgainAndTheNextTryWorks(); // F13
    void aRedirectWithinTheOriginKeepsTheToken();
    void noTokenFollowsToAnotherOrigin_data(); // row 46
    void noTokenFollowsToAnotherOrigin();
    void noBodyFollowsToAnotherOrigin_data(); // G9
    void noBodyFollowsToAnotherOrigin();
    void noTokenComesBackFromAnotherOrigin();
    void aRedirectToPlainHttpIsRefused();
    void redirectsEnd();
    void aManualRedirectIsTheCallers();
    void aUserVerifiedRedirectWaitsForItsUser();
    void anAbortedReplyEndsOnceAndTheNextOneWorks();
    void anAnswerThatBreaksOffIsAnError();
    void aLongAnswerIsReadInPieces();
    void aReplyMayBeDeletedInEachOfItsSlots_data();
    void aReplyMayBeDeletedInEachOfItsSlots();
    void aReplyMayBeDeletedAtOnceInEachOfItsSlots_data();
    void aReplyMayBeDeletedAtOnceInEachOfItsSlots();
    void aReplyDeletesItselfWhereAsked();
    void theManagerTellsOfEachReplyOnce();
    void certificateErrorsCannotBeIgnored(); // G10
    void cookiesAreNeitherSentNorKept();
};

static QByteArray longText()
{
    return QByteArray(300'000, 'x') + "end";
}

static QNetworkRequest textRequest(const AuthorizedStage &on, const QString &path = QStringLiteral("/data"))
{
    QNetworkRequest request = on.request(path);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain"));
    return request;
}

void tst_AuthorizedReply::everyVerbIsSentAsItIs()
{
    AuthorizedStage on;
    const QByteArray body = "the page";
    const QNetworkRequest request = textRequest(on);
    const auto end = [&](QNetworkReply *reply) {
        const ReplyPtr owned(reply);
        return on.ends(owned) && on.status(owned) == 200 && owned->error() == QNetworkReply::NoError;
    };
    QVERIFY(end(on.network->get(on.request())));
    QVERIFY(end(on.network->head(on.request())));
    QVERIFY(end(on.network->post(request, body)));
    QVERIFY(end(on.network->put(request, body)));
    QVERIFY(end(on.network->deleteResource(on.request())));
    QVERIFY(end(on.network->sendCustomRequest(request, "PATCH", body)));
    QList<QByteArray> methods, bodies;
    for (const ServerRequest &received : on.server.requests()) {
        methods << received.method;
        bodies << received.body;
        QVERIFY(on.isGood(received));
    }
    QCOMPARE(methods, (QList<QByteArray> {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"}));
    QCOMPARE(bodies, (QList<QByteArray> {"", "", body, body, "", body}));
}

void tst_AuthorizedReply::aBodyIsSentAgainAfterARefusal()
{
    AuthorizedStage on;
    on.firstGood = 2;
    const QByteArray body = longText();
    const ReplyPtr reply(on.network->post(textRequest(on), body));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
    QCOMPARE(on.server.requests().size(), 2);
    for (const ServerRequest &request : on.server.requests())
        QCOMPARE(request.body, body);
}

void tst_AuthorizedReply::aBodyBeginsWhereItsDeviceStood()
{
    AuthorizedStage on;
    on.firstGood = 2;
    QBuffer device;
    device.setData("skipped and sent");
    QVERIFY(device.open(QIODevice::ReadOnly));
    QVERIFY(device.seek(12));
    const ReplyPtr reply(on.network->put(textRequest(on), &device));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.server.requests().size(), 2);
    for (const ServerRequest &request : on.server.requests())
        QCOMPARE(request.body, QByteArray("sent"));
}

void tst_AuthorizedReply::aFormOfSeveralPartsIsSentAgain()
{
    AuthorizedStage on;
    on.firstGood = 2;
    QHttpMultiPart form(QHttpMultiPart::FormDataType);
    QHttpPart part;
    part.setHeader(QNetworkRequest::ContentDispositionHeader, QStringLiteral("form-data; name=\"page\""));
    part.setBody("of the journal");
    form.append(part);
    const ReplyPtr reply(on.network->post(on.request(), &form));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
    QCOMPARE(on.server.requests().size(), 2);
    QVERIFY(on.server.requests().last().body.contains("of the journal"));
    QCOMPARE(on.server.requests().last().body, on.server.requests().first().body);
}

void tst_AuthorizedReply::aSequentialBodyIsNotSentAgainAndTheNextTryWorks()
{
    AuthorizedStage on;
    on.firstGood = 2;
    const auto send = [&] {
        const auto device = new Pipe("once");
        ReplyPtr reply(on.network->post(textRequest(on), device));
        device->setParent(reply.get());
        return reply;
    };
    const ReplyPtr refused = send();
    QVERIFY(on.ends(refused));
    QCOMPARE(on.status(refused), 401);
    QCOMPARE(refused->error(), QNetworkReply::AuthenticationRequiredError);
    QVERIFY2(refused->errorString().contains(u"cannot be sent a second time"), qPrintable(refused->errorString()));
    QVERIFY(on.stage.login().isAuthenticated());
    const ReplyPtr next = send();
    QVERIFY(on.ends(next));
    QCOMPARE(on.status(next), 200);
    QCOMPARE(on.server.requests().last().body, QByteArray("once"));
}

void tst_AuthorizedReply::aRedirectWithinTheOriginKeepsTheToken()
{
    AuthorizedStage on;
    on.server.route("/old", ServerAnswer::redirect(307, on.server.url(QStringLiteral("/data"))));
    QSignalSpy redirected(on.network.get(), &QNetworkAccessManager::finished);
    const ReplyPtr reply(on.network->post(textRequest(on, QStringLiteral("/old")), QByteArray("kept")));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
    QCOMPARE(reply->url(), on.server.url(QStringLiteral("/data")));
    QCOMPARE(on.server.requests().last().body, QByteArray("kept"));
    QVERIFY(on.isGood(on.server.requests().last()));
    QCOMPARE(redirected.size(), 1);
}

void tst_AuthorizedReply::noTokenFollowsToAnotherOrigin_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void tst_AuthorizedReply::noTokenFollowsToAnotherOrigin()
{
    QFETCH(const int, status);
    AuthorizedStage on;
    HttpsServer other(on.authority.valid());
    other.routeOthers([](const ServerRequest &) { return ServerAnswer::json("{\"ok\":true}"); });
    on.server.route("/old", ServerAnswer::redirect(status, other.url(QStringLiteral("/data"))));
    const ReplyPtr reply = on.get(QStringLiteral("/old"));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
    QCOMPARE(other.requests().size(), 1);
    const ServerRequest received = other.requests().first();
    for (const auto &[name, value] : received.headers)
        QVERIFY2(!value.contains("marker"), name.constData());
    QVERIFY(on.works());
}

void tst_AuthorizedReply::noBodyFollowsToAnotherOrigin_data()
{
    noTokenFollowsToAnotherOrigin_data();
}

// With 303, and with 301 and 302 after a POST, the next request is a GET without a body (RFC 9110 §15.4).
void tst_AuthorizedReply::noBodyFollowsToAnotherOrigin()
{
    QFETCH(const int, status);
    AuthorizedStage on;
    HttpsServer other(on.authority.valid());
    other.routeOthers([](const ServerRequest &) { return ServerAnswer::json("{}"); });
    on.server.route("/old", ServerAnswer::redirect(status, other.url(QStringLiteral("/data"))));
    const ReplyPtr reply(on.network->post(textRequest(on, QStringLiteral("/old")), QByteArray("a secret page")));
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), status > 303 ? QNetworkReply::InsecureRedirectError : QNetworkReply::NoError);
    QCOMPARE(other.requests().size(), status > 303 ? 0 : 1);
    for (const ServerRequest &request : other.requests())
        QVERIFY(request.body.isEmpty());
    QVERIFY(on.works());
}

void tst_AuthorizedReply::noTokenComesBackFromAnotherOrigin()
{
    AuthorizedStage on;
    HttpsServer other(on.authority.valid());
    other.route("/data", ServerAnswer::redirect(302, on.server.url(QStringLiteral("/data?chosen=by-the-other"))));
    on.server.route("/old", ServerAnswer::redirect(302, other.url(QStringLiteral("/data"))));
    const ReplyPtr reply = on.get(QStringLiteral("/old"));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 401);
    QVERIFY(on.server.requests().last().header("Authorization").isNull());
    QVERIFY(on.stage.login().isAuthenticated());
    QVERIFY(on.works());
}

void tst_AuthorizedReply::aRedirectToPlainHttpIsRefused()
{
    AuthorizedStage on;
    HttpsServer plain(on.authority.valid(), HttpsServer::Protocol::Plain);
    QUrl url = plain.url(QStringLiteral("/data"));
    url.setScheme(QStringLiteral("http"));
    on.server.route("/old", ServerAnswer::redirect(302, url));
    const ReplyPtr reply = on.get(QStringLiteral("/old"));
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::InsecureRedirectError);
    QVERIFY(plain.requests().isEmpty());
    QVERIFY(on.works());
}

void tst_AuthorizedReply::redirectsEnd()
{
    AuthorizedStage on;
    on.server.route("/round", ServerAnswer::redirect(302, on.server.url(QStringLiteral("/round"))));
    QNetworkRequest request = on.request(QStringLiteral("/round"));
    request.setMaximumRedirectsAllowed(5);
    const ReplyPtr reply(on.network->get(request));
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::TooManyRedirectsError);
    QCOMPARE(on.server.requests().size(), 6);
    QVERIFY(on.works());
}

void tst_AuthorizedReply::aManualRedirectIsTheCallers()
{
    AuthorizedStage on;
    on.server.route("/old", ServerAnswer::redirect(302, on.server.url(QStringLiteral("/data"))));
    QNetworkRequest request = on.request(QStringLiteral("/old"));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    const ReplyPtr reply(on.network->get(request));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 302);
    QCOMPARE(reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl(), on.server.url(QStringLiteral("/data")));
    QCOMPARE(on.server.requests().size(), 1);
}

void tst_AuthorizedReply::aUserVerifiedRedirectWaitsForItsUser()
{
    AuthorizedStage on;
    on.server.route("/old", ServerAnswer::redirect(302, on.server.url(QStringLiteral("/data"))));
    QNetworkRequest request = on.request(QStringLiteral("/old"));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::UserVerifiedRedirectPolicy);
    const ReplyPtr reply(on.network->get(request));
    QSignalSpy redirected(reply.get(), &QNetworkReply::redirected);
    QTRY_COMPARE(redirected.size(), 1);
    on.turnEventLoop();
    QCOMPARE(on.server.requests().size(), 1);
    Q_EMIT reply->redirectAllowed();
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
}

void tst_AuthorizedReply::anAbortedReplyEndsOnceAndTheNextOneWorks()
{
    AuthorizedStage on;
    on.server.hold();
    const ReplyPtr reply = on.get();
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QSignalSpy errors(reply.get(), &QNetworkReply::errorOccurred);
    QTRY_COMPARE(on.server.heldCount(), 1);
    reply->abort();
    reply->abort();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    on.server.releaseHeld();
    on.turnEventLoop();
    QCOMPARE(finished.size(), 1);
    QVERIFY(on.works());
}

void tst_AuthorizedReply::anAnswerThatBreaksOffIsAnError()
{
    AuthorizedStage on;
    on.server.route("/half", ServerAnswer::json(longText()).with(ServerAnswer::Delivery::CutOff));
    const ReplyPtr reply = on.get(QStringLiteral("/half"));
    QVERIFY(on.ends(reply));
    QVERIFY(reply->error() != QNetworkReply::NoError);
    QVERIFY(on.works());
}

void tst_AuthorizedReply::aLongAnswerIsReadInPieces()
{
    AuthorizedStage on;
    on.server.route("/long", ServerAnswer::json(longText()));
    const ReplyPtr reply = on.get(QStringLiteral("/long"));
    reply->setReadBufferSize(4'096);
    QByteArray read;
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] {
        QVERIFY(reply->bytesAvailable() > 0);
        read += reply->read(1'000);
    });
    const auto isAll = [&] {
        read += reply->readAll();
        return reply->isFinished() && reply->bytesAvailable() == 0;
    };
    QVERIFY(QTest::qWaitFor(isAll, patience));
    QCOMPARE(read, longText());
}

void tst_AuthorizedReply::aReplyMayBeDeletedInEachOfItsSlots_data()
{
    QTest::addColumn<QByteArray>("signal");
    for (const char *const signal : {SIGNAL(metaDataChanged()), SIGNAL(readyRead()), SIGNAL(finished()), SIGNAL(readChannelFinished()),
                                     SIGNAL(errorOccurred(QNetworkReply::NetworkError)), SIGNAL(redirected(QUrl))})
        QTest::newRow(signal + 1) << QByteArray(signal);
}

// As with Qt, by deleteLater(); and the manager with it.
void tst_AuthorizedReply::aReplyMayBeDeletedInEachOfItsSlots()
{
    QFETCH(const QByteArray, signal);
    AuthorizedStage on;
    const bool isRedirected = signal.contains("redirected");
    const bool isError = signal.contains("error");
    on.server.route("/old", ServerAnswer::redirect(302, on.server.url(QStringLiteral("/data"))));
    const QString path = isRedirected ? QStringLiteral("/old") : QStringLiteral("/data");
    on.server.route("/forbidden", ServerAnswer::json("{}", 403));
    const QPointer<QNetworkReply> reply = on.get(isError ? QStringLiteral("/forbidden") : path).release();
    QVERIFY(connect(reply, signal.constData(), reply, SLOT(deleteLater())));
    QTRY_VERIFY(!reply);
    on.turnEventLoop();
    QVERIFY(on.works());
}

void tst_AuthorizedReply::aReplyMayBeDeletedAtOnceInEachOfItsSlots_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<QString>("path");
    for (const char *const signal : {SIGNAL(metaDataChanged()), SIGNAL(readyRead()), SIGNAL(finished()), SIGNAL(readChannelFinished()),
                                     SIGNAL(errorOccurred(QNetworkReply::NetworkError)), SIGNAL(redirected(QUrl))}) {
        const QByteArray name = signal + 1;
        if (name.startsWith("errorOccurred") || name.startsWith("finished")) // within the others Qt itself warns
            QTest::newRow((name + " of an error").constData()) << QByteArray(signal) << QStringLiteral("/forbidden");
        if (!name.startsWith("errorOccurred"))
            QTest::newRow(name.constData()) << QByteArray(signal) << (name.startsWith("redirected") ? QStringLiteral("/old") : QStringLiteral("/data"));
    }
}

void tst_AuthorizedReply::aReplyMayBeDeletedAtOnceInEachOfItsSlots()
{
    QFETCH(const QByteArray, signal);
    QFETCH(const QString, path);
    AuthorizedStage on;
    on.server.route("/old", ServerAnswer::redirect(302, on.server.url(QStringLiteral("/data"))));
    on.server.route("/forbidden", ServerAnswer::json("{}", 403));
    Deleter deleter;
    deleter.reply = on.get(path).release();
    QVERIFY(connect(deleter.reply, signal.constData(), &deleter, SLOT(run())));
    QTRY_VERIFY(!deleter.reply);
    on.turnEventLoop();
    QVERIFY(on.works());
}

void tst_AuthorizedReply::aReplyDeletesItselfWhereAsked()
{
    AuthorizedStage on;
    on.network->setAutoDeleteReplies(true);
    const QPointer<QNetworkReply> reply = on.get().release();
    QTRY_VERIFY(!reply);
    on.network->setAutoDeleteReplies(false);
    QVERIFY(on.works());
}

void tst_AuthorizedReply::theManagerTellsOfEachReplyOnce()
{
    AuthorizedStage on;
    QSignalSpy finished(on.network.get(), &QNetworkAccessManager::finished);
    on.firstGood = 2; // two replies of Qt do the work of the first
    const ReplyPtr first = on.get();
    QVERIFY(on.ends(first));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<QNetworkReply *>(), first.get());
    on.stage.login().logOut();
    const ReplyPtr second = on.get();
    QVERIFY(on.ends(second));
    QCOMPARE(finished.size(), 2);
}

void tst_AuthorizedReply::certificateErrorsCannotBeIgnored()
{
    AuthorizedStage on;
    TestAuthority unknown;
    HttpsServer impostor(unknown.valid());
    impostor.routeOthers([](const ServerRequest &) { return ServerAnswer::json("{}"); });
    QVERIFY(on.network->allowOrigin(impostor.url(QString())));
    const LogReader log;
    QNetworkRequest request(impostor.url(QStringLiteral("/data")));
    QSslConfiguration careless = request.sslConfiguration();
    careless.setPeerVerifyMode(QSslSocket::QueryPeer);
    request.setSslConfiguration(careless);
    const ReplyPtr reply(on.network->get(request));
    connect(reply.get(), &QNetworkReply::sslErrors, reply.get(), [&] { reply->ignoreSslErrors(); });
    reply->ignoreSslErrors();
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::SslHandshakeFailedError);
    QVERIFY(impostor.requests().isEmpty());
    QVERIFY(log.text().contains(u"not ignored"));
    QVERIFY(on.works());
}

void tst_AuthorizedReply::cookiesAreNeitherSentNorKept()
{
    AuthorizedStage on;
    on.server.route("/cookie", ServerAnswer::json("{}").with("Set-Cookie", "session=of-ada"));
    const ReplyPtr reply = on.get(QStringLiteral("/cookie"));
    QVERIFY(on.ends(reply));
    QVERIFY(on.works());
    QVERIFY(on.server.requests().last().header("Cookie").isNull());
}

QTEST_GUILESS_MAIN(tst_AuthorizedReply)
#include "tst_authorizedreply.moc"
