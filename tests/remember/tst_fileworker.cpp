// SPDX-License-Identifier: MIT
#include "remember/fileworker_p.h"
#include "support/patience.h"
#include "testing/manualclock.h"

#include <QtTest/qtest.h>

#include <semaphore>

using namespace QtLogin;
using namespace std::chrono_literals;

// A disk that hangs keeps no caller waiting, and a slow disk is no disk that hangs.
class tst_FileWorker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTaskInTimeAnswersAndLeavesNoAlarm();
    void aTaskThatThrowsAnswersAsAnyOther();
    void aTaskThatHangsIsGivenUpWhenItsTimeIsOver_data();
    void aTaskThatHangsIsGivenUpWhenItsTimeIsOver();
    void aClockThatIsMovedOnMakesNoDiskHang();
    void whatComesBehindItIsGivenUpTooAndIsDoneLater();
    void aTaskThatWaitsForAnotherProcessIsAlive();
    void aTaskBehindOneThatEndsHasItsOwnTime();
    void aWorkerThatHangsIsAbandoned();
    void theAnswerMayDeleteTheWorker();

private:
    const std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();
};

namespace {

// A task that waits until it is let go.
class Hanging
{
public:
    ~Hanging() { letGo(); }
    auto task()
    {
        return [both = m_signals]() -> Result<int> {
            both->begun.release();
            both->end.acquire();
            return 1;
        };
    }
    void waitUntilBegun() const { m_signals->begun.acquire(); }
    void letGo()
    {
        if (!std::exchange(m_isLetGo, true))
            m_signals->end.release();
    }

private:
    struct Signals
    {
        std::binary_semaphore begun {0}, end {0};
    };
    const std::shared_ptr<Signals> m_signals = std::make_shared<Signals>();
    bool m_isLetGo = false;
};

} // namespace

void tst_FileWorker::aTaskInTimeAnswersAndLeavesNoAlarm()
{
    FileWorker worker(m_clock, m_clock);
    const auto answer = worker.run([]() -> Result<int> { return 7; });
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(*resultOf(answer), 7);
    QTRY_COMPARE(m_clock->alarmCount(), 0);
    m_clock->advance(1h);
    QCOMPARE(*resultOf(answer), 7);
}

void tst_FileWorker::aTaskThatThrowsAnswersAsAnyOther()
{
    FileWorker worker(m_clock, m_clock);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("file worker has thrown")));
    const auto answer = worker.run([]() -> Result<int> { throw 1; });
    QTRY_VERIFY(answer.isFinished());
    QVERIFY(resultOf(answer).failedWith(Error::Kind::Internal));
    const auto next = worker.run([]() -> Result<int> { return 7; });
    QTRY_VERIFY(next.isFinished());
    QCOMPARE(*resultOf(next), 7);
}

void tst_FileWorker::aTaskThatHangsIsGivenUpWhenItsTimeIsOver_data()
{
    QTest::addColumn<std::chrono::seconds>("longest");
    QTest::newRow("with a user who waits") << FileWorker::forUser;
    QTest::newRow("in the background") << FileWorker::inBackground;
}

void tst_FileWorker::aTaskThatHangsIsGivenUpWhenItsTimeIsOver()
{
    QFETCH(const std::chrono::seconds, longest);
    QVERIFY(FileWorker::forUser == 2s && FileWorker::inBackground == 10s);
    FileWorker worker(m_clock, m_clock);
    Hanging hanging;
    int late = 0;
    worker.onLateAnswer([&late] { ++late; });
    const auto answer = worker.run(hanging.task(), longest);
    hanging.waitUntilBegun();
    m_clock->advance(longest - 1ms);
    QVERIFY(!answer.isFinished());
    m_clock->advance(1ms);
    QVERIFY(answer.isFinished());
    QVERIFY(resultOf(answer).failedWith(Error::Kind::Unavailable));
    QCOMPARE(late, 0);
    hanging.letGo();
    QTRY_COMPARE(late, 1);
    QVERIFY(resultOf(answer).failedWith(Error::Kind::Unavailable)); // it was said once and for all
    const auto next = worker.run([]() -> Result<int> { return 7; });
    QTRY_VERIFY(next.isFinished());
    QCOMPARE(*resultOf(next), 7);
    QCOMPARE(late, 1);
}

