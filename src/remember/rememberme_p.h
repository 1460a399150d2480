// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/sessionstate.h"
#include "foundation/worker.h"
#include "identity/user.h"
#include "remember/profilefile_p.h"
#include "remember/profilewatch_p.h"
#include "remember/rememberrecord_p.h"
#include "remember/rememberverifier.h"
#include "remember/rotationlock_p.h"
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
        std::chrono::seconds unusedLifetime {0};
        bool sliding = false; // each restore begins the lifetime anew
        bool keepUserName = false;
    };
    enum class Elsewhere { LoggedOut, Changed }; // what another process has done to the profile
    enum class Whose { Anybodys, Own }; // the profile's remembered login, or only this process's
    enum class Since { Now, Found }; // from when on the other processes are listened to

    RememberMe(std::shared_ptr<Clock> clock, QObject *parent);
    ~RememberMe() override;

    void setPlace(const Place &place);
    void setStore(std::shared_ptr<SecretStore> store);
    void setVerifier(std::shared_ptr<RememberVerifier> verifier);
    std::shared_ptr<SecretStore> store();
    // The file of this profile that ends with \a suffix.
    QString path(const char *suffix) const;

    // Whether the keychain can be used, without asking the person anything.
    void probe();
    // What the profile expects; reads one small file.
    QFuture<Result<Profile>> peek();
    // The remembered login, if the keychain has one that is ours. Absent, Damaged and NewerFormat
    // are final; any other error means that there may be one. Where the profile expects none, nobody
    // is asked to unlock a keychain, and what is behind the lock counts as absent.
    QFuture<Result<RememberRecord>> find();
    // Presents \a found and, where it is good, has a successor written in the background. The
    // keychain is read again first: another process may have been faster.
    QFuture<Result<Presented>> renew(const RememberRecord &found, const QByteArray &contextId);
    // Begins a series for \a login and ends the one before, whoever's it was. Somebody may be asked
    // to unlock the keychain; the rotation lock is not held meanwhile.
    QFuture<Result<void>> issue(const Login &login);
    // Ends the remembered login: verifier first, then the keychain. Success once it is unusable.
    // With \a loggedOut, the other processes hear that this user has logged out.
    QFuture<Result<void>> forget(const QString &loggedOut = {}, Whose whose = Whose::Anybodys);
    // As forget(), where somebody else than \a userId is remembered. For how long the same user
    // still is; zero: not at all.
    QFuture<Result<std::chrono::seconds>> forgetUnless(const QString &userId);
    // Ends every series of \a userId, here and on all devices.
    QFuture<Result<void>> forgetEverywhere(const QString &userId);
    // Has the other processes look whether the user is still who they were.
    void announceChange();
    // Listens to the other processes from now on, on behalf of \a userId.
    void watch(const QString &userId, Since since);
    void stopWatching();
    // Waits, at the end, for what must reach the disk. Nothing is done afterwards.
    void flush(std::chrono::milliseconds longest);

Q_SIGNALS:
    void keychainChanged(QtLogin::KeychainState state);
    void keychainAnsweredLate(); // a read that was given up on has an answer after all
    void stored(); // a successor or a new token is in the keychain
    void storingFailed(const QtLogin::Error &error);
    void elsewhere(QtLogin::RememberMe::Elsewhere what, std::chrono::seconds rememberedFor);

private:
    struct Renewal;
    struct Issue;
    struct Removal;

    template<typename T, typename Then>
    void ask(const QFuture<Result<T>> &answer, Then then);
    std::shared_ptr<void> watchTime();
    void noteKeychain(const std::optional<Error> &error);
    QFuture<Result<RememberRecord>> readRecord();
    void findExpected(const Answer<RememberRecord> &answer, const QList<QByteArray> &tombstones);
    void findUnexpected(const Answer<RememberRecord> &answer, const QList<QByteArray> &tombstones);
    Result<RememberRecord> recognise(const Secret &bytes) const;
    void present(const std::shared_ptr<Renewal> &renewal);
    void writeSuccessor(const std::shared_ptr<Renewal> &renewal);
    bool isCurrent(const std::shared_ptr<Issue> &issue) const;
    void beginSeries(const std::shared_ptr<Issue> &issue);
    void openKeychain(const std::shared_ptr<Issue> &issue);
    void lockAndWrite(const std::shared_ptr<Issue> &issue);
    void writeIssued(const std::shared_ptr<Issue> &issue);
    void noteIssued(const std::shared_ptr<Issue> &issue);
    void giveUp(const std::shared_ptr<Issue> &issue, const Error &why);
    void removeItem(Removal asked);
    void conclude(Removal &removal, const Result<void> &result);
    void dropTombstones(const QList<QByteArray> &selectors);
    void bury(const QList<QByteArray> &tombstones, bool itemIsThere);
    void forgetAnothers(const Answer<std::chrono::seconds> &answer);
    void lookElsewhere();
    void judgeElsewhere(const Result<Profile> &profile);
    void noteGeneration(const Result<Profile> &written);
    QFuture<Result<Profile>> change(std::function<void(Profile &)> change);
    std::shared_ptr<RememberVerifier> verifier();
    QString key() const;
    QByteArray binding() const;

    std::shared_ptr<Clock> m_clock;
    Place m_place;
    std::shared_ptr<SecretStore> m_store;
    std::shared_ptr<RememberVerifier> m_verifier;
    bool m_ownVerifier = false;
    QByteArray m_held; // the selector that this process expects, or has issued or restored
    quint64 m_command = 0; // of issue() and forget(): the last one wins
    quint64 m_lastIssue = 0; // the last command that was an issue()
    quint64 m_generation = 0; // of the profile, as this process knows it
    quint64 m_writes = 0; // by this process
    QString m_watchedUser; // empty: nobody is listened for
    quint64 m_watches = 0;
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
