// SPDX-License-Identifier: MIT
#pragma once

#include "remember/fileworker_p.h"
#include "remember/markfile_p.h"

namespace QtLogin {

// Whether the session of one manager is open or locked, recorded for the next start: otherwise killing
// the application would undo its lock. The records reach the disk in the order of the calls.
class LockMark
{
public:
    using Others = MarkFile::Others;

    struct Session // as its manager knows it
    {
        QString userId;
        Mark::State state = Mark::State::Locked;
        Clock::Boot lastInput {};
        Clock::Boot begun {};
        bool comesBack = false; // it is remembered; else the profile is asked whether another login is
    };
    struct Limits // zero: without this limit
    {
        std::chrono::seconds idleLock {0};
        std::chrono::seconds sessionLifetime {0};
    };
    struct Found // how a remembered login comes back
    {
        bool isLocked = true;
        std::chrono::nanoseconds age {0}; // how long ago the session began; zero: it begins now
    };

    explicit LockMark(std::shared_ptr<Clock> clock) : m_clock(std::move(clock)), m_worker(m_clock) { }

    // The place of the marks, and the profile that they belong to. Records there are left as they are.
    void setPlace(const QString &marks, const QString &profile);

    // How \a userId comes back: locked where a manager was left locked with them, where a limit has passed meanwhile,
    // and where the file is damaged, unreadable, or missing although the profile says that it was written.
    [[nodiscard]] QFuture<Result<Found>> find(const QString &userId, const Limits &limits);

    // Success also where there is nothing to record, because no login is remembered.
    [[nodiscard]] QFuture<Result<void>> record(const Session &session, Others others);

    // The user has logged out: frees the entry of this manager.
    [[nodiscard]] QFuture<Result<void>> clear(Others others);

    // For what has been recorded: until it is on the disk or the time is over.
    void wait(std::chrono::milliseconds longest) { m_worker.waitForDone(longest); }
    // As wait(), at the end: nothing is recorded afterwards, and the entry counts as that of a dead manager.
    void close(std::chrono::milliseconds longest);

private:
    struct Place;

    const std::shared_ptr<Clock> m_clock;
    std::shared_ptr<Place> m_place; // belongs to the worker, once there
    FileWorker m_worker; // of its own: a lock does not wait for the other files
};

} // namespace QtLogin
