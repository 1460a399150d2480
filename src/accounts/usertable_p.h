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
class UserTable
{
public:
    explicit UserTable(const SqlConnection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<bool> hasAny() const;
    // Both: Absent where there is no such user.
    [[nodiscard]] Result<UserRow> byId(const QString &id) const;
    [[nodiscard]] Result<UserRow> byKey(const QString &key) const;

    [[nodiscard]] Result<void> insert(const UserRow &row, Clock::Wall now) const;
    // Absent unless the stored string is still that of \a old.
    [[nodiscard]] Result<void> replacePassword(const UserRow &old, const QByteArray &password,
                                               const QString &stamp) const;
    // Both: Absent where there is no such user.
    [[nodiscard]] Result<void> setActive(const QString &id, bool active) const;
    [[nodiscard]] Result<void> setStamp(const QString &id, const QString &stamp) const;

private:
    [[nodiscard]] Result<void> changeOne(const QString &statement, const QVariantList &values) const;
    [[nodiscard]] Result<UserRow> find(const QString &condition, const QString &value) const;

    const SqlConnection &m_connection;
};

} // namespace QtLogin
