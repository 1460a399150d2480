// SPDX-License-Identifier: MIT
#include "foundation/futures.h"

#include <QtCore/qthread.h>
#include <QtTest/qtest.h>

#include <optional>
#include <stdexcept>
#include <thread>

using namespace QtLogin;

namespace {

using Number = Result<int>;

// A promise as other code than ours gives it, without our Answer around it.
struct BarePromise
{
    BarePromise() { promise.emplace().start(); }
    QFuture<Number> future() { return promise->future(); }
    void finishWith(Number result)
    {
        promise->addResult(std::move(result));
        promise->finish();
    }

    std::optional<QPromise<Number>> promise;
};

// A caller that waits, and the answers that it heard.
struct Listener
{
    auto listen()
    {
        return [this](const Number &result) {
            ++calls;
            heard = result;
            thread = QThread::currentThread();
        };
    }

    QObject context;
    int calls = 0;
    std::optional<Number> heard;
    QThread *thread = nullptr;
};

void runEvents()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

class tst_Futures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReadyFutureHoldsItsValue();
    void aFinishedFutureIsHeardAtOnce();
    void aLaterResultIsHeardOnceThroughTheEventLoop();
    void severalMayWaitForOneFuture();
    void aFutureOfNobodyIsAbandoned();
    void aBrokenPromiseIsAbandoned_data();
    void aBrokenPromiseIsAbandoned();
    void aCancelledFutureIsAbandoned();
    void anExceptionIsAnError_data();
    void anExceptionIsAnError();
    void aPromiseThatBreaksAfterItsResultIsAbandonedToo();
    void nothingIsHeardAfterTheContextDied();
    void aContextThatDiesBetweenFinishAndDeliveryHearsNothing();
    void theContextMayDieInTheContinuation();
    void theContinuationMayStartTheNext();
    void noWatcherIsLeftBehind();
    void aResultFromAnotherThreadIsHeardInThisOne();
    void aBrokenPromiseInAnotherThreadIsHeard();
    void manyResultsFromThreadsAreEachHeardOnce();
};

void tst_Futures::aReadyFutureHoldsItsValue()
{
    const QFuture<Number> future = readyFuture<Number>(7);
    QVERIFY(future.isFinished());
    QCOMPARE(*resultOf(future), 7);
    QVERIFY(resultOf(readyFuture<Number>(Error::Kind::Absent)).failedWith(Error::Kind::Absent));
    QVERIFY(resultOf(readyFuture(Result<void>())));
}

void tst_Futures::aFinishedFutureIsHeardAtOnce()
{
    Listener listener;
    whenDone(readyFuture<Number>(7), &listener.context, listener.listen());
    QCOMPARE(listener.calls, 1);
    QCOMPARE(**listener.heard, 7);
    runEvents();
    QCOMPARE(listener.calls, 1);
}

void tst_Futures::aLaterResultIsHeardOnceThroughTheEventLoop()
{
    Listener listener;
    BarePromise promise;
    whenDone(promise.future(), &listener.context, listener.listen());
    QCOMPARE(listener.calls, 0);
    promise.finishWith(7);
    QCOMPARE(listener.calls, 0); // not inside finish()
    runEvents();
    QCOMPARE(listener.calls, 1);
    QCOMPARE(**listener.heard, 7);
    runEvents();
    QCOMPARE(listener.calls, 1);
}

void tst_Futures::severalMayWaitForOneFuture()
{
    Listener one;
    Listener other;
    BarePromise promise;
    whenDone(promise.future(), &one.context, one.listen());
    whenDone(promise.future(), &other.context, other.listen());
    promise.finishWith(7);
    runEvents();
    QCOMPARE(one.calls, 1);
    QCOMPARE(other.calls, 1);
}

void tst_Futures::aFutureOfNobodyIsAbandoned()
{
    Listener listener;
    whenDone(QFuture<Number>(), &listener.context, listener.listen());
    QCOMPARE(listener.calls, 1);
    QVERIFY(listener.heard->failedWith(Error::Kind::Abandoned));
}

void tst_Futures::aBrokenPromiseIsAbandoned_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("before waiting") << true;
    QTest::newRow("while waiting") << false;
}

void tst_Futures::aBrokenPromiseIsAbandoned()
{
    QFETCH(bool, before);
    Listener listener;
    BarePromise promise;
    const auto future = promise.future();
    if (before)
        promise.promise.reset();
    whenDone(future, &listener.context, listener.listen());
    promise.promise.reset();
    runEvents();
    QCOMPARE(listener.calls, 1);
    QVERIFY(listener.heard->failedWith(Error::Kind::Abandoned));
}

void tst_Futures::aCancelledFutureIsAbandoned()
{
    Listener listener;
    BarePromise promise;
    auto future = promise.future();
    whenDone(future, &listener.context, listener.listen());
    future.cancel();
    runEvents();
    QCOMPARE(listener.calls, 0); // its promise has not ended yet
    promise.promise->finish();
    runEvents();
    QCOMPARE(listener.calls, 1);
    QVERIFY(listener.heard->failedWith(Error::Kind::Abandoned));
}

