// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/deadline_p.h"
#include "foundation/sessionstate.h"
#include "remember/fileworker_p.h"
#include "remember/formerlogin_p.h"
#include "remember/profilefile_p.h"
#include "remember/rememberrecord_p.h"
#include "remember/rememberverifier.h"
#include "remember/revocationqueue_p.h"
#include "remember/rotationlock_p.h"
#include "remember/verifiers_p.h"
#include "vault/secretstore.h"

#include <QtCore/qobject.h>

namespace QtLogin {

// Where the things of a profile lie.
struct RememberPlace
{
    QString applicationId;
    QString profile;
    QString folder;

    // The file of this profile that ends with \a suffix.
    [[nodiscard]] QString path(const char *suffix) const;
    // The name of its item in the keychain; with an empty \a installation as it was before installations were told
    // apart.
    [[nodiscard]] QString key(const QByteArray &installation) const;
    // The place, as a record names it.
    [[nodiscard]] QByteArray binding() const;
};

// Shared by the operations of one profile: keychain, verifier, profile file and rotation lock; and the order of the
// commands, of which the last one wins.
class RememberParts final : public QObject
{
    Q_OBJECT
public:
    explicit RememberParts(std::shared_ptr<Clock> clock);

    void setPlace(const RememberPlace &place);
    void setStore(std::shared_ptr<SecretStore> store);
    void setVerifier(std::shared_ptr<RememberVerifier> verifier) { m_verifiers.setGiven(std::move(verifier)); }
    [[nodiscard]] const RememberPlace &place() const { return m_place; }
    [[nodiscard]] Clock &clock() const { return *m_clock; }

    // A verifier may be a server.
    static constexpr std::chrono::seconds longestVerification {30};
    // Longer than the deadline of any store: a person may have to open the keychain.
    static constexpr std::chrono::seconds longestStoring {300};

    // A command makes those that were begun before it give up at their next step.
    quint64 beginCommand() { return ++m_command; }
    [[nodiscard]] quint64 latestCommand() const { return m_command; }
    [[nodiscard]] bool isLatest(quint64 command) const { return command == m_command; }

    // Knows every remembered login.
    [[nodiscard]] std::shared_ptr<RememberVerifier> verifier() { return m_verifiers.all(); }
    // The one for those of \a userId.
    [[nodiscard]] std::shared_ptr<RememberVerifier> verifierOf(const QString &userId) { return m_verifiers.of(userId); }
    [[nodiscard]] std::shared_ptr<SecretStore> store();
    // Goes on with \a then(Result<T>) when the keychain has answered, and says how it stands: from the event loop
    // always, for a slot that hears it may delete the manager, and with it this, in the middle of any caller.
    template<typename T, typename Then>
    void ask(const QFuture<Result<T>> &answer, Then then);
    // The record of this profile that is in the keychain, or in the former one. TimedOut after a minute.
    [[nodiscard]] QFuture<Result<RememberRecord>> readRecord();
    [[nodiscard]] QFuture<Result<RememberRecord>> readTodaysRecord();
    // The bytes of an item as a record of this profile.
    [[nodiscard]] Result<RememberRecord> recognise(const Secret &bytes) const;
    // \a record, where the verifier has its series; else \a otherwise.
    [[nodiscard]] QFuture<Result<RememberRecord>> ifKnown(const RememberRecord &record, const Error &otherwise);
    // Whether the keychain called \a name is known, and another one than today's.
    [[nodiscard]] bool isAnotherKeychain(const QString &name);
    // Whether that of the remembered login is: then nothing is proved by its absence from today's.
    [[nodiscard]] bool isInAnotherKeychain() { return isAnotherKeychain(backend); }
    [[nodiscard]] FormerLogin &former() { return m_former; }
    // Whether a verifier makes tokens, so that a login that ends may have one to end at a server.
    [[nodiscard]] bool makesTokens() { return m_verifiers.makeTokens(); }
    [[nodiscard]] RevocationQueue &revocations() { return m_revocations; }
    // The last record that was read lies under a key that other installations of the application use as well.
    [[nodiscard]] bool isUnderSharedKey() const { return m_isUnderSharedKey; }
    // Writes under the key of this installation, which obtainInstallation() has prepared.
    [[nodiscard]] QFuture<Result<void>> write(SecretPtr record) { return store()->write(key(), std::move(record)); }
    // A record lies under the key of this installation now.
    void noteStored() { m_isUnderSharedKey = false; }
    void noteUnderSharedKey() { m_isUnderSharedKey = true; }
    // Removes the item of this profile. Under the shared key only one of \a selectors; \a isUnknown: any, for what is
    // to be removed is not known.
    [[nodiscard]] QFuture<Result<void>> removeRecord(const QList<QByteArray> &selectors, bool isUnknown);
    [[nodiscard]] QFuture<Result<void>> removeShared(const QList<QByteArray> &selectors);
    [[nodiscard]] QString key() const { return m_place.key(m_installation); }
    [[nodiscard]] QString sharedKey() const { return m_place.key({}); }
    // Once key() is known: an error where the name of the installation cannot be read.
    [[nodiscard]] QFuture<Result<void>> installationKnown();
    // Names this installation, and proves that the profile can be written.
    [[nodiscard]] QFuture<Result<Profile>> obtainInstallation();

