// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/firstexception_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qobject.h>

#include <functional>
#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace QtLogin {

class LoginManager;

// Sees the events of the whole application through ApplicationEvents.
class EventListener
{
public:
    virtual ~EventListener();

    // Whether such an event at \a watched may matter. Asked for every event, so it looks nothing up.
    virtual bool wants(const QObject *watched, QEvent::Type type) const = 0;
    // Whether the event goes no further. This may do anything, also delete listeners.
    virtual bool notice(QObject *watched, QEvent *event) = 0;
    // Whether it is this that is giving \a widget another parent.
    virtual bool isMoving(const QWidget *widget) const;
};

// The one event filter that all guards and window locks of a manager share. It stands at the
// application: a filter at each of many thousands of widgets would cost more to pass than the widget's
// own handling, and most that matters here happens to objects that were never registered.
class ApplicationEvents final : public QObject, public std::enable_shared_from_this<ApplicationEvents>
{
    Q_OBJECT
public:
    // That of \a login, which exists as long as it is used; one of its own where \a login is null.
    static std::shared_ptr<ApplicationEvents> of(LoginManager *login);

    // The listener that was added last is asked first. Neither is owned.
    void add(EventListener *listener);
    void remove(EventListener *listener);
    // Whether one of the listeners is giving \a widget another parent, and not the application.
    bool isMoving(const QWidget *widget) const;

    // A guard or a lock closes or opens in \a operation, which goes on where a slot of the application throws in it:
    // what comes afterwards must close as well. The first exception comes out at the end of the outermost operation.
    template<typename Operation>
    void run(Operation operation);
    // As run(), in a destructor, which can throw nothing: the exception is logged.
    void end(const std::function<void()> &operation);
    // One step of an operation. Outside of one, an exception comes out at once.
    template<typename Step>
    void keep(Step step);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ApplicationEvents();
    bool dispatch(QObject *watched, QEvent *event, std::size_t first);

    std::vector<EventListener *> m_listeners; // null: removed while events are dispatched
    int m_depth = 0;
    int m_operations = 0; // under way, one within the other
    FirstException m_thrown;
};

template<typename Operation>
void ApplicationEvents::run(Operation operation)
{
    const auto self = shared_from_this(); // slots may delete all guards
    ++m_operations;
    m_thrown.keep(operation);
    if (--m_operations == 0)
        m_thrown.rethrow();
}

template<typename Step>
void ApplicationEvents::keep(Step step)
{
    if (m_operations > 0)
        m_thrown.keep(step);
    else
        step();
}

} // namespace QtLogin
