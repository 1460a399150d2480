// SPDX-License-Identifier: MIT
#include "network/signaturekey_p.h"

#include "network/openssl_p.h"

#include <QtCore/qscopeguard.h>

#include <openssl/core_names.h>
#include <openssl/rsa.h>

#include <algorithm>

namespace QtLogin {

using namespace OpenSsl;

namespace {

constexpr int leastModulusBits = 2048;
constexpr int mostModulusBits = 8192;
constexpr int mostExponentBits = 32;

// OpenSSL checks signatures in DER alone. Empty where there is no memory.
QByteArray derOf(QByteArrayView raw)
{
    BigNumber r = numberOf(raw.first(coordinateSize));
    BigNumber s = numberOf(raw.last(coordinateSize));
    const EcdsaSignature signature(ECDSA_SIG_new());
    if (!r || !s || !signature || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return {};
    r.release();
    s.release();
    unsigned char *der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    const auto freed = qScopeGuard([&der] { OPENSSL_free(der); });
    return size > 0 ? QByteArray(reinterpret_cast<const char *>(der), size) : QByteArray();
}

bool isZero(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; });
}

// Tells OpenSSL the digest and the padding.
bool prepareCheck(EVP_MD_CTX *context, SignatureAlgorithm algorithm, EVP_PKEY *key)
{
    EVP_PKEY_CTX *keyContext = nullptr; // belongs to the context
    const EVP_MD *digest = algorithm == SignatureAlgorithm::EdDSA ? nullptr : EVP_sha256();
    if (EVP_DigestVerifyInit(context, &keyContext, digest, nullptr, key) != 1)
        return false;
    if (algorithm == SignatureAlgorithm::RS256)
        return EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PADDING) == 1;
    if (algorithm == SignatureAlgorithm::PS256)
        return EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST) == 1
            && EVP_PKEY_CTX_set_rsa_mgf1_md(keyContext, EVP_sha256()) == 1;
    return true;
}

} // namespace

std::optional<SignatureAlgorithm> signatureAlgorithm(QStringView name)
{
    if (name == QLatin1String("RS256"))
        return SignatureAlgorithm::RS256;
    if (name == QLatin1String("PS256"))
        return SignatureAlgorithm::PS256;
    if (name == QLatin1String("ES256"))
        return SignatureAlgorithm::ES256;
    if (name == QLatin1String("EdDSA"))
        return SignatureAlgorithm::EdDSA;
    return {};
}

SignatureKey::Made SignatureKey::rsa(const QByteArray &modulus, const QByteArray &exponent)
{
    // Before a number is made of it: a leading zero, which some servers write, is borne.
    if (modulus.size() > mostModulusBits / 8 + 1)
        return Flaw::ModulusTooLong;
    if (exponent.size() > mostExponentBits / 8 + 1)
        return Flaw::ExponentUnusable;
    const ErrorMark mark;
    const BigNumber n = numberOf(modulus);
    const BigNumber e = numberOf(exponent);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder)
        return Flaw::NoMemory;
    if (BN_num_bits(n.get()) < leastModulusBits)
        return Flaw::ModulusTooShort;
    if (BN_num_bits(n.get()) > mostModulusBits)
        return Flaw::ModulusTooLong;
    if (!BN_is_odd(n.get()))
        return Flaw::ModulusEven;
    if (!BN_is_odd(e.get()) || BN_is_one(e.get()) || BN_num_bits(e.get()) > mostExponentBits)
        return Flaw::ExponentUnusable;
    if (OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return Flaw::NoMemory;
    auto key = keyOf("RSA", builder, EVP_PKEY_PUBLIC_KEY);
    if (!key)
        return Flaw::NoMemory;
    return SignatureKey(Type::Rsa, std::move(key));
}

SignatureKey::Made SignatureKey::p256(const QByteArray &x, const QByteArray &y)
{
    if (x.size() != coordinateSize || y.size() != coordinateSize)
        return Flaw::CoordinateLength;
    const ErrorMark mark;
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    const QByteArray point = '\x04' + x + y; // uncompressed, SEC 1 §2.3.4
    if (!builder || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                            size_t(point.size()))
            != 1)
        return Flaw::NoMemory;
    auto key = keyOf("EC", builder, EVP_PKEY_PUBLIC_KEY);
    const KeyContext context(key ? EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr) : nullptr);
    if (!context || EVP_PKEY_public_check(context.get()) != 1)
        return Flaw::NotOnTheCurve;
    return SignatureKey(Type::P256, std::move(key));
}

SignatureKey::Made SignatureKey::ed25519(const QByteArray &x)
{
    if (x.size() != coordinateSize)
        return Flaw::CoordinateLength;
    const ErrorMark mark;
    std::shared_ptr<EVP_PKEY> key(
        EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, unsignedBytes(x), size_t(x.size())),
        &EVP_PKEY_free);
    if (!key)
        return Flaw::NoMemory;
    return SignatureKey(Type::Ed25519, std::move(key));
}

bool SignatureKey::isFor(SignatureAlgorithm algorithm) const
{
    switch (algorithm) {
    case SignatureAlgorithm::RS256:
    case SignatureAlgorithm::PS256:
        return m_type == Type::Rsa;
    case SignatureAlgorithm::ES256:
        return m_type == Type::P256;
    case SignatureAlgorithm::EdDSA:
        return m_type == Type::Ed25519;
    }
    return false;
}

SignatureKey::Verdict SignatureKey::verify(SignatureAlgorithm algorithm, QByteArrayView message,
                                           QByteArrayView signature) const
{
    if (!isFor(algorithm))
        return Verdict::OtherType;
    const qsizetype size = m_type == Type::Rsa ? EVP_PKEY_get_size(m_key.get()) : 2 * coordinateSize;
    if (signature.size() != size)
        return Verdict::WrongLength;
    const ErrorMark mark;
    QByteArray der;
    if (m_type == Type::P256) {
        if (isZero(signature.first(coordinateSize)) || isZero(signature.last(coordinateSize)))
            return Verdict::Zero;
        der = derOf(signature);
        signature = der;
    }
    const DigestContext context(EVP_MD_CTX_new());
    if (!context || !prepareCheck(context.get(), algorithm, m_key.get()))
        return Verdict::Wrong;
    const int verified = EVP_DigestVerify(context.get(), unsignedBytes(signature), size_t(signature.size()),
                                          unsignedBytes(message), size_t(message.size()));
    return verified == 1 ? Verdict::Right : Verdict::Wrong;
}

} // namespace QtLogin
