// SPDX-License-Identifier: MIT
#include "network/forgedtokens.h"

#include <QtCore/qmessageauthenticationcode.h>

using Refusal = QtLogin::IdTokenRefusal;

static const QString alg = QStringLiteral("alg");
static const QString kid = QStringLiteral("kid");
static const QString typ = QStringLiteral("typ");

static const TokenIssuer &issuer()
{
    return TokenIssuer::instance();
}

// Of any header and claims, even such as are no JSON, with the issuer's own signature.
static QByteArray issued(const QByteArray &header, const QByteArray &claims)
{
    return tokenOf(header, claims, issuer().rsa, "RS256");
}

static QByteArray header()
{
    return compactJson(TokenIssuer::headerWith({}));
}

static QByteArray claims()
{
    return compactJson(TokenIssuer::claims());
}

static QByteArray honest(const QString &algorithm = QStringLiteral("RS256"))
{
    return tokenOf(TokenIssuer::claims(), issuer().keyFor(algorithm), algorithm, TokenIssuer::idFor(algorithm));
}

// The issuer signs these two parts as they are.
static QByteArray issuedParts(const QByteArray &headerPart, const QByteArray &claimsPart)
{
    const QByteArray text = headerPart + '.' + claimsPart;
    return text + '.' + base64Url(issuer().rsa.signature("RS256", text));
}

static QByteArray withSignature(const QByteArray &token, const QByteArray &signature)
{
    const auto parts = partsOf(token);
    return joined({parts[0], parts[1], base64Url(signature)});
}

static QByteArray signatureOf(const QByteArray &token)
{
    return QByteArray::fromBase64(partsOf(token)[2], QByteArray::Base64UrlEncoding);
}

QList<ForgedToken> forgedForms()
{
    const QByteArray honestHeader = base64Url(header());
    const QByteArray honestClaims = base64Url(claims());
    const QList<QByteArray> parts = partsOf(honest());
    // Its base64 has both characters in which the two alphabets differ.
    const QByteArray oddHeader = R"({"alg":"RS256","kid":"rsa","x":"~~>>??"})";
    const QByteArray plainHeader = oddHeader.toBase64(QByteArray::OmitTrailingEquals);
    const QByteArray oneOver = header() + QByteArray((4 - header().size() % 3) % 3, ' '); // so that padding is ==
    // The last character of 2 bytes has two spare bits: "A" and "B" decode to the same.
    QByteArray spareHeader = base64Url(header() + QByteArray(2 - header().size() % 3, ' '));
    spareHeader.back() = char(spareHeader.back() + 1);
    return {
        {"nothing", Refusal::Empty, {}},
        {"beyond 64 KiB", Refusal::TooLong,
         issuer().tokenWith({{QStringLiteral("padding"), QString(64 * 1024, u'x')}})},
        {"five parts", Refusal::Encrypted, joined({parts[0], parts[1], parts[1], parts[1], parts[2]})},
        {"one part", Refusal::NotThreeParts, honestHeader},
        {"two parts", Refusal::NotThreeParts, joined({parts[0], parts[1]})},
        {"four parts", Refusal::NotThreeParts, joined({parts[0], parts[1], parts[2], parts[2]})},
        {"six parts", Refusal::NotThreeParts, joined(parts + parts)},
        {"as flattened JSON", Refusal::NotThreeParts,
         R"({"protected":")" + parts[0] + R"(","payload":")" + parts[1] + R"(","signature":")" + parts[2] + R"("})"},
        {"a padded header", Refusal::HeaderNotBase64, issuedParts(base64Url(oneOver) + "==", honestClaims)},
        {"a header in plain base64", Refusal::HeaderNotBase64, issuedParts(plainHeader, honestClaims)},
        {"a blank before the header", Refusal::HeaderNotBase64, issuedParts(' ' + honestHeader, honestClaims)},
        {"a line break in the header", Refusal::HeaderNotBase64,
         issuedParts(QByteArray(honestHeader).insert(4, '\n'), honestClaims)},
        {"spare bits in the header", Refusal::HeaderNotBase64, issuedParts(spareHeader, honestClaims)},
        {"no header", Refusal::HeaderNotJson, issuedParts({}, honestClaims)},
        {"a header that is a string", Refusal::HeaderNotJson, issued(R"("RS256")", claims())},
        {"a header that is a list", Refusal::HeaderNotJson, issued(R"([{"alg":"RS256"}])", claims())},
        {"two algorithms", Refusal::HeaderNotJson, issued(R"({"alg":"none","alg":"RS256","kid":"rsa"})", claims())},
        {"two headers", Refusal::HeaderNotJson, issued(header() + header(), claims())},
        {"no signature", Refusal::NoSignature, joined({parts[0], parts[1], {}})},
        {"a padded signature", Refusal::SignatureNotBase64, honest() + "=="},
        {"a line break after the signature", Refusal::SignatureNotBase64, honest() + '\n'},
        {"padded claims", Refusal::ClaimsNotBase64, issuedParts(honestHeader, base64Url("{}") + '=')},
        {"no claims", Refusal::ClaimsNotJson, issuedParts(honestHeader, {})},
        {"claims that are a list", Refusal::ClaimsNotJson, issued(header(), '[' + claims() + ']')},
        {"two subjects", Refusal::ClaimsNotJson, issued(header(), QByteArray(claims()).insert(1, R"("sub":"admin",)"))},
        {"invalid UTF-8", Refusal::ClaimsNotJson, issued(header(), QByteArray(claims()).insert(1, "\"x\":\"\xff\","))},
        {"NUL in the subject", Refusal::ClaimsNotJson,
         issued(header(), QByteArray(claims()).replace("248289761001", R"(248289761001\u0000x)"))},
    };
}

