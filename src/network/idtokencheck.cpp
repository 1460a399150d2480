// SPDX-License-Identifier: MIT
#include "network/idtokencheck_p.h"

#include "network/base64url_p.h"
#include "network/signedtoken_p.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qjsonarray.h>

#include <openssl/crypto.h>

namespace QtLogin {

namespace {

using Objection = std::optional<IdTokenRefusal>;

constexpr qsizetype longestSubject = 255; // Core §2

struct TokenTimes
{
    Clock::Wall expiresAt {};
    Clock::Wall issuedAt {};
    std::optional<Clock::Wall> notBefore {};
    std::optional<Clock::Wall> authTime {};
};

} // namespace

// An empty text would be equal to an empty claim.
static bool isExpectable(const IdTokenExpectations &expected)
{
    return !expected.issuer.isEmpty() && !expected.clientId.isEmpty() && !expected.algorithms.isEmpty()
        && !(expected.nonce && expected.nonce->isEmpty()) && !(expected.subject && expected.subject->isEmpty());
}

static Objection objectionToIssuer(const QJsonObject &claims, const QString &issuer)
{
    const auto iss = stringIn(claims, u"iss");
    if (!iss)
        return IdTokenRefusal::IssuerMissing;
    if (*iss != issuer)
        return IdTokenRefusal::IssuerWrong;
    return {};
}

static Objection objectionToAudience(const QJsonObject &claims, const QString &clientId)
{
    const QJsonValue aud = claims.value(QLatin1String("aud"));
    if (aud.isUndefined())
        return IdTokenRefusal::AudienceMissing;
    const QJsonArray audiences = aud.isArray() ? aud.toArray() : QJsonArray {aud};
    for (const QJsonValue &audience : audiences) {
        if (!audience.isString())
            return IdTokenRefusal::AudienceMalformed;
    }
    if (!audiences.contains(clientId))
        return IdTokenRefusal::AudienceWrong;

    const QJsonValue azp = claims.value(QLatin1String("azp"));
    if (azp.isUndefined())
        return audiences.size() > 1 ? Objection(IdTokenRefusal::PartyMissing) : Objection();
    if (!azp.isString())
        return IdTokenRefusal::PartyMalformed;
    if (azp.toString() != clientId)
        return IdTokenRefusal::PartyWrong;
    return {};
}

static Objection objectionToSubject(const QJsonObject &claims, const std::optional<QString> &subject)
{
    const QJsonValue sub = claims.value(QLatin1String("sub"));
    if (sub.isUndefined())
        return IdTokenRefusal::SubjectMissing;
    if (!sub.isString())
        return IdTokenRefusal::SubjectMalformed;
    const QString name = sub.toString();
    if (name.isEmpty())
        return IdTokenRefusal::SubjectEmpty;
    if (name.size() > longestSubject)
        return IdTokenRefusal::SubjectTooLong;
    for (const QChar character : name) {
        if (character < u' ' || character > u'~')
            return IdTokenRefusal::SubjectNotAscii;
    }
    if (subject && name != *subject)
        return IdTokenRefusal::SubjectChanged;
    return {};
}

static Objection objectionToNonce(const QJsonObject &claims, const std::optional<QString> &nonce)
{
    if (!nonce)
        return {};
    const QJsonValue claim = claims.value(QLatin1String("nonce"));
    if (claim.isUndefined())
        return IdTokenRefusal::NonceMissing;
    if (!claim.isString())
        return IdTokenRefusal::NonceMalformed;
    if (claim.toString() != *nonce)
        return IdTokenRefusal::NonceWrong;
    return {};
}

static std::optional<Clock::Wall> wallIn(const StrictJson &claims, QStringView name)
{
    const auto seconds = timeIn(claims, name);
    if (!seconds)
        return {};
    return Clock::Wall(std::chrono::seconds(*seconds));
}

static std::variant<TokenTimes, IdTokenRefusal> readTimes(const StrictJson &claims)
{
    const auto has = [&claims](const char *name) { return claims.object.contains(QLatin1String(name)); };
    const auto exp = wallIn(claims, u"exp");
    const auto iat = wallIn(claims, u"iat");
    const auto nbf = wallIn(claims, u"nbf");
    const auto authTime = wallIn(claims, u"auth_time");
    if (!exp)
        return has("exp") ? IdTokenRefusal::ExpiryMalformed : IdTokenRefusal::ExpiryMissing;
    if (!iat)
        return has("iat") ? IdTokenRefusal::IssuedAtMalformed : IdTokenRefusal::IssuedAtMissing;
    if (!nbf && has("nbf"))
        return IdTokenRefusal::NotBeforeMalformed;
    if (!authTime && has("auth_time"))
        return IdTokenRefusal::AuthTimeMalformed;
    return TokenTimes {*exp, *iat, nbf, authTime};
}

// A token that has just been issued and whose times are all off in one direction says that the clock here is off. An
// attacker's old token does not come so far where there is a nonce.
static Objection objectionToValidity(const TokenTimes &times, Clock::Wall now)
{
    const auto isPast = [now](Clock::Wall time) { return time < now - IdTokenCheck::leeway; };
    const auto isAhead = [now](Clock::Wall time) { return time > now + IdTokenCheck::leeway; };
    const bool isOver = now >= times.expiresAt + IdTokenCheck::leeway;
    if (!isOver && isAhead(times.issuedAt) && (!times.notBefore || isAhead(*times.notBefore)))
        return IdTokenRefusal::ClockBehind;
    if (isOver && isPast(times.issuedAt) && (!times.notBefore || isPast(*times.notBefore)))
        return IdTokenRefusal::ClockAhead;
    if (isOver)
        return IdTokenRefusal::Expired;
    if (times.notBefore && isAhead(*times.notBefore))
        return IdTokenRefusal::NotYetValid;
    if (isAhead(times.issuedAt))
        return IdTokenRefusal::IssuedInFuture;
    return {};
}

static Objection objectionToAuthTime(const std::optional<Clock::Wall> &authTime,
                                     const std::optional<std::chrono::seconds> &maxAge, Clock::Wall now)
{
    if (!authTime)
        return maxAge ? Objection(IdTokenRefusal::AuthTimeMissing) : Objection();
    if (*authTime > now + IdTokenCheck::leeway)
        return IdTokenRefusal::AuthTimeInFuture;
    if (maxAge && std::chrono::ceil<std::chrono::seconds>(now - *authTime - IdTokenCheck::leeway) > *maxAge)
        return IdTokenRefusal::AuthTimeTooOld;
    return {};
}

// The left half of a digest (Core §3.1.3.6). Ed25519 has SHA-512 inside, and issuers take that for EdDSA.
static bool isHashOf(const QString &hash, const Secret &secret, SignatureAlgorithm algorithm)
{
    const auto kind = algorithm == SignatureAlgorithm::EdDSA ? QCryptographicHash::Sha512 : QCryptographicHash::Sha256;
    QCryptographicHash digest(kind);
    digest.addData(secret.reveal());
    const QByteArray result = digest.result();
    const QByteArray half = Base64Url::encoded(QByteArrayView(result).first(result.size() / 2));
    const QByteArray claim = hash.toUtf8();
    return claim.size() == half.size() && CRYPTO_memcmp(claim.constData(), half.constData(), size_t(half.size())) == 0;
}

static Objection objectionToHashes(const SignedToken &token, const IdTokenExpectations &expected)
{
    const QJsonObject &claims = token.claims.object;
    const QJsonValue atHash = claims.value(QLatin1String("at_hash"));
    const QJsonValue cHash = claims.value(QLatin1String("c_hash"));
    if (expected.accessToken && !atHash.isUndefined()) {
        if (!atHash.isString())
            return IdTokenRefusal::AccessTokenHashMalformed;
        if (!isHashOf(atHash.toString(), *expected.accessToken, token.algorithm))
            return IdTokenRefusal::AccessTokenHashWrong;
    }
    if (expected.code && !cHash.isUndefined()) {
        if (!cHash.isString())
            return IdTokenRefusal::CodeHashMalformed;
        if (!isHashOf(cHash.toString(), *expected.code, token.algorithm))
            return IdTokenRefusal::CodeHashWrong;
    }
    return {};
}

// Looks at the issuer, the audience, the person and the request. Times come last: only a token that is ours says
// something about the clock.
static Objection objectionToPeople(const QJsonObject &claims, const IdTokenExpectations &expected)
{
    if (const auto objection = objectionToIssuer(claims, expected.issuer))
        return objection;
    if (const auto objection = objectionToAudience(claims, expected.clientId))
        return objection;
    if (const auto objection = objectionToSubject(claims, expected.subject))
        return objection;
    return objectionToNonce(claims, expected.nonce);
}

IdTokenCheck::Answer IdTokenCheck::check(const Secret &token, const JsonWebKeys &keys,
                                         const IdTokenExpectations &expectations, Clock::Wall now)
{
    if (!isExpectable(expectations))
        return IdTokenRefusal::Unexpectable;
    const auto opened = SignedToken::open(token.reveal(), keys, expectations.algorithms);
    if (const auto *refusal = std::get_if<IdTokenRefusal>(&opened))
        return *refusal;
    const auto &content = std::get<SignedToken>(opened);
    const QJsonObject &claims = content.claims.object;
    if (const auto objection = objectionToPeople(claims, expectations))
        return *objection;
    if (const auto objection = objectionToHashes(content, expectations))
        return *objection;
    const auto read = readTimes(content.claims);
    if (const auto *refusal = std::get_if<IdTokenRefusal>(&read))
        return *refusal;
    const auto &times = std::get<TokenTimes>(read);
    if (const auto objection = objectionToValidity(times, now))
        return *objection;
    if (const auto objection = objectionToAuthTime(times.authTime, expectations.maxAge, now))
        return *objection;
    return IdTokenClaims {
        expectations.issuer, stringIn(claims, u"sub").value(), times.issuedAt, times.expiresAt, times.authTime, claims};
}

} // namespace QtLogin
