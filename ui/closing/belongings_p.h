// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qobject.h>
#include <QtWidgets/qwidget.h>

#include <functional>

QT_BEGIN_NAMESPACE
class QSystemTrayIcon;
QT_END_NAMESPACE

// The parts of some content that are not below it in the object tree: a widget in a graphics scene that the
// content shows, a menu without a parent that only its actions, bars and tray icons open, the popup of a
// completer, a native window in a container.
namespace QtLogin::Belongings {

//! Whether \a object, or what it is part of, is a root for \a isRoot.
bool isWithin(const QObject *object, const std::function<bool(const QObject *)> &isRoot);
//! Whether \a object is \a content, or part of it.
bool contains(const QObject *content, const QObject *object);
//! All parts of \a content, beginning with itself.
QObjectList of(QObject *content);
//! The windows that are part of \a content, without itself.
QWidgetList windowsOf(const QObject *content);
//! Whether \a object is \a ancestor, or below it in the object tree.
bool isBelow(const QObject *ancestor, const QObject *object);
//! The objects that show \a object, which has no parent: the views of a scene, the bars and tray icons of a menu.
QObjectList ownersOf(const QObject *object);
//! The parts that \a object itself shows, and that have another parent or none.
QObjectList shownBy(const QObject *object);
//! The tray icons that are below the application or one of its windows. Qt lists no others.
QList<QSystemTrayIcon *> trayIcons();

//! Those of \a objects that are a \c Type.
template<typename Type>
QList<Type *> pick(const QObjectList &objects)
{
    QList<Type *> picked;
    for (QObject *object : objects) {
        if (auto *typed = qobject_cast<Type *>(object))
            picked += typed;
    }
    return picked;
}

} // namespace QtLogin::Belongings
