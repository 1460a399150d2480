// SPDX-License-Identifier: MIT
#include "session/loginmanager.h"

#include "session/accessrequest_p.h"
#include "session/policyfault_p.h"
#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

LoginManager::LoginManager(const LoginSetup &setup, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Session>(this, setup))
    , m_rememberedLogin(new RememberedLogin(d, this))
{
    d->begin();
}

LoginManager::~LoginManager()
{
    d->shutDown();
}

// --- Settings -----------------------------------------------------------------------------------

const LoginSetup &LoginManager::setup() const
{
    return d->setup;
}

void LoginManager::setLoginPrompt(const std::shared_ptr<LoginPrompt> &prompt)
{
    d->setup.loginPrompt = prompt;
}

void LoginManager::setSessionPolicy(const SessionPolicy &policy)
{
    if (const QString fault = faultOf(policy); !fault.isEmpty()) {
        qCCritical(lcSession).noquote() << fault << "LoginManager::setSessionPolicy() leaves the policy as it was.";
        return;
    }
    const auto session = d->entered();
    if (policy != session->policy())
        session->run([&] { session->setPolicy(policy); });
}

void LoginManager::setMessages(const LoginMessages &messages)
{
    d->setup.messages = messages;
    d->prompter.renewMessage(); // of what is on the screen
}

void LoginManager::setDeniedHandlers(const DeniedHandlers &handlers)
{
    d->setup.deniedHandlers = handlers;
}

void LoginManager::addGatekeeper(Gatekeeper *gatekeeper)
{
    d->gatekeepers.add(gatekeeper);
}

void LoginManager::removeGatekeeper(Gatekeeper *gatekeeper)
{
    d->gatekeepers.remove(gatekeeper);
}

RememberedLogin *LoginManager::rememberedLogin() const
{
    return m_rememberedLogin;
}

// --- State --------------------------------------------------------------------------------------

SessionState LoginManager::state() const
{
    return d->properties.state;
}

QBindable<SessionState> LoginManager::bindableState() const
{
    return readOnly(d->properties.state);
}

bool LoginManager::isBusy() const
{
    return d->properties.busy;
}

QBindable<bool> LoginManager::bindableBusy() const
{
    return readOnly(d->properties.busy);
}

UserPtr LoginManager::currentUser() const
{
    return d->properties.currentUser;
}

QBindable<UserPtr> LoginManager::bindableCurrentUser() const
{
    return readOnly(d->properties.currentUser);
}

bool LoginManager::isAuthenticated() const
{
    return d->isAuthenticated();
}

QBindable<bool> LoginManager::bindableAuthenticated() const
{
    return readOnly(d->properties.authenticated);
}

bool LoginManager::isFresh() const
{
    return d->isFresh();
}

QBindable<bool> LoginManager::bindableFresh() const
{
    return readOnly(d->properties.fresh);
}

bool LoginManager::isRemembered() const
{
    return d->properties.remembered;
}

QBindable<bool> LoginManager::bindableRemembered() const
{
    return readOnly(d->properties.remembered);
}

bool LoginManager::isLocked() const
{
    return d->properties.locked;
}

QBindable<bool> LoginManager::bindableLocked() const
{
    return readOnly(d->properties.locked);
}

LockSources LoginManager::lockSources() const
{
    return d->properties.lockSources;
}

QBindable<LockSources> LoginManager::bindableLockSources() const
{
    return readOnly(d->properties.lockSources);
}

quint64 LoginManager::epoch() const
{
    return d->model().facts().epoch;
}

SessionMark LoginManager::mark() const
{
    return d->model().mark(d->now());
}

bool LoginManager::isCurrent(const SessionMark &mark) const
{
    return d->model().isCurrent(mark);
}

// --- Questions ----------------------------------------------------------------------------------

Access LoginManager::check(const Requirement &requirement) const
{
    if (Q_UNLIKELY(QThread::currentThreadId() != d->threadId)) {
        qCCritical(lcSession, "LoginManager::check() belongs to the manager's thread. Other threads ask a SessionLease.");
        return Access::Forbidden;
    }
    return d->check(requirement);
}

SessionLease LoginManager::lease() const
{
    return d->lease();
}

std::optional<std::chrono::nanoseconds> LoginManager::freshFor(const Requirement &requirement) const
{
    return d->model().freshFor(requirement, d->now());
}

QFuture<Result<UserSnapshot>> LoginManager::require(const Requirement &requirement, const QString &message,
                                                    QObject *context)
{
    const auto session = d->entered();
    return session->run([&] { return AccessRequest::begin(*session, requirement, message, context); });
}

bool LoginManager::isCovered(const QObject *context) const
{
    return d->gatekeepers.covers(context);
}

// --- Verbs --------------------------------------------------------------------------------------

QFuture<Result<void>> LoginManager::logIn(const Credentials &credentials, const LoginOptions &options)
{
    const auto session = d->entered();
    return session->run([&] { return session->logIn(credentials, options); });
}

Result<void> LoginManager::logInVerified(const UserPtr &user, const LoginOptions &options)
{
    const auto session = d->entered();
    return session->run([&] { return session->logInVerified(user, options); });
}

std::optional<NextStep> LoginManager::nextStep() const
{
    return d->attempts.nextStep();
}

void LoginManager::cancelLogin()
{
    const auto session = d->entered();
    session->run([&] { session->attempts.cancel(); });
}

void LoginManager::logOut()
{
    const auto session = d->entered();
    session->run([&] { session->logout.logOut(); });
}

Result<void> LoginManager::confirmLogin()
{
    const auto session = d->entered();
    return session->run([&] { return session->confirmLogin(); });
}

QFuture<Result<void>> LoginManager::reauthenticate(const Credentials &credentials)
{
    const auto session = d->entered();
    return session->run([&] { return session->reauthenticate(credentials); });
}

QFuture<Result<void>> LoginManager::restore()
{
    const auto session = d->entered();
    return session->run([&] { return session->restorer.restore(); });
}

void LoginManager::lock(LockReason reason)
{
    const auto session = d->entered();
    session->run([&] { session->lock(reason); });
}

QFuture<Result<void>> LoginManager::unlock(const Credentials &credentials)
{
    const auto session = d->entered();
    if (session->model().state() != SessionState::Locked)
        return readyFuture<Result<void>>(Error(Error::Kind::InvalidInput, tr("The session is not locked.")));
    return session->run([&] { return session->reauthenticate(credentials); });
}

QFuture<Result<void>> LoginManager::unlock()
{
    const auto session = d->entered();
    return session->run([&] { return session->prompter.unlock(); });
}

QFuture<Result<void>> LoginManager::switchUser(QObject *context)
{
    const auto session = d->entered();
    return session->run([&] { return session->prompter.switchUser(context); });
}

QFuture<Result<void>> LoginManager::revalidate()
{
    const auto session = d->entered();
    return session->run([&] { return session->revalidator.revalidate(); });
}

void LoginManager::noteUserChanged()
{
    const auto session = d->entered();
    session->run([&] { session->revalidator.noteUserChanged(); });
}

QFuture<Result<void>> LoginManager::logOutEverywhere()
{
    const auto session = d->entered();
    return session->run([&] { return session->logout.logOutEverywhere(); });
}

void LoginManager::noteUserActivity()
{
    const auto session = d->entered();
    session->run([&] { session->limits.noteInput(); });
}

void LoginManager::endSession(LogoutReason reason)
{
    const auto session = d->entered();
    session->run([&] { session->logout.endSession(reason, Logout::Token::Forget); });
}

} // namespace QtLogin
