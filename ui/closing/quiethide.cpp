// SPDX-License-Identifier: MIT
#include "closing/quiethide_p.h"

#include "closing/stateoverride_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtGui/qevent.h>

namespace QtLogin {

bool QuietHide::hide(QWidget *widget, ApplicationEvents &events)
{
    const QPointer<QWidget> alive(widget);
    QuietHide quiet;
    events.add(&quiet);
    const bool wished = StateOverride::hide(widget);
    events.remove(&quiet);
    const auto hidden = std::exchange(quiet.m_hidden, {});
    for (const QPointer<QWidget> &each : hidden) {
        QHideEvent event;
        if (each && !each->isVisible())
            QCoreApplication::sendEvent(each, &event);
    }
    if (alive && !alive->isHidden()) { // an event handler has shown it, and is not told again
        events.add(&quiet);
        StateOverride::hide(widget);
        events.remove(&quiet);
    }
    return wished;
}

bool QuietHide::wants(const QObject *watched, QEvent::Type type) const
{
    return type == QEvent::Hide && watched->isWidgetType();
}

bool QuietHide::notice(QObject *watched, QEvent *)
{
    m_hidden.emplace_back(static_cast<QWidget *>(watched));
    return true;
}

} // namespace QtLogin