void tst_Futures::anExceptionIsAnError_data()
{
    aBrokenPromiseIsAbandoned_data();
}

void tst_Futures::anExceptionIsAnError()
{
    QFETCH(bool, before);
    Listener listener;
    BarePromise promise;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("future has thrown \"no\"")));
    const auto fail = [&promise] {
        promise.promise->setException(std::make_exception_ptr(std::runtime_error("no")));
        promise.promise->finish();
    };
    if (before)
        fail();
    whenDone(promise.future(), &listener.context, listener.listen());
    if (!before)
        fail();
    runEvents();
    QCOMPARE(listener.calls, 1);
    QVERIFY(listener.heard->failedWith(Error::Kind::Internal));
}

void tst_Futures::aPromiseThatBreaksAfterItsResultIsAbandonedToo()
{
    Listener listener;
    BarePromise promise;
    whenDone(promise.future(), &listener.context, listener.listen());
    promise.promise->addResult(Number(7));
    promise.promise.reset();
    runEvents();
    QCOMPARE(listener.calls, 1);
    QVERIFY(listener.heard->failedWith(Error::Kind::Abandoned));
}

void tst_Futures::nothingIsHeardAfterTheContextDied()
{
    BarePromise promise;
    int calls = 0;
    auto context = std::make_unique<QObject>();
    whenDone(promise.future(), context.get(), [&calls](const Number &) { ++calls; });
    context.reset();
    promise.finishWith(7);
    runEvents();
    QCOMPARE(calls, 0);
}

void tst_Futures::aContextThatDiesBetweenFinishAndDeliveryHearsNothing()
{
    BarePromise promise;
    int calls = 0;
    auto context = std::make_unique<QObject>();
    whenDone(promise.future(), context.get(), [&calls](const Number &) { ++calls; });
    promise.finishWith(7);
    context.reset();
    runEvents();
    QCOMPARE(calls, 0);
}

void tst_Futures::theContextMayDieInTheContinuation()
{
    BarePromise promise;
    int calls = 0;
    auto context = std::make_unique<QObject>();
    const auto captured = std::make_shared<int>(7); // must live until the continuation has returned
    std::weak_ptr<int> alive = captured;
    whenDone(promise.future(), context.get(), [&calls, &context, &alive, captured](const Number &) {
        context.reset();
        QVERIFY(!alive.expired());
        calls += *captured;
    });
    promise.finishWith(1);
    runEvents();
    QCOMPARE(calls, 7);
}

void tst_Futures::theContinuationMayStartTheNext()
{
    Listener listener;
    BarePromise first;
    BarePromise second;
    whenDone(first.future(), &listener.context, [&](const Number &) {
        whenDone(second.future(), &listener.context, listener.listen());
        second.finishWith(2);
    });
    first.finishWith(1);
    runEvents();
    QTRY_COMPARE(listener.calls, 1);
    QCOMPARE(**listener.heard, 2);
}

void tst_Futures::noWatcherIsLeftBehind()
{
    Listener listener;
    for (int i = 0; i < 10; ++i) {
        BarePromise promise;
        whenDone(promise.future(), &listener.context, listener.listen());
        promise.finishWith(i);
        runEvents();
    }
    QCOMPARE(listener.calls, 10);
    QVERIFY(listener.context.children().isEmpty());
}

void tst_Futures::aResultFromAnotherThreadIsHeardInThisOne()
{
    Listener listener;
    BarePromise promise;
    whenDone(promise.future(), &listener.context, listener.listen());
    std::thread other([&promise] { promise.finishWith(7); });
    QTRY_COMPARE(listener.calls, 1);
    other.join();
    QCOMPARE(**listener.heard, 7);
    QCOMPARE(listener.thread, QThread::currentThread());
}

void tst_Futures::aBrokenPromiseInAnotherThreadIsHeard()
{
    Listener listener;
    BarePromise promise;
    whenDone(promise.future(), &listener.context, listener.listen());
    std::thread other([&promise] { promise.promise.reset(); });
    QTRY_COMPARE(listener.calls, 1);
    other.join();
    QVERIFY(listener.heard->failedWith(Error::Kind::Abandoned));
}

void tst_Futures::manyResultsFromThreadsAreEachHeardOnce()
{
    constexpr int count = 200;
    Listener listener;
    std::vector<BarePromise> promises(count);
    std::vector<bool> heard(count, false);
    std::thread other([&promises] {
        for (int i = 0; i < count; ++i)
            promises[size_t(i)].finishWith(i);
    });
    // Some have finished already, some finish in this very moment.
    for (BarePromise &promise : promises) {
        whenDone(promise.future(), &listener.context, [&](const Number &result) {
            QVERIFY(!heard[size_t(*result)]);
            heard[size_t(*result)] = true;
            ++listener.calls;
        });
    }
    QTRY_COMPARE(listener.calls, count);
    other.join();
}

QTEST_GUILESS_MAIN(tst_Futures)
#include "tst_futures.moc"
