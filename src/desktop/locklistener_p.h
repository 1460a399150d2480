// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/sessionstate.h"

#include <QtCore/qobject.h>

#include <memory>
#include <vector>

namespace QtLogin {

// Hears from one service of the desktop that a session must lock. A slot of happened() or resumed()
// may delete the listener, and no function here emits either while it is called; aliveChanged() is to be heard
// through the event loop.
class LockListener : public QObject
{
    Q_OBJECT
public:
    ~LockListener() override;

    // Begins to listen, without waiting for anything. Comes back by itself when the service does.
    virtual void attach() = 0;
    // Tells what is so now as if it had just happened, as soon as it is known; where it can be asked.
    virtual void tellAgain() { }
    // The sources that would be heard now: the service is there and has answered.
    LockSources alive() const { return m_alive; }

Q_SIGNALS:
    // Suspended: the machine waits until this has returned, as far as it lets itself be held.
    void happened(QtLogin::LockReason reason);
    void resumed();
    void aliveChanged();

protected:
    void setAlive(LockSources alive);

private:
    LockSources m_alive;
};

using LockListeners = std::vector<std::unique_ptr<LockListener>>;

// Those of this platform. \a application is a name for people who ask what keeps the machine awake.
LockListeners desktopLockListeners(const QString &application);

} // namespace QtLogin
