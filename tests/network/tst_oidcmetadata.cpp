// SPDX-License-Identifier: MIT
#include "network/oidcmetadata_p.h"
#include "support/patience.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qregularexpression.h>

using namespace QtLogin;

Q_DECLARE_METATYPE(Error::Kind)

// The descriptions that login servers give of themselves.
class tst_OidcMetadata : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theAddressIsBelowTheIssuer_data();
    void theAddressIsBelowTheIssuer();
    void allOfItIsRead();
    void whatMayBeMissingMayBe_data();
    void whatMayBeMissingMayBe();
    void whatIsWrongIsRefused_data();
    void whatIsWrongIsRefused();
    void whatIsNoObjectIsRefused_data();
    void whatIsNoObjectIsRefused();
    void bothIssuersAreInTheLog(); // G6
};

namespace {

const QString issuer = QStringLiteral("https://id.example.org/tenant");

QJsonArray words(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

QJsonObject good()
{
    return {{QStringLiteral("issuer"), issuer},
            {QStringLiteral("authorization_endpoint"), QStringLiteral("https://id.example.org/authorize?tenant=1")},
            {QStringLiteral("token_endpoint"), QStringLiteral("https://id.example.org/token")},
            {QStringLiteral("jwks_uri"), QStringLiteral("https://keys.example.org/jwks")},
            {QStringLiteral("userinfo_endpoint"), QStringLiteral("https://id.example.org/me")},
            {QStringLiteral("pushed_authorization_request_endpoint"), QStringLiteral("https://id.example.org/push")},
            {QStringLiteral("response_types_supported"), words({QStringLiteral("code"), QStringLiteral("id_token")})},
            {QStringLiteral("grant_types_supported"), words({QStringLiteral("authorization_code")})},
            {QStringLiteral("code_challenge_methods_supported"), words({QStringLiteral("plain"), QStringLiteral("S256")})},
            {QStringLiteral("id_token_signing_alg_values_supported"),
             words({QStringLiteral("HS256"), QStringLiteral("RS256"), QStringLiteral("none"), QStringLiteral("ES256")})},
            {QStringLiteral("authorization_response_iss_parameter_supported"), true},
            {QStringLiteral("something_new"), QJsonObject()}};
}

Result<OidcMetadata> parse(const QJsonObject &object)
{
    return OidcMetadata::parse(QJsonDocument(object).toJson(), issuer);
}

} // namespace

void tst_OidcMetadata::theAddressIsBelowTheIssuer_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("address");
    const QString plain = QStringLiteral("https://id.example.org/.well-known/openid-configuration");
    const QString path = QStringLiteral("https://id.example.org/a%2Fb/.well-known/openid-configuration");
    QTest::newRow("a host") << QStringLiteral("https://id.example.org") << plain;
    QTest::newRow("a slash") << QStringLiteral("https://id.example.org/") << plain;
    QTest::newRow("a path") << QStringLiteral("https://id.example.org/a%2Fb") << path;
    QTest::newRow("a path and a slash") << QStringLiteral("https://id.example.org/a%2Fb/") << path;
}

void tst_OidcMetadata::theAddressIsBelowTheIssuer()
{
    QFETCH(const QString, issuer);
    QFETCH(const QString, address);
    QCOMPARE(OidcMetadata::addressFor(QUrl(issuer)).toString(QUrl::FullyEncoded), address);
}

void tst_OidcMetadata::allOfItIsRead()
{
    const auto metadata = parse(good());
    QVERIFY(metadata);
    QCOMPARE(metadata->issuer, issuer);
    QCOMPARE(metadata->authorizationEndpoint, QUrl(QStringLiteral("https://id.example.org/authorize?tenant=1")));
    QCOMPARE(metadata->tokenEndpoint, QUrl(QStringLiteral("https://id.example.org/token")));
    QCOMPARE(metadata->keysEndpoint, QUrl(QStringLiteral("https://keys.example.org/jwks")));
    QCOMPARE(metadata->userInfoEndpoint, QUrl(QStringLiteral("https://id.example.org/me")));
    QCOMPARE(metadata->pushEndpoint, QUrl(QStringLiteral("https://id.example.org/push")));
    QCOMPARE(metadata->algorithms, (QList {SignatureAlgorithm::RS256, SignatureAlgorithm::ES256}));
    QVERIFY(metadata->namesIssuer);
}

