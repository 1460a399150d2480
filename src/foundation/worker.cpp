// SPDX-License-Identifier: MIT
#include "foundation/worker.h"

#include <QtCore/qthreadpool.h>

#include <atomic>

namespace QtLogin {

class Worker::Private
{
public:
    QThreadPool pool;
    std::atomic_bool stopping = false;
};

static thread_local const std::atomic_bool *stoppingHere = nullptr;

Worker::Worker() : d(std::make_unique<Private>())
{
    d->pool.setMaxThreadCount(1); // one thread: tasks keep their order
    d->pool.setExpiryTimeout(5'000);
}

Worker::~Worker()
{
    if (!d->stopping)
        stop(std::chrono::seconds(2));
} // and the pool waits for the task that is being done

bool Worker::waitForDone(std::chrono::milliseconds longest)
{
    return d->pool.waitForDone(int(longest.count()));
}

void Worker::stop(std::chrono::milliseconds longest)
{
    if (waitForDone(longest))
        return;
    d->stopping = true;
    d->pool.clear();
}

bool Worker::isStopping()
{
    return stoppingHere && *stoppingHere;
}

void Worker::start(std::function<void()> task)
{
    d->pool.start([stopping = &d->stopping, task = std::move(task)] {
        stoppingHere = stopping;
        task();
        stoppingHere = nullptr;
    });
}

} // namespace QtLogin
