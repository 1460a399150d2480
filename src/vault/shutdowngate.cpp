// SPDX-License-Identifier: MIT
#include "vault/shutdowngate_p.h"

#include <QtCore/qglobal.h>

#include <cstdlib>

namespace QtLogin {

ShutdownGate &ShutdownGate::gate()
{
    static auto *const only = new ShutdownGate; // outlives every thread that may still stand before it
    return *only;
}

void ShutdownGate::closeAtExit()
{
    static const bool registered = std::atexit([] { gate().close(); }) == 0;
    Q_UNUSED(registered)
}

void ShutdownGate::enter()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_closed; }); // closed: until the process has ended
    ++m_inside;
}

void ShutdownGate::leave()
{
    const std::lock_guard lock(m_mutex);
    --m_inside;
    m_changed.notify_all();
}

void ShutdownGate::close()
{
    std::unique_lock lock(m_mutex);
    m_closed = true;
    m_changed.wait(lock, [this] { return m_inside == 0; });
}

} // namespace QtLogin
