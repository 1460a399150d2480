// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"

#include <QtCore/qstring.h>

#include <optional>

namespace QtLogin {

// The answer of an authorization endpoint, as the browser carries it (RFC 6749 §4.1.2, RFC 9207): a code or an error.
// Which issuer may have given it is not looked at here.
struct AuthorizationAnswer
{
    static constexpr qsizetype longestDescription = 300; // characters

    // Reads a query or a form (application/x-www-form-urlencoded). Null if a parameter is there twice, if it has neither
    // a code nor an error or has both, or if it is not well-formed. Parameters that nobody knows are ignored.
    [[nodiscard]] static std::optional<AuthorizationAnswer> parse(QByteArrayView form);

    SecretPtr state = {}; // null: it has none
    SecretPtr code = {}; // null: it has none
    QString issuer = {}; // `iss`
    QString error = {}; // a word of ASCII, such as access_denied
    QString errorDescription = {}; // plain text of a stranger: without control characters, and cut if it is long
};

} // namespace QtLogin
