// SPDX-License-Identifier: MIT
#include "session/loginmanager.h"

#include "session/sessioncore_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

LoginManager::LoginManager(const QString &applicationId, QObject *parent)
    : LoginManager(applicationId, Clock::system(), parent)
{
}

LoginManager::LoginManager(const QString &applicationId, std::shared_ptr<Clock> clock, QObject *parent)
    : QObject(parent), d(std::make_shared<SessionCore>(this, applicationId, std::move(clock)))
{
    d->speak();
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
    d->remember.setVerifier(std::move(verifier));
}

void LoginManager::setSecretStore(std::shared_ptr<SecretStore> store)
{
    d->remember.setStore(std::move(store));
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
    d->parts.anonymous = std::move(factory);
    d->refreshAnonymous();
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
    d->addGatekeeper(gatekeeper);
}

void LoginManager::removeGatekeeper(Gatekeeper *gatekeeper)
{
    d->removeGatekeeper(gatekeeper);
}

bool LoginManager::isCovered(const QObject *context) const
{
    return d->isCovered(context);
}

// The private part is held while it works: a slot may delete this manager.

QFuture<Result<void>> LoginManager::logIn(const Credentials &credentials, const LoginOptions &options)
{
    const auto held = d;
    return held->logIn(credentials, options);
}

Result<void> LoginManager::logIn(const UserPtr &user, const LoginOptions &options)
{
    const auto held = d;
    return held->logIn(user, options);
}

std::optional<NextStep> LoginManager::nextStep() const
{
    return d->nextStep();
}

void LoginManager::logOut()
{
    const auto held = d;
    held->logOut();
}

Result<void> LoginManager::confirmLogin()
{
    const auto held = d;
    return held->confirmLogin();
}

QFuture<Result<void>> LoginManager::reauthenticate(const Credentials &credentials)
{
    const auto held = d;
    return held->reauthenticate(credentials);
}

QFuture<Result<void>> LoginManager::restore()
{
    const auto held = d;
    return held->restore();
}

QFuture<Result<QString>> LoginManager::peekRemembered()
{
    const auto held = d;
    return held->peekRemembered();
}

void LoginManager::lock(LockReason reason)
{
    const auto held = d;
    held->lock(reason);
}

QFuture<Result<void>> LoginManager::unlock(const Credentials &credentials)
{
    const auto held = d;
    if (held->state != SessionState::Locked)
        return readyFuture<Result<void>>(Error(Error::Kind::InvalidInput, tr("The session is not locked.")));
    return held->reauthenticate(credentials);
}

QFuture<Result<void>> LoginManager::unlock()
{
    const auto held = d;
    return held->unlockByPrompt();
}

QFuture<Result<void>> LoginManager::forget()
{
    const auto held = d;
    return held->forget();
}

QFuture<Result<void>> LoginManager::revalidate()
{
    const auto held = d;
    return held->revalidate();
}

QFuture<Result<void>> LoginManager::logOutEverywhere()
{
    const auto held = d;
    return held->logOutEverywhere();
}

void LoginManager::noteUserActivity()
{
    const auto held = d;
    held->noteUserActivity();
}

void LoginManager::endSession(LogoutReason reason)
{
    const auto held = d;
    held->endSession(reason);
}

std::optional<std::chrono::nanoseconds> LoginManager::freshFor(const Requirement &requirement) const
{
    return d->freshFor(requirement);
}

Access LoginManager::check(const Requirement &requirement) const
{
    return d->check(requirement);
}

QFuture<Result<UserSnapshot>> LoginManager::require(const Requirement &requirement, const QString &message)
{
    const auto held = d;
    return held->require(requirement, message);
}

SessionLease LoginManager::lease() const
{
    return d->lease();
}

QString LoginManager::keychainName() const
{
    return d->remember.store()->backendName();
}

} // namespace QtLogin