void tst_FileWorker::aClockThatIsMovedOnMakesNoDiskHang()
{
    const auto realClock = std::make_shared<ManualClock>();
    FileWorker worker(m_clock, realClock);
    {
        Hanging slow;
        const auto answer = worker.run(slow.task());
        slow.waitUntilBegun();
        m_clock->advance(1h); // as tests of an application do, and as a suspend does
        realClock->advance(999ms);
        QVERIFY(!answer.isFinished());
        slow.letGo();
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(*resultOf(answer), 1);
    }
    Hanging hanging;
    const auto answer = worker.run(hanging.task());
    hanging.waitUntilBegun();
    m_clock->advance(1h);
    realClock->advance(1s);
    QVERIFY(resultOf(answer).failedWith(Error::Kind::Unavailable));
}

void tst_FileWorker::whatComesBehindItIsGivenUpTooAndIsDoneLater()
{
    FileWorker worker(m_clock, m_clock);
    Hanging hanging;
    (void)worker.run(hanging.task());
    std::atomic<int> done = 0;
    const auto first = worker.run([&done]() -> Result<void> { return done = 1, Result<void>(); }, FileWorker::forUser);
    const auto second = worker.run([&done]() -> Result<void> { return done = done * 10 + 2, Result<void>(); },
                                   FileWorker::forUser);
    m_clock->advance(2s);
    QVERIFY(resultOf(first).failedWith(Error::Kind::Unavailable) && resultOf(second).failedWith(Error::Kind::Unavailable));
    QCOMPARE(done, 0);
    hanging.letGo();
    QTRY_COMPARE(done, 12);
}

void tst_FileWorker::aTaskThatWaitsForAnotherProcessIsAlive()
{
    FileWorker worker(m_clock, m_clock);
    std::atomic<int> rounds = 0;
    std::atomic_bool isFree = false;
    Hanging hanging;
    const auto answer = worker.run([&, hang = hanging.task()]() mutable -> Result<int> {
        for (; !isFree; ++rounds)
            (void)FileWorker::waitForOthers(1ms);
        return hang();
    }, FileWorker::forUser);
    for (int i = 0; i < 5; ++i) {
        const int before = rounds;
        QTRY_VERIFY(rounds > before + 1);
        m_clock->advance(2s);
        QVERIFY(!answer.isFinished());
    }
    isFree = true;
    hanging.waitUntilBegun(); // and now it is the disk
    m_clock->advance(2s); // as long since the last sign of life
    m_clock->advance(2s);
    QVERIFY(resultOf(answer).failedWith(Error::Kind::Unavailable));
}

void tst_FileWorker::aTaskBehindOneThatEndsHasItsOwnTime()
{
    FileWorker worker(m_clock, m_clock);
    Hanging before, hanging;
    const auto first = worker.run(before.task(), FileWorker::forUser);
    const auto second = worker.run(hanging.task(), FileWorker::forUser);
    m_clock->advance(1999ms);
    before.letGo();
    QTRY_VERIFY(first.isFinished());
    QVERIFY(resultOf(first));
    hanging.waitUntilBegun();
    m_clock->advance(1999ms);
    QVERIFY(!second.isFinished());
    m_clock->advance(2s);
    QVERIFY(resultOf(second).failedWith(Error::Kind::Unavailable));
}

void tst_FileWorker::aWorkerThatHangsIsAbandoned()
{
    Hanging hanging;
    QFuture<Result<int>> answer;
    {
        FileWorker worker(m_clock, m_clock);
        answer = worker.run(hanging.task());
        hanging.waitUntilBegun();
        worker.stop(0ms);
    } // which joins nothing, or this test ends here
    QCOMPARE(m_clock->alarmCount(), 0);
    hanging.letGo();
    QTRY_VERIFY(answer.isFinished());
}

void tst_FileWorker::theAnswerMayDeleteTheWorker()
{
    auto worker = std::make_unique<FileWorker>(m_clock, m_clock);
    Hanging hanging;
    const auto answer = worker->run(hanging.task(), FileWorker::forUser);
    hanging.waitUntilBegun();
    bool isDeleted = false;
    QFuture<Result<int>>(answer).then([&](const Result<int> &) {
        worker->stop(0ms);
        worker.reset();
        isDeleted = true;
    });
    m_clock->advance(2s);
    QVERIFY(isDeleted);
}

QTEST_GUILESS_MAIN(tst_FileWorker)

#include "tst_fileworker.moc"
