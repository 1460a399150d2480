// SPDX-License-Identifier: MIT
#include "closing/belongings_p.h"

#include <QtGui/qaction.h>
#include <QtGui/qwindow.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qgraphicsproxywidget.h>
#include <QtWidgets/qgraphicsscene.h>
#include <QtWidgets/qgraphicsview.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qsystemtrayicon.h>

#include <algorithm>

namespace QtLogin {

QList<QSystemTrayIcon *> Belongings::trayIcons()
{
    auto found = qApp->findChildren<QSystemTrayIcon *>();
    const auto windows = QApplication::topLevelWidgets();
    for (const QWidget *window : windows) {
        if (!window->parent()) // else it is below another one
            found += window->findChildren<QSystemTrayIcon *>();
    }
    return found;
}

// A menu does not know the tray icon that shows it. It has no action yet when it hears of its first child, which that is.
static QObjectList placesOf(const QMenu *menu)
{
    const QAction *action = menu->menuAction();
    QObjectList places = action ? action->associatedObjects() : QObjectList();
    const auto icons = Belongings::trayIcons();
    for (QSystemTrayIcon *icon : icons) {
        if (icon->contextMenu() == menu)
            places += icon;
    }
    return places;
}

static QObjectList viewsOf(const QGraphicsScene *scene)
{
    const auto views = scene ? scene->views() : QList<QGraphicsView *>();
    return {views.begin(), views.end()};
}

QObjectList Belongings::ownersOf(const QObject *object)
{
    if (const auto *scene = qobject_cast<const QGraphicsScene *>(object))
        return viewsOf(scene);
    if (const auto *item = qobject_cast<const QGraphicsObject *>(object))
        return viewsOf(item->scene());
    const auto *widget = qobject_cast<const QWidget *>(object);
    if (const auto *proxy = widget ? widget->graphicsProxyWidget() : nullptr)
        return viewsOf(proxy->scene());
    if (const auto *menu = qobject_cast<const QMenu *>(widget))
        return placesOf(menu);
    if (widget && widget->windowType() == Qt::Popup && widget->focusProxy())
        return {widget->focusProxy()};
    return {};
}

static QObjectList itemsIn(const QGraphicsScene *scene)
{
    QObjectList objects;
    const auto items = scene->items();
    for (QGraphicsItem *item : items) {
        if (auto *object = item->toGraphicsObject(); object && !object->parent())
            objects += object;
    }
    return objects;
}

QObjectList Belongings::shownBy(const QObject *object)
{
    QObject *shown = nullptr;
    if (const auto *scene = qobject_cast<const QGraphicsScene *>(object))
        return itemsIn(scene);
    if (const auto *view = qobject_cast<const QGraphicsView *>(object))
        shown = view->scene();
    else if (const auto *proxy = qobject_cast<const QGraphicsProxyWidget *>(object))
        shown = proxy->widget();
    else if (const auto *icon = qobject_cast<const QSystemTrayIcon *>(object))
        shown = icon->contextMenu();
    return shown ? QObjectList {shown} : QObjectList();
}

static bool isWindowOfAWidget(const QWindow *window)
{
    return window->inherits("QWidgetWindow");
}

// The widget of QWidget::createWindowContainer() that shows \a window, whichever of its windows that is. Qt tells no
// caller which one it is, so it is known by its place.
static const QWidget *containerOf(const QWindow *window)
{
    if (!window || isWindowOfAWidget(window))
        return nullptr;
    while (window->parent() && !isWindowOfAWidget(window->parent()))
        window = window->parent();
    const QWidget *around = window->parent() ? QWidget::find(window->parent()->winId()) : nullptr;
    if (!around || around->inherits("QWindowContainer"))
        return around;
    const auto isIt = [around, window](const QWidget *each) {
        return each->inherits("QWindowContainer") && each->isVisible()
            && QRect(each->mapTo(around, QPoint()), each->size()) == window->geometry();
    };
    const auto widgets = around->findChildren<QWidget *>();
    const auto found = std::find_if(widgets.begin(), widgets.end(), isIt);
    return found != widgets.end() ? *found : nullptr;
}

static bool isWithin(const QObject *object, const std::function<bool(const QObject *)> &isRoot, int depth)
{
    const QObject *top = object;
    for (const QObject *each = object; each; each = each->parent()) {
        if (isRoot(each))
            return true;
        top = each;
    }
    if (!top || depth == 0) // a menu may be shown in itself
        return false;
    const auto owners = Belongings::ownersOf(top); // all: what something else shows as well is not closed with one
    const auto isPart = [&](const QObject *owner) { return isWithin(owner, isRoot, depth - 1); };
    return !owners.isEmpty() && std::all_of(owners.begin(), owners.end(), isPart);
}

bool Belongings::isWithin(const QObject *object, const std::function<bool(const QObject *)> &isRoot)
{
    constexpr int deepest = 8;
    const QWidget *container = object && object->isWindowType() ? containerOf(static_cast<const QWindow *>(object)) : nullptr;
    return QtLogin::isWithin(container ? container : object, isRoot, deepest);
}

bool Belongings::isBelow(const QObject *ancestor, const QObject *object)
{
    while (object && object != ancestor)
        object = object->parent();
    return object;
}

bool Belongings::contains(const QObject *content, const QObject *object)
{
    return content && isWithin(object, [content](const QObject *each) { return each == content; });
}

static void addBelow(QObject *object, QObjectList *found)
{
    *found += object;
    *found += object->findChildren<QObject *>();
}

static void addItems(const QObject *content, QGraphicsScene *scene, QObjectList *found)
{
    if (found->contains(scene) || !Belongings::contains(content, scene))
        return;
    addBelow(scene, found);
    const auto items = itemsIn(scene);
    for (QObject *item : items)
        addBelow(item, found);
}

QObjectList Belongings::of(QObject *content)
{
    QObjectList found;
    addBelow(content, &found);
    const auto topLevels = QApplication::topLevelWidgets();
    for (QWidget *window : topLevels) {
        if (!window->parent() && window != content && contains(content, window))
            addBelow(window, &found);
    }
    const auto views = pick<QGraphicsView>(found);
    for (const QGraphicsView *view : views) {
        if (view->scene())
            addItems(content, view->scene(), &found);
    }
    return found;
}

QWidgetList Belongings::windowsOf(const QObject *content)
{
    QWidgetList windows = QApplication::topLevelWidgets();
    windows.removeIf([content](const QWidget *window) { return window == content || !contains(content, window); });
    return windows;
}

} // namespace QtLogin
