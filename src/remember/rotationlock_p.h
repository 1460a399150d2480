// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/worker.h"
#include "remember/lockfile_p.h"

#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>

#include <deque>

namespace QtLogin {

// One process at a time changes a remembered token. The lock goes with its holder, also with a
// killed one. Another process is waited for ten seconds, for it may be stopped: then the caller gets null, and must
// leave the token as it is. Within one process they get it one after the other, without looking again.
class RotationLock final : public QObject
{
    Q_OBJECT
public:
    // The last copy, which goes in the thread of this object, gives the lock up.
    using Held = std::shared_ptr<const LockFile>;

    // The other processes are waited for by \a clock, and the disk by \a diskClock.
    RotationLock(Worker &worker, std::shared_ptr<Clock> clock, std::shared_ptr<Clock> diskClock = Clock::system())
        : m_worker(worker), m_clock(std::move(clock)), m_diskClock(std::move(diskClock))
    {
    }

    // With a user who waits.
    void acquire(const QString &path, std::function<void(Held)> held);
    // In the background, and at once where this process holds the lock already: for what may only come
    // after the other, and need not wait for it.
    void join(const QString &path, std::function<void(Held)> held);

private:
    struct Wait
    {
        QString path;
        std::function<void(Held)> done;
        std::chrono::seconds longest {0}; // for the disk
        Clock::Boot until {};
        std::unique_ptr<LockFile> lock = {};
    };
    void add(const QString &path, std::function<void(Held)> held, std::chrono::seconds longest);
    void beginNext();
    void attempt(const std::shared_ptr<Wait> &wait);
    void conclude(const std::shared_ptr<Wait> &wait, std::unique_ptr<LockFile> lock);
    [[nodiscard]] Held share(std::unique_ptr<LockFile> lock);
    void release(LockFile *file);

    Worker &m_worker;
    std::shared_ptr<Clock> m_clock;
    const std::shared_ptr<Clock> m_diskClock;
    std::deque<std::shared_ptr<Wait>> m_waits; // without the wait that is being attempted
    bool m_isAttempting = false;
    std::unique_ptr<Alarm> m_nextAttempt;
    std::weak_ptr<const LockFile> m_held;
};

} // namespace QtLogin
