// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/worker.h"
#include "remember/lockfile_p.h"

#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>

#include <list>

namespace QtLogin {

// One process at a time changes a remembered token. The lock goes with its holder, also with a
// killed one; waiting is bounded, for a holder may be stopped: then the caller gets null, and must
// leave the token as it is.
class RotationLock final : public QObject
{
    Q_OBJECT
public:
    // Whoever lets go of it last, in the thread of this object, gives the lock up.
    using Held = std::shared_ptr<const LockFile>;

    RotationLock(Worker &worker, std::shared_ptr<Clock> clock) : m_worker(worker), m_clock(std::move(clock)) { }

    void acquire(const QString &path, std::function<void(Held)> held);
    // As acquire(), and at once where this process holds the lock already: for what may only come
    // after the other, and need not wait for it.
    void join(const QString &path, std::function<void(Held)> held);

private:
    struct Wait
    {
        QString path;
        std::function<void(Held)> done;
        Clock::Boot until;
        std::unique_ptr<Alarm> alarm;
        std::unique_ptr<LockFile> lock;
    };
    void attempt(const std::shared_ptr<Wait> &wait);
    void retry(const std::shared_ptr<Wait> &wait);
    void conclude(const std::shared_ptr<Wait> &wait);
    void release(LockFile *file);

    Worker &m_worker;
    std::shared_ptr<Clock> m_clock;
    std::list<std::shared_ptr<Wait>> m_waits;
    std::weak_ptr<const LockFile> m_held;
};

} // namespace QtLogin
