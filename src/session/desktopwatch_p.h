// SPDX-License-Identifier: MIT
#pragma once

#include "desktop/desktoplocks_p.h"

namespace QtLogin {

class Session;

// Follows the desktop: locks with it, and looks anew at everything after a sleep and when the application is activated.
class DesktopWatch
{
public:
    explicit DesktopWatch(Session &session);

    LockSources sources() const { return m_locks.sources(); }
    // Where the session has anything to hear of; not before a user is logged in.
    void listen();
    void tellAgain() { m_locks.tellAgain(); }
    void stop() { m_locks.stop(); }
    // The user may have been disabled meanwhile, and the context may have changed.
    void lookAgain();

private:
    void onLocked(LockReason reason);
    void onResumed();

    Session &m_session;
    DesktopLocks m_locks;
};

} // namespace QtLogin
