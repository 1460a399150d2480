// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "networktesting/httpsserver.h"

#include <QtCore/qstringlist.h>

#include <memory>

namespace QtLogin {

//! A service with a JSON login, on loopback: /login, /refresh, /me, /logout and /logout-all, with the names that a
//! TokenServerSettings has of its own. It is strict: a refresh token is good once, and one that comes back ends its login.
//!
//! ```cpp
//! TestAuthority authority;
//! ScriptedTokenService service(authority.valid());
//! service.add({.id = u"1"_s, .userName = u"ada"_s, .password = "engine"});
//! auto logins = std::make_shared<TokenServer>(TokenServerSettings {
//!     .baseUrl = service.server().url(), .certificates = {authority.certificate()}});
//! ```
//!
//! Unknown names, wrong passwords, users who are not active and requests that it cannot read are all answered with 401. It
//! is itself of one thread, the test's. \since 0.1
class QTLOGIN_NETWORKTESTING_EXPORT ScriptedTokenService
{
public:
    struct Person
    {
        QString id;
        QString userName = {};
        QByteArray password = {};
        QString displayName = {};
        QStringList scopes = {};
        bool active = true; //!< One who is not is refused at the login, and named as such at "me".
    };

    explicit ScriptedTokenService(const ServerCertificate &certificate);
    ~ScriptedTokenService();
    Q_DISABLE_COPY_MOVE(ScriptedTokenService)

    //! Where it is, what it was asked, and how it is held or stopped. A route of yours takes the place of one of its own.
    HttpsServer &server();

    //! The id of the person whose access token \a request carries, for routes of yours; empty where it carries none that is
    //! taken.
    [[nodiscard]] QString userOf(const ServerRequest &request) const;

    //! Adds \a person, or replaces the one with the same id, whose tokens stay.
    void add(const Person &person);
    //! Removes the person and their refresh tokens: "me" answers an access token of theirs with 404.
    void remove(const QString &id);

    //! From now on each login is answered with \a answer.
    void answerLoginsWith(const ServerAnswer &answer);
    //! Ends that.
    void heal();

    //! Each token of this service has this in it, for tests that look where tokens are.
    static constexpr char marker[] = "-zq7MARKER-";

    //! From now on no access token given so far is taken.
    void expireAccessTokens();
    //! From now on access tokens live for \a lifetime by \a clock, and the service says so. Without, they do not end.
    void setLifetime(std::chrono::seconds lifetime, std::shared_ptr<Clock> clock);
    //! Whether logins get refresh tokens from now on: they do.
    void setGivesRefreshTokens(bool gives);
    //! Whether a refresh brings a new refresh token from now on: it does. Else the one before stays.
    void setRotates(bool rotates);
    //! Ends all tokens of \a id, as an administrator does.
    void endLogins(const QString &id);
    //! How many new access tokens /refresh has given.
    int renewalCount() const;
    //! How often a refresh token came that had been used.
    int reuseCount() const;
    //! How many refresh tokens of \a id have not ended.
    int refreshTokenCount(const QString &id) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QtLogin
