// SPDX-License-Identifier: MIT
#include "foundation/worker.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

namespace QtLogin {

using namespace std::chrono_literals;

static constexpr auto idleThreadEndsAfter = 5s;

class Worker::Private : public std::enable_shared_from_this<Private>
{
public:
    using Tasks = std::deque<std::function<void()>>;

    void add(std::function<void()> task);
    bool waitForDone(std::chrono::milliseconds longest);
    void stop(std::chrono::milliseconds longest);
    void end();
    bool waitToStop(std::chrono::milliseconds longest);
    bool isStopping();

    static inline thread_local Private *here = nullptr; // of this thread

private:
    bool isDone() const { return m_tasks.empty() && !m_isBusy; }
    Tasks beginThread();
    void work();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    Tasks m_tasks;
    std::thread m_thread;
    bool m_hasThread = false; // a thread that takes tasks
    bool m_isBusy = false; // a task is being done
    bool m_isStopping = false;
    bool m_hasEnded = false; // the worker has gone
};

void Worker::Private::add(std::function<void()> task)
{
    Tasks dropped; // outside of the lock
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    if (!m_hasThread)
        dropped = beginThread();
    m_changed.notify_all();
}

// Where the system has no thread to give, what was to be done is dropped.
Worker::Private::Tasks Worker::Private::beginThread()
{
    if (m_thread.joinable())
        m_thread.join(); // it takes no tasks any more
    try {
        m_thread = std::thread([self = shared_from_this()] { self->work(); });
        m_hasThread = true;
        return {};
    } catch (const std::system_error &) {
        return std::exchange(m_tasks, {});
    }
}

// One thread: tasks keep their order.
void Worker::Private::work()
{
    here = this;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait_for(lock, idleThreadEndsAfter, [this] { return !m_tasks.empty() || m_hasEnded; });
        if (m_tasks.empty())
            break;
        auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_isBusy = true;
        lock.unlock();
        task();
        task = nullptr;
        lock.lock();
        m_isBusy = false;
        m_changed.notify_all();
    }
    m_hasThread = false;
}

bool Worker::Private::waitForDone(std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, longest, [this] { return isDone(); });
}

void Worker::Private::stop(std::chrono::milliseconds longest)
{
    Tasks dropped; // outside of the lock
    std::unique_lock lock(m_mutex);
    if (m_changed.wait_for(lock, m_isStopping ? 0ms : longest, [this] { return isDone(); }))
        return;
    m_isStopping = true;
    dropped = std::exchange(m_tasks, {});
    m_changed.notify_all();
}

void Worker::Private::end()
{
    std::unique_lock lock(m_mutex);
    m_hasEnded = true;
    m_changed.notify_all();
    auto thread = std::move(m_thread);
    const bool isStuck = m_isBusy;
    lock.unlock();
    if (!thread.joinable())
        return;
    if (isStuck)
        thread.detach(); // it has its own hold on all that it uses
    else
        thread.join();
}

bool Worker::Private::waitToStop(std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, longest, [this] { return m_isStopping; });
}

bool Worker::Private::isStopping()
{
    const std::lock_guard lock(m_mutex);
    return m_isStopping;
}

Worker::Worker() : d(std::make_shared<Private>()) { }

Worker::~Worker()
{
    d->stop(2s);
    d->end();
}

bool Worker::waitForDone(std::chrono::milliseconds longest)
{
    return d->waitForDone(longest);
}

void Worker::stop(std::chrono::milliseconds longest)
{
    d->stop(longest);
}

bool Worker::isStopping()
{
    return Private::here && Private::here->isStopping();
}

bool Worker::waitToStop(std::chrono::milliseconds longest)
{
    Private none; // never stops
    return (Private::here ? *Private::here : none).waitToStop(longest);
}

void Worker::start(std::function<void()> task)
{
    d->add(std::move(task));
}

} // namespace QtLogin
