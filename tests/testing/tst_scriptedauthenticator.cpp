// SPDX-License-Identifier: MIT
#include "testing/scriptedauthenticator.h"

#include <QtTest/qtest.h>

#include <exception>

using namespace QtLogin;

namespace {

const QString ada = QStringLiteral("ada");

Credentials credentials(QByteArrayView password, const QString &userName = ada)
{
    return Credentials::password(userName, Secret::copyOf(password));
}

Result<Authentication> answerOf(ScriptedAuthenticator &authenticator, const Credentials &tried = credentials("engine"))
{
    return resultOf(authenticator.authenticate(tried));
}

QString provedId(const Result<Authentication> &answer)
{
    const Proof *proof = answer ? std::get_if<Proof>(&*answer) : nullptr;
    return proof ? proof->userId : QString();
}

} // namespace

class tst_ScriptedAuthenticator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itKnowsThePasswordsItWasTold();
    void theNameNeedNotBeTheId();
    void itAsksForOneMoreStep();
    void itFailsAsToldUntilHealed();
    void itIsFooledAsTold();
    void itThrowsAsTold();
    void heldCallsAnswerWhenReleased();
    void aPromiseMayBeBroken();
    void anAnswerMayDropTheAuthenticator();
    void everyCallIsLogged();
};

void tst_ScriptedAuthenticator::itKnowsThePasswordsItWasTold()
{
    ScriptedAuthenticator authenticator;
    QVERIFY(answerOf(authenticator).failedWith(Error::Kind::WrongCredentials));
    authenticator.add(ada, "engine");
    QCOMPARE(provedId(answerOf(authenticator)), ada);
    QVERIFY(answerOf(authenticator, credentials("Engine")).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(answerOf(authenticator, credentials("")).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(answerOf(authenticator, credentials("engine", QStringLiteral("bob")))
                .failedWith(Error::Kind::WrongCredentials));
    authenticator.remove(ada);
    QVERIFY(answerOf(authenticator).failedWith(Error::Kind::WrongCredentials));
}

void tst_ScriptedAuthenticator::theNameNeedNotBeTheId()
{
    ScriptedAuthenticator authenticator;
    authenticator.add(ada, "engine", QStringLiteral("1"));
    QCOMPARE(provedId(answerOf(authenticator)), QStringLiteral("1"));
}

void tst_ScriptedAuthenticator::itAsksForOneMoreStep()
{
    ScriptedAuthenticator authenticator;
    authenticator.add(ada, "engine", QStringLiteral("1"));
    const NextStep step {QStringLiteral("Enter the code."), "handle"};
    authenticator.requireStep(step, "123456");
    const auto code = [&step](QByteArrayView typed) { return Credentials::answer(step, Secret::copyOf(typed)); };

    // Not before the password, and not after a wrong one.
    QVERIFY(answerOf(authenticator, code("123456")).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(answerOf(authenticator, credentials("wrong")).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(answerOf(authenticator, code("123456")).failedWith(Error::Kind::WrongCredentials));

    const auto first = answerOf(authenticator);
    QVERIFY(std::holds_alternative<NextStep>(*first));
    QCOMPARE(std::get<NextStep>(*first).message, step.message);
    QVERIFY(answerOf(authenticator, code("000000")).failedWith(Error::Kind::WrongCredentials));
    const auto otherStep = Credentials::answer({{}, "other"}, Secret::copyOf("123456"));
    QVERIFY(answerOf(authenticator, otherStep).failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(provedId(answerOf(authenticator, code("123456"))), QStringLiteral("1"));

    authenticator.requireNoStep();
    QCOMPARE(provedId(answerOf(authenticator)), QStringLiteral("1"));
}

void tst_ScriptedAuthenticator::itFailsAsToldUntilHealed()
{
    ScriptedAuthenticator authenticator;
    authenticator.add(ada, "engine");
    authenticator.fail({Error::Kind::Throttled, QStringLiteral("Wait."), std::chrono::seconds(30)});
    const auto answer = answerOf(authenticator);
    QVERIFY(answer.failedWith(Error::Kind::Throttled));
    QCOMPARE(answer.error().retryAfter(), std::chrono::seconds(30));
    authenticator.heal();
    QCOMPARE(provedId(answerOf(authenticator)), ada);
}

void tst_ScriptedAuthenticator::itIsFooledAsTold()
{
    ScriptedAuthenticator authenticator;
    authenticator.answerWith(Authentication(Proof {.userId = QStringLiteral("mallory")}));
    QCOMPARE(provedId(answerOf(authenticator)), QStringLiteral("mallory"));
}

void tst_ScriptedAuthenticator::itThrowsAsTold()
{
    ScriptedAuthenticator authenticator;
    authenticator.throwAlways();
    QVERIFY_THROWS_EXCEPTION(std::exception, (void)authenticator.authenticate(credentials("engine")));
    authenticator.heal();
    QVERIFY(answerOf(authenticator).failedWith(Error::Kind::WrongCredentials));
}

void tst_ScriptedAuthenticator::heldCallsAnswerWhenReleased()
{
    ScriptedAuthenticator authenticator;
    authenticator.hold();
    const auto first = authenticator.authenticate(credentials("engine"));
    const auto second = authenticator.authenticate(credentials("engine"));
    QCOMPARE(authenticator.heldCount(), 2);
    authenticator.releaseFirst();
    QVERIFY(resultOf(first).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(!second.isFinished());
    authenticator.add(ada, "engine"); // in time for the calls that still wait
    authenticator.releaseHeld();
    QCOMPARE(provedId(resultOf(second)), ada);
    QVERIFY(authenticator.authenticate(credentials("engine")).isFinished());
}

void tst_ScriptedAuthenticator::aPromiseMayBeBroken()
{
    auto authenticator = std::make_unique<ScriptedAuthenticator>();
    authenticator->hold();
    const auto dropped = authenticator->authenticate(credentials("engine"));
    authenticator->dropHeld();
    QCOMPARE(dropped.resultCount(), 0);
    QVERIFY(resultOf(dropped).failedWith(Error::Kind::Abandoned));

    const auto orphaned = authenticator->authenticate(credentials("engine"));
    authenticator.reset();
    QVERIFY(resultOf(orphaned).failedWith(Error::Kind::Abandoned));
}

void tst_ScriptedAuthenticator::anAnswerMayDropTheAuthenticator()
{
    auto authenticator = std::make_unique<ScriptedAuthenticator>();
    authenticator->hold();
    authenticator->authenticate(credentials("engine")).then([&](const Result<Authentication> &) {
        authenticator.reset();
    });
    const auto second = authenticator->authenticate(credentials("engine"));
    authenticator->releaseHeld();
    QVERIFY(!authenticator);
    QVERIFY(second.isFinished());
}

void tst_ScriptedAuthenticator::everyCallIsLogged()
{
    ScriptedAuthenticator authenticator;
    (void)answerOf(authenticator);
    (void)answerOf(authenticator, credentials("x", QStringLiteral("bob")));
    QCOMPARE(authenticator.calls(), QStringList({ada, QStringLiteral("bob")}));
    authenticator.forgetCalls();
    QVERIFY(authenticator.calls().isEmpty());
}

QTEST_APPLESS_MAIN(tst_ScriptedAuthenticator)
#include "tst_scriptedauthenticator.moc"
