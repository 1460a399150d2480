// SPDX-License-Identifier: MIT
#include "revivalthings.h"

#include <QtGui/qactiongroup.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qgroupbox.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabwidget.h>

namespace QtLogin::Revival {

Scene::Scene()
{
    window.resize(640, 480);
    auto *file = window.menuBar()->addMenu(QStringLiteral("&File"));
    menu = file;
    submenu = file->addMenu(QStringLiteral("&More"));
    tools = window.addToolBar(QStringLiteral("Tools"));
    withMenu = new QToolButton;
    withMenu->setMenu(new QMenu(withMenu));
    tools->addWidget(withMenu);
    auto *central = new QWidget;
    new QVBoxLayout(central);
    window.setCentralWidget(central);
}

static QAction *makeAction(QWidget *page)
{
    auto *action = new QAction(QStringLiteral("Delete"), page);
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+D")));
    return action;
}

static Thing ofAction(QAction *action, bool hasShortcut)
{
    return {.action = action, .pressed = action, .hasShortcut = hasShortcut};
}

static Thing ofButton(QWidget *guarded, QAbstractButton *button)
{
    return {.widget = guarded, .clicked = button};
}

QPushButton *addButton(QWidget *place)
{
    auto *button = new QPushButton(QStringLiteral("Delete"));
    if (!place->layout())
        new QVBoxLayout(place);
    place->layout()->addWidget(button);
    return button;
}

static Thing inMenu(Scene &scene, QWidget *page)
{
    auto *action = makeAction(page);
    scene.menu->addAction(action);
    return ofAction(action, true);
}

static Thing inSubmenu(Scene &scene, QWidget *page)
{
    auto *action = makeAction(page);
    scene.submenu->addAction(action);
    return ofAction(action, true);
}

static Thing inToolButtonMenu(Scene &scene, QWidget *page)
{
    auto *action = makeAction(page);
    scene.withMenu->menu()->addAction(action);
    return ofAction(action, false);
}

static Thing inContextMenu(Scene &, QWidget *page)
{
    auto *action = makeAction(page);
    (new QMenu(page))->addAction(action);
    return ofAction(action, false);
}

static Thing inToolBar(Scene &scene, QWidget *page)
{
    auto *action = makeAction(page);
    scene.tools->addAction(action);
    return ofAction(action, true);
}

static Thing inToolBarAndMenu(Scene &scene, QWidget *page)
{
    auto *action = makeAction(page);
    scene.tools->addAction(action);
    scene.menu->addAction(action);
    return ofAction(action, true);
}

static Thing shortcutOfWindow(Scene &scene, QWidget *page)
{
    auto *action = makeAction(page);
    scene.window.addAction(action);
    return ofAction(action, true);
}

static Thing checkable(Scene &scene, QWidget *page)
{
    auto *action = makeAction(page);
    action->setCheckable(true);
    scene.menu->addAction(action);
    return ofAction(action, true);
}

static Thing inGroupOfTheApplication(Scene &scene, QWidget *page)
{
    auto *group = new QActionGroup(page);
    group->addAction(QStringLiteral("Other"))->setCheckable(true);
    auto *action = makeAction(page);
    action->setCheckable(true);
    group->addAction(action);
    scene.menu->addActions(group->actions());
    return ofAction(action, true);
}

static Thing wholeMenu(Scene &scene, QWidget *page)
{
    auto *menu = new QMenu(QStringLiteral("&Edit"), page);
    scene.window.menuBar()->addMenu(menu);
    auto *action = makeAction(page);
    menu->addAction(action);
    return {.widget = menu, .pressed = action, .hasShortcut = true};
}

static Thing pushButton(Scene &, QWidget *page)
{
    auto *button = addButton(page);
    return ofButton(button, button);
}

static Thing toolButton(Scene &, QWidget *page)
{
    auto *action = new QAction(QStringLiteral("Delete"), page);
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    page->layout()->addWidget(button);
    return {.action = action, .pressed = action, .clicked = button};
}

static Thing groupBox(Scene &, QWidget *page)
{
    auto *box = new QGroupBox;
    page->layout()->addWidget(box);
    return ofButton(box, addButton(box));
}

static Thing dock(Scene &scene, QWidget *)
{
    auto *dock = new QDockWidget(QStringLiteral("Dock"), &scene.window);
    dock->setWidget(new QWidget);
    scene.window.addDockWidget(Qt::LeftDockWidgetArea, dock);
    return ofButton(dock, addButton(dock->widget()));
}

static Thing tabPage(Scene &, QWidget *page)
{
    auto *tabs = new QTabWidget;
    auto *tab = new QWidget;
    tabs->addTab(new QWidget, QStringLiteral("Home"));
    tabs->addTab(tab, QStringLiteral("Secrets"));
    tabs->setCurrentWidget(tab);
    page->layout()->addWidget(tabs);
    return ofButton(tab, addButton(tab));
}

const QMap<QString, Make> &things()
{
    static const QMap<QString, Make> all = {
        {QStringLiteral("action in the menu bar"), inMenu},
        {QStringLiteral("action in a submenu"), inSubmenu},
        {QStringLiteral("action in a tool button's menu"), inToolButtonMenu},
        {QStringLiteral("action in a context menu"), inContextMenu},
        {QStringLiteral("action in a tool bar"), inToolBar},
        {QStringLiteral("action in tool bar and menu"), inToolBarAndMenu},
        {QStringLiteral("shortcut of the window"), shortcutOfWindow},
        {QStringLiteral("checkable action"), checkable},
        {QStringLiteral("action in an exclusive group"), inGroupOfTheApplication},
        {QStringLiteral("menu"), wholeMenu},
        {QStringLiteral("button"), pushButton},
        {QStringLiteral("tool button"), toolButton},
        {QStringLiteral("group box"), groupBox},
        {QStringLiteral("dock"), dock},
        {QStringLiteral("tab page"), tabPage},
    };
    return all;
}

bool belongsToTheWindow(Make make)
{
    return make == dock;
}

} // namespace QtLogin::Revival
