// SPDX-License-Identifier: MIT
#include "accounts/passwordaccounts_p.h"

#include "accounts/logging_p.h"
#include "accounts/seriestable_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/quuid.h>

namespace QtLogin {

static QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

PasswordAccounts::PasswordAccounts(const AccountDatabase &database, HashCost cost, const PasswordPolicy &policy,
                                   const Clock &clock)
    : m_database(database),
      m_hasher(cost),
      m_policy(policy),
      m_clock(clock)
{
}

Result<UserPtr> PasswordAccounts::load(const QString &id) const
{
    const auto connection = m_database.open();
    if (!connection)
        return connection.error();
    const auto row = UserTable(*connection).byId(id);
    return row ? Result<UserPtr>(row->user()) : row.error();
}

Result<bool> PasswordAccounts::hasAny() const
{
    const auto connection = m_database.open();
    if (connection.failedWith(Error::Kind::Absent))
        return false;
    return connection ? UserTable(*connection).hasAny() : connection.error();
}

Result<void> PasswordAccounts::setActive(const QString &id, bool active) const
{
    const auto connection = m_database.open();
    if (!connection)
        return connection.error();
    return connection->inTransaction([&] { return UserTable(*connection).setActive(id, active); });
}

Result<void> PasswordAccounts::changeStamp(const QString &id) const
{
    const auto connection = m_database.open();
    if (!connection)
        return connection.error();
    return connection->inTransaction([&] { return UserTable(*connection).setStamp(id, newId()); });
}

static Error taken()
{
    return Error(Error::Kind::InvalidInput,
                 QCoreApplication::translate("QtLogin::SqlAccounts", "This user name is taken."));
}

Result<void> PasswordAccounts::rename(const QString &id, const QString &userName) const
{
    const auto name = UserName::fromTyped(userName);
    if (!name)
        return name.error();
    const auto connection = m_database.open();
    if (!connection)
        return connection.error();
    return connection->inTransaction([&]() -> Result<void> {
        const UserTable users(*connection);
        const auto row = users.byId(id);
        const auto isTaken = row ? users.isTaken(*name, id) : row.error();
        if (!isTaken)
            return isTaken.error();
        return *isTaken ? taken() : users.rename(*row, *name);
    });
}

Result<QList<UserPtr>> PasswordAccounts::sharingAName() const
{
    QList<UserPtr> users;
    const auto connection = m_database.open();
    if (connection.failedWith(Error::Kind::Absent))
        return users;
    const auto rows = connection ? UserTable(*connection).sharingAName() : connection.error();
    if (!rows)
        return rows.error();
    for (const UserRow &row : *rows)
        users += row.user();
    return users;
}

// Both queries run for each name. A name that no account can have is looked for like any other, under no key: that
// takes as long.
PasswordAccounts::Candidate PasswordAccounts::findByName(const QString &userName) const
{
    const auto name = UserName::fromTyped(userName);
    const auto connection = m_database.open();
    if (!connection)
        return {connection.error(), {}};
    const UserTable users(*connection);
    return {users.byName(name.value_or(UserName())), users.passwordNear(name ? name->key : userName).value_or({})};
}

// Unknown, disabled and wrong are one error, after the same work. Accounts cost what the hasher was told when their
// password was hashed, which may differ from today's and from each other. So a name that no account has costs what some
// account does, the same at each try, and like that one it costs more once its owner has logged in after a change.
Result<void> PasswordAccounts::verify(const Candidate &candidate, const Secret &password) const
{
    const auto &row = candidate.row;
    if (PasswordPolicy::isHopelesslyLong(password))
        return Error::Kind::WrongCredentials; // also where there is no such account
    if (row.failedWith(Error::Kind::Absent))
        return m_hasher.verifyNobody(password, candidate.like);
    if (!row)
        return row.error();
    auto verified = m_hasher.verify(row->password, password);
    if (verified && !row->active)
        return Error::Kind::WrongCredentials;
    return verified;
}

Result<UserRow> PasswordAccounts::judge(const Credentials &credentials) const
{
    if (!credentials.step().isEmpty())
        return Error::Kind::WrongCredentials; // an answer to what was never asked here
    auto candidate = findByName(credentials.userName());
    if (const auto verified = verify(candidate, credentials.secret()); !verified)
        return verified.error();
    return candidate.row;
}

void PasswordAccounts::strengthen(const UserRow &row, const Secret &password) const
{
    if (!m_hasher.isWeaker(row.password))
        return;
    const auto hash = m_hasher.hash(password);
    if (!hash || isAbandoned())
        return;
    const auto connection = m_database.open();
    if (!connection)
        return;
    const auto stored =
        connection->inTransaction([&] { return UserTable(*connection).replacePassword(row, *hash, row.stamp); });
    if (!stored)
        qCInfo(accountsLog) << "A weaker password hash could not be replaced:" << stored.error();
}

Result<void> PasswordAccounts::checkPolicy(const Secret &password, const QString &userName) const
{
    if (!m_policy.validate())
        return Error::Kind::NotConfigured; // no other password would help the user
    const QStringList complaints = m_policy.complaints(password, userName);
    if (!complaints.isEmpty())
        return Error(Error::Kind::InvalidInput, complaints.join(QLatin1Char(' ')));
    return {};
}

Result<Proof> PasswordAccounts::create(const AccountEditor::NewAccount &account) const
{
    const auto name = UserName::fromTyped(account.userName);
    const auto displayName = displayNameFromTyped(account.displayName);
    if (!name || !displayName)
        return !name ? name.error() : displayName.error();
    if (const auto good = checkPolicy(*account.password, account.userName); !good)
        return good.error();
    const auto hash = m_hasher.hash(*account.password);
    if (!hash)
        return hash.error();
    if (isAbandoned())
        return Error::Kind::Abandoned;

    const auto connection = m_database.openOrCreate();
    if (!connection)
        return connection.error();
    const UserTable users(*connection);
    const UserRow row {.id = newId(),
                       .name = *name,
                       .displayName = displayName->isEmpty() ? name->shown : *displayName,
                       .password = *hash,
                       .stamp = newId()};
    return connection->inTransaction([&]() -> Result<Proof> {
        const auto isTaken = users.isTaken(row.name);
        if (!isTaken)
            return isTaken.error();
        if (*isTaken)
            return taken();
        if (const auto inserted = users.insert(row, m_clock.wall()); !inserted)
            return inserted.error();
        return Proof {.userId = row.id, .stamp = row.stamp};
    });
}

// The new password, the new stamp and the end of every remembered login are one step.
Result<Proof> PasswordAccounts::change(const QString &id, const Secret &current, const Secret &replacement) const
{
    const auto connection = m_database.open();
    const Candidate candidate =
        connection ? Candidate {UserTable(*connection).byId(id), UserTable(*connection).passwordNear(id).value_or({})}
                   : Candidate {connection.error(), {}};
    if (const auto verified = verify(candidate, current); !verified)
        return verified.error();
    const auto &row = candidate.row;
    if (const auto good = checkPolicy(replacement, row->name.shown); !good)
        return good.error();
    const auto hash = m_hasher.hash(replacement);
    if (!hash)
        return hash.error();
    if (isAbandoned())
        return Error::Kind::Abandoned;

    const Proof proof {.userId = row->id, .stamp = newId()};
    return connection->inTransaction([&]() -> Result<Proof> {
        const auto replaced = UserTable(*connection).replacePassword(*row, *hash, proof.stamp);
        if (replaced.failedWith(Error::Kind::Absent))
            return Error::Kind::WrongCredentials; // it has been changed in the meantime
        if (!replaced)
            return replaced.error();
        if (const auto ended = SeriesTable(*connection).removeOfUser(row->id); !ended)
            return ended.error();
        return proof;
    });
}

} // namespace QtLogin
