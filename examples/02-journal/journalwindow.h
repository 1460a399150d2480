// SPDX-License-Identifier: MIT
#pragma once

#include <QtLogin/LoginManager>
#include <QtLogin/ViewGuard>

#include <QDir>
#include <QMainWindow>

class JournalPage;

//! The window of the Journal: the journal of the user who is logged in, and its actions.
class JournalWindow : public QMainWindow
{
    Q_OBJECT
public:
    //! The journals lie in \a folder, one file for each person.
    JournalWindow(QtLogin::LoginManager *login, const QDir &folder);

    //! Begins with the first account where there is none yet, and says so where that cannot be told.
    void welcome();

private:
    void createActions();
    QWidget *openJournal();
    void sayWhose();
    JournalPage *page() const;
    void addPage();
    void deletePage();
    void deleteJournal();
    void changePassword();
    void askBefore(const QtLogin::Requirement &requirement, const QString &question, void (JournalPage::*act)());

    QtLogin::LoginManager *m_login;
    QDir m_folder;
    QtLogin::ViewGuard m_guard;
    QtLogin::GatedView *m_view;
};
