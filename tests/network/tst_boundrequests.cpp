// SPDX-License-Identifier: MIT
#include "network/authorizedstage.h"
#include "network/base64url_p.h"
#include "network/dpopkey_p.h"
#include "network/pipe.h"

#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>

using namespace QtLogin;
using ReplyPtr = AuthorizedStage::ReplyPtr;

namespace {

QJsonObject claimsOf(const ServerRequest &request)
{
    const auto payload = Base64Url::decoded(request.header("DPoP").split('.').value(1));
    return QJsonDocument::fromJson(payload.value_or(QByteArray())).object();
}

// A service that takes bound tokens alone, and wants its own nonce in each proof where it has one.
struct BoundStage : AuthorizedStage
{
    BoundStage()
    {
        source->binding = DpopKey::generate(stage.clock);
        server.routeOthers([this](const ServerRequest &request) { return judge(request); });
    }

    ServerAnswer judge(const ServerRequest &request)
    {
        const QByteArray token = request.header("Authorization");
        const bool isGood = token.startsWith("DPoP marker.") && token.mid(token.lastIndexOf('.') + 1).toULongLong() >= firstGood;
        if (!isGood)
            return refusal("DPoP error=\"invalid_token\"");
        if (claimsOf(request).value(QStringLiteral("nonce")).toString() != QString::fromLatin1(nonce))
            return refusal("DPoP error=\"use_dpop_nonce\"");
        ServerAnswer good = ServerAnswer::json("{\"ok\":true}");
        if (!next.isEmpty())
            good.headers.append({"DPoP-Nonce", nonce = std::exchange(next, {})});
        return good;
    }
    ServerAnswer refusal(const QByteArray &why) const
    {
        ServerAnswer refused = ServerAnswer::json("{}", 401);
        refused.headers.append({"WWW-Authenticate", why});
        if (!nonce.isEmpty() && givesNonce)
            refused.headers.append({"DPoP-Nonce", nonce});
        return refused;
    }

    QByteArray nonce; // that it wants
    QByteArray next; // that it gives with the next good answer, and wants from then on
    bool givesNonce = true;
};

} // namespace

// Requests whose tokens are bound to a key.
class tst_BoundRequests : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachRequestHasAProofOfItsOwn(); // G15
    void everyVerbIsProvedAsItIsSent();
    void aNonceThatIsWantedIsBroughtAtOnce();
    void aBodyIsSentAgainWithTheNonce();
    void aBodyThatCannotBeSentAgainSaysSoAndTheNextTryWorks();
    void theNextNonceComesWithAnAnswer();
    void aServiceThatNeverTakesTheNonceRefusesTheToken();
    void aRefusedTokenIsRenewedAndProvedAnew();
    void noProofFollowsToAnotherOrigin();
    void aRedirectIsProvedForItsTarget();
    void aServiceWithoutBoundTokensIsToldInTheLog();
    void aHeaderOfTheApplicationsOwnStays();
};

void tst_BoundRequests::eachRequestHasAProofOfItsOwn()
{
    BoundStage on;
    QVERIFY(on.works());
    QVERIFY(on.works());
    const auto requests = on.server.requests();
    QCOMPARE(requests.size(), 2);
    QVERIFY(claimsOf(requests.at(0)).value(QStringLiteral("jti")) != claimsOf(requests.at(1)).value(QStringLiteral("jti")));
    QCOMPARE(claimsOf(requests.at(0)).value(QStringLiteral("htu")).toString(), on.server.url(QStringLiteral("/data")).toString());
    QVERIFY(!claimsOf(requests.at(0)).value(QStringLiteral("ath")).toString().isEmpty());
}

void tst_BoundRequests::everyVerbIsProvedAsItIsSent()
{
    BoundStage on;
    QNetworkRequest request = on.request(QStringLiteral("/data?query=1"));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain"));
    for (QNetworkReply *reply : {on.network->get(request), on.network->head(request), on.network->post(request, "x"),
                                 on.network->put(request, "x"), on.network->deleteResource(request),
                                 on.network->sendCustomRequest(request, "PATCH", "x")}) {
        const ReplyPtr owned(reply);
        QVERIFY(on.ends(owned));
        QCOMPARE(on.status(owned), 200);
    }
    for (const ServerRequest &received : on.server.requests()) {
        QCOMPARE(claimsOf(received).value(QStringLiteral("htm")).toString().toLatin1(), received.method);
        QCOMPARE(claimsOf(received).value(QStringLiteral("htu")).toString(), on.server.url(QStringLiteral("/data")).toString());
    }
}

void tst_BoundRequests::aNonceThatIsWantedIsBroughtAtOnce()
{
    BoundStage on;
    on.nonce = "first";
    QVERIFY(on.works());
    QCOMPARE(on.server.requests().size(), 2);
    QVERIFY(on.works());
    QCOMPARE(on.server.requests().size(), 3); // it is known by now
    QCOMPARE(on.source->askedAfter, 0); // the token was right
    on.nonce = "second";
    QVERIFY(on.works());
    QCOMPARE(on.server.requests().size(), 5);
    QVERIFY(on.stage.login().isAuthenticated());
}

