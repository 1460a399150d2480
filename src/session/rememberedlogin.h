// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginrequest.h"
#include "foundation/clock.h"
#include "foundation/sessionstate.h"

#include <QtCore/qobject.h>

namespace QtLogin {

class Session;

//! The remembered login of a LoginManager: what brings the user back at the next start, and whether there can be one.
//!
//! LoginManager::rememberedLogin() gives it. It lives in the manager's thread, and as long as the manager.
//! \since 0.1
class QTLOGIN_CORE_EXPORT RememberedLogin final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool hasUser READ hasUser NOTIFY hasUserChanged BINDABLE bindableHasUser)
    Q_PROPERTY(bool available READ isAvailable NOTIFY availableChanged BINDABLE bindableAvailable)
    Q_PROPERTY(QtLogin::KeychainState keychainState READ keychainState NOTIFY keychainStateChanged BINDABLE bindableKeychainState)
    Q_PROPERTY(QString profile READ profile WRITE setProfile NOTIFY profileChanged BINDABLE bindableProfile)
    Q_PROPERTY(bool keepsUserName READ keepsUserName WRITE setKeepsUserName NOTIFY keepsUserNameChanged BINDABLE bindableKeepsUserName)

public:
    //! One of the places where a user is remembered.
    struct Device
    {
        QByteArray id; //!< For revoke().
        QString name = {}; //!< That of the machine; may be empty.
        Clock::Wall lastUsedAt {};
        Clock::Wall endsAt {}; //!< Unless it is used before.
        bool isThisOne = false; //!< The remembered login of this profile.
    };

    ~RememberedLogin() override;

    bool hasUser() const; //!< False until LoginManager::restore() or peek().
    QBindable<bool> bindableHasUser() const;
    bool isAvailable() const; //!< As far as is known: true until something speaks against it.
    QBindable<bool> bindableAvailable() const;
    QString unavailableReason() const; //!< A sentence for the user; empty while it is available.
    QBindable<RememberAvailability> bindableAvailability() const; //!< Both at once.
    KeychainState keychainState() const;
    QBindable<KeychainState> bindableKeychainState() const;
    QString keychainName() const; //!< For diagnostics: the keychain in use, without any secret.

    //! Which remembered login, of several. It cannot change while a user is logged in.
    QString profile() const;
    QBindable<QString> bindableProfile() const;
    void setProfile(const QString &profile);
    QString profileFolder() const; //!< Where what is not secret is kept.
    //! Whether the profile keeps the user's name, for the next login. Off at first.
    bool keepsUserName() const;
    QBindable<bool> bindableKeepsUserName() const;
    void setKeepsUserName(bool keeps);

    //! The user whom LoginManager::restore() would bring back, as far as the profile says without asking the keychain:
    //! their name where keepsUserName() is on, else empty. Absent: no user.
    QFuture<Result<QString>> peek();
    //! Ends the remembered login; the session stays. Success once it can no longer be used.
    QFuture<Result<void>> forget();

    //! Where the user who is logged in is remembered: this one first, then the one used last. A verifier of the profile
    //! knows this machine alone; one that a server or SqlAccounts keeps knows all. InvalidInput while no user is logged
    //! in, or the session is locked; Cancelled where that has come meanwhile.
    QFuture<Result<QList<Device>>> devices();
    //! Ends the remembered login of \a device: its next start asks for the password. A session that runs there stays,
    //! see LoginManager::logOutEverywhere(). This one: as forget(). Absent: this user has no such device.
    QFuture<Result<void>> revoke(const QByteArray &device);
    QFuture<Result<void>> revokeOthers(); //!< As revoke(), of all but this one.
    //! Ends every remembered login of every user that the verifier knows, as after a break-in, and this one. Sessions
    //! that run stay. Needs no user. NotConfigured where the verifier cannot.
    QFuture<Result<void>> revokeAllUsers();

Q_SIGNALS:
    void hasUserChanged(bool has);
    void availableChanged(bool available);
    void keychainStateChanged(QtLogin::KeychainState state);
    void profileChanged(const QString &profile);
    void keepsUserNameChanged(bool keeps);

    void stored(); //!< The user who is logged in will come back at the next start.
    void storingFailed(const QtLogin::Error &error);
    void tokenReused(); //!< A copy of the remembered login was used: all of that user's have been ended.
    //! It could not be ended, as with a full disk or a keychain that does not answer: the user may still come back by
    //! it at the next start. Removing is tried again then.
    void revokeFailed(const QtLogin::Error &error);

private:
    friend class LoginManager;
    RememberedLogin(std::shared_ptr<Session> session, QObject *parent);

    const std::shared_ptr<Session> d;
};

} // namespace QtLogin
