// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qmap.h>
#include <QtCore/qpointer.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qabstractbutton.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtoolbar.h>
#include <QtWidgets/qtoolbutton.h>

// The things that may be guarded, for tst_revival.
namespace QtLogin::Revival {

// A main window with the places where things stand.
struct Scene
{
    Scene();

    QMainWindow window;
    QMenu *menu;
    QMenu *submenu;
    QToolBar *tools;
    QToolButton *withMenu;
};

// A thing in the window: what is guarded of it, and how it is used.
struct Thing
{
    QPointer<QWidget> widget = {}; // one of the two
    QPointer<QAction> action = {};
    QPointer<QAction> pressed = {}; // one of the two, or both
    QPointer<QAbstractButton> clicked = {};
    bool hasShortcut = false;
};

using Make = Thing (*)(Scene &scene, QWidget *page);

// Every kind of thing, by what it is called in docs/attacks.md.
const QMap<QString, Make> &things();
QPushButton *addButton(QWidget *place);
// It belongs to the window, and not to a page.
bool belongsToTheWindow(Make make);

} // namespace QtLogin::Revival
