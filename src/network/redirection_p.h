// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginnetworkexport.h"

#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkrequest.h>

#include <optional>

namespace QtLogin {

// A request that its server has sent elsewhere, as it goes there.
struct QTLOGIN_NETWORK_EXPORT Redirection
{
    QNetworkRequest request;
    QNetworkAccessManager::Operation operation = QNetworkAccessManager::GetOperation;
    bool keepsBody = false;

    // Null: the answer is no redirect with an address.
    static std::optional<QUrl> target(int status, const QUrl &base, const QByteArray &location);
    // That of \a request to \a target, after \a status: RFC 9110, sections 15.4.2 to 15.4.9.
    static Redirection of(const QNetworkRequest &request, QNetworkAccessManager::Operation operation, int status,
                          const QUrl &target);
    static bool isSameOrigin(const QUrl &one, const QUrl &other);
    // Whether it stays with https, or goes there.
    static bool isSecure(const QUrl &from, const QUrl &to);
};

} // namespace QtLogin
