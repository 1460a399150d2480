// SPDX-License-Identifier: MIT
#pragma once

#include "accounts/sqlconnection_p.h"
#include "remember/rememberseries_p.h"

namespace QtLogin {

// The remembered logins in an open accounts file. It keeps them; how they are judged is
// RememberSeries' business.
class SeriesTable
{
public:
    explicit SeriesTable(const SqlConnection &connection) : m_connection(connection) { }

    // Absent where there is none.
    [[nodiscard]] Result<RememberSeries> find(const QByteArray &selector) const;
    [[nodiscard]] Result<QList<RememberSeries>> ofUser(const QString &userId) const; // the one used last first
    [[nodiscard]] Result<void> insert(const RememberSeries &series) const;
    // Writes what a use has made of \a before.
    [[nodiscard]] Result<void> update(const RememberSeries &before, const RememberSeries &after) const;

    [[nodiscard]] Result<void> remove(const QByteArray &selector) const;
    [[nodiscard]] Result<void> removeOfUser(const QString &userId) const;
    [[nodiscard]] Result<void> removeAll() const;
    [[nodiscard]] Result<void> removeExpiredBefore(Clock::Wall moment) const;

private:
    [[nodiscard]] Result<QList<RememberSeries>> select(const QString &condition, const QVariant &value) const;
    [[nodiscard]] Result<void> readRetired(RememberSeries &series) const;
    [[nodiscard]] Result<void> change(const QString &statement, const QVariantList &values) const;

    const SqlConnection &m_connection;
};

} // namespace QtLogin
