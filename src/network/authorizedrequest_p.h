// SPDX-License-Identifier: MIT
#pragma once

#include "network/accesstokensource.h"
#include "network/dpopnonces_p.h"

#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkrequest.h>

namespace QtLogin {

// An application's request with a token, and without the attributes that would hand the token, or its answer, to others.
struct AuthorizedRequest
{
    // \p hasCache: the manager has a cache, which the next user shares.
    static QNetworkRequest of(const QNetworkRequest &request, QNetworkAccessManager::Operation operation, const AccessToken &token,
                              const DpopNonces &nonces, bool hasCache);
};

} // namespace QtLogin
