// SPDX-License-Identifier: MIT
#include "remember/rememberseries_p.h"

namespace QtLogin {

using namespace std::chrono_literals;
using Verdict = RememberVerifier::Presented::Verdict;

// Processes of one machine may differ by this much, and by no more, in what time they read.
static constexpr auto clockTolerance = 60s;
// More uses than any lifetime has; the oldest are forgotten, and are unknown from then on.
static constexpr qsizetype mostRetired = 512;

RememberSeries RememberSeries::begin(const RememberVerifier::NewSeries &series, Clock::Wall now)
{
    RememberSeries begun;
    begun.facts = {series.selector, series.userId, series.deviceName, now, now + series.lifetime, now,
                   series.unusedLifetime};
    begun.lifetime = series.lifetime;
    begun.sliding = series.sliding;
    begun.current = series.verifierHash;
    return begun;
}

bool RememberSeries::isOver(Clock::Wall now) const
{
    return now >= facts.expiresAt || now < facts.lastUsedAt - clockTolerance
        || (facts.unusedLifetime > 0s && now >= facts.lastUsedAt + facts.unusedLifetime);
}

bool RememberSeries::accept(const Secret &verifier, Clock::Wall now, bool &reused)
{
    if (RememberVerifier::isHashOf(current, verifier))
        return true;
    if (!announced.isEmpty() && RememberVerifier::isHashOf(announced, verifier)) {
        retired.append({std::exchange(current, std::exchange(announced, {})), now});
        if (retired.size() > mostRetired)
            retired.removeFirst();
        return true;
    }
    for (const Retired &old : std::as_const(retired)) {
        if (!RememberVerifier::isHashOf(old.hash, verifier))
            continue;
        // A clock that was set back does not make a retired verifier young again.
        const auto age = now - old.at;
        reused = age > RememberVerifier::grace || age < -clockTolerance;
        return !reused;
    }
    return false;
}

void RememberSeries::extend(Clock::Wall now)
{
    facts.lastUsedAt = std::max(facts.lastUsedAt, now);
    if (sliding)
        facts.expiresAt = std::max(facts.expiresAt, now + lifetime);
}

bool RememberSeries::touch(Clock::Wall now)
{
    if (isOver(now))
        return false;
    extend(now);
    return true;
}

Verdict RememberSeries::present(const Secret &verifier, const QByteArray &successorHash, Clock::Wall now)
{
    bool reused = false;
    if (!accept(verifier, now, reused))
        return reused ? Verdict::Reused : Verdict::Unknown;
    if (isOver(now))
        return Verdict::Expired;
    extend(now);
    if (!successorHash.isEmpty())
        announced = successorHash;
    return Verdict::Good;
}

} // namespace QtLogin
