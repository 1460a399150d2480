// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"

#include <functional>
#include <type_traits>

namespace QtLogin {

//! A thread beside the GUI's that does one thing after the other: files, databases, hashing.
//!
//! The thread exists only while there is work. Destroying a worker waits two seconds for what was
//! started, as stop() does. A task that is still being done then is abandoned and never joined, for a disk may hang
//! for ever: so a task owns all that it uses. \since 0.1
class QTLOGIN_CORE_EXPORT Worker
{
public:
    Worker();
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    //! Runs \a task, which returns a Result<T>, after all that were given before. A task that
    //! throws answers Internal.
    template<typename Task>
    auto run(Task task) -> QFuture<std::invoke_result_t<Task &>>
    {
        using Answered = std::invoke_result_t<Task &>;
        Answer<typename Answered::value_type> answer;
        const auto future = answer.future();
        start([task = std::move(task), answer]() mutable {
            try {
                answer.finish(task());
            } catch (...) {
                QtLogin::Private::logThrown("The task of a worker");
                answer.finish(Error::Kind::Internal);
            }
        });
        return future;
    }

    //! Waits until all that was started has been done, or the time is over.
    bool waitForDone(std::chrono::milliseconds longest);
    //! As waitForDone(); what has not begun by then is dropped, its answer Abandoned, and a task that
    //! asks isStopping() is told to give up.
    void stop(std::chrono::milliseconds longest);
    //! For tasks that wait: whether the worker of this thread is to stop.
    static bool isStopping();
    //! For tasks that look for something again and again: waits for \a longest, or until the worker of this thread is
    //! to stop, and says whether it is.
    static bool waitToStop(std::chrono::milliseconds longest);

private:
    void start(std::function<void()> task);

    class Private;
    std::shared_ptr<Private> d; // shared with the thread, which may outlive the worker
};

} // namespace QtLogin
