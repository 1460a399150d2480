// SPDX-License-Identifier: MIT
#include "testing/scriptedprompt.h"

#include <QtTest/qtest.h>

#include <optional>

using namespace QtLogin;

namespace {

const Credentials adas = Credentials::password(QStringLiteral("ada"), Secret::copyOf("engine"));

// A caller that asks the prompt, and answers its attempts.
struct Asker
{
    LoginRequest request(LoginRequest::Kind kind = LoginRequest::Kind::LogIn)
    {
        parts = std::make_shared<LoginRequest::Parts>();
        parts->kind = kind;
        parts->attempt = [this](const Credentials &credentials, const LoginOptions &options) {
            tried += credentials.userName();
            remember = options.remember;
            return later ? later->future() : readyFuture(verdict);
        };
        return LoginRequest(parts);
    }

    std::shared_ptr<LoginRequest::Parts> parts; // of the last request
    QStringList tried;
    LoginOptions::Remember remember = LoginOptions::Remember::No;
    Result<void> verdict;
    std::optional<Answer<void>> later;
};

} // namespace

class tst_ScriptedPrompt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itAsksUntilAnAttemptSucceeds();
    void anAttemptMayTakeItsTime();
    void thePersonMayTurnAway();
    void theSessionMayCancel();
    void aSuccessAfterTheEndChangesNothing();
    void aLateSuccessIsNotTheNextRequests();
    void itMayAnswerByItself();
    void itMayTurnAwayByItself();
    void whoeverWaitsMayAskAgain();
    void anOrphanedRequestIsAbandoned();
    void itCountsWhoJoins();
    void itShowsTheMessageThatItWasToldOf();
};

void tst_ScriptedPrompt::itCountsWhoJoins()
{
    Asker asker;
    ScriptedPrompt prompt;
    (void)prompt.ask(asker.request());
    QCOMPARE(prompt.askedAgainCount(), 0);
    prompt.askedAgain();
    prompt.askedAgain();
    QCOMPARE(prompt.askedAgainCount(), 2);
    QVERIFY(prompt.isAsking());
    QCOMPARE(prompt.requests().size(), 1);
}

void tst_ScriptedPrompt::itShowsTheMessageThatItWasToldOf()
{
    Asker asker;
    ScriptedPrompt prompt;
    QCOMPARE(prompt.shownMessage(), QString());
    const LoginRequest request = asker.request();
    asker.parts->message = QStringLiteral("To print");
    (void)prompt.ask(request);
    QCOMPARE(prompt.shownMessage(), QStringLiteral("To print"));
    asker.parts->message = QStringLiteral("To delete");
    QCOMPARE(prompt.shownMessage(), QStringLiteral("To print")); // as a dialog does that nobody has told
    prompt.messageChanged();
    QCOMPARE(prompt.shownMessage(), QStringLiteral("To delete"));
}

