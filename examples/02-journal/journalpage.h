// SPDX-License-Identifier: MIT
#pragma once

#include "journal.h"

#include <QTimer>
#include <QWidget>

class QDateEdit;
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPlainTextEdit;

//! The open journal of one person: its pages, and one of them to read and to write.
//!
//! It knows nothing of logins: its caller makes one only for a user who may read it. A page is kept when it is
//! left, and five seconds after the last word.
class JournalPage : public QWidget
{
    Q_OBJECT
public:
    explicit JournalPage(const QString &file, QWidget *parent = nullptr);

    void save();
    void addPage();
    void deletePage();
    void deleteAllPages();

private:
    QWidget *createList();
    QWidget *createEditor();
    void search(const QString &words);
    void turnTo(QListWidgetItem *item);
    Page written() const;
    void noteChange();
    void showError();

    Journal m_journal;
    Page m_page; // as it is kept
    QListWidgetItem *m_item = nullptr; // the page that is open
    QTimer m_pause;

    QLineEdit *m_search;
    QListWidget *m_list;
    QWidget *m_editor;
    QLineEdit *m_title;
    QDateEdit *m_date;
    QPlainTextEdit *m_text;
    QLabel *m_error;
};
