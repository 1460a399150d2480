// SPDX-License-Identifier: MIT
// Coming in, and proving oneself again.
#include "session/sessioncore_p.h"

#include "foundation/deadline_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

// A person may take long over a browser or a code; a user loader may not.
static constexpr auto authenticatorDeadline = 10min;
static constexpr auto clockTolerance = 60s;

struct SessionCore::LoginFlow
{
    Purpose purpose = Purpose::LogIn;
    Credentials credentials;
    LoginOptions options;
    bool fromPrompt = false;
    quint64 ticket = 0;
    quint64 epoch = 0;
    quint64 locks = 0;
    Answer<void> answer;
};

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

static Result<void> checkOptions(const LoginOptions &options)
{
    if (options.rememberFor && (*options.rememberFor <= 0s || *options.rememberFor > std::chrono::years(100)))
        return Error(Error::Kind::InvalidInput, QStringLiteral("LoginOptions::rememberFor must be positive."));
    return {};
}

QFuture<Result<void>> SessionCore::logIn(const Credentials &credentials, const LoginOptions &options, bool fromPrompt)
{
    if (const auto valid = checkOptions(options); !valid)
        return readyFuture(valid);
    auto flow = std::make_shared<LoginFlow>();
    flow->purpose = Purpose::LogIn;
    flow->credentials = credentials;
    flow->options = options;
    flow->fromPrompt = fromPrompt;
    return authenticate(std::move(flow));
}

QFuture<Result<void>> SessionCore::reauthenticate(const Credentials &credentials, bool fromPrompt)
{
    if (!isIn())
        return readyFuture<Result<void>>(Error(Error::Kind::InvalidInput, QStringLiteral("Nobody is logged in.")));
    auto flow = std::make_shared<LoginFlow>();
    flow->purpose = Purpose::Prove;
    const bool named = !credentials.userName().isEmpty() || !credentials.step().isEmpty();
    flow->credentials = named ? credentials : credentials.withUserName(m_user->userName());
    flow->fromPrompt = fromPrompt;
    return authenticate(std::move(flow));
}

QFuture<Result<void>> SessionCore::authenticate(std::shared_ptr<LoginFlow> flow)
{
    if (const auto ready = configured(true); !ready)
        return readyFuture(ready);
    flow->ticket = ++m_loginTicket;
    flow->epoch = m_facts.epoch;
    flow->locks = m_locks;
    m_latestLogin = flow;
    ++m_busy;
    m_nextStep.reset();
    const bool outside = m_facts.state == SessionState::SignedOut || m_facts.state == SessionState::RestorePending;
    if (outside && flow->purpose == Purpose::LogIn) {
        m_beforeLoggingIn = m_facts.state;
        become({.to = SessionState::LoggingIn});
    } else {
        tell({});
    }
    // A slot may have moved on, or deleted the manager.
    if (isStale(*flow)) {
        conclude(flow, Error::Kind::Cancelled);
        return flow->answer.future();
    }
    const auto answer = withDeadline(
        guarded<Authentication>([&] { return parts.authenticator->authenticate(flow->credentials); }), *clock,
        authenticatorDeadline, this);
    whenDone(answer, this, [this, flow](const Result<Authentication> &answer) { judgeProof(flow, answer); });
    return flow->answer.future();
}

// Whether somebody has moved on since: another login, a logout, a lock, the end of the manager.
bool SessionCore::isStale(const LoginFlow &flow) const
{
    return !m_manager || flow.ticket != m_loginTicket || flow.epoch != m_facts.epoch || flow.locks != m_locks;
}

// Whoever was at the password while the remembered login came back goes on: what they do themselves
// counts for more.
void SessionCore::carryLoginOver(quint64 before)
{
    const auto flow = m_latestLogin.lock();
    if (flow && flow->epoch == before)
        flow->epoch = m_facts.epoch;
}

bool SessionCore::isPromptAttempting() const
{
    const auto flow = m_latestLogin.lock();
    return flow && flow->fromPrompt && !flow->answer.isFinished() && !isStale(*flow);
}

void SessionCore::judgeProof(const std::shared_ptr<LoginFlow> &flow, const Result<Authentication> &answer)
{
    if (isStale(*flow))
        return conclude(flow, Error::Kind::Cancelled);
    if (!answer)
        return fail(flow, answer.error());
    if (const auto *step = std::get_if<NextStep>(&*answer)) {
        const auto self = shared_from_this();
        cancelLoggingIn();
        m_nextStep = *step;
        return conclude(flow, Error(Error::Kind::StepRequired, step->message));
    }
    const Proof proof = std::get<Proof>(*answer);
    if (flow->purpose == Purpose::Prove && proof.userId != m_user->id())
        return fail(flow, Error::Kind::WrongUser);
    if (proof.userId.isEmpty())
        return fail(flow, Error(Error::Kind::Internal, QStringLiteral("The authenticator gave a proof without a user id.")));
    whenDone(load(proof.userId), this,
             [this, flow, proof](const Result<UserPtr> &loaded) { judgeUser(flow, proof, loaded); });
}

