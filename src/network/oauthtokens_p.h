// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"
#include "network/loginerrors_p.h"

#include <QtCore/qstringlist.h>

#include <chrono>
#include <variant>

namespace QtLogin {

// The answer of a token endpoint (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3). The tokens are secrets from the first byte on.
struct QTLOGIN_NETWORK_EXPORT OAuthTokens
{
    enum class Type { Bearer, DPoP };
    static constexpr qsizetype longestToken = 64 * 1024;

    SecretPtr accessToken; // never null
    SecretPtr refreshToken {}; // null: none
    SecretPtr idToken {}; // null: none
    Type type = Type::Bearer;
    std::optional<std::chrono::seconds> expiresIn {};
    // Those that were granted. Null: those that were asked for.
    std::optional<QStringList> scopes {};

    // The answer that \p body of an answer with \p status is: tokens, the server's error, or Damaged, of which the log says
    // why.
    [[nodiscard]] static std::variant<OAuthTokens, OAuthError, Error> parse(int status, QByteArrayView body);
};

// The error that \p body is; null where it is none (RFC 6749 §5.2).
[[nodiscard]] QTLOGIN_NETWORK_EXPORT std::optional<OAuthError> oauthErrorIn(QByteArrayView body);

} // namespace QtLogin
