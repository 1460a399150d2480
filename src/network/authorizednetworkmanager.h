// SPDX-License-Identifier: MIT
#pragma once

#include "network/accesstokensource.h"

#include <QtNetwork/qnetworkaccessmanager.h>

namespace QtLogin {

class LoginManager;

//! A QNetworkAccessManager whose requests carry the access token of the user who is logged in.
//!
//! ```cpp
//! QtLogin::AuthorizedNetworkManager network(&login, service);
//! network.allowOrigin(QUrl(u"https://api.example.org"_s));
//! QNetworkReply *pages = network.get(QNetworkRequest(QUrl(u"https://api.example.org/pages"_s)));
//! ```
//!
//! Requests to an allowed origin get `Authorization: Bearer` and the token, unless they have a header Authorization, a user
//! name in the address or the attribute for synchronous requests. All others are those of QNetworkAccessManager. Redirects are
//! followed as the request says; the token goes along within allowed origins only, and never again once it was left behind.
//! A request with a token ignores no error of TLS, is not in the cache, and has cookies only where it sets the attribute
//! for them.
//!
//! A reply is there at once, and waits for its token. Without a user, or in a locked session, it ends with
//! AuthenticationRequiredError, and nothing is sent. A 401 is answered with one newer token. Where that is refused too, the
//! session is locked (LockReason::TokenRefused); the request and all new ones wait, and go on once the same user has
//! logged in. A logout, or another user, ends every request of the former user with OperationCanceledError, those on their
//! way included. Where no token can be had for now: TemporaryNetworkFailureError, and the session stays. 403 is that of its
//! request.
//!
//! A body is sent again after a 401, or a redirect that keeps it, where its device is not sequential. A sequential one
//! cannot be: its 401 is delivered, and errorString() says so. Devices live until the reply has finished, as with Qt.
//!
//! Of the thread of \a login, which it never blocks. Both may be deleted at any time. \since 0.1
class QTLOGIN_NETWORK_EXPORT AuthorizedNetworkManager : public QNetworkAccessManager
{
    Q_OBJECT
public:
    //! \a login is not owned. Make this before the session can be locked.
    AuthorizedNetworkManager(LoginManager *login, std::shared_ptr<AccessTokenSource> source, QObject *parent = nullptr);
    ~AuthorizedNetworkManager() override;

    //! From now on the token goes to \a origin: https, the host and the port, and nothing else. False, and a line in the log
    //! that says why, for all that is no such address; then nothing changes.
    bool allowOrigin(const QUrl &origin);
    //! Whether the token goes to the origin of \a url.
    [[nodiscard]] bool isAllowed(const QUrl &url) const;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace QtLogin
