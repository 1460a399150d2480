// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "support/patience.h"

#include <QtTest/qtest.h>

// The answer of \a future, while the event loop runs. The limit is for the test that would hang.
template<typename T>
QtLogin::Result<T> answerOf(const QFuture<QtLogin::Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, patience))
        return QtLogin::Error::Kind::TimedOut;
    return QtLogin::resultOf(future);
}
