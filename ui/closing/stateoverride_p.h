// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

QT_BEGIN_NAMESPACE
class QLayout;
class QWidget;
QT_END_NAMESPACE

// Closing a widget without losing what the application last wished for it. Qt itself remembers:
// what setEnabled() was last told stands in one attribute, what follows from it in another.
namespace QtLogin::StateOverride {

//! Disables \a widget. A call of the application on it meanwhile is noted, or undone in the filter
//! of its QEvent::EnabledChange by calling this again.
void disable(QWidget *widget);
//! Enables \a widget unless the application would have it disabled.
void restoreEnabled(QWidget *widget);
//! Whether the application would have it enabled, also while it is disabled here.
bool isEnabled(const QWidget *widget);

//! Hides \a widget in such a way that each later show() and hide() of the application sends
//! QEvent::ShowToParent or QEvent::HideToParent. Returns whether the application would have it shown.
bool hide(QWidget *widget);
//! Hides \a widget once more, which is hidden: this ends an exec() that has begun after that.
void hideAgain(QWidget *widget);
//! Adds \a widget, which is hidden, to \a layout, and leaves it to the caller to show it. Qt would show it by itself in
//! the next turn of the event loop, wherever it is then: as a window of its own, where it was taken out again.
void addHidden(QLayout *layout, QWidget *widget);

} // namespace QtLogin::StateOverride
