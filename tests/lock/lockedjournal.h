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
    Journal()
    {
        setWindowTitle(QStringLiteral("Diary of Ada"));
        resize(640, 480);
        text = new QTextEdit(secretText, this);
        setCentralWidget(text);
        for (auto *dock : {&left, &right, &tabbed, &floating}) {
            *dock = new QDockWidget(this);
            (*dock)->setWindowTitle(QStringLiteral("Dock %1 of Ada").arg(docks.size()));
            (*dock)->setObjectName(QStringLiteral("dock%1").arg(docks.size()));
            (*dock)->setWidget(new QLineEdit(secretText, *dock));
            docks += *dock;
        }
        addDockWidget(Qt::LeftDockWidgetArea, left);
        addDockWidget(Qt::RightDockWidgetArea, right);
        tabifyDockWidget(right, tabbed);
        addDockWidget(Qt::BottomDockWidgetArea, floating);
        floating->setFloating(true);
        resizeDocks({left, right}, {150, 120}, Qt::Horizontal);
        tools = addToolBar(QStringLiteral("Tools"));
        tools->setObjectName(QStringLiteral("tools"));
        print = menuBar()->addMenu(QStringLiteral("&File"))->addAction(QStringLiteral("Print"));
        print->setShortcut(QKeySequence(QStringLiteral("Ctrl+P")));
        tools->addAction(print);
        shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+J")), this);
        statusBar()->showMessage(secretText);
        connect(print, &QAction::triggered, this, [this] { ++effects; });
        connect(shortcut, &QShortcut::activated, this, [this] { ++effects; });
    }

    void keyPressEvent(QKeyEvent *) override { ++effects; }
    void closeEvent(QCloseEvent *event) override
    {
        ++closes;
        event->setAccepted(mayClose);
    }

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

inline QWidgetList lockScreens()
{
    QWidgetList found;
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->objectName() == u"lockScreen" && window->isVisible())
            found += window;
    }
    return found;
}

inline QWidget *lockScreen()
{
    const auto found = lockScreens();
    return found.size() == 1 ? found.first() : nullptr;
}

template<typename Part>
Part *part(const char *name)
{
    return lockScreen() ? lockScreen()->findChild<Part *>(QLatin1String(name)) : nullptr;
}

inline QString words()
{
    QStringList words;
    const auto labels = lockScreen()->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            words += label->text();
    }
    return words.join(u'|');
}

inline void unlockWith(const QString &password)
{
    auto *field = part<QLineEdit>("password");
    QTest::keyClicks(field, password);
    QTest::keyClick(field, Qt::Key_Return);
}

inline QStringList readAloud(QAccessibleInterface *interface)
{
    QStringList texts = {interface->text(QAccessible::Name), interface->text(QAccessible::Value)};
    if (interface->textInterface())
        texts += interface->textInterface()->text(0, interface->textInterface()->characterCount());
    for (int i = 0; i < interface->childCount(); ++i)
        texts += readAloud(interface->child(i));
    return texts;
}

inline QString allThatCanBeReadAloud()
{
    return readAloud(QAccessible::queryAccessibleInterface(qApp)).join(u'\n');
}

//! Ada is logged in, and her journal is on the screen.
class Fixture : public QObject
{
protected:
    void setUp()
    {
        failOnWarnings();
        stage = std::make_unique<Stage>();
        window = std::make_unique<Journal>();
        lock = new WindowLock(&login(), window.get());
        QVERIFY(stage->logInVerified(Stage::ada()));
        show();
    }

    void tearDown()
    {
        window.reset();
        stage.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void show()
    {
        window->show();
        QApplication::setActiveWindow(window.get());
        QCoreApplication::processEvents();
        window->text->setFocus();
    }

    LoginManager &login() { return stage->login(); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<Journal> window;
    QPointer<WindowLock> lock;
};

} // namespace QtLogin::LockedJournal
