// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/authenticator.h"
#include "identity/realm.h"
#include "identity/userloader.h"
#include "network/accesstokensource.h"
#include "network/oidcsettings.h"
#include "remember/rememberverifier.h"

namespace QtLogin {

//! Logs users in at their company's login server, in the system's browser: OpenID Connect.
//!
//! ```cpp
//! auto company = std::make_shared<OidcProvider>(OidcSettings {
//!     .issuer = QUrl(u"https://id.example.org"_s), .clientId = u"journal"_s, .scopes = {u"profile"_s}});
//! setup.use(company); // authenticator, user loader, and remembered logins
//! ```
//!
//! The way is the one that OAuth's best practice leaves to native applications: authorization code with PKCE (S256) in the
//! system's browser, answered on loopback (RFC 8252, RFC 9700); pushed requests where the server takes them (RFC 9126);
//! the issuer in the answer (RFC 9207); and an ID token whose signature and claims are checked (OpenID Connect Core 1.0
//! §3.1.3.7). No password comes near the application.
//!
//! Users are OidcUser. A login is as fresh as its proof: a user whom the browser still knows has proved themselves when the
//! server says so, and a re-authentication or an unlock makes the server ask again, and checks that it did. A server that
//! does not say when gets logins that are never fresh.
//!
//! The tokens of a login are renewed as they are needed and end with the session, here and at the server, as far as that
//! can be reached then. With the scope `offline_access` a login can be remembered: the tokens are in the keychain, renewed
//! there by one process for all, and a start asks the server before the user is in. A server that takes a login no longer
//! locks the session (LockReason::TokenRefused); one that is away ends nothing.
//!
//! With settings that cannot be right (OidcSettings::check()) every login is NotConfigured, and the log says why. A login
//! that is begun cancels the one before it. Constructing asks nothing of the server. It belongs to the thread that has
//! made it, and needs an event loop there. \since 0.1
class QTLOGIN_NETWORK_EXPORT OidcProvider : public Authenticator,
                                            public UserLoader,
                                            public RememberVerifier,
                                            public AccessTokenSource,
                                            public Realm
{
public:
    explicit OidcProvider(OidcSettings settings, std::shared_ptr<Clock> clock = Clock::system());
    //! Ends a login that is going on.
    ~OidcProvider() override;
    OidcProvider(const OidcProvider &) = delete;
    OidcProvider &operator=(const OidcProvider &) = delete;

    OidcSettings settings() const;

    //! The issuer and `#`, which the subject follows: its users stand beside accounts of the application's own.
    QString idPrefix() const override;
    //! Browser, and Device where OidcSettings::offersDevice says so.
    QList<LoginWay> ways() const override;
    //! A first attempt answers with the NextStep whose link is the server's page, and the answer to that with a Proof when
    //! the user is done there. Five minutes is the longest that it waits, and
    //! for a code on another device ten. Cancelled: the user did not allow it there, or
    //! another login was begun. Unavailable: the server or the network is away, or the clock of this computer is wrong.
    //! Damaged: the server's answer cannot be trusted. NotConfigured: the server does not know the application, or the
    //! settings are wrong. Refused: every other no of the server.
    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override;
    void giveUp(const QByteArray &handle) override;

    void sessionBegan(const QString &id) override;
    void sessionEnded(const QString &id) override;

    //! The user as the server describes them now, at its userinfo. WrongCredentials: it takes the login no longer.
    //! Unavailable: it is away, that user has not logged in here, or their access token is over and nothing renews it; the
    //! session stays. Absent for ids of other issuers.
    QFuture<Result<UserPtr>> load(const QString &id) override;

    //! The page that logs the user out of the server in this browser as well (OpenID Connect RP-Initiated Logout 1.0 §2): it
    //! asks them first. To be opened after a logout, where other users may use the same browser. NotConfigured: the server
    //! has none. Unavailable: it is away.
    [[nodiscard]] QFuture<Result<QUrl>> browserLogoutUrl();

    // Of the remembered login.
    bool makesTokens() const override; //!< The server does.
    QFuture<Result<void>> issue(const NewSeries &series) override;
    QFuture<Result<SecretPtr>> issueToken(const NewSeries &series) override;
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr token, const QByteArray &successorHash) override;
    QFuture<Result<Series>> touch(const QByteArray &selector) override;
    QFuture<Result<void>> revoke(const QByteArray &selector) override;
    //! Ends the login of this device alone, and answers NotConfigured with a sentence that says so: OpenID Connect has no
    //! request that ends those of other devices.
    QFuture<Result<void>> revokeAll(const QString &userId) override;
    QFuture<Result<QList<Series>>> devices(const QString &userId) override; //!< This one: the server tells no others.
    QFuture<Result<void>> revokeToken(const QByteArray &selector, SecretPtr token) override;
    void offerRenewal(Renewal renew) override;

    QFuture<Result<AccessToken>> accessToken(const QString &userId) override;
    QFuture<Result<AccessToken>> accessTokenAfter(const QString &userId, quint64 generation) override;
    void refuse(const QString &userId) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QtLogin
