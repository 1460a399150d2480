// SPDX-License-Identifier: MIT
#include "network/tokenexaminer_p.h"

#include "foundation/strictjson_p.h"
#include "network/networklog_p.h"

#include <QtCore/qjsonarray.h>

namespace QtLogin {

// Claims about the token, and not about the user (RFC 7519 §4.1, OpenID Connect Core §2). They do not reach the application.
static QJsonObject withoutProtocol(QJsonObject claims)
{
    for (const char *name : {"iss", "sub", "aud", "azp", "exp", "iat", "nbf", "jti", "nonce", "at_hash", "c_hash", "s_hash", "sid"})
        claims.remove(QLatin1String(name));
    return claims;
}

// A list of texts, or words. Whatever else stands there gives no scope.
static Scopes claimedScopes(const QJsonValue &claim)
{
    Scopes scopes;
    if (claim.isString()) {
        const QStringList words = claim.toString().split(u' ', Qt::SkipEmptyParts);
        return Scopes(words.begin(), words.end());
    }
    const QJsonArray list = claim.toArray();
    for (const QJsonValue &entry : list) {
        if (entry.isString() && !entry.toString().isEmpty())
            scopes.insert(entry.toString());
    }
    return scopes;
}

static Error disagreement(const char *why)
{
    qCCritical(networkLog, "OidcProvider refuses what the server has given: %s.", why);
    return LoginErrors::untrusted();
}

static Error disbelief(IdTokenRefusal refusal)
{
    qCCritical(networkLog, "The ID token is refused: %s.", sentenceOf(refusal));
    return errorOf(refusal);
}

// A token that is bound to a key is worth nothing without that key, and was not asked for.
static bool isUsable(const OAuthTokens &tokens, const DpopKey::Ptr &key)
{
    return tokens.type == OAuthTokens::Type::Bearer || key;
}

static Error boundToKey()
{
    return disagreement("the access token is bound to a key, which was not asked for");
}

TokenExaminer::TokenExaminer(OidcServer &server, std::shared_ptr<Clock> clock)
    : m_server(server), m_clock(std::move(clock))
{
}

QFuture<Result<ProvenUser>> TokenExaminer::examine(OAuthTokens tokens, IdTokenExpectations expected, DpopKey::Ptr key)
{
    const Answer<ProvenUser> answer;
    examine(std::move(tokens), std::move(expected), std::move(key), answer);
    return answer.future();
}

Coroutine TokenExaminer::examine(OAuthTokens tokens, IdTokenExpectations expected, DpopKey::Ptr key, Answer<ProvenUser> answer)
{
    const auto metadata = co_await m_server.metadata();
    if (!metadata)
        co_return answer.finish(metadata.error());
    if (!isUsable(tokens, key))
        co_return answer.finish(boundToKey());
    if (!tokens.idToken)
        co_return answer.finish(disagreement("the token endpoint gave no ID token"));
    expected.issuer = m_server.issuer();
    expected.clientId = m_server.settings().clientId;
    expected.algorithms = metadata->algorithms;
    expected.accessToken = tokens.accessToken;
    const Answer<IdTokenClaims> checked;
    check(tokens.idToken, expected, checked);
    const auto claims = co_await checked.future();
    if (!claims)
        co_return answer.finish(claims.error());
    TokenSet set = setOf(tokens, key);
    const Answer<QJsonObject> asked;
    askUserInfo(metadata->userInfoEndpoint, set, claims->subject, asked);
    const auto userInfo = co_await asked.future();
    if (!userInfo)
        co_return answer.finish(userInfo.error());
    QJsonObject all = *userInfo;
    for (auto claim = claims->all.begin(); claim != claims->all.end(); ++claim)
        all.insert(claim.key(), claim.value()); // the ID token is right, which is signed
    set.userId = claims->userId();
    set.claims = withoutProtocol(claims->all);
    answer.finish(ProvenUser {userOf(claims->subject, all, set.scopes), claims->authTime, set});
}

// A server that has seen a proof, and binds the tokens to nothing, is one that ignores it.
TokenSet TokenExaminer::setOf(const OAuthTokens &tokens, const DpopKey::Ptr &key) const
{
    TokenSet set {.access = tokens.accessToken, .refresh = tokens.refreshToken};
    if (tokens.type == OAuthTokens::Type::DPoP)
        set.key = key;
    else if (key)
        qCInfo(networkLog, "OidcProvider: the server offers to bind tokens to a key (DPoP), and has not bound these.");
    if (tokens.expiresIn) {
        set.accessLifetime = *tokens.expiresIn;
        set.accessExpiresAt = m_clock->wall() + *tokens.expiresIn;
    }
    set.scopes = tokens.scopes.value_or(m_server.settings().scopes);
    return set;
}

QFuture<Result<TokenSet>> TokenExaminer::examineRefresh(OAuthTokens tokens, DpopKey::Ptr key)
{
    const Answer<TokenSet> answer;
    examineRefresh(std::move(tokens), std::move(key), answer);
    return answer.future();
}

Coroutine TokenExaminer::examineRefresh(OAuthTokens tokens, DpopKey::Ptr key, Answer<TokenSet> answer)
{
    if (!isUsable(tokens, key))
        co_return answer.finish(boundToKey());
    TokenSet set = setOf(tokens, key);
    if (!tokens.idToken)
        co_return answer.finish(set);
    const auto metadata = co_await m_server.metadata();
    if (!metadata)
        co_return answer.finish(metadata.error());
    IdTokenExpectations expected {.issuer = m_server.issuer(), .clientId = m_server.settings().clientId};
    expected.algorithms = metadata->algorithms;
    expected.accessToken = tokens.accessToken;
    const Answer<IdTokenClaims> checked;
    check(tokens.idToken, expected, checked);
    const auto claims = co_await checked.future();
    if (!claims)
        co_return answer.finish(claims.error());
    set.userId = claims->userId();
    set.claims = withoutProtocol(claims->all);
    answer.finish(set);
}

QFuture<Result<UserPtr>> TokenExaminer::lookUp(const QString &subject, const TokenSet &tokens)
{
    const Answer<UserPtr> answer;
    lookUp(subject, tokens, answer);
    return answer.future();
}

// Userinfo is newer than the ID token of the login, and may say less.
Coroutine TokenExaminer::lookUp(QString subject, TokenSet tokens, Answer<UserPtr> answer)
{
    const auto metadata = co_await m_server.metadata();
    if (!metadata)
        co_return answer.finish(metadata.error());
    QJsonObject all = tokens.claims;
    if (!metadata->userInfoEndpoint.isEmpty()) {
        const auto received = co_await m_server.get(metadata->userInfoEndpoint, tokens.access, tokens.key);
        if (!received)
            co_return answer.finish(received.error());
        if (received->status == 401)
            co_return answer.finish(Error::Kind::WrongCredentials);
        const auto json = StrictJson::parse(received->body->reveal());
        if (received->status != 200 || !json || stringIn(json->object, u"sub") != subject)
            co_return answer.finish(disagreement("userinfo gave no claims of this user"));
        for (auto claim = json->object.begin(); claim != json->object.end(); ++claim)
            all.insert(claim.key(), claim.value());
    }
    answer.finish(UserPtr(userOf(subject, all, tokens.scopes)));
}

Coroutine TokenExaminer::check(SecretPtr idToken, IdTokenExpectations expected, Answer<IdTokenClaims> answer)
{
    auto keys = co_await m_server.keys();
    if (!keys)
        co_return answer.finish(keys.error());
    auto checked = IdTokenCheck::check(*idToken, *keys, expected, m_clock->wall());
    const auto *refusal = std::get_if<IdTokenRefusal>(&checked);
    if (refusal && *refusal == IdTokenRefusal::UnknownKey) { // the server may have new keys
        keys = co_await m_server.newerKeys();
        if (!keys)
            co_return answer.finish(keys.error());
        checked = IdTokenCheck::check(*idToken, *keys, expected, m_clock->wall());
        refusal = std::get_if<IdTokenRefusal>(&checked);
    }
    if (refusal)
        co_return answer.finish(disbelief(*refusal));
    answer.finish(std::get<IdTokenClaims>(checked));
}

// An empty object where the server has no userinfo.
Coroutine TokenExaminer::askUserInfo(QUrl endpoint, TokenSet tokens, QString subject, Answer<QJsonObject> answer)
{
    if (endpoint.isEmpty())
        co_return answer.finish(QJsonObject());
    const auto received = co_await m_server.get(endpoint, tokens.access, tokens.key);
    if (!received)
        co_return answer.finish(received.error());
    const auto json = StrictJson::parse(received->body->reveal());
    if (received->status != 200 || !json)
        co_return answer.finish(disagreement("userinfo gave no claims"));
    if (stringIn(json->object, u"sub") != subject)
        co_return answer.finish(disagreement("userinfo is about another subject than the ID token"));
    answer.finish(json->object);
}

std::shared_ptr<const OidcUser> TokenExaminer::userOf(const QString &subject, const QJsonObject &claims,
                                                      const QStringList &granted) const
{
    const OidcSettings &settings = m_server.settings();
    const Scopes scopes = settings.scopeClaim.isEmpty() ? Scopes(granted.begin(), granted.end())
                                                        : claimedScopes(claims.value(settings.scopeClaim));
    return std::make_shared<const OidcUser>(OidcUser::Fields {
        .issuer = m_server.issuer(), .subject = subject, .claims = withoutProtocol(claims), .scopes = scopes});
}

} // namespace QtLogin
