// SPDX-License-Identifier: MIT
#pragma once

#include "accounts/sqlconnection_p.h"
#include "accounts/username_p.h"
#include "foundation/clock.h"
#include "identity/user.h"

namespace QtLogin {

// One account, as it is stored.
struct UserRow
{
    QString id;
    UserName name;
    QString displayName;
    QByteArray password; // a PHC string
    QString stamp;
    bool active = true;

    [[nodiscard]] UserPtr user() const;
};

// The users of an open accounts file.
//
// An account is found by the key of its name. Accounts that got one key when a newer version renewed the keys share it:
// each is found by its exact spelling, until all but one are renamed.
class UserTable
{
public:
    explicit UserTable(const SqlConnection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<bool> hasAny() const;
    // Both: Absent where there is no such user.
    [[nodiscard]] Result<UserRow> byId(const QString &id) const;
    [[nodiscard]] Result<UserRow> byName(const UserName &name) const;
    // The password of an account that \a name, which no account has, can pass for: always the same one, unless a newer
    // account comes to be nearer. Absent where there is no account.
    [[nodiscard]] Result<QByteArray> passwordNear(const QString &name) const;
    // Whether an account other than \a id has this name, however it is spelled.
    [[nodiscard]] Result<bool> isTaken(const UserName &name, const QString &id = {}) const;
    [[nodiscard]] Result<QList<UserRow>> sharingAName() const;

    [[nodiscard]] Result<void> insert(const UserRow &row, Clock::Wall now) const;
    // Gives a name that is not taken. A user who is alone with the old name then is found by any spelling of it.
    [[nodiscard]] Result<void> rename(const UserRow &row, const UserName &name) const;
    // Absent unless the stored string is still that of \a old.
    [[nodiscard]] Result<void> replacePassword(const UserRow &old, const QByteArray &password,
                                               const QString &stamp) const;
    // Both: Absent where there is no such user.
    [[nodiscard]] Result<void> setActive(const QString &id, bool active) const;
    [[nodiscard]] Result<void> setStamp(const QString &id, const QString &stamp) const;

    // For a file of version 1, whose keys were made by other rules. Says in the log who shares a name now.
    [[nodiscard]] Result<void> renewKeys() const;

private:
    [[nodiscard]] Result<QList<UserRow>> select(const QString &condition, const QVariantList &values) const;
    [[nodiscard]] Result<UserRow> selectOne(const QString &condition, const QVariantList &values) const;
    [[nodiscard]] Result<UserRow> byNameInOldFile(const UserName &name) const;
    [[nodiscard]] Result<void> setKey(const QString &id, const QString &key) const;
    [[nodiscard]] Result<void> giveNameToTheLast(const QString &key) const;
    [[nodiscard]] Result<void> changeOne(const QString &statement, const QVariantList &values) const;

    const SqlConnection &m_connection;
};

} // namespace QtLogin
