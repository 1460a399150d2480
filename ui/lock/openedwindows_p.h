// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qlist.h>
#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

// The dialogs and tool windows that the user has opened over a window.
namespace QtLogin::OpenedWindows {

//! All that are open in \a window, without docks and tool bars.
QList<QPointer<QWidget>> in(const QWidget *window);
//! Ends a dialog or window that its user will not come back to.
void end(QWidget *window);

} // namespace QtLogin::OpenedWindows
