// SPDX-License-Identifier: MIT
#include "network/tokenkeeper_p.h"

namespace QtLogin {

TokenKeeper::TokenKeeper(std::shared_ptr<TokenSource> issuer, std::shared_ptr<Clock> clock)
    : m_issuer(std::move(issuer)), m_clock(std::move(clock))
{
}

TokenKeeper::~TokenKeeper() = default;

ServerLogin *TokenKeeper::login(const QString &userId) const
{
    const auto found = m_logins.find(userId);
    return found == m_logins.end() ? nullptr : found->second.get();
}

ServerLogin &TokenKeeper::obtain(const QString &userId)
{
    auto &login = m_logins[userId];
    if (!login) {
        login = std::make_unique<ServerLogin>(userId, m_issuer, m_clock);
        login->setRenewal(m_renew);
        connect(login.get(), &ServerLogin::refused, this, [this, userId] { Q_EMIT refused(userId); });
    }
    return *login;
}

void TokenKeeper::begin(const QString &userId, const TokenSet &tokens)
{
    obtain(userId).begin(tokens);
}

void TokenKeeper::sessionBegan(const QString &userId)
{
    if (auto *const its = login(userId))
        its->setInSession(true);
}

// Callers that wait for a token of it are told so: Abandoned.
void TokenKeeper::sessionEnded(const QString &userId)
{
    const auto node = m_logins.extract(userId);
    if (node.empty())
        return;
    node.mapped()->setInSession(false);
    noteEnding(*node.mapped());
}

void TokenKeeper::noteEnding(const ServerLogin &login)
{
    if (!login.forgotten().isEmpty() && login.ending().isValid())
        m_endings.insert(login.forgotten(), login.ending());
}

// --- The RememberVerifier -----------------------------------------------------------------------

ServerLogin *TokenKeeper::remembered(const QByteArray &selector) const
{
    for (const auto &[userId, login] : m_logins) {
        if (!selector.isEmpty() && login->selector() == selector)
            return login.get();
    }
    return nullptr;
}

Result<SecretPtr> TokenKeeper::issueToken(const RememberVerifier::NewSeries &series)
{
    auto *const its = login(series.userId);
    return its ? its->remember(series) : Result<SecretPtr>(Error::Kind::Abandoned); // the user has gone
}

QFuture<Result<TokenKeeper::Presented>> TokenKeeper::present(const QByteArray &selector, const SecretPtr &token)
{
    const auto stored = StoredTokens::decode(*token, selector, m_clock);
    if (!stored || stored->server != m_issuer->server())
        return readyFuture<Result<Presented>>(Presented());
    const auto presenting = obtain(stored->series.userId).present(selector, token);
    whenDone(presenting, this, [this, selector](const Result<Presented> &presented) {
        if (presented && presented->verdict == Presented::Verdict::Unknown) // the server has ended it
            m_endings.insert(selector, readyFuture(Result<void>()));
    });
    return presenting;
}

Result<TokenKeeper::Series> TokenKeeper::touch(const QByteArray &selector)
{
    auto *const its = remembered(selector);
    return its ? its->touch() : Result<Series>(Error::Kind::Absent);
}

void TokenKeeper::revoke(const QByteArray &selector)
{
    if (auto *const its = remembered(selector)) {
        its->forget();
        noteEnding(*its);
    }
}

// One that this process has ended, or is ending, is not ended once more; nor is one that a session here goes on with. While
// the same user is logged in again, it has to wait: a server may have given both tokens for one grant, and end both.
QFuture<Result<void>> TokenKeeper::revokeToken(const QByteArray &selector, const SecretPtr &token)
{
    const auto known = m_endings.constFind(selector);
    if (known != m_endings.cend() && (!known->isFinished() || resultOf(*known)))
        return *known;
    for (const auto &[userId, login] : m_logins) {
        if (login->forgotten() == selector)
            return readyFuture(Result<void>());
    }
    const auto stored = StoredTokens::decode(*token, selector, m_clock);
    if (!stored || stored->server != m_issuer->server())
        return readyFuture<Result<void>>(Error::Kind::NotConfigured);
    if (login(stored->series.userId))
        return readyFuture<Result<void>>(Error::Kind::Unavailable);
    return m_endings[selector] = m_issuer->revoke(stored->tokens);
}

void TokenKeeper::revokeAll(const QString &userId)
{
    if (auto *const its = login(userId)) {
        its->forget();
        noteEnding(*its);
    }
}

QList<TokenKeeper::Series> TokenKeeper::devices(const QString &userId) const
{
    auto *const its = login(userId);
    const auto series = its ? its->series() : std::nullopt;
    return series ? QList<Series> {*series} : QList<Series>();
}

void TokenKeeper::offerRenewal(RememberVerifier::Renewal renew)
{
    m_renew = std::move(renew);
    for (const auto &[userId, login] : m_logins)
        login->setRenewal(m_renew);
}

} // namespace QtLogin
