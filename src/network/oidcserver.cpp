// SPDX-License-Identifier: MIT
#include "network/oidcserver_p.h"

#include "network/httpform_p.h"
#include "network/loginerrors_p.h"
#include "network/networklog_p.h"
#include "network/oauthtokens_p.h"

namespace QtLogin {

OidcServer::OidcServer(OidcSettings settings, std::shared_ptr<Clock> clock, QObject *parent)
    : QObject(parent), m_settings(std::move(settings)), m_clock(std::move(clock)), m_http(m_clock)
{
    m_http.setCompanyCertificates(m_settings.certificates);
}

template<typename T>
bool OidcServer::isCurrent(const Kept<T> &kept) const
{
    return kept.value && m_clock->sinceBoot() - kept.since < longestKept;
}

static Result<OidcMetadata> metadataIn(const HttpAnswer &answer, const QString &issuer)
{
    if (answer.status == 200)
        return OidcMetadata::parse(answer.body->reveal(), issuer);
    qCCritical(networkLog).noquote() << "OidcProvider: there is no login server at the issuer of the settings," << issuer
                                     << ": it answers the status" << answer.status;
    return LoginErrors::notSetUp();
}

static Result<JsonWebKeys> keysIn(const HttpAnswer &answer)
{
    if (answer.status == 200)
        return JsonWebKeys::parse(answer.body->reveal());
    qCCritical(networkLog, "OidcProvider: the keys of the server cannot be fetched: status %d.", answer.status);
    return LoginErrors::untrusted();
}

// Those who wait are told last.
template<typename T>
void OidcServer::settle(Kept<T> &kept, Clock::Boot now, Result<T> result)
{
    const auto waiting = std::exchange(kept.fetching, {});
    if (result) {
        kept.value = *result;
        kept.since = now;
    }
    waiting->finish(std::move(result));
}

QFuture<Result<OidcMetadata>> OidcServer::metadata()
{
    if (isCurrent(m_metadata))
        return readyFuture(Result<OidcMetadata>(*m_metadata.value));
    if (m_metadata.fetching)
        return m_metadata.fetching->future();
    const auto future = m_metadata.fetching.emplace().future();
    fetchMetadata();
    return future;
}

Coroutine OidcServer::fetchMetadata()
{
    const auto answer = co_await get(OidcMetadata::addressFor(m_settings.issuer));
    if (!answer)
        co_return settle<OidcMetadata>(m_metadata, m_clock->sinceBoot(), answer.error());
    settle(m_metadata, m_clock->sinceBoot(), metadataIn(*answer, issuer()));
}

QFuture<Result<JsonWebKeys>> OidcServer::keys()
{
    if (isCurrent(m_keys) && !m_keys.fetching)
        return readyFuture(Result<JsonWebKeys>(*m_keys.value));
    return fetchedKeys();
}

QFuture<Result<JsonWebKeys>> OidcServer::newerKeys()
{
    const Clock::Boot now = m_clock->sinceBoot();
    if (m_renewedAt && now - *m_renewedAt < betweenNewerKeys)
        return keys();
    m_renewedAt = now;
    qCInfo(networkLog, "OidcProvider: a token is signed with a key that is not known; the keys are fetched again.");
    return fetchedKeys();
}

QFuture<Result<JsonWebKeys>> OidcServer::fetchedKeys()
{
    if (m_keys.fetching)
        return m_keys.fetching->future();
    const auto future = m_keys.fetching.emplace().future();
    fetchKeys();
    return future;
}

Coroutine OidcServer::fetchKeys()
{
    const auto described = co_await metadata();
    if (!described)
        co_return settle<JsonWebKeys>(m_keys, m_clock->sinceBoot(), described.error());
    const auto answer = co_await get(described->keysEndpoint);
    if (!answer)
        co_return settle<JsonWebKeys>(m_keys, m_clock->sinceBoot(), answer.error());
    settle(m_keys, m_clock->sinceBoot(), keysIn(*answer));
}

DpopKey::Ptr OidcServer::keyFor(const OidcMetadata &metadata) const
{
    return m_settings.bindsTokens && metadata.bindsTokens ? DpopKey::generate(m_clock) : nullptr;
}

QFuture<Result<HttpAnswer>> OidcServer::post(const QUrl &endpoint, SecretPtr form, DpopKey::Ptr key)
{
    const Answer<HttpAnswer> answer;
    send(HttpRequest {.url = endpoint, .method = "POST", .body = std::move(form), .contentType = HttpForm::contentType},
         {std::move(key), nullptr}, answer);
    return answer.future();
}

QFuture<Result<HttpAnswer>> OidcServer::get(const QUrl &endpoint, SecretPtr accessToken, DpopKey::Ptr key)
{
    HttpRequest request {.url = endpoint};
    if (accessToken) {
        SecretBuffer header;
        header.append(key ? "DPoP " : "Bearer ");
        header.append(accessToken->reveal());
        request.secretHeaders.append({"Authorization", header.take()});
    }
    const Answer<HttpAnswer> answer;
    send(std::move(request), {std::move(key), std::move(accessToken)}, answer);
    return answer.future();
}

// Whether the server wants a nonce in the proof: at an endpoint (RFC 9449 §8), or where an access token is used (§9).
static bool asksForNonce(const HttpAnswer &answer)
{
    if (answer.status == 401)
        return answer.header("WWW-Authenticate").contains("use_dpop_nonce");
    const auto error = answer.status == 400 ? oauthErrorIn(answer.body->reveal()) : std::nullopt;
    return error && error->code == u"use_dpop_nonce";
}

HttpRequest OidcServer::proved(HttpRequest request, const Proof &proof) const
{
    if (proof.key)
        request.headers.append({"DPoP", proof.key->proof(request.method, request.url, proof.accessToken.get(), m_nonces.of(request.url))});
    return request;
}

Coroutine OidcServer::send(HttpRequest request, Proof proof, Answer<HttpAnswer> answer)
{
    auto received = co_await m_http.send(proved(request, proof));
    const bool isNew = received && proof.key && m_nonces.take(request.url, received->header("DPoP-Nonce"));
    if (isNew && asksForNonce(*received)) {
        received = co_await m_http.send(proved(request, proof));
        if (received)
            m_nonces.take(request.url, received->header("DPoP-Nonce"));
    }
    if (received && (received->status >= 500 || received->status == 429))
        co_return answer.finish(LoginErrors::busy(received->retryAfter));
    answer.finish(received);
}

} // namespace QtLogin
