// SPDX-License-Identifier: MIT
#include "authenticators/authenticator.h"

#include <QtTest/qtest.h>

#include <stdexcept>

using namespace QtLogin;

namespace {

const Credentials adas = Credentials::password(QStringLiteral("ada"), Secret::copyOf("engine"));
const Credentials eves = Credentials::password(QStringLiteral("eve"), Secret::copyOf("apple"));

Result<Proof> judge(const Credentials &credentials)
{
    if (credentials.secret().equals(Secret::copyOf("engine")))
        return Proof {.userId = QStringLiteral("1"), .stamp = QStringLiteral("s")};
    return Error(Error::Kind::Throttled, QStringLiteral("Wait."), std::chrono::seconds(30));
}

// As an application derives one.
class Doorman final : public Authenticator
{
public:
    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override
    {
        if (credentials.userName().isEmpty())
            return NextStep {.message = QStringLiteral("Enter the code."), .handle = "handle"};
        return Proof {.userId = QStringLiteral("1")};
    }
};

Result<Authentication> answerOf(const std::shared_ptr<Authenticator> &authenticator,
                                const Credentials &credentials = adas)
{
    return resultOf(authenticator->authenticate(credentials));
}

} // namespace

class tst_Authenticator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFunctionThatReturnsAProof();
    void aFunctionMayAnswerAPlainProofOrAnythingWithOne();
    void aFunctionThatAsksForOneMoreStep();
    void aFunctionMayAnswerAPlainStep();
    void aFunctionThatAnswersLater();
    void aFunctionThatAnswersWithAProofLater();
    void aFunctionWithAStateOfItsOwn();
    void anExceptionIsNeverAProof_data();
    void anExceptionIsNeverAProof();
};

void tst_Authenticator::aFunctionThatReturnsAProof()
{
    for (const auto &authenticator : {Authenticator::from(judge), Authenticator::from(&judge),
                                      Authenticator::from(std::function<Result<Proof>(const Credentials &)>(judge))}) {
        QVERIFY(authenticator->authenticate(adas).isFinished());
        const auto right = answerOf(authenticator);
        QVERIFY(right);
        QCOMPARE(std::get<Proof>(*right).userId, QStringLiteral("1"));
        QCOMPARE(std::get<Proof>(*right).stamp, QStringLiteral("s"));
        QVERIFY(!std::get<Proof>(*right).provedAt);

        const auto wrong = answerOf(authenticator, eves);
        QVERIFY(wrong.failedWith(Error::Kind::Throttled));
        QCOMPARE(wrong.error().retryAfter(), std::chrono::seconds(30));
        QCOMPARE(wrong.error().message(), QStringLiteral("Wait."));
    }
}

void tst_Authenticator::aFunctionMayAnswerAPlainProofOrAnythingWithOne()
{
    const Proof ada {.userId = QStringLiteral("1")};
    const std::shared_ptr<Authenticator> all[] = {
        Authenticator::from([ada](const Credentials &) { return ada; }),
        Authenticator::from([ada](const Credentials &) { return Result<Proof>(ada); }),
        Authenticator::from([ada](const Credentials &) { return Authentication(ada); }),
        Authenticator::from([ada](const Credentials &) { return Result<Authentication>(ada); }),
        Authenticator::from([ada](const Credentials &) -> Result<Authentication> { return ada; }),
        Authenticator::from([ada](const Credentials &) -> QFuture<Result<Authentication>> { return ada; }),
        Authenticator::from([ada](const Credentials &) { return readyFuture<Result<Authentication>>(ada); }),
        Authenticator::from([ada](const Credentials &) { return readyFuture<Result<Proof>>(ada); }),
        std::make_shared<Doorman>()};
    for (const auto &authenticator : all)
        QCOMPARE(std::get<Proof>(*answerOf(authenticator)).userId, QStringLiteral("1"));
}

