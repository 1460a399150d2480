// SPDX-License-Identifier: MIT
// Asking the person, where that helps: first the signal, then a handler, or else the prompt.
#include "session/sessioncore_p.h"

#include "foundation/deadline_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using Kind = LoginRequest::Kind;

// A login may be stale again at once, or not meet a further limit; three times is enough.
static constexpr int mostRounds = 3;

struct SessionCore::Question
{
    Requirement requirement;
    quint64 epoch; // of whoever has asked
    bool ofNobody; // then it is for whoever comes next
    quint64 locks; // with one more, they have gone away meanwhile
    QString message; // empty: that of the manager
    int rounds = 0;
    Answer<UserSnapshot> answer = {};

    bool isStillTheirs(const SessionCore &core)
    {
        if (ofNobody && core.isIn() && core.m_facts.epoch == epoch + 1) {
            ++epoch;
            ofNobody = false;
        }
        return epoch == core.m_facts.epoch && core.m_locks <= locks;
    }
};

struct SessionCore::Prompting
{
    Kind kind = Kind::LogIn;
    quint64 id = 0;
    Requirement requirement; // of whoever asked first
    QString message;
    std::shared_ptr<LoginRequest::Parts> request;
    bool byPrompt = false; // and not by a lock screen that stands there
    std::vector<Answer<void>> answers;
};

QFuture<Result<UserSnapshot>> SessionCore::require(const Requirement &requirement, const QString &message)
{
    const auto self = shared_from_this();
    if (isIn())
        (void)contextStillHolds(); // protection may lower freshness, before it is looked at
    // A limit has passed, and what has come too late asks to unlock: the lock itself is about to come.
    const bool locksNow = m_facts.state == SessionState::LoggedIn && check(Requirement::login()) == Access::Locked;
    const auto question = std::make_shared<Question>(
        Question {requirement, m_facts.epoch, !isIn(), m_locks + (locksNow ? 1 : 0), message});
    pursue(question);
    return question->answer.future();
}

void SessionCore::pursue(const std::shared_ptr<Question> &question)
{
    const auto self = shared_from_this();
    if (!m_manager)
        return question->answer.finish(Error::Kind::Abandoned);
    if (!question->isStillTheirs(*this))
        return question->answer.finish(Error::Kind::Cancelled);
    const Requirement requirement = question->requirement;
    switch (check(requirement)) {
    case Access::Allowed:
        return question->answer.finish(UserSnapshot::of(*m_user));
    case Access::Pending:
        m_whenRestored.push_back([this, question] { pursue(question); });
        return;
    case Access::LoginRequired:
        return askFor(
            question, Kind::LogIn, [requirement](LoginManager &m) { Q_EMIT m.unauthorized(requirement); },
            parts.unauthorized);
    case Access::FreshLoginRequired:
        return askFor(
            question, Kind::Reauthenticate, [requirement](LoginManager &m) { Q_EMIT m.freshLoginNeeded(requirement); },
            parts.freshLogin);
    case Access::Locked:
        return askFor(question, Kind::Unlock, {}, {});
    case Access::GuestOnly:
        if (const auto handler = parts.guestOnly)
            handler(requirement);
        return question->answer.finish(
            Error(Error::Kind::Forbidden, LoginManager::tr("This is for people who are not logged in.")));
    case Access::Forbidden:
        if (const auto handler = parts.forbidden)
            handler(requirement);
        return question->answer.finish(Error::Kind::Forbidden);
    }
}

void SessionCore::askFor(const std::shared_ptr<Question> &question, Kind kind, const Event &signal,
                         const LoginManager::Handler &handler)
{
    if (signal)
        tell(signal);
    if (!m_manager)
        return question->answer.finish(Error::Kind::Abandoned);
    if (const auto handle = handler) { // a handler set means: nothing else happens
        handle(question->requirement);
        return question->answer.finish(Error::Kind::Cancelled);
    }
    if (check(question->requirement) == Access::Allowed) // a slot has seen to it
        return question->answer.finish(UserSnapshot::of(*m_user));
    ++question->rounds;
    whenDone(askPerson(kind, question->requirement, question->message), this, [this, question](const Result<void> &asked) {
        const auto self = shared_from_this(); // a predicate may delete the manager
        if (!question->isStillTheirs(*this))
            return question->answer.finish(Error::Kind::Cancelled);
        if (check(question->requirement) != Access::Allowed && (!asked || question->rounds >= mostRounds))
            return question->answer.finish(asked ? Error(Error::Kind::Cancelled) : asked.error());
        pursue(question);
    });
}

// A lock screen that stands there asks already. A dialog before it would be one question too many.
bool SessionCore::gatekeeperAsks()
{
    return std::any_of(m_gatekeepers.begin(), m_gatekeepers.end(), [](Gatekeeper *keeper) { return keeper->askToUnlock(); });
}

