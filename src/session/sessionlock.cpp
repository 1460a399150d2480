// SPDX-License-Identifier: MIT
// A session locks by itself when the desktop is locked, sleeps, or is given to somebody else.
#include "session/sessioncore_p.h"

#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

// How long lock() waits for the disk: too short to be noticed, and a healthy disk needs less.
static constexpr auto longestForMark = 50ms;

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
    const Scope scope(this); // slots run once the disk has it, and may end the process
    const auto recorded = m_mark.record(markedSession(Mark::State::Locked), LockMark::Others::Keep);
    become({.to = SessionState::Locked}); // lockedChanged() tells it
    m_mark.wait(longestForMark);
    watchMark(recorded, true);
}

LockMark::Session SessionCore::markedSession(Mark::State state) const
{
    return {.userId = m_user->id(),
            .state = state,
            .lastInput = m_facts.lastActivityAt,
            .begun = m_facts.loggedInAt,
            .comesBack = m_remembered || m_issuing > 0};
}

// For the next start: how this session stands now.
void SessionCore::recordMark(LockMark::Others others)
{
    if (!isIn())
        return;
    m_recordedInputAt = m_facts.lastActivityAt;
    const bool isLocked = m_facts.state == SessionState::Locked;
    watchMark(m_mark.record(markedSession(isLocked ? Mark::State::Locked : Mark::State::Open), others), isLocked);
}

// A lock that is not on the disk is told each time, anything else once.
void SessionCore::watchMark(const QFuture<Result<void>> &recorded, bool isLock)
{
    whenDone(recorded, this, [this, isLock](const Result<void> &result) {
        if (!m_manager || result.failedWith(Error::Kind::Abandoned))
            return;
        const bool isToldAlready = std::exchange(m_isMarkFailing, !result);
        if (!result && (isLock || !isToldAlready)) {
            qCInfo(lcSession) << "A lock would not outlive this process:" << result.error();
            tell([error = result.error()](LoginManager &m) { Q_EMIT m.lockNotRecorded(error); });
        }
    });
}

// After a logout, frees the entry once \a ended has succeeded and the remembered login cannot come back. Not before:
// a kill in between would undo a lock.
void SessionCore::clearMark(const QFuture<Result<void>> &ended, LockMark::Others others)
{
    whenDone(ended, this, [this, others](const Result<void> &result) {
        if (result && m_manager && !isIn())
            watchMark(m_mark.clear(others));
    });
}

} // namespace QtLogin
