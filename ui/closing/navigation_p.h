// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

QT_BEGIN_NAMESPACE
class QAbstractButton;
class QObject;
class QPoint;
class QToolBox;
class QWidget;
QT_END_NAMESPACE

// Where people go by a click: the page of a tab widget or of a tool box, a dock, a window in an area.
namespace QtLogin::Navigation {

//! The tool box of which \a widget is a page; null where it is none.
QToolBox *toolBoxOf(const QWidget *widget);
//! Whether there may be something beside \a widget that a person presses to get there.
bool hasHandle(const QWidget *widget);
//! That handle: the button of a page of a tool box, the tab bar of an area of windows. It may be
//! made, and unmade, at any time.
QWidget *handleOf(const QWidget *widget);
QWidget *pageOf(const QAbstractButton *button);
//! Whether a click on \a object may be for a place: it is a tab bar, or a window in an area.
bool isHandle(const QObject *object);
//! The place that a click at \a position of such a \a handle is for.
QWidget *at(QObject *handle, const QPoint &position);

//! Among what one goes to one place: of two wishes the later one counts.
QObject *containerOf(QWidget *place);
//! Goes there, if it is open.
void enter(QWidget *place);

} // namespace QtLogin::Navigation
