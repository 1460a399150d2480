// SPDX-License-Identifier: MIT
#pragma once

#include "lock/windowlock.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtGui/qshortcut.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qstatusbar.h>
#include <QtWidgets/qtextedit.h>
#include <QtWidgets/qtoolbar.h>

#include <memory>

//! A window with a lock, and how a test meets its lock screen.
namespace QtLogin::LockedJournal {

inline const auto secretText = QStringLiteral("what only Ada may read");

// A window with everything a main window has, and the title that gives most away.
class Journal : public QMainWindow
{
public:
    Journal();

    void keyPressEvent(QKeyEvent *) override;
    void closeEvent(QCloseEvent *event) override;

    QTextEdit *text;
    QList<QDockWidget *> docks;
    QDockWidget *left;
    QDockWidget *right;
    QDockWidget *tabbed;
    QDockWidget *floating;
    QToolBar *tools;
    QAction *print;
    QShortcut *shortcut;
    int effects = 0;
    int closes = 0;
    bool mayClose = true;
};

QWidgetList lockScreens();
QWidget *lockScreen();

template<typename Part>
Part *part(const char *name)
{
    return lockScreen() ? lockScreen()->findChild<Part *>(QLatin1String(name)) : nullptr;
}

QString words();
void unlockWith(const QString &password);
QStringList readAloud(QAccessibleInterface *interface);
QString allThatCanBeReadAloud();

//! Ada is logged in, and her journal is on the screen.
class Fixture : public QObject
{
protected:
    Fixture();
    ~Fixture() override;

    void setUp();
    void tearDown();
    void show();

    LoginManager &login() { return stage->login(); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<Journal> window;
    QPointer<WindowLock> lock;
};

} // namespace QtLogin::LockedJournal
