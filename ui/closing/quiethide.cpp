// SPDX-License-Identifier: MIT
#include "closing/quiethide_p.h"

#include "closing/stateoverride_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtGui/qevent.h>

namespace QtLogin {

// Also where a slot throws.
class OwnHide::Listening
{
public:
    Listening(EventListener *listener, ApplicationEvents &events) : m_listener(listener), m_events(events)
    {
        m_events.add(m_listener);
    }
    ~Listening() { m_events.remove(m_listener); }
    Q_DISABLE_COPY_MOVE(Listening)

private:
    EventListener *const m_listener;
    ApplicationEvents &m_events;
};

void OwnHide::again(QWidget *widget, ApplicationEvents &events)
{
    OwnHide hide(widget);
    const Listening listening(&hide, events);
    StateOverride::hideAgain(widget);
}

bool OwnHide::wants(const QObject *watched, QEvent::Type type) const
{
    return type == QEvent::HideToParent && watched == m_widget;
}

bool OwnHide::notice(QObject *, QEvent *)
{
    return true;
}

static bool isBeingShown(const QWidget *widget)
{
    const QWidget *parent = widget->isWindow() ? nullptr : widget->parentWidget();
    return parent && parent->isVisible() && !widget->isHidden() && !widget->isVisible();
}

QuietHide::QuietHide(QWidget *widget, ApplicationEvents &events)
    : OwnHide(widget),
      m_events(events),
      m_wasBeingShown(isBeingShown(widget))
{
    hide();
}

void QuietHide::hide()
{
    const Listening listening(this, m_events);
    m_wasShown |= StateOverride::hide(widget());
}

void QuietHide::tell(const std::function<bool()> &isClosed)
{
    const auto hidden = std::exchange(m_hidden, {});
    for (const QPointer<QWidget> &each : hidden) {
        QHideEvent event;
        if (each && !each->isVisible())
            QCoreApplication::sendEvent(each, &event);
    }
    if (widget() && !widget()->isHidden() && isClosed()) // an event handler has shown it, and is not told again
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
