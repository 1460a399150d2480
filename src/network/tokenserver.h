// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/authenticator.h"
#include "identity/userloader.h"
#include "network/tokenserversettings.h"

#include <memory>

namespace QtLogin {

//! Logs in at a service with a JSON login: a user name and a password for an access token and a refresh token.
//!
//! ```cpp
//! auto service = std::make_shared<QtLogin::TokenServer>(
//!     QtLogin::TokenServerSettings {.baseUrl = QUrl(u"https://api.example.org/auth"_s)});
//! setup.use(service);
//! ```
//!
//! It knows the users who have logged in through it, by what the service says at "me", and keeps their tokens in memory
//! as Secrets, never in files. Requests go to the service alone, over https, without redirects and cookies; an answer has
//! 1 MiB and 30 seconds.
//!
//! Errors of a login: 401 is WrongCredentials, 403 Forbidden, 423 Inactive, 429 Throttled with Retry-After, 400, 409 and
//! 422 InvalidInput, 500 and above Unavailable. But for the first and the last, the message is the service's sentence
//! where it gives one: plain text, 300 characters at most, without control characters. Show it as plain text.
//!
//! Of one thread, which it never blocks. Destroying it ends what it has asked, as Abandoned. \since 0.1
class QTLOGIN_NETWORK_EXPORT TokenServer final : public Authenticator, public UserLoader
{
public:
    explicit TokenServer(const TokenServerSettings &settings, std::shared_ptr<Clock> clock = Clock::system());
    ~TokenServer() override;
    Q_DISABLE_COPY_MOVE(TokenServer)

    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override;

    //! The user whom the service names for their access token. Absent: another user than those who have logged in here,
    //! or one whom the service no longer knows. Unavailable: nobody has logged in here, or the token is not taken.
    QFuture<Result<UserPtr>> load(const QString &id) override;

    //! Forgets the tokens of \a userId at once, then ends them at the service. It succeeds where there are none.
    [[nodiscard]] QFuture<Result<void>> logOut(const QString &userId);
    //! The same for all tokens that the service has given to \a userId, also elsewhere.
    [[nodiscard]] QFuture<Result<void>> logOutEverywhere(const QString &userId);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QtLogin
