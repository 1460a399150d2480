// SPDX-License-Identifier: MIT
#pragma once

#include "accounts/accountdatabase_p.h"
#include "accounts/passwordhasher.h"
#include "accounts/passwordpolicy.h"
#include "accounts/usertable_p.h"
#include "authenticators/accounteditor.h"
#include "authenticators/credentials.h"

namespace QtLogin {

// The work of SqlAccounts with users and passwords. Everything here blocks, most of it for as long
// as a hash takes.
class PasswordAccounts
{
public:
    PasswordAccounts(const AccountDatabase &database, HashCost cost, const PasswordPolicy &policy, const Clock &clock);

    [[nodiscard]] Result<UserPtr> load(const QString &id) const;
    [[nodiscard]] Result<bool> hasAny() const;
    [[nodiscard]] Result<void> setActive(const QString &id, bool active) const;

    [[nodiscard]] Result<void> changeStamp(const QString &id) const;
    [[nodiscard]] Result<void> rename(const QString &id, const QString &userName) const;
    [[nodiscard]] Result<QList<UserPtr>> sharingAName() const;

    // The account that \a credentials prove to be theirs.
    [[nodiscard]] Result<UserRow> judge(const Credentials &credentials) const;
    // Brings an old, weaker hash up to date, now that the password is known. May fail unheard.
    void strengthen(const UserRow &row, const Secret &password) const;

    [[nodiscard]] Result<Proof> create(const AccountEditor::NewAccount &account) const;
    [[nodiscard]] Result<Proof> change(const QString &id, const Secret &current, const Secret &replacement) const;

    // From now on, nothing that is under way here has an effect any more. From any thread.
    void abandon() { m_abandoned.store(true); }
    bool isAbandoned() const { return m_abandoned.load(); }

private:
    // An account, or none, and the password whose cost stands for that of an account that is not there.
    struct Candidate
    {
        Result<UserRow> row;
        QByteArray like;
    };

    [[nodiscard]] Candidate findByName(const QString &userName) const;
    [[nodiscard]] Result<void> verify(const Candidate &candidate, const Secret &password) const;
    [[nodiscard]] Result<void> checkPolicy(const Secret &password, const QString &userName) const;

    const AccountDatabase &m_database;
    const PasswordHasher m_hasher;
    const PasswordPolicy m_policy;
    const Clock &m_clock;
    std::atomic_bool m_abandoned = false;
};

} // namespace QtLogin
