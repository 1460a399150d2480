// SPDX-License-Identifier: MIT
// A session locks by itself when the desktop is locked, sleeps, or is given to somebody else.
#include "session/sessioncore_p.h"

namespace QtLogin {

// Once somebody is in: before, there is nothing to lock, and making a manager does no I/O.
void SessionCore::listenToDesktop()
{
    if (!isIn() || !m_policy.lockOn)
        return;
    if (m_lockListeners.empty())
        makeLockListeners();
    for (const auto &listener : m_lockListeners)
        listener->attach();
}

void SessionCore::makeLockListeners()
{
    m_lockListeners = desktopLockListeners(applicationId);
    for (const auto &listener : m_lockListeners) {
        connect(listener.get(), &LockListener::happened, this, &SessionCore::hearDesktop);
        connect(listener.get(), &LockListener::resumed, this, &SessionCore::judgeTime);
        connect(listener.get(), &LockListener::aliveChanged, this, &SessionCore::countLockSources, Qt::QueuedConnection);
    }
}

static LockSource sourceOf(LockReason reason)
{
    switch (reason) {
    case LockReason::Suspended:
        return LockSource::Suspend;
    case LockReason::UserSwitchedDesktop:
        return LockSource::UserSwitch;
    default:
        return LockSource::ScreenLock;
    }
}

void SessionCore::hearDesktop(LockReason reason)
{
    const auto self = shared_from_this();
    if (m_policy.lockOn.testFlag(sourceOf(reason)))
        lock(reason);
}

void SessionCore::countLockSources()
{
    LockSources alive;
    for (const auto &listener : m_lockListeners)
        alive |= listener->alive();
    lockSources = alive;
    tell({});
}

void SessionCore::lock(LockReason reason)
{
    if (m_facts.state != SessionState::LoggedIn)
        return;
    m_lockReason = reason;
    m_lockedAt = clock->sinceBoot();
    ++m_locks;
    become({.to = SessionState::Locked}); // lockedChanged() tells it
}

} // namespace QtLogin
