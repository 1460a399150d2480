// SPDX-License-Identifier: MIT
#include "watching/applicationevents_p.h"

#include "session/loginmanager.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qloggingcategory.h>
#include <QtCore/qpointer.h>
#include <QtCore/qscopeguard.h>

#include <algorithm>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcWatching, "qtlogin.watching")

EventListener::~EventListener() = default;

bool EventListener::isMoving(const QWidget *) const
{
    return false;
}

// How a manager finds its events again. The events outlive the manager where guards do.
class ApplicationEventsOfManager final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    std::weak_ptr<ApplicationEvents> events;
};

std::shared_ptr<ApplicationEvents> ApplicationEvents::of(LoginManager *login)
{
    auto *kept = login ? login->findChild<ApplicationEventsOfManager *>({}, Qt::FindDirectChildrenOnly) : nullptr;
    if (const auto shared = kept ? kept->events.lock() : nullptr)
        return shared;
    if (login && !kept)
        kept = new ApplicationEventsOfManager(login);
    const std::shared_ptr<ApplicationEvents> made(new ApplicationEvents);
    if (kept)
        kept->events = made;
    return made;
}

ApplicationEvents::ApplicationEvents()
{
    if (auto *application = QCoreApplication::instance())
        application->installEventFilter(this);
}

void ApplicationEvents::add(EventListener *listener)
{
    m_listeners.push_back(listener);
}

void ApplicationEvents::remove(EventListener *listener)
{
    if (m_depth > 0)
        std::replace(m_listeners.begin(), m_listeners.end(), listener, static_cast<EventListener *>(nullptr));
    else
        std::erase(m_listeners, listener);
}

bool ApplicationEvents::isMoving(const QWidget *widget) const
{
    return std::any_of(m_listeners.begin(), m_listeners.end(), [widget](const EventListener *listener) {
        return listener && listener->isMoving(widget);
    });
}

void ApplicationEvents::end(const std::function<void()> &operation)
{
    try {
        run(operation);
    } catch (...) {
        qCCritical(lcWatching, "A slot has thrown an exception when a guard or a lock ended.");
    }
}

bool ApplicationEvents::eventFilter(QObject *watched, QEvent *event)
{
    for (std::size_t i = m_listeners.size(); i > 0; --i) {
        const EventListener *listener = m_listeners[i - 1];
        if (listener && listener->wants(watched, event->type()))
            return dispatch(watched, event, i);
    }
    return false;
}

bool ApplicationEvents::dispatch(QObject *watched, QEvent *event, std::size_t first)
{
    const QPointer<ApplicationEvents> alive(this);
    const bool isWidget = watched->isWidgetType();
    const QPointer<QObject> widget(isWidget ? watched : nullptr);
    bool isTaken = false;
    const auto end = qScopeGuard([this, alive] { // also where a slot throws
        if (alive && --m_depth == 0)
            std::erase(m_listeners, nullptr);
    });
    ++m_depth;
    for (std::size_t i = first; i > 0 && !isTaken; --i) {
        EventListener *listener = m_listeners[i - 1];
        if (!listener || !listener->wants(watched, event->type()))
            continue;
        isTaken = listener->notice(watched, event);
        if (!alive)
            return isTaken;
        isTaken |= isWidget && !widget; // the listener has deleted it
    }
    return isTaken;
}

} // namespace QtLogin

#include "applicationevents.moc"
