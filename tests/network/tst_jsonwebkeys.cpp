// SPDX-License-Identifier: MIT
#include "network/jsonwebkeys_p.h"
#include "network/tokenissuer.h"

#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_JsonWebKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSetOfTheStandardIsRead();
    void eachTypeIsRead();
    void aKeyForSomethingElseIsLeftOutInSilence_data(); // G7
    void aKeyForSomethingElseIsLeftOutInSilence();
    void aMalformedKeyIsLeftOutWithALine_data();
    void aMalformedKeyIsLeftOutWithALine();
    void aKeySaysWhatItIsForAndIsRead_data();
    void aKeySaysWhatItIsForAndIsRead();
    void withoutAUsableKeyItIsAnError_data();
    void withoutAUsableKeyItIsAnError();
    void aHundredKeysAreRead();
    void anIdMeansOneKey();
    void withoutAnIdOneKeyHasToFit();
};

using Refusal = JsonWebKeys::Refusal;

static const QString sample = QStringLiteral("sample");

static JsonWebKeys parsed(const QJsonArray &keys)
{
    return JsonWebKeys::parse(jwksOf(keys)).value();
}

static QJsonObject rsaWith(const QJsonObject &changes)
{
    return changed(TokenIssuer::instance().rsa.jwk(sample), changes);
}

static QJsonObject ecWith(const QJsonObject &changes)
{
    return changed(TokenIssuer::instance().p256.jwk(sample), changes);
}

static bool isChosen(const JsonWebKeys &keys, SignatureAlgorithm algorithm, const std::optional<QString> &id)
{
    return std::holds_alternative<SignatureKey>(keys.choose(algorithm, id));
}

static std::optional<Refusal> refusalOf(const JsonWebKeys &keys, SignatureAlgorithm algorithm,
                                        const std::optional<QString> &id)
{
    const auto chosen = keys.choose(algorithm, id);
    return std::holds_alternative<Refusal>(chosen) ? std::optional(std::get<Refusal>(chosen)) : std::nullopt;
}

// RFC 7517 A.1: one key for encryption, and one for RS256.
void tst_JsonWebKeys::theSetOfTheStandardIsRead()
{
    const auto keys = JsonWebKeys::parse(
        R"({"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
        R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"},{"kty":"RSA",)"
        R"("n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjB)"
        R"(ZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb)"
        R"(9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF)"
        R"(44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}]})");
    QVERIFY(keys);
    QCOMPARE(keys->size(), 1);
    QVERIFY(isChosen(*keys, SignatureAlgorithm::RS256, QStringLiteral("2011-04-29")));
    QCOMPARE(refusalOf(*keys, SignatureAlgorithm::PS256, QStringLiteral("2011-04-29")), Refusal::OtherAlgorithm);
    QCOMPARE(refusalOf(*keys, SignatureAlgorithm::ES256, QStringLiteral("1")), Refusal::UnusableId);
}

void tst_JsonWebKeys::eachTypeIsRead()
{
    const JsonWebKeys keys = parsed(TokenIssuer::instance().keys());
    QCOMPARE(keys.size(), 3);
    QVERIFY(isChosen(keys, SignatureAlgorithm::RS256, QStringLiteral("rsa")));
    QVERIFY(isChosen(keys, SignatureAlgorithm::PS256, QStringLiteral("rsa")));
    QVERIFY(isChosen(keys, SignatureAlgorithm::ES256, QStringLiteral("ec")));
    QVERIFY(isChosen(keys, SignatureAlgorithm::EdDSA, QStringLiteral("ed")));
}

static void addRow(const char *name, const QJsonObject &key)
{
    QTest::newRow(name) << key;
}

