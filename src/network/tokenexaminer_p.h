// SPDX-License-Identifier: MIT
#pragma once

#include "network/idtokencheck_p.h"
#include "network/oidcserver_p.h"
#include "network/oidcuser.h"
#include "network/oauthtokens_p.h"

namespace QtLogin {

// A user whom tokens have proved.
struct ProvenUser
{
    std::shared_ptr<const OidcUser> user;
    // When they proved who they are. Null: the server does not say.
    std::optional<Clock::Wall> authTime {};
};

// Finds out whom the tokens of a server prove: checks the ID token with the server's keys, and asks userinfo, which has to
// mean the same subject (OpenID Connect Core §5.3.2).
class TokenExaminer final : public QObject
{
public:
    TokenExaminer(OidcServer &server, std::shared_ptr<Clock> clock);

    // \a expected says what the request has asked for: nonce, subject, maxAge and code. The rest is known here.
    [[nodiscard]] QFuture<Result<ProvenUser>> examine(OAuthTokens tokens, IdTokenExpectations expected);

private:
    Coroutine examine(OAuthTokens tokens, IdTokenExpectations expected, Answer<ProvenUser> answer);
    Coroutine check(SecretPtr idToken, IdTokenExpectations expected, Answer<IdTokenClaims> answer);
    Coroutine askUserInfo(QUrl endpoint, OAuthTokens tokens, QString subject, Answer<QJsonObject> answer);
    std::shared_ptr<const OidcUser> userOf(const IdTokenClaims &claims, const QJsonObject &userInfo,
                                           const OAuthTokens &tokens) const;

    OidcServer &m_server;
    const std::shared_ptr<Clock> m_clock;
};

} // namespace QtLogin
