// SPDX-License-Identifier: MIT
#include "journal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

Journal::Journal(const QString &file) : m_connection(QUuid::createUuid().toString())
{
    QDir().mkpath(QFileInfo(file).path());
    QFile created(file);
    if (created.open(QFile::ReadWrite | QFile::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        created.close();
    QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection).setDatabaseName(file);
    run(QStringLiteral("PRAGMA secure_delete = ON")); // what is deleted leaves no trace in the file
    run(QStringLiteral("CREATE TABLE IF NOT EXISTS page (id INTEGER PRIMARY KEY, date TEXT, title TEXT, text TEXT)"));
}

Journal::~Journal()
{
    QSqlDatabase::removeDatabase(m_connection);
}

QList<Page> Journal::pages(const QString &words)
{
    QList<Page> found;
    QSqlQuery query = run(QStringLiteral("SELECT id, date, title, text FROM page ORDER BY date DESC, id DESC"));
    while (query.next()) {
        const Page page {query.value(0).toLongLong(), query.value(1).toDate(), query.value(2).toString(),
                         query.value(3).toString()};
        if (page.title.contains(words, Qt::CaseInsensitive) || page.text.contains(words, Qt::CaseInsensitive))
            found << page;
    }
    return found;
}

bool Journal::keep(Page &page)
{
    const QVariant id = page.id ? QVariant(page.id) : QVariant();
    const QSqlQuery query = run(QStringLiteral("INSERT OR REPLACE INTO page (id, date, title, text) VALUES (?, ?, ?, ?)"),
                                {id, page.date, page.title, page.text});
    if (query.isActive())
        page.id = query.lastInsertId().toLongLong();
    return query.isActive();
}

bool Journal::remove(const Page &page)
{
    return run(QStringLiteral("DELETE FROM page WHERE id = ?"), {page.id}).isActive();
}

bool Journal::removeAll()
{
    return run(QStringLiteral("DELETE FROM page")).isActive();
}

QSqlQuery Journal::run(const QString &statement, const QVariantList &values)
{
    const QSqlDatabase database = QSqlDatabase::database(m_connection); // opens it where need be
    QSqlQuery query(database);
    if (!database.isOpen()) {
        m_error = database.lastError().text();
        return query;
    }
    if (query.prepare(statement)) {
        for (const QVariant &value : values)
            query.addBindValue(value);
        query.exec();
    }
    m_error = query.lastError().text();
    return query;
}
