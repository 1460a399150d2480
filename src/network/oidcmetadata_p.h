// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"
#include "network/signaturekey_p.h"

#include <QtCore/qbytearrayview.h>
#include <QtCore/qurl.h>

namespace QtLogin {

// The description that a login server gives of itself (OpenID Connect Discovery 1.0 §3, RFC 8414, RFC 9126, RFC 9207).
struct QTLOGIN_NETWORK_EXPORT OidcMetadata
{
    QString issuer;
    // All are https; those that may be missing are empty then.
    QUrl authorizationEndpoint {};
    QUrl tokenEndpoint {};
    QUrl keysEndpoint {};
    QUrl userInfoEndpoint {}; // may be missing
    QUrl pushEndpoint {}; // may be missing
    QUrl revocationEndpoint {}; // may be missing
    QUrl endSessionEndpoint {}; // may be missing
    QUrl deviceEndpoint {}; // may be missing (RFC 8628 §4)
    // Those of its algorithms for ID tokens that are known here; never empty.
    QList<SignatureAlgorithm> algorithms {};
    // It binds tokens to a key that proves itself with ES256 (RFC 9449 §5.1).
    bool bindsTokens = false;
    // Its answers name the issuer, so that one without is none of its own.
    bool namesIssuer = false;

    // Where the server \p issuer describes itself.
    [[nodiscard]] static QUrl addressFor(const QUrl &issuer);
    // The description that \p text is, if it is one of \p issuer, which is compared to the letter. Damaged: it is none, or
    // one of another issuer. NotConfigured: the server cannot what a login needs here. The log says which.
    [[nodiscard]] static Result<OidcMetadata> parse(QByteArrayView text, const QString &issuer);
};

} // namespace QtLogin
