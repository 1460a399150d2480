// SPDX-License-Identifier: MIT
#include "watching/inputwatch_p.h"

#include "watching/inputevents_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtGui/qevent.h>
#include <QtGui/qguiapplication.h>
#include <QtGui/qsessionmanager.h>
#include <QtWidgets/qwidget.h>

namespace QtLogin {

using namespace std::chrono_literals;

// Whether the user has done it, or the toolkit makes it at once of what the user does. Input methods,
// shortcuts and drops are not marked as coming from the system; of the first, nothing else is seen here.
static bool isByUser(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::Shortcut:
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
        return true;
    case QEvent::InputMethod: {
        const auto &typed = static_cast<const QInputMethodEvent &>(event);
        return !typed.commitString().isEmpty() || !typed.preeditString().isEmpty();
    }
    default:
        return event.spontaneous();
    }
}

static bool isKey(const QEvent &event)
{
    return event.type() == QEvent::KeyPress || event.type() == QEvent::KeyRelease
        || event.type() == QEvent::ShortcutOverride;
}

InputWatch::InputWatch(LoginManager *login, std::shared_ptr<ApplicationEvents> events)
    : m_events(std::move(events)),
      m_login(login)
{
    m_events->add(this);
    if (auto *application = qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        connect(application, &QGuiApplication::commitDataRequest, this, &InputWatch::onDesktopSessionEnds, Qt::DirectConnection);
}

InputWatch::~InputWatch()
{
    m_events->remove(this);
}

// The application may go on, where the user changes their mind or another application holds the logout up.
void InputWatch::onDesktopSessionEnds()
{
    if (m_login && m_login->setup().sessionPolicy.lockOn.testFlag(LockSource::SessionEnd))
        m_login->lock(LockReason::SessionEnding);
}

bool InputWatch::wants(const QObject *watched, QEvent::Type type) const
{
    if (type == QEvent::LanguageChange)
        return watched == QCoreApplication::instance();
    return m_login && isInput(type);
}

bool InputWatch::notice(QObject *, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        Q_EMIT languageChanged(); // a slot may delete this
        return false;
    }
    if (!isByUser(*event))
        return false;
    const bool heldOver = isKey(*event) && isHeldOver(*event);
    const bool isLate = !heldOver && comesTooLate();
    if (isLate) // the session follows its limit from the event loop: not in the middle of an event, whose window would go
        QMetaObject::invokeMethod(m_login, &LoginManager::noteUserActivity, Qt::QueuedConnection);
    if (heldOver || isLate) {
        // An override that is accepted is no shortcut any more; a drop that is not, does nothing.
        event->setAccepted(event->type() == QEvent::ShortcutOverride);
        return true;
    }
    if (isByHand(*event) && m_login->state() == SessionState::LoggedIn)
        noteActivity();
    return false;
}

// A limit has passed, and its alarm has not rung yet. Until the session has followed it, all input is late.
bool InputWatch::comesTooLate() const
{
    if (m_login->state() != SessionState::LoggedIn)
        return false;
    const Access access = m_login->check(m_anybody);
    if (access != Access::LoginRequired)
        return access == Access::Locked;
    const UserPtr user = m_login->currentUser(); // a user who is not active is out, but not late
    return user->isAuthenticated() && user->isActive();
}

// A key that was down when the session closed goes on repeating: not into the widget that stands there now. Nor
// does the key that has opened it, over the work that has come back.
bool InputWatch::isHeldOver(const QEvent &event)
{
    const auto &key = static_cast<const QKeyEvent &>(event);
    const bool isIn = m_login->state() == SessionState::LoggedIn;
    if (key.isAutoRepeat())
        return m_held && m_held->key == key.key() && m_held->whileIn != isIn;
    if (event.type() == QEvent::KeyPress)
        m_held = {.key = key.key(), .whileIn = isIn};
    else if (event.type() == QEvent::KeyRelease && m_held && m_held->key == key.key())
        m_held.reset();
    return false;
}

// An object that lies on the keyboard holds no session open, and neither does a widget that appears under a pointer
// that stands still.
bool InputWatch::isByHand(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::KeyPress:
        return !static_cast<const QKeyEvent &>(event).isAutoRepeat();
    case QEvent::MouseMove:
    case QEvent::TabletMove:
        return hasMoved(static_cast<const QSinglePointEvent &>(event).globalPosition());
    case QEvent::TouchUpdate:
        return static_cast<const QTouchEvent &>(event).touchPointStates() != QEventPoint::State::Stationary;
    case QEvent::KeyRelease:
    case QEvent::ShortcutOverride:
    case QEvent::Shortcut:
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
        return false;
    default:
        return true;
    }
}

bool InputWatch::hasMoved(const QPointF &pointer)
{
    const auto before = std::exchange(m_pointer, pointer);
    return before && *before != pointer;
}

// At most once a second, as the session's clock has it.
void InputWatch::noteActivity()
{
    const Clock::Boot now = m_login->setup().clock->sinceBoot();
    if (m_noticedAt && now - *m_noticedAt < 1s)
        return;
    m_noticedAt = now;
    m_login->noteUserActivity(); // which may delete this
}

} // namespace QtLogin
