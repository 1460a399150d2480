// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginoptions.h"
#include "authenticators/loginrequest.h"
#include "remember/rememberme_p.h"
#include "session/rememberedlogin.h"

namespace QtLogin {

class Session;

// Remembering as the session and the application see it: what a login does to the remembered one, whether there is
// one, and whether there can be.
class Remembering
{
public:
    explicit Remembering(Session &session);

    // Null: the system's keychain, and a file beside the profile.
    void setParts(const std::shared_ptr<SecretStore> &store, const std::shared_ptr<RememberVerifier> &verifier);
    // The things of the profile \a name, in \a folder or, where that is empty, in a folder of the user's data.
    void setPlace(const QString &name, const QString &folder);
    const RememberMe::Place &place() const { return m_place; }
    void setProfile(const QString &name); // in the same folder
    void setKeepsUserName(bool keeps);
    QString path(const char *suffix) const { return m_remember.path(suffix); }
    RememberMe &operations() { return m_remember; }
    // So that a prompt can say whether remembering will work. Not where nothing is remembered.
    void lookAtKeychain();

    // The values of the properties.
    bool hasUser() const;
    // Null: it is not known when the remembered login ends.
    void setHasUser(bool has, std::optional<Clock::Boot> until = {});
    // On the clock that does not jump.
    Clock::Boot bootTimeOf(Clock::Wall end) const;
    KeychainState keychain() const { return m_keychain; }
    RememberAvailability availability() const;
    QString userName() const { return m_userName; } // where the application has opted in; else empty
    bool isStoring() const { return m_storing > 0; } // the keychain may have a login that is not noted yet

    // After a login: stores it, ends what is stored, or keeps the same user's.
    void afterLogin(const UserPtr &user, const LoginOptions &options);
    // The remembered login carries the session stamp: after a change of password it needs the new one.
    void renewStamp(const UserPtr &user);
    // A login has come back out of the keychain and was chosen to last for \a lifetime.
    void noteRestored(std::chrono::seconds lifetime) { m_lifetime = lifetime; }
    // When it ends unless it is used before; after \a lifetime where the verifier cannot say.
    Clock::Boot end(std::chrono::seconds lifetime) const;
    // The user is there: a remembered login that is in use does not end for want of it.
    void noteUse();
    // No login of this user is remembered any more.
    void noteEnd();

    // Ends what is stored. The session shows it after noteEnd(), or after its own end.
    QFuture<Result<void>> forget(const QString &loggedOut, RememberMe::Scope scope);
    QFuture<Result<void>> forgetEverywhere(const QString &userId);
    QFuture<Result<QString>> peek();
    // Of the user who is logged in.
    QFuture<Result<QList<RememberedLogin::Device>>> devices();
    QFuture<Result<void>> revoke(const QByteArray &device);
    QFuture<Result<void>> revokeOthers();
    QFuture<Result<void>> revokeAllUsers();

    void watch(const QString &userId, RememberMe::Since since) { m_remember.watch(userId, since); }
    void stopWatching() { m_remember.stopWatching(); }
    void flush(std::chrono::milliseconds longest); // at the end of the manager

private:
    void store(const UserPtr &user, std::chrono::seconds lifetime);
    void keep(const UserPtr &user);
    void forgetAtLogin();
    void noteStored(std::chrono::seconds lifetime);
    void noteRemembered(std::chrono::seconds lifetime);
    void onKeychainChanged(KeychainState state);
    void onElsewhere(RememberMe::Elsewhere what, std::chrono::seconds lifetime);
    void tellStoringFailed(const Error &error);
    bool isCurrent(quint64 command, quint64 epoch) const;
    RememberMe::Scope profileScope() const;
    Result<QString> loggedInId(const char *call) const;

    Session &m_session;
    RememberMe m_remember;
    RememberMe::Place m_place;
    KeychainState m_keychain = KeychainState::Unknown;
    bool m_hasUser = false;
    std::optional<Clock::Boot> m_hasUserUntil;
    std::unique_ptr<Alarm> m_userEnds;
    QString m_userName;
    std::chrono::seconds m_lifetime {0}; // as chosen for this login; zero: it is not remembered
    quint64 m_command = 0; // the answer to an earlier command says nothing about now
    int m_storing = 0;
};

} // namespace QtLogin