void tst_JsonWebKeys::aKeyForSomethingElseIsLeftOutInSilence_data()
{
    const QString kty = QStringLiteral("kty");
    const QString crv = QStringLiteral("crv");
    const QString alg = QStringLiteral("alg");
    const QString use = QStringLiteral("use");
    const QString operations = QStringLiteral("key_ops");
    QTest::addColumn<QJsonObject>("key");
    addRow("a shared secret",
           {{QStringLiteral("kid"), sample}, {kty, QStringLiteral("oct")}, {QStringLiteral("k"), sample}});
    addRow("a type of the future", rsaWith({{kty, QStringLiteral("AKP")}}));
    addRow("a type in small letters", rsaWith({{kty, QStringLiteral("rsa")}}));
    addRow("P-384", ecWith({{crv, QStringLiteral("P-384")}}));
    addRow("EC without a curve", ecWith({{crv, QJsonValue()}}));
    addRow("X25519", changed(TokenIssuer::instance().ed25519.jwk(sample), {{crv, QStringLiteral("X25519")}}));
    addRow("RS512", rsaWith({{alg, QStringLiteral("RS512")}}));
    addRow("no algorithm at all", rsaWith({{alg, QStringLiteral("none")}}));
    addRow("HS256", rsaWith({{alg, QStringLiteral("HS256")}}));
    addRow("encryption", rsaWith({{use, QStringLiteral("enc")}}));
    addRow("a use of the future", rsaWith({{use, QStringLiteral("seal")}}));
    addRow("no use", rsaWith({{use, QString()}}));
    addRow("signing", rsaWith({{operations, QJsonArray {QStringLiteral("sign")}}}));
    addRow("encrypting", rsaWith({{operations, QJsonArray {QStringLiteral("encrypt"), QStringLiteral("wrapKey")}}}));
    addRow("nothing", rsaWith({{operations, QJsonArray()}}));
    addRow("verifying, and for encryption",
           rsaWith({{operations, QJsonArray {QStringLiteral("verify")}}, {use, QStringLiteral("enc")}}));
}

static int countOfLines = 0;

void tst_JsonWebKeys::aKeyForSomethingElseIsLeftOutInSilence()
{
    QFETCH(const QJsonObject, key);
    countOfLines = 0;
    const auto handler =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { ++countOfLines; });
    const JsonWebKeys keys = parsed({key, TokenIssuer::instance().p256.jwk(QStringLiteral("ec"))});
    qInstallMessageHandler(handler);
    QCOMPARE(countOfLines, 0);
    QCOMPARE(keys.size(), 1);
    QVERIFY(isChosen(keys, SignatureAlgorithm::ES256, QStringLiteral("ec")));
    for (const auto algorithm : {SignatureAlgorithm::RS256, SignatureAlgorithm::ES256, SignatureAlgorithm::EdDSA})
        QCOMPARE(refusalOf(keys, algorithm, sample), Refusal::UnusableId);
}

static void addRow(const char *name, const QJsonValue &key, const char *why)
{
    QTest::newRow(name) << key << QString::fromLatin1(why);
}

void tst_JsonWebKeys::aMalformedKeyIsLeftOutWithALine_data()
{
    const QString n = QStringLiteral("n");
    const QString e = QStringLiteral("e");
    const QString x = QStringLiteral("x");
    const QString y = QStringLiteral("y");
    const char *notBase64 = "a number of it is missing, or is not base64url without padding";
    const char *notAString = "its kid, use, alg or crv is no string";
    const QString modulus = rsaWith({}).value(n).toString();
    QTest::addColumn<QJsonValue>("key");
    QTest::addColumn<QString>("why");
    addRow("a string", sample, "it has no kty");
    addRow("null", QJsonValue(), "it has no kty");
    addRow("an empty object", QJsonObject(), "it has no kty");
    addRow("no type", rsaWith({{QStringLiteral("kty"), QJsonValue()}}), "it has no kty");
    addRow("a number as type", rsaWith({{QStringLiteral("kty"), 1}}), "it has no kty");
    addRow("a number as kid", rsaWith({{QStringLiteral("kid"), 1}}), notAString);
    addRow("a list as use", rsaWith({{QStringLiteral("use"), QJsonArray {QStringLiteral("sig")}}}), notAString);
    addRow("a number as alg", rsaWith({{QStringLiteral("alg"), 256}}), notAString);
    addRow("a string as key_ops", rsaWith({{QStringLiteral("key_ops"), QStringLiteral("verify")}}),
           "its key_ops is no list");
    addRow("a private key", rsaWith({{QStringLiteral("d"), sample}}), "its private part has been published");
    addRow("no modulus", rsaWith({{n, QJsonValue()}}), notBase64);
    addRow("a number as modulus", rsaWith({{n, 1}}), notBase64);
    addRow("a padded modulus", rsaWith({{n, modulus + QStringLiteral("==")}}), notBase64);
    addRow("a modulus with a blank", rsaWith({{n, QString(modulus).insert(4, u' ')}}), notBase64);
    addRow("a modulus with an umlaut", rsaWith({{n, QString(modulus).insert(4, QChar(0xe4))}}), notBase64);
    addRow("an empty exponent", rsaWith({{e, QString()}}), notBase64);
    addRow("1024 bits", TokenIssuer::instance().weak.jwk(sample), "its RSA modulus has less than 2048 bits");
    addRow("16384 bits", rsaWith({{n, QString::fromLatin1(base64Url(QByteArray(2048, '\xff')))}}),
           "its RSA modulus has more than 8192 bits");
    addRow("an even modulus", rsaWith({{n, QString::fromLatin1(base64Url(QByteArray(256, '\xfe')))}}),
           "its RSA modulus is even");
    addRow("exponent 1", rsaWith({{e, QStringLiteral("AQ")}}),
           "its RSA exponent is even, below 3 or longer than 32 bits");
    addRow("a point beside the curve", ecWith({{y, ecWith({}).value(x)}}), "its point is not on the curve");
    addRow("a short coordinate", ecWith({{x, QStringLiteral("AQAB")}}), "a coordinate of it does not have 32 bytes");
    addRow("no y", ecWith({{y, QJsonValue()}}), notBase64);
    addRow("an algorithm of another type", rsaWith({{QStringLiteral("alg"), QStringLiteral("ES256")}}),
           "its alg is not for its kty");
}

