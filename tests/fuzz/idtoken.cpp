// SPDX-License-Identifier: MIT
// IdTokenCheck on any token (T…), on any claims and any header under a right signature (C…, H…), and on any keys (K…).
#include "network/idtokencheck_p.h"
#include "network/signedtoken_p.h"
#include "network/tokenmaker.h"
#include "property.h"

using namespace QtLogin;
using namespace std::chrono_literals;

static constexpr Clock::Wall now {1'800'000'000s};

static const TokenKey &signer()
{
    static const TokenKey key = TokenKey::ed25519();
    return key;
}

// The keys of RFC 7515 A.3 and RFC 8037 A.2, so that inputs mean the same in each run, and that of the signer.
static const JsonWebKeys &keys()
{
    static const JsonWebKeys set = [] {
        const QJsonObject p256 {{QStringLiteral("kty"), QStringLiteral("EC")},
                                {QStringLiteral("crv"), QStringLiteral("P-256")},
                                {QStringLiteral("x"), QStringLiteral("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")},
                                {QStringLiteral("y"), QStringLiteral("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")}};
        const QJsonObject ed25519 {{QStringLiteral("kty"), QStringLiteral("OKP")},
                                   {QStringLiteral("crv"), QStringLiteral("Ed25519")},
                                   {QStringLiteral("kid"), QStringLiteral("standard")},
                                   {QStringLiteral("x"), QStringLiteral("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")}};
        return JsonWebKeys::parse(jwksOf({p256, ed25519, signer().jwk(QStringLiteral("k"))})).value();
    }();
    return set;
}

static IdTokenExpectations expectations()
{
    IdTokenExpectations expected {QStringLiteral("https://i"), QStringLiteral("c")};
    expected.nonce = QStringLiteral("n");
    return expected;
}

static bool isBelieved(const QByteArray &token, const IdTokenExpectations &expected = expectations(), Clock::Wall time = now)
{
    const auto answer = IdTokenCheck::check(Secret::copyOf(token), keys(), expected, time);
    if (const auto *refusal = std::get_if<IdTokenRefusal>(&answer)) {
        ensure(*sentenceOf(*refusal) != '\0', "each refusal has a sentence");
        return false;
    }
    const auto &claims = std::get<IdTokenClaims>(answer);
    ensure(claims.issuer == expected.issuer && claims.all.value(QLatin1String("iss")).toString() == expected.issuer,
           "it is of the issuer");
    ensure(!claims.subject.isEmpty() && claims.subject.size() <= 255, "a subject has 1 to 255 characters");
    ensure(claims.expiresAt + 60s > time && claims.issuedAt <= time + 60s, "it is neither over nor of the future");
    ensure(!claims.authTime || *claims.authTime <= time + 60s, "a proof is not of the future");
    return true;
}

// \p token is believed; a change to it or to the expectations is not.
static void checkRefusals(const QByteArray &token)
{
    auto other = expectations();
    other.issuer += u'x';
    ensure(!isBelieved(token, other), "it is refused for another issuer");
    other = expectations();
    other.clientId += u'x';
    ensure(!isBelieved(token, other), "it is refused for another client");
    other = expectations();
    other.nonce = QStringLiteral("nx");
    ensure(!isBelieved(token, other), "it is refused for another login");
    other = expectations();
    other.algorithms = {SignatureAlgorithm::RS256, SignatureAlgorithm::PS256, SignatureAlgorithm::ES256};
    ensure(!isBelieved(token, other), "it is refused where its algorithm is not allowed");

    const auto parts = partsOf(token);
    ensure(parts.size() == 3, "it has three parts");
    QByteArray flipped = token;
    const qsizetype middle = token.size() - parts[2].size() / 2;
    flipped[middle] = flipped[middle] == 'A' ? 'B' : 'A';
    ensure(!isBelieved(flipped), "it is refused with another signature");
    ensure(!isBelieved(joined({parts[0], parts[1], {}})), "it is refused without a signature");
    ensure(!isBelieved(token + '='), "it is refused with padding");
    const QByteArray none = base64Url(R"({"alg":"none"})");
    ensure(!isBelieved(joined({none, parts[1], {}})) && !isBelieved(joined({none, parts[1], parts[2]})), "none is refused");
}

static void checkKeys(const QByteArray &text)
{
    const auto set = JsonWebKeys::parse(text);
    if (!set)
        return;
    ensure(set->size() >= 1 && set->size() <= JsonWebKeys::mostKeys, "there are 1 to 100 keys");
    for (const auto algorithm : {SignatureAlgorithm::RS256, SignatureAlgorithm::PS256, SignatureAlgorithm::ES256,
                                 SignatureAlgorithm::EdDSA}) {
        for (const auto &id : {std::optional<QString>(), std::optional<QString>(QStringLiteral("k"))}) {
            const auto chosen = set->choose(algorithm, id);
            const auto *key = std::get_if<SignatureKey>(&chosen);
            if (!key)
                continue;
            ensure(key->isFor(algorithm), "a key is for the algorithm");
            for (const qsizetype size : {64, 256, 512, 1024})
                ensure(key->verify(algorithm, "x", QByteArray(size, 'x')) != SignatureKey::Verdict::Right, "it signs nothing");
        }
    }
}

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    return silence();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray input = inputOf(data + 1, size - 1);
    const QByteArray header = R"({"alg":"EdDSA","kid":"k"})";
    const QByteArray claims = R"({"iss":"https://i","aud":"c","sub":"s","nonce":"n","iat":1800000000,"exp":1800000300})";
    QByteArray token;
    switch (data[0]) {
    case 'T':
        ensure(!isBelieved(input), "no one can forge a token");
        return 0;
    case 'C':
        token = tokenOf(header, input, signer(), "EdDSA");
        break;
    case 'H':
        token = tokenOf(input, claims, signer(), "EdDSA");
        break;
    case 'K':
        checkKeys(input);
        return 0;
    default:
        return 0;
    }
    if (isBelieved(token))
        checkRefusals(token);
    return 0;
}
