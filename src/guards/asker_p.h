// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

namespace QtLogin {

// The user for whom a call is kept that runs later: the one who was logged in or, without one, the next who logs in.
// Once that user has logged out or has locked the session, the call is dropped, even when the same user comes back.
// A call that was made in a locked session waits for it to be unlocked.
class Asker
{
public:
    explicit Asker(const LoginManager &login)
        : m_epoch(login.epoch()),
          m_wasAnonymous(login.currentUser()->isAnonymous()),
          m_wasLocked(isLocked(login))
    {
    }

    // Whether that user is still logged in. To be called whenever the session has changed.
    bool isStillThere(const LoginManager &login)
    {
        const bool binds = m_epoch != login.epoch() && m_wasAnonymous && !login.currentUser()->isAnonymous();
        if (binds) {
            m_epoch = login.epoch();
            m_wasAnonymous = false;
        }
        const bool isLocked = this->isLocked(login);
        m_isThere &= m_epoch == login.epoch() && (m_wasLocked || !isLocked);
        m_wasLocked &= isLocked; // once it has been unlocked, the next lock counts
        return m_isThere;
    }

private:
    // By check(), because the property changes only after the gates have closed.
    static bool isLocked(const LoginManager &login) { return login.check(Requirement::login()) == Access::Locked; }

    quint64 m_epoch;
    bool m_wasAnonymous;
    bool m_wasLocked;
    bool m_isThere = true;
};

} // namespace QtLogin
