// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberparts_p.h"

namespace QtLogin {

// Presents a record that was found, or the one that is stored for this session, and, where it is good, has a successor
// written: in the background where the old token stays good, and before the answer where a server has spent it. The
// keychain is read again first, for another process may have been faster. Lives as long as a step waits for its answer.
class RenewOperation final : public std::enable_shared_from_this<RenewOperation>
{
public:
    using Presented = RememberVerifier::Presented;

    RenewOperation(RememberParts &parts, const RememberRecord &found, const QByteArray &contextId)
        : m_parts(parts), m_command(parts.latestCommand()), m_record(found), m_contextId(contextId)
    {
    }

    // Of the login that this process holds.
    explicit RenewOperation(RememberParts &parts) : m_parts(parts), m_command(parts.latestCommand())
    {
        m_record.selector = parts.held;
    }

    [[nodiscard]] QFuture<Result<Presented>> run();

private:
    void readAgain(RotationLock::Held lock);
    bool isSame(const RememberRecord &now) const;
    void present(const Result<RememberRecord> &now);
    void onPresented(const Result<Presented> &presented);
    void tell();
    void prepare(Clock::Wall expiresAt);
    void writeSuccessor();
    void conclude(const Result<void> &written);
    [[nodiscard]] QFuture<Result<Profile>> note(const QString &backend, const QString &former);
    void leaveFormer(const Result<Profile> &noted);
    void removeLeftovers();
    void finish(const Result<void> &written);
    void giveUp(const Error &why);

    RememberParts &m_parts;
    const quint64 m_command; // it is no command itself
    RememberRecord m_record;
    const QByteArray m_contextId; // empty: that of the record
    RotationLock::Held m_lock;
    Clock::Wall m_expiresAt {};
    SecretPtr m_successor; // null where the token must stay as it is
    std::optional<Result<Presented>> m_presented; // until it is told
    Answer<Presented> m_answer;
};

} // namespace QtLogin
