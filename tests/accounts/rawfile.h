// SPDX-License-Identifier: MIT
#pragma once

#include <QtSql/qsqldatabase.h>
#include <QtSql/qsqlerror.h>
#include <QtSql/qsqlquery.h>

// The accounts file as anybody else may open it.
class RawFile
{
public:
    explicit RawFile(const QString &path)
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
        m_database.setDatabaseName(path);
        if (!m_database.open())
            qFatal("%s", qPrintable(m_database.lastError().text()));
    }
    ~RawFile()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
    }
    QVariant run(const char *statement) const
    {
        QSqlQuery query(m_database);
        if (!query.exec(QString::fromUtf8(statement)))
            qFatal("%s: %s", statement, qPrintable(query.lastError().text()));
        return query.next() ? query.value(0) : QVariant();
    }

private:
    QSqlDatabase m_database;
};
