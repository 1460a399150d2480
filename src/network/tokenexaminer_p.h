// SPDX-License-Identifier: MIT
#pragma once

#include "network/idtokencheck_p.h"
#include "network/oidcserver_p.h"
#include "network/oidcuser.h"
#include "network/oauthtokens_p.h"
#include "network/tokenset_p.h"

namespace QtLogin {

// A user whom tokens have proved.
struct ProvenUser
{
    std::shared_ptr<const OidcUser> user;
    // When they proved who they are. Null: the server does not say.
    std::optional<Clock::Wall> authTime {};
    TokenSet tokens {};
};

// Finds out whom the tokens of a server prove: checks the ID token with the server's keys, and asks userinfo, which has to
// mean the same subject (OpenID Connect Core §5.3.2).
class TokenExaminer final : public QObject
{
public:
    TokenExaminer(OidcServer &server, std::shared_ptr<Clock> clock);

    // \a expected says what the request has asked for: nonce, subject, maxAge and code. The rest is known here. \a key is
    // the one that the request has proved; null: none.
    [[nodiscard]] QFuture<Result<ProvenUser>> examine(OAuthTokens tokens, IdTokenExpectations expected, DpopKey::Ptr key);
    // The tokens of a refresh, with the user whom their ID token is about, where there is one (Core §12.2).
    [[nodiscard]] QFuture<Result<TokenSet>> examineRefresh(OAuthTokens tokens, DpopKey::Ptr key);
    // The user as the server describes them now. WrongCredentials: it does not take the access token.
    [[nodiscard]] QFuture<Result<UserPtr>> lookUp(const QString &subject, const TokenSet &tokens);

private:
    Coroutine examine(OAuthTokens tokens, IdTokenExpectations expected, DpopKey::Ptr key, Answer<ProvenUser> answer);
    Coroutine examineRefresh(OAuthTokens tokens, DpopKey::Ptr key, Answer<TokenSet> answer);
    Coroutine lookUp(QString subject, TokenSet tokens, Answer<UserPtr> answer);
    TokenSet setOf(const OAuthTokens &tokens, const DpopKey::Ptr &key) const;
    Coroutine check(SecretPtr idToken, IdTokenExpectations expected, Answer<IdTokenClaims> answer);
    Coroutine askUserInfo(QUrl endpoint, TokenSet tokens, QString subject, Answer<QJsonObject> answer);
    std::shared_ptr<const OidcUser> userOf(const QString &subject, const QJsonObject &claims,
                                           const QStringList &granted) const;

    OidcServer &m_server;
    const std::shared_ptr<Clock> m_clock;
};

} // namespace QtLogin
