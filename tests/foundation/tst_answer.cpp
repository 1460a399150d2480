// SPDX-License-Identifier: MIT
#include "foundation/futures.h"

#include <QtTest/qtest.h>

#include <optional>
#include <thread>

using namespace QtLogin;

class tst_Answer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsPendingUntilItIsGiven();
    void onlyTheFirstAnswerCounts();
    void copiesShareOnePromise();
    void theLastCopyThatGoesSilentlyAbandons();
    void whoeverWaitsMayDropTheAnswer();
    void oneOfManyThreadsWins();
};

void tst_Answer::anAnswerIsPendingUntilItIsGiven()
{
    const Answer<int> answer;
    const auto future = answer.future();
    QVERIFY(future.isStarted());
    QVERIFY(!future.isFinished());
    QVERIFY(!answer.isFinished());
    answer.finish(7);
    QVERIFY(future.isFinished());
    QVERIFY(answer.isFinished());
    QCOMPARE(*resultOf(future), 7);
}

void tst_Answer::onlyTheFirstAnswerCounts()
{
    const Answer<void> answer;
    answer.finish({});
    answer.finish(Error::Kind::Internal);
    QCOMPARE(answer.future().resultCount(), 1);
    QVERIFY(resultOf(answer.future()));
}

void tst_Answer::copiesShareOnePromise()
{
    const Answer<int> answer;
    const Answer<int> copy = answer;
    copy.finish(7);
    QVERIFY(answer.isFinished());
    QCOMPARE(*resultOf(answer.future()), 7);
}

void tst_Answer::theLastCopyThatGoesSilentlyAbandons()
{
    auto answer = std::make_optional<Answer<int>>();
    auto copy = answer;
    const auto future = answer->future();
    answer.reset();
    QVERIFY(!future.isFinished());
    copy.reset();
    QVERIFY(future.isFinished());
    QVERIFY(resultOf(future).failedWith(Error::Kind::Abandoned));
}

// A plain continuation runs inside finish(), and may destroy the object that is finishing.
void tst_Answer::whoeverWaitsMayDropTheAnswer()
{
    auto answer = std::make_unique<Answer<int>>();
    int heard = 0;
    answer->future().then([&](const Result<int> &result) {
        answer.reset();
        heard = *result;
    });
    const Answer<int> kept = *answer;
    kept.finish(7);
    QCOMPARE(heard, 7);
    QVERIFY(!answer);
}

void tst_Answer::oneOfManyThreadsWins()
{
    for (int round = 0; round < 50; ++round) {
        const Answer<int> answer;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([answer, i] { answer.finish(i); });
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(answer.future().isFinished());
        QCOMPARE(answer.future().resultCount(), 1);
    }
}

QTEST_GUILESS_MAIN(tst_Answer)
#include "tst_answer.moc"
