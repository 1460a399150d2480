// SPDX-License-Identifier: MIT
#include "foundation/worker.h"

#include <QtCore/qthreadpool.h>

namespace QtLogin {

class Worker::Private
{
public:
    QThreadPool pool;
};

Worker::Worker() : d(std::make_unique<Private>())
{
    d->pool.setMaxThreadCount(1); // one thread: tasks keep their order
    d->pool.setExpiryTimeout(5'000);
}

Worker::~Worker() = default; // the pool waits for its tasks

bool Worker::waitForDone(std::chrono::milliseconds longest)
{
    return d->pool.waitForDone(int(longest.count()));
}

void Worker::start(std::function<void()> task)
{
    d->pool.start(std::move(task));
}

} // namespace QtLogin
