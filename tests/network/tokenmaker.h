// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>

#include <memory>

struct evp_pkey_st;

// A login server's pair of keys, made with OpenSSL. It signs what it is told to, also what no honest server would sign.
class TokenKey
{
public:
    static TokenKey rsa(int bits = 2048, unsigned exponent = 65537);
    static TokenKey p256();
    static TokenKey ed25519();

    // The public key as a server publishes it, with a "kid" if \a id is not empty.
    QJsonObject jwk(const QString &id = {}) const;

    // The signature of \a message as \a algorithm: RS256, PS256, ES256 or EdDSA, or one of the wrong ones: RS1 (SHA-1),
    // RS512, PS256/0 (no salt), PS256/max (the longest salt), ES256/DER, ES384 (SHA-384 on P-256).
    QByteArray signature(QByteArrayView algorithm, const QByteArray &message) const;

    // The public key as SubjectPublicKeyInfo in PEM: what a forger signs an HS256 token with.
    QByteArray pem() const;

private:
    explicit TokenKey(evp_pkey_st *key);

    std::shared_ptr<evp_pkey_st> m_key;
};

// {"keys": [...]}
QByteArray jwksOf(const QJsonArray &keys);

QByteArray base64Url(const QByteArray &bytes);
QByteArray compactJson(const QJsonObject &object);

// A token of any \a header and \a claims (which may be no JSON at all), signed as \a algorithm.
QByteArray tokenOf(const QByteArray &header, const QByteArray &claims, const TokenKey &key, QByteArrayView algorithm);
// An honest one: "alg" and, if \a id is not empty, "kid" are in its header.
QByteArray tokenOf(const QJsonObject &claims, const TokenKey &key, const QString &algorithm, const QString &id = {});

// The three parts of a token, and a token of parts.
QList<QByteArray> partsOf(const QByteArray &token);
QByteArray joined(const QList<QByteArray> &parts);
