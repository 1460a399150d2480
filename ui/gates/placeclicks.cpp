// SPDX-License-Identifier: MIT
#include "gates/placeclicks_p.h"

#include "closing/navigation_p.h"

#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qabstractbutton.h>
#include <QtWidgets/qdockwidget.h>

namespace QtLogin {

PlaceClicks::PlaceClicks(std::function<bool(const QWidget *)> isClosed, std::function<void(QWidget *)> goTo)
    : m_isClosed(std::move(isClosed)),
      m_goTo(std::move(goTo))
{
}

void PlaceClicks::noteMouse(QObject *handle, const QMouseEvent &event)
{
    QWidget *place = event.button() == Qt::LeftButton ? Navigation::at(handle, event.position().toPoint()) : nullptr;
    if (!place || !m_isClosed(place))
        place = nullptr;
    const bool isDown = event.type() == QEvent::MouseButtonPress;
    const QPointer<QWidget> pressed = std::exchange(m_pressed, isDown ? place : nullptr);
    if (!isDown && place && pressed == place)
        goToLater(place);
}

void PlaceClicks::watchButton(QWidget *widget)
{
    if (const auto *button = qobject_cast<QAbstractButton *>(widget))
        connect(button, &QAbstractButton::clicked, this, &PlaceClicks::noteButton, Qt::UniqueConnection);
}

void PlaceClicks::noteButton()
{
    const auto *button = qobject_cast<QAbstractButton *>(sender());
    QWidget *page = button ? Navigation::pageOf(button) : nullptr;
    if (page && m_isClosed(page))
        goToLater(page);
}

void PlaceClicks::watchDock(QDockWidget *dock)
{
    connect(dock->toggleViewAction(), &QAction::triggered, this, [this, dock](bool shown) {
        if (shown && m_isClosed(dock))
            goToLater(dock);
    });
}

// Not within the event: the prompt may answer at once, and the place may be deleted with it.
void PlaceClicks::goToLater(QWidget *place)
{
    const auto go = [this, place = QPointer<QWidget>(place)] {
        if (place)
            m_goTo(place);
    };
    QMetaObject::invokeMethod(this, go, Qt::QueuedConnection);
}

} // namespace QtLogin
