// SPDX-License-Identifier: MIT
#include "desktop/desktoplocks_p.h"

namespace QtLogin {

void DesktopLocks::listen()
{
    if (m_listeners.empty()) {
        m_listeners = desktopLockListeners(m_application);
        for (const auto &listener : m_listeners) {
            connect(listener.get(), &LockListener::happened, this, &DesktopLocks::happened);
            connect(listener.get(), &LockListener::resumed, this, &DesktopLocks::resumed);
            connect(listener.get(), &LockListener::aliveChanged, this, &DesktopLocks::sourcesChanged, Qt::QueuedConnection);
        }
    }
    for (const auto &listener : m_listeners)
        listener->attach();
}

void DesktopLocks::tellAgain()
{
    for (size_t i = 0; i < m_listeners.size(); ++i) // a slot of another one may call stop()
        m_listeners[i]->tellAgain();
}

LockSources DesktopLocks::sources() const
{
    LockSources alive;
    for (const auto &listener : m_listeners)
        alive |= listener->alive();
    return alive;
}

} // namespace QtLogin
