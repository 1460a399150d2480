// SPDX-License-Identifier: MIT
#pragma once

#include "network/tokenset_p.h"
#include "remember/rememberverifier.h"

#include <QtCore/qset.h>

#include <functional>
#include <vector>

namespace QtLogin {

// A login server that is as strict as they come: a refresh token is good once, and one that comes back ends its login. It
// answers at once, or when a test says so.
class ScriptedIssuer final : public TokenSource
{
public:
    explicit ScriptedIssuer(std::shared_ptr<Clock> clock) : m_clock(std::move(clock)) { }

    // The tokens of a login that has just happened.
    TokenSet logIn()
    {
        ++m_grants;
        return give(m_grants);
    }

    QString server() const override { return QStringLiteral("https://id.example.org"); }

    QFuture<Result<TokenSet>> refresh(const TokenSet &tokens) override
    {
        const SecretPtr refresh = tokens.refresh;
        ++refreshes;
        if (fault)
            return answered(*fault);
        const QByteArray hash = RememberVerifier::hashOf(*refresh);
        const auto found = m_good.constFind(hash);
        if (found == m_good.constEnd()) {
            if (m_spent.contains(hash)) {
                ++reused;
                endGrant(m_spent.value(hash));
            }
            return answered(Error::Kind::WrongCredentials);
        }
        const int grant = *found;
        m_good.remove(hash);
        m_spent.insert(hash, grant);
        return answered(give(grant));
    }

    QFuture<Result<void>> revoke(const TokenSet &tokens) override
    {
        ++revoked;
        if (fault)
            return readyFuture<Result<void>>(*fault);
        if (tokens.refresh)
            endGrant(m_good.value(RememberVerifier::hashOf(*tokens.refresh)));
        return readyFuture(Result<void>());
    }

    void endAll() { m_good.clear(); }
    bool isGood(const SecretPtr &refresh) const { return refresh && m_good.contains(RememberVerifier::hashOf(*refresh)); }
    int livingCount() const { return int(m_good.size()); }
    void release()
    {
        isHeld = false;
        for (const auto &answer : std::exchange(m_waiting, {}))
            answer();
    }

    std::chrono::seconds lifetime {300}; // of access tokens; zero: it does not say
    bool givesRefreshTokens = true;
    bool isHeld = false;
    std::optional<Error> fault;
    int refreshes = 0;
    int reused = 0;
    int revoked = 0;

private:
    TokenSet give(int grant)
    {
        TokenSet tokens {.access = Secret::random(24).share()};
        if (lifetime.count() > 0)
            tokens.accessExpiresAt = m_clock->wall() + lifetime, tokens.accessLifetime = lifetime;
        if (givesRefreshTokens) {
            tokens.refresh = Secret::random(40).share();
            m_good.insert(RememberVerifier::hashOf(*tokens.refresh), grant);
        }
        return tokens;
    }

    void endGrant(int grant)
    {
        m_good.removeIf([grant](const auto &entry) { return entry.value() == grant; });
    }

    QFuture<Result<TokenSet>> answered(const Result<TokenSet> &result)
    {
        if (!isHeld)
            return readyFuture(result);
        const Answer<TokenSet> answer;
        m_waiting.push_back([answer, result] { answer.finish(result); });
        return answer.future();
    }

    std::shared_ptr<Clock> m_clock;
    QHash<QByteArray, int> m_good; // refresh tokens, and the login that they are of
    QHash<QByteArray, int> m_spent;
    std::vector<std::function<void()>> m_waiting;
    int m_grants = 0;
};

} // namespace QtLogin
