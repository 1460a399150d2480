// SPDX-License-Identifier: MIT
#include "session/prompter_p.h"

#include "foundation/deadline_p.h"
#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

struct Prompter::Question
{
    Need need; // of the first who asked
    std::shared_ptr<LoginRequest::Parts> request = {};
    bool isPrompted = false; // by the prompt, and not by a lock screen
    std::vector<Answer<void>> answers = {};
};

// A lock screen asks already, where there is one. A dialog in front of it would be one question too many.
QFuture<Result<void>> Prompter::ask(const Need &need)
{
    bool isAsked = false;
    if (need.kind == Kind::Unlock)
        m_session.protect([&] { isAsked = m_session.gatekeepers.askToUnlock(); });
    const auto prompt = m_session.setup.loginPrompt; // which may set another one
    if (!prompt && !isAsked) {
        qCInfo(lcSession,
               "LoginManager has no prompt to ask the user with. LoginSetup::loginPrompt is one, or "
               "LoginManager::setLoginPrompt(), such as a LoginDialogPrompt.");
        return readyFuture<Result<void>>(Error::Kind::NotConfigured);
    }
    Answer<void> answer;
    if (!m_question || m_question->need.kind != need.kind) {
        takeBack(Error::Kind::Cancelled);
        m_question = std::make_shared<Question>(Question {need});
    }
    m_question->answers.push_back(answer);
    if (m_question->isPrompted || isAsked)
        return answer.future();
    const auto question = m_question; // also one that a lock screen has asked which is gone now
    question->isPrompted = true;
    m_session.remembered.operations().probe(); // so that the tick box can say whether remembering will work
    const auto request = makeRequest(question);
    m_session.resume(guarded<void>("LoginPrompt::ask()", [&] { return prompt->ask(request); }),
                     [this, question](const Result<void> &asked) { conclude(question, asked); });
    return answer.future();
}

QFuture<Result<void>> Prompter::unlock()
{
    if (m_session.model().state() != SessionState::Locked)
        return readyFuture<Result<void>>(
            Error(Error::Kind::InvalidInput, LoginManager::tr("The session is not locked.")));
    return ask({Kind::Unlock, Requirement::login()});
}

QString Prompter::messageFor(const Question &question) const
{
    const LoginMessages &messages = m_session.setup.messages;
    if (!question.need.message.isEmpty())
        return question.need.message;
    if (question.need.kind == Kind::LogIn)
        return messages.login;
    return messages.freshLogin.isNull() ? LoginManager::tr("Enter your password to go on.") : messages.freshLogin;
}

// Every copy of a request is the same one: a prompt that asks it again hears the new words.
void Prompter::renewMessage()
{
    if (m_question && m_question->request)
        m_question->request->message = messageFor(*m_question);
}

// The request may outlive its question, and the session: it does nothing then.
LoginRequest Prompter::makeRequest(const std::shared_ptr<Question> &question)
{
    const auto request = question->request = std::make_shared<LoginRequest::Parts>();
    const bool isFixed = question->need.kind != Kind::LogIn;
    const std::weak_ptr<Session> session = m_session.weak_from_this();
    const auto current = [session, asked = std::weak_ptr(question)] {
        const auto held = session.lock();
        return held && held->prompter.m_question && held->prompter.m_question == asked.lock() ? held : nullptr;
    };
    request->kind = question->need.kind;
    request->requirement = question->need.requirement;
    request->context = question->need.context;
    request->message = messageFor(*question);
    request->fixedUser = isFixed ? m_session.model().user() : nullptr;
    request->suggestedUserName = m_session.keepsUserName.value() ? m_session.remembered.userName() : QString();
    request->rememberAvailability = m_session.properties.rememberAvailability;
    request->attempt = [session, current, isFixed](const Credentials &credentials, const LoginOptions &options) {
        const auto held = current();
        if (!held)
            return readyFuture<Result<void>>(session.expired() ? Error::Kind::Abandoned : Error::Kind::Cancelled);
        if (!isFixed)
            return held->run([&] { return held->logIn(credentials, options, true); });
        // This user is asked, also where another name is typed.
        const bool answersStep = !credentials.step().isEmpty();
        return held->run([&] {
            return held->reauthenticate(
                answersStep ? credentials : credentials.withUserName(held->model().user()->userName()), true);
        });
    };
    request->nextStep = [current]() -> std::optional<NextStep> {
        const auto held = current();
        return held ? held->nextStep() : std::nullopt;
    };
    request->logOut = [current] {
        if (const auto held = current())
            held->run([&] { held->logout.logOut(); });
    };
    return LoginRequest(request);
}

void Prompter::conclude(const std::shared_ptr<Question> &question, const Result<void> &result)
{
    if (question != m_question)
        return;
    m_question.reset();
    m_isSucceeding = false;
    if (!result) { // the user has turned away, perhaps from an attempt under way: its answer comes too late
        m_session.turnAwayAttempts();
        m_session.move([](SessionModel &model) { return model.cancelLogin(); });
    }
    for (const auto &answer : question->answers)
        answer.finish(result);
}

bool Prompter::isStillNeeded(const Question &question) const
{
    switch (question.need.kind) {
    case Kind::LogIn:
        return !m_session.model().isIn();
    case Kind::Reauthenticate:
        return m_session.model().state() == SessionState::LoggedIn
            && m_session.check(question.need.requirement) != Access::Allowed;
    case Kind::Unlock:
        return m_session.check(Requirement::login()) == Access::Locked; // or is about to be: a limit has passed
    }
    return false;
}

void Prompter::cancelPointless()
{
    const auto question = m_question;
    if (!question || m_isSucceeding || m_session.isPromptAttempting() || isStillNeeded(*question))
        return;
    const bool isUnlocked = question->need.kind == Kind::Unlock && m_session.model().state() == SessionState::LoggedIn;
    takeBack(isUnlocked ? Result<void>() : Error::Kind::Cancelled);
}

void Prompter::takeBack(const Result<void> &result)
{
    const auto question = m_question;
    if (!question)
        return;
    const auto prompt = question->isPrompted ? m_session.setup.loginPrompt : nullptr;
    conclude(question, result);
    if (prompt)
        m_session.protect([&] { prompt->cancel(); });
}

void Prompter::abandon()
{
    if (std::exchange(m_question, nullptr) && m_session.setup.loginPrompt) {
        const auto prompt = m_session.setup.loginPrompt;
        m_session.protect([&] { prompt->cancel(); });
    }
}

} // namespace QtLogin
