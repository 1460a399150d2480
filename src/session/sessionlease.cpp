// SPDX-License-Identifier: MIT
#include "session/sessionlease.h"

#include "session/sharedsession_p.h"

namespace QtLogin {

Access SharedSession::check(const Requirement &requirement, quint64 epoch) const
{
    SessionFacts facts;
    Scopes scopes;
    {
        const std::lock_guard lock(m_mutex);
        facts = m_facts;
        scopes = m_user.scopes;
    }
    if (facts.epoch != epoch) // another login than that of the lease
        return requirement.needsLogin() ? Access::LoginRequired : Access::Forbidden;
    const Clock::Boot now = dependsOnTime(requirement, facts) ? m_clock->sinceBoot() : Clock::Boot();
    return checkFacts(requirement, facts, now, [&](const Requirement &each) { return each.conditionsHoldFor(scopes); });
}

SessionLease::SessionLease() = default;
SessionLease::SessionLease(const SessionLease &) = default;
SessionLease::SessionLease(SessionLease &&) noexcept = default;
SessionLease &SessionLease::operator=(const SessionLease &) = default;
SessionLease &SessionLease::operator=(SessionLease &&) noexcept = default;
SessionLease::~SessionLease() = default;

SessionLease::SessionLease(std::shared_ptr<SharedSession> session, quint64 epoch, UserSnapshot user)
    : m_session(std::move(session)), m_epoch(epoch), m_user(std::move(user))
{
}

bool SessionLease::isAlive() const
{
    return m_session && m_user.authenticated && m_session->isEpoch(m_epoch);
}

Access SessionLease::check(const Requirement &requirement) const
{
    return m_session ? m_session->check(requirement, m_epoch) : Access::Forbidden;
}

UserSnapshot SessionLease::user() const
{
    return m_user;
}

} // namespace QtLogin
