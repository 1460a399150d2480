// SPDX-License-Identifier: MIT
#include "session/desktopwatch_p.h"

#include "session/session_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

// After a wake or an activation, the user is not loaded again when that was done so recently.
static constexpr auto betweenLooks = 30s;

DesktopWatch::DesktopWatch(Session &session) : m_session(session), m_locks(session.setup.applicationId)
{
    QObject::connect(&m_locks, &DesktopLocks::happened, &session, [this](LockReason reason) {
        m_session.serve([&] { onLocked(reason); });
    });
    QObject::connect(&m_locks, &DesktopLocks::resumed, &session, [this] { m_session.serve([this] { onResumed(); }); });
    QObject::connect(&m_locks, &DesktopLocks::sourcesChanged, &session, [this] { m_session.tell(); });
}

// That the machine has slept matters to every limit.
void DesktopWatch::listen()
{
    const SessionPolicy &policy = m_session.policy();
    const bool isLimited = policy.idleLock > 0s || policy.freshLifetime > 0s || policy.sessionLifetime > 0s
        || policy.revalidateInterval > 0s;
    if (m_session.model().isIn() && (policy.lockOn || isLimited))
        m_locks.listen();
}

static LockSource sourceOf(LockReason reason)
{
    switch (reason) {
    case LockReason::Suspended:
        return LockSource::Suspend;
    case LockReason::UserSwitchedDesktop:
        return LockSource::UserSwitch;
    case LockReason::SessionEnding:
        return LockSource::SessionEnd;
    default:
        return LockSource::ScreenLock;
    }
}

void DesktopWatch::onLocked(LockReason reason)
{
    if (!m_session.policy().lockOn.testFlag(sourceOf(reason)))
        return;
    if (m_session.model().state() == SessionState::LoggedIn)
        return m_session.lock(reason);
    // The user has left the screen: an attempt that they have begun comes too late.
    m_session.attempts.turnAway();
    m_session.attempts.setNextStep({});
    m_session.move([this](SessionModel &model) {
        model.turnAwayProofs(m_session.now());
        return model.cancelLogin();
    });
}

// No alarm has run while the machine slept, and a limit of a single requirement has no alarm.
void DesktopWatch::onResumed()
{
    m_session.limits.passTime();
    if (m_session.model().state() == SessionState::LoggedIn)
        m_session.move([](SessionModel &model) { return model.reexamine(); });
    lookAgain();
}

void DesktopWatch::lookAgain()
{
    if (!m_session.model().isIn() || !m_session.context.examine() || m_session.policy().revalidateInterval == 0s)
        return;
    if (m_session.now() - m_session.model().loadedAt() >= betweenLooks)
        m_session.revalidator.revalidateInTime();
}

} // namespace QtLogin
