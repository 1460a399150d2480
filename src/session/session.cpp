// SPDX-License-Identifier: MIT
#include "session/session_p.h"

#include "foundation/applicationid_p.h"
#include "session/loginattempt_p.h"
#include "session/loginsetup_p.h"
#include "session/misuse_p.h"
#include "session/sessionlog_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qcoreevent.h>
#include <QtCore/qdeadlinetimer.h>

namespace QtLogin {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcSession, "qtlogin.session", QtInfoMsg)

Session::Session(LoginManager *manager, const LoginSetup &given)
    : setup(corrected(given)),
      clock(setup.clock),
      m_model(std::make_shared<const AnonymousUser>()),
      m_shared(std::make_shared<SharedSession>(clock)),
      m_announcer(manager)
{
    if (auto *application = QCoreApplication::instance(); application && application->thread() == thread())
        application->installEventFilter(this);
    manager->installEventFilter(this);
}

void Session::begin()
{
    keepsUserName = setup.keepsUserName;
    (void)m_model.setAnonymous(makeAnonymous());
    m_announcer.noteUser(m_model.user());
    properties.currentUser = m_model.user();
    remembered.setParts(setup.secretStore, setup.rememberVerifier);
    remembered.setPlace(setup.profile, setup.profileFolder);
    setPolicy(setup.sessionPolicy);
}

Session::~Session() = default;

// As a filter of the application it sees the events of every object of this thread.
bool Session::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_announcer.manager() && event->type() == QEvent::ThreadChange) {
        qCCritical(lcSession, "A LoginManager stays in its thread: it does not work any more in another one.");
        watched->removeEventFilter(this); // which must live in the same thread
    }
    if (watched != QCoreApplication::instance())
        return false;
    if (event->type() == QEvent::LanguageChange) {
        serve([this] {
            tell(); // why remembering does not work, is a sentence
            prompter.renewMessage();
        });
    } else if (event->type() == QEvent::ApplicationActivate) {
        serve([this] { desktop.lookAgain(); });
    }
    return false;
}

void Session::shutDown()
{
    const auto self = shared_from_this();
    const QDeadlineTimer end(2s);
    recorder.recordLastInput();
    // Gates close while check() can still be asked; after that, no application code is called any more.
    m_model.close(std::make_shared<const AnonymousUser>());
    m_isPlainlyOpen = false;
    m_shared->update(m_model.facts(), m_model.answers());
    protect([this, closing = closing()] { gatekeepers.close(); });
    gatekeepers.clear();
    m_announcer.silence();
    desktop.stop();
    limits.disarm();
    attempts.turnAway();
    attempts.setNextStep({});
    prompter.abandon();
    remembered.stopWatching();
    recorder.close(std::chrono::milliseconds(end.remainingTime()));
    remembered.flush(std::chrono::milliseconds(end.remainingTime()));
    restorer.abandon();
    revalidator.abandon();
    if (m_runs == 0)
        m_announcer.report();
}

// --- The model and the world --------------------------------------------------------------------

// Each change of the model but input and settings. Leases and gates follow before any signal is emitted.
void Session::move(const std::function<SessionChange(SessionModel &)> &transition)
{
    batch([&] {
        limits.noteClockJump();
        const SessionModel before = m_model;
        const SessionChange change = transition(m_model);
        ++m_unpublished;
        m_isPlainlyOpen = m_model.isPlainlyOpen();
        m_shared->update(m_model.facts(), m_model.answers());
        limits.arm();
        enqueueEvents(change);
        QFuture<Result<void>> recorded;
        protect([&] { recorded = recorder.recordEnd(before, change); });
        followChange(change);
        recorder.waitForLock(recorded, change);
        if (!before.isIn() && m_model.state() == SessionState::LoggedIn)
            desktop.tellAgain();
        desktop.listen();
    });
}

// The hook runs while the content of views is still alive. A slow one keeps nothing open.
void Session::followChange(const SessionChange &change)
{
    auto held = change.closes || change.leaving ? closing() : nullptr; // until the gates have opened
    if (change.closes)
        protect([this] { gatekeepers.close(); });
    if (change.leaving) {
        remembered.stopWatching();
        attempts.setNextStep({});
        held.reset(); // a call of the hook is the application's, for the next user, as a request of the hook is
        protect([&] {
            if (!isOver())
                Q_EMIT m_announcer.manager()->aboutToLogOut(change.leaving);
        });
        protect([&] { tellSessionEnded(change.leaving->id()); });
        held = closing();
    }
    if (change.closes || change.leaving)
        attempts.giveUpWhereStale();
    --m_unpublished;
    protect([this] { properties.update(view()); });
    if (change.closes || change.opens)
        protect([this] { gatekeepers.open(); });
}

