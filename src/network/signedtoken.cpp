// SPDX-License-Identifier: MIT
#include "network/signedtoken_p.h"

#include "network/base64url_p.h"

#include <algorithm>

namespace QtLogin {

namespace {

struct TokenParts
{
    QByteArrayView header;
    QByteArrayView claims;
    QByteArrayView signature;
    QByteArrayView signedText; // header and claims, with the point between them
};

struct TokenHeader
{
    SignatureAlgorithm algorithm = SignatureAlgorithm::RS256;
    std::optional<QString> keyId {};
};

} // namespace

static std::variant<TokenParts, IdTokenRefusal> splitToken(QByteArrayView token)
{
    if (token.isEmpty())
        return IdTokenRefusal::Empty;
    if (token.size() > SignedToken::longest)
        return IdTokenRefusal::TooLong;
    const auto points = std::count(token.begin(), token.end(), '.');
    if (points == 4)
        return IdTokenRefusal::Encrypted; // RFC 7516 §9
    if (points != 2)
        return IdTokenRefusal::NotThreeParts;
    const qsizetype first = token.indexOf('.');
    const qsizetype second = token.lastIndexOf('.');
    return TokenParts {token.first(first), token.sliced(first + 1, second - first - 1), token.sliced(second + 1),
                       token.first(second)};
}

static std::variant<SignatureAlgorithm, IdTokenRefusal> algorithmIn(const QJsonObject &header,
                                                                    const QList<SignatureAlgorithm> &allowed)
{
    const auto name = stringIn(header, u"alg");
    if (!name)
        return IdTokenRefusal::AlgorithmMissing;
    if (name->compare(QLatin1String("none"), Qt::CaseInsensitive) == 0)
        return IdTokenRefusal::AlgorithmNone;
    if (name->startsWith(QLatin1String("HS"), Qt::CaseInsensitive))
        return IdTokenRefusal::AlgorithmShared;
    const auto algorithm = signatureAlgorithm(*name);
    if (!algorithm)
        return IdTokenRefusal::AlgorithmUnknown;
    if (!allowed.contains(*algorithm))
        return IdTokenRefusal::AlgorithmNotAllowed;
    return *algorithm;
}

// RFC 8725 §3.11: a token of another kind that the same server signs is no ID token. Absent, and JWT in any case, are
// those of OpenID Connect.
static std::optional<IdTokenRefusal> objectionToType(const QJsonObject &header)
{
    const QJsonValue type = header.value(QLatin1String("typ"));
    if (type.isUndefined())
        return {};
    const QString name = type.toString();
    if (name.compare(QLatin1String("JWT"), Qt::CaseInsensitive) == 0)
        return {};
    if (name.compare(QLatin1String("at+jwt"), Qt::CaseInsensitive) == 0
        || name.compare(QLatin1String("application/at+jwt"), Qt::CaseInsensitive) == 0)
        return IdTokenRefusal::AccessTokenType; // RFC 9068 §2.1
    return IdTokenRefusal::TypeWrong;
}

static std::variant<TokenHeader, IdTokenRefusal> readHeader(QByteArrayView text,
                                                            const QList<SignatureAlgorithm> &allowed)
{
    const auto decoded = Base64Url::decoded(text);
    if (!decoded)
        return IdTokenRefusal::HeaderNotBase64;
    const auto json = StrictJson::parse(*decoded);
    if (!json)
        return IdTokenRefusal::HeaderNotJson;
    const QJsonObject &header = json->object;
    const auto algorithm = algorithmIn(header, allowed);
    if (const auto *refusal = std::get_if<IdTokenRefusal>(&algorithm))
        return *refusal;
    if (header.contains(QLatin1String("crit")))
        return IdTokenRefusal::CriticalExtension; // RFC 7515 §4.1.11
    if (const auto objection = objectionToType(header))
        return *objection;
    if (header.contains(QLatin1String("kid")) && !stringIn(header, u"kid"))
        return IdTokenRefusal::KeyIdMalformed;
    return TokenHeader {std::get<SignatureAlgorithm>(algorithm), stringIn(header, u"kid")};
}

static IdTokenRefusal refusalOf(JsonWebKeys::Refusal refusal)
{
    switch (refusal) {
    case JsonWebKeys::Refusal::UnknownId:
        return IdTokenRefusal::UnknownKey;
    case JsonWebKeys::Refusal::UnusableId:
        return IdTokenRefusal::UnusableKey;
    case JsonWebKeys::Refusal::OtherAlgorithm:
        return IdTokenRefusal::KeyOfOtherAlgorithm;
    case JsonWebKeys::Refusal::SharedId:
        return IdTokenRefusal::KeyIdShared;
    case JsonWebKeys::Refusal::NoneFits:
        return IdTokenRefusal::NoKeyFits;
    case JsonWebKeys::Refusal::SeveralFit:
        break;
    }
    return IdTokenRefusal::SeveralKeysFit;
}

static std::optional<IdTokenRefusal> objectionToSignature(const TokenParts &parts, const SignatureKey &key,
                                                          SignatureAlgorithm algorithm)
{
    if (parts.signature.isEmpty())
        return IdTokenRefusal::NoSignature;
    const auto signature = Base64Url::decoded(parts.signature);
    if (!signature)
        return IdTokenRefusal::SignatureNotBase64;
    switch (key.verify(algorithm, parts.signedText, *signature)) {
    case SignatureKey::Verdict::Right:
        return {};
    case SignatureKey::Verdict::WrongLength:
        return IdTokenRefusal::SignatureLength;
    case SignatureKey::Verdict::Zero:
        return IdTokenRefusal::SignatureZero;
    case SignatureKey::Verdict::OtherType:
    case SignatureKey::Verdict::Wrong:
        break;
    }
    return IdTokenRefusal::SignatureWrong;
}

std::variant<SignedToken, IdTokenRefusal> SignedToken::open(QByteArrayView token, const JsonWebKeys &keys,
                                                            const QList<SignatureAlgorithm> &allowed)
{
    const auto parts = splitToken(token);
    if (const auto *refusal = std::get_if<IdTokenRefusal>(&parts))
        return *refusal;
    const auto header = readHeader(std::get<TokenParts>(parts).header, allowed);
    if (const auto *refusal = std::get_if<IdTokenRefusal>(&header))
        return *refusal;
    const auto &[algorithm, keyId] = std::get<TokenHeader>(header);
    const auto key = keys.choose(algorithm, keyId);
    if (const auto *refusal = std::get_if<JsonWebKeys::Refusal>(&key))
        return refusalOf(*refusal);
    if (const auto objection =
            objectionToSignature(std::get<TokenParts>(parts), std::get<SignatureKey>(key), algorithm))
        return *objection;

    // From here on the issuer is speaking.
    const auto decoded = Base64Url::decoded(std::get<TokenParts>(parts).claims);
    if (!decoded)
        return IdTokenRefusal::ClaimsNotBase64;
    auto claims = StrictJson::parse(*decoded);
    if (!claims)
        return IdTokenRefusal::ClaimsNotJson;
    return SignedToken {algorithm, std::move(claims).value()};
}

} // namespace QtLogin
