// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

// What content shows outside of itself, and what would still be there when it is not.
namespace QtLogin::TransientUi {

//! Closes what has popped up: menus, lists, completions, tool tips.
void closePopups();
//! Ends a drag that was begun in \a content.
void cancelDrag(const QWidget *content);
//! Takes a status tip of \a content off the window's status bar.
void clearStatusTip(const QWidget *content);

} // namespace QtLogin::TransientUi
