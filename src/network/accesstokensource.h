// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "foundation/secret.h"
#include "qtloginnetworkexport.h"

#include <QtCore/qlist.h>
#include <QtCore/qurl.h>

#include <memory>
#include <utility>

namespace QtLogin {

//! The key that an access token is bound to (DPoP, RFC 9449): it is worth nothing without a proof for each request.
//! \headerfile <QtLogin/TokenBinding> \since 0.1
class QTLOGIN_NETWORK_EXPORT TokenBinding
{
public:
    virtual ~TokenBinding();

    //! The header DPoP of a request with \a accessToken, for \a method, such as "GET", at \a url, with the \a nonce that the
    //! service wants; empty: none. It holds for one request, and for some seconds.
    [[nodiscard]] virtual QByteArray proof(const QByteArray &method, const QUrl &url, const Secret &accessToken,
                                           const QByteArray &nonce) const = 0;
};

//! An access token, and how often its login had got a new one by then.
//! \headerfile <QtLogin/AccessToken> \since 0.1
struct QTLOGIN_NETWORK_EXPORT AccessToken
{
    SecretPtr value = {};
    quint64 generation = 0;
    std::shared_ptr<const TokenBinding> binding = {}; //!< Null: it is bound to none, and good by itself.

    using Headers = QList<std::pair<QByteArray, QByteArray>>;
    //! The headers of a request that is taken: `Authorization`, and `DPoP` where the token is bound to a key. Where the
    //! service answers 401 and a header `DPoP-Nonce`, it is asked once more with that \a nonce (RFC 9449 §9).
    [[nodiscard]] Headers headersFor(const QByteArray &method, const QUrl &url, const QByteArray &nonce = {}) const;
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
