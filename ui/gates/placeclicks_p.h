// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>

#include <functional>

QT_BEGIN_NAMESPACE
class QDockWidget;
class QMouseEvent;
class QWidget;
QT_END_NAMESPACE

namespace QtLogin {

// Notices that the user wants to go to a closed place: by a click on its tab, on its button in a tool
// box, on its window in an MDI area, or by the action that shows a dock.
class PlaceClicks final : public QObject
{
    Q_OBJECT
public:
    PlaceClicks(std::function<bool(const QWidget *)> isClosed, std::function<void(QWidget *)> goTo);

    // A mouse button went down, or up, at \a handle, which may lead to several places.
    void noteMouse(QObject *handle, const QMouseEvent &event);
    // A button that leads to one place.
    void watchButton(QWidget *button);
    void watchDock(QDockWidget *dock);

private:
    void noteButton();
    void goToLater(QWidget *place);

    const std::function<bool(const QWidget *)> m_isClosed;
    const std::function<void(QWidget *)> m_goTo;
    QPointer<QWidget> m_pressed; // the place for which the mouse button went down
};

} // namespace QtLogin
