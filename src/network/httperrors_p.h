// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/error.h"

#include "qtloginnetworkexport.h"

#include <QtCore/qurl.h>

namespace QtLogin {

// The errors of requests to a service. Their sentences name the host of \p url, and no other part of it.
namespace HttpErrors {
// Unavailable: no connection, or one that was lost.
QTLOGIN_NETWORK_EXPORT Error unreachable(const QUrl &url);
// TimedOut.
QTLOGIN_NETWORK_EXPORT Error late(const QUrl &url);
// Unavailable: there is no TLS with this host that can be trusted.
QTLOGIN_NETWORK_EXPORT Error notSecure(const QUrl &url);
// Damaged: the answer is none that the service would give.
QTLOGIN_NETWORK_EXPORT Error unexpected(const QUrl &url);
// InvalidInput: the address is none of https.
QTLOGIN_NETWORK_EXPORT Error badAddress();
}

} // namespace QtLogin
