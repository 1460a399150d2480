// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "network/accesstokensource.h"

struct evp_pkey_st;

namespace QtLogin {

// A key pair of P-256 that the tokens of one login are bound to, so that they are worth nothing without it (RFC 9449). It
// is made for each login, and is kept with the tokens.
class QTLOGIN_NETWORK_EXPORT DpopKey final : public TokenBinding
{
public:
    using Ptr = std::shared_ptr<const DpopKey>;

    // Null where OpenSSL cannot.
    [[nodiscard]] static Ptr generate(std::shared_ptr<Clock> clock);
    // The key that \p secret is; null for what secret() has not made.
    [[nodiscard]] static Ptr read(const Secret &secret, std::shared_ptr<Clock> clock);

    // The public point and the private number, 97 bytes.
    [[nodiscard]] SecretPtr secret() const;
    // Names the public key (RFC 7638): base64url of 32 bytes.
    [[nodiscard]] QByteArray thumbprint() const;

    // A JSON Web Token, signed with ES256 (RFC 9449 §4.2), about a request to \p url without its query. It can be used
    // once. \p accessToken may be null.
    [[nodiscard]] QByteArray proof(const QByteArray &method, const QUrl &url, const Secret *accessToken,
                                   const QByteArray &nonce) const;
    QByteArray proof(const QByteArray &method, const QUrl &url, const Secret &accessToken, const QByteArray &nonce) const override;

    DpopKey(std::shared_ptr<evp_pkey_st> key, QByteArray point, std::shared_ptr<Clock> clock);

private:
    [[nodiscard]] QByteArray publicKey() const;
    [[nodiscard]] QByteArray sign(QByteArrayView message) const;

    const std::shared_ptr<evp_pkey_st> m_key;
    const QByteArray m_point; // uncompressed, SEC 1 §2.3.4
    const std::shared_ptr<Clock> m_clock;
};

} // namespace QtLogin
