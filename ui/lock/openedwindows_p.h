// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qlist.h>
#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

#include <functional>

// The dialogs and tool windows that the user has opened over a window.
namespace QtLogin::OpenedWindows {

//! All that are open in \a window, without docks and tool bars.
QList<QPointer<QWidget>> in(const QWidget *window);
//! Calls \a finished for each of the \a opened dialogs that is finished as long as \a context lives.
void watch(const QList<QPointer<QWidget>> &opened, const QObject *context,
           const std::function<void(QWidget *)> &finished);
//! Ends a dialog or window that its user will not come back to.
void end(QWidget *window);

} // namespace QtLogin::OpenedWindows
