// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginrequest.h"
#include "foundation/sessionstate.h"

namespace QtLogin {

// All that the properties of a LoginManager show at one moment.
struct SessionView
{
    SessionState state = SessionState::SignedOut;
    bool busy = false;
    UserPtr user;
    bool authenticated = false;
    bool fresh = false;
    bool remembered = false;
    bool locked = false;
    LockReason lockReason = LockReason::Requested;
    bool hasRememberedUser = false;
    RememberAvailability remembering {.available = true};
    KeychainState keychain = KeychainState::Unknown;
    LockSources lockSources;
};

} // namespace QtLogin
