// SPDX-License-Identifier: MIT
#pragma once

#include "identity/user.h"
#include "network/httpmessages_p.h"
#include "network/tokenserversettings.h"

namespace QtLogin {

// The answers of a service with a JSON login, read. Pure.
struct QTLOGIN_NETWORK_EXPORT TokenAnswer
{
    struct Tokens
    {
        SecretPtr access;
        SecretPtr refresh = {}; // null where the service gives none
    };

    const TokenServerSettings &settings;
    const QUrl &url; // that was asked, for the sentences
    const HttpAnswer &answer;

    // Of the login.
    [[nodiscard]] Result<Tokens> tokens() const;
    // Of "me". Absent: the service does not know the user any more.
    [[nodiscard]] Result<UserPtr> user() const;
    // Of a logout, which succeeds where the token has ended before.
    [[nodiscard]] Result<void> loggedOut() const;

    // The text of a service as it may be shown: no control or format characters, 300 characters at most.
    [[nodiscard]] static QString plainText(const QString &text);

private:
    Error unexpected() const;
    Error error() const;
    QString sentence() const;
};

} // namespace QtLogin