    [[nodiscard]] ProfileFile profile() const { return ProfileFile(m_place.path("profile"), m_generations); }
    // Runs \a task, which returns a Result, where files are read and written: see FileWorker.
    template<typename Task>
    [[nodiscard]] auto run(Task task, std::chrono::seconds longest = FileWorker::inBackground)
    {
        return m_files.run(std::move(task), longest);
    }
    // The answer of the verifier, or Unavailable where it does not come.
    template<typename T>
    [[nodiscard]] QFuture<Result<T>> inTime(const QFuture<Result<T>> &verified)
    {
        return withDeadline(verified, *m_clock, longestVerification, this, Error::Kind::Unavailable);
    }
    // The answer of the keychain, or TimedOut where a store keeps no deadline of its own. A late write or removal
    // is as after a kill: worth nothing, or found at the next start.
    [[nodiscard]] QFuture<Result<void>> inStoreTime(const QFuture<Result<void>> &stored)
    {
        return withDeadline(stored, *m_clock, longestStoring, this);
    }
    [[nodiscard]] KnownGenerations &generations() const { return *m_generations; }
    // The profile, which says whether a login is expected; reads one small file.
    [[nodiscard]] QFuture<Result<Profile>> peek();
    [[nodiscard]] QFuture<Result<Profile>> change(std::function<void(Profile &)> change);
    // Gives the login of another user than \a userId its tombstone where it finds one, which it tells in \a anothers, so
    // that it ends also if this process does now. The profile, or an error where that cannot be read or written.
    [[nodiscard]] QFuture<Result<Profile>> buryAnothers(const QString &userId,
                                                        const std::shared_ptr<std::optional<Profile::Remembered>> &anothers);
    // The logins of \a selectors are proved gone from today's keychain. A tombstone stays for what is in another one.
    void dropTombstones(const QList<QByteArray> &selectors);

    void acquireLock(std::function<void(RotationLock::Held)> held);
    // As acquireLock(), and at once where this process has it already.
    void joinLock(std::function<void(RotationLock::Held)> held);

    void flush(std::chrono::milliseconds longest);

    QByteArray held; // the selector that this process expects, or has issued or restored
    QList<QByteArray> ended; // by this process, also where that could not be noted
    std::optional<RememberVerifier::Series> series; // that of held, as far as it is known
    QString backend; // the keychain that has its item, as far as the profile says
    bool hasLeftovers = false; // as far as the profile says
    quint64 lastIssue = 0; // the last command that was to begin a series

Q_SIGNALS:
    void keychainChanged(QtLogin::KeychainState state);
    void answeredLate(); // the keychain or the disk, which was given up, has an answer after all
    void stored(); // a successor is in the keychain
    void storingFailed(const QtLogin::Error &error);
    void revokeFailed(const QtLogin::Error &error);

private:
    [[nodiscard]] std::shared_ptr<RememberVerifier> makeFileVerifier();
    std::shared_ptr<void> watchTime();
    void noteKeychain(const std::optional<Error> &error);
    [[nodiscard]] QFuture<Result<RememberRecord>> readRecord(const QString &key, bool mayReadAgain = true);
    [[nodiscard]] QFuture<Result<void>> removeKey(const QString &key);
    template<typename Then>
    void learnInstallation(Then then);

    std::shared_ptr<Clock> m_clock;
    RememberPlace m_place;
    std::shared_ptr<KnownGenerations> m_generations = std::make_shared<KnownGenerations>(); // of the profile
    std::shared_ptr<SecretStore> m_store;
    Verifiers m_verifiers {[this] { return makeFileVerifier(); }};
    quint64 m_command = 0;
    QByteArray m_installation; // empty: not known yet, or there is none
    bool m_isUnderSharedKey = false;
    FileWorker m_files; // after everything that has tasks in it
    std::unique_ptr<RotationLock> m_lock;
    FormerLogin m_former {*this};
    RevocationQueue m_revocations {*this};
};

template<typename T, typename Then>
void RememberParts::ask(const QFuture<Result<T>> &answer, Then then)
{
    const auto goOn = [this, answer, time = watchTime(), then = std::move(then)]() mutable {
        time.reset();
        const Result<T> result = resultOf(answer);
        const QPointer<RememberParts> alive(this);
        noteKeychain(result ? std::nullopt : std::optional(result.error()));
        if (alive)
            then(result);
    };
    Private::whenFinished(QFuture<void>(answer), this, goOn);
}

} // namespace QtLogin
