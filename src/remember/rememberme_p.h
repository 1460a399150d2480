// SPDX-License-Identifier: MIT
#pragma once

#include "remember/forgetoperation_p.h"
#include "remember/issueoperation_p.h"
#include "remember/profilewatch_p.h"
#include "remember/rememberparts_p.h"

namespace QtLogin {

// The remembered login of one profile: it asks the keychain, the verifier and the profile file in
// the right order, and knows nothing of sessions.
//
// Begun operations end in the order "last command wins": issue() and forget() make each operation that was
// begun before them give up at its next step. Each process respects the writes of the others: a token
// changes only under the rotation lock and after reading it again inside.
class RememberMe final : public QObject
{
    Q_OBJECT
public:
    using Presented = RememberVerifier::Presented;

    using Place = RememberPlace;
    using Login = LoginToRemember;
    enum class Elsewhere { LoggedOut, Changed }; // what another process has done to the profile
    using Scope = ForgetOperation::Scope;
    enum class Since { Now, Found }; // from when on another process's logout is this user's as well

    RememberMe(std::shared_ptr<Clock> clock, QObject *parent);
    ~RememberMe() override;

    void setPlace(const Place &place) { m_parts.setPlace(place); }
    void setStore(std::shared_ptr<SecretStore> store) { m_parts.setStore(std::move(store)); }
    void setVerifier(std::shared_ptr<RememberVerifier> verifier);
    std::shared_ptr<SecretStore> store() { return m_parts.store(); }
    // The file of this profile that ends with \a suffix.
    QString path(const char *suffix) const { return m_parts.place().path(suffix); }

    // Whether the keychain can be used, without asking the person anything.
    void probe();
    // The profile, which says whether a login is expected; reads one small file.
    QFuture<Result<Profile>> peek() { return m_parts.peek(); }
    // The remembered login, if the keychain has one that is ours. Absent, Damaged and NewerFormat
    // are final; any other error means that there may be one. Where the profile expects none, no user
    // is asked to unlock a keychain, and a login behind the lock counts as absent.
    QFuture<Result<RememberRecord>> find();
    // Presents \a found and, where it is good, has a successor written in the background. The
    // keychain is read again first: another process may have been faster.
    QFuture<Result<Presented>> renew(const RememberRecord &found, const QByteArray &contextId);
    // Whether the token is presented before the user is loaded: it comes from a server, and brings what loads them.
    bool presentsFirst(const QString &userId) { return m_parts.verifierOf(userId)->makesTokens(); }
    // Begins a series for \a login and ends the one before, also another user's. The person may be asked
    // to unlock the keychain. Abandoned where a newer command has come.
    QFuture<Result<void>> issue(const Login &login);
    // Ends the remembered login: verifier first, then the keychain. Success once it is unusable; what could not end is
    // told by revokeFailed(). With \a loggedOut, the other processes hear that this user has logged out.
    QFuture<Result<void>> forget(const QString &loggedOut = {}, Scope scope = Scope::Profile);
    // As forget(), where another user than \a userId is remembered. For how long the same user
    // still is; zero: not at all. Abandoned where a newer command has come.
    QFuture<Result<std::chrono::seconds>> forgetUnless(const QString &userId);
    // Notes that the remembered login is in use, so that it does not end for want of it; to be called with input, as
    // often as that comes: it asks the verifier at most once a day, and never the keychain. Absent: there is none, or
    // it is over.
    QFuture<Result<void>> touch();
    // When the remembered login of issue(), renew() or forgetUnless() ends unless it is used before; null where there is
    // none, or where the verifier could not be asked. Moves with touch().
    [[nodiscard]] std::optional<Clock::Wall> endsAt() const;
    // The living series of \a userId, and which of them is this process's own.
    QFuture<Result<QList<RememberVerifier::Series>>> devices(const QString &userId);
    bool isOwn(const QByteArray &selector) const { return !selector.isEmpty() && selector == m_parts.held; }
    // Ends the series of \a selector, which is of \a userId: else Absent.
    QFuture<Result<void>> revoke(const QString &userId, const QByteArray &selector);
    // Ends every series of \a userId but this process's own.
    QFuture<Result<void>> revokeOthers(const QString &userId);
    QFuture<Result<void>> revokeAllUsers() { return m_parts.inTime(m_parts.verifier()->revokeAllUsers()); }
    // Ends every series of \a userId, here and on all devices.
    QFuture<Result<void>> forgetEverywhere(const QString &userId, Scope scope);
    // Has the other processes look whether the user is still who they were.
    void announceChange();
    // Listens to the other processes from now on, on behalf of \a userId.
    void watch(const QString &userId, Since since);
    void stopWatching();
    // Waits, at the end, for the writes that must reach the disk. No operation runs afterwards.
    void flush(std::chrono::milliseconds longest);

Q_SIGNALS:
    void keychainChanged(QtLogin::KeychainState state);
    void answeredLate(); // the keychain or the disk, which was given up, has an answer after all
    void stored(); // a successor is in the keychain
    void renewed(); // the login of this process was presented in the middle of a session
    void storingFailed(const QtLogin::Error &error);
    void revokeFailed(const QtLogin::Error &error); // a login that has ended can still be used
    void elsewhere(QtLogin::RememberMe::Elsewhere what, std::chrono::seconds rememberedFor);

private:
    QFuture<Result<Presented>> renewHeld();
    void findExpected(const Answer<RememberRecord> &answer, const QList<QByteArray> &tombstones);
    void findUnexpected(const Answer<RememberRecord> &answer, const QList<QByteArray> &tombstones);
    void removeLeftovers();
    void noteTouched(const RememberVerifier::Series &series);
    void lookElsewhere();
    void followElsewhere(const Result<Profile> &profile);

    RememberParts m_parts;
    QFuture<Result<void>> m_issue; // the latest one
    QString m_issuingFor;
    QString m_watchedUser; // empty: the other processes are not listened to
    quint64 m_watches = 0;
    quint64 m_watchedSince = 0; // the generation of the profile when a login began; an earlier logout is not its own
    ProfileWatch m_watch;
    Clock::Wall m_expiresAt {}; // as the profile says
    Clock::Boot m_nextTouch {};
};

} // namespace QtLogin
