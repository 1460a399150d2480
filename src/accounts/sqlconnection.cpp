// SPDX-License-Identifier: MIT
#include "accounts/sqlconnection_p.h"

#include "accounts/logging_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qdir.h>
#include <QtCore/qurl.h>
#include <QtCore/quuid.h>
#include <QtSql/qsqlerror.h>

namespace QtLogin {

static Error sentence(Error::Kind kind, const char *text, const QString &path)
{
    return Error(kind, QCoreApplication::translate("QtLogin::SqlAccounts", text).arg(QDir::toNativeSeparators(path)));
}

Error damagedAccounts(const QString &path)
{
    return sentence(
        Error::Kind::Damaged,
        QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "The accounts file %1 is damaged. It has been left as it is."), path);
}

// SQLite's primary result codes, which Qt gives as text.
Error meaningOf(const QSqlError &error, const QString &path)
{
    qCInfo(accountsLog) << path << error.nativeErrorCode() << error.driverText() << error.databaseText();
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return sentence(
            Error::Kind::Unavailable,
            QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "The accounts file %1 is busy. Try again in a moment."), path);
    case 7: // SQLITE_NOMEM
        return sentence(
            Error::Kind::Unavailable,
            QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "There is not enough memory for the accounts file %1."), path);
    case 8: // SQLITE_READONLY
        return sentence(Error::Kind::Unavailable,
                        QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "The accounts file %1 cannot be written."), path);
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return damagedAccounts(path);
    case 13: // SQLITE_FULL
        return sentence(Error::Kind::Unavailable,
                        QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "There is no space left for the accounts file %1."),
                        path);
    case 10: // SQLITE_IOERR
    case 14: // SQLITE_CANTOPEN
        return sentence(Error::Kind::Unavailable,
                        QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "The accounts file %1 cannot be read or written."),
                        path);
    default:
        return Error::Kind::Internal;
    }
}

// As an URI, because that is how SQLite is told not to create the file.
static QString existing(const QString &path)
{
    return QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded()) + QStringLiteral("?mode=rw");
}

Result<SqlConnection> SqlConnection::open(const QString &path)
{
    const QString name = QStringLiteral("QtLogin/") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    SqlConnection connection(path, QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name));
    QSqlDatabase &database = connection.m_database;
    if (!database.isValid())
        return Error(Error::Kind::NotConfigured,
                     QCoreApplication::translate("QtLogin::SqlAccounts", "Qt's plugin for SQLite is not installed."));
    database.setDatabaseName(existing(path));
    database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=5000"));
    if (!database.open())
        return meaningOf(database.lastError(), path);

    // The schema of a file that another user could have written is neither trusted nor edited,
    // damage is looked for, a file that is cut meanwhile is an error and no bus error, what is
    // deleted is overwritten, and a commit has reached the disk when it returns (EXTRA is FULL, and
    // the folder as well).
    //
    // Defensive mode and sqlite3_limit() are not for us: they want SQLite's own handle, and the
    // library that made it. Qt's plugin often brings an SQLite of its own, out of our reach, and a
    // handle given to another one is memory gone wrong. Both guard against SQL of an attacker; we
    // run none but our own, and AccountDatabase lets no schema bring any.
    for (const char *pragma : {"trusted_schema=OFF", "writable_schema=OFF", "cell_size_check=ON", "mmap_size=0",
                               "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY", "synchronous=EXTRA"}) {
        if (const auto set = connection.run(QStringLiteral("PRAGMA ") + QLatin1StringView(pragma)); !set)
            return set.error();
    }
    return connection;
}

SqlConnection::SqlConnection(QString path, const QSqlDatabase &database) : m_path(std::move(path)), m_database(database)
{
}

SqlConnection::SqlConnection(SqlConnection &&other) noexcept
    : m_path(std::move(other.m_path)),
      m_database(std::exchange(other.m_database, QSqlDatabase()))
{
}

SqlConnection::~SqlConnection()
{
    const QString name = m_database.connectionName();
    if (name.isEmpty())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<QSqlQuery> SqlConnection::run(const QString &statement, const QVariantList &values) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    bool done = query.prepare(statement);
    if (done) {
        for (const QVariant &value : values)
            query.addBindValue(value);
        done = query.exec();
    }
    if (!done)
        return meaningOf(query.lastError(), m_path);
    return query;
}

Result<bool> SqlConnection::next(QSqlQuery &query) const
{
    if (query.next())
        return true;
    if (query.lastError().isValid())
        return meaningOf(query.lastError(), m_path);
    return false;
}

Result<int> SqlConnection::number(const QString &statement) const
{
    auto query = run(statement);
    if (!query)
        return query.error();
    const auto row = next(*query);
    if (!row)
        return row.error();
    return *row ? query->value(0).toInt() : 0;
}

void SqlConnection::rollBack() const
{
    (void)run(QStringLiteral("ROLLBACK")); // SQLite may have done it already
}

} // namespace QtLogin