// With the view of this moment: a slot of the hook, or a factory of a view, may make the next change already.
void Session::enqueueEvents(const SessionChange &change)
{
    const SessionView now = view();
    if (change.events.empty())
        m_announcer.enqueue(now, Signal());
    for (const SessionEvent &event : change.events)
        m_announcer.enqueue(now, event);
}

void Session::tell(const Signal &signal)
{
    batch([&] {
        enqueue(signal);
        if (m_unpublished == 0) // else the properties show the session before, until the guards have closed
            protect([this] { properties.update(view()); });
    });
}

SessionView Session::view() const
{
    const Clock::Boot moment = now();
    return {.state = m_model.state(),
            .busy = attempts.isBusy(),
            .user = m_model.user(),
            .authenticated = m_model.isAuthenticated(),
            .fresh = m_model.isFresh(moment),
            .remembered = m_model.isRemembered(moment),
            .locked = m_model.state() == SessionState::Locked,
            .lockReason = m_model.lockReason(),
            .hasRememberedUser = remembered.hasUser(),
            .remembering = remembered.availability(),
            .keychain = remembered.keychain(),
            .lockSources = desktop.sources()};
}

UserPtr Session::makeAnonymous() const
{
    try {
        if (const auto factory = setup.anonymousUser) {
            if (const UserPtr made = factory())
                return made;
        }
    } catch (...) { // in the middle of a logout: the gates are not closed yet
        Private::logThrown("LoginSetup::anonymousUser");
    }
    return std::make_shared<const AnonymousUser>();
}

std::shared_ptr<Session> Session::entered()
{
    if (QThread::currentThread() != thread())
        qCCritical(lcSession, "A LoginManager is called from its own thread only. Other threads ask a SessionLease.");
    return shared_from_this();
}

// --- Questions ----------------------------------------------------------------------------------

Access Session::checkClosely(const Requirement &requirement) const
{
    const auto self = requirement.hasConditions() ? shared_from_this() : nullptr; // a predicate may delete the manager
    return m_model.check(requirement, dependsOnTime(requirement, m_model.facts()) ? now() : Clock::Boot());
}

// As the properties show it, except that a limit which has passed counts before its alarm has rung.
bool Session::isAuthenticated() const
{
    return m_unpublished > 0 ? properties.authenticated.value() : check(Requirement::login()) == Access::Allowed;
}

bool Session::isFresh() const
{
    return m_unpublished > 0 ? properties.fresh.value() : m_model.isFresh(now());
}

SessionLease Session::lease() const
{
    return SessionLease(m_shared, m_model.facts().epoch, m_model.answers().authenticated
                                                             ? m_model.answers()
                                                             : UserSnapshot::of(*m_model.user()));
}

Result<void> Session::isConfigured(const char *call, bool needsLoader, bool needsAuthenticator) const
{
    if (!isGoodApplicationId(setup.applicationId))
        return Misuse::badApplicationId(setup.applicationId, call);
    if (needsLoader && !setup.userLoader)
        return Misuse::missing(call, "a user loader", "userLoader");
    if (needsAuthenticator && !setup.authenticator)
        return Misuse::missing(call, "an authenticator", "authenticator");
    return {};
}

// --- Coming in ----------------------------------------------------------------------------------

static Result<void> checkOptions(const char *call, const LoginOptions &options)
{
    if (options.rememberFor && (*options.rememberFor <= 0s || *options.rememberFor > std::chrono::years(100)))
        return Misuse::badArgument(call, "LoginOptions::rememberFor must be positive, and at most a hundred years.");
    return {};
}

Result<void> Session::logInVerified(const UserPtr &user, const LoginOptions &options)
{
    if (const auto ready = isConfigured("logInVerified()", true, false); !ready)
        return ready;
    if (const auto valid = checkOptions("logInVerified()", options); !valid)
        return valid;
    if (!user || user->isAnonymous() || user->id().isEmpty())
        return Misuse::badArgument("logInVerified()",
                                   "the user must not be null or anonymous, and needs a User::id().");
    if (!user->isActive() && !options.force)
        return Error::Kind::Inactive;
    attempts.turnAway();
    const SessionModel::Entry entry {.user = user,
                                     .answers = UserSnapshot::of(*user),
                                     .isActive = user->isActive(),
                                     .stamp = user->sessionStamp(),
                                     .provedAt = options.fresh ? std::optional(now()) : std::nullopt};
    return enter(entry, options) ? Result<void>() : Result<void>(Error::Kind::Cancelled);
}

QFuture<Result<void>> Session::logIn(const Credentials &credentials, const LoginOptions &options, bool isFromPrompt)
{
    if (const auto valid = checkOptions("logIn()", options); !valid)
        return readyFuture(valid);
    return LoginAttempt::begin(*this, {LoginAttempt::Purpose::LogIn, credentials, options, isFromPrompt});
}

