// SPDX-License-Identifier: MIT
// A click on what stands for a closed place is the wish to go there.
#include "gates/gate_p.h"

#include "gates/place_p.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qabstractbutton.h>

namespace QtLogin {

bool Gate::isClosedPlace(const QWidget *widget)
{
    const Entry *entry = find(widget);
    return entry && entry->flags & Closed;
}

void Gate::watchHandle(QWidget *handle)
{
    if (const auto *button = qobject_cast<QAbstractButton *>(handle))
        connect(button, &QAbstractButton::clicked, this, &Gate::noteButton, Qt::UniqueConnection);
}

void Gate::noteClick(QObject *handle, const QMouseEvent &event)
{
    QWidget *place = event.button() == Qt::LeftButton ? Place::at(handle, event.position().toPoint()) : nullptr;
    if (!isClosedPlace(place))
        place = nullptr;
    const bool isDown = event.type() == QEvent::MouseButtonPress;
    const QPointer<QWidget> pressed = std::exchange(m_pressed, isDown ? place : nullptr);
    if (!isDown && place && pressed == place)
        goTo(place);
}

void Gate::noteButton()
{
    const auto *button = qobject_cast<QAbstractButton *>(sender());
    QWidget *page = button ? Place::pageOf(button) : nullptr;
    if (isClosedPlace(page))
        goTo(page);
}

void Gate::noteToggle(QWidget *dock, bool shown)
{
    if (shown && isClosedPlace(dock))
        goTo(dock);
}

// Not within the event: whoever is asked may answer at once, and the place may go with it.
void Gate::goTo(QWidget *place)
{
    const auto go = [this, place = QPointer<QWidget>(place)] {
        if (const auto guard = m_guard.lock(); guard && place)
            guard->goTo(place);
    };
    QMetaObject::invokeMethod(this, go, Qt::QueuedConnection);
}

} // namespace QtLogin
