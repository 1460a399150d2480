// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/firstexception_p.h"
#include "session/sessionmodel_p.h"
#include "session/sessionview_p.h"

#include <deque>
#include <functional>
#include <optional>

namespace QtLogin {

class LoginManager;

// Emits the signals of a LoginManager, in the order of what happened: each change of a property, then the event that
// came with it. A slot may make the next change; that is told after the slot has returned, or by the event loop that
// the slot runs. No change is left out, however much has happened since.
class Announcer
{
public:
    using Signal = std::function<void(LoginManager &)>;

    explicit Announcer(LoginManager *manager) : m_manager(manager) { }

    // \a view is what the properties show after the change; \a signal may be null.
    void enqueue(const SessionView &view, const Signal &signal);
    void enqueue(const SessionView &view, const SessionEvent &event);
    // Emits what is queued. False where a slot has called, and the delivery goes on when that slot has returned.
    bool deliver();
    // Runs application code in the middle of a change. An exception of it is kept for rethrow().
    template<typename Call>
    void protect(Call call) { m_thrown.keep(call); }
    // Throws the first exception that was kept, if any: once all is complete and all has been emitted.
    void rethrow();
    // Logs it instead, where no caller could catch it: in the event loop, and at the end of the manager.
    void report();
    // As if \a user had been told already.
    void noteUser(const UserPtr &user) { m_told.user = user; }
    // The manager dies: nothing is emitted any more.
    void silence();
    bool isSilent() const { return !m_manager; }
    LoginManager *manager() const { return m_manager; }

private:
    struct Entry
    {
        quint64 number;
        SessionView view;
        Signal signal;
    };

    bool isFirst(quint64 number) const { return !m_queue.empty() && m_queue.front().number == number; }
    void tellProperties(quint64 number, const SessionView &view);
    template<typename T, typename Emit>
    void tellProperty(quint64 number, T &told, const T &now, Emit emitSignal);

    LoginManager *m_manager;
    std::deque<Entry> m_queue;
    quint64 m_number = 0; // of the latest entry
    SessionView m_told;
    std::optional<int> m_loopLevel; // of the event loop whose slot is being called; null: none is
    FirstException m_thrown;
};

} // namespace QtLogin
