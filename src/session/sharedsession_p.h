// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "identity/usersnapshot.h"
#include "requirements/requirement.h"
#include "session/sessionpolicy.h"

#include <mutex>
#include <optional>

namespace QtLogin {

// What a check needs to know about a session, besides the user: plain values.
struct SessionFacts
{
    SessionState state = SessionState::SignedOut;
    quint64 epoch = 0;
    std::optional<Clock::Boot> provedAt; // nothing: not fresh
    Clock::Boot loggedInAt {};
    Clock::Boot lastActivityAt {};
    std::chrono::seconds freshLifetime {0};
    std::chrono::seconds sessionLifetime {0};
    std::chrono::seconds idleLock {0};

    bool hasTimeLimit() const { return sessionLifetime.count() > 0 || idleLock.count() > 0; }
    bool isOverdue(Clock::Boot now) const
    {
        return sessionLifetime.count() > 0 && now - loggedInAt >= sessionLifetime;
    }
    bool isIdleTooLong(Clock::Boot now) const { return idleLock.count() > 0 && now - lastActivityAt >= idleLock; }
    bool isFresh(Clock::Boot now, std::chrono::seconds within) const
    {
        if (!provedAt)
            return false;
        const auto age = now - *provedAt;
        return (freshLifetime.count() == 0 || age < freshLifetime) && (within.count() == 0 || age < within);
    }
};

// The one place where a requirement is held against a session. \a somebody: authenticated and
// active now; \a conditionsHold is asked last, and only then.
template<typename ConditionsHold>
Access judge(const Requirement &requirement, const SessionFacts &facts, bool somebody, const Clock &clock,
             ConditionsHold conditionsHold)
{
    if (requirement.isImpossible())
        return Access::Forbidden;
    if (!requirement.needsLogin()) {
        if (!requirement.needsGuest())
            return Access::Allowed;
        if (facts.state == SessionState::Restoring)
            return Access::Pending;
        const bool in = facts.state == SessionState::LoggedIn || facts.state == SessionState::Locked;
        return in ? Access::GuestOnly : Access::Allowed;
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
    if (!somebody)
        return Access::LoginRequired;
    if (facts.hasTimeLimit() || requirement.needsFreshLogin()) {
        const Clock::Boot now = clock.sinceBoot();
        if (facts.isOverdue(now))
            return Access::LoginRequired;
        if (facts.isIdleTooLong(now))
            return Access::Locked;
        if (requirement.hasConditions() && !conditionsHold())
            return Access::Forbidden;
        if (requirement.needsFreshLogin() && !facts.isFresh(now, requirement.within()))
            return Access::FreshLoginRequired;
        return Access::Allowed;
    }
    return !requirement.hasConditions() || conditionsHold() ? Access::Allowed : Access::Forbidden;
}

// The session as its leases see it.
class SharedSession
{
public:
    explicit SharedSession(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock)) { }

    void update(const SessionFacts &facts, bool somebody)
    {
        const std::lock_guard lock(m_mutex);
        m_facts = facts;
        m_somebody = somebody;
    }
    bool isEpoch(quint64 epoch) const
    {
        const std::lock_guard lock(m_mutex);
        return m_facts.epoch == epoch;
    }
    Access check(const Requirement &requirement, quint64 epoch, const UserSnapshot &user) const;

private:
    const std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    SessionFacts m_facts;
    bool m_somebody = false;
};

} // namespace QtLogin
