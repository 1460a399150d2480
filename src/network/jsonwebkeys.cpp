// SPDX-License-Identifier: MIT
#include "network/jsonwebkeys_p.h"

#include "foundation/strictjson_p.h"
#include "network/base64url_p.h"
#include "network/idtokenrefusal_p.h"
#include "network/networklog_p.h"

#include <QtCore/qjsonarray.h>

namespace QtLogin {

namespace {

// Why a key cannot be used, for the log; null where it is for something else, which is in order.
struct LeftOut
{
    const char *why = nullptr;
};

struct Coordinates
{
    std::optional<QByteArray> first;
    std::optional<QByteArray> second;
};

} // namespace

static std::optional<QByteArray> numberIn(const QJsonObject &object, QStringView name)
{
    const auto text = stringIn(object, name);
    if (!text || text->isEmpty())
        return {};
    return Base64Url::decoded(text->toUtf8());
}

// RFC 7517 §4.2 and §4.3. A key without either may be used for anything.
static bool isForVerifying(const QJsonObject &object)
{
    const QJsonValue use = object.value(QLatin1String("use"));
    const QJsonValue operations = object.value(QLatin1String("key_ops"));
    return (use.isUndefined() || use.toString() == QLatin1String("sig"))
        && (operations.isUndefined() || operations.toArray().contains(QLatin1String("verify")));
}

static bool hasPrivatePart(const QJsonObject &object)
{
    return object.contains(QLatin1String("d"));
}

static const char *sentenceOf(SignatureKey::Flaw flaw)
{
    switch (flaw) {
    case SignatureKey::Flaw::ModulusTooShort:
        return "its RSA modulus has less than 2048 bits";
    case SignatureKey::Flaw::ModulusTooLong:
        return "its RSA modulus has more than 8192 bits";
    case SignatureKey::Flaw::ModulusEven:
        return "its RSA modulus is even";
    case SignatureKey::Flaw::ExponentUnusable:
        return "its RSA exponent is even, below 3 or longer than 32 bits";
    case SignatureKey::Flaw::CoordinateLength:
        return "a coordinate of it does not have 32 bytes";
    case SignatureKey::Flaw::NotOnTheCurve:
        return "its point is not on the curve";
    case SignatureKey::Flaw::NoMemory:
        break;
    }
    return "there is no memory for it";
}

// The public numbers of \a object in the order of RFC 7518 §6, or of RFC 8037 §2; null where its type is not known.
static std::optional<Coordinates> coordinatesIn(const QJsonObject &object, SignatureKey::Type *type)
{
    const QString kty = object.value(QLatin1String("kty")).toString();
    const QString crv = object.value(QLatin1String("crv")).toString();
    if (kty == QLatin1String("RSA")) {
        *type = SignatureKey::Type::Rsa;
        return Coordinates {numberIn(object, u"n"), numberIn(object, u"e")};
    }
    if (kty == QLatin1String("EC") && crv == QLatin1String("P-256")) {
        *type = SignatureKey::Type::P256;
        return Coordinates {numberIn(object, u"x"), numberIn(object, u"y")};
    }
    if (kty == QLatin1String("OKP") && crv == QLatin1String("Ed25519")) {
        *type = SignatureKey::Type::Ed25519;
        return Coordinates {numberIn(object, u"x"), QByteArray()};
    }
    return {};
}

static SignatureKey::Made keyOf(SignatureKey::Type type, const QByteArray &first, const QByteArray &second)
{
    switch (type) {
    case SignatureKey::Type::Rsa:
        return SignatureKey::rsa(first, second);
    case SignatureKey::Type::P256:
        return SignatureKey::p256(first, second);
    case SignatureKey::Type::Ed25519:
        break;
    }
    return SignatureKey::ed25519(first);
}

static std::variant<JsonWebKey, LeftOut> readKey(const QJsonObject &object)
{
    for (const char *name : {"kid", "use", "alg", "crv"}) {
        const QJsonValue value = object.value(QLatin1String(name));
        if (!value.isUndefined() && !value.isString())
            return LeftOut {"its kid, use, alg or crv is no string"};
    }
    if (!stringIn(object, u"kty"))
        return LeftOut {"it has no kty"};
    const QJsonValue operations = object.value(QLatin1String("key_ops"));
    if (!operations.isUndefined() && !operations.isArray())
        return LeftOut {"its key_ops is no list"};

    SignatureKey::Type type = SignatureKey::Type::Rsa;
    const auto coordinates = coordinatesIn(object, &type);
    const auto name = stringIn(object, u"alg");
    const auto algorithm = name ? signatureAlgorithm(*name) : std::nullopt;
    if (!coordinates || !isForVerifying(object) || (name && !algorithm))
        return LeftOut {};
    if (hasPrivatePart(object))
        return LeftOut {"its private part has been published"};
    if (!coordinates->first || !coordinates->second)
        return LeftOut {"a number of it is missing, or is not base64url without padding"};
    auto made = keyOf(type, *coordinates->first, *coordinates->second);
    if (const auto *flaw = std::get_if<SignatureKey::Flaw>(&made))
        return LeftOut {sentenceOf(*flaw)};
    auto &key = std::get<SignatureKey>(made);
    if (algorithm && !key.isFor(*algorithm))
        return LeftOut {"its alg is not for its kty"};
    return JsonWebKey {stringIn(object, u"kid"), algorithm, std::move(key)};
}

Result<JsonWebKeys> JsonWebKeys::parse(QByteArrayView text)
{
    const auto unusable = [](const char *why) {
        qCCritical(networkLog, "The keys of a login server cannot be used: %s. Look at what its jwks_uri answers.",
                   why);
        return errorOf(IdTokenRefusal::UnusableKeys);
    };
    if (text.size() > longestText)
        return unusable("they are longer than 1 MiB");
    const auto json = StrictJson::parse(text);
    if (!json)
        return unusable("they are no JSON object");
    const QJsonValue list = json->object.value(QLatin1String("keys"));
    if (!list.isArray())
        return unusable("there is no list of them");
    const QJsonArray array = list.toArray();
    if (array.size() > mostKeys)
        return unusable("there are more than 100");

    JsonWebKeys keys;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QJsonObject object = array.at(i).toObject(); // an empty one has no kty
        auto read = readKey(object);
        if (auto *key = std::get_if<JsonWebKey>(&read)) {
            keys.m_keys.append(std::move(*key));
            continue;
        }
        if (const auto id = stringIn(object, u"kid"))
            keys.m_leftOut.insert(*id);
        if (const char *why = std::get<LeftOut>(read).why)
            qCInfo(networkLog, "Key %lld of a login server is left out: %s.", qlonglong(i + 1), why);
    }
    if (keys.m_keys.isEmpty())
        return unusable("there is none that can be used");
    return keys;
}

std::variant<SignatureKey, JsonWebKeys::Refusal> JsonWebKeys::choose(SignatureAlgorithm algorithm,
                                                                     const std::optional<QString> &id) const
{
    const JsonWebKey *chosen = nullptr;
    bool isKnown = false;
    for (const JsonWebKey &key : m_keys) {
        if (id && key.id != id)
            continue;
        isKnown = true;
        if (!key.key.isFor(algorithm) || (key.algorithm && key.algorithm != algorithm))
            continue;
        if (chosen)
            return id ? Refusal::SharedId : Refusal::SeveralFit;
        chosen = &key;
    }
    if (chosen)
        return chosen->key;
    if (!id)
        return Refusal::NoneFits;
    if (isKnown)
        return Refusal::OtherAlgorithm;
    return m_leftOut.contains(*id) ? Refusal::UnusableId : Refusal::UnknownId;
}

} // namespace QtLogin
