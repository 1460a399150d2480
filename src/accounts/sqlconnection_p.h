// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

#include <QtCore/qvariant.h>
#include <QtSql/qsqldatabase.h>
#include <QtSql/qsqlquery.h>

namespace QtLogin {

// One connection to an SQLite file that exists, closed with the object. QtSql ties a connection to
// the thread that opened it, so each task opens its own; that costs a fraction of one disk sync.
class SqlConnection
{
public:
    static Result<SqlConnection> open(const QString &path);
    ~SqlConnection();
    SqlConnection(SqlConnection &&other) noexcept;
    SqlConnection &operator=(SqlConnection &&) = delete;
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;

    // Runs one statement with \a values bound to its question marks. The answer stands before its
    // first row.
    [[nodiscard]] Result<QSqlQuery> run(const QString &statement, const QVariantList &values = {}) const;

    // The next row of \a query, or none.
    [[nodiscard]] Result<bool> next(QSqlQuery &query) const;

    // The number in the first row of what \a statement finds; zero without one.
    [[nodiscard]] Result<int> number(const QString &statement) const;

    // Runs \a work, which returns a Result, as one step that no other process comes between: all
    // of it reaches the disk, or nothing.
    template<typename Work>
    [[nodiscard]] auto inTransaction(Work work) const -> std::invoke_result_t<Work &>
    {
        if (const auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun.error();
        auto result = work();
        if (!result) {
            rollBack();
            return result;
        }
        if (const auto committed = run(QStringLiteral("COMMIT")); !committed) {
            rollBack();
            return committed.error();
        }
        return result;
    }

private:
    SqlConnection(QString path, const QSqlDatabase &database);
    void rollBack() const;

    QString m_path;
    QSqlDatabase m_database;
};

// The meaning of \a error, which came from SQLite, to a user of the accounts file at \a path.
[[nodiscard]] Error meaningOf(const QSqlError &error, const QString &path);
[[nodiscard]] Error damagedAccounts(const QString &path);

} // namespace QtLogin
