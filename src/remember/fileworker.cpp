// SPDX-License-Identifier: MIT
#include "remember/fileworker_p.h"

namespace QtLogin {

static thread_local std::atomic<quint64> *signsOfThisThread = nullptr;

FileWorker::Turn::Turn(Signs &signs)
{
    signsOfThisThread = &signs;
}

FileWorker::Turn::~Turn()
{
    ++*std::exchange(signsOfThisThread, nullptr);
}

bool FileWorker::waitForOthers(std::chrono::milliseconds longest)
{
    if (signsOfThisThread)
        ++*signsOfThisThread;
    return Worker::waitToStop(longest);
}

static constexpr std::chrono::seconds lastWait {1};

FileWorker::Deadline::Deadline(Clock &clock, Clock &realClock, std::shared_ptr<const Signs> signs,
                               std::chrono::seconds longest, std::function<bool()> isDone, std::function<void()> giveUp)
    : m_clock(clock)
    , m_realClock(realClock)
    , m_signs(std::move(signs))
    , m_longest(longest)
    , m_isDone(std::move(isDone))
    , m_giveUp(std::move(giveUp))
{
    arm();
}

void FileWorker::Deadline::end()
{
    m_alarm.reset();
    m_isDone = nullptr;
    m_giveUp = nullptr;
}

void FileWorker::Deadline::arm()
{
    m_seen = *m_signs;
    m_alarm = m_clock.callAfter(m_longest - lastWait, [this] { look(&Deadline::waitReally); });
}

void FileWorker::Deadline::look(void (Deadline::*next)())
{
    if (m_isDone()) // on its way through the event loop
        return;
    m_seen != *m_signs ? arm() : (this->*next)();
}

void FileWorker::Deadline::waitReally()
{
    m_alarm = m_realClock.callAfter(lastWait, [this] { look(&Deadline::giveUp); });
}

// The answer comes last: its continuation may delete all of this.
void FileWorker::Deadline::giveUp()
{
    m_isOver = true;
    const auto answer = std::exchange(m_giveUp, nullptr);
    answer();
}

} // namespace QtLogin
