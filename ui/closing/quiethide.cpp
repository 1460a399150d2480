// SPDX-License-Identifier: MIT
#include "closing/quiethide_p.h"

#include "closing/stateoverride_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtGui/qevent.h>

namespace QtLogin {

void OwnHide::again(QWidget *widget, ApplicationEvents &events)
{
    OwnHide hide(widget);
    events.add(&hide);
    StateOverride::hideAgain(widget);
    events.remove(&hide);
}

bool OwnHide::wants(const QObject *watched, QEvent::Type type) const
{
    return type == QEvent::HideToParent && watched == m_widget;
}

bool OwnHide::notice(QObject *, QEvent *)
{
    return true;
}

QuietHide::QuietHide(QWidget *widget, ApplicationEvents &events) : OwnHide(widget), m_events(events)
{
    hide();
}

void QuietHide::hide()
{
    m_events.add(this);
    m_wasShown |= StateOverride::hide(widget());
    m_events.remove(this);
}

void QuietHide::tell()
{
    const auto hidden = std::exchange(m_hidden, {});
    for (const QPointer<QWidget> &each : hidden) {
        QHideEvent event;
        if (each && !each->isVisible())
            QCoreApplication::sendEvent(each, &event);
    }
    if (widget() && !widget()->isHidden()) // an event handler has shown it, and is not told again
        hide();
}

bool QuietHide::wants(const QObject *watched, QEvent::Type type) const
{
    return (type == QEvent::Hide && watched->isWidgetType()) || OwnHide::wants(watched, type);
}

bool QuietHide::notice(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Hide)
        m_hidden.emplace_back(static_cast<QWidget *>(watched));
    return true;
}

} // namespace QtLogin
