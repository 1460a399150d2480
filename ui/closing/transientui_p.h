// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qnamespace.h>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

// The things that content shows outside of itself, and that would still be there when the content is not.
namespace QtLogin::TransientUi {

//! Whether a window of \a type is a menu, a completion, a tool tip: nothing that a user comes back to.
bool isTransient(Qt::WindowType type);
//! Closes what has popped up: menus, lists, completions, tool tips; and leaves the mode in which a click asks what
//! something is.
void closePopups();
//! Takes keyboard and mouse away from the widget that has grabbed them, unless it is in \a stays. A window in an
//! MDI area that is being moved by keyboard stays where it is.
void releaseGrabs(const QWidget *stays = nullptr);
//! Ends a drag that was begun in \a content.
void cancelDrag(const QWidget *content);
//! Takes a status tip of \a content off the window's status bar.
void clearStatusTip(const QWidget *content);

} // namespace QtLogin::TransientUi
