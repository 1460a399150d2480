// SPDX-License-Identifier: MIT
#include "session/loginmanager.h"

#include "session/accessrequest_p.h"
#include "session/session_p.h"
#include "session/sessionlog_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qthread.h>

namespace QtLogin {

LoginManager::LoginManager(const QString &applicationId, QObject *parent)
    : LoginManager(applicationId, Clock::system(), parent)
{
}

LoginManager::LoginManager(const QString &applicationId, std::shared_ptr<Clock> clock, QObject *parent)
    : QObject(parent), d(std::make_shared<Session>(this, applicationId, std::move(clock)))
{
    d->retranslateDefaults();
    setProfile(QStringLiteral("default"));
}

LoginManager::~LoginManager()
{
    d->shutDown();
}

void LoginManager::setUserLoader(std::shared_ptr<UserLoader> loader)
{
    d->parts.loader = std::move(loader);
}

void LoginManager::setAuthenticator(std::shared_ptr<Authenticator> authenticator)
{
    d->parts.authenticator = std::move(authenticator);
}

void LoginManager::setAccountEditor(std::shared_ptr<AccountEditor> editor)
{
    d->parts.editor = std::move(editor);
}

std::shared_ptr<AccountEditor> LoginManager::accountEditor() const
{
    return d->parts.editor;
}

void LoginManager::setRememberVerifier(std::shared_ptr<RememberVerifier> verifier)
{
    d->remembered.operations().setVerifier(std::move(verifier));
}

void LoginManager::setSecretStore(std::shared_ptr<SecretStore> store)
{
    d->remembered.operations().setStore(std::move(store));
}

void LoginManager::setLoginPrompt(std::shared_ptr<LoginPrompt> prompt)
{
    d->parts.prompt = std::move(prompt);
}

void LoginManager::addAmbientLogin(std::function<QFuture<Result<UserPtr>>()> ambient)
{
    if (ambient)
        d->parts.ambient.push_back(std::move(ambient));
}

void LoginManager::setAnonymousUserFactory(AnonymousUserFactory factory)
{
    const auto session = held();
    session->run([&] { session->setAnonymousUsers(factory); });
}

void LoginManager::setContextIdProvider(std::function<QByteArray()> provider)
{
    d->parts.contextId = std::move(provider);
}

void LoginManager::setUnauthorizedHandler(Handler handler)
{
    d->parts.unauthorized = std::move(handler);
}

void LoginManager::setFreshLoginHandler(Handler handler)
{
    d->parts.freshLogin = std::move(handler);
}

void LoginManager::setForbiddenHandler(Handler handler)
{
    d->parts.forbidden = std::move(handler);
}

void LoginManager::setGuestOnlyHandler(Handler handler)
{
    d->parts.guestOnly = std::move(handler);
}

void LoginManager::addGatekeeper(Gatekeeper *gatekeeper)
{
    d->gatekeepers.add(gatekeeper);
}

void LoginManager::removeGatekeeper(Gatekeeper *gatekeeper)
{
    d->gatekeepers.remove(gatekeeper);
}

bool LoginManager::isCovered(const QObject *context) const
{
    return d->gatekeepers.covers(context);
}

// The session, held while it works: a slot may delete this manager.
std::shared_ptr<Session> LoginManager::held() const
{
    if (QThread::currentThread() != thread())
        qCCritical(lcSession, "A LoginManager is called from its own thread only. Other threads ask a SessionLease.");
    return d;
}

bool LoginManager::event(QEvent *event)
{
    if (event->type() == QEvent::ThreadChange)
        qCCritical(lcSession, "A LoginManager stays in its thread: it does not work any more in another one.");
    return QObject::event(event);
}

QFuture<Result<void>> LoginManager::logIn(const Credentials &credentials, const LoginOptions &options)
{
    const auto session = held();
    return session->run([&] { return session->logIn(credentials, options); });
}

Result<void> LoginManager::logIn(const UserPtr &user, const LoginOptions &options)
{
    const auto session = held();
    return session->run([&] { return session->logIn(user, options); });
}

std::optional<NextStep> LoginManager::nextStep() const
{
    return d->nextStep();
}

void LoginManager::logOut()
{
    const auto session = held();
    session->run([&] { session->logout.logOut(); });
}

Result<void> LoginManager::confirmLogin()
{
    const auto session = held();
    return session->run([&] { return session->confirmLogin(); });
}

QFuture<Result<void>> LoginManager::reauthenticate(const Credentials &credentials)
{
    const auto session = held();
    return session->run([&] { return session->reauthenticate(credentials); });
}

QFuture<Result<void>> LoginManager::restore()
{
    const auto session = held();
    return session->run([&] { return session->restorer.restore(); });
}

QFuture<Result<QString>> LoginManager::peekRemembered()
{
    const auto session = held();
    return session->run([&] { return session->remembered.peek(); });
}

void LoginManager::lock(LockReason reason)
{
    const auto session = held();
    session->run([&] { session->lock(reason); });
}

QFuture<Result<void>> LoginManager::unlock(const Credentials &credentials)
{
    const auto session = held();
    if (session->model().state() != SessionState::Locked)
        return readyFuture<Result<void>>(Error(Error::Kind::InvalidInput, tr("The session is not locked.")));
    return session->run([&] { return session->reauthenticate(credentials); });
}

QFuture<Result<void>> LoginManager::unlock()
{
    const auto session = held();
    return session->run([&] { return session->prompter.unlock(); });
}

QFuture<Result<void>> LoginManager::forget()
{
    const auto session = held();
    return session->run([&] { return session->logout.forget(); });
}

QFuture<Result<void>> LoginManager::revalidate()
{
    const auto session = held();
    return session->run([&] { return session->revalidator.revalidate(); });
}

QFuture<Result<void>> LoginManager::logOutEverywhere()
{
    const auto session = held();
    return session->run([&] { return session->logout.logOutEverywhere(); });
}

void LoginManager::noteUserChanged()
{
    const auto session = held();
    session->run([&] { session->revalidator.noteUserChanged(); });
}

void LoginManager::noteUserActivity()
{
    const auto session = held();
    session->run([&] { session->limits.noteInput(); });
}

void LoginManager::endSession(LogoutReason reason)
{
    const auto session = held();
    session->run([&] { session->logout.endSession(reason, Logout::Token::Forget); });
}

std::optional<std::chrono::nanoseconds> LoginManager::freshFor(const Requirement &requirement) const
{
    return d->model().freshFor(requirement, d->now());
}

Access LoginManager::check(const Requirement &requirement) const
{
    if (Q_UNLIKELY(QThread::currentThreadId() != d->threadId)) {
        qCCritical(lcSession, "LoginManager::check() belongs to the manager's thread. Other threads ask a SessionLease.");
        return Access::Forbidden;
    }
    return d->check(requirement);
}

QFuture<Result<UserSnapshot>> LoginManager::require(const Requirement &requirement, const QString &message)
{
    const auto session = held();
    return session->run([&] { return AccessRequest::begin(*session, requirement, message); });
}

SessionLease LoginManager::lease() const
{
    return d->lease();
}

QString LoginManager::keychainName() const
{
    return d->remembered.operations().store()->backendName();
}

} // namespace QtLogin
