// SPDX-License-Identifier: MIT
#pragma once

#include "desktop/locklistener_p.h"

namespace QtLogin {

// Everything by which this desktop tells that a session must lock. A slot of happened() and of resumed() may delete
// this object.
class DesktopLocks final : public QObject
{
    Q_OBJECT
public:
    // \a application is a name for people who ask what keeps the machine awake.
    explicit DesktopLocks(const QString &application) : m_application(application) { }

    // Begins to listen, or goes on. Not before a user is logged in: making a manager does no I/O.
    void listen();
    // Tells what is so now, if anything listens: the screen may have been locked before the login.
    void tellAgain();
    void stop() { m_listeners.clear(); }
    // The sources that would be heard now.
    LockSources sources() const;

Q_SIGNALS:
    void happened(QtLogin::LockReason reason);
    void resumed();
    void sourcesChanged(); // through the event loop

private:
    const QString m_application;
    LockListeners m_listeners;
};

} // namespace QtLogin