// One prompt at a time; whoever asks for the same joins it.
QFuture<Result<void>> SessionCore::askPerson(Kind kind, const Requirement &requirement,
                                             const QString &message)
{
    const bool isAsked = kind == Kind::Unlock && gatekeeperAsks();
    if (!parts.prompt && !isAsked) {
        qCInfo(lcSession, "Nobody can be asked to log in: see LoginManager::setLoginPrompt().");
        return readyFuture<Result<void>>(
            Error(Error::Kind::NotConfigured, QStringLiteral("LoginManager needs a prompt: see setLoginPrompt().")));
    }
    Answer<void> answer;
    if (m_prompting && m_prompting->kind == kind) {
        m_prompting->answers.push_back(answer);
        if (m_prompting->byPrompt || isAsked)
            return answer.future();
    } else {
        takePromptBack(Error::Kind::Cancelled);
        m_prompting = std::make_shared<Prompting>();
        m_prompting->kind = kind;
        m_prompting->id = ++m_promptCount;
        m_prompting->requirement = requirement;
        m_prompting->message = message;
        m_prompting->answers.push_back(answer);
    }
    if (isAsked)
        return answer.future();
    const auto prompting = m_prompting; // also what a lock screen has asked for that is there no longer
    prompting->byPrompt = true;
    remember.probe(); // so that the tick box can say whether remembering will work
    const auto prompt = parts.prompt;
    const auto request = makeRequest(*prompting, prompting->requirement);
    const auto asked = guarded<void>([&] { return prompt->ask(request); });
    whenDone(asked, this, [this, id = prompting->id](const Result<void> &asked) { concludePrompt(id, asked); });
    return answer.future();
}

const QString &SessionCore::messageFor(const Prompting &prompting) const
{
    if (!prompting.message.isEmpty())
        return prompting.message;
    return prompting.kind == Kind::LogIn ? loginMessage.value() : freshLoginMessage.value();
}

// Every copy of a request is the same one: a prompt that asks it again hears the new words.
void SessionCore::renewPromptMessage()
{
    if (m_prompting && m_prompting->request)
        m_prompting->request->message = messageFor(*m_prompting);
}

LoginRequest SessionCore::makeRequest(Prompting &prompting, const Requirement &requirement)
{
    const auto request = prompting.request = std::make_shared<LoginRequest::Parts>();
    const bool fixed = prompting.kind != Kind::LogIn;
    request->kind = prompting.kind;
    request->requirement = requirement;
    request->message = messageFor(prompting);
    request->fixedUser = fixed ? m_user : nullptr;
    request->suggestedUserName = keepUserName.value() ? m_rememberedName : QString();
    request->rememberAvailability = rememberAvailability;
    const auto core = weak_from_this();
    const auto isCurrent = [core, id = prompting.id] {
        const auto self = core.lock();
        return self && self->m_prompting && self->m_prompting->id == id ? self : nullptr;
    };
    request->attempt = [isCurrent, fixed, core](const Credentials &credentials, const LoginOptions &options) {
        const auto self = isCurrent();
        if (!self)
            return readyFuture<Result<void>>(core.expired() ? Error::Kind::Abandoned : Error::Kind::Cancelled);
        if (!fixed)
            return self->logIn(credentials, options, true);
        // Whatever name is typed, it is this person who is asked.
        const bool answersStep = !credentials.step().isEmpty();
        return self->reauthenticate(answersStep ? credentials : credentials.withUserName(self->m_user->userName()),
                                    true);
    };
    request->nextStep = [isCurrent]() -> std::optional<NextStep> {
        const auto self = isCurrent();
        return self ? self->m_nextStep : std::nullopt;
    };
    request->logOut = [isCurrent] {
        if (const auto self = isCurrent())
            self->logOut();
    };
    return LoginRequest(request);
}

void SessionCore::concludePrompt(quint64 id, const Result<void> &result)
{
    if (!m_prompting || m_prompting->id != id)
        return;
    const auto prompting = std::exchange(m_prompting, nullptr);
    m_promptSucceeding = false;
    if (!result) { // they turned away, perhaps from an attempt under way: its answer comes too late
        ++m_loginTicket;
        cancelLoggingIn();
    }
    for (const auto &answer : prompting->answers)
        answer.finish(result);
}

// Whether there is still something to ask the person for.
bool SessionCore::fits(const Prompting &prompting) const
{
    switch (prompting.kind) {
    case Kind::LogIn:
        return m_facts.state != SessionState::LoggedIn && m_facts.state != SessionState::Locked;
    case Kind::Reauthenticate:
        return m_facts.state == SessionState::LoggedIn && check(prompting.requirement) != Access::Allowed;
    case Kind::Unlock:
        return check(Requirement::login()) == Access::Locked; // or is about to be: a limit has passed
    }
    return false;
}

// The state has moved on by other means than this prompt: take it off the screen.
void SessionCore::cancelPointlessPrompt()
{
    const auto self = shared_from_this();
    const auto prompting = m_prompting;
    if (!prompting || m_promptSucceeding || isPromptAttempting() || fits(*prompting))
        return;
    const bool unlocked = prompting->kind == Kind::Unlock && m_facts.state == SessionState::LoggedIn;
    takePromptBack(unlocked ? Result<void>() : Error::Kind::Cancelled);
}

// Off the screen, where it is there; whoever has asked hears \a result.
void SessionCore::takePromptBack(const Result<void> &result)
{
    const auto prompting = m_prompting;
    if (!prompting)
        return;
    const auto prompt = prompting->byPrompt ? parts.prompt : nullptr;
    concludePrompt(prompting->id, result);
    if (prompt)
        prompt->cancel();
}

QFuture<Result<void>> SessionCore::unlockByPrompt()
{
    const auto self = shared_from_this();
    if (m_facts.state != SessionState::Locked)
        return readyFuture<Result<void>>(
            Error(Error::Kind::InvalidInput, QStringLiteral("The session is not locked.")));
    return askPerson(Kind::Unlock, Requirement::login());
}

} // namespace QtLogin
