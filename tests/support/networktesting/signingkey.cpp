// SPDX-License-Identifier: MIT
#include "networktesting/signingkey_p.h"

#include "foundation/secret.h"

#include <QtCore/qdebug.h>
#include <QtCore/qjsondocument.h>

#include <openssl/evp.h>

namespace QtLogin {

static void require(bool success)
{
    if (!success)
        qFatal("SigningKey: OpenSSL cannot sign.");
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray randomWord(int size)
{
    return base64Url(Secret::random(size).reveal().toByteArray());
}

SigningKey::SigningKey() : m_key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free), m_id(QString::fromLatin1(randomWord(8)))
{
    require(m_key != nullptr);
}

QJsonObject SigningKey::publicKey() const
{
    QByteArray x(32, '\0');
    size_t size = size_t(x.size());
    require(EVP_PKEY_get_raw_public_key(m_key.get(), reinterpret_cast<unsigned char *>(x.data()), &size) == 1);
    return {{QStringLiteral("kty"), QStringLiteral("OKP")},
            {QStringLiteral("crv"), QStringLiteral("Ed25519")},
            {QStringLiteral("use"), QStringLiteral("sig")},
            {QStringLiteral("alg"), QStringLiteral("EdDSA")},
            {QStringLiteral("kid"), m_id},
            {QStringLiteral("x"), QString::fromLatin1(base64Url(x))}};
}

QByteArray SigningKey::sign(const QJsonObject &claims) const
{
    const QJsonObject header {{QStringLiteral("alg"), QStringLiteral("EdDSA")}, {QStringLiteral("kid"), m_id}};
    const auto part = [](const QJsonObject &object) { return base64Url(QJsonDocument(object).toJson(QJsonDocument::Compact)); };
    const QByteArray text = part(header) + '.' + part(claims);
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    QByteArray signature(64, '\0');
    size_t size = size_t(signature.size());
    require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) == 1);
    require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size,
                           reinterpret_cast<const unsigned char *>(text.constData()), size_t(text.size())) == 1);
    return text + '.' + base64Url(signature);
}

} // namespace QtLogin
