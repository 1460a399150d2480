// SPDX-License-Identifier: MIT
#include "accounts/accountdatabase_p.h"

#include "accounts/logging_p.h"
#include "accounts/privatefile_p.h"
#include "accounts/usertable_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qfileinfo.h>

#include <filesystem>

namespace QtLogin {

// "QLog", in the header of the file: what tells ours from any other SQLite file.
static constexpr int applicationId = 0x514c6f67;

// Takes the file from one version to the next.
struct Migration
{
    QStringList statements;
    Result<void> (UserTable::*work)() const = nullptr;
};

// Is added to, and never changed: there are files of each version.
static const QList<Migration> &migrations()
{
    static const QList<Migration> steps {
        {{
            QStringLiteral("CREATE TABLE users (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL,"
                           " name_key TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, password TEXT NOT NULL,"
                           " stamp TEXT NOT NULL, active INTEGER NOT NULL, created_at INTEGER NOT NULL) STRICT"),
            // A user id of a series need not be in users: another user loader may be in use.
            QStringLiteral(
                "CREATE TABLE remember_series (selector BLOB NOT NULL PRIMARY KEY, user_id TEXT NOT NULL,"
                " device_name TEXT NOT NULL, current BLOB NOT NULL, announced BLOB,"
                " issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, last_used_at INTEGER NOT NULL,"
                " lifetime INTEGER NOT NULL, unused_lifetime INTEGER NOT NULL, sliding INTEGER NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX remember_series_of_user ON remember_series (user_id)"),
            QStringLiteral("CREATE TABLE retired_verifiers (number INTEGER PRIMARY KEY, selector BLOB NOT NULL"
                           " REFERENCES remember_series (selector) ON DELETE CASCADE, hash BLOB NOT NULL,"
                           " retired_at INTEGER NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX retired_verifiers_of_series ON retired_verifiers (selector)"),
            QStringLiteral("PRAGMA application_id = %1").arg(applicationId),
        }},
        {{}, &UserTable::renewKeys},
    };
    return steps;
}

// The schema as SQLite itself keeps it: each statement that made a part of it, to the letter. When a
// version alters a table, this becomes a list of its own.
static const QStringList &schema()
{
    static const QStringList statements = [] {
        QStringList made;
        for (const Migration &step : migrations()) {
            for (const QString &statement : step.statements) {
                if (statement.startsWith(QLatin1StringView("CREATE ")))
                    made += statement;
            }
        }
        return made;
    }();
    return statements;
}

// Of ANALYZE, which tools for databases like to run.
static const QStringList &statistics()
{
    static const QStringList statements {
        QStringLiteral("CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
        QStringLiteral("CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
    };
    return statements;
}

static QString translated(const char *text)
{
    return QCoreApplication::translate("QtLogin::SqlAccounts", text);
}

static Result<void> take(const Migration &step, const SqlConnection &connection)
{
    for (const QString &statement : step.statements) {
        if (const auto done = connection.run(statement); !done)
            return done.error();
    }
    return step.work ? (UserTable(connection).*step.work)() : Result<void>();
}

// Whether there is something at \a path. "May not be looked at" is not "no", and neither is a link to nothing: what
// it led to may be on a disk that is not there now.
static Result<bool> exists(const QString &path)
{
    const auto file = QFileInfo(path).filesystemFilePath();
    std::error_code error;
    const bool there = std::filesystem::exists(file, error);
    const bool isLink = !error && std::filesystem::is_symlink(std::filesystem::symlink_status(file, error));
    if ((error && error != std::errc::no_such_file_or_directory) || (isLink && !there))
        return Error(
            Error::Kind::Unavailable,
            translated(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "The accounts file %1 cannot be read or written."))
                .arg(QDir::toNativeSeparators(path)));
    return there;
}

AccountDatabase::AccountDatabase(const QString &path)
    : m_path(QFileInfo(path).absoluteFilePath()),
      m_marker(m_path + QStringLiteral(".exists"))
{
}

Result<SqlConnection> AccountDatabase::open() const
{
    if (m_path.isEmpty()) {
        qCCritical(accountsLog,
                   "SqlAccounts was given no path for its file: SqlAccounts(path) takes that of a file, in a "
                   "folder of the user's data.");
        return Error::Kind::NotConfigured;
    }
    // The marker first: a file that is being made has none yet, and one with it must be whole.
    const auto expected = exists(m_marker);
    const auto there = expected ? exists(m_path) : expected;
    if (!there)
        return there.error();
    if (const auto isPrivate = PrivateFile::ensure(m_path); !isPrivate)
        return isPrivate.error();
    if (!*there && *expected)
        return Error(
            Error::Kind::Unavailable,
            translated(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts",
                                         "The accounts file %1 is missing. Put it back from a backup, or delete "
                                         "%2 to begin without any accounts."))
                .arg(QDir::toNativeSeparators(m_path), QDir::toNativeSeparators(m_marker)));
    if (!*there)
        return Error::Kind::Absent;

    auto connection = SqlConnection::open(m_path);
    if (!connection)
        return connection;
    if (const auto good = examine(*connection, *expected); !good)
        return good.error();
    if (!*expected)
        leaveMarker();
    return connection;
}

Result<SqlConnection> AccountDatabase::openOrCreate() const
{
    auto connection = open();
    if (!connection.failedWith(Error::Kind::Absent))
        return connection;
    if (const auto created = create(); !created)
        return created.error();
    return open();
}

// Made by us and not by SQLite, so that no other user may read it at any moment. SQLite gives its
// journal the same permissions.
Result<void> AccountDatabase::create() const
{
    const QFileInfo folder(QFileInfo(m_path).absolutePath());
    if (!folder.exists()) {
        QDir().mkpath(folder.absolutePath());
        QDir().mkdir(folder.absoluteFilePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QFile file(m_path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner) || file.exists())
        return {}; // by another process, then
    return Error(Error::Kind::Unavailable,
                 translated(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "The accounts file %1 cannot be created."))
                     .arg(QDir::toNativeSeparators(m_path)));
}

// Refuses what is newer, what is not ours, and what could run on its own.
Result<void> AccountDatabase::examine(const SqlConnection &connection, bool expected) const
{
    const auto version = connection.number(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return version.error();
    if (*version == 0) {
        if (const auto made = migrate(connection, expected); !made)
            return made.error();
    }
    if (const auto ours = checkOrigin(connection, *version); !ours)
        return ours;
    if (const auto whole = checkSchema(connection); !whole)
        return whole;
    if (*version != 0 && *version < migrations().size()) {
        // Where it cannot be written, it stays old.
        const auto migrated = migrate(connection, expected);
        if (!migrated && !migrated.failedWith(Error::Kind::Unavailable))
            return migrated;
    }
    return checkOnce(connection);
}

Result<void> AccountDatabase::checkOrigin(const SqlConnection &connection, int version) const
{
    const auto id = connection.number(QStringLiteral("PRAGMA application_id"));
    if (!id)
        return id.error();
    if (*id != applicationId || version < 0)
        return damagedAccounts(m_path);
    if (version > migrations().size())
        return Error(
            Error::Kind::NewerFormat,
            translated(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts",
                                         "The accounts file %1 was written by a newer version of this application. "
                                         "It has been left as it is."))
                .arg(QDir::toNativeSeparators(m_path)));
    return {};
}

// All of ours is there and nothing else: no trigger, no view, no virtual table, no expression in an
// index or a default. So no statement of ours ever runs anything that was planted.
Result<void> AccountDatabase::checkSchema(const SqlConnection &connection) const
{
    // The indexes that SQLite makes for keys by itself have no statement.
    auto query =
        connection.run(QStringLiteral("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL OR type <> 'index'"));
    if (!query)
        return query.error();
    QStringList missing = schema();
    auto row = connection.next(*query);
    for (; row && *row; row = connection.next(*query)) {
        const QString statement = query->value(0).toString();
        if (!missing.removeOne(statement) && !statistics().contains(statement))
            return damagedAccounts(m_path);
    }
    if (!row)
        return row.error();
    return missing.isEmpty() ? Result<void>() : damagedAccounts(m_path);
}

Result<void> AccountDatabase::migrate(const SqlConnection &connection, bool expected) const
{
    return connection.inTransaction([&]() -> Result<void> {
        const auto version =
            connection.number(QStringLiteral("PRAGMA user_version")); // another process may have been first
        const auto tables = connection.number(QStringLiteral("SELECT count(*) FROM sqlite_schema"));
        if (!version || !tables)
            return !version ? version.error() : tables.error();
        if (*version < 0 || (*version == 0 && (expected || *tables > 0)))
            return damagedAccounts(m_path); // cut to nothing, or the file of something else
        for (qsizetype step = *version; step < migrations().size(); ++step) {
            if (const auto done = take(migrations().at(step), connection); !done)
                return done.error();
        }
        const auto done = connection.run(QStringLiteral("PRAGMA user_version = %1").arg(migrations().size()));
        return done ? Result<void>() : done.error();
    });
}

Result<void> AccountDatabase::checkOnce(const SqlConnection &connection) const
{
    if (m_checked.load())
        return {};
    auto query = connection.run(QStringLiteral("PRAGMA quick_check(1)"));
    if (!query)
        return query.error();
    const auto row = connection.next(*query);
    if (!row)
        return row.error();
    if (!*row || query->value(0).toString() != QLatin1StringView("ok"))
        return damagedAccounts(m_path);
    m_checked.store(true);
    return {};
}

// Where it cannot be written, nothing can, and there is nothing to protect.
void AccountDatabase::leaveMarker() const
{
    QFile marker(m_marker);
    if (!marker.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return;
    marker.write("There is an accounts file beside this one. If it is missing, put it back from a backup.\n"
                 "Delete this file only to begin anew, without any accounts.\n");
}

} // namespace QtLogin
