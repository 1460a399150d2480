// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include "support/dbus/fakedaemon.h"

#include <QtGui/qaction.h>
#include <QtGui/qclipboard.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qsystemtrayicon.h>

// The acts of another program of the same desktop on what the application shows it: the menus, as a
// panel shows them, the icon in the tray, the selection. These need a real window system and a bus.
namespace QtLogin::Attacks {

static std::unique_ptr<FakeDaemon> panel;

bool isOnDesktop()
{
    return QGuiApplication::platformName() == QLatin1String("xcb");
}

bool startPanel()
{
    panel = std::make_unique<FakeDaemon>(FakeDaemon::menuHost());
    return panel->isReady();
}

void endPanel()
{
    panel.reset();
}

static void order(const QString &command)
{
    if (!panel->set(command))
        qFatal("The other program has not done it: %s", qPrintable(command));
    Scene::oneCycle();
}

static QAction *addEntry(Scene &scene, QMenu *menu)
{
    auto *action = new QAction(QStringLiteral("&Delete"), scene.page());
    menu->addAction(action);
    scene.effect(action, &QAction::triggered);
    return action;
}

static void entry(Scene &scene)
{
    QMenu *menu = scene.window()->menuBar()->addMenu(QStringLiteral("&File"));
    scene.target(addEntry(scene, menu));
}

static void checkable(Scene &scene)
{
    entry(scene);
    scene.the<QAction>()->setCheckable(true);
}

static void wholeMenu(Scene &scene)
{
    auto *menu = new QMenu(QStringLiteral("&Journal"), scene.page());
    scene.window()->menuBar()->addMenu(menu);
    addEntry(scene, menu);
    scene.target(menu);
}

static void submenu(Scene &scene)
{
    auto *menu = new QMenu(QStringLiteral("&Journal"), scene.page());
    scene.window()->menuBar()->addMenu(menu);
    addEntry(scene, menu->addMenu(QStringLiteral("&More")));
    scene.target(menu);
}

// The panel has it, for which the application does not wait.
static void show(QSystemTrayIcon *icon)
{
    icon->show();
    if (!panel->waitFor(QStringLiteral("called RegisterStatusNotifierItem")))
        qFatal("The icon has not come.");
}

static void tray(Scene &scene)
{
    auto *icon = new QSystemTrayIcon(QPixmap(16, 16), scene.page());
    auto *menu = new QMenu(scene.page());
    addEntry(scene, menu);
    icon->setContextMenu(menu);
    show(icon);
    scene.target(menu);
}

// An icon of the window, which stays, with an entry that is guarded.
static void entryOfTheTray(Scene &scene)
{
    auto *icon = new QSystemTrayIcon(QPixmap(16, 16), scene.window());
    auto *menu = new QMenu(scene.window());
    scene.target(addEntry(scene, menu));
    icon->setContextMenu(menu);
    show(icon);
}

static void clickAll(Scene &)
{
    order(QStringLiteral("click=1"));
}

static void clickWhatWasThere(Scene &scene)
{
    order(QStringLiteral("learn=1"));
    scene.close();
    order(QStringLiteral("click=1"));
}

static void readMenus(Scene &scene)
{
    order(QStringLiteral("read=Delete"));
    scene.gotInIf(panel->hasSaid(QStringLiteral("usable Delete")));
    while (panel->hasSaid(QStringLiteral("usable Delete")))
        (void)panel->waitFor(QStringLiteral("usable Delete"));
}

static void edit(Scene &scene)
{
    scene.add(new QLineEdit(marker))->setFocus();
}

static void selected(Scene &scene)
{
    QTest::mouseDClick(scene.whereItWas(), Qt::LeftButton, {}, scene.spot());
    scene.press(Qt::Key_End);
    scene.press(Qt::Key_Home, Qt::ShiftModifier);
    const bool wasThere = QGuiApplication::clipboard()->text(QClipboard::Selection) == marker;
    scene.close();
    scene.gotInIf(wasThere && QGuiApplication::clipboard()->text(QClipboard::Selection) == marker);
    QGuiApplication::clipboard()->clear(QClipboard::Selection);
}

static Vector desktop(Vector vector)
{
    vector.onDesktop = true;
    return vector;
}

QList<Vector> byProgram()
{
    return {
        desktop({"an entry of the global menu", "EDHVOW", entry, clickAll}),
        desktop({"a checkable entry of the global menu", "EDHVOW", checkable, clickAll}),
        desktop({"a menu of the global menu", "EDHVOW", wholeMenu, clickAll}),
        desktop({"a submenu of the global menu", "EDHVOW", submenu, clickAll}),
        desktop({"an entry that the global menu had before", "EDHVOW", entry, clickWhatWasThere, whenItEnds}),
        desktop({"a menu that the global menu had before", "EDHVOW", wholeMenu, clickWhatWasThere, whenItEnds}),
        desktop({"what the global menu offers", "-DHVOW", entry, readMenus}),
        desktop({"what a menu of the global menu offers", "-DHVOW", wholeMenu, readMenus}),
        desktop({"a tray icon's menu, over the bus", "EDHVOW", tray, clickAll}),
        desktop({"an entry of a tray icon's menu, over the bus", "EDHVOW", entryOfTheTray, clickAll}),
        desktop({"a tray icon's menu that was there before", "EDHVOW", tray, clickWhatWasThere, whenItEnds}),
        desktop({"what was selected", "-DHVOW", edit, selected, whenItEnds}),
    };
}

} // namespace QtLogin::Attacks