void SessionCore::judgeUser(const std::shared_ptr<LoginFlow> &flow, const Proof &proof, const Result<UserPtr> &loaded)
{
    const auto self = shared_from_this();
    if (isStale(*flow))
        return conclude(flow, Error::Kind::Cancelled);
    if (!loaded) {
        const bool unknown = loaded.failedWith(Error::Kind::Absent);
        if (!unknown)
            tell([error = loaded.error()](LoginManager &m) { Q_EMIT m.loaderFailed(error); });
        else if (flow->purpose == Purpose::Prove)
            end(LogoutReason::UserGone, Token::Forget);
        // Unknown, disabled and wrong are one: nothing said here tells accounts apart.
        return fail(flow, unknown ? Error(Error::Kind::WrongCredentials) : Error(Error::Kind::Unavailable));
    }
    const UserPtr user = *loaded;
    if (!user->isActive() && !flow->options.force) {
        if (flow->purpose == Purpose::Prove && m_user->isActive())
            end(LogoutReason::UserDisabled, Token::Forget);
        return fail(flow, Error::Kind::WrongCredentials);
    }
    if (flow->purpose == Purpose::Prove && !isSamePerson(user, m_user))
        return fail(flow, Error::Kind::WrongUser);
    const QString stamp = proof.stamp.isEmpty() ? user->sessionStamp() : proof.stamp;
    const auto provedAt = bootTimeOf(proof.provedAt);
    const bool proves = flow->purpose == Purpose::Prove || m_facts.state == SessionState::Locked;
    if (proves && isSamePerson(user, m_user) && !isNews(provedAt))
        return fail(flow, Error::Kind::WrongCredentials);
    m_promptSucceeding = flow->fromPrompt && m_prompting;
    if (flow->purpose == Purpose::LogIn) {
        const bool entered = enter(user, flow->options.fresh ? provedAt : std::nullopt, stamp, flow->options);
        return conclude(flow, entered ? Result<void>() : Result<void>(Error::Kind::Cancelled));
    }
    prove(user, *provedAt, stamp);
    conclude(flow, {});
}

// An old proof confirms nothing: not one from before the lock, nor one that is stale already.
bool SessionCore::isNews(const std::optional<Clock::Boot> &provedAt) const
{
    constexpr auto roundedBy = 1s; // servers tell whole seconds
    if (!provedAt || (m_facts.state == SessionState::Locked && *provedAt + roundedBy < m_lockedAt))
        return false;
    return m_policy.freshLifetime == 0s || clock->sinceBoot() - *provedAt < m_policy.freshLifetime;
}

// When a proof was given, on the clock that does not jump. Nothing for one from the future.
std::optional<Clock::Boot> SessionCore::bootTimeOf(const std::optional<Clock::Wall> &provedAt) const
{
    const Clock::Boot now = clock->sinceBoot();
    if (!provedAt)
        return now;
    const auto age = clock->wall() - *provedAt;
    if (age < -clockTolerance)
        return std::nullopt;
    return now - std::max<std::chrono::nanoseconds>(age, 0ns);
}

void SessionCore::cancelLoggingIn()
{
    if (m_facts.state == SessionState::LoggingIn)
        become({.to = m_beforeLoggingIn});
}

void SessionCore::fail(const std::shared_ptr<LoginFlow> &flow, const Error &error)
{
    const auto self = shared_from_this();
    {
        const Scope scope(this);
        cancelLoggingIn();
        tell([failure = failureOf(error)](LoginManager &m) { Q_EMIT m.loginFailed(failure); });
    }
    conclude(flow, error);
}

// The end of an attempt: busy no more, and last of all whoever waits for it.
void SessionCore::conclude(const std::shared_ptr<LoginFlow> &flow, const Result<void> &result)
{
    const auto self = shared_from_this();
    --m_busy;
    if (m_manager)
        tell({});
    flow->answer.finish(result);
}

Result<void> SessionCore::logIn(const UserPtr &user, const LoginOptions &options)
{
    if (const auto ready = configured(false); !ready)
        return ready;
    if (const auto valid = checkOptions(options); !valid)
        return valid;
    if (!user || user->isAnonymous() || user->id().isEmpty())
        return Error(Error::Kind::InvalidInput, QStringLiteral("A user who logs in needs an id."));
    if (!user->isActive() && !options.force)
        return Error::Kind::Inactive;
    ++m_loginTicket; // whoever is proving themselves meanwhile comes too late
    const auto provedAt = options.fresh ? std::optional(clock->sinceBoot()) : std::nullopt;
    const auto self = shared_from_this();
    return enter(user, provedAt, user->sessionStamp(), options) ? Result<void>() : Result<void>(Error::Kind::Cancelled);
}

