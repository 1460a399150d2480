// SPDX-License-Identifier: MIT
#include "session/loginattempt_p.h"

#include "foundation/deadline_p.h"
#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

// A person may take long over a browser or a code.
static constexpr auto authenticatorDeadline = 10min;
static constexpr auto clockTolerance = 60s;

static LoginFailure failureOf(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::WrongCredentials:
    case Error::Kind::WrongUser:
    case Error::Kind::Inactive:
        return LoginFailure::WrongCredentials;
    case Error::Kind::Throttled:
        return LoginFailure::Throttled;
    case Error::Kind::Cancelled:
        return LoginFailure::Cancelled;
    default:
        return LoginFailure::Unavailable;
    }
}

// Whether the authenticator could not tell whether the answer to a step was right, so that it may be sent again. What was
// done elsewhere cannot.
static bool keepsStep(const std::optional<NextStep> &step, const Error &error)
{
    if (!step || step->isElsewhere())
        return false;
    return error.kind() == Error::Kind::Unavailable || error.kind() == Error::Kind::TimedOut
        || error.kind() == Error::Kind::Throttled;
}

static std::optional<NextStep> stepOf(const Session &session, const Credentials &credentials)
{
    const auto step = session.attempts.nextStep();
    return step && !step->handle.isEmpty() && step->handle == credentials.step() ? step : std::nullopt;
}

LoginAttempt::LoginAttempt(Session &session, const Terms &terms)
    : m_session(session)
    , m_terms(terms)
    , m_mark(session.model().mark(session.now()))
    , m_step(stepOf(session, terms.credentials))
{
}

QFuture<Result<void>> LoginAttempt::begin(Session &session, const Terms &terms)
{
    const char *const call = terms.purpose == Purpose::LogIn ? "logIn()" : "reauthenticate()";
    if (const auto ready = session.isConfigured(call, true, true); !ready)
        return readyFuture(ready);
    const std::shared_ptr<LoginAttempt> attempt(new LoginAttempt(session, terms));
    attempt->m_number = session.attempts.begin(attempt);
    if (terms.purpose == Purpose::LogIn)
        session.move([](SessionModel &model) { return model.beginLogin(); });
    else
        session.tell();
    if (attempt->isStale()) // a slot has moved on, or has deleted the manager
        attempt->finish(Error::Kind::Cancelled);
    else
        attempt->authenticate();
    return attempt->m_answer.future();
}

// Whether another attempt, a logout, a lock or the end of the manager came since.
bool LoginAttempt::isStale() const
{
    return m_session.isOver() || !m_session.attempts.isLatest(m_number) || !m_session.model().isCurrent(m_mark);
}

void LoginAttempt::giveUpWhereStale()
{
    if (m_answer.isFinished() || !isStale() || std::exchange(m_isGivenUp, true))
        return;
    m_session.attempts.giveUp(m_terms.credentials.step());
}

void LoginAttempt::authenticate()
{
    const auto authenticator = m_session.setup.authenticator; // which may set another one
    const Credentials credentials = m_terms.credentials;
    const auto ways = m_terms.purpose == Purpose::Prove ? authenticator->waysFor(m_session.model().answers().id)
                                                        : authenticator->ways();
    if (credentials.step().isEmpty() && !ways.contains(credentials.way())) {
        qCCritical(lcSession, "The authenticator offers no login by the way of these Credentials: Authenticator::ways().");
        return fail(Error::Kind::NotConfigured);
    }
    const bool provesAnew = m_terms.purpose == Purpose::Prove || m_session.model().state() == SessionState::Locked;
    const auto asked = guarded<Authentication>("Authenticator::authenticate()",
                                               [&] { return authenticator->authenticate(provesAnew ? credentials.provingAnew() : credentials); });
    const auto authenticating = withDeadline(asked, *m_session.clock, authenticatorDeadline, &m_session);
    m_session.resume(authenticating,
                     [self = shared_from_this()](const auto &answer) { self->onAuthenticated(answer); });
}

void LoginAttempt::onAuthenticated(const Result<Authentication> &answer)
{
    if (const auto *proof = answer ? std::get_if<Proof>(&*answer) : nullptr)
        m_provedId = proof->userId;
    if (isStale()) {
        if (const auto *step = answer ? std::get_if<NextStep>(&*answer) : nullptr)
            m_session.attempts.giveUp(step->handle);
        return finish(Error::Kind::Cancelled);
    }
    if (!answer) {
        if (keepsStep(m_step, answer.error()))
            m_session.attempts.setNextStep(m_step);
        return refuse(answer.error());
    }
    if (const auto *step = std::get_if<NextStep>(&*answer)) {
        m_session.move([](SessionModel &model) { return model.cancelLogin(); });
        m_session.attempts.setNextStep(*step);
        return finish(Error(Error::Kind::StepRequired, step->message));
    }
    const Proof proof = std::get<Proof>(*answer);
    if (m_terms.purpose == Purpose::Prove && proof.userId != m_session.model().answers().id)
        return refuse(Error::Kind::WrongUser);
    if (proof.userId.isEmpty()) {
        qCCritical(lcSession,
                   "Authenticator::authenticate() answered with a Proof without a userId: no user can be loaded.");
        return fail(Error::Kind::Internal);
    }
    m_session.resume(m_session.users.load(proof.userId),
                     [self = shared_from_this(), proof](const auto &loaded) { self->onUserLoaded(proof, loaded); });
}

