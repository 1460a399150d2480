// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/sessionstate.h"
#include "requirements/requirement.h"

#include <algorithm>
#include <optional>

namespace QtLogin {

// The facts about a session that a check needs besides the user: plain values, which any thread may copy.
struct SessionFacts
{
    SessionState state = SessionState::SignedOut;
    quint64 epoch = 0; // rises whenever the user changes
    quint64 locks = 0; // how often the session has been locked
    bool authenticated = false; // what the user answered when loaded
    std::optional<Clock::Boot> provedAt; // null: not fresh
    Clock::Boot loggedInAt {};
    Clock::Boot lastActivityAt {};
    std::chrono::seconds freshLifetime {0};
    std::chrono::seconds sessionLifetime {0};
    std::chrono::seconds idleLock {0};

    bool isIn() const { return state == SessionState::LoggedIn || state == SessionState::Locked; }
    bool hasTimeLimit() const { return sessionLifetime.count() > 0 || idleLock.count() > 0; }
    bool isOverdue(Clock::Boot now) const { return sessionLifetime.count() > 0 && now - loggedInAt >= sessionLifetime; }
    bool isIdleTooLong(Clock::Boot now) const { return idleLock.count() > 0 && now - lastActivityAt >= idleLock; }
    bool isFresh(Clock::Boot now, std::chrono::seconds within) const
    {
        if (!provedAt)
            return false;
        const auto age = now - *provedAt;
        return (freshLifetime.count() == 0 || age < freshLifetime) && (within.count() == 0 || age < within);
    }
};

// Whether the answer of checkFacts() depends on the time: only then does the caller read a clock.
inline bool dependsOnTime(const Requirement &requirement, const SessionFacts &facts)
{
    return requirement.needsFreshLogin() || (!requirement.isForAnyone() && facts.hasTimeLimit());
}

// One without alternatives.
template<typename ConditionsHold>
Access checkOne(const Requirement &requirement, const SessionFacts &facts, Clock::Boot now,
                ConditionsHold &conditionsHold)
{
    if (requirement.isImpossible())
        return Access::Forbidden;
    if (!requirement.needsLogin()) {
        if (!requirement.needsGuest())
            return Access::Allowed;
        if (facts.state == SessionState::Restoring)
            return Access::Pending;
        return facts.isIn() ? Access::GuestOnly : Access::Allowed;
    }
    switch (facts.state) {
    case SessionState::LoggedIn:
        break;
    case SessionState::Restoring:
        return Access::Pending;
    case SessionState::Locked:
        return Access::Locked;
    default:
        return Access::LoginRequired;
    }
    if (!facts.authenticated || facts.isOverdue(now))
        return Access::LoginRequired;
    if (facts.isIdleTooLong(now))
        return Access::Locked;
    const bool wasFresh = !requirement.needsFreshLogin() || facts.isFresh(now, requirement.within());
    if (requirement.hasConditions() && !conditionsHold(requirement))
        return Access::Forbidden;
    return wasFresh ? Access::Allowed : Access::FreshLoginRequired;
}

// The one function that compares a requirement with a session. It calls \a conditionsHold with the requirement that
// has no alternatives, last, and only where all else holds: it may do anything, also destroy the caller's requirement.
template<typename ConditionsHold>
Access checkFacts(const Requirement &requirement, const SessionFacts &facts, Clock::Boot now, ConditionsHold conditionsHold)
{
    if (!requirement.hasAlternatives())
        return checkOne(requirement, facts, now, conditionsHold);
    const Requirement kept = requirement;
    Access nearest = Access::Forbidden;
    for (const Requirement &each : kept.alternatives()) {
        const Access access = checkOne(each, facts, now, conditionsHold);
        if (access == Access::Allowed)
            return access;
        nearest = std::min(nearest, access);
    }
    return nearest;
}

} // namespace QtLogin
