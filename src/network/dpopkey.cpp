// SPDX-License-Identifier: MIT
#include "network/dpopkey_p.h"

#include "network/base64url_p.h"
#include "network/openssl_p.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qurl.h>

#include <openssl/core_names.h>

namespace QtLogin {

using namespace OpenSsl;

static constexpr qsizetype pointSize = 1 + 2 * coordinateSize;

// --- The key ------------------------------------------------------------------------------------

DpopKey::DpopKey(std::shared_ptr<evp_pkey_st> key, QByteArray point, std::shared_ptr<Clock> clock)
    : m_key(std::move(key)), m_point(std::move(point)), m_clock(std::move(clock))
{
}

// The number of \p key that OpenSSL calls \p name, of 32 bytes; empty where there is none.
static QByteArray numberIn(EVP_PKEY *key, const char *name)
{
    BIGNUM *read = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &read) != 1)
        return {};
    const BigNumber number(read);
    QByteArray bytes(coordinateSize, Qt::Uninitialized);
    const int written = BN_bn2binpad(number.get(), reinterpret_cast<unsigned char *>(bytes.data()), int(bytes.size()));
    return written == bytes.size() ? bytes : QByteArray();
}

static QByteArray pointOf(EVP_PKEY *key)
{
    const QByteArray x = numberIn(key, OSSL_PKEY_PARAM_EC_PUB_X), y = numberIn(key, OSSL_PKEY_PARAM_EC_PUB_Y);
    return x.isEmpty() || y.isEmpty() ? QByteArray() : '\x04' + x + y;
}

DpopKey::Ptr DpopKey::generate(std::shared_ptr<Clock> clock)
{
    const ErrorMark mark;
    const std::shared_ptr<EVP_PKEY> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const QByteArray point = key ? pointOf(key.get()) : QByteArray();
    return point.isEmpty() ? nullptr : std::make_shared<DpopKey>(key, point, std::move(clock));
}

DpopKey::Ptr DpopKey::read(const Secret &secret, std::shared_ptr<Clock> clock)
{
    const QByteArrayView bytes = secret.reveal();
    if (bytes.size() != pointSize + coordinateSize || bytes[0] != '\x04') // other encodings of the same point are not ours
        return {};
    const ErrorMark mark;
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    const BigNumber number = numberOf(bytes.sliced(pointSize));
    if (!builder || !number || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), size_t(pointSize)) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get()) != 1)
        return {};
    const auto key = keyOf("EC", builder, EVP_PKEY_KEYPAIR);
    const KeyContext context(key ? EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr) : nullptr);
    if (!context || EVP_PKEY_check(context.get()) != 1)
        return {};
    return std::make_shared<DpopKey>(key, bytes.first(pointSize).toByteArray(), std::move(clock));
}

SecretPtr DpopKey::secret() const
{
    const ErrorMark mark;
    QByteArray number = numberIn(m_key.get(), OSSL_PKEY_PARAM_PRIV_KEY);
    QByteArray bytes;
    bytes.reserve(m_point.size() + number.size());
    bytes.append(m_point).append(number);
    wipe(number);
    return Secret::fromBytes(std::move(bytes)).share();
}

// As JSON, with its members in the order that RFC 7638 §3.2 wants.
QByteArray DpopKey::publicKey() const
{
    const QByteArray x = Base64Url::encoded(m_point.sliced(1, coordinateSize));
    const QByteArray y = Base64Url::encoded(m_point.sliced(1 + coordinateSize));
    return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
}

QByteArray DpopKey::thumbprint() const
{
    return Base64Url::encoded(QCryptographicHash::hash(publicKey(), QCryptographicHash::Sha256));
}

// --- Proofs -------------------------------------------------------------------------------------

QByteArray DpopKey::proof(const QByteArray &method, const QUrl &url, const Secret &accessToken, const QByteArray &nonce) const
{
    return proof(method, url, &accessToken, nonce);
}

QByteArray DpopKey::proof(const QByteArray &method, const QUrl &url, const Secret *accessToken, const QByteArray &nonce) const
{
    constexpr auto beside = QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment;
    QJsonObject claims {
        {QStringLiteral("jti"), QString::fromLatin1(Base64Url::encoded(Secret::random(16).reveal()))},
        {QStringLiteral("htm"), QString::fromLatin1(method)},
        {QStringLiteral("htu"), url.adjusted(beside).toString(QUrl::FullyEncoded)},
        {QStringLiteral("iat"), qint64(std::chrono::floor<std::chrono::seconds>(m_clock->wall()).time_since_epoch().count())},
    };
    if (accessToken)
        claims.insert(QStringLiteral("ath"), QString::fromLatin1(Base64Url::encoded(
                                                 QCryptographicHash::hash(accessToken->reveal(), QCryptographicHash::Sha256))));
    if (!nonce.isEmpty())
        claims.insert(QStringLiteral("nonce"), QString::fromLatin1(nonce));
    const QByteArray header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + publicKey() + '}';
    const QByteArray signedPart = Base64Url::encoded(header) + '.'
        + Base64Url::encoded(QJsonDocument(claims).toJson(QJsonDocument::Compact));
    return signedPart + '.' + Base64Url::encoded(sign(signedPart));
}

// Both numbers of the signature (RFC 7518 §3.4), which OpenSSL writes as DER.
QByteArray DpopKey::sign(QByteArrayView message) const
{
    const ErrorMark mark;
    const DigestContext context(EVP_MD_CTX_new());
    size_t size = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1
        || EVP_DigestSign(context.get(), nullptr, &size, unsignedBytes(message), size_t(message.size())) != 1)
        return {};
    QByteArray der(qsizetype(size), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(der.data()), &size, unsignedBytes(message),
                       size_t(message.size()))
        != 1)
        return {};
    const unsigned char *begin = unsignedBytes(der);
    const EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &begin, long(size)));
    QByteArray numbers(2 * coordinateSize, Qt::Uninitialized);
    auto *const written = reinterpret_cast<unsigned char *>(numbers.data());
    const bool isWritten = signature
        && BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), written, coordinateSize) == coordinateSize
        && BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), written + coordinateSize, coordinateSize) == coordinateSize;
    return isWritten ? numbers : QByteArray();
}

} // namespace QtLogin
