// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/strictjson_p.h"
#include "network/idtokenrefusal_p.h"
#include "network/jsonwebkeys_p.h"

namespace QtLogin {

// A JSON web token whose signature is right (RFC 7515 §7.1, compact; RFC 8725). The key comes from the issuer's keys
// alone: jku, x5u, jwk and x5c of the header are not looked at. The claims are not even decoded before the signature
// has been checked, and what they say is IdTokenCheck's to judge. Any thread.
struct QTLOGIN_NETWORK_EXPORT SignedToken
{
    static constexpr qsizetype longest = 64 * 1024;

    SignatureAlgorithm algorithm = SignatureAlgorithm::RS256;
    StrictJson claims {};

    // \p token, signed by one of \p keys with one of the algorithms that are \p allowed, or the reason why it is none.
    [[nodiscard]] static std::variant<SignedToken, IdTokenRefusal> open(QByteArrayView token, const JsonWebKeys &keys,
                                                                        const QList<SignatureAlgorithm> &allowed);
};

} // namespace QtLogin
