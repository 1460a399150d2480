// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>
#include <QtCore/qjsonobject.h>

#include <memory>

struct evp_pkey_st;

namespace QtLogin {

// A key pair that signs tokens: Ed25519, EdDSA to JSON Web Tokens. Each has an id of its own.
class SigningKey
{
public:
    SigningKey();

    // The public key, as a server publishes it (RFC 8037 §2).
    QJsonObject publicKey() const;
    // \a claims as a signed token (RFC 7515 §7.1).
    QByteArray sign(const QJsonObject &claims) const;

private:
    std::shared_ptr<evp_pkey_st> m_key;
    QString m_id;
};

// As tokens write bytes.
[[nodiscard]] QByteArray base64Url(const QByteArray &bytes);
// Letters of \a size random bytes.
[[nodiscard]] QByteArray randomWord(int size = 24);

} // namespace QtLogin
