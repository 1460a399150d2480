// SPDX-License-Identifier: MIT
#pragma once

#include <QDate>
#include <QList>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

//! One page of a journal.
struct Page
{
    qint64 id = 0; //!< Zero until it is kept.
    QDate date = QDate::currentDate();
    QString title = {};
    QString text = {};

    friend bool operator==(const Page &, const Page &) = default;
};

//! The pages of one person, in a SQLite file of their own that no other user can read.
class Journal
{
public:
    //! Opens \a file, or creates it.
    explicit Journal(const QString &file);
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    //! The pages that have \a words in title or text, the latest first.
    QList<Page> pages(const QString &words);
    //! Keeps \a page, and gives it an id if it is new.
    bool keep(Page &page);
    bool remove(const Page &page);
    bool removeAll();

    //! Why the last of these did not work; empty if it did.
    QString error() const { return m_error; }

private:
    QSqlQuery run(const QString &statement, const QVariantList &values = {});

    const QString m_connection; // as Qt knows it
    QString m_error;
};
