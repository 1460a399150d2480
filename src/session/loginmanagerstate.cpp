// SPDX-License-Identifier: MIT
// What a LoginManager says of itself: its state and its settings.
#include "session/session_p.h"

#include "session/sessionlog_p.h"

#include <QtCore/qpointer.h>

namespace QtLogin {

// The const makes the bindable read-only for the application.
template<typename T>
static QBindable<T> readOnly(const QProperty<T> &property)
{
    return QBindable<T>(&property);
}

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

bool LoginManager::hasRememberedUser() const
{
    return d->properties.hasRememberedUser;
}

QBindable<bool> LoginManager::bindableHasRememberedUser() const
{
    return readOnly(d->properties.hasRememberedUser);
}

bool LoginManager::isRememberAvailable() const
{
    return d->properties.rememberAvailable;
}

QBindable<bool> LoginManager::bindableRememberAvailable() const
{
    return readOnly(d->properties.rememberAvailable);
}

QString LoginManager::rememberUnavailableReason() const
{
    return d->properties.rememberAvailability->value().whyNot;
}

QBindable<RememberAvailability> LoginManager::bindableRememberAvailability() const
{
    return readOnly(std::as_const(*d->properties.rememberAvailability));
}

KeychainState LoginManager::keychainState() const
{
    return d->properties.keychain;
}

QBindable<KeychainState> LoginManager::bindableKeychainState() const
{
    return readOnly(d->properties.keychain);
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

std::shared_ptr<Clock> LoginManager::clock() const
{
    return d->clock;
}

QString LoginManager::applicationId() const
{
    return d->applicationId;
}

SessionPolicy LoginManager::sessionPolicy() const
{
    return d->policy();
}

void LoginManager::setSessionPolicy(const SessionPolicy &policy)
{
    if (const auto valid = policy.validate(); !valid) {
        qCCritical(lcSession).noquote() << valid.error().message() << "The policy stays as it was.";
        return;
    }
    if (policy == d->policy())
        return;
    const auto held = d; // a slot may delete this manager
    const QPointer<LoginManager> alive(this);
    held->run([&] { held->setPolicy(policy); });
    if (alive)
        Q_EMIT sessionPolicyChanged(policy);
}

QBindable<SessionPolicy> LoginManager::bindableSessionPolicy() const
{
    return readOnly(d->policyProperty);
}

// Tells of a setting when it has changed. A notifier of the property may delete the manager.
template<typename T>
static void set(LoginManager *manager, std::shared_ptr<Session> session, QProperty<T> Session::*setting, const T &value,
                void (LoginManager::*changed)(const T &))
{
    if ((*session.*setting).value() == value)
        return;
    const QPointer<LoginManager> alive(manager);
    (*session.*setting) = value;
    if (alive)
        Q_EMIT (manager->*changed)(value);
}

QString LoginManager::loginMessage() const
{
    return d->loginMessage;
}

QBindable<QString> LoginManager::bindableLoginMessage() const
{
    return readOnly(d->loginMessage);
}

void LoginManager::setLoginMessage(const QString &message)
{
    set(this, d, &Session::loginMessage, message, &LoginManager::loginMessageChanged);
}

QString LoginManager::freshLoginMessage() const
{
    return d->freshLoginMessage;
}

QBindable<QString> LoginManager::bindableFreshLoginMessage() const
{
    return readOnly(d->freshLoginMessage);
}

void LoginManager::setFreshLoginMessage(const QString &message)
{
    set(this, d, &Session::freshLoginMessage, message, &LoginManager::freshLoginMessageChanged);
}

QString LoginManager::profile() const
{
    return d->remembered.place().profile;
}

void LoginManager::setProfile(const QString &profile)
{
    if (profile.isEmpty()) {
        qCCritical(lcSession, "A profile needs a name. It stays as it was.");
        return;
    }
    const auto session = d;
    const QPointer<LoginManager> alive(this);
    const QString before = session->remembered.place().profile;
    session->remembered.setPlace(profile, session->remembered.place().folder);
    if (alive && session->remembered.place().profile != before)
        Q_EMIT profileChanged(profile);
}

QBindable<QString> LoginManager::bindableProfile() const
{
    return readOnly(d->profile);
}

QString LoginManager::profileFolder() const
{
    return d->remembered.place().folder;
}

void LoginManager::setProfileFolder(const QString &folder)
{
    d->remembered.setPlace(d->remembered.place().profile, folder);
}

bool LoginManager::remembersUserName() const
{
    return d->keepUserName;
}

void LoginManager::setRemembersUserName(bool remembers)
{
    if (d->keepUserName.value() == remembers)
        return;
    const auto session = d;
    const QPointer<LoginManager> alive(this);
    session->keepUserName = remembers;
    if (alive)
        Q_EMIT remembersUserNameChanged(remembers);
}

QBindable<bool> LoginManager::bindableRemembersUserName() const
{
    return readOnly(d->keepUserName);
}

} // namespace QtLogin