QFuture<Result<void>> Session::reauthenticate(const Credentials &credentials, bool isFromPrompt)
{
    if (!m_model.isIn())
        return readyFuture<Result<void>>(Misuse::noUser("LoginManager::reauthenticate()"));
    const bool isNamed = !credentials.userName().isEmpty() || !credentials.step().isEmpty();
    const auto named = isNamed ? credentials : credentials.withUserName(m_model.user()->userName());
    return LoginAttempt::begin(*this, {LoginAttempt::Purpose::Prove, named, {}, isFromPrompt});
}

// Ends the session of another user first. False where application code has moved on before the user was in.
bool Session::enter(const SessionModel::Entry &entry, const LoginOptions &options)
{
    SessionModel::Entry complete = entry;
    complete.contextId = context.id();
    const auto isOther = [&] { return m_model.isIn() && !isSamePerson(entry.user, m_model.user()); };
    if (isOther())
        logout.endSession(LogoutReason::UserSwitched, Logout::Token::Leave); // its slots find no user logged in
    if (isOver() || isOther())
        return false;
    batch([&] {
        restorer.stop(Error::Kind::Cancelled);
        if (!moveIn([&](SessionModel &model) { return model.enter(complete, now()); }))
            return; // nothing is remembered of a login that has ended again
        remembered.watch(complete.answers.id, RememberMe::Since::Now);
        recorder.record(LockMark::Others::DropTheirs);
        remembered.afterLogin(entry.user, options);
    });
    return true;
}

// As move(), for a user who comes in. False where a factory, a binding or a gatekeeper has ended that session already.
bool Session::moveIn(const std::function<SessionChange(SessionModel &)> &transition)
{
    quint64 epoch = 0;
    move([&](SessionModel &model) {
        SessionChange change = transition(model);
        epoch = model.facts().epoch;
        return change;
    });
    const bool isIn = !isOver() && m_model.isIn() && m_model.facts().epoch == epoch;
    if (const auto authenticator = setup.authenticator; authenticator && isIn)
        protect([&] { authenticator->sessionBegan(m_model.answers().id); });
    return isIn;
}

void Session::tellSessionEnded(const QString &userId)
{
    if (const auto authenticator = setup.authenticator)
        protect([&] { authenticator->sessionEnded(userId); });
}

// The user who is logged in has proved it again: the session is fresh, and no longer locked.
void Session::confirm(const SessionModel::Entry &proof)
{
    SessionModel::Entry complete = proof;
    complete.contextId = context.id();
    if (isOver() || !m_model.isIn() || proof.answers.id != m_model.answers().id)
        return;
    const bool hasNewStamp = proof.stamp != m_model.stamp();
    const bool unlocks = m_model.state() == SessionState::Locked;
    batch([&] {
        if (!moveIn([&](SessionModel &model) { return model.confirm(complete, now()); }))
            return;
        if (unlocks)
            recorder.record(LockMark::Others::DropTheirs);
        if (hasNewStamp)
            remembered.renewStamp(proof.user);
    });
}

Result<void> Session::confirmLogin()
{
    if (!m_model.isIn())
        return Misuse::noUser("LoginManager::confirmLogin()");
    confirm({.user = m_model.user(), .answers = m_model.answers(), .isActive = m_model.isActive(),
             .stamp = m_model.stamp(), .provedAt = now()});
    return {};
}

// --- Policy and lock ----------------------------------------------------------------------------

void Session::setPolicy(const SessionPolicy &policy)
{
    setup.sessionPolicy = policy;
    if (!m_model.isIn()) {
        (void)m_model.setPolicy(policy);
        m_shared->update(m_model.facts(), m_model.answers());
        return tell(); // whether logins can be remembered
    }
    batch([&] {
        move([&](SessionModel &model) { return model.setPolicy(policy); });
        if (policy.rememberLifetime == 0s) {
            (void)remembered.forget({}, RememberMe::Scope::Profile);
            remembered.noteEnd();
        }
        if (policy.idleLock > 0s)
            recorder.record(LockMark::Others::Keep); // what was recorded of the input may be old
    });
    limits.passTime();
}

// Input may come a thousand times a second, and moves nothing but a limit.
void Session::noteActivity(Clock::Boot now)
{
    const SessionChange change = m_model.noteActivity(now);
    if (m_model.facts().hasTimeLimit())
        m_shared->update(m_model.facts(), m_model.answers());
    if (change.events.empty())
        return;
    batch([&] {
        enqueueEvents(change);
        limits.arm(); // the next warning may come before the lock that the alarm was set to
    });
}

void Session::lock(LockReason reason)
{
    if (m_model.state() == SessionState::LoggedIn)
        move([&](SessionModel &model) { return model.lock(reason, now()); });
}

} // namespace QtLogin
