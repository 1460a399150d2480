// SPDX-License-Identifier: MIT
#include "network/tokenrequests_p.h"

#include "network/jsonbody_p.h"
#include "network/tokenanswer_p.h"

namespace QtLogin {

TokenRequests::TokenRequests(TokenServerSettings settings, std::shared_ptr<Clock> clock)
    : m_settings(std::move(settings)), m_clock(std::move(clock)), m_http(std::make_unique<HttpClient>(m_clock))
{
    if (!m_settings.certificates.isEmpty())
        m_http->setCompanyCertificates(m_settings.certificates);
}

TokenRequests::~TokenRequests() = default;

QString TokenRequests::server() const
{
    constexpr auto beside = QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo;
    return m_settings.baseUrl.adjusted(beside).toString(QUrl::FullyEncoded);
}

HttpRequest TokenRequests::get(const QString &path) const
{
    QUrl url = m_settings.baseUrl;
    QString base = url.path();
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    url.setPath(base + path);
    return {.url = url};
}

HttpRequest TokenRequests::post(const QString &path, SecretPtr body) const
{
    HttpRequest request = get(path);
    request.method = "POST";
    request.body = std::move(body);
    request.contentType = JsonBody::contentType;
    return request;
}

void TokenRequests::authorize(HttpRequest &request, const SecretPtr &access)
{
    SecretBuffer header;
    header.append("Bearer ");
    header.append(access->reveal());
    request.secretHeaders.emplaceBack("Authorization", header.take());
}

QFuture<Result<HttpAnswer>> TokenRequests::send(const HttpRequest &request)
{
    return m_http ? m_http->send(request) : readyFuture<Result<HttpAnswer>>(Error::Kind::Abandoned);
}

// --- Tokens -------------------------------------------------------------------------------------

QFuture<Result<TokenSet>> TokenRequests::logIn(const QString &userName, const Secret &password)
{
    JsonBody body;
    body.add(m_settings.userNameField.toUtf8(), userName.toUtf8());
    body.add(m_settings.passwordField.toUtf8(), password.reveal());
    const Answer<TokenSet> answer;
    logIn(post(m_settings.loginPath, body.take()), answer);
    return answer.future();
}

Coroutine TokenRequests::logIn(HttpRequest request, Answer<TokenSet> answer)
{
    const auto sent = co_await send(request);
    if (!sent)
        co_return answer.finish(sent.error());
    answer.finish(TokenAnswer {m_settings, request.url, *sent}.tokens(m_clock->wall()));
}

QFuture<Result<TokenSet>> TokenRequests::refresh(const TokenSet &tokens)
{
    JsonBody body;
    body.add(m_settings.refreshTokenField.toUtf8(), tokens.refresh->reveal());
    const Answer<TokenSet> answer;
    refresh(post(m_settings.refreshPath, body.take()), tokens.refresh, answer);
    return answer.future();
}

Coroutine TokenRequests::refresh(HttpRequest request, SecretPtr sent, Answer<TokenSet> answer)
{
    const auto answered = co_await send(request);
    if (!answered)
        co_return answer.finish(answered.error());
    auto tokens = TokenAnswer {m_settings, request.url, *answered}.newerTokens(m_clock->wall());
    if (tokens && !tokens->refresh)
        tokens->refresh = sent;
    answer.finish(tokens);
}

// --- The user -----------------------------------------------------------------------------------

QFuture<Result<UserPtr>> TokenRequests::user(const SecretPtr &access)
{
    HttpRequest request = get(m_settings.mePath);
    authorize(request, access);
    const Answer<UserPtr> answer;
    user(request, answer);
    return answer.future();
}

Coroutine TokenRequests::user(HttpRequest request, Answer<UserPtr> answer)
{
    const auto sent = co_await send(request);
    if (!sent)
        co_return answer.finish(sent.error());
    answer.finish(TokenAnswer {m_settings, request.url, *sent}.user());
}

// --- The end ------------------------------------------------------------------------------------

QFuture<Result<HttpAnswer>> TokenRequests::sendEnd(const QString &path, const TokenSet &tokens)
{
    JsonBody body;
    if (tokens.refresh)
        body.add(m_settings.refreshTokenField.toUtf8(), tokens.refresh->reveal());
    HttpRequest request = post(path, body.take());
    request.expect = HttpRequest::Expect::Anything;
    authorize(request, tokens.access);
    return send(request);
}

// The access token may be what endAll() needs.
QFuture<Result<void>> TokenRequests::revoke(const TokenSet &tokens)
{
    const Answer<void> answer;
    if (!tokens.access)
        answer.finish({});
    else if (m_endings > 0)
        m_revocations.emplace_back(tokens, answer);
    else
        revoke(tokens, answer);
    return answer.future();
}

// A service may want a newer access token for it, and then those that came with that end.
Coroutine TokenRequests::revoke(TokenSet tokens, Answer<void> answer)
{
    auto sent = co_await sendEnd(m_settings.logOutPath, tokens);
    if (sent && sent->status == 401 && tokens.refresh) {
        const auto newer = co_await refresh(tokens);
        if (newer.failedWith(Error::Kind::WrongCredentials))
            co_return answer.finish({}); // it has ended already
        if (!newer)
            co_return answer.finish(newer.error());
        sent = co_await sendEnd(m_settings.logOutPath, *newer);
    }
    if (!sent)
        co_return answer.finish(sent.error());
    answer.finish(sent->isPassing() ? Result<void>(Error::Kind::Unavailable) : Result<void>());
}

QFuture<Result<void>> TokenRequests::endAll(const TokenSet &tokens)
{
    const Answer<void> answer;
    if (!tokens.access) {
        answer.finish(Error::Kind::Unavailable);
        return answer.future();
    }
    ++m_endings;
    endAll(tokens, answer);
    return answer.future();
}

Coroutine TokenRequests::endAll(TokenSet tokens, Answer<void> answer)
{
    const QUrl url = get(m_settings.logOutAllPath).url;
    auto sent = co_await sendEnd(m_settings.logOutAllPath, tokens);
    bool isNewer = false;
    if (sent && sent->status == 401 && tokens.refresh) {
        const auto newer = co_await refresh(tokens);
        isNewer = newer.has_value();
        if (newer) {
            tokens = *newer;
            sent = co_await sendEnd(m_settings.logOutAllPath, tokens);
        } else {
            sent = newer.error();
        }
    }
    const auto ended = sent ? TokenAnswer {m_settings, url, *sent}.loggedOut() : Result<void>(sent.error());
    if (--m_endings == 0) {
        for (const auto &[waiting, revoked] : std::exchange(m_revocations, {}))
            revoke(waiting, revoked);
    }
    if (!ended && isNewer) // only this function knows these
        (void)revoke(tokens);
    answer.finish(ended);
}

} // namespace QtLogin
