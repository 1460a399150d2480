// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginnetworkexport.h"

#include <QtCore/qlist.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qsslcertificate.h>

namespace QtLogin {

//! Where a service with a JSON login is, and how it calls things. Every name is that of a member of a JSON object.
//! \since 0.1
struct TokenServerSettings
{
    QUrl baseUrl; //!< https, such as `https://api.example.org/auth`. The paths below are appended to it.

    QString loginPath = QStringLiteral("/login"); //!< POST of user name and password; answers the tokens.
    QString refreshPath = QStringLiteral("/refresh"); //!< POST of the refresh token; answers as the login does.
    QString logOutPath = QStringLiteral("/logout"); //!< POST of the refresh token, which ends with it.
    QString logOutAllPath = QStringLiteral("/logout-all"); //!< POST; ends all tokens of the user, on all devices.
    QString mePath = QStringLiteral("/me"); //!< GET; answers the user whose access token it is.

    QString userNameField = QStringLiteral("username"); //!< Sent at the login, and read from "me".
    QString passwordField = QStringLiteral("password");
    QString accessTokenField = QStringLiteral("access_token");
    QString refreshTokenField = QStringLiteral("refresh_token"); //!< May be missing in an answer: the one before stays.
    QString expiresInField = QStringLiteral("expires_in"); //!< Whole seconds that the access token lives; may be missing.

    QString idField = QStringLiteral("id"); //!< Of the user: a string or an integer.
    //! Put in front of each id, such as `service:`. Empty, unless users of another source stand beside those of the
    //! service: see Realm.
    QString idPrefix = {};
    QString displayNameField = QStringLiteral("name"); //!< May be missing or null.
    QString scopesField = QStringLiteral("scopes"); //!< An array of strings; may be missing.
    QString activeField = QStringLiteral("is_active"); //!< A boolean; may be missing, which is true.

    //! The members that may hold the service's own sentence about an error, the best one first. Its value is a string, or
    //! a list of strings or of objects with such a member.
    QStringList sentenceFields = {QStringLiteral("detail"), QStringLiteral("message"), QStringLiteral("msg"),
                                  QStringLiteral("error_description"), QStringLiteral("error")};

    //! How the service refuses a refresh token for good, so that the user has to log in again: with one of these statuses
    //! whatever else it says, or with 400, 401 or 403 and one of these words in the member \a errorField. No other answer
    //! ends a login.
    QList<int> refusingStatuses = {401};
    QString errorField = QStringLiteral("error");
    QStringList refusingErrors = {QStringLiteral("invalid_grant"), QStringLiteral("invalid_token")};

    //! Certificates of authorities that are trusted beside those of the system.
    QList<QSslCertificate> certificates = {};
};

} // namespace QtLogin