static QByteArray hmacToken(const char *algorithm, QCryptographicHash::Algorithm digest, const QByteArray &secret)
{
    const QByteArray text =
        base64Url(R"({"alg":")" + QByteArray(algorithm) + R"(","kid":"rsa"})") + '.' + base64Url(claims());
    return text + '.' + base64Url(QMessageAuthenticationCode::hash(text, secret, digest));
}

static ForgedToken withHeader(const char *name, Refusal refusal, const QJsonObject &changes)
{
    return {name, refusal, issuer().tokenWith({}, changes)};
}

QList<ForgedToken> forgedHeaders()
{
    const QString crit = QStringLiteral("crit");
    const QByteArray modulus = QByteArray::fromBase64(
        issuer().rsa.jwk().value(QStringLiteral("n")).toString().toLatin1(), QByteArray::Base64UrlEncoding);
    const QByteArray unsignedToken = base64Url(R"({"alg":"none"})") + '.' + base64Url(claims()) + '.';
    return {
        withHeader("no algorithm", Refusal::AlgorithmMissing, {{alg, QJsonValue()}}),
        withHeader("a number as algorithm", Refusal::AlgorithmMissing, {{alg, 256}}),
        withHeader("a list as algorithm", Refusal::AlgorithmMissing, {{alg, QJsonArray {QStringLiteral("RS256")}}}),
        {"none, without a signature", Refusal::AlgorithmNone, unsignedToken},
        withHeader("none, with a signature", Refusal::AlgorithmNone, {{alg, QStringLiteral("none")}}),
        withHeader("NoNe", Refusal::AlgorithmNone, {{alg, QStringLiteral("NoNe")}}),
        {"HS256 with the public key as PEM", Refusal::AlgorithmShared,
         hmacToken("HS256", QCryptographicHash::Sha256, issuer().rsa.pem())},
        {"HS256 with the modulus", Refusal::AlgorithmShared, hmacToken("HS256", QCryptographicHash::Sha256, modulus)},
        {"HS256 with no secret", Refusal::AlgorithmShared, hmacToken("HS256", QCryptographicHash::Sha256, {})},
        {"HS512 with the client's id", Refusal::AlgorithmShared,
         hmacToken("HS512", QCryptographicHash::Sha512, "journal")},
        {"hs256", Refusal::AlgorithmShared, hmacToken("hs256", QCryptographicHash::Sha256, issuer().rsa.pem())},
        withHeader("RS1", Refusal::AlgorithmUnknown, {{alg, QStringLiteral("RS1")}}),
        withHeader("RS512", Refusal::AlgorithmUnknown, {{alg, QStringLiteral("RS512")}}),
        withHeader("rs256", Refusal::AlgorithmUnknown, {{alg, QStringLiteral("rs256")}}),
        withHeader("an empty algorithm", Refusal::AlgorithmUnknown, {{alg, QString()}}),
        withHeader("an algorithm and a blank", Refusal::AlgorithmUnknown, {{alg, QStringLiteral("RS256 ")}}),
        withHeader("a critical claim", Refusal::CriticalExtension, {{crit, QJsonArray {QStringLiteral("exp")}}}),
        withHeader("nothing critical", Refusal::CriticalExtension, {{crit, QJsonArray()}}),
        withHeader("a critical false", Refusal::CriticalExtension, {{crit, false}}),
        withHeader("unencoded claims", Refusal::CriticalExtension,
                   {{crit, QJsonArray {QStringLiteral("b64")}}, {QStringLiteral("b64"), false}}),
        withHeader("an access token", Refusal::AccessTokenType, {{typ, QStringLiteral("at+jwt")}}),
        withHeader("an access token, in full", Refusal::AccessTokenType, {{typ, QStringLiteral("application/AT+JWT")}}),
        withHeader("a logout token", Refusal::TypeWrong, {{typ, QStringLiteral("logout+jwt")}}),
        withHeader("a proof of possession", Refusal::TypeWrong, {{typ, QStringLiteral("dpop+jwt")}}),
        withHeader("an empty type", Refusal::TypeWrong, {{typ, QString()}}),
        withHeader("a number as type", Refusal::TypeWrong, {{typ, 1}}),
        withHeader("a number as kid", Refusal::KeyIdMalformed, {{kid, 1}}),
        withHeader("a list as kid", Refusal::KeyIdMalformed, {{kid, QJsonArray {QStringLiteral("rsa")}}}),
    };
}