void tst_OidcMetadata::whatMayBeMissingMayBe_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"userinfo_endpoint", "pushed_authorization_request_endpoint", "grant_types_supported",
                             "code_challenge_methods_supported", "authorization_response_iss_parameter_supported"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_OidcMetadata::whatMayBeMissingMayBe()
{
    QFETCH(const QString, name);
    QJsonObject object = good();
    object.remove(name);
    const auto metadata = parse(object);
    QVERIFY(metadata);
    QCOMPARE(metadata->userInfoEndpoint.isEmpty(), name == u"userinfo_endpoint");
    QCOMPARE(metadata->pushEndpoint.isEmpty(), name == u"pushed_authorization_request_endpoint");
    QCOMPARE(metadata->namesIssuer, name != u"authorization_response_iss_parameter_supported");
}

void tst_OidcMetadata::whatIsWrongIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value"); // undefined: missing
    QTest::addColumn<Error::Kind>("kind");
    const auto damaged = Error::Kind::Damaged;
    const auto lacking = Error::Kind::NotConfigured;
    const auto add = [](const char *row, const char *name, const QJsonValue &value, Error::Kind kind) {
        QTest::newRow(row) << QString::fromLatin1(name) << value << kind;
    };
    const QJsonValue missing(QJsonValue::Undefined);
    add("no issuer", "issuer", missing, damaged);
    add("an issuer that is a number", "issuer", 1, damaged);
    add("another issuer", "issuer", QStringLiteral("https://evil.example.org"), damaged);
    add("an issuer with a slash more", "issuer", issuer + u'/', damaged);
    add("an issuer in other letters", "issuer", issuer.toUpper(), damaged);
    for (const char *name : {"authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint",
                             "pushed_authorization_request_endpoint"}) {
        const auto row = [name](const char *what, const QJsonValue &value) {
            QTest::addRow("%s: %s", name, what) << QString::fromLatin1(name) << value << Error::Kind::Damaged;
        };
        row("http", QStringLiteral("http://id.example.org/x"));
        row("a file", QStringLiteral("file:///etc/passwd"));
        row("a program", QStringLiteral("javascript:alert(1)"));
        row("a path", QStringLiteral("/x"));
        row("nothing", QString());
        row("null", QJsonValue::Null);
        row("a list", QJsonArray {QStringLiteral("https://id.example.org/x")});
        row("a password", QStringLiteral("https://a:b@id.example.org/x"));
        row("a fragment", QStringLiteral("https://id.example.org/x#y"));
    }
    for (const char *name : {"authorization_endpoint", "token_endpoint", "jwks_uri"})
        QTest::addRow("%s: missing", name) << QString::fromLatin1(name) << missing << damaged;
    add("no code", "response_types_supported", words({QStringLiteral("id_token")}), lacking);
    add("no response types", "response_types_supported", missing, lacking);
    add("response types that are words", "response_types_supported", QStringLiteral("code"), damaged);
    add("no code grant", "grant_types_supported", words({QStringLiteral("implicit")}), lacking);
    add("only plain", "code_challenge_methods_supported", words({QStringLiteral("plain")}), lacking); // G1
    add("no challenge", "code_challenge_methods_supported", QJsonArray(), lacking);
    add("a challenge in small letters", "code_challenge_methods_supported", words({QStringLiteral("s256")}), lacking);
    add("only unknown algorithms", "id_token_signing_alg_values_supported",
        words({QStringLiteral("HS256"), QStringLiteral("none")}), lacking);
    add("no algorithms", "id_token_signing_alg_values_supported", missing, lacking);
    add("an algorithm that is a number", "id_token_signing_alg_values_supported", QJsonArray {1}, damaged);
    add("a word for true", "authorization_response_iss_parameter_supported", QStringLiteral("true"), damaged);
}

void tst_OidcMetadata::whatIsWrongIsRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QJsonValue, value);
    QFETCH(const Error::Kind, kind);
    QJsonObject object = good();
    object.insert(name, value); // which removes it where it is undefined
    const auto metadata = parse(object);
    QVERIFY(!metadata);
    QCOMPARE(metadata.error().kind(), kind);
}

void tst_OidcMetadata::whatIsNoObjectIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray right = QJsonDocument(good()).toJson();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("a page") << QByteArray("<html></html>");
    QTest::newRow("half of it") << right.left(right.size() / 2);
    QTest::newRow("two issuers") << QByteArray(right).replace("{\n", "{\"issuer\": \"https://id.example.org\",\n");
    QTest::newRow("more behind it") << right + "{}";
}

void tst_OidcMetadata::whatIsNoObjectIsRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(OidcMetadata::parse(text, issuer).failedWith(Error::Kind::Damaged));
}

void tst_OidcMetadata::bothIssuersAreInTheLog()
{
    QJsonObject object = good();
    object.insert(QStringLiteral("issuer"), issuer + u'/');
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral(
        "\"https://id.example.org/tenant\".*\"https://id.example.org/tenant/\"")));
    QVERIFY(!parse(object));
}

QTEST_GUILESS_MAIN(tst_OidcMetadata)
#include "tst_oidcmetadata.moc"
