// SPDX-License-Identifier: MIT
#pragma once

#include "network/accesstokensource.h"

#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkrequest.h>

namespace QtLogin {

// An application's request with a token, and without the attributes that would hand the token, or its answer, to others.
struct AuthorizedRequest
{
    // \p hasCache: the manager has a cache, which the next user shares.
    static QNetworkRequest of(const QNetworkRequest &request, const AccessToken::Headers &headers, bool hasCache);
    // Such as "GET".
    static QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request);
};

} // namespace QtLogin
