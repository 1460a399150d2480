// SPDX-License-Identifier: MIT
#include "session/sessionlease.h"

#include "session/sharedsession_p.h"

#include <algorithm>

namespace QtLogin {

Access SharedSession::check(const Requirement &requirement, quint64 epoch, const UserSnapshot &user) const
{
    SessionFacts facts;
    bool somebody = false;
    {
        const std::lock_guard lock(m_mutex);
        facts = m_facts;
        somebody = m_somebody;
    }
    if (facts.epoch != epoch) // whoever is in now, it is not this lease's login
        return requirement.needsLogin() ? Access::LoginRequired : Access::Forbidden;
    return judge(requirement, facts, somebody && user.authenticated, *m_clock, [&] {
        const QStringList scopes = requirement.scopes();
        return !requirement.hasPredicates()
            && std::all_of(scopes.begin(), scopes.end(), [&](const QString &scope) { return user.scopes.contains(scope); });
    });
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
    return m_session ? m_session->check(requirement, m_epoch, m_user) : Access::Forbidden;
}

UserSnapshot SessionLease::user() const
{
    return m_user;
}

} // namespace QtLogin
