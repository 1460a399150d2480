// SPDX-License-Identifier: MIT
#include "desktop/logind_p.h"
#include "desktop/screensaver_p.h"

namespace QtLogin {

LockListeners desktopLockListeners(const QString &application)
{
    LockListeners listeners;
    listeners.push_back(std::make_unique<Logind>(application));
    listeners.push_back(std::make_unique<ScreenSaver>());
    return listeners;
}

} // namespace QtLogin
