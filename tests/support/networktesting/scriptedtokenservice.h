// SPDX-License-Identifier: MIT
#pragma once

#include "networktesting/httpsserver.h"

#include <QtCore/qstringlist.h>

#include <memory>

namespace QtLogin {

//! A service with a JSON login, on loopback: /login, /me, /logout and /logout-all, with the names that a
//! TokenServerSettings has of its own.
//!
//! ```cpp
//! TestAuthority authority;
//! ScriptedTokenService service(authority.valid());
//! service.add({.id = u"1"_s, .userName = u"ada"_s, .password = "engine"});
//! auto logins = std::make_shared<TokenServer>(TokenServerSettings {
//!     .baseUrl = service.server().url(), .companyCertificates = {authority.certificate()}});
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

    //! Adds \a person, or replaces the one with the same id, whose tokens stay.
    void add(const Person &person);
    //! Removes the person and their refresh tokens: "me" answers an access token of theirs with 404.
    void remove(const QString &id);

    //! From now on each login is answered with \a answer.
    void answerLoginsWith(const ServerAnswer &answer);
    //! Ends that.
    void heal();

    //! From now on no access token given so far is taken.
    void expireAccessTokens();
    //! How many refresh tokens of \a id have not ended.
    int refreshTokenCount(const QString &id) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QtLogin
