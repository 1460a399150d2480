// SPDX-License-Identifier: MIT
#include "vault/exitdoor_p.h"

#include <QtCore/qglobal.h>

#include <cstdlib>

namespace QtLogin {

ExitDoor &ExitDoor::door()
{
    static auto *const only = new ExitDoor; // outlives every thread that may still stand before it
    return *only;
}

void ExitDoor::closeAtExit()
{
    static const bool registered = std::atexit([] { door().close(); }) == 0;
    Q_UNUSED(registered)
}

void ExitDoor::enter()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_closed; }); // closed: until the process has ended
    ++m_inside;
}

void ExitDoor::leave()
{
    const std::lock_guard lock(m_mutex);
    --m_inside;
    m_changed.notify_all();
}

void ExitDoor::close()
{
    std::unique_lock lock(m_mutex);
    m_closed = true;
    m_changed.wait(lock, [this] { return m_inside == 0; });
}

} // namespace QtLogin
