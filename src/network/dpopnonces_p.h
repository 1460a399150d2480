// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginnetworkexport.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qhash.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkreply.h>

namespace QtLogin {

// The nonces that servers want to see in proofs (RFC 9449 §8 and §9): each answer may bring the next one, which holds for
// its origin.
class QTLOGIN_NETWORK_EXPORT DpopNonces final
{
public:
    [[nodiscard]] QByteArray of(const QUrl &url) const;
    // Takes the header DPoP-Nonce of an answer. Whether that is another one than before, so that a request which was
    // refused for want of it may be sent again.
    bool take(const QUrl &url, const QByteArray &nonce);
    // The same for an answer to a request with an access token. Whether it refuses that for want of the new one.
    bool takeFrom(const QNetworkReply &answer);

private:
    QHash<QString, QByteArray> m_nonces; // by origin
};

} // namespace QtLogin
