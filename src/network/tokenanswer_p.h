// SPDX-License-Identifier: MIT
#pragma once

#include "identity/user.h"
#include "network/httpmessages_p.h"
#include "network/tokenserversettings.h"
#include "network/tokenset_p.h"

namespace QtLogin {

// The answers of a service with a JSON login, read. Pure.
struct QTLOGIN_NETWORK_EXPORT TokenAnswer
{
    const TokenServerSettings &settings;
    const QUrl &url; // that was asked, for the sentences
    const HttpAnswer &answer;

    // Of the login, at \p now.
    [[nodiscard]] Result<TokenSet> tokens(Clock::Wall now) const;
    // Of a refresh. WrongCredentials: the service refuses the refresh token, and it says so.
    [[nodiscard]] Result<TokenSet> newerTokens(Clock::Wall now) const;
    // Of "me". WrongCredentials: the service does not take the token. Absent: it does not know the user any more.
    [[nodiscard]] Result<UserPtr> user() const;
    // Of a logout of all devices.
    [[nodiscard]] Result<void> loggedOut() const;

    // The text of a service as it may be shown: no control or format characters, 300 characters at most.
    [[nodiscard]] static QString plainText(const QString &text);

private:
    Error unexpected() const;
    Error error() const;
    bool refusesToken() const;
    QString sentence() const;
};

} // namespace QtLogin
