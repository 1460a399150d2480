// SPDX-License-Identifier: MIT
#pragma once

#include "desktop/locklistener_p.h"
#include "desktop/servicewatch_p.h"

#include <QtDBus/qdbusunixfiledescriptor.h>

#include <optional>

namespace QtLogin {

// The login service of the system: it knows of sleep, and of the session of the desktop that we are
// a part of. A delay inhibitor makes it wait with the sleep until we have locked.
class Logind final : public LockListener
{
public:
    explicit Logind(const QString &application);

    void attach() override;
    void tellAgain() override;

private:
    // Asks the owner of the name, and drops the answer when the name has another owner by then.
    template<typename Then>
    void ask(const QString &path, const QString &interface, const QString &method, const QVariantList &arguments,
             const QString &signature, Then then);

    void greet(const QString &owner);
    void holdSleep();
    void findSession(const QList<QPair<QString, QVariantList>> &ways);
    void readSession();
    void hear(const QDBusMessage &signal);
    void hearOfSession(const QDBusMessage &signal);
    void prepareForSleep(bool begins);
    void onProperties(const QVariantMap &properties, bool tellsInactive);

    const QString m_application;
    ServiceWatch m_watch;
    QDBusUnixFileDescriptor m_inhibitor; // while it is open, the machine waits
    bool m_takingInhibitor = false;
    std::optional<bool> m_asleep;
    QString m_session; // its path; empty: not found
    bool m_readingSession = false;
    bool m_readingAgain = false;
    std::optional<bool> m_screenLocked;
    std::optional<bool> m_active;
};

} // namespace QtLogin
