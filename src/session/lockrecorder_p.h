// SPDX-License-Identifier: MIT
#pragma once

#include "remember/lockmark_p.h"
#include "session/sessionmodel_p.h"

namespace QtLogin {

class Session;

// Records for the next start how the session stands: else killing the application would undo its lock.
class LockRecorder
{
public:
    explicit LockRecorder(Session &session);

    void setPlace(const QString &marks, const QString &profile) { m_mark.setPlace(marks, profile); }
    [[nodiscard]] QFuture<Result<LockMark::Found>> find(const QString &userId);

    // How the session stands now; nothing while no user is logged in.
    void record(LockMark::Others others);
    // At most once a minute, where an idle limit needs it.
    void noteInput();
    void recordLastInput();
    // Begins to record a lock, or that only a proof brings the user back: before the gates close. Invalid for others.
    QFuture<Result<void>> recordEnd(const SessionModel &before, const SessionChange &change);
    // Waits shortly for a lock, so that a slot may end the process, and watches \a recorded.
    void waitForLock(const QFuture<Result<void>> &recorded, const SessionChange &change);
    // Frees the entry once \a ended has succeeded, because the remembered login cannot come back then. Not before: a
    // kill in between would undo a lock.
    void clear(const QFuture<Result<void>> &ended, LockMark::Others others);
    void close(std::chrono::milliseconds longest) { m_mark.close(longest); }

private:
    LockMark::Session describe(const SessionModel &model, Mark::State state) const;
    void watch(const QFuture<Result<void>> &recorded, bool isLock);

    Session &m_session;
    LockMark m_mark;
    bool m_isFailing = false; // and that has been told
    Clock::Boot m_recordedInputAt {};
};

} // namespace QtLogin
