// SPDX-License-Identifier: MIT
#pragma once

#include "identity/user.h"
#include "remember/rememberparts_p.h"

namespace QtLogin {

// A login that is to be remembered.
struct LoginToRemember
{
    UserPtr user;
    QString sessionStamp;
    QByteArray contextId;
    std::chrono::seconds lifetime {0};
    std::chrono::seconds unusedLifetime {0};
    bool sliding = false; // each restore begins the lifetime anew
    bool keepUserName = false;
};

// Begins a series and ends the one before, also another user's. Lives as long as a step waits for its answer.
//
// The person may be asked to unlock the keychain. The rotation lock is not held meanwhile; and without the lock
// nothing is stored.
class IssueOperation final : public std::enable_shared_from_this<IssueOperation>
{
public:
    IssueOperation(RememberParts &parts, const LoginToRemember &login);

    // Abandoned where a newer command has come.
    [[nodiscard]] QFuture<Result<void>> run();

private:
    template<typename T>
    using Step = void (IssueOperation::*)(const Result<T> &);
    template<typename T>
    void then(const QFuture<Result<T>> &answer, Step<T> step);
    template<typename T>
    void ask(const QFuture<Result<T>> &answer, Step<T> step);

    void beginSeries(const Result<Profile> &profile);
    void takeToken(const Result<SecretPtr> &issued);
    Result<void> encode();
    void lookAtKeychain(const Result<void> &begun);
    void openKeychain(const Result<void> &open);
    void takeLock(const Result<void> &opened);
    void makeRoom(RotationLock::Held lock);
    void store();
    void noteStored(const Result<void> &stored);
    void conclude(const Result<Profile> &noted);
    void leaveAnothers();
    // Whether to go on; rolls back where not.
    bool mayGoOn(const Result<void> &soFar);

    RememberParts &m_parts;
    const LoginToRemember m_login;
    const quint64 m_command;
    RememberRecord m_record;
    RememberVerifier::Series m_series;
    SecretPtr m_encoded;
    RotationLock::Held m_lock;
    std::shared_ptr<std::optional<Profile::Remembered>> m_before // the login that this one replaces
        = std::make_shared<std::optional<Profile::Remembered>>();
    QByteArray m_kept; // of a token that this one replaces, and that waits for its server
    QFuture<Result<Profile>> m_buried; // the profile without another user's login
    Answer<void> m_answer;
};

} // namespace QtLogin
