// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/futures.h"

namespace QtLogin {

// The same answer, or \a late when it has not come within \a longest.
template<typename T>
[[nodiscard]] QFuture<Result<T>> withDeadline(const QFuture<Result<T>> &future, Clock &clock,
                                              std::chrono::nanoseconds longest, QObject *context,
                                              const Error &late = Error::Kind::TimedOut)
{
    if (!future.isValid() || future.isFinished())
        return future;
    Answer<T> answer;
    auto alarm = std::make_shared<std::unique_ptr<Alarm>>(
        clock.callAfter(longest, [answer, late] { answer.finish(late); }));
    whenDone(future, context, [answer, alarm](const Result<T> &result) {
        alarm->reset();
        answer.finish(result);
    });
    return answer.future();
}

// Success when all \a futures have succeeded, or else one of their errors; once all are done.
[[nodiscard]] inline QFuture<Result<void>> allOf(const QList<QFuture<Result<void>>> &futures, QObject *context)
{
    struct Outcome
    {
        qsizetype left;
        Result<void> result;
        Answer<void> answer;
    };
    if (futures.isEmpty())
        return readyFuture(Result<void>());
    const auto outcome = std::make_shared<Outcome>(Outcome {futures.size(), {}, {}});
    for (const auto &future : futures) {
        whenDone(future, context, [outcome](const Result<void> &result) {
            if (!result)
                outcome->result = result;
            if (--outcome->left == 0)
                outcome->answer.finish(outcome->result);
        });
    }
    return outcome->answer.future();
}

// Calls \a callee, which is not ours: an exception out of it is an answer like any other, and stands in the log.
template<typename T, typename Call>
[[nodiscard]] QFuture<Result<T>> guarded(const char *callee, Call call)
{
    try {
        return call();
    } catch (...) {
        QtLogin::Private::logThrown(callee);
        return readyFuture<Result<T>>(Error::Kind::Internal);
    }
}

} // namespace QtLogin