void tst_JsonWebKeys::aMalformedKeyIsLeftOutWithALine()
{
    QFETCH(const QJsonValue, key);
    QFETCH(const QString, why);
    const QString line = QStringLiteral("Key 2 of a login server is left out: %1.").arg(why);
    QTest::ignoreMessage(QtInfoMsg, qPrintable(line));
    const JsonWebKeys keys = parsed({TokenIssuer::instance().p256.jwk(QStringLiteral("first")), key,
                                     TokenIssuer::instance().ed25519.jwk(QStringLiteral("last"))});
    QCOMPARE(keys.size(), 2);
    QVERIFY(isChosen(keys, SignatureAlgorithm::ES256, QStringLiteral("first")));
    QVERIFY(isChosen(keys, SignatureAlgorithm::EdDSA, QStringLiteral("last")));
    const bool hasId = key.toObject().value(QStringLiteral("kid")).isString();
    QCOMPARE(refusalOf(keys, SignatureAlgorithm::RS256, sample), hasId ? Refusal::UnusableId : Refusal::UnknownId);
}

void tst_JsonWebKeys::aKeySaysWhatItIsForAndIsRead_data()
{
    const QString operations = QStringLiteral("key_ops");
    const QString verify = QStringLiteral("verify");
    QTest::addColumn<QJsonObject>("key");
    addRow("nothing", rsaWith({}));
    addRow("use", rsaWith({{QStringLiteral("use"), QStringLiteral("sig")}}));
    addRow("key_ops", rsaWith({{operations, QJsonArray {verify}}}));
    addRow("several key_ops", rsaWith({{operations, QJsonArray {QStringLiteral("encrypt"), verify}}}));
    addRow("alg", rsaWith({{QStringLiteral("alg"), QStringLiteral("RS256")}}));
    addRow("certificates, which are not looked at", rsaWith({{QStringLiteral("x5c"), QJsonArray {1}}}));
    addRow("no kid", rsaWith({{QStringLiteral("kid"), QJsonValue()}}));
}

void tst_JsonWebKeys::aKeySaysWhatItIsForAndIsRead()
{
    QFETCH(const QJsonObject, key);
    const JsonWebKeys keys = parsed({key});
    QVERIFY(isChosen(keys, SignatureAlgorithm::RS256, std::nullopt));
    if (key.contains(QStringLiteral("kid")))
        QVERIFY(isChosen(keys, SignatureAlgorithm::RS256, sample));
}

