// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "foundation/secret.h"
#include "qtloginnetworkexport.h"

namespace QtLogin {

//! An access token, and how often its login had got a new one by then.
//! \headerfile <QtLogin/AccessToken> \since 0.1
struct AccessToken
{
    SecretPtr value = {};
    quint64 generation = 0;
};

//! Hands out the access tokens of the users who have logged in: TokenServer and OidcProvider do, for an
//! AuthorizedNetworkManager.
//!
//! Every future finishes, in the caller's thread: with a token that is good for a while, or with an error.
//! WrongCredentials: the server takes the login no longer, and the user has to log in again. Absent: that user has not
//! logged in here. Every other error: the server could not be asked, and nothing has ended. \since 0.1
class QTLOGIN_NETWORK_EXPORT AccessTokenSource
{
public:
    virtual ~AccessTokenSource();

    [[nodiscard]] virtual QFuture<Result<AccessToken>> accessToken(const QString &userId) = 0;
    //! One that is newer than that of \a generation, which a server has refused.
    [[nodiscard]] virtual QFuture<Result<AccessToken>> accessTokenAfter(const QString &userId, quint64 generation) = 0;
    //! A token was refused right after it had been given: the login is taken no longer.
    virtual void refuse(const QString &userId) = 0;
};

} // namespace QtLogin