static ForgedToken byForger(const char *name, Refusal refusal, const QJsonObject &headerChanges)
{
    return {name, refusal,
            tokenOf(compactJson(TokenIssuer::headerWith(headerChanges)), claims(), issuer().forger, "RS256")};
}

// Signed with \a key as "rsa", which \a published describes.
static ForgedToken published(const char *name, Refusal refusal, const TokenKey &key, const QJsonObject &changes)
{
    return {name,
            refusal,
            tokenOf(header(), claims(), key, "RS256"),
            {changed(key.jwk(QStringLiteral("rsa")), changes), issuer().p256.jwk(QStringLiteral("ec"))}};
}

QList<ForgedToken> forgedKeys()
{
    const QString sign = QStringLiteral("sign");
    const QString other = QStringLiteral("https://forger.example/keys");
    const QJsonObject rsa = issuer().rsa.jwk(QStringLiteral("rsa"));
    const QJsonObject second = issuer().forger.jwk(QStringLiteral("rsa"));
    return {
        byForger("an unknown kid", Refusal::UnknownKey, {{kid, QStringLiteral("forger")}}),
        withHeader("an unknown kid over the issuer's signature", Refusal::UnknownKey, {{kid, QStringLiteral("old")}}),
        withHeader("an empty kid", Refusal::UnknownKey, {{kid, QString()}}),
        withHeader("a kid in capitals", Refusal::UnknownKey, {{kid, QStringLiteral("RSA")}}),
        byForger("a path as kid", Refusal::UnknownKey, {{kid, QStringLiteral("../../../dev/null")}}),
        byForger("a statement as kid", Refusal::UnknownKey, {{kid, QStringLiteral("x' UNION SELECT 'key")}}),
        byForger("jku", Refusal::UnknownKey, {{kid, QStringLiteral("forger")}, {QStringLiteral("jku"), other}}),
        byForger("x5u", Refusal::UnknownKey, {{kid, QStringLiteral("forger")}, {QStringLiteral("x5u"), other}}),
        byForger("jwk under the issuer's kid", Refusal::SignatureWrong,
                 {{QStringLiteral("jwk"), issuer().forger.jwk(QStringLiteral("rsa"))}}),
        byForger("jwk without a kid", Refusal::SignatureWrong,
                 {{kid, QJsonValue()}, {QStringLiteral("jwk"), issuer().forger.jwk()}}),
        byForger("x5c under the issuer's kid", Refusal::SignatureWrong,
                 {{QStringLiteral("x5c"), QJsonArray {QString::fromLatin1(issuer().forger.pem())}}}),
        published("a key for encryption", Refusal::UnusableKey, issuer().rsa,
                  {{QStringLiteral("use"), QStringLiteral("enc")}}),
        published("a key that may only sign", Refusal::UnusableKey, issuer().rsa,
                  {{QStringLiteral("key_ops"), QJsonArray {sign}}}),
        published("a key for another algorithm of RSA", Refusal::KeyOfOtherAlgorithm, issuer().rsa,
                  {{alg, QStringLiteral("PS256")}}),
        published("a key for an unknown algorithm", Refusal::UnusableKey, issuer().rsa,
                  {{alg, QStringLiteral("RSA-OAEP")}}),
        published("a key of 1024 bits", Refusal::UnusableKey, issuer().weak, {}),
        withHeader("an EC key under RS256", Refusal::KeyOfOtherAlgorithm, {{kid, QStringLiteral("ec")}}),
        {"an RSA key under ES256", Refusal::KeyOfOtherAlgorithm,
         tokenOf(TokenIssuer::claims(), issuer().p256, QStringLiteral("ES256"), QStringLiteral("rsa"))},
        {"an EC key under EdDSA", Refusal::KeyOfOtherAlgorithm,
         tokenOf(TokenIssuer::claims(), issuer().ed25519, QStringLiteral("EdDSA"), QStringLiteral("ec"))},
        {"an Ed25519 key under ES256", Refusal::KeyOfOtherAlgorithm,
         tokenOf(TokenIssuer::claims(), issuer().p256, QStringLiteral("ES256"), QStringLiteral("ed"))},
        {"two keys with one kid", Refusal::KeyIdShared, honest(), {rsa, second}},
        {"no kid and no key for it",
         Refusal::NoKeyFits,
         issuer().tokenWith({}, {{kid, QJsonValue()}}),
         {issuer().p256.jwk(), issuer().ed25519.jwk()}},
        {"no kid and two keys for it",
         Refusal::SeveralKeysFit,
         issuer().tokenWith({}, {{kid, QJsonValue()}}),
         {rsa, issuer().forger.jwk(QStringLiteral("second"))}},
    };
}

