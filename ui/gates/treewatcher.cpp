// SPDX-License-Identifier: MIT
#include "gates/treewatcher_p.h"

#include "gates/gatelog_p.h"
#include "gates/requirementwords_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qvariant.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>

#include <algorithm>

namespace QtLogin {

static const char *const propertyName = "loginRequirement";

TreeWatcher::TreeWatcher(ViewGuard *guard) : m_guard(guard)
{
    // One filter for all: children may be added, and properties set, at any depth.
    QCoreApplication::instance()->installEventFilter(this);
}

void TreeWatcher::add(QWidget *root)
{
    m_roots.push_back(root);
    search(root);
}

bool TreeWatcher::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DynamicPropertyChange:
        if (static_cast<QDynamicPropertyChangeEvent *>(event)->propertyName() == propertyName && isInATree(watched))
            read(watched);
        break;
    case QEvent::ChildAdded:
        if (isInATree(watched))
            search(static_cast<QChildEvent *>(event)->child());
        break;
    case QEvent::ActionAdded:
        if (isInATree(watched))
            read(static_cast<QActionEvent *>(event)->action());
        break;
    default:
        break;
    }
    return false;
}

bool TreeWatcher::isInATree(const QObject *object) const
{
    for (const QObject *each = object; each; each = each->parent()) {
        if (std::find(m_roots.begin(), m_roots.end(), each) != m_roots.end())
            return true;
    }
    const auto *action = qobject_cast<const QAction *>(object);
    const auto shownBy = action ? action->associatedObjects() : QObjectList();
    return std::any_of(shownBy.begin(), shownBy.end(), [this](const QObject *shower) { return isInATree(shower); });
}

void TreeWatcher::search(QObject *object)
{
    QList<QPointer<QObject>> found = {object};
    const auto children = object->findChildren<QObject *>();
    for (QObject *child : children)
        found += child;
    const auto *widget = qobject_cast<QWidget *>(object);
    const auto actions = widget ? widget->actions() : QList<QAction *>();
    for (QAction *action : actions)
        found += action;
    const QPointer<TreeWatcher> alive(this);
    for (const QPointer<QObject> &each : std::as_const(found)) {
        if (alive && each)
            read(each);
    }
}

void TreeWatcher::read(QObject *object)
{
    const QVariant value = object->property(propertyName);
    auto *widget = qobject_cast<QWidget *>(object);
    auto *action = qobject_cast<QAction *>(object);
    if (!value.isValid())
        return;
    if (!widget && !action) {
        qCCritical(lcGates) << object
                            << "has a loginRequirement, and is neither a widget nor an action: it is not guarded.";
        return;
    }
    const auto requirement = requirementFrom(value.toString());
    if (!requirement)
        qCCritical(lcGates).noquote() << object << "stays closed: its loginRequirement is not understood."
                                      << requirement.error().message();
    const Requirement needed = requirement ? *requirement : Requirement();
    if (widget)
        m_guard->protect(widget, needed);
    else
        m_guard->protect(action, needed);
}

} // namespace QtLogin
