// SPDX-License-Identifier: MIT
#include "network/serverlogin_p.h"

#include "foundation/deadline_p.h"
#include "network/networklog_p.h"

#include <QtCore/qrandom.h>

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

// A renewal waits for the lock, the keychain and the server, each of which has a deadline of its own.
static constexpr auto longestRenewal = 120s;
static constexpr std::chrono::seconds retryAfter[] = {1s, 2s, 5s, 10s, 30s, 60s};
static constexpr std::chrono::seconds longestRetry = 1h;
static constexpr size_t mostSpent = 64;

static QByteArray hashOf(const SecretPtr &token)
{
    return token ? RememberVerifier::hashOf(*token) : QByteArray();
}

static bool isSame(const SecretPtr &a, const SecretPtr &b)
{
    return a && b ? a->equals(*b) : a == b;
}

// The processes of one application do not all renew at the same moment.
ServerLogin::ServerLogin(QString userId, std::shared_ptr<TokenSource> issuer, std::shared_ptr<Clock> clock)
    : m_userId(std::move(userId))
    , m_issuer(std::move(issuer))
    , m_clock(std::move(clock))
    , m_jitter(std::chrono::milliseconds(QRandomGenerator::system()->bounded(10'000)))
{
}

ServerLogin::~ServerLogin() = default;

// Those before are not revoked: a server may have given both for one grant, and end both.
void ServerLogin::begin(const TokenSet &tokens)
{
    m_isUnstored = m_stored.has_value();
    m_isRefused = false;
    m_failure.reset();
    m_failures = 0;
    m_retryAt = {};
    take(tokens);
}

void ServerLogin::take(const TokenSet &tokens)
{
    if (m_tokens.refresh && !isSame(m_tokens.refresh, tokens.refresh)) {
        m_spent.push_back(hashOf(m_tokens.refresh));
        if (m_spent.size() > mostSpent)
            m_spent.erase(m_spent.begin());
    }
    const QJsonObject claims = tokens.claims.isEmpty() ? m_tokens.claims : tokens.claims;
    m_tokens = tokens;
    m_tokens.claims = claims;
    ++m_generation;
    m_expiresAt.reset();
    if (tokens.accessExpiresAt)
        m_expiresAt = m_clock->sinceBoot() + (*tokens.accessExpiresAt - m_clock->wall());
    if (m_stored)
        m_stored->tokens = m_tokens;
}

void ServerLogin::setInSession(bool isIn)
{
    m_isInSession = isIn;
    if (isIn)
        return storeAgain();
    if (!m_stored)
        revoke();
    m_tokens = {}; // what is remembered is in the keychain
    m_stored.reset();
    m_expiresAt.reset();
}

void ServerLogin::storeAgain()
{
    if (std::exchange(m_isUnstored, false) && m_stored && m_renew)
        (void)m_renew();
}

// At the server, and here.
void ServerLogin::revoke()
{
    if (m_tokens.access)
        m_ending = guarded<void>("A login server", [&] { return m_issuer->revoke(m_tokens); });
    m_tokens = {};
}

// --- Access tokens ------------------------------------------------------------------------------

std::chrono::nanoseconds ServerLogin::margin() const
{
    return m_expiresAt ? std::min<std::chrono::nanoseconds>(ahead + m_jitter, m_tokens.accessLifetime / 2) : 0ns;
}

bool ServerLogin::isGoodFor(std::chrono::nanoseconds duration) const
{
    return m_tokens.access && (!m_expiresAt || m_clock->sinceBoot() + duration < *m_expiresAt);
}

AccessToken ServerLogin::current() const
{
    return {m_tokens.access, m_generation, m_tokens.key};
}

QFuture<Result<AccessToken>> ServerLogin::accessToken()
{
    if (m_isRefused)
        return readyFuture<Result<AccessToken>>(Error::Kind::WrongCredentials);
    if (m_waiting.empty() && isGoodFor(margin()))
        return readyFuture<Result<AccessToken>>(current());
    return renewed();
}

QFuture<Result<AccessToken>> ServerLogin::accessTokenAfter(quint64 generation)
{
    if (m_isRefused)
        return readyFuture<Result<AccessToken>>(Error::Kind::WrongCredentials);
    if (generation < m_generation && m_waiting.empty())
        return accessToken();
    if (m_waiting.empty())
        m_expiresAt = m_clock->sinceBoot(); // whatever the server has said
    return renewed();
}

void ServerLogin::refuse()
{
    if (std::exchange(m_isRefused, true))
        return;
    for (const auto &answer : std::exchange(m_waiting, {}))
        answer.finish(Error::Kind::WrongCredentials);
    Q_EMIT refused();
}

QFuture<Result<AccessToken>> ServerLogin::renewed()
{
    if (m_failure && m_waiting.empty() && m_clock->sinceBoot() < m_retryAt) {
        if (isGoodFor(0ns))
            return readyFuture<Result<AccessToken>>(current());
        return readyFuture<Result<AccessToken>>(*m_failure);
    }
    const Answer<AccessToken> answer;
    m_waiting.push_back(answer);
    if (m_waiting.size() == 1)
        startRenewal();
    return answer.future();
}

void ServerLogin::startRenewal()
{
    if (!m_stored || !m_renew)
        return renewAlone();
    whenDone(withDeadline(m_renew(), *m_clock, longestRenewal, this), this,
             [this](const Result<Presented> &presented) { onStoredRenewed(presented); });
}

// A login that is not stored, or no longer, belongs to this process alone. One that cannot be read now may be shared with
// other processes: a token that is renewed behind their back ends the login for all of them.
void ServerLogin::onStoredRenewed(const Result<Presented> &presented)
{
    if (presented.failedWith(Error::Kind::Absent)) {
        m_stored.reset();
        return renewAlone();
    }
    if (!presented)
        return onRenewed(presented.error());
    onRenewed(presented->verdict == Presented::Verdict::Good ? Result<void>() : Error::Kind::WrongCredentials);
}

// A server that gives another user's tokens has mixed something up. Nothing of it is used, and nothing ends.
QFuture<Result<TokenSet>> ServerLogin::askServer()
{
    const auto asked = guarded<TokenSet>("A login server", [&] { return m_issuer->refresh(m_tokens); });
    Answer<TokenSet> answer;
    whenDone(asked, this, [this, answer](const Result<TokenSet> &tokens) {
        const bool isAnothers = tokens && !tokens->userId.isEmpty() && tokens->userId != m_userId;
        if (isAnothers)
            qCCritical(networkLog, "A login server has renewed the tokens of a user with those of another one.");
        answer.finish(isAnothers ? Result<TokenSet>(Error::Kind::Damaged) : tokens);
    });
    return answer.future();
}

void ServerLogin::renewAlone()
{
    if (!m_tokens.refresh)
        return onRenewed(Error::Kind::WrongCredentials);
    whenDone(withDeadline(askServer(), *m_clock, longestRenewal, this), this,
             [this, generation = m_generation](const Result<TokenSet> &tokens) {
                 if (generation != m_generation) // a login came meanwhile
                     return onRenewed({});
                 if (tokens)
                     take(*tokens);
                 onRenewed(tokens ? Result<void>() : tokens.error());
             });
}

// The callers run last.
void ServerLogin::onRenewed(const Result<void> &renewed)
{
    if (renewed.failedWith(Error::Kind::WrongCredentials))
        return refuse();
    m_failure.reset();
    if (renewed) {
        m_failures = 0;
    } else {
        const auto index = std::min<size_t>(size_t(m_failures++), std::size(retryAfter) - 1);
        const auto wait = std::clamp(renewed.error().retryAfter().value_or(retryAfter[index]), 1s, longestRetry);
        m_retryAt = m_clock->sinceBoot() + wait;
        m_failure = Error(renewed.error().kind(), renewed.error().message(), wait);
        qCInfo(networkLog) << "The access token could not be renewed:" << renewed.error().kind() << "- the login stays, and"
                           << "the server is asked again after" << wait.count() << "s.";
    }
    const Result<AccessToken> result = isGoodFor(0ns) ? Result<AccessToken>(current())
                                                      : m_failure.value_or(Error(Error::Kind::Unavailable));
    for (const auto &answer : std::exchange(m_waiting, {}))
        answer.finish(result);
}

// --- Remembering --------------------------------------------------------------------------------

Result<SecretPtr> ServerLogin::remember(const RememberVerifier::NewSeries &series)
{
    if (!m_tokens.refresh)
        return Error(Error::Kind::Forbidden, tr("The login server does not let this application keep you signed in."));
    m_stored = StoredTokens::begin(m_issuer->server(), m_tokens, series, m_clock->wall());
    return m_stored->encode();
}

RememberVerifier::Presented ServerLogin::good(bool hasChanged)
{
    m_stored->touch(m_clock->wall());
    Presented presented {Presented::Verdict::Good, m_stored->series};
    if (hasChanged)
        presented.successor = m_stored->encode();
    return presented;
}

bool ServerLogin::wasSpent(const SecretPtr &refresh) const
{
    return std::find(m_spent.begin(), m_spent.end(), hashOf(refresh)) != m_spent.end();
}

// The stored tokens may be older than those of this process, where it could not store these; or newer, where another process
// was faster. Under the lock of the profile: no other process does this now.
QFuture<Result<RememberVerifier::Presented>> ServerLogin::present(const QByteArray &selector, const SecretPtr &stored)
{
    const auto decoded = StoredTokens::decode(*stored, selector, m_clock);
    if (!decoded || decoded->series.userId != m_userId)
        return readyFuture<Result<Presented>>(Presented());
    if (decoded->isOver(m_clock->wall()))
        return readyFuture<Result<Presented>>(Presented {.verdict = Presented::Verdict::Expired});
    const bool isOlder = m_tokens.refresh && wasSpent(decoded->tokens.refresh);
    const bool isNewer = m_tokens.refresh && !isOlder && !isSame(decoded->tokens.refresh, m_tokens.refresh);
    const auto before = std::exchange(m_stored, *decoded);
    if (before) { // uses are noted here only
        m_stored->series.lastUsedAt = std::max(m_stored->series.lastUsedAt, before->series.lastUsedAt);
        m_stored->series.expiresAt = std::max(m_stored->series.expiresAt, before->series.expiresAt);
    }
    if (isOlder)
        m_stored->tokens = m_tokens;
    else if (isNewer || !m_tokens.refresh)
        take(decoded->tokens);
    const bool isShared = isNewer && m_expiresAt && isGoodFor(margin()); // another process has renewed it
    if (isOlder && isGoodFor(margin()))
        return readyFuture<Result<Presented>>(good(true));
    if (isShared)
        return readyFuture<Result<Presented>>(good(false));
    if (!m_tokens.refresh)
        return readyFuture<Result<Presented>>(Presented());

    Answer<Presented> answer;
    whenDone(askServer(), this, [this, answer, generation = m_generation](const Result<TokenSet> &tokens) {
        if (tokens.failedWith(Error::Kind::WrongCredentials))
            return answer.finish(Presented());
        if (!tokens)
            return answer.finish(tokens.error());
        if (generation == m_generation) // else a login came meanwhile, whose tokens are newer
            take(*tokens);
        else
            (void)m_issuer->revoke(*tokens);
        if (!m_stored)
            return answer.finish(Error::Kind::Abandoned); // forgotten meanwhile
        answer.finish(good(true));
    });
    return answer.future();
}

std::optional<RememberVerifier::Series> ServerLogin::series() const
{
    return m_stored && !m_stored->isOver(m_clock->wall()) ? std::optional(m_stored->series) : std::nullopt;
}

Result<RememberVerifier::Series> ServerLogin::touch()
{
    if (!series())
        return Error::Kind::Absent;
    m_stored->touch(m_clock->wall());
    return m_stored->series;
}

void ServerLogin::forget()
{
    const auto stored = std::exchange(m_stored, std::nullopt);
    if (!stored)
        return;
    m_forgotten = stored->series.selector;
    if (!m_isInSession)
        revoke();
}

} // namespace QtLogin
