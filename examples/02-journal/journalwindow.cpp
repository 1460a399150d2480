// SPDX-License-Identifier: MIT
#include "journalwindow.h"

#include "journalpage.h"

#include <QtLogin/AccountButton>
#include <QtLogin/ChangePasswordDialog>
#include <QtLogin/FirstAccountDialog>
#include <QtLogin/WindowLock>

#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QToolBar>

using QtLogin::LoginManager;
using QtLogin::Requirement;
using QtLogin::Result;

// Asks before something is gone for good.
class Question : public QMessageBox
{
public:
    Question(const QString &question, QWidget *parent)
        : QMessageBox(Warning, JournalWindow::tr("Delete"), question, Yes | Cancel, parent)
    {
        setInformativeText(JournalWindow::tr("What is deleted cannot be brought back."));
        button(Yes)->setText(JournalWindow::tr("&Delete"));
        setDefaultButton(Cancel);
    }
};

JournalWindow::JournalWindow(LoginManager *login, const QDir &folder)
    : m_login(login)
    , m_folder(folder)
    , m_guard(login)
    , m_view(m_guard.view(Requirement::login(), [this] { return openJournal(); })) // while a user is logged in
{
    setCentralWidget(m_view);
    m_view->setFocus();
    createActions();
    connect(m_view, &QtLogin::GatedView::openChanged, this, &JournalWindow::sayWhose);
    sayWhose();
    resize(760, 480);
}

void JournalWindow::createActions()
{
    QMenu *menu = menuBar()->addMenu(tr("&Journal"));
    QAction *newPage = menu->addAction(tr("&New page"), QKeySequence::New);
    QAction *deletePage = menu->addAction(tr("&Delete page…"));
    menu->addSeparator();
    QAction *changePassword = menu->addAction(tr("Change &password…"));
    QAction *deleteJournal = menu->addAction(tr("Delete &journal…"));
    menu->addSeparator();
    menu->addAction((new QtLogin::WindowLock(m_login, this))->lockAction());
    QAction *quit = menu->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));

    QToolBar *bar = addToolBar(menu->title().remove(u'&'));
    bar->setMovable(false);
    bar->addActions({newPage, deletePage});
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addWidget(new QtLogin::AccountButton(m_login));

    // Each of these actions asks for the login that it needs, and is then done.
    const auto triggered = &QAction::triggered;
    m_guard.connect(newPage, triggered, Requirement::login(), this, &JournalWindow::addPage);
    m_guard.connect(deletePage, triggered, Requirement::login(), this, &JournalWindow::deletePage);
    m_guard.connect(changePassword, triggered, Requirement::login(), this, &JournalWindow::changePassword);
    m_guard.connect(deleteJournal, triggered, Requirement::freshLogin(), this, &JournalWindow::deleteJournal);
    m_guard.protect(deletePage, Requirement::login());
    connect(quit, triggered, qApp, &QApplication::quit);
}

// Every user has a file of their own. Text that they have just written is kept also when they are gone.
QWidget *JournalWindow::openJournal()
{
    auto *page = new JournalPage(m_folder.filePath(m_login->currentUser()->id() + QStringLiteral(".journal")));
    connect(m_login, &LoginManager::aboutToLogOut, page, &JournalPage::save);
    connect(qApp, &QApplication::aboutToQuit, page, &JournalPage::save);
    return page;
}

void JournalWindow::sayWhose()
{
    setWindowTitle(page() ? m_login->currentUser()->displayName() : QApplication::applicationDisplayName());
}

JournalPage *JournalWindow::page() const
{
    return qobject_cast<JournalPage *>(m_view->content());
}

void JournalWindow::addPage()
{
    if (page())
        page()->addPage();
}

void JournalWindow::deletePage()
{
    askBefore(Requirement::login(), tr("Delete this page?"), &JournalPage::deletePage);
}

void JournalWindow::deleteJournal()
{
    askBefore(Requirement::freshLogin(), tr("Delete the whole journal?"), &JournalPage::deleteAllPages);
}

// Asks for the password that they have by itself: the user need not give it twice.
void JournalWindow::changePassword()
{
    m_guard.open<QtLogin::ChangePasswordDialog>(Requirement::login(), this, m_login);
}

void JournalWindow::askBefore(const Requirement &requirement, const QString &question, void (JournalPage::*act)())
{
    whenDone(m_guard.open<Question>(requirement, this, question), this, [this, act](const Result<int> &answer) {
        if (answer.value_or(QMessageBox::Cancel) == QMessageBox::Yes && page())
            (page()->*act)();
    });
}

void JournalWindow::welcome()
{
    whenDone(m_login->setup().accountEditor->hasAccounts(), this, [this](const Result<bool> &has) {
        QDialog *dialog = nullptr;
        if (!has)
            dialog = new QMessageBox(QMessageBox::Critical, tr("Accounts"), has.error().message(), QMessageBox::Ok, this);
        else if (!*has)
            dialog = new QtLogin::FirstAccountDialog(m_login, this);
        else
            return;
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}
