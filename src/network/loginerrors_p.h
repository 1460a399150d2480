// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/error.h"
#include "qtloginnetworkexport.h"

namespace QtLogin {

// The error of a login server (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6).
struct OAuthError
{
    QString code; // such as "access_denied"
    QString description = {}; // a stranger's text, for the log alone
};

// The errors of a login that did not work: they say what the user can do, and no word of the server's own.
namespace LoginErrors {
// Damaged.
QTLOGIN_NETWORK_EXPORT Error untrusted();
// NotConfigured: the application and the server do not know each other.
QTLOGIN_NETWORK_EXPORT Error notSetUp();
// Unavailable, and perhaps until when.
QTLOGIN_NETWORK_EXPORT Error busy(std::optional<std::chrono::seconds> retryAfter = {});
// Unavailable: another login may work.
QTLOGIN_NETWORK_EXPORT Error tooLate();
// NotConfigured, once the login of this device has ended: the server has no request for the others.
QTLOGIN_NETWORK_EXPORT Error onlyThisDevice();
// Cancelled, Unavailable, NotConfigured or Refused. The log says the whole of \a error, and that it came from \a where.
QTLOGIN_NETWORK_EXPORT Error of(const OAuthError &error, const char *where);
}

// \a text without control characters, at most 300 of them, for the log.
[[nodiscard]] QTLOGIN_NETWORK_EXPORT QString plainText(const QString &text);

} // namespace QtLogin
