// SPDX-License-Identifier: MIT
#include "remember/rotationlock_p.h"

#include "remember/statefile_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

static constexpr auto longestWait = 10s;
static constexpr auto betweenAttempts = 50ms;

void RotationLock::acquire(const QString &path, std::function<void(Held)> held)
{
    m_waits.push_back(std::make_shared<Wait>(Wait {path, std::move(held), m_clock->sinceBoot() + longestWait, {}, {}}));
    attempt(m_waits.back());
}

void RotationLock::join(const QString &path, std::function<void(Held)> held)
{
    if (const auto ours = m_held.lock(); ours && ours->path() == path)
        return held(ours);
    acquire(path, std::move(held));
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
    whenDone(tried, this, [this, wait](const Result<void> &held) {
        const bool mayBecomeFree = held.failedWith(Error::Kind::Locked) && m_clock->sinceBoot() < wait->until;
        if (!mayBecomeFree)
            return conclude(wait);
        wait->alarm = m_clock->callAfter(betweenAttempts, [this, waiting = std::weak_ptr(wait)] {
            if (const auto wait = waiting.lock())
                retry(wait);
        });
    });
}

void RotationLock::retry(const std::shared_ptr<Wait> &wait)
{
    if (std::exchange(wait->alarm, nullptr)) // else it is being tried
        attempt(wait);
}

void RotationLock::conclude(const std::shared_ptr<Wait> &wait)
{
    m_waits.remove(wait);
    if (!wait->lock)
        return wait->done(nullptr);
    const auto letGo = [lock = QPointer<RotationLock>(this)](LockFile *file) {
        if (lock)
            lock->release(file);
        else
            delete file; // and unlocks
    };
    const Held held(wait->lock.release(), letGo);
    m_held = held;
    wait->done(held);
}

// Off this thread: that, too, is work for the disk.
void RotationLock::release(LockFile *file)
{
    const auto released = m_worker.run([file = std::shared_ptr<LockFile>(file)]() -> Result<void> {
        file->unlock();
        return {};
    });
    whenDone(released, this, [this](const Result<void> &) {
        const auto waits = m_waits;
        for (const auto &wait : waits) // in this process, too, somebody may have waited for it
            retry(wait);
    });
}

} // namespace QtLogin
