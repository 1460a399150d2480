// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginnetworkexport.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

#include <memory>
#include <optional>
#include <variant>

struct evp_pkey_st;

namespace QtLogin {

// The algorithms of RFC 7518 and RFC 8037 that a login server may sign with. There is none without a key, and none with
// a key that the client shares.
enum class SignatureAlgorithm {
    RS256, // RSASSA-PKCS1-v1_5 over SHA-256
    PS256, // RSASSA-PSS over SHA-256, with a salt of 32 bytes
    ES256, // ECDSA on P-256 over SHA-256; the signature is r and s, 32 bytes each
    EdDSA, // Ed25519
};

// The algorithm that "alg" calls \p name, or null. Names are compared exactly (RFC 7515 §4.1.1).
[[nodiscard]] QTLOGIN_NETWORK_EXPORT std::optional<SignatureAlgorithm> signatureAlgorithm(QStringView name);

// A public key of a login server. It has been checked, and can be shared between threads.
class QTLOGIN_NETWORK_EXPORT SignatureKey
{
public:
    enum class Type { Rsa, P256, Ed25519 };

    enum class Flaw {
        ModulusTooShort, // below 2048 bits
        ModulusTooLong, // above 8192 bits: checking costs the client too much
        ModulusEven,
        ExponentUnusable, // even, below 3 or above 32 bits
        CoordinateLength, // x and y of P-256, and x of Ed25519, are 32 bytes
        NotOnTheCurve,
        NoMemory,
    };

    enum class Verdict {
        Right,
        OtherType, // the key is not for this algorithm
        WrongLength, // an ES256 signature in DER is one
        Zero, // r or s of ES256 is zero (CVE-2022-21449)
        Wrong,
    };

    using Made = std::variant<SignatureKey, Flaw>;

    // Numbers are big-endian.
    [[nodiscard]] static Made rsa(const QByteArray &modulus, const QByteArray &exponent);
    [[nodiscard]] static Made p256(const QByteArray &x, const QByteArray &y);
    [[nodiscard]] static Made ed25519(const QByteArray &x);

    Type type() const { return m_type; }
    bool isFor(SignatureAlgorithm algorithm) const;

    // Whether \p signature is that of \p message. Nothing stays in the thread's queue of OpenSSL errors, which Qt's own
    // connections read.
    [[nodiscard]] Verdict verify(SignatureAlgorithm algorithm, QByteArrayView message, QByteArrayView signature) const;

private:
    SignatureKey(Type type, std::shared_ptr<evp_pkey_st> key) : m_type(type), m_key(std::move(key)) { }

    Type m_type;
    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace QtLogin
