// SPDX-License-Identifier: MIT
#include "gates/treewatcher_p.h"

#include "closing/belongings_p.h"

#include <QtCore/qvariant.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qgraphicsview.h>
#include <QtWidgets/qgraphicswidget.h>
#include <QtWidgets/qmenu.h>

#include <algorithm>

namespace QtLogin {

TreeWatcher::TreeWatcher(std::shared_ptr<ApplicationEvents> events, const char *property, Report report)
    : m_events(std::move(events)),
      m_property(property),
      m_report(std::move(report))
{
    m_events->add(this);
}

TreeWatcher::~TreeWatcher()
{
    m_events->remove(this);
}

void TreeWatcher::add(QWidget *root)
{
    m_roots.push_back(root);
    search(root);
}

// Qt sends no event where a view is given a scene, a scene an item, or a tray icon a menu. Items are polished when a
// scene has them, and the others are looked at when they are shown.
static bool mayBeNew(const QObject *object, QEvent::Type type)
{
    if (type == QEvent::Polish)
        return qobject_cast<const QGraphicsWidget *>(object);
    return type == QEvent::Show && (qobject_cast<const QGraphicsView *>(object) || qobject_cast<const QMenu *>(object));
}

// Children may be added, and properties set, at any depth.
bool TreeWatcher::wants(const QObject *watched, QEvent::Type type) const
{
    return type == QEvent::DynamicPropertyChange || type == QEvent::ChildAdded || type == QEvent::ActionAdded
        || type == QEvent::ActionChanged || mayBeNew(watched, type);
}

bool TreeWatcher::notice(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DynamicPropertyChange:
        if (static_cast<QDynamicPropertyChangeEvent *>(event)->propertyName() == m_property && isInATree(watched))
            reportIfMarked(watched);
        break;
    case QEvent::ChildAdded:
        if (isInATree(watched))
            search(static_cast<QChildEvent *>(event)->child());
        break;
    case QEvent::Polish:
    case QEvent::Show:
        if (isInATree(watched))
            search(watched);
        break;
    case QEvent::ActionAdded:
        if (isInATree(watched))
            search(static_cast<QActionEvent *>(event)->action());
        break;
    case QEvent::ActionChanged: // to an action itself, which may have been given a menu
        if (watched == static_cast<QActionEvent *>(event)->action())
            menuMayBeNew(static_cast<QAction *>(watched));
        break;
    default:
        break;
    }
    return false;
}

void TreeWatcher::menuMayBeNew(const QAction *action)
{
    if (auto *menu = action->menu<QMenu *>(); menu && isInATree(action))
        search(menu);
}

// Where an object stands: below its parent or what else shows it, and wherever an action is shown, with its menu.
static QObjectList homesOf(const QObject *object)
{
    const auto *menu = qobject_cast<const QMenu *>(object);
    const auto *action = menu ? menu->menuAction() : qobject_cast<const QAction *>(object);
    const QObjectList shown = action ? action->associatedObjects() : QObjectList();
    return shown + (object->parent() ? QObjectList {object->parent()} : Belongings::ownersOf(object));
}

// The objects inside of \a object, guarded or not.
static QObjectList standingIn(const QObject *object)
{
    QObjectList inside = object->children() + Belongings::shownBy(object);
    if (const auto *widget = qobject_cast<const QWidget *>(object)) {
        const auto actions = widget->actions();
        inside.append({actions.begin(), actions.end()});
    } else if (const auto *item = qobject_cast<const QGraphicsWidget *>(object)) {
        const auto actions = item->actions();
        inside.append({actions.begin(), actions.end()});
    }
    const auto *action = qobject_cast<const QAction *>(object);
    if (auto *menu = action ? action->menu<QMenu *>() : nullptr)
        inside += menu;
    return inside;
}

bool TreeWatcher::isInATree(const QObject *object) const
{
    std::vector<const QObject *> around = {object};
    for (std::size_t i = 0; i < around.size(); ++i) {
        if (std::find(m_roots.begin(), m_roots.end(), around[i]) != m_roots.end())
            return true;
        const auto homes = homesOf(around[i]);
        for (const QObject *home : homes) {
            if (std::find(around.begin(), around.end(), home) == around.end())
                around.push_back(home);
        }
    }
    return false;
}

void TreeWatcher::search(QObject *object)
{
    QList<QPointer<QObject>> found = {object};
    QSet<const QObject *> known = {object};
    for (qsizetype i = 0; i < found.size(); ++i) {
        const auto inside = standingIn(found[i]);
        for (QObject *each : inside) {
            if (!known.contains(each)) {
                known.insert(each);
                found += each;
            }
        }
    }
    const std::weak_ptr<const void> life = m_life;
    for (const QPointer<QObject> &each : std::as_const(found)) {
        if (!life.expired() && each)
            reportIfMarked(each);
    }
}

void TreeWatcher::reportIfMarked(QObject *object) const
{
    if (object->property(m_property).isValid())
        m_report(object);
}

} // namespace QtLogin
