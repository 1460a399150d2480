// SPDX-License-Identifier: MIT
#include "session/prompter_p.h"

#include "foundation/deadline_p.h"
#include "session/session_p.h"
#include "session/sessionlog_p.h"

#include <algorithm>

namespace QtLogin {

struct Prompter::Question
{
    struct Waiting
    {
        Need need;
        Answer<void> answer;
        bool hasContext;
        QMetaObject::Connection gone;

        bool isGone() const { return hasContext && !need.context; }
    };

    Kind kind;
    bool switches;
    SessionMark mark; // of the session that it is about
    SessionState state;
    std::vector<Waiting> waiting = {}; // in the order of asking; the first one is who the request is about
    std::shared_ptr<LoginRequest::Parts> request = {};
    bool isPrompted = false; // by the prompt, and not by a lock screen
    int round = 0; // of the prompt: the answers of earlier ones do not count

    bool isAbout(const Need &need) const { return kind == need.kind && switches == need.switches; }
};

// A lock screen asks already, where there is one. A dialog in front of it would be one question too many.
QFuture<Result<void>> Prompter::ask(const Need &need)
{
    bool isAsked = false;
    if (need.kind == Kind::Unlock)
        m_session.protect([&] { isAsked = m_session.gatekeepers.askToUnlock(); });
    const char *const call = need.kind == Kind::Unlock ? "unlock()" : "require()";
    const auto ready = isAsked ? Result<void>() : m_session.isConfigured(call, true, true);
    if (!ready) // whatever the user typed, it could only fail
        return readyFuture(ready);
    const auto prompt = m_session.setup.loginPrompt; // which may set another one
    if (!prompt && !isAsked) {
        qCInfo(lcSession,
               "LoginManager has no prompt to ask the user with. LoginSetup::loginPrompt is one, or "
               "LoginManager::setLoginPrompt(), such as a LoginDialogPrompt.");
        return readyFuture<Result<void>>(Error::Kind::NotConfigured);
    }
    if (!m_question || !m_question->isAbout(need)) {
        takeBack(Error::Kind::Cancelled);
        const SessionModel &model = m_session.model();
        m_question = std::make_shared<Question>(
            Question {need.kind, need.switches, model.mark(m_session.now()), model.state()});
    }
    const auto question = m_question; // also one that a lock screen has asked which is gone now
    const Answer<void> answer;
    question->waiting.push_back({need, answer, !need.context.isNull(), watch(question, need.context)});
    if (question->isPrompted) {
        renewMessage();
        askAgain();
    } else if (!isAsked) {
        show(question);
    }
    return answer.future();
}

void Prompter::askAgain()
{
    const auto prompt = m_session.setup.loginPrompt;
    if (prompt && m_question && m_question->isPrompted)
        m_session.protect([&] { prompt->askedAgain(); });
}

void Prompter::show(const std::shared_ptr<Question> &question)
{
    const auto prompt = m_session.setup.loginPrompt;
    if (!prompt) // another one, when it was taken off the screen, has taken it away
        return conclude(question, Error::Kind::NotConfigured);
    question->isPrompted = true;
    const auto request = makeRequest(question);
    const auto onAnswered = [this, question, round = ++question->round](const Result<void> &asked) {
        if (question->round == round)
            conclude(question, asked);
    };
    m_session.resume(guarded<void>("LoginPrompt::ask()", [&] { return prompt->ask(request); }), onAnswered);
}

QFuture<Result<void>> Prompter::unlock()
{
    if (m_session.model().state() != SessionState::Locked)
        return readyFuture<Result<void>>(
            Error(Error::Kind::InvalidInput, LoginManager::tr("The session is not locked.")));
    return ask({Kind::Unlock, Requirement::login()});
}

// The session, with what waits for its user, stays until another one is in.
QFuture<Result<void>> Prompter::switchUser(QObject *context)
{
    return ask({.kind = Kind::LogIn,
                .requirement = Requirement::login(),
                .context = context,
                .switches = m_session.model().isIn()});
}

// One who waits may close their window meanwhile. A dialog over it goes with it, while others wait on: what it answers
// then does not count. Later, as nothing can be asked in the middle of a destructor.
QMetaObject::Connection Prompter::watch(const std::shared_ptr<Question> &question, QObject *context)
{
    if (!context)
        return {};
    const auto onGone = [this, asked = std::weak_ptr(question), context] {
        const auto held = asked.lock();
        if (!held || held != m_question)
            return;
        const auto &first = held->waiting.front();
        if (first.isGone() || first.need.context == context)
            ++held->round;
        QMetaObject::invokeMethod(
            &m_session, [this, held] { m_session.serve([&] { dropGone(held); }); }, Qt::QueuedConnection);
    };
    return QObject::connect(context, &QObject::destroyed, &m_session, onGone);
}

void Prompter::dropGone(const std::shared_ptr<Question> &question)
{
    if (question != m_question)
        return;
    const bool hasLostPlace = question->isPrompted && question->waiting.front().isGone();
    if (m_isSucceeding && hasLostPlace) // the dialog can no longer say so
        return conclude(question, {});
    std::vector<Answer<void>> gone;
    for (const auto &each : question->waiting) {
        if (each.isGone())
            gone.push_back(each.answer);
    }
    if (gone.empty())
        return;
    if (gone.size() == question->waiting.size())
        return takeBack(Error::Kind::Cancelled);
    std::erase_if(question->waiting, [](const auto &each) { return each.isGone(); });
    if (hasLostPlace)
        askAnew(question);
    else
        renewMessage();
    for (const auto &answer : gone)
        answer.finish(Error::Kind::Cancelled);
}

// Over the window of the next one.
void Prompter::askAnew(const std::shared_ptr<Question> &question)
{
    const auto prompt = m_session.setup.loginPrompt;
    m_session.attempts.turnAway();
    m_session.move([](SessionModel &model) { return model.cancelLogin(); });
    if (prompt)
        m_session.protect([&] { prompt->cancel(); });
    if (question == m_question)
        show(question);
}

// All that is wanted, as one answer is enough for it.
QString Prompter::messageFor(const Question &question) const
{
    const LoginMessages &messages = m_session.setup.messages;
    QStringList wanted;
    for (const auto &each : question.waiting) {
        if (!each.need.message.isEmpty() && !wanted.contains(each.need.message))
            wanted += each.need.message;
    }
    if (!wanted.isEmpty())
        return wanted.join(u'\n');
    if (question.kind == Kind::LogIn)
        return messages.login;
    if (!messages.freshLogin.isNull())
        return messages.freshLogin;
    const auto authenticator = m_session.setup.authenticator;
    const bool asksPassword = !authenticator
        || authenticator->waysFor(m_session.model().answers().id).contains(LoginWay::Password);
    return asksPassword ? LoginManager::tr("Enter your password to go on.")
                        : LoginManager::tr("Confirm that it is you to go on.");
}

// Every copy of a request is the same one: a prompt that asks it again hears the new words.
void Prompter::renewMessage()
{
    const auto question = m_question;
    const auto prompt = m_session.setup.loginPrompt;
    if (!question || !question->request)
        return;
    const QString before = std::exchange(question->request->message, messageFor(*question));
    if (prompt && question->isPrompted && question->request->message != before)
        m_session.protect([&] { prompt->messageChanged(); });
}

// The request may outlive its question, and the session: it does nothing then.
LoginRequest Prompter::makeRequest(const std::shared_ptr<Question> &question)
{
    const auto request = question->request = std::make_shared<LoginRequest::Parts>();
    const Need &need = question->waiting.front().need;
    const bool isFixed = need.kind != Kind::LogIn;
    const bool suggests = m_session.keepsUserName.value() && !need.switches;
    const std::weak_ptr<Session> session = m_session.weak_from_this();
    const auto current = [session, asked = std::weak_ptr(question), round = question->round + 1] {
        const auto held = session.lock();
        const auto question = asked.lock();
        return held && question && held->prompter.m_question == question && question->round == round ? held : nullptr;
    };
    request->kind = need.kind;
    request->requirement = need.requirement;
    request->context = need.context;
    request->message = messageFor(*question);
    request->fixedUser = isFixed ? m_session.model().user() : nullptr;
    request->suggestedUserName = suggests ? m_session.remembered.userName() : QString();
    request->rememberAvailability = m_session.properties.rememberAvailability;
    request->lookAtKeychain = [current, isNew = std::make_shared<bool>(true)] {
        if (const auto held = current(); held && std::exchange(*isNew, false))
            held->remembered.lookAtKeychain();
    };
    if (const auto authenticator = m_session.setup.authenticator)
        request->ways = isFixed ? authenticator->waysFor(m_session.model().answers().id) : authenticator->ways();
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
        return held ? held->attempts.nextStep() : std::nullopt;
    };
    request->turnAway = [current] {
        if (const auto held = current())
            held->run([&] { held->attempts.cancel(); });
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
    if (!result) // the user has turned away, perhaps from an attempt under way: its answer comes too late
        m_session.attempts.cancel();
    const auto waiting = std::exchange(question->waiting, {});
    for (const auto &each : waiting) {
        QObject::disconnect(each.gone);
        each.answer.finish(result);
    }
}

bool Prompter::isStillNeeded(const Question &question) const
{
    const SessionModel &model = m_session.model();
    const auto isUnmet = [this](const auto &each) { return m_session.check(each.need.requirement) != Access::Allowed; };
    switch (question.kind) {
    case Kind::LogIn:
        return question.switches ? model.isCurrent(question.mark) && model.state() == question.state : !model.isIn();
    case Kind::Reauthenticate: {
        const auto waiting = question.waiting; // a predicate may do anything
        return model.state() == SessionState::LoggedIn && std::any_of(waiting.begin(), waiting.end(), isUnmet);
    }
    case Kind::Unlock:
        return m_session.check(Requirement::login()) == Access::Locked; // or is about to be: a limit has passed
    }
    return false;
}

void Prompter::cancelPointless()
{
    const auto question = m_question;
    if (!question || m_isSucceeding || m_session.attempts.isPromptAttempting() || isStillNeeded(*question))
        return;
    const bool isUnlocked = question->kind == Kind::Unlock && m_session.model().state() == SessionState::LoggedIn;
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