// \a user is in. False where a slot has moved on before that.
bool SessionCore::enter(const UserPtr &user, std::optional<Clock::Boot> provedAt, const QString &stamp,
                        const LoginOptions &options)
{
    if (isIn() && !isSamePerson(user, m_user))
        end(LogoutReason::UserSwitched, Token::Leave); // whoever hears of it finds nobody in
    if (!m_manager || (isIn() && !isSamePerson(user, m_user)))
        return false;
    const Scope scope(this);
    stopRestore(Error::Kind::Cancelled);
    m_facts.provedAt = provedAt;
    if (provedAt)
        m_facts.loggedInAt = clock->sinceBoot(); // a new session, also of the same person
    m_stamp = stamp;
    m_contextId = contextId();
    m_contextChanged = false;
    become({.to = SessionState::LoggedIn, .user = user, .event = [user](LoginManager &m) { Q_EMIT m.loggedIn(user); }});
    remember.watch(user->id(), RememberMe::Since::Now);
    recordMark(LockMark::Others::DropTheirs);
    rememberAfterLogin(user, options);
    return true;
}

// The person who is in has proved it again: fresh, and back if they were away.
void SessionCore::prove(const UserPtr &user, Clock::Boot provedAt, const QString &stamp)
{
    const bool newStamp = stamp != m_stamp;
    const bool unlocks = m_facts.state == SessionState::Locked;
    const Scope scope(this);
    m_facts.provedAt = provedAt;
    m_stamp = stamp;
    m_contextId = contextId();
    m_contextChanged = false;
    const Event confirmed = [user](LoginManager &m) { Q_EMIT m.loginConfirmed(user); };
    become({.to = SessionState::LoggedIn, .user = user, .event = unlocks ? Event() : confirmed});
    if (unlocks)
        recordMark(LockMark::Others::DropTheirs);
    // The remembered login carries the stamp: after a change of password it needs the new one.
    if (newStamp && m_remembered)
        issueToken(user, m_rememberedFor);
    if (newStamp)
        remember.announceChange();
}

Result<void> SessionCore::confirmLogin()
{
    if (!isIn())
        return Error(Error::Kind::InvalidInput, QStringLiteral("Nobody is logged in."));
    const auto self = shared_from_this();
    prove(m_user, clock->sinceBoot(), m_stamp);
    return {};
}

void SessionCore::rememberAfterLogin(const UserPtr &user, const LoginOptions &options)
{
    using Remember = LoginOptions::Remember;
    if (options.remember == Remember::Yes)
        return issueToken(user, options.rememberFor.value_or(m_policy.rememberLifetime));
    if (options.remember == Remember::No) {
        forgetAtLogin();
        return noteRemembered(0s);
    }
    keepToken(user);
}

// This login lets an earlier lock go once nobody comes back who was locked.
void SessionCore::forgetAtLogin()
{
    whenDone(remember.forget(), this, [this, epoch = m_facts.epoch](const Result<void> &forgotten) {
        if (forgotten && epoch == m_facts.epoch)
            recordMark(LockMark::Others::DropDead);
    });
}

// What is remembered of \a user goes on; another user's login must not survive this one.
void SessionCore::keepToken(const UserPtr &user)
{
    whenDone(remember.forgetUnless(user->id()), this,
             [this, epoch = m_facts.epoch](const Result<std::chrono::seconds> &keptFor) {
                 if (epoch != m_facts.epoch || !keptFor)
                     return;
                 noteRemembered(*keptFor);
                 recordMark(LockMark::Others::DropDead);
             });
}

void SessionCore::issueToken(const UserPtr &user, std::chrono::seconds lifetime)
{
    const quint64 epoch = m_facts.epoch;
    if (m_policy.rememberLifetime == 0s) {
        forgetAtLogin();
        noteRemembered(0s);
        return tell([](LoginManager &m) {
            Q_EMIT m.rememberFailed(Error(Error::Kind::Forbidden, LoginManager::tr("This application keeps nobody signed in.")));
        });
    }
    ++m_issuing;
    const RememberMe::Login login {user, m_stamp, m_contextId, lifetime, m_policy.rememberUnusedLifetime,
                                  m_policy.slidingRemember, keepUserName.value()};
    whenDone(remember.issue(login), this, [this, epoch, user, lifetime](const Result<void> &issued) {
        --m_issuing;
        if (!issued && issued.error().kind() != Error::Kind::Abandoned)
            keepToken(user);
        if (epoch != m_facts.epoch)
            return;
        if (!issued)
            return tell([error = issued.error()](LoginManager &m) { Q_EMIT m.rememberFailed(error); });
        m_rememberedFor = lifetime;
        m_remembered = m_hasRememberedUser = true;
        recordMark(LockMark::Others::DropDead);
        tell([](LoginManager &m) { Q_EMIT m.rememberStored(); });
    });
}

void SessionCore::noteRemembered(std::chrono::seconds rememberedFor)
{
    m_rememberedFor = rememberedFor;
    m_remembered = m_hasRememberedUser = rememberedFor > 0s;
    tell({});
}

} // namespace QtLogin
