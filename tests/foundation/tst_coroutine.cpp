// SPDX-License-Identifier: MIT
#include "foundation/coroutine.h"

#include <QtTest/qtest.h>

#include <optional>
#include <stdexcept>

using namespace QtLogin;

namespace {

// Says that a coroutine's frame has gone, with all that is in it.
struct Local
{
    explicit Local(int *alive) : alive(alive) { ++*alive; }
    ~Local() { --*alive; }
    Local(const Local &) = delete;
    int *alive;
};

// An object with coroutines.
class Window : public QObject
{
public:
    Coroutine load(QFuture<Result<int>> future, QString name)
    {
        const Local local(&alive);
        const Result<int> result = co_await future;
        heard.append(name + (result ? QString::number(*result) : QStringLiteral(" failed")));
        kind = result ? std::nullopt : std::optional(result.error().kind());
    }
    Coroutine waitTwice(QFuture<Result<int>> first, QFuture<Result<void>> second)
    {
        const Local local(&alive);
        const Result<int> number = co_await first;
        const Result<void> done = co_await second;
        heard.append(QString::number(number ? *number : 0) + (done ? u'+' : u'-'));
    }
    Coroutine deleteItself(std::unique_ptr<Window> *owner, QFuture<Result<int>> future, QFuture<Result<int>> next)
    {
        const Local local(&aliveOutside);
        (void)co_await future;
        owner->reset();
        (void)co_await next; // the frame ends here
        ++wentOn;
    }
    Coroutine throwAfter(QFuture<Result<int>> future)
    {
        const Local local(&alive);
        (void)co_await future;
        throw std::runtime_error("a fault of the application");
    }

    QStringList heard;
    std::optional<Error::Kind> kind;
    int alive = 0;
    static inline int aliveOutside = 0, wentOn = 0;
};

Coroutine ofPointer(Window *window, QFuture<Result<int>> future)
{
    (void)co_await future;
    window->heard.append(QStringLiteral("pointer"));
}

} // namespace

class tst_Coroutine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itGoesOnWhenTheAnswerComes();
    void whatIsThereAlreadyIsNotWaitedFor();
    void itWaitsForOneAfterTheOther();
    void aFaultIsAResultLikeAnyOther_data();
    void aFaultIsAResultLikeAnyOther();
    void itEndsWithItsObject();
    void itEndsWithItsObjectAlsoWhereTheAnswerIsOnItsWay();
    void anObjectThatDiesInTheMiddleEndsItAtTheNextStop_data();
    void anObjectThatDiesInTheMiddleEndsItAtTheNextStop();
    void anExceptionIsQuoted();
    void aFunctionOrALambdaTakesItsObjectAsAParameter();
    void withoutAnObjectItEndsAtItsFirstStop();
};

void tst_Coroutine::itGoesOnWhenTheAnswerComes()
{
    Window window;
    Answer<int> answer;
    window.load(answer.future(), QStringLiteral("a"));
    QVERIFY(window.heard.isEmpty());
    QCOMPARE(window.alive, 1);
    answer.finish(7);
    QTRY_COMPARE(window.heard, QStringList(QStringLiteral("a7")));
    QCOMPARE(window.alive, 0);
}

void tst_Coroutine::whatIsThereAlreadyIsNotWaitedFor()
{
    Window window;
    window.load(readyFuture(Result<int>(7)), QStringLiteral("a"));
    QCOMPARE(window.heard, QStringList(QStringLiteral("a7")));
    QCOMPARE(window.alive, 0);
}

void tst_Coroutine::itWaitsForOneAfterTheOther()
{
    Window window;
    Answer<int> first;
    Answer<void> second;
    window.waitTwice(first.future(), second.future());
    second.finish({});
    QCoreApplication::processEvents();
    QVERIFY(window.heard.isEmpty());
    first.finish(1);
    QTRY_COMPARE(window.heard, QStringList(QStringLiteral("1+")));
    QCOMPARE(window.alive, 0);
}

