// SPDX-License-Identifier: MIT
#include "session/lockrecorder_p.h"

#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

// How long lock() waits for the disk: too short to be noticed, and a healthy disk needs less.
static constexpr auto longestForLock = 50ms;
// How old the last input may be that a killed application has recorded.
static constexpr auto betweenRecords = 1min;

LockRecorder::LockRecorder(Session &session) : m_session(session), m_mark(session.clock) { }

QFuture<Result<LockMark::Found>> LockRecorder::find(const QString &userId)
{
    return m_mark.find(userId, {m_session.policy().idleLock, m_session.policy().sessionLifetime});
}

LockMark::Session LockRecorder::describe(const SessionModel &model, Mark::State state) const
{
    return {.userId = model.answers().id,
            .state = state,
            .lastInput = model.facts().lastActivityAt,
            .begun = model.facts().loggedInAt,
            .comesBack = model.isRemembered(m_session.now()) || m_session.remembered.isStoring()};
}

void LockRecorder::record(LockMark::Others others)
{
    const SessionModel &model = m_session.model();
    if (!model.isIn())
        return;
    m_recordedInputAt = model.facts().lastActivityAt;
    const bool isLocked = model.state() == SessionState::Locked && model.lockReason() != LockReason::SessionEnding;
    const auto state = isLocked ? Mark::State::Locked : Mark::State::Open;
    watch(m_mark.record(describe(model, state), others), isLocked);
}

void LockRecorder::noteInput()
{
    const bool isLimited = m_session.policy().idleLock > 0s; // else no limit depends on input
    if (isLimited && m_session.model().facts().lastActivityAt - m_recordedInputAt >= betweenRecords)
        record(LockMark::Others::Keep);
}

void LockRecorder::recordLastInput()
{
    if (m_session.model().state() == SessionState::LoggedIn)
        record(LockMark::Others::Keep);
}

// The end of the desktop session closes the gates only: the application is about to end, and did not lock.
QFuture<Result<void>> LockRecorder::recordEnd(const SessionModel &before, const SessionChange &change)
{
    const bool isLock = change.locks && m_session.model().lockReason() != LockReason::SessionEnding;
    if (!isLock && !change.expires)
        return {};
    return m_mark.record(describe(before, Mark::State::Locked), LockMark::Others::Keep);
}

void LockRecorder::waitForLock(const QFuture<Result<void>> &recorded, const SessionChange &change)
{
    if (!recorded.isValid())
        return;
    if (change.locks)
        m_mark.wait(longestForLock);
    watch(recorded, true);
}

// A lock that is not on the disk is told each time, anything else once.
void LockRecorder::watch(const QFuture<Result<void>> &recorded, bool isLock)
{
    m_session.resume(recorded, [this, isLock](const Result<void> &result) {
        if (m_session.isOver() || result.failedWith(Error::Kind::Abandoned))
            return;
        const bool isToldAlready = std::exchange(m_isFailing, !result);
        if (!result && (isLock || !isToldAlready)) {
            qCInfo(lcSession) << "A lock would not outlive this process:" << result.error();
            m_session.tell([error = result.error()](LoginManager &m) { Q_EMIT m.lockNotRecorded(error); });
        }
    });
}

void LockRecorder::clear(const QFuture<Result<void>> &ended, LockMark::Others others)
{
    m_session.resume(ended, [this, others](const Result<void> &result) {
        if (result && !m_session.isOver() && !m_session.model().isIn())
            watch(m_mark.clear(others), false);
    });
}

} // namespace QtLogin
