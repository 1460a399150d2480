// SPDX-License-Identifier: MIT
#include "remember/rotationlock_p.h"

#include "foundation/deadline_p.h"
#include "remember/fileworker_p.h"
#include "remember/statefile_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

static constexpr auto longestWait = 10s;
static constexpr auto betweenAttempts = 50ms;
static constexpr auto longestLetGo = 100ms;

// Not in this thread, which may be the window's, for the disk may hang. Waits for a moment, so that what comes next
// finds it free.
static void unlockBeside(LockFile *file)
{
    const std::shared_ptr<LockFile> lock(file);
    if (!lock->isHeld())
        return;
    Worker beside;
    (void)beside.run([lock] { return lock->unlock(), Result<void>(); });
    beside.stop(longestLetGo);
}

void RotationLock::acquire(const QString &path, std::function<void(Held)> held)
{
    add(path, std::move(held), FileWorker::forUser);
}

void RotationLock::join(const QString &path, std::function<void(Held)> held)
{
    if (const auto ours = m_held.lock(); ours && ours->path() == path)
        return held(ours);
    add(path, std::move(held), FileWorker::inBackground);
}

void RotationLock::add(const QString &path, std::function<void(Held)> held, std::chrono::seconds longest)
{
    m_waits.push_back(std::make_shared<Wait>(Wait {.path = path, .done = std::move(held), .longest = longest}));
    beginNext();
}

void RotationLock::beginNext()
{
    if (m_isAttempting || m_waits.empty() || !m_held.expired())
        return;
    m_isAttempting = true;
    const auto wait = m_waits.front();
    m_waits.pop_front();
    wait->until = m_clock->sinceBoot() + longestWait;
    attempt(wait);
}

void RotationLock::attempt(const std::shared_ptr<Wait> &wait)
{
    const auto tried = m_worker.run([wait]() -> Result<void> {
        if (const auto made = StateFile::makeFolderFor(wait->path); !made)
            return made;
        auto lock = std::make_unique<LockFile>(wait->path);
        if (!lock->tryLock())
            return lock->isHeldElsewhere() ? Error::Kind::Locked : Error::Kind::Unavailable;
        wait->lock = std::move(lock); // not into the answer, of which others may keep a copy
        return {};
    });
    whenDone(withDeadline(tried, *m_diskClock, wait->longest, this), this, [this, wait](const Result<void> &held) {
        if (held.failedWith(Error::Kind::TimedOut)) // the disk hangs; the lock is given up by the worker if it comes
            return conclude(wait, nullptr);
        const bool mayBecomeFree = held.failedWith(Error::Kind::Locked) && m_clock->sinceBoot() < wait->until;
        if (!mayBecomeFree)
            return conclude(wait, std::exchange(wait->lock, nullptr));
        m_nextAttempt = m_clock->callAfter(betweenAttempts, [this, wait] { attempt(wait); });
    });
}

void RotationLock::conclude(const std::shared_ptr<Wait> &wait, std::unique_ptr<LockFile> lock)
{
    m_isAttempting = false;
    m_nextAttempt.reset();
    const QPointer<RotationLock> alive(this);
    const auto done = std::exchange(wait->done, nullptr);
    done(lock ? share(std::move(lock)) : nullptr);
    if (alive)
        beginNext();
}

RotationLock::Held RotationLock::share(std::unique_ptr<LockFile> lock)
{
    const auto letGo = [self = QPointer<RotationLock>(this)](LockFile *file) {
        if (self)
            self->release(file);
        else
            unlockBeside(file);
    };
    const Held held(lock.release(), letGo);
    m_held = held;
    return held;
}

// Off this thread: that, too, is work for the disk. The next attempt comes after it, for the worker keeps the order.
void RotationLock::release(LockFile *file)
{
    (void)m_worker.run([file = std::shared_ptr<LockFile>(file, unlockBeside)]() -> Result<void> {
        file->unlock();
        return {};
    });
    beginNext();
}

} // namespace QtLogin
