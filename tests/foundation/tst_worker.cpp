// SPDX-License-Identifier: MIT
#include "foundation/worker.h"

#include <QtCore/qsemaphore.h>
#include <QtCore/qthread.h>
#include <QtTest/qtest.h>

#include <optional>
#include <stdexcept>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_Worker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskRunsInAnotherThread();
    void theAnswerIsHeardInThisThread();
    void tasksRunOneAfterTheOtherInOrder();
    void aTaskThatThrowsAnswersInternal();
    void aTaskMayHoldWhatCannotBeCopied();
    void waitingEndsWhenAllIsDone();
    void waitingEndsWhenTheTimeIsOver();
    void destructionWaitsForWhatWasStarted();
    void stoppingDropsWhatHasNotBegunAndHurriesTheRest();
    void aTaskThatIsStuckIsAbandoned();
    void aTaskThatWaitsIsToldToStop();
    void outsideOfAWorkerWaitingOnlyTakesTime();
    void twoWorkersWorkAtTheSameTime();
};

void tst_Worker::aTaskRunsInAnotherThread()
{
    Worker worker;
    QThread *ran = nullptr;
    const auto future = worker.run([&ran]() -> Result<int> {
        ran = QThread::currentThread();
        return 7;
    });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(*resultOf(future), 7);
    QVERIFY(ran && ran != QThread::currentThread());
}

void tst_Worker::theAnswerIsHeardInThisThread()
{
    Worker worker;
    QThread *heard = nullptr;
    whenDone(worker.run([] { return Result<void>(); }), this,
             [&heard](const Result<void> &) { heard = QThread::currentThread(); });
    QTRY_COMPARE(heard, QThread::currentThread());
}

void tst_Worker::tasksRunOneAfterTheOtherInOrder()
{
    Worker worker;
    std::vector<int> order; // only the worker's thread touches it until all is done
    std::atomic_int running = 0;
    bool overlapped = false;
    for (int i = 0; i < 200; ++i) {
        (void)worker.run([&, i]() -> Result<void> {
            overlapped |= ++running != 1;
            order.push_back(i);
            --running;
            return {};
        });
    }
    QVERIFY(worker.waitForDone(60s));
    QVERIFY(!overlapped);
    QCOMPARE(order.size(), 200u);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void tst_Worker::aTaskThatThrowsAnswersInternal()
{
    Worker worker;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("has thrown \"no\"")));
    const auto thrown = worker.run([]() -> Result<int> { throw std::runtime_error("no"); });
    const auto next = worker.run([]() -> Result<int> { return 7; });
    QTRY_VERIFY(next.isFinished());
    QVERIFY(resultOf(thrown).failedWith(Error::Kind::Internal));
    QCOMPARE(*resultOf(next), 7); // it works on
}

void tst_Worker::aTaskMayHoldWhatCannotBeCopied()
{
    Worker worker;
    const auto future =
        worker.run([own = std::make_shared<int>(7)]() mutable -> Result<int> { return *std::exchange(own, nullptr); });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(*resultOf(future), 7);
}

void tst_Worker::waitingEndsWhenAllIsDone()
{
    Worker worker;
    QVERIFY(worker.waitForDone(0ms)); // nothing was started
    const auto future = worker.run([] { return Result<void>(); });
    QVERIFY(worker.waitForDone(60s));
    QVERIFY(future.isFinished());
}

void tst_Worker::waitingEndsWhenTheTimeIsOver()
{
    Worker worker;
    QSemaphore gate;
    const auto future = worker.run([&gate]() -> Result<void> {
        gate.acquire();
        return {};
    });
    QVERIFY(!worker.waitForDone(1ms));
    QVERIFY(!future.isFinished());
    gate.release();
    QVERIFY(worker.waitForDone(60s));
}

void tst_Worker::stoppingDropsWhatHasNotBegunAndHurriesTheRest()
{
    Worker worker;
    QSemaphore begun;
    const auto patient = worker.run([&begun]() -> Result<void> {
        begun.release();
        while (!Worker::isStopping())
            QThread::yieldCurrentThread();
        return {};
    });
    const auto late = worker.run([] { return Result<void>(); });
    begun.acquire();
    worker.stop(0ms);
    QTRY_VERIFY(patient.isFinished());
    QVERIFY(resultOf(patient));
    QVERIFY(resultOf(late).failedWith(Error::Kind::Abandoned));
    QVERIFY(!Worker::isStopping()); // this thread is no worker's
}

void tst_Worker::destructionWaitsForWhatWasStarted()
{
    auto worker = std::make_optional<Worker>();
    QSemaphore gate;
    const auto first = worker->run([&gate]() -> Result<void> {
        gate.acquire();
        return {};
    });
    const auto second = worker->run([] { return Result<int>(7); });
    gate.release();
    worker.reset();
    QVERIFY(first.isFinished());
    QCOMPARE(*resultOf(second), 7);
}

void tst_Worker::aTaskThatIsStuckIsAbandoned() // a disk that hangs
{
    const auto begun = std::make_shared<QSemaphore>(), gate = std::make_shared<QSemaphore>();
    auto worker = std::make_optional<Worker>();
    const auto stuck = worker->run([begun, gate]() -> Result<int> {
        begun->release();
        gate->acquire();
        return 7;
    });
    const auto late = worker->run([] { return Result<void>(); });
    begun->acquire();
    worker->stop(0ms);
    worker.reset(); // and does not hang
    QVERIFY(!stuck.isFinished());
    QVERIFY(resultOf(late).failedWith(Error::Kind::Abandoned));
    gate->release();
    QTRY_VERIFY(stuck.isFinished());
    QCOMPARE(*resultOf(stuck), 7);
}

void tst_Worker::aTaskThatWaitsIsToldToStop()
{
    Worker worker;
    QSemaphore begun;
    const auto told = worker.run([&begun] {
        begun.release();
        return Result<bool>(Worker::waitToStop(1h));
    });
    begun.acquire();
    worker.stop(0ms);
    QTRY_VERIFY(told.isFinished());
    QCOMPARE(*resultOf(told), true);
}

void tst_Worker::outsideOfAWorkerWaitingOnlyTakesTime()
{
    QVERIFY(!Worker::waitToStop(1ms));
}

void tst_Worker::twoWorkersWorkAtTheSameTime()
{
    Worker one;
    Worker other;
    QSemaphore there;
    QSemaphore back;
    // Each waits for the other: one thread for both would never end.
    const auto first = one.run([&]() -> Result<void> {
        there.release();
        back.acquire();
        return {};
    });
    const auto second = other.run([&]() -> Result<void> {
        back.release();
        there.acquire();
        return {};
    });
    QTRY_VERIFY(first.isFinished() && second.isFinished());
}

QTEST_GUILESS_MAIN(tst_Worker)
#include "tst_worker.moc"
