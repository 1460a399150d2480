// SPDX-License-Identifier: MIT
#pragma once

#include "identity/usersnapshot.h"
#include "session/sessionfacts_p.h"

#include <mutex>

namespace QtLogin {

// The session as its leases see it, from any thread: a copy that Session makes before the gates close.
class SharedSession
{
public:
    explicit SharedSession(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock)) { }

    void update(const SessionFacts &facts, const UserSnapshot &user)
    {
        const std::lock_guard lock(m_mutex);
        m_facts = facts;
        m_user = user;
    }
    bool isEpoch(quint64 epoch) const
    {
        const std::lock_guard lock(m_mutex);
        return m_facts.epoch == epoch;
    }
    // As LoginManager::check() for the login of \a epoch, whose user's answers may have been taken anew since.
    Access check(const Requirement &requirement, quint64 epoch) const;

private:
    const std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    SessionFacts m_facts;
    UserSnapshot m_user;
};

} // namespace QtLogin
