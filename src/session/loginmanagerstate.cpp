// SPDX-License-Identifier: MIT
// What a LoginManager says of itself: its state and its settings.
#include "session/sessioncore_p.h"

#include "session/sessionlog_p.h"

namespace QtLogin {

// The const makes the bindable read-only for whoever gets it.
template<typename T>
static QBindable<T> readOnly(const QProperty<T> &property)
{
    return QBindable<T>(&property);
}

SessionState LoginManager::state() const
{
    return d->state;
}

QBindable<SessionState> LoginManager::bindableState() const
{
    return readOnly(d->state);
}

bool LoginManager::isBusy() const
{
    return d->busy;
}

QBindable<bool> LoginManager::bindableBusy() const
{
    return readOnly(d->busy);
}

UserPtr LoginManager::currentUser() const
{
    return d->currentUser;
}

QBindable<UserPtr> LoginManager::bindableCurrentUser() const
{
    return readOnly(d->currentUser);
}

bool LoginManager::isAuthenticated() const
{
    return check(Requirement::login()) == Access::Allowed;
}

QBindable<bool> LoginManager::bindableAuthenticated() const
{
    return readOnly(d->authenticated);
}

bool LoginManager::isFresh() const
{
    return d->isFreshNow();
}

QBindable<bool> LoginManager::bindableFresh() const
{
    return readOnly(d->fresh);
}

bool LoginManager::isRemembered() const
{
    return d->remembered;
}

QBindable<bool> LoginManager::bindableRemembered() const
{
    return readOnly(d->remembered);
}

bool LoginManager::isLocked() const
{
    return d->locked;
}

QBindable<bool> LoginManager::bindableLocked() const
{
    return readOnly(d->locked);
}

bool LoginManager::hasRememberedUser() const
{
    return d->hasRememberedUser;
}

QBindable<bool> LoginManager::bindableHasRememberedUser() const
{
    return readOnly(d->hasRememberedUser);
}

bool LoginManager::isRememberAvailable() const
{
    return d->rememberAvailable;
}

QBindable<bool> LoginManager::bindableRememberAvailable() const
{
    return readOnly(d->rememberAvailable);
}

QString LoginManager::rememberUnavailableReason() const
{
    return d->rememberAvailability->value().whyNot;
}

QBindable<RememberAvailability> LoginManager::bindableRememberAvailability() const
{
    return readOnly(std::as_const(*d->rememberAvailability));
}

KeychainState LoginManager::keychainState() const
{
    return d->keychain;
}

QBindable<KeychainState> LoginManager::bindableKeychainState() const
{
    return readOnly(d->keychain);
}

LockSources LoginManager::lockSources() const
{
    return d->lockSources;
}

QBindable<LockSources> LoginManager::bindableLockSources() const
{
    return readOnly(d->lockSources);
}

quint64 LoginManager::epoch() const
{
    return d->epoch();
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
    held->setPolicy(policy);
    if (alive)
        Q_EMIT sessionPolicyChanged(policy);
}

QBindable<SessionPolicy> LoginManager::bindableSessionPolicy() const
{
    return readOnly(d->sessionPolicy);
}

// Tells of a setting when it has changed.
template<typename T, typename Emit>
static void set(QProperty<T> &setting, const T &value, Emit emitChanged)
{
    if (setting.value() == value)
        return;
    setting = value;
    emitChanged();
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
    set(d->loginMessage, message, [&] { Q_EMIT loginMessageChanged(message); });
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
    set(d->freshLoginMessage, message, [&] { Q_EMIT freshLoginMessageChanged(message); });
}

QString LoginManager::profile() const
{
    return d->place().profile;
}

void LoginManager::setProfile(const QString &profile)
{
    if (profile.isEmpty()) {
        qCCritical(lcSession, "A profile needs a name. It stays as it was.");
        return;
    }
    const QString before = d->place().profile;
    d->setPlace(profile, d->place().folder);
    if (d->place().profile != before)
        Q_EMIT profileChanged(profile);
}

QBindable<QString> LoginManager::bindableProfile() const
{
    return readOnly(d->profile);
}

QString LoginManager::profileFolder() const
{
    return d->place().folder;
}

void LoginManager::setProfileFolder(const QString &folder)
{
    d->setPlace(d->place().profile, folder);
}

bool LoginManager::remembersUserName() const
{
    return d->keepUserName;
}

void LoginManager::setRemembersUserName(bool remembers)
{
    set(d->keepUserName, remembers, [&] { Q_EMIT remembersUserNameChanged(remembers); });
}

QBindable<bool> LoginManager::bindableRemembersUserName() const
{
    return readOnly(d->keepUserName);
}

} // namespace QtLogin
