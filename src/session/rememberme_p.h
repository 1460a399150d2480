// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/worker.h"
#include "identity/user.h"
#include "session/profilefile_p.h"
#include "session/profilewatch_p.h"
#include "session/rememberrecord_p.h"
#include "session/rotationlock_p.h"
#include "session/rememberverifier.h"
#include "session/sessionpolicy.h"
#include "vault/secretstore.h"

#include <QtCore/qobject.h>

namespace QtLogin {

// The remembered login of one profile: it asks the keychain, the verifier and the profile file in
// the right order, and knows nothing of sessions.
//
// Begun operations end in the order "last command wins": issue() and forget() make whatever was
// begun before them give up at its next step. What one process writes, the others respect: a token
// changes only under the rotation lock and after reading it again inside.
class RememberMe final : public QObject
{
    Q_OBJECT
public:
    using Presented = RememberVerifier::Presented;

    struct Place // where a profile's things lie
    {
        QString applicationId;
        QString profile;
        QString folder;
    };
    struct Login // what is to be remembered
    {
        UserPtr user;
        QString sessionStamp;
        QByteArray contextId;
        std::chrono::seconds lifetime {0};
        SessionPolicy policy;
        bool keepUserName = false;
    };
    // Who is told apart from whom when a profile changes under us.
    enum class Elsewhere { LoggedOut, Changed };

    RememberMe(std::shared_ptr<Clock> clock, QObject *parent);
    ~RememberMe() override;

    void setPlace(const Place &place);
    void setStore(std::shared_ptr<SecretStore> store);
    void setVerifier(std::shared_ptr<RememberVerifier> verifier);
    std::shared_ptr<SecretStore> store();

    // Whether the keychain can be used, without asking the person anything.
    void probe();
    // What the profile expects; reads one small file.
    QFuture<Result<Profile>> peek();
    // The remembered login, if the keychain has one that is ours. Absent, Damaged and NewerFormat
    // are final; any other error means that there may be one.
    QFuture<Result<RememberRecord>> find();
    // Presents \a found and, where it is good, has a successor written in the background. The
    // keychain is read again first: another process may have been faster.
    QFuture<Result<Presented>> renew(const RememberRecord &found, const QByteArray &contextId);
    // Begins a series for \a login and ends the one before, whoever's it was.
    QFuture<Result<void>> issue(const Login &login);
    // Ends the remembered login: verifier first, then the keychain. Success once it is unusable.
    // With \a loggedOut, the other processes hear that this user has logged out.
    QFuture<Result<void>> forget(const QString &loggedOut = {});
    // As forget(), where somebody else than \a userId is remembered. True: the same user still is.
    QFuture<Result<bool>> forgetUnless(const QString &userId);
    // Ends every series of \a userId, here and on all devices.
    QFuture<Result<void>> forgetEverywhere(const QString &userId);
    // Listens to the other processes from now on, on behalf of \a userId.
    void watch(const QString &userId);
    void stopWatching();
    // Waits, at the end, for what must reach the disk.
    void flush(std::chrono::milliseconds longest);

Q_SIGNALS:
    void keychainChanged(QtLogin::KeychainState state);
    void keychainAnsweredLate(); // a read that was given up on has an answer after all
    void stored(); // a successor or a new token is in the keychain
    void storingFailed(const QtLogin::Error &error);
    void elsewhere(QtLogin::RememberMe::Elsewhere what);

private:
    struct Renewal;
    struct Issue;

    template<typename T, typename Then>
    void ask(const QFuture<Result<T>> &answer, Then then);
    std::shared_ptr<void> watchTime();
    void noteKeychain(const std::optional<Error> &error);
    QFuture<Result<RememberRecord>> readRecord();
    Result<RememberRecord> recognise(const Secret &bytes) const;
    void present(const std::shared_ptr<Renewal> &renewal);
    void writeSuccessor(const std::shared_ptr<Renewal> &renewal);
    void writeIssued(const std::shared_ptr<Issue> &issue);
    void noteIssued(const std::shared_ptr<Issue> &issue);
    void removeItem(const QList<QByteArray> &selectors, const Answer<void> &answer, const Result<void> &revoked);
    void lookElsewhere();
    void buryStale(const RememberRecord &stale);
    QFuture<Result<Profile>> change(std::function<void(Profile &)> change);
    std::shared_ptr<RememberVerifier> verifier();
    QString path(const char *suffix) const;
    QString key() const;
    QByteArray binding() const;

    std::shared_ptr<Clock> m_clock;
    Place m_place;
    std::shared_ptr<SecretStore> m_store;
    std::shared_ptr<RememberVerifier> m_verifier;
    bool m_ownVerifier = false;
    QByteArray m_held; // the selector that this process has issued or restored
    quint64 m_command = 0; // of issue() and forget(): the last one wins
    quint64 m_generation = 0; // of the profile, as this process knows it
    QString m_watchedUser;
    ProfileWatch m_watch;
    Worker m_worker; // files; after everything that has tasks in it
    RotationLock m_lock;
};

// Waits for an answer of the keychain, and says how the keychain stands.
template<typename T, typename Then>
void RememberMe::ask(const QFuture<Result<T>> &answer, Then then)
{
    whenDone(answer, this, [this, time = watchTime(), then = std::move(then)](const Result<T> &result) mutable {
        time.reset();
        const QPointer<RememberMe> alive(this);
        noteKeychain(result ? std::nullopt : std::optional(result.error()));
        if (alive) // whoever heard of the keychain may have let the manager go
            then(result);
    });
}

} // namespace QtLogin
