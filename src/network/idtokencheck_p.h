// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/secret.h"
#include "network/idtokenrefusal_p.h"
#include "network/jsonwebkeys_p.h"

#include <QtCore/qjsonobject.h>

namespace QtLogin {

// How an ID token has to be for the caller to believe it.
struct IdTokenExpectations
{
    QString issuer; // exactly as it is configured
    QString clientId;
    // Those that this issuer may sign with.
    QList<SignatureAlgorithm> algorithms {SignatureAlgorithm::RS256, SignatureAlgorithm::PS256,
                                          SignatureAlgorithm::ES256, SignatureAlgorithm::EdDSA};
    // The one of the request. Null where none was sent: for a device code and a refresh.
    std::optional<QString> nonce {};
    // The person of the login that is refreshed or proved again (OpenID Connect Core §12.2). Null for a first login.
    std::optional<QString> subject {};
    // That of the request (Core §3.1.2.1). Not null: auth_time has to be there, and no longer ago.
    std::optional<std::chrono::seconds> maxAge {};
    // The token and the code that came with it. Null: at_hash and c_hash are not looked at.
    SecretPtr accessToken {};
    SecretPtr code {};
};

// The claims of an issuer about a person, after they were checked.
struct QTLOGIN_NETWORK_EXPORT IdTokenClaims
{
    QString issuer;
    QString subject {};
    Clock::Wall issuedAt {};
    Clock::Wall expiresAt {};
    std::optional<Clock::Wall> authTime {}; // when the person proved who they are
    QJsonObject all {};

    // One text for (iss, sub), by which alone a person is known (Core §5.7): an issuer has no fragment (Core §2), so
    // that the first # ends it. E-mail addresses and names are given to other people one day, and each issuer writes
    // there what it likes.
    [[nodiscard]] QString userId() const { return issuer + u'#' + subject; }
};

// Whether an ID token is to be believed (OpenID Connect Core §3.1.3.7, §12.2; RFC 8725). Nothing but its arguments goes
// in, and nothing but its answer comes out. Any thread.
struct QTLOGIN_NETWORK_EXPORT IdTokenCheck
{
    static constexpr std::chrono::seconds leeway {60}; // for clocks that differ

    using Answer = std::variant<IdTokenClaims, IdTokenRefusal>;

    // UnknownKey is the only refusal that newer \p keys may change.
    [[nodiscard]] static Answer check(const Secret &token, const JsonWebKeys &keys,
                                      const IdTokenExpectations &expectations, Clock::Wall now);
};

} // namespace QtLogin
