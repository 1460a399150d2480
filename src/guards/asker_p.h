// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

namespace QtLogin {

// Who has asked for something that happens later: whoever was in or, where nobody was, whoever comes
// next. Once they have gone, or have locked their session, it is no longer theirs, not even when the
// same person comes back. What was asked for in a locked session waits for it to be unlocked.
class Asker
{
public:
    explicit Asker(const LoginManager &login)
        : m_epoch(login.epoch()),
          m_wasNobody(login.currentUser()->isAnonymous()),
          m_wasLocked(isLocked(login))
    {
    }

    // To be asked whenever the session has changed.
    bool isStillThere(const LoginManager &login)
    {
        const bool binds = m_epoch != login.epoch() && m_wasNobody && !login.currentUser()->isAnonymous();
        if (binds) {
            m_epoch = login.epoch();
            m_wasNobody = false;
        }
        const bool isLocked = this->isLocked(login);
        m_isThere &= m_epoch == login.epoch() && (m_wasLocked || !isLocked);
        m_wasLocked &= isLocked; // once it has been unlocked, the next lock counts
        return m_isThere;
    }

private:
    // Not the property, which follows only when the gates have closed.
    static bool isLocked(const LoginManager &login) { return login.check(Requirement::login()) == Access::Locked; }

    quint64 m_epoch;
    bool m_wasNobody;
    bool m_wasLocked;
    bool m_isThere = true;
};

} // namespace QtLogin