void tst_BoundRequests::aBodyIsSentAgainWithTheNonce()
{
    BoundStage on;
    on.nonce = "first";
    QNetworkRequest request = on.request();
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain"));
    const QByteArray body(300'000, 'x');
    const ReplyPtr reply(on.network->post(request, body));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
    const auto requests = on.server.requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.at(1).body, body);
}

void tst_BoundRequests::aBodyThatCannotBeSentAgainSaysSoAndTheNextTryWorks()
{
    BoundStage on;
    on.nonce = "first";
    QNetworkRequest request = on.request();
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain"));
    request.setHeader(QNetworkRequest::ContentLengthHeader, 4);
    Pipe stream("once");
    const ReplyPtr reply(on.network->post(request, &stream));
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::AuthenticationRequiredError);
    QVERIFY(on.works());
}

void tst_BoundRequests::theNextNonceComesWithAnAnswer()
{
    BoundStage on;
    on.nonce = "first";
    on.next = "second";
    QVERIFY(on.works());
    QVERIFY(on.works());
    QCOMPARE(on.server.requests().size(), 3);
}

void tst_BoundRequests::aServiceThatNeverTakesTheNonceRefusesTheToken()
{
    BoundStage on;
    int count = 0;
    on.server.routeOthers([&](const ServerRequest &) {
        on.nonce = QByteArray::number(++count);
        return on.refusal("DPoP error=\"use_dpop_nonce\"");
    });
    const ReplyPtr reply = on.get();
    QTRY_VERIFY(on.stage.login().isLocked()); // as for any token that is refused twice
    QCOMPARE_LE(count, 4);
    on.nonce = QByteArray::number(count); // it takes the last one from now on
    on.server.routeOthers([&](const ServerRequest &request) { return on.judge(request); });
    QVERIFY(on.unlock());
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
    QVERIFY(on.works());
}

void tst_BoundRequests::aRefusedTokenIsRenewedAndProvedAnew()
{
    BoundStage on;
    on.firstGood = 2;
    QVERIFY(on.works());
    const auto requests = on.server.requests();
    QCOMPARE(requests.size(), 2);
    QVERIFY(claimsOf(requests.at(0)).value(QStringLiteral("ath")) != claimsOf(requests.at(1)).value(QStringLiteral("ath")));
}

void tst_BoundRequests::noProofFollowsToAnotherOrigin()
{
    BoundStage on;
    HttpsServer other(on.authority.valid());
    other.routeOthers([](const ServerRequest &) { return ServerAnswer::json("{\"ok\":true}"); });
    on.server.route("/away", ServerAnswer::redirect(302, other.url(QStringLiteral("/data"))));
    const ReplyPtr reply = on.get(QStringLiteral("/away"));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
    const auto requests = other.requests();
    QCOMPARE(requests.size(), 1);
    QVERIFY(requests.at(0).header("DPoP").isEmpty());
    QVERIFY(requests.at(0).header("Authorization").isEmpty());
}

void tst_BoundRequests::aRedirectIsProvedForItsTarget()
{
    BoundStage on;
    on.server.route("/here", ServerAnswer::redirect(302, on.server.url(QStringLiteral("/data"))));
    const ReplyPtr reply = on.get(QStringLiteral("/here"));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
    QCOMPARE(claimsOf(on.server.requests().at(0)).value(QStringLiteral("htu")).toString(), on.server.url(QStringLiteral("/here")).toString());
    QCOMPARE(claimsOf(on.server.requests().at(1)).value(QStringLiteral("htu")).toString(), on.server.url(QStringLiteral("/data")).toString());
}

void tst_BoundRequests::aServiceWithoutBoundTokensIsToldInTheLog()
{
    BoundStage on;
    on.server.routeOthers([](const ServerRequest &) {
        ServerAnswer refused = ServerAnswer::json("{}", 401);
        refused.headers.emplaceBack("WWW-Authenticate", "Bearer");
        return refused;
    });
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("OidcSettings::bindsTokens")));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("OidcSettings::bindsTokens")));
    const ReplyPtr reply = on.get();
    QTRY_VERIFY(on.stage.login().isLocked());
}

void tst_BoundRequests::aHeaderOfTheApplicationsOwnStays()
{
    BoundStage on;
    QNetworkRequest request = on.request();
    request.setRawHeader("Authorization", "Basic own");
    const ReplyPtr reply(on.network->get(request));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.server.requests().at(0).header("Authorization"), QByteArray("Basic own"));
    QVERIFY(on.server.requests().at(0).header("DPoP").isEmpty());
}

QTEST_MAIN(tst_BoundRequests)
#include "tst_boundrequests.moc"
