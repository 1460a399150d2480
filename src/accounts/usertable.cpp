// SPDX-License-Identifier: MIT
#include "accounts/usertable_p.h"

namespace QtLogin {

UserPtr UserRow::user() const
{
    return SimpleUser::create(
        {.id = id, .userName = name.shown, .displayName = displayName, .sessionStamp = stamp, .active = active});
}

Result<bool> UserTable::hasAny() const
{
    auto query = m_connection.run(QStringLiteral("SELECT 1 FROM users LIMIT 1"));
    return query ? m_connection.next(*query) : query.error();
}

Result<UserRow> UserTable::byId(const QString &id) const
{
    return find(QStringLiteral("id = ?"), id);
}

Result<UserRow> UserTable::byKey(const QString &key) const
{
    return find(QStringLiteral("name_key = ?"), key);
}

Result<UserRow> UserTable::find(const QString &condition, const QString &value) const
{
    auto query = m_connection.run(
        QStringLiteral("SELECT id, name, name_key, display_name, password, stamp, active FROM users WHERE ")
            + condition,
        {value});
    if (!query)
        return query.error();
    const auto found = m_connection.next(*query);
    if (!found)
        return found.error();
    if (!*found)
        return Error::Kind::Absent;
    const auto text = [&query](int column) { return query->value(column).toString(); };
    const UserRow row {.id = text(0),
                       .name = {text(1), text(2)},
                       .displayName = text(3),
                       .password = text(4).toLatin1(),
                       .stamp = text(5),
                       .active = query->value(6) == 1};
    if (row.id.isEmpty() || row.stamp.isEmpty())
        return Error::Kind::Damaged; // an empty stamp would mean: end no session, ever
    return row;
}

Result<void> UserTable::insert(const UserRow &row, Clock::Wall now) const
{
    const auto done = m_connection.run(
        QStringLiteral("INSERT INTO users (id, name, name_key, display_name, password, stamp, active, created_at)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
        {row.id, row.name.shown, row.name.key, row.displayName, QString::fromLatin1(row.password), row.stamp,
         int(row.active), qint64(now.time_since_epoch().count())});
    return done ? Result<void>() : done.error();
}

Result<void> UserTable::replacePassword(const UserRow &old, const QByteArray &password, const QString &stamp) const
{
    return changeOne(QStringLiteral("UPDATE users SET password = ?, stamp = ? WHERE id = ? AND password = ?"),
                     {QString::fromLatin1(password), stamp, old.id, QString::fromLatin1(old.password)});
}

Result<void> UserTable::setActive(const QString &id, bool active) const
{
    return changeOne(QStringLiteral("UPDATE users SET active = ? WHERE id = ?"), {int(active), id});
}

Result<void> UserTable::setStamp(const QString &id, const QString &stamp) const
{
    return changeOne(QStringLiteral("UPDATE users SET stamp = ? WHERE id = ?"), {stamp, id});
}

Result<void> UserTable::changeOne(const QString &statement, const QVariantList &values) const
{
    const auto done = m_connection.run(statement, values);
    if (!done)
        return done.error();
    return done->numRowsAffected() == 1 ? Result<void>() : Error::Kind::Absent;
}

} // namespace QtLogin
