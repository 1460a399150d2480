// SPDX-License-Identifier: MIT
#include "session/rememberedlogin.h"

#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

RememberedLogin::RememberedLogin(std::shared_ptr<Session> session, QObject *parent)
    : QObject(parent)
    , d(std::move(session))
{
}

RememberedLogin::~RememberedLogin() = default;

bool RememberedLogin::hasUser() const
{
    return d->properties.hasRememberedUser;
}

QBindable<bool> RememberedLogin::bindableHasUser() const
{
    return readOnly(d->properties.hasRememberedUser);
}

bool RememberedLogin::isAvailable() const
{
    return d->properties.rememberAvailable;
}

QBindable<bool> RememberedLogin::bindableAvailable() const
{
    return readOnly(d->properties.rememberAvailable);
}

QString RememberedLogin::unavailableReason() const
{
    return d->properties.rememberAvailability->value().whyNot;
}

QBindable<RememberAvailability> RememberedLogin::bindableAvailability() const
{
    return readOnly(std::as_const(*d->properties.rememberAvailability));
}

KeychainState RememberedLogin::keychainState() const
{
    return d->properties.keychain;
}

QBindable<KeychainState> RememberedLogin::bindableKeychainState() const
{
    return readOnly(d->properties.keychain);
}

QString RememberedLogin::keychainName() const
{
    return d->remembered.operations().store()->backendName();
}

QString RememberedLogin::profile() const
{
    return d->profile;
}

QBindable<QString> RememberedLogin::bindableProfile() const
{
    return readOnly(d->profile);
}

void RememberedLogin::setProfile(const QString &profile)
{
    if (profile.isEmpty()) {
        qCCritical(lcSession, "RememberedLogin::setProfile() needs a name. The profile stays as it was.");
        return;
    }
    const auto session = d->entered();
    session->run([&] { session->remembered.setProfile(profile); });
}

QString RememberedLogin::profileFolder() const
{
    return d->remembered.place().folder;
}

bool RememberedLogin::keepsUserName() const
{
    return d->keepsUserName;
}

QBindable<bool> RememberedLogin::bindableKeepsUserName() const
{
    return readOnly(d->keepsUserName);
}

void RememberedLogin::setKeepsUserName(bool keeps)
{
    const auto session = d->entered();
    session->run([&] { session->remembered.setKeepsUserName(keeps); });
}

QFuture<Result<QString>> RememberedLogin::peek()
{
    const auto session = d->entered();
    return session->run([&] { return session->remembered.peek(); });
}

QFuture<Result<void>> RememberedLogin::forget()
{
    const auto session = d->entered();
    return session->run([&] { return session->logout.forget(); });
}

QFuture<Result<QList<RememberedLogin::Device>>> RememberedLogin::devices()
{
    const auto session = d->entered();
    return session->run([&] { return session->remembered.devices(); });
}

QFuture<Result<void>> RememberedLogin::revoke(const QByteArray &device)
{
    const auto session = d->entered();
    return session->run([&] { return session->remembered.revoke(device); });
}

QFuture<Result<void>> RememberedLogin::revokeAllUsers()
{
    const auto session = d->entered();
    return session->run([&] { return session->remembered.revokeAllUsers(); });
}

QFuture<Result<void>> RememberedLogin::revokeOthers()
{
    const auto session = d->entered();
    return session->run([&] { return session->remembered.revokeOthers(); });
}

} // namespace QtLogin
