// SPDX-License-Identifier: MIT
#include "closing/nativewindow_p.h"

#include <QtCore/qpointer.h>
#include <QtGui/qwindow.h>

namespace QtLogin {

namespace {

// Opens what is protected in QWidget.
class Destroyable : public QWidget
{
public:
    static void destroyNative(QWidget *widget) { (widget->*(&Destroyable::destroy))(true, true); }
};

} // namespace

// An embedded window would be deleted with what it is in, and never come back; and a native child may have been given
// to something else to draw in, such as a video player. Hiding is all that can be done to these.
static bool isMadeForOthers(const QWindow *window)
{
    return window->findChild<QWindow *>();
}

NativeWindow::NativeWindow(QWidget *widget) : QObject(widget), m_widget(widget)
{
    connect(&m_idle, &EventLoopIdle::idle, this, [this] { destroy(); });
}

NativeWindow *NativeWindow::find(const QWidget *widget)
{
    return widget->findChild<NativeWindow *>({}, Qt::FindDirectChildrenOnly);
}

void NativeWindow::destroyLater(QWidget *widget)
{
    NativeWindow *known = find(widget);
    if (!known)
        known = new NativeWindow(widget);
    known->m_idle.await();
}

bool NativeWindow::isBeingDestroyed(const QWidget *widget)
{
    const NativeWindow *known = find(widget);
    return known && known->m_isActing;
}

void NativeWindow::destroy()
{
    if (!m_widget->isWindow() || !m_widget->isHidden() || !m_widget->windowHandle()
        || isMadeForOthers(m_widget->windowHandle()))
        return;
    const QPointer<NativeWindow> alive(this);
    m_isActing = true;
    Destroyable::destroyNative(m_widget);
    if (alive)
        m_isActing = false;
}

} // namespace QtLogin
