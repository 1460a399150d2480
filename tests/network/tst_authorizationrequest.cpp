// SPDX-License-Identifier: MIT
#include "network/authorizationrequest_p.h"
#include "support/patience.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qset.h>
#include <QtCore/qurlquery.h>

using namespace QtLogin;

// The request that the browser brings to a login server.
class tst_AuthorizationRequest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePageHasEverything();
    void theChallengeIsThatOfTheVerifier(); // G1
    void noTwoAreTheSame(); // G2
    void aNewProofIsAskedFor();
    void whatAnyTextIsStaysWhatItWas();
    void anEndpointKeepsItsQuery();
    void aPushedRequestIsAReference();
    void nothingSecretIsOnThePage();
    void whatIsSetHereIsReserved();
};

namespace {

const QUrl endpoint(QStringLiteral("https://id.example.org/authorize"));
const QUrl redirectUrl(QStringLiteral("http://127.0.0.1:4711/callback"));

OidcSettings settings()
{
    return {.issuer = QUrl(QStringLiteral("https://id.example.org")),
            .clientId = QStringLiteral("journal"),
            .scopes = {QStringLiteral("profile"), QStringLiteral("openid")}};
}

QString valueOf(const QString &form, const char *name)
{
    return QUrlQuery(form).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

QString valueOf(const QUrl &page, const char *name)
{
    return valueOf(page.query(QUrl::FullyEncoded), name);
}

QString redemption(const AuthorizationRequest &request)
{
    return QString::fromLatin1(request.redemptionOf(Secret::copyOf("c o&d=e"))->reveal());
}

} // namespace

void tst_AuthorizationRequest::thePageHasEverything()
{
    const AuthorizationRequest request(settings(), redirectUrl, {});
    const QUrl page = request.pageAt(endpoint);
    QVERIFY(page.isValid());
    QCOMPARE(page.adjusted(QUrl::RemoveQuery), endpoint);
    QCOMPARE(valueOf(page, "response_type"), QStringLiteral("code"));
    QCOMPARE(valueOf(page, "client_id"), QStringLiteral("journal"));
    QCOMPARE(valueOf(page, "redirect_uri"), redirectUrl.toString());
    QCOMPARE(valueOf(page, "scope"), QStringLiteral("openid profile"));
    QCOMPARE(valueOf(page, "state").toLatin1(), request.state()->reveal().toByteArray());
    QCOMPARE(valueOf(page, "nonce"), request.nonce());
    QCOMPARE(valueOf(page, "code_challenge_method"), QStringLiteral("S256"));
    QCOMPARE(valueOf(page, "max_age"), QStringLiteral("31536000"));
    QCOMPARE(QUrlQuery(page).queryItems().size(), 9);
    QCOMPARE(QString::fromLatin1(request.pushedForm()->reveal()), page.query(QUrl::FullyEncoded));
}

void tst_AuthorizationRequest::theChallengeIsThatOfTheVerifier()
{
    const AuthorizationRequest request(settings(), redirectUrl, {});
    const QString form = redemption(request);
    const QByteArray verifier = valueOf(form, "code_verifier").toLatin1();
    QCOMPARE(verifier.size(), 43);
    const QByteArray challenge = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                                     .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QCOMPARE(valueOf(request.pageAt(endpoint), "code_challenge").toLatin1(), challenge);
    QCOMPARE(valueOf(form, "grant_type"), QStringLiteral("authorization_code"));
    QCOMPARE(valueOf(form, "code"), QStringLiteral("c o&d=e"));
    QCOMPARE(valueOf(form, "client_id"), QStringLiteral("journal"));
    QCOMPARE(valueOf(form, "redirect_uri"), redirectUrl.toString());
}

void tst_AuthorizationRequest::noTwoAreTheSame()
{
    QSet<QString> seen;
    constexpr int count = 10'000;
    const OidcSettings same = settings();
    for (int i = 0; i < count; ++i) {
        const AuthorizationRequest request(same, redirectUrl, {});
        seen << QString::fromLatin1(request.state()->reveal()) << request.nonce()
             << QString::fromLatin1(request.redemptionOf(Secret())->reveal()).section(u'=', -1);
    }
    QCOMPARE(seen.size(), 3 * count);
}

void tst_AuthorizationRequest::aNewProofIsAskedFor()
{
    const AuthorizationRequest request(settings(), redirectUrl, {.userName = QStringLiteral("ada"), .provesAnew = true});
    const QUrl page = request.pageAt(endpoint);
    QCOMPARE(valueOf(page, "prompt"), QStringLiteral("login"));
    QCOMPARE(valueOf(page, "max_age"), QStringLiteral("0"));
    QCOMPARE(valueOf(page, "login_hint"), QStringLiteral("ada"));
}

void tst_AuthorizationRequest::whatAnyTextIsStaysWhatItWas()
{
    OidcSettings odd = settings();
    const QString text = QStringLiteral("a b+c&d=e#f%20ä\u202E\"<");
    odd.clientId = text;
    odd.parameters = {{QStringLiteral("a&b"), text}};
    const AuthorizationRequest request(odd, redirectUrl, {.userName = text});
    const QUrl page = request.pageAt(endpoint);
    QCOMPARE(valueOf(page, "client_id"), text);
    QCOMPARE(valueOf(page, "login_hint"), text);
    QCOMPARE(valueOf(page, "a%26b"), text);
    QVERIFY(!page.hasFragment());
    QVERIFY(!page.toEncoded().contains('+'));
}

void tst_AuthorizationRequest::anEndpointKeepsItsQuery()
{
    const AuthorizationRequest request(settings(), redirectUrl, {});
    const QUrl withQuery(QStringLiteral("https://id.example.org/authorize?tenant=a%26b"));
    QVERIFY(request.pageAt(withQuery).query(QUrl::FullyEncoded).startsWith(u"tenant=a%26b&response_type=code&"));
}

void tst_AuthorizationRequest::aPushedRequestIsAReference()
{
    const AuthorizationRequest request(settings(), redirectUrl, {});
    const QUrl page = request.pageAt(endpoint, QStringLiteral("urn:x&y"));
    QCOMPARE(QUrlQuery(page).queryItems().size(), 2);
    QCOMPARE(valueOf(page, "client_id"), QStringLiteral("journal"));
    QCOMPARE(valueOf(page, "request_uri"), QStringLiteral("urn:x&y"));
}

void tst_AuthorizationRequest::nothingSecretIsOnThePage()
{
    const AuthorizationRequest request(settings(), redirectUrl, {});
    const QString verifier = valueOf(redemption(request), "code_verifier");
    QVERIFY(!verifier.isEmpty());
    QVERIFY(!request.pageAt(endpoint).toString().contains(verifier));
    QVERIFY(!QString::fromLatin1(request.pushedForm()->reveal()).contains(verifier));
}

void tst_AuthorizationRequest::whatIsSetHereIsReserved()
{
    const AuthorizationRequest request(settings(), redirectUrl, {.userName = QStringLiteral("ada"), .provesAnew = true});
    const auto items = QUrlQuery(request.pageAt(endpoint)).queryItems();
    QCOMPARE(items.size(), 11);
    for (const auto &item : items)
        QVERIFY2(AuthorizationRequest::isReserved(item.first), qPrintable(item.first));
    QVERIFY(AuthorizationRequest::isReserved(QStringLiteral("request_uri")));
    QVERIFY(!AuthorizationRequest::isReserved(QStringLiteral("acr_values")));
}

QTEST_GUILESS_MAIN(tst_AuthorizationRequest)
#include "tst_authorizationrequest.moc"
