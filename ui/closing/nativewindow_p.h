// SPDX-License-Identifier: MIT
#pragma once

#include "closing/eventloopidle_p.h"

#include <QtWidgets/qwidget.h>

namespace QtLogin {

// Other programs can read the title of a hidden window, and it stands in the accessibility tree; a window never
// made, or is no more, does not. Showing it makes it anew. Qt may be in the middle of using a native window when it has
// to close, such as in a slot of QGuiApplication::focusWindowChanged, so it is destroyed once no event is being handled.
class NativeWindow final : public QObject
{
    Q_OBJECT
public:
    // Destroys the native window of \a widget, where it is hidden by then.
    static void destroyLater(QWidget *widget);
    // Events of \a widget meanwhile come from there, and not from the application.
    static bool isBeingDestroyed(const QWidget *widget);

private:
    explicit NativeWindow(QWidget *widget);
    static NativeWindow *find(const QWidget *widget);
    void destroy();

    QWidget *const m_widget; // the parent
    EventLoopIdle m_idle;
    bool m_isActing = false;
};

} // namespace QtLogin