void tst_ScriptedPrompt::itAsksUntilAnAttemptSucceeds()
{
    Asker asker;
    ScriptedPrompt prompt;
    QVERIFY(!prompt.isAsking());
    const auto asked = prompt.ask(asker.request(LoginRequest::Kind::Unlock));
    QVERIFY(prompt.isAsking());
    QCOMPARE(prompt.request().kind(), LoginRequest::Kind::Unlock);
    QCOMPARE(prompt.requests().size(), 1);

    asker.verdict = Error::Kind::WrongCredentials;
    QVERIFY(resultOf(prompt.answer(adas)).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(prompt.isAsking());
    QVERIFY(!asked.isFinished());

    asker.verdict = {};
    QVERIFY(resultOf(prompt.answer(adas, {.remember = LoginOptions::Remember::Yes})));
    QVERIFY(!prompt.isAsking());
    QVERIFY(resultOf(asked));
    QCOMPARE(asker.tried.size(), 2);
    QCOMPARE(asker.remember, LoginOptions::Remember::Yes);
}

void tst_ScriptedPrompt::anAttemptMayTakeItsTime()
{
    Asker asker;
    ScriptedPrompt prompt;
    asker.later.emplace();
    const auto asked = prompt.ask(asker.request());
    const auto attempt = prompt.answer(adas);
    QVERIFY(prompt.isAsking());
    asker.later->finish({});
    QVERIFY(attempt.isFinished());
    QTRY_VERIFY(asked.isFinished());
    QVERIFY(resultOf(asked));
}

void tst_ScriptedPrompt::thePersonMayTurnAway()
{
    Asker asker;
    ScriptedPrompt prompt;
    prompt.dismiss(); // from nothing
    const auto asked = prompt.ask(asker.request());
    prompt.dismiss();
    QVERIFY(resultOf(asked).failedWith(Error::Kind::Cancelled));
    QVERIFY(!prompt.isAsking());
    QCOMPARE(prompt.cancelCount(), 0);
    QVERIFY(asker.tried.isEmpty());
}

void tst_ScriptedPrompt::theSessionMayCancel()
{
    Asker asker;
    ScriptedPrompt prompt;
    prompt.cancel(); // nothing is asked
    QCOMPARE(prompt.cancelCount(), 0);
    const auto asked = prompt.ask(asker.request());
    prompt.cancel();
    QVERIFY(resultOf(asked).failedWith(Error::Kind::Cancelled));
    QCOMPARE(prompt.cancelCount(), 1);
}

void tst_ScriptedPrompt::aSuccessAfterTheEndChangesNothing()
{
    Asker asker;
    ScriptedPrompt prompt;
    asker.later.emplace();
    const auto asked = prompt.ask(asker.request());
    const auto attempt = prompt.answer(adas);
    prompt.dismiss();
    asker.later->finish({});
    QTRY_VERIFY(attempt.isFinished());
    QCoreApplication::processEvents();
    QVERIFY(resultOf(asked).failedWith(Error::Kind::Cancelled));
}

void tst_ScriptedPrompt::aLateSuccessIsNotTheNextRequests()
{
    Asker asker;
    ScriptedPrompt prompt;
    asker.later.emplace();
    const auto first = prompt.ask(asker.request());
    (void)prompt.answer(adas);
    prompt.dismiss();
    const auto second = prompt.ask(asker.request());
    asker.later->finish({});
    QCoreApplication::processEvents();
    QVERIFY(prompt.isAsking());
    QVERIFY(!second.isFinished());
}

void tst_ScriptedPrompt::itMayAnswerByItself()
{
    Asker asker;
    ScriptedPrompt prompt;
    prompt.answerAlways(adas, {.remember = LoginOptions::Remember::Keep});
    QVERIFY(resultOf(prompt.ask(asker.request())));
    QVERIFY(resultOf(prompt.ask(asker.request())));
    QCOMPARE(asker.tried.size(), 2);
    QCOMPARE(asker.remember, LoginOptions::Remember::Keep);

    asker.verdict = Error::Kind::WrongCredentials;
    const auto asked = prompt.ask(asker.request());
    QVERIFY(!asked.isFinished()); // once, then it waits
    QCOMPARE(asker.tried.size(), 3);
    prompt.dismiss();

    prompt.setReaction(nullptr);
    QVERIFY(!prompt.ask(asker.request()).isFinished());
    QCOMPARE(asker.tried.size(), 3);
}

void tst_ScriptedPrompt::itMayTurnAwayByItself()
{
    Asker asker;
    ScriptedPrompt prompt;
    prompt.dismissAlways();
    QVERIFY(resultOf(prompt.ask(asker.request())).failedWith(Error::Kind::Cancelled));
    QCOMPARE(prompt.requests().size(), 1);
}

// A plain continuation runs inside the answer.
void tst_ScriptedPrompt::whoeverWaitsMayAskAgain()
{
    Asker asker;
    ScriptedPrompt prompt;
    QFuture<Result<void>> second;
    prompt.ask(asker.request()).then([&](const Result<void> &) { second = prompt.ask(asker.request()); });
    (void)prompt.answer(adas);
    QVERIFY(prompt.isAsking());
    QVERIFY(!second.isFinished());
    prompt.dismiss();
    QVERIFY(resultOf(second).failedWith(Error::Kind::Cancelled));
}

void tst_ScriptedPrompt::anOrphanedRequestIsAbandoned()
{
    Asker asker;
    asker.later.emplace();
    auto prompt = std::make_unique<ScriptedPrompt>();
    const auto asked = prompt->ask(asker.request());
    (void)prompt->answer(adas);
    prompt.reset();
    QVERIFY(resultOf(asked).failedWith(Error::Kind::Abandoned));
    asker.later->finish({});
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(tst_ScriptedPrompt)
#include "tst_scriptedprompt.moc"
