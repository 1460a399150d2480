// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

namespace QtLogin {

//! Who must close before anybody hears that a session has ended. Guards are gatekeepers; register
//! one of your own with LoginManager::addGatekeeper(). \since 0.1
class QTLOGIN_CORE_EXPORT Gatekeeper
{
public:
    virtual ~Gatekeeper();

    //! The session has just changed: close whatever LoginManager::check() no longer allows, and
    //! detach what it shows, synchronously. No application code may run, nothing may be deleted.
    virtual void closeGates() = 0;

    //! The change is complete and about to be announced, hooks have run: open whatever check()
    //! allows, and let go of content that will not come back.
    virtual void openGates() = 0;

    //! Somebody is wanted to unlock the session. True: you have brought forward where they can, and
    //! the LoginPrompt is not asked. Whoever waits hears of it when the session is locked no longer.
    virtual bool askToUnlock();
};

} // namespace QtLogin
