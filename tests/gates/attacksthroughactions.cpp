// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include <QtGui/qaction.h>
#include <QtGui/qactiongroup.h>
#include <QtGui/qevent.h>
#include <QtGui/qshortcut.h>
#include <QtGui/qundostack.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qsystemtrayicon.h>
#include <QtWidgets/qtoolbar.h>
#include <QtWidgets/qtoolbutton.h>
#include <QtWidgets/qwidgetaction.h>

// Actions, the menus and tool bars that show them, and shortcuts.
namespace QtLogin::Attacks {

static QAction *makeAction(Scene &scene)
{
    auto *action = new QAction(QStringLiteral("&Delete"), scene.page());
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+D")));
    scene.page()->addAction(action);
    scene.target(action);
    return action;
}

static void action(Scene &scene)
{
    scene.effect(makeAction(scene), &QAction::triggered);
}

static void checkable(Scene &scene)
{
    QAction *action = makeAction(scene);
    action->setCheckable(true);
    scene.effect(action, &QAction::toggled);
}

static void grouped(Scene &scene)
{
    auto *group = new QActionGroup(scene.page());
    QAction *other = group->addAction(QStringLiteral("Other"));
    other->setCheckable(true);
    QAction *action = makeAction(scene);
    action->setCheckable(true);
    group->addAction(action);
    other->setChecked(true);
    scene.effect(group, &QActionGroup::triggered);
}

static void hovered(Scene &scene)
{
    scene.effect(makeAction(scene), &QAction::hovered);
}

static void sharedWithMenuBar(Scene &scene)
{
    action(scene);
    scene.window()->menuBar()->addMenu(QStringLiteral("&File"))->addAction(scene.the<QAction>());
}

static QMenu *makeMenu(Scene &scene)
{
    auto *menu = new QMenu(QStringLiteral("&Journal"), scene.page());
    menu->setObjectName(QStringLiteral("journal"));
    QAction *action = menu->addAction(QStringLiteral("&Delete"));
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+D")));
    scene.window()->menuBar()->addMenu(menu);
    scene.target(menu);
    return menu;
}

static void menu(Scene &scene)
{
    scene.effect(makeMenu(scene), &QMenu::triggered);
}

static void menuThatTells(Scene &scene)
{
    scene.effect(makeMenu(scene), &QMenu::aboutToShow);
}

static void submenu(Scene &scene)
{
    QMenu *menu = makeMenu(scene);
    QMenu *inner = menu->addMenu(QStringLiteral("&More"));
    scene.effect(inner->addAction(QStringLiteral("&Erase")), &QAction::triggered);
}

static void toolBar(Scene &scene)
{
    auto *bar = new QToolBar;
    scene.page()->layout()->addWidget(bar);
    bar->addAction(makeAction(scene));
    scene.effect(bar, &QToolBar::actionTriggered);
}

static void contextActions(Scene &scene)
{
    scene.page()->setContextMenuPolicy(Qt::ActionsContextMenu);
    action(scene);
}

static void widgetAction(Scene &scene)
{
    auto *made = new QWidgetAction(scene.page());
    auto *button = new QPushButton(QStringLiteral("Delete"));
    made->setDefaultWidget(button);
    auto *bar = new QToolBar;
    bar->addAction(made);
    scene.page()->layout()->addWidget(bar);
    scene.target(made);
    scene.effect(button, &QPushButton::clicked);
}

static void trayMenu(Scene &scene)
{
    auto *tray = new QSystemTrayIcon(scene.page());
    QMenu *menu = makeMenu(scene);
    tray->setContextMenu(menu);
    scene.effect(menu, &QMenu::triggered);
}

template<Qt::ShortcutContext reach>
static void shortcut(Scene &scene)
{
    auto *field = scene.add(new QLineEdit); // whose shortcut it is
    field->setFocus();
    auto *shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+T")), field);
    shortcut->setContext(reach);
    scene.effect(shortcut, &QShortcut::activated);
}

static void windowShortcut(Scene &scene)
{
    auto *shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+T")), scene.page());
    scene.add(new QLineEdit)->setFocus();
    scene.effect(shortcut, &QShortcut::activated);
}

class Undone : public QUndoCommand
{
public:
    explicit Undone(Scene &scene) : m_scene(&scene) { }
    void undo() override { m_scene->effect(); }

private:
    Scene *const m_scene;
};

static void undo(Scene &scene)
{
    auto *stack = new QUndoStack(scene.page());
    stack->push(new Undone(scene));
    QAction *action = stack->createUndoAction(scene.page());
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+Z")));
    scene.page()->addAction(action);
    scene.target(action);
}

static void sendShortcut(Scene &scene)
{
    QShortcutEvent event(QKeySequence(QStringLiteral("Ctrl+D")), 0);
    QCoreApplication::sendEvent(scene.the<QAction>(), &event);
}

// Opens a menu as a person or the application does, and takes the first entry.
static void popUp(Scene &scene)
{
    auto *menu = scene.the<QMenu>();
    menu->popup(scene.place());
    scene.press(Qt::Key_Down);
    scene.press(Qt::Key_Return);
    menu->hide();
}

static void activateFirst(Scene &scene)
{
    auto *menu = scene.the<QMenu>();
    menu->setActiveAction(menu->actions().constFirst());
    QKeyEvent event(QEvent::KeyPress, Qt::Key_Return, {});
    QCoreApplication::sendEvent(menu, &event);
    menu->hide();
}

static void openFromMenuBar(Scene &scene)
{
    QApplication::setActiveWindow(scene.page() && scene.page()->isVisible() ? scene.page()->window() : scene.window());
    QTest::keyClick(scene.window(), Qt::Key_J, Qt::AltModifier);
    scene.press(Qt::Key_D);
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->hide();
}

static void clickToolButton(Scene &scene)
{
    const auto buttons = scene.page()->findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        button->click();
}

static void pressButtons(Scene &scene)
{
    const auto buttons = scene.page()->findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        button->click();
}

QList<Vector> throughActions()
{
    const auto trigger = [](Scene &s) { s.the<QAction>()->trigger(); };
    const auto press = [](Scene &s) { s.press(Qt::Key_D, Qt::ControlModifier); };
    const auto pressT = [](Scene &s) { s.press(Qt::Key_T, Qt::ControlModifier); };
    return {
        {"QAction::trigger()", "EDHVOW", action, trigger},
        {"QAction::activate()", "EDHVOW", action, [](Scene &s) { s.the<QAction>()->activate(QAction::Trigger); }},
        {"QAction::hover()", "Edhvow", hovered, [](Scene &s) { s.the<QAction>()->hover(); }},
        {"an action's shortcut", "EDHVOW", action, press},
        {"a shortcut event sent to an action", "EDHVOW", action, sendShortcut},
        {"trigger() of a checkable action", "EDHVOW", checkable, trigger},
        {"toggle() of a checkable action", "Edhvow", checkable, [](Scene &s) { s.the<QAction>()->toggle(); }},
        {"setChecked() of a checkable action", "Edhvow", checkable,
         [](Scene &s) { s.the<QAction>()->setChecked(true); }},
        {"trigger() of an action in a group", "EDHVOW", grouped, trigger},
        {"the shortcut of an action in a group", "EDHVOW", grouped, press},
        {"a menu bar's shortcut for the action of a page", "EDHVOW", sharedWithMenuBar, press},
        {"popup() and Return", "EDHVOW", menu, popUp},
        {"popup() of a menu that acts when it opens", "Edhvow", menuThatTells, popUp},
        {"setActiveAction() and Return in a closed menu", "EDHVOW", menu, activateFirst},
        {"a mnemonic of the menu bar, and one of the menu", "EDHV-W", menu, openFromMenuBar},
        {"the shortcut of an entry of a menu", "EDHV-W", menu, press},
        {"trigger() of an entry of a menu", "EDHVOW", menu,
         [](Scene &s) { s.the<QMenu>()->actions().constFirst()->trigger(); }},
        {"trigger() of an entry of a submenu", "EDHVOW", submenu,
         [](Scene &s) { s.the<QMenu>()->actions().constLast()->menu<QMenu *>()->actions().constFirst()->trigger(); }},
        {"an entry of a tray icon's menu", "EDHVOW", trayMenu,
         [](Scene &s) { s.the<QMenu>()->actions().constFirst()->trigger(); }},
        {"a tool bar's button", "EDHVOW", toolBar, clickToolButton},
        {"the button of a widget action", "EDHVOW", widgetAction, pressButtons},
        {"trigger() of an action for a context menu", "EDHVOW", contextActions, trigger},
        {"a shortcut of the window", "E--VOW", windowShortcut, pressT},
        {"a shortcut of a field", "EDHVOW", shortcut<Qt::WidgetShortcut>, pressT},
        {"a shortcut of the application", "EDHVOW", shortcut<Qt::ApplicationShortcut>, pressT},
        {"a shortcut of what is around a field", "EDHVOW", shortcut<Qt::WidgetWithChildrenShortcut>, pressT},
        {"trigger() of an undo action", "EDHVOW", undo, trigger},
        {"the shortcut of an undo action", "EDHVOW", undo, [](Scene &s) { s.press(Qt::Key_Z, Qt::ControlModifier); }},
    };
}

} // namespace QtLogin::Attacks
