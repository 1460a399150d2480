// SPDX-License-Identifier: MIT
// A session locks by itself when the desktop is locked, sleeps, or is given to somebody else.
#include "session/sessioncore_p.h"

namespace QtLogin {

// Once somebody is in: before, there is nothing to lock, and making a manager does no I/O. That the
// machine has slept matters to every limit.
void SessionCore::listenToDesktop()
{
    using std::chrono::seconds;
    const bool isLimited = m_policy.idleLock > seconds(0) || m_policy.freshLifetime > seconds(0)
        || m_policy.sessionLifetime > seconds(0);
    if (!isIn() || (!m_policy.lockOn && !isLimited))
        return;
    if (m_lockListeners.empty())
        makeLockListeners();
    for (const auto &listener : m_lockListeners)
        listener->attach();
}

// Whoever comes in was not in yet when the screen was locked.
void SessionCore::askDesktopAgain()
{
    for (const auto &listener : m_lockListeners)
        listener->tellAgain();
}

void SessionCore::makeLockListeners()
{
    m_lockListeners = desktopLockListeners(applicationId);
    for (const auto &listener : m_lockListeners) {
        connect(listener.get(), &LockListener::happened, this, &SessionCore::hearDesktop);
        connect(listener.get(), &LockListener::resumed, this, &SessionCore::hearResume);
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
    if (!m_policy.lockOn.testFlag(sourceOf(reason)))
        return;
    if (m_facts.state == SessionState::LoggedIn)
        return lock(reason);
    // Whoever was about to prove who they are has turned away: what they have begun comes too late.
    m_lockedAt = clock->sinceBoot();
    ++m_loginTicket;
    m_nextStep.reset();
    cancelLoggingIn();
}

// No alarm has run meanwhile, and limits of single requirements have none here.
void SessionCore::hearResume()
{
    const auto self = shared_from_this();
    judgeTime();
    if (m_facts.state == SessionState::LoggedIn)
        changeAccess([] {});
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
