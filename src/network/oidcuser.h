// SPDX-License-Identifier: MIT
#pragma once

#include "identity/user.h"
#include "qtloginnetworkexport.h"

#include <QtCore/qjsonobject.h>

namespace QtLogin {

//! A user as their login server describes them. OidcProvider makes them.
//!
//! Only issuer and subject say who it is (OpenID Connect Core 1.0 §5.7): names and addresses are what the server writes
//! there, and may belong to another user one day. They are for the screen. A value of its moment: what the server changes
//! is seen when the session loads the user again (SessionPolicy::revalidateInterval). \since 0.1
class QTLOGIN_NETWORK_EXPORT OidcUser final : public User
{
public:
    struct Fields
    {
        QString issuer;
        QString subject = {}; //!< Unique at this issuer.
        //! The claims of ID token and userinfo, as OidcUser::claims() has them.
        QJsonObject claims = {};
        Scopes scopes = {};
    };
    explicit OidcUser(Fields fields);
    ~OidcUser() override;

    //! The issuer, `#`, and the subject: no two issuers have the same user.
    QString id() const override;
    //! The name at the server (`preferred_username`), or the e-mail address, or the subject.
    QString userName() const override;
    //! The full name (`name`, or `given_name` and `family_name`, or `nickname`), or the user name.
    QString displayName() const override;
    Scopes scopes() const override;

    QString issuer() const;
    QString subject() const;
    //! The e-mail address; empty where the server says none. Never the key to anything: see isEmailVerified().
    QString email() const;
    //! Whether the server says that the address is this user's.
    bool isEmailVerified() const;
    //! All that the server says about the user, by the names of OpenID Connect Core 1.0 §5.1 and its own; without what
    //! is of the protocol, such as `aud` and `exp`.
    QJsonObject claims() const;

    //! \a user as one of these, as long as it lives; null where it is none, such as while no user is logged in.
    static const OidcUser *in(const UserPtr &user);

private:
    const Fields m_fields;
};

} // namespace QtLogin
