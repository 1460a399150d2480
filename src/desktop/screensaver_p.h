// SPDX-License-Identifier: MIT
#pragma once

#include "desktop/locklistener_p.h"
#include "desktop/servicewatch_p.h"

#include <QtCore/qset.h>

namespace QtLogin {

// The screen saver services of the session bus, as the desktops have them.
class ScreenSaver final : public LockListener
{
public:
    ScreenSaver();

    void attach() override;
    void tellAgain() override;

private:
    void greet(const QString &service, const QString &owner);
    void ask(const QString &service, const QString &owner);
    void hear(const QDBusMessage &signal);
    void onActive(bool active);

    ServiceWatch m_watch;
    QSet<QString> m_answering;
};

} // namespace QtLogin
