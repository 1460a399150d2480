// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/authenticator.h"
#include "identity/realm.h"
#include "identity/userloader.h"
#include "network/accesstokensource.h"
#include "network/tokenserversettings.h"
#include "remember/rememberverifier.h"

#include <memory>

namespace QtLogin {

//! Logs in at a service with a JSON login: a user name and a password for an access token and a refresh token.
//!
//! ```cpp
//! auto service = std::make_shared<QtLogin::TokenServer>(
//!     QtLogin::TokenServerSettings {.baseUrl = QUrl(u"https://api.example.org/auth"_s)});
//! setup.use(service); // authenticator, user loader and remember verifier
//! ```
//!
//! It knows the users who have logged in through it, by what the service says at "me". Their tokens are in memory as
//! Secrets, and in the keychain where the user is to be remembered, never in files. Requests go to the service alone,
//! over https, without redirects and cookies; an answer has 1 MiB and 30 seconds.
//!
//! An access token is renewed a minute before its end, or when the service does not take it, once for all who ask and for
//! all processes of the application. A refresh token is sent once: a new one in the answer takes its place, and without
//! one it stays. Where the service refuses it (TokenServerSettings::refusingStatuses) the user has to log in again, and
//! the session locks when the user is loaded next. No network, 429, 500 and above, and answers that cannot be read end
//! nothing: the service is asked again after a while, or after its Retry-After.
//!
//! Errors of a login: 401 is WrongCredentials, 403 Forbidden, 423 Inactive, 429 Throttled with Retry-After, 400, 409 and
//! 422 InvalidInput, 500 and above Unavailable. But for the first and the last, the message is the service's sentence
//! where it gives one: plain text, 300 characters at most, without control characters. Show it as plain text.
//!
//! Of one thread, which it never blocks. Destroying it ends what it has asked, as Abandoned. \since 0.1
class QTLOGIN_NETWORK_EXPORT TokenServer final : public Authenticator,
                                                 public UserLoader,
                                                 public RememberVerifier,
                                                 public AccessTokenSource,
                                                 public Realm
{
public:
    explicit TokenServer(const TokenServerSettings &settings, std::shared_ptr<Clock> clock = Clock::system());
    ~TokenServer() override;
    Q_DISABLE_COPY_MOVE(TokenServer)

    QString idPrefix() const override; //!< TokenServerSettings::idPrefix.
    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override;
    void sessionBegan(const QString &userId) override;
    //! Forgets the tokens of \a userId at once. Those that are not remembered are ended at the service as well: it is
    //! asked once, and what it says changes nothing.
    void sessionEnded(const QString &userId) override;

    //! The user whom the service names for their access token. WrongCredentials: the service takes their login no longer.
    //! Absent: another user than those who have logged in here, or one whom the service no longer knows. Unavailable:
    //! nobody has logged in here, or the access token is over and nothing renews it; the session stays.
    QFuture<Result<UserPtr>> load(const QString &userId) override;

    QFuture<Result<AccessToken>> accessToken(const QString &userId) override;
    QFuture<Result<AccessToken>> accessTokenAfter(const QString &userId, quint64 generation) override;
    void refuse(const QString &userId) override;

    //! True: the refresh token is what is remembered.
    bool makesTokens() const override;
    //! NotConfigured: see makesTokens().
    QFuture<Result<void>> issue(const NewSeries &series) override;
    //! Forbidden: the service gave no refresh token, and so the user cannot be remembered.
    QFuture<Result<SecretPtr>> issueToken(const NewSeries &series) override;
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr token, const QByteArray &successorHash) override;
    QFuture<Result<Series>> touch(const QByteArray &selector) override;
    QFuture<Result<void>> revoke(const QByteArray &selector) override;
    //! Ends all tokens that the service has given to \a userId, also elsewhere. It succeeds where they have not logged in
    //! here. On an error the user is forgotten here, and not elsewhere.
    QFuture<Result<void>> revokeAll(const QString &userId) override;
    //! This one, where it is remembered: the service does not list the others.
    QFuture<Result<QList<Series>>> devices(const QString &userId) override;
    QFuture<Result<void>> revokeToken(const QByteArray &selector, SecretPtr token) override;
    void offerRenewal(Renewal renew) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QtLogin
