// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

#include <QtCore/qfuture.h>
#include <QtCore/qpromise.h>
#include <QtCore/qthread.h>

#include <atomic>
#include <functional>
#include <memory>
#include <type_traits>

namespace QtLogin {

//! A future that is finished already.
//! \since 0.1
template<typename T>
[[nodiscard]] QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

//! The giving end of a QFuture<Result<T>>, which always ends with a result.
//!
//! Copies share one promise. The first finish() counts; when the last copy goes without one, the
//! answer is Abandoned. Finish last: change your own state first, for the caller that waits runs next.
//! May be finished from any thread.
//! \headerfile <QtLogin/Answer> \since 0.1
template<typename T>
class Answer
{
public:
    Answer() : m_state(std::make_shared<State>()) { }

    [[nodiscard]] QFuture<Result<T>> future() const { return m_state->promise.future(); }
    bool isFinished() const { return m_state->finished.load(std::memory_order_acquire); }
    void finish(Result<T> result) const { m_state->finish(std::move(result)); }

private:
    struct State
    {
        State() { promise.start(); }
        ~State() { finish(Error::Kind::Abandoned); }
        void finish(Result<T> result)
        {
            if (finished.exchange(true, std::memory_order_acq_rel))
                return;
            promise.addResult(std::move(result));
            promise.finish();
        }
        QPromise<Result<T>> promise;
        std::atomic_bool finished = false;
    };
    std::shared_ptr<State> m_state;
};

namespace Private {
// The same for every T, and so in one place.
QTLOGIN_CORE_EXPORT void whenFinished(const QFuture<void> &future, QObject *context, std::function<void()> then);
// Says in the log what the exception that is being handled says, and that \a thrower has thrown it.
QTLOGIN_CORE_EXPORT void logThrown(const char *thrower);
}

//! The result of a finished \a future. A dropped promise, a cancelled future and an exception, which the log quotes,
//! are errors like any other, never a crash.
template<typename T>
[[nodiscard]] Result<T> resultOf(const QFuture<Result<T>> &future)
{
    if (!future.isValid())
        return Error::Kind::Abandoned;
    try {
        QFuture<Result<T>> copy = future;
        copy.waitForFinished(); // finished already: rethrows what the promise's side has thrown
        if (copy.resultCount() == 0)
            return Error::Kind::Abandoned;
        return copy.resultAt(0);
    } catch (...) {
        QtLogin::Private::logThrown("The maker of a future");
        return Error::Kind::Internal;
    }
}

//! Runs \a then(Result<T>) in the thread of \a context, which must be this one, when \a future has
//! finished: at once when it has already, through the event loop otherwise; never when \a context
//! is dead by then. The one way to continue here, for QFuture::then() crashes on a dead context
//! and on a dropped promise.
//! \headerfile <QtLogin/Futures> \since 0.1
template<typename T, typename Then>
void whenDone(const QFuture<Result<T>> &future, QObject *context, Then &&then)
{
    Q_ASSERT(context && context->thread() == QThread::currentThread());
    if (!future.isValid() || future.isFinished()) {
        then(resultOf(future));
        return;
    }
    Private::whenFinished(QFuture<void>(future), context,
                          [future, then = std::forward<Then>(then)]() mutable { then(resultOf(future)); });
}

//! Does not compile, and says how to.
template<typename T, typename Then>
void whenDone(const QFuture<Result<T>> &, Then &&)
{
    static_assert(!std::is_same_v<T, T>,
                  "whenDone() needs a QObject without which there is no use to go on: whenDone(future, this, ...)");
}

} // namespace QtLogin
