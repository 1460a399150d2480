// SPDX-License-Identifier: MIT
#include "foundation/coroutine.h"

#include <QtTest/qtest.h>

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>

using namespace QtLogin;

// Answers of QtLogin in the coroutines of QCoro, which most applications with coroutines have.
class tst_QCoro : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itsTasksWaitForOurAnswers();
    void aBrokenPromiseIsAnErrorThereToo();
};

static QCoro::Task<QString> load(QFuture<Result<int>> future)
{
    const Result<int> result = co_await future;
    co_return result ? QString::number(*result) : QStringLiteral("failed");
}

void tst_QCoro::itsTasksWaitForOurAnswers()
{
    Answer<int> answer;
    QString heard;
    const auto hear = [&]() -> QCoro::Task<> { heard = co_await load(answer.future()); };
    const auto task = hear();
    QVERIFY(heard.isEmpty());
    answer.finish(7);
    QTRY_COMPARE(heard, QStringLiteral("7"));
    QCOMPARE(QCoro::waitFor(load(readyFuture(Result<int>(8)))), QStringLiteral("8"));
}

void tst_QCoro::aBrokenPromiseIsAnErrorThereToo()
{
    QFuture<Result<int>> future;
    {
        QPromise<Result<int>> promise;
        promise.start();
        future = promise.future();
    }
    QCOMPARE(QCoro::waitFor(load(future)), QStringLiteral("failed"));
    QCOMPARE(QCoro::waitFor(load(QFuture<Result<int>>())), QStringLiteral("failed"));
}

QTEST_GUILESS_MAIN(tst_QCoro)
#include "tst_qcoro.moc"
