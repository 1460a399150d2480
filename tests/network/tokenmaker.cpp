// SPDX-License-Identifier: MIT
#include "network/tokenmaker.h"

#include <QtCore/qjsondocument.h>

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <utility>

template<auto release>
struct Frees
{
    template<typename T>
    void operator()(T *held) const
    {
        release(held);
    }
};
template<typename T, auto release>
using Held = std::unique_ptr<T, Frees<release>>;

static constexpr int p256Size = 32;

TokenKey::TokenKey(evp_pkey_st *key) : m_key(key, &EVP_PKEY_free)
{
    if (!key)
        qFatal("OpenSSL has made no key.");
}

TokenKey TokenKey::rsa(int bits, unsigned exponent)
{
    const Held<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    const Held<BIGNUM, BN_free> e(BN_new());
    EVP_PKEY *key = nullptr;
    if (BN_set_word(e.get(), exponent) == 1 && EVP_PKEY_keygen_init(context.get()) == 1
        && EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), bits) == 1
        && EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context.get(), e.get()) == 1)
        EVP_PKEY_generate(context.get(), &key);
    return TokenKey(key);
}

TokenKey TokenKey::p256()
{
    return TokenKey(EVP_EC_gen("P-256"));
}

TokenKey TokenKey::ed25519()
{
    return TokenKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

static QString numberOf(EVP_PKEY *key, const char *name)
{
    BIGNUM *number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    const Held<BIGNUM, BN_free> held(number);
    QByteArray bytes(BN_num_bytes(number), Qt::Uninitialized);
    BN_bn2bin(number, reinterpret_cast<unsigned char *>(bytes.data()));
    if (qstrcmp(EVP_PKEY_get0_type_name(key), "EC") == 0)
        bytes = bytes.rightJustified(p256Size, '\0');
    return QString::fromLatin1(base64Url(bytes));
}

QJsonObject TokenKey::jwk(const QString &id) const
{
    EVP_PKEY *key = m_key.get();
    const QByteArray type = EVP_PKEY_get0_type_name(key);
    QJsonObject jwk;
    if (type == "RSA") {
        jwk = {{QStringLiteral("kty"), QStringLiteral("RSA")},
               {QStringLiteral("n"), numberOf(key, OSSL_PKEY_PARAM_RSA_N)},
               {QStringLiteral("e"), numberOf(key, OSSL_PKEY_PARAM_RSA_E)}};
    } else if (type == "EC") {
        jwk = {{QStringLiteral("kty"), QStringLiteral("EC")},
               {QStringLiteral("crv"), QStringLiteral("P-256")},
               {QStringLiteral("x"), numberOf(key, OSSL_PKEY_PARAM_EC_PUB_X)},
               {QStringLiteral("y"), numberOf(key, OSSL_PKEY_PARAM_EC_PUB_Y)}};
    } else {
        QByteArray x(32, Qt::Uninitialized);
        size_t size = size_t(x.size());
        EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char *>(x.data()), &size);
        jwk = {{QStringLiteral("kty"), QStringLiteral("OKP")},
               {QStringLiteral("crv"), QStringLiteral("Ed25519")},
               {QStringLiteral("x"), QString::fromLatin1(base64Url(x))}};
    }
    if (!id.isEmpty())
        jwk.insert(QStringLiteral("kid"), id);
    return jwk;
}

static QByteArray rawOf(const QByteArray &der)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    const Held<ECDSA_SIG, ECDSA_SIG_free> signature(d2i_ECDSA_SIG(nullptr, &bytes, long(der.size())));
    QByteArray raw(2 * p256Size, Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, p256Size);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + p256Size, p256Size);
    return raw;
}

static const EVP_MD *digestOf(QByteArrayView algorithm)
{
    if (algorithm == "EdDSA")
        return nullptr;
    if (algorithm == "RS1")
        return EVP_sha1();
    if (algorithm == "RS512")
        return EVP_sha512();
    return algorithm == "ES384" ? EVP_sha384() : EVP_sha256();
}

QByteArray TokenKey::signature(QByteArrayView algorithm, const QByteArray &message) const
{
    const Held<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *keyContext = nullptr;
    EVP_DigestSignInit(context.get(), &keyContext, digestOf(algorithm), nullptr, m_key.get());
    if (algorithm.startsWith("PS")) {
        EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext,
                                         algorithm == "PS256/0"         ? 0
                                             : algorithm == "PS256/max" ? RSA_PSS_SALTLEN_MAX
                                                                        : RSA_PSS_SALTLEN_DIGEST);
    }
    const auto *text = reinterpret_cast<const unsigned char *>(message.constData());
    size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, text, size_t(message.size()));
    QByteArray signature(qsizetype(size), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, text,
                       size_t(message.size()))
        != 1)
        qFatal("OpenSSL has not signed.");
    signature.truncate(qsizetype(size));
    return algorithm.startsWith("ES") && algorithm != "ES256/DER" ? rawOf(signature) : signature;
}

QByteArray TokenKey::pem() const
{
    const Held<BIO, BIO_free> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PUBKEY(bio.get(), m_key.get());
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, qsizetype(size)};
}

QByteArray jwksOf(const QJsonArray &keys)
{
    return compactJson({{QStringLiteral("keys"), keys}});
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray tokenOf(const QByteArray &header, const QByteArray &claims, const TokenKey &key, QByteArrayView algorithm)
{
    const QByteArray signedText = base64Url(header) + '.' + base64Url(claims);
    return signedText + '.' + base64Url(key.signature(algorithm, signedText));
}

QByteArray tokenOf(const QJsonObject &claims, const TokenKey &key, const QString &algorithm, const QString &id)
{
    QJsonObject header {{QStringLiteral("alg"), algorithm}};
    if (!id.isEmpty())
        header.insert(QStringLiteral("kid"), id);
    return tokenOf(compactJson(header), compactJson(claims), key, algorithm.toLatin1());
}

QList<QByteArray> partsOf(const QByteArray &token)
{
    return token.split('.');
}

QByteArray joined(const QList<QByteArray> &parts)
{
    return parts.join('.');
}
