// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/futures.h"
#include "foundation/secret.h"

#include "network/dpopkey_p.h"
#include "qtloginnetworkexport.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qstringlist.h>

#include <optional>

namespace QtLogin {

// The tokens of one login at a server, as it has given them last.
struct TokenSet
{
    SecretPtr access;
    SecretPtr refresh = {}; // null: the server gave none, and the login ends with the access token
    std::optional<Clock::Wall> accessExpiresAt = {}; // null: the server did not say
    std::chrono::seconds accessLifetime {0}; // when it was given
    QStringList scopes = {}; // that the server has granted
    QString userId = {}; // whose they are, as the server says with them; empty: it did not say
    DpopKey::Ptr key = {}; // that they are bound to; null: to none
    QJsonObject claims = {}; // of an ID token that came with them; empty: those before hold
};

// The server that has given tokens. The answers of the calls come in the thread that they were made in.
class QTLOGIN_NETWORK_EXPORT TokenSource
{
public:
    virtual ~TokenSource();

    // Names the server. Its tokens are sent to no other one, whatever the settings of a later start say.
    [[nodiscard]] virtual QString server() const = 0;
    // New tokens for the refresh token of \p tokens. Without one of its own, the answer keeps the one that was sent.
    // WrongCredentials: the server takes it no longer. Every other error proves nothing about it.
    [[nodiscard]] virtual QFuture<Result<TokenSet>> refresh(const TokenSet &tokens) = 0;
    // Ends the tokens of a login that has ended. Success as well where the server takes them no longer, or has no way to
    // end them. Every other error: it could not be asked.
    [[nodiscard]] virtual QFuture<Result<void>> revoke(const TokenSet &tokens) = 0;
};

} // namespace QtLogin
