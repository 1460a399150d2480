// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/worker.h"

#include <QtCore/qobject.h>

#include <atomic>

namespace QtLogin {

// The thread in which the files of remembering are read and written. A disk may hang for ever, so each task has a
// deadline: Unavailable once the thread has shown no sign of life for so long. The task is done all the same when the
// disk is back, in the order in which it was given.
class FileWorker final
{
public:
    // With a user who waits for the answer, and without one: syncing a file may take seconds beside other work.
    static constexpr std::chrono::seconds forUser {2}, inBackground {10};

    // The last second of a deadline passes on \a realClock: a disk does not hang because \a clock has been moved on.
    explicit FileWorker(std::shared_ptr<Clock> clock, std::shared_ptr<Clock> realClock = Clock::system())
        : m_clock(std::move(clock)), m_realClock(std::move(realClock))
    {
    }

    template<typename Task>
    [[nodiscard]] auto run(Task task, std::chrono::seconds longest = inBackground)
        -> QFuture<std::invoke_result_t<Task &>>;
    // Called when a task that was given up has ended after all.
    void onLateAnswer(std::function<void()> heard) { m_heard = std::move(heard); }

    // For a task that waits for another process, which is a sign of life: as Worker::waitToStop().
    static bool waitForOthers(std::chrono::milliseconds longest);
    void waitForDone(std::chrono::milliseconds longest) { m_worker.waitForDone(longest); }
    void stop(std::chrono::milliseconds longest) { m_worker.stop(longest); }
    [[nodiscard]] Worker &worker() { return m_worker; }

private:
    using Signs = std::atomic<quint64>;

    // As long as it exists, the thread is a task's; the end of a task is a sign of life.
    class Turn
    {
    public:
        explicit Turn(Signs &signs);
        ~Turn();
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;
    };

    class Deadline
    {
    public:
        Deadline(Clock &clock, Clock &realClock, std::shared_ptr<const Signs> signs, std::chrono::seconds longest,
                 std::function<bool()> isDone, std::function<void()> giveUp);

        void end();
        bool isOver() const { return m_isOver; }

    private:
        void arm();
        void look(void (Deadline::*next)());
        void waitReally();
        void giveUp();

        Clock &m_clock;
        Clock &m_realClock;
        const std::shared_ptr<const Signs> m_signs;
        const std::chrono::seconds m_longest;
        std::function<bool()> m_isDone;
        std::function<void()> m_giveUp;
        std::unique_ptr<Alarm> m_alarm;
        quint64 m_seen = 0;
        bool m_isOver = false;
    };

    const std::shared_ptr<Clock> m_clock;
    const std::shared_ptr<Clock> m_realClock;
    const std::shared_ptr<Signs> m_signs = std::make_shared<Signs>(0);
    std::function<void()> m_heard;
    Worker m_worker;
    QObject m_context; // of what continues in the thread of this object
};

template<typename Task>
auto FileWorker::run(Task task, std::chrono::seconds longest) -> QFuture<std::invoke_result_t<Task &>>
{
    using Answered = std::invoke_result_t<Task &>;
    const Answer<typename Answered::value_type> answer;
    const auto done = m_worker.run([signs = m_signs, answer, task = std::move(task)]() mutable -> Result<void> {
        const Turn turn(*signs);
        try {
            answer.finish(task());
        } catch (...) {
            QtLogin::Private::logThrown("The task of a file worker");
            answer.finish(Error::Kind::Internal);
        }
        return {};
    });
    const auto isDone = [answer] { return answer.isFinished(); };
    const auto giveUp = [answer] { answer.finish(Error::Kind::Unavailable); };
    const auto deadline = std::make_shared<Deadline>(*m_clock, *m_realClock, m_signs, longest, isDone, giveUp);
    whenDone(done, &m_context, [this, deadline](const Result<void> &) {
        deadline->end();
        if (deadline->isOver() && m_heard)
            m_heard();
    });
    return answer.future();
}

} // namespace QtLogin
