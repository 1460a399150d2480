// SPDX-License-Identifier: MIT
#include "session/announcer_p.h"

#include "session/loginmanager.h"
#include "session/sessionlog_p.h"

#include <QtCore/qthread.h>

namespace QtLogin {

void Announcer::enqueue(const SessionView &view, const Signal &signal)
{
    if (m_manager)
        m_queue.push_back({++m_number, view, signal});
}

void Announcer::enqueue(const SessionView &view, const SessionEvent &event)
{
    using Kind = SessionEvent::Kind;
    enqueue(view, [event](LoginManager &m) {
        switch (event.kind) {
        case Kind::LoggedIn:
            return Q_EMIT m.loggedIn(event.user);
        case Kind::Restored:
            return Q_EMIT m.restored(event.user);
        case Kind::LoginConfirmed:
            return Q_EMIT m.loginConfirmed(event.user);
        case Kind::LoggedOut:
            return Q_EMIT m.loggedOut(event.user, event.reason);
        case Kind::AboutToLock:
            return Q_EMIT m.aboutToLock(event.left);
        case Kind::LockAverted:
            return Q_EMIT m.lockAverted();
        case Kind::Protected:
            return Q_EMIT m.sessionProtected(event.level);
        }
    });
}

void Announcer::silence()
{
    m_manager = nullptr;
    m_queue.clear();
}

// An entry leaves the queue before its own signal only: a slot of one of its properties may run an event loop, which
// then tells the rest of it before anything newer.
bool Announcer::deliver()
{
    const int level = QThread::currentThread()->loopLevel();
    if (m_loopLevel && level <= *m_loopLevel)
        return false;
    const auto before = std::exchange(m_loopLevel, level);
    while (m_manager && !m_queue.empty()) {
        const Entry entry = m_queue.front();
        tellProperties(entry.number, entry.view);
        if (!m_manager || !isFirst(entry.number))
            continue;
        m_queue.pop_front();
        if (entry.signal)
            protect([&] { entry.signal(*m_manager); });
    }
    m_loopLevel = before;
    return true;
}

void Announcer::rethrow()
{
    m_thrown.rethrow();
}

void Announcer::report()
{
    if (m_thrown.drop())
        qCCritical(lcSession, "A slot or a part of the application has thrown an exception that no caller can catch.");
}

template<typename T, typename Emit>
void Announcer::tellProperty(quint64 number, T &told, const T &now, Emit emitSignal)
{
    if (!m_manager || !isFirst(number) || told == now)
        return;
    told = now;
    protect([&] { emitSignal(*m_manager); });
}

void Announcer::tellProperties(quint64 number, const SessionView &view)
{
    tellProperty(number, m_told.state, view.state, [&](LoginManager &m) { Q_EMIT m.stateChanged(view.state); });
    tellProperty(number, m_told.busy, view.busy, [&](LoginManager &m) { Q_EMIT m.busyChanged(view.busy); });
    tellProperty(number, m_told.user, view.user, [&](LoginManager &m) { Q_EMIT m.currentUserChanged(view.user); });
    tellProperty(number, m_told.authenticated, view.authenticated,
                 [&](LoginManager &m) { Q_EMIT m.authenticatedChanged(view.authenticated); });
    tellProperty(number, m_told.fresh, view.fresh, [&](LoginManager &m) { Q_EMIT m.freshnessChanged(view.fresh); });
    tellProperty(number, m_told.locked, view.locked,
                 [&](LoginManager &m) { Q_EMIT m.lockedChanged(view.locked, view.lockReason); });
    tellProperty(number, m_told.remembered, view.remembered,
                 [&](LoginManager &m) { Q_EMIT m.rememberedChanged(view.remembered); });
    tellProperty(number, m_told.hasRememberedUser, view.hasRememberedUser,
                 [&](LoginManager &m) { Q_EMIT m.rememberedLogin()->hasUserChanged(view.hasRememberedUser); });
    tellProperty(number, m_told.keychain, view.keychain,
                 [&](LoginManager &m) { Q_EMIT m.rememberedLogin()->keychainStateChanged(view.keychain); });
    tellProperty(number, m_told.lockSources, view.lockSources,
                 [&](LoginManager &m) { Q_EMIT m.lockSourcesChanged(view.lockSources); });
    tellProperty(number, m_told.remembering.available, view.remembering.available,
                 [&](LoginManager &m) { Q_EMIT m.rememberedLogin()->availableChanged(view.remembering.available); });
}

} // namespace QtLogin
