// SPDX-License-Identifier: MIT
#include "foundation/result.h"

#include <QtTest/qtest.h>

#include <memory>
#include <type_traits>
#include <variant>

using namespace QtLogin;

// A result travels through futures, so it is as copyable and as movable as its value.
static_assert(std::is_copy_constructible_v<Result<int>> && std::is_nothrow_move_constructible_v<Result<int>>);
static_assert(std::is_copy_constructible_v<Result<void>>);
static_assert(!std::is_copy_constructible_v<Result<std::unique_ptr<int>>>);
static_assert(std::is_move_constructible_v<Result<std::unique_ptr<int>>>);
// It is asked, never taken for a number.
static_assert(!std::is_convertible_v<Result<int>, bool> && std::is_constructible_v<bool, Result<int>>);
static_assert(!std::is_convertible_v<Result<void>, bool> && std::is_constructible_v<bool, Result<void>>);

// A result of a value is made of all that converts to the value, and of nothing else.
static_assert(std::is_convertible_v<std::shared_ptr<int>, Result<std::shared_ptr<const int>>>);
static_assert(std::is_convertible_v<int, Result<std::variant<int, QString>>>);
static_assert(!std::is_convertible_v<QString, Result<int>> && !std::is_convertible_v<Result<int>, Result<long>>);
static_assert(!std::is_convertible_v<int, Result<std::unique_ptr<int>>>); // which it can be made of

class tst_Result : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aValueIsThere();
    void anErrorIsThereInsteadOfAValue();
    void anErrorOfAValueThatIsFalseIsStillAnError();
    void theValueCanBeMovedOut();
    void theValueCanBeChangedInPlace();
    void aValueStandsInForAnError();
    void successWithoutAValueIsTheDefault();
    void aFailureWithoutAValueKeepsItsError();
    void copiesAreEqualAndIndependent();
    void whatConvertsToTheValueIsAResult();
};

static Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error::Kind::InvalidInput;
    return number / 2;
}

void tst_Result::aValueIsThere()
{
    const Result<int> result = half(8);
    QVERIFY(result);
    QVERIFY(result.has_value());
    QCOMPARE(result.value(), 4);
    QCOMPARE(*result, 4);
    QVERIFY(!result.failedWith(Error::Kind::InvalidInput));
}

void tst_Result::anErrorIsThereInsteadOfAValue()
{
    const Result<int> result = half(7);
    QVERIFY(!result);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind(), Error::Kind::InvalidInput);
    QVERIFY(result.failedWith(Error::Kind::InvalidInput));
    QVERIFY(!result.failedWith(Error::Kind::Internal));
}

void tst_Result::anErrorOfAValueThatIsFalseIsStillAnError()
{
    const Result<bool> no = false;
    QVERIFY(no);
    QVERIFY(!*no);
    const Result<bool> unknown = Error::Kind::Unavailable;
    QVERIFY(!unknown);

    const Result<std::shared_ptr<int>> null = std::shared_ptr<int>();
    QVERIFY(null);
    QVERIFY(!*null);
}

void tst_Result::theValueCanBeMovedOut()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
    const std::unique_ptr<int> taken = std::move(result).value();
    QCOMPARE(*taken, 3);
    QVERIFY(!result.value());
}

void tst_Result::theValueCanBeChangedInPlace()
{
    Result<QString> result = QStringLiteral("a");
    *result += u'b';
    result->append(u'c');
    result.value().append(u'd');
    QCOMPARE(result.value(), QStringLiteral("abcd"));
}

void tst_Result::aValueStandsInForAnError()
{
    QCOMPARE(half(8).value_or(-1), 4);
    QCOMPARE(half(7).value_or(-1), -1);
}

void tst_Result::successWithoutAValueIsTheDefault()
{
    const Result<void> result;
    QVERIFY(result);
    QVERIFY(!result.failedWith(Error::Kind::Internal));
    result.value();
}

void tst_Result::aFailureWithoutAValueKeepsItsError()
{
    const Result<void> result = Error(Error::Kind::Throttled, QStringLiteral("Wait."), std::chrono::seconds(30));
    QVERIFY(!result);
    QVERIFY(result.failedWith(Error::Kind::Throttled));
    QCOMPARE(result.error().message(), QStringLiteral("Wait."));
    QCOMPARE(result.error().retryAfter(), std::chrono::seconds(30));
}

void tst_Result::copiesAreEqualAndIndependent()
{
    Result<QString> one = QStringLiteral("a");
    const Result<QString> other = one;
    one->append(u'b');
    QCOMPARE(*other, QStringLiteral("a"));
    one = Error::Kind::Absent;
    QVERIFY(one.failedWith(Error::Kind::Absent));
    QVERIFY(other);
}

void tst_Result::whatConvertsToTheValueIsAResult()
{
    const auto either = [](bool isNumber) -> Result<std::variant<int, QString>> {
        if (isNumber)
            return 4;
        return QStringLiteral("four");
    };
    QCOMPARE(std::get<int>(*either(true)), 4);
    QCOMPARE(std::get<QString>(*either(false)), QStringLiteral("four"));
    const auto shared = std::make_shared<int>(4);
    Result<std::shared_ptr<const int>> result = shared;
    Result<std::shared_ptr<const int>> copy(result); // of one that is not const
    QCOMPARE(copy->get(), shared.get());
    copy = Error::Kind::Absent;
    QVERIFY(copy.failedWith(Error::Kind::Absent));
}

QTEST_APPLESS_MAIN(tst_Result)
#include "tst_result.moc"