void tst_JsonWebKeys::withoutAUsableKeyItIsAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const QString notJson = QStringLiteral("they are no JSON object");
    const QString noList = QStringLiteral("there is no list of them");
    const QString none = QStringLiteral("there is none that can be used");
    const QByteArray key = compactJson(rsaWith({}));
    QJsonArray many;
    for (int i = 0; i < 101; ++i)
        many.append(rsaWith({{QStringLiteral("kid"), QString::number(i)}}));
    QTest::newRow("no text") << QByteArray() << notJson;
    QTest::newRow("HTML") << QByteArray("<html>") << notJson;
    QTest::newRow("a list") << '[' + key + ']' << notJson;
    QTest::newRow("two lists") << R"({"keys":[],"keys":[)" + key + "]}" << notJson;
    QTest::newRow("a key with two moduli")
        << R"({"keys":[)" + QByteArray(key).insert(1, R"("n":"AQAB",)") + "]}" << notJson;
    QTest::newRow("no list of keys") << QByteArray("{}") << noList;
    QTest::newRow("an object of keys") << R"({"keys":)" + key + '}' << noList;
    QTest::newRow("no key") << QByteArray(R"({"keys":[]})") << none;
    QTest::newRow("a key for encryption")
        << jwksOf({rsaWith({{QStringLiteral("use"), QStringLiteral("enc")}})}) << none;
    QTest::newRow("101 keys") << jwksOf(many) << QStringLiteral("there are more than 100");
    QTest::newRow("beyond 1 MiB") << jwksOf({rsaWith({})}) + QByteArray(1024 * 1024, ' ')
                                  << QStringLiteral("they are longer than 1 MiB");
}

void tst_JsonWebKeys::withoutAUsableKeyItIsAnError()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, why);
    const QString line =
        QStringLiteral("The keys of a login server cannot be used: %1. Look at what its jwks_uri answers.").arg(why);
    QTest::ignoreMessage(QtCriticalMsg, qPrintable(line));
    const auto keys = JsonWebKeys::parse(text);
    QVERIFY(keys.failedWith(Error::Kind::Damaged));
    QCOMPARE(keys.error().message(), QStringLiteral("The answer of the login server could not be trusted."));
}

void tst_JsonWebKeys::aHundredKeysAreRead()
{
    QJsonArray many;
    for (int i = 0; i < 100; ++i)
        many.append(rsaWith({{QStringLiteral("kid"), QString::number(i)}}));
    const JsonWebKeys keys = parsed(many);
    QCOMPARE(keys.size(), 100);
    for (int i = 0; i < 100; ++i)
        QVERIFY(isChosen(keys, SignatureAlgorithm::RS256, QString::number(i)));
}

void tst_JsonWebKeys::anIdMeansOneKey()
{
    const auto &issuer = TokenIssuer::instance();
    const JsonWebKeys twins = parsed({issuer.rsa.jwk(sample), issuer.forger.jwk(sample), issuer.p256.jwk(sample)});
    QCOMPARE(refusalOf(twins, SignatureAlgorithm::RS256, sample), Refusal::SharedId);
    QVERIFY(isChosen(twins, SignatureAlgorithm::ES256, sample)); // another type may share it: RFC 7517 §4.5
    QCOMPARE(refusalOf(twins, SignatureAlgorithm::EdDSA, sample), Refusal::OtherAlgorithm);
    QCOMPARE(refusalOf(twins, SignatureAlgorithm::RS256, QStringLiteral("other")), Refusal::UnknownId);
    QCOMPARE(refusalOf(twins, SignatureAlgorithm::RS256, QString()), Refusal::UnknownId);

    const QString alg = QStringLiteral("alg");
    const JsonWebKeys parted = parsed({changed(issuer.rsa.jwk(sample), {{alg, QStringLiteral("RS256")}}),
                                       changed(issuer.forger.jwk(sample), {{alg, QStringLiteral("PS256")}})});
    QVERIFY(isChosen(parted, SignatureAlgorithm::RS256, sample));
    QVERIFY(isChosen(parted, SignatureAlgorithm::PS256, sample));
}

void tst_JsonWebKeys::withoutAnIdOneKeyHasToFit()
{
    const auto &issuer = TokenIssuer::instance();
    const JsonWebKeys keys = parsed({issuer.rsa.jwk(sample), issuer.p256.jwk(), issuer.forger.jwk()});
    QCOMPARE(refusalOf(keys, SignatureAlgorithm::RS256, std::nullopt), Refusal::SeveralFit);
    QVERIFY(isChosen(keys, SignatureAlgorithm::ES256, std::nullopt));
    QCOMPARE(refusalOf(keys, SignatureAlgorithm::EdDSA, std::nullopt), Refusal::NoneFits);
    QVERIFY(isChosen(keys, SignatureAlgorithm::RS256, sample));
}

QTEST_APPLESS_MAIN(tst_JsonWebKeys)
#include "tst_jsonwebkeys.moc"