void tst_Coroutine::aFaultIsAResultLikeAnyOther_data()
{
    using End = std::function<void(QPromise<Result<int>> &)>;
    QTest::addColumn<End>("end");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("an error") << End([](auto &promise) {
        promise.addResult(Result<int>(Error::Kind::Locked));
        promise.finish();
    }) << Error::Kind::Locked;
    QTest::newRow("no result") << End([](auto &promise) { promise.finish(); }) << Error::Kind::Abandoned;
    QTest::newRow("cancelled") << End([](auto &promise) {
        promise.future().cancel();
        promise.finish();
    }) << Error::Kind::Abandoned;
    QTest::newRow("thrown") << End([](auto &promise) {
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("future has thrown \"no\"")));
        promise.setException(std::make_exception_ptr(std::runtime_error("no")));
        promise.finish();
    }) << Error::Kind::Internal;
}

void tst_Coroutine::aFaultIsAResultLikeAnyOther()
{
    QFETCH(const std::function<void(QPromise<Result<int>> &)>, end);
    QFETCH(Error::Kind, kind);
    Window window;
    QPromise<Result<int>> promise;
    promise.start();
    window.load(promise.future(), QStringLiteral("a"));
    end(promise);
    QTRY_COMPARE(window.heard, QStringList(QStringLiteral("a failed")));
    QCOMPARE(window.kind, kind);
    QCOMPARE(window.alive, 0);
}

void tst_Coroutine::itEndsWithItsObject()
{
    int alive = 0, wentOn = 0;
    Answer<int> answer;
    {
        QObject object;
        const auto wait = [&](QObject *, QFuture<Result<int>> future) -> Coroutine {
            const Local local(&alive);
            (void)co_await future;
            ++wentOn;
        };
        wait(&object, answer.future());
        QCOMPARE(alive, 1);
    }
    QCOMPARE(alive, 0);
    answer.finish(7);
    QCoreApplication::processEvents();
    QCOMPARE(wentOn, 0);
}

void tst_Coroutine::itEndsWithItsObjectAlsoWhereTheAnswerIsOnItsWay()
{
    Answer<int> answer;
    auto window = std::make_unique<Window>();
    ofPointer(window.get(), answer.future());
    answer.finish(7);
    window.reset(); // before the event loop has come to it
    QCoreApplication::processEvents(); // touches nothing that has gone; the address sanitizer would say
}

void tst_Coroutine::anObjectThatDiesInTheMiddleEndsItAtTheNextStop_data()
{
    QTest::addColumn<bool>("isReady");
    QTest::newRow("which waits") << false;
    QTest::newRow("which would not wait") << true;
}

void tst_Coroutine::anObjectThatDiesInTheMiddleEndsItAtTheNextStop()
{
    QFETCH(bool, isReady);
    Answer<int> answer, next;
    if (isReady)
        next.finish(8);
    Window::wentOn = 0;
    auto window = std::make_unique<Window>();
    window->deleteItself(&window, answer.future(), next.future());
    QCOMPARE(Window::aliveOutside, 1);
    answer.finish(7);
    QTRY_VERIFY(!window);
    QCOMPARE(Window::aliveOutside, 0);
    next.finish(8);
    QCoreApplication::processEvents();
    QCOMPARE(Window::wentOn, 0);
}

void tst_Coroutine::anExceptionIsQuoted()
{
    Window window;
    Answer<int> answer;
    window.throwAfter(answer.future());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("coroutine has thrown \"a fault of the application\"")));
    answer.finish(7);
    QTRY_COMPARE(window.alive, 0);
    window.load(readyFuture(Result<int>(7)), QStringLiteral("a")); // the next one is none the worse
    QCOMPARE(window.heard, QStringList(QStringLiteral("a7")));
}

void tst_Coroutine::aFunctionOrALambdaTakesItsObjectAsAParameter()
{
    Window window;
    Answer<int> answer;
    ofPointer(&window, answer.future());
    const auto lambda = [](int number, Window &window, QFuture<Result<int>> future) -> Coroutine {
        const Result<int> result = co_await future;
        window.heard.append(QString::number(number + *result));
    };
    lambda(1, window, answer.future());
    answer.finish(7);
    QTRY_COMPARE(window.heard, QStringList({QStringLiteral("pointer"), QStringLiteral("8")}));
}

void tst_Coroutine::withoutAnObjectItEndsAtItsFirstStop()
{
    ofPointer(nullptr, readyFuture(Result<int>(7))); // would crash if it went on
}

QTEST_GUILESS_MAIN(tst_Coroutine)
#include "tst_coroutine.moc"