// The honest token of \a algorithm with the signature that the key makes as \a wrong.
static ForgedToken wronglySigned(const char *name, Refusal refusal, const QString &algorithm, const char *wrong)
{
    const auto parts = partsOf(honest(algorithm));
    const QByteArray signature = issuer().keyFor(algorithm).signature(wrong, parts[0] + '.' + parts[1]);
    return {name, refusal, withSignature(honest(algorithm), signature)};
}

static ForgedToken resigned(const char *name, Refusal refusal, const QString &algorithm, const QByteArray &signature)
{
    return {name, refusal, withSignature(honest(algorithm), signature)};
}

static QByteArray flipped(QByteArray bytes, qsizetype byte)
{
    bytes[byte] = char(bytes[byte] ^ 1);
    return bytes;
}

// S and S + L are the same for a lax verifier of Ed25519 (RFC 8032 §5.1.7).
static QByteArray malleated(QByteArray signature)
{
    const QByteArray order = QByteArray::fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    int carry = 0;
    for (qsizetype i = 0; i < 32; ++i) {
        carry += quint8(signature[32 + i]) + quint8(order[i]);
        signature[32 + i] = char(carry & 0xff);
        carry >>= 8;
    }
    return signature;
}

QList<ForgedToken> forgedSignatures()
{
    const QString rs = QStringLiteral("RS256");
    const QString ps = QStringLiteral("PS256");
    const QString es = QStringLiteral("ES256");
    const QString ed = QStringLiteral("EdDSA");
    const QByteArray rsSignature = signatureOf(honest());
    const QByteArray esSignature = signatureOf(honest(es));
    const QByteArray edSignature = signatureOf(honest(ed));
    const QByteArray zero(32, '\0');
    const QByteArray order = QByteArray::fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    const auto parts = partsOf(honest());
    const QByteArray admin =
        base64Url(compactJson(TokenIssuer::claimsWith({{QStringLiteral("sub"), QStringLiteral("admin")}})));
    const QByteArray typed = base64Url(compactJson(TokenIssuer::headerWith({{typ, QStringLiteral("JWT")}})));
    return {
        byForger("another key under the issuer's kid", Refusal::SignatureWrong, {}),
        {"other claims under a signature", Refusal::SignatureWrong, joined({parts[0], admin, parts[2]})},
        {"another header over a signature", Refusal::SignatureWrong, joined({typed, parts[1], parts[2]})},
        {"another iss under a signature", Refusal::SignatureWrong,
         joined({parts[0], base64Url(R"({"iss":"x"})"), parts[2]})},
        {"no JSON under a signature", Refusal::SignatureWrong, joined({parts[0], base64Url("x"), parts[2]})},
        {"the signature of another token", Refusal::SignatureWrong,
         joined({parts[0], parts[1], partsOf(issuer().tokenWith({{QStringLiteral("x"), 1}}))[2]})},
        resigned("RS256, first bit", Refusal::SignatureWrong, rs, flipped(rsSignature, 0)),
        resigned("RS256, last bit", Refusal::SignatureWrong, rs, flipped(rsSignature, rsSignature.size() - 1)),
        resigned("RS256, zero", Refusal::SignatureWrong, rs, QByteArray(rsSignature.size(), '\0')),
        resigned("RS256, above the modulus", Refusal::SignatureWrong, rs, QByteArray(rsSignature.size(), '\xff')),
        resigned("RS256, cut", Refusal::SignatureLength, rs, rsSignature.chopped(1)),
        resigned("RS256, prolonged", Refusal::SignatureLength, rs, rsSignature + '\0'),
        resigned("RS256, with a leading zero", Refusal::SignatureLength, rs, '\0' + rsSignature),
        wronglySigned("RS256 over SHA-1", Refusal::SignatureWrong, rs, "RS1"),
        wronglySigned("RS256 over SHA-512", Refusal::SignatureWrong, rs, "RS512"),
        wronglySigned("RS256 with the padding of PS256", Refusal::SignatureWrong, rs, "PS256"),
        wronglySigned("PS256 with the padding of RS256", Refusal::SignatureWrong, ps, "RS256"),
        wronglySigned("PS256 without a salt", Refusal::SignatureWrong, ps, "PS256/0"),
        wronglySigned("PS256 with the longest salt", Refusal::SignatureWrong, ps, "PS256/max"),
        wronglySigned("ES256 in DER", Refusal::SignatureLength, es, "ES256/DER"),
        wronglySigned("ES256 over SHA-384", Refusal::SignatureWrong, es, "ES384"),
        resigned("ES256, zero", Refusal::SignatureZero, es, zero + zero),
        resigned("ES256, r zero", Refusal::SignatureZero, es, zero + esSignature.last(32)),
        resigned("ES256, s zero", Refusal::SignatureZero, es, esSignature.first(32) + zero),
        resigned("ES256, r the order", Refusal::SignatureWrong, es, order + esSignature.last(32)),
        resigned("ES256, s the order", Refusal::SignatureWrong, es, esSignature.first(32) + order),
        resigned("ES256, r and s exchanged", Refusal::SignatureWrong, es, esSignature.last(32) + esSignature.first(32)),
        resigned("ES256, cut", Refusal::SignatureLength, es, esSignature.chopped(1)),
        resigned("ES256, last bit", Refusal::SignatureWrong, es, flipped(esSignature, 63)),
        resigned("EdDSA, first bit", Refusal::SignatureWrong, ed, flipped(edSignature, 0)),
        resigned("EdDSA, S beyond the order", Refusal::SignatureWrong, ed, malleated(edSignature)),
        resigned("EdDSA, zero", Refusal::SignatureWrong, ed, zero + zero),
        resigned("EdDSA, cut", Refusal::SignatureLength, ed, edSignature.chopped(1)),
    };
}
