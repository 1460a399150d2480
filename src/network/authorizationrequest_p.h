// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"
#include "network/oidcsettings.h"

#include <chrono>

namespace QtLogin {

// The request that the browser brings to a login server, and the three secrets of it (OpenID Connect Core §3.1.2.1, RFC
// 7636). Each has new ones. Nothing but random bytes is asked for; any thread.
class QTLOGIN_NETWORK_EXPORT AuthorizationRequest
{
public:
    // The server then says when the user has proved who they are, which it need not say without a max_age.
    static constexpr std::chrono::seconds longestAge = std::chrono::hours(24 * 365);

    struct Wishes
    {
        QString userName = {}; // to begin with on the server's page; may be empty
        bool provesAnew = false; // the server asks, even where the browser is still logged in
        QByteArray keyThumbprint = {}; // of the key that the code and its tokens are bound to; empty: to none
    };
    AuthorizationRequest(const OidcSettings &settings, const QUrl &redirectUrl, const Wishes &wishes);

    // Those that each login asks for: openid, and those of \p settings.
    [[nodiscard]] static QString scopesOf(const OidcSettings &settings);
    // Whether applications cannot set the parameter \p name, for it is set here or would undo what is.
    [[nodiscard]] static bool isReserved(const QString &name);

    SecretPtr state() const { return m_state; }
    QString nonce() const { return m_nonce; }
    const QUrl &redirectUrl() const { return m_redirectUrl; }

    // All parameters as a form, for a push (RFC 9126 §2.1).
    [[nodiscard]] SecretPtr pushedForm() const;
    // The page for the browser: \p endpoint with all the parameters, or with the reference to those that were pushed
    // (RFC 9126 §4).
    [[nodiscard]] QUrl pageAt(const QUrl &endpoint) const;
    [[nodiscard]] QUrl pageAt(const QUrl &endpoint, const QString &pushedReference) const;
    // The form that brings the tokens for \p code (RFC 6749 §4.1.3, RFC 7636 §4.5).
    [[nodiscard]] SecretPtr redemptionOf(const Secret &code) const;

private:
    SecretPtr m_state;
    SecretPtr m_verifier;
    QString m_nonce;
    QString m_clientId;
    QUrl m_redirectUrl;
    QList<std::pair<QString, QString>> m_parameters;
};

} // namespace QtLogin
