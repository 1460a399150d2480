// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"
#include "qtloginnetworkexport.h"

#include <QtCore/qlist.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qsslcertificate.h>

#include <utility>

namespace QtLogin {

//! Which login server an application trusts, and how it is known there.
//!
//! ```cpp
//! const OidcSettings settings {.issuer = QUrl(u"https://id.example.org"_s), .clientId = u"journal"_s, .scopes = {u"profile"_s}};
//! ```
//!
//! Everything but the issuer and the client id may be left out. \since 0.1
struct QTLOGIN_NETWORK_EXPORT OidcSettings
{
    //! The server, to the letter as it states itself: whether there is a slash at the end is not the same (OpenID Connect
    //! Discovery 1.0 §4.3). An https address without query; it may have a path. The server describes itself at
    //! `<issuer>/.well-known/openid-configuration`.
    QUrl issuer;
    //! The id that the server has given to this application: that of a native application, a *public* client without a
    //! secret, whose redirect address is `http://127.0.0.1` with any port (RFC 8252 §7.3).
    QString clientId = {};
    //! The scopes to ask for beside `openid`, such as `profile` and `email`. With `offline_access` most servers give what
    //! keeps a user logged in beyond some minutes, and at the next start; they ask the user for it.
    QStringList scopes = {};
    //! The claim that has the user's scopes for Requirement::scope(): a list of texts, or words with blanks between them.
    //! Empty: the scopes that the server has granted to the application are the user's.
    QString scopeClaim = {};
    //! Further parameters of the authorization request that the server knows, such as `{"acr_values", "mfa"}`.
    QList<std::pair<QString, QString>> parameters = {};
    //! Authorities to trust in addition to those of the system, such as the company's own: for these requests alone.
    QList<QSslCertificate> certificates = {};
    //! The path of the redirect address, such as `/callback`, where the server compares it. Empty: a random one for each
    //! login, which is safer.
    QString redirectPath = {};

    //! Whether users may log in on another device as well, with a code (RFC 8628), where the server offers that: for
    //! machines without a browser. A code can be talked out of a user, and so this is off where it is not needed.
    bool offersDevice = false;

    //! Whether tokens are bound to a key of their login (DPoP, RFC 9449) where the server offers that: then one that was
    //! stolen on its way, or from a log of a service, is worth nothing. Your services have to take such tokens:
    //! `Authorization: DPoP`, and a proof. False where one of them cannot.
    bool bindsTokens = true;

    //! Whether these settings can be right. If not, InvalidInput with a sentence for the developer.
    Result<void> check() const;
};

} // namespace QtLogin
