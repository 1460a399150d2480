// SPDX-License-Identifier: MIT
#include "accounts/usertable_p.h"

#include "accounts/logging_p.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qmap.h>

namespace QtLogin {

static QString beforeShared(const QString &key)
{
    return key + QChar(u'\n');
}

static QString behindShared(const QString &key)
{
    return key + QChar(u'\n' + 1);
}

// No name has a line break, so no user types such a key.
static QString sharedKey(const UserName &name)
{
    return beforeShared(name.key) + name.shown;
}

// QtSql would bind a null text as NULL, from which nothing differs.
static QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

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
    return selectOne(QStringLiteral("id = ?"), {id});
}

Result<UserRow> UserTable::byName(const UserName &name) const
{
    const auto version = m_connection.number(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return version.error();
    if (*version == 1)
        return byNameInOldFile(name);
    return selectOne(QStringLiteral("name_key IN (?, ?)"), {name.key, sharedKey(name)});
}

// The keys of a file that cannot be written stay as they were, and people still log in.
Result<UserRow> UserTable::byNameInOldFile(const UserName &name) const
{
    const auto all = select(QStringLiteral("1"), {});
    if (!all)
        return all.error();
    QList<UserRow> found;
    for (const UserRow &row : *all) {
        if (UserName::keyOf(row.name.shown) == name.key)
            found += row;
    }
    for (const UserRow &row : std::as_const(found)) {
        if (found.size() == 1 || row.name.shown == name.shown)
            return row;
    }
    return Error::Kind::Absent;
}

// Ids are random and not known outside, so a name's place among them says nothing of the name.
Result<QByteArray> UserTable::passwordNear(const QString &name) const
{
    const auto place = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex();
    auto query = m_connection.run(QStringLiteral("SELECT password FROM users WHERE id = coalesce("
                                                 "(SELECT min(id) FROM users WHERE id >= ?),"
                                                 " (SELECT min(id) FROM users))"),
                                  {QString::fromLatin1(place)});
    if (!query)
        return query.error();
    const auto found = m_connection.next(*query);
    if (!found)
        return found.error();
    return *found ? Result<QByteArray>(query->value(0).toString().toLatin1()) : Error::Kind::Absent;
}

Result<bool> UserTable::isTaken(const UserName &name, const QString &id) const
{
    auto query = m_connection.run(QStringLiteral("SELECT 1 FROM users WHERE (name_key = ? OR (name_key > ? AND"
                                                 " name_key < ?)) AND id <> ? LIMIT 1"),
                                  {name.key, beforeShared(name.key), behindShared(name.key), notNull(id)});
    return query ? m_connection.next(*query) : query.error();
}

Result<QList<UserRow>> UserTable::sharingAName() const
{
    return select(QStringLiteral("instr(name_key, char(10)) > 0 ORDER BY name_key"), {});
}

Result<UserRow> UserTable::selectOne(const QString &condition, const QVariantList &values) const
{
    const auto rows = select(condition, values);
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? Result<UserRow>(Error::Kind::Absent) : rows->first();
}

Result<QList<UserRow>> UserTable::select(const QString &condition, const QVariantList &values) const
{
    auto query = m_connection.run(
        QStringLiteral("SELECT id, name, name_key, display_name, password, stamp, active FROM users WHERE ")
            + condition,
        values);
    if (!query)
        return query.error();
    const auto text = [&query](int column) { return query->value(column).toString(); };
    QList<UserRow> rows;
    auto found = m_connection.next(*query);
    for (; found && *found; found = m_connection.next(*query)) {
        rows += UserRow {.id = text(0),
                         .name = {text(1), text(2)},
                         .displayName = text(3),
                         .password = text(4).toLatin1(),
                         .stamp = text(5),
                         .active = query->value(6) == 1};
        if (rows.last().id.isEmpty() || rows.last().stamp.isEmpty())
            return Error::Kind::Damaged; // an empty stamp would mean: end no session, ever
    }
    return found ? Result<QList<UserRow>>(rows) : found.error();
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

Result<void> UserTable::rename(const UserRow &row, const UserName &name) const
{
    const auto renamed = changeOne(QStringLiteral("UPDATE users SET name = ?, name_key = ? WHERE id = ?"),
                                   {name.shown, name.key, row.id});
    return renamed ? giveNameToTheLast(UserName::keyOf(row.name.shown)) : renamed;
}

Result<void> UserTable::giveNameToTheLast(const QString &key) const
{
    const auto left = select(QStringLiteral("name_key > ? AND name_key < ?"), {beforeShared(key), behindShared(key)});
    if (!left)
        return left.error();
    return left->size() == 1 ? setKey(left->first().id, key) : Result<void>();
}

// Through keys that no name has, because a new key of one account may be the old one of another.
Result<void> UserTable::renewKeys() const
{
    const auto all = select(QStringLiteral("1 ORDER BY created_at"), {});
    if (!all)
        return all.error();
    if (const auto cleared = m_connection.run(QStringLiteral("UPDATE users SET name_key = char(10) || id")); !cleared)
        return cleared.error();
    QMap<QString, QList<UserRow>> byKey;
    for (const UserRow &row : *all)
        byKey[UserName::keyOf(row.name.shown)] += row;
    for (auto group = byKey.cbegin(); group != byKey.cend(); ++group) {
        for (const UserRow &row : group.value()) {
            const bool alone = group->size() == 1;
            const auto set = setKey(row.id, alone ? group.key() : sharedKey({row.name.shown, group.key()}));
            if (!set)
                return set.error();
            if (!alone)
                qCWarning(accountsLog, "The account %s has a name that counts as the name of another one now. Each is "
                                       "found by its exact spelling, until one is renamed.",
                          qPrintable(row.id));
        }
    }
    return {};
}

Result<void> UserTable::setKey(const QString &id, const QString &key) const
{
    return changeOne(QStringLiteral("UPDATE users SET name_key = ? WHERE id = ?"), {key, id});
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
