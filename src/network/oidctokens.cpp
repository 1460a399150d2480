// SPDX-License-Identifier: MIT
#include "network/oidctokens_p.h"

#include "network/httpform_p.h"
#include "network/networklog_p.h"

namespace QtLogin {

QFuture<Result<TokenSet>> OidcTokens::refresh(const TokenSet &tokens)
{
    const Answer<TokenSet> answer;
    refresh(tokens, answer);
    return answer.future();
}

// Whether the server takes the refresh token no longer. One that says so without a word is known, too.
static bool isRefusal(const HttpAnswer &answer, const std::variant<OAuthTokens, OAuthError, Error> &parsed)
{
    if (const auto *error = std::get_if<OAuthError>(&parsed))
        return error->code == u"invalid_grant";
    return (answer.status == 400 || answer.status == 401) && answer.body->isEmpty();
}

static Error refusal()
{
    qCInfo(networkLog, "OidcProvider: the server takes the login no longer.");
    return Error::Kind::WrongCredentials;
}

static void noteUnended()
{
    qCInfo(networkLog, "OidcProvider: the tokens of a login that has ended could not be ended at the server.");
}

static void noteNoRevocation(bool isNoted)
{
    if (!isNoted)
        qCInfo(networkLog, "OidcProvider: the server ends no tokens (revocation_endpoint): after a logout, they live there until "
                           "their time is over.");
}

Coroutine OidcTokens::refresh(TokenSet before, Answer<TokenSet> answer)
{
    const auto metadata = co_await m_server.metadata();
    if (!metadata)
        co_return answer.finish(metadata.error());
    HttpForm form;
    form.add("grant_type", QStringLiteral("refresh_token"))
        .add("client_id", m_server.settings().clientId)
        .add("refresh_token", *before.refresh);
    const auto received = co_await m_server.post(metadata->tokenEndpoint, form.takeBody(), before.key);
    if (!received)
        co_return answer.finish(received.error());
    const auto parsed = OAuthTokens::parse(received->status, received->body->reveal());
    if (isRefusal(*received, parsed))
        co_return answer.finish(refusal());
    if (const auto *error = std::get_if<OAuthError>(&parsed))
        co_return answer.finish(LoginErrors::of(*error, "token endpoint"));
    if (const auto *error = std::get_if<Error>(&parsed))
        co_return answer.finish(*error);
    const auto examined = co_await m_examiner.examineRefresh(std::get<OAuthTokens>(parsed), before.key);
    if (!examined)
        co_return answer.finish(examined.error());
    TokenSet tokens = *examined;
    if (!tokens.refresh)
        tokens.refresh = before.refresh;
    answer.finish(tokens);
}

QFuture<Result<void>> OidcTokens::revoke(const TokenSet &tokens)
{
    const Answer<void> answer;
    if (tokens.refresh)
        revoke(tokens.refresh, QStringLiteral("refresh_token"), answer);
    else if (tokens.access)
        revoke(tokens.access, QStringLiteral("access_token"), answer);
    else
        answer.finish({});
    return answer.future();
}

Coroutine OidcTokens::revoke(SecretPtr token, QString kind, Answer<void> answer)
{
    const auto metadata = co_await m_server.metadata();
    if (!metadata)
        co_return answer.finish(metadata.error());
    if (metadata->revocationEndpoint.isEmpty()) {
        noteNoRevocation(std::exchange(m_isNoRevocationNoted, true));
        co_return answer.finish({});
    }
    HttpForm form;
    form.add("client_id", m_server.settings().clientId).add("token_type_hint", kind).add("token", *token);
    const auto received = co_await m_server.post(metadata->revocationEndpoint, form.takeBody());
    if (!received)
        co_return answer.finish(received.error());
    if (received->isPassing())
        co_return answer.finish(Error::Kind::Unavailable);
    if (!received->isSuccess())
        noteUnended();
    answer.finish({});
}

} // namespace QtLogin