// Unknown, disabled and wrong are one answer: nothing that is said here tells accounts apart.
void LoginAttempt::onUserLoaded(const Proof &proof, const Result<UserSource::Loaded> &loaded)
{
    const SessionModel &model = m_session.model();
    if (isStale())
        return finish(Error::Kind::Cancelled);
    if (!loaded) {
        const bool isUnknown = loaded.failedWith(Error::Kind::Absent);
        if (isUnknown && m_terms.purpose == Purpose::LogIn)
            qCCritical(lcSession,
                      "The authenticator has proved the user id \"%s\", which the user loader does not know: nobody can "
                      "log in so. Both must give a user the same id.", qUtf8Printable(proof.userId));
        if (!isUnknown)
            m_session.tell([error = loaded.error()](LoginManager &m) { Q_EMIT m.loaderFailed(error); });
        else if (m_terms.purpose == Purpose::Prove)
            m_session.logout.endSession(LogoutReason::UserGone, Logout::Token::Forget);
        return isUnknown ? fail(Error::Kind::WrongCredentials)
                         : refuse(Error::Kind::Unavailable, loaded.error().kind());
    }
    if (!loaded->isActive && !m_terms.options.force) {
        if (m_terms.purpose == Purpose::Prove && model.isActive())
            m_session.logout.endSession(LogoutReason::UserDisabled, Logout::Token::Forget);
        return refuse(Error::Kind::WrongCredentials, Error::Kind::Inactive);
    }
    if (m_terms.purpose == Purpose::Prove && !isSamePerson(loaded->user, model.user()))
        return refuse(Error::Kind::WrongUser);
    enter(proof, *loaded);
}

void LoginAttempt::enter(const Proof &proof, const UserSource::Loaded &loaded)
{
    const SessionModel &model = m_session.model();
    SessionModel::Entry entry {.user = loaded.user,
                               .answers = loaded.answers,
                               .isActive = loaded.isActive,
                               .stamp = proof.stamp.isEmpty() ? loaded.answers.sessionStamp : proof.stamp,
                               .provedAt = bootTimeOf(proof.provedAt)};
    const bool proves = m_terms.purpose == Purpose::Prove || model.state() == SessionState::Locked;
    if (proves && isSamePerson(loaded.user, model.user()) && !model.isRecentProof(entry.provedAt, m_session.now()))
        return refuse(Error::Kind::WrongCredentials);
    m_session.prompter.noteSuccess(m_terms.isFromPrompt);
    if (m_terms.purpose == Purpose::Prove) {
        m_session.confirm(entry);
        return finish({});
    }
    if (!m_terms.options.fresh)
        entry.provedAt.reset();
    const bool hasEntered = m_session.enter(entry, m_terms.options);
    finish(hasEntered ? Result<void>() : Result<void>(Error::Kind::Cancelled));
}

// When a proof was given, on the clock that does not jump. Null for one from the future.
std::optional<Clock::Boot> LoginAttempt::bootTimeOf(const std::optional<Clock::Wall> &provedAt) const
{
    const Clock::Boot now = m_session.now();
    if (!provedAt)
        return now;
    const auto age = m_session.clock->wall() - *provedAt;
    if (age < -clockTolerance)
        return std::nullopt;
    return now - std::max<std::chrono::nanoseconds>(age, 0ns);
}

// As fail(), and the developer reads \a why, which the user is not told. An exception stands in the log already.
void LoginAttempt::refuse(const Error &error, std::optional<Error::Kind> why)
{
    const Error::Kind kind = why.value_or(error.kind());
    if (kind != Error::Kind::Internal)
        qCInfo(lcSession) << (m_terms.purpose == Purpose::LogIn ? "logIn()" : "reauthenticate()") << "has failed:" << kind;
    fail(error);
}

void LoginAttempt::fail(const Error &error)
{
    m_session.batch([&] {
        m_session.move([](SessionModel &model) { return model.cancelLogin(); });
        m_session.tell([failure = failureOf(error)](LoginManager &m) { Q_EMIT m.loginFailed(failure); });
    });
    finish(error);
}

// The caller's continuation runs last: when the session shows the end of the attempt.
void LoginAttempt::finish(const Result<void> &result)
{
    const auto self = shared_from_this();
    const SessionModel &model = m_session.model();
    const bool isIn = model.isIn() && model.answers().id == m_provedId;
    if (!m_provedId.isEmpty() && !isIn)
        m_session.tellSessionEnded(m_provedId);
    m_session.attempts.end();
    m_answer.finish(result);
}

} // namespace QtLogin