void tst_Authenticator::aFunctionThatAsksForOneMoreStep()
{
    const auto authenticator = Authenticator::from([](const Credentials &credentials) -> Result<Authentication> {
        if (credentials.step().isEmpty())
            return Authentication(NextStep {QStringLiteral("Enter the code."), "handle"});
        return Authentication(Proof {.userId = QStringLiteral("1")});
    });
    const auto first = answerOf(authenticator);
    QVERIFY(first);
    const NextStep step = std::get<NextStep>(*first);
    QCOMPARE(step.message, QStringLiteral("Enter the code."));
    const auto second = answerOf(authenticator, Credentials::answer(step, Secret::copyOf("123456")));
    QCOMPARE(std::get<Proof>(*second).userId, QStringLiteral("1"));
}

void tst_Authenticator::aFunctionMayAnswerAPlainStep()
{
    const NextStep code {.message = QStringLiteral("Enter the code."), .handle = "handle"};
    const std::shared_ptr<Authenticator> all[] = {
        Authenticator::from([code](const Credentials &) { return code; }),
        Authenticator::from([code](const Credentials &) -> Result<Authentication> { return code; }),
        std::make_shared<Doorman>()};
    for (const auto &authenticator : all)
        QCOMPARE(std::get<NextStep>(*answerOf(authenticator, {})).handle, QByteArray("handle"));
}

// Also where the promise is dropped, which is an answer.
void tst_Authenticator::aFunctionThatAnswersWithAProofLater()
{
    std::optional<Answer<Proof>> answer;
    const auto authenticator = Authenticator::from([&](const Credentials &) { return answer.emplace().future(); });
    const auto waitFor = [](const auto &future) { return QTest::qWaitFor([&] { return future.isFinished(); }, patience); };
    const auto right = authenticator->authenticate(adas);
    QVERIFY(!right.isFinished());
    answer->finish(Proof {.userId = QStringLiteral("1")});
    QVERIFY(waitFor(right));
    QCOMPARE(std::get<Proof>(*resultOf(right)).userId, QStringLiteral("1"));

    const auto wrong = authenticator->authenticate(eves);
    answer->finish(Error::Kind::WrongCredentials);
    QVERIFY(waitFor(wrong));
    QVERIFY(resultOf(wrong).failedWith(Error::Kind::WrongCredentials));

    const auto dropped = authenticator->authenticate(eves);
    answer.reset();
    QVERIFY(waitFor(dropped));
    QVERIFY(resultOf(dropped).failedWith(Error::Kind::Abandoned));
}

void tst_Authenticator::aFunctionThatAnswersLater()
{
    Answer<Authentication> answer;
    const auto authenticator = Authenticator::from([&answer](const Credentials &) { return answer.future(); });
    const auto future = authenticator->authenticate(adas);
    QVERIFY(!future.isFinished());
    answer.finish(Authentication(Proof {.userId = QStringLiteral("1")}));
    QVERIFY(resultOf(future));
}

void tst_Authenticator::aFunctionWithAStateOfItsOwn()
{
    const auto authenticator = Authenticator::from([tries = 0](const Credentials &) mutable -> Result<Proof> {
        if (++tries < 3)
            return Error::Kind::WrongCredentials;
        return Proof {.userId = QStringLiteral("1")};
    });
    QVERIFY(!answerOf(authenticator));
    QVERIFY(!answerOf(authenticator));
    QVERIFY(answerOf(authenticator));
}

void tst_Authenticator::anExceptionIsNeverAProof_data()
{
    QTest::addColumn<std::shared_ptr<Authenticator>>("authenticator");
    QTest::newRow("proof") << Authenticator::from(
        [](const Credentials &) -> Result<Proof> { throw std::runtime_error("no"); });
    QTest::newRow("step") << Authenticator::from([](const Credentials &) -> Result<Authentication> { throw 7; });
    QTest::newRow("future") << Authenticator::from(
        [](const Credentials &) -> QFuture<Result<Authentication>> { throw "no"; });
    QTest::newRow("empty") << Authenticator::from(std::function<Result<Proof>(const Credentials &)>());
}

void tst_Authenticator::anExceptionIsNeverAProof()
{
    QFETCH(std::shared_ptr<Authenticator>, authenticator);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("The function of an authenticator has thrown")));
    QVERIFY(answerOf(authenticator).failedWith(Error::Kind::Internal));
}

QTEST_GUILESS_MAIN(tst_Authenticator)
#include "tst_authenticator.moc"
