// SPDX-License-Identifier: MIT
#pragma once

#include "identity/user.h"

namespace QtLogin {

//! A copy of a user's answers at one moment, for worker threads and continuations.
//! \since 0.1
struct QTLOGIN_CORE_EXPORT UserSnapshot
{
    static UserSnapshot of(const User &user);

    QString id;
    QString displayName = {};
    Scopes scopes = {}; //!< Always empty unless authenticated.
    QString sessionStamp = {};
    bool authenticated = false;

    friend bool operator==(const UserSnapshot &, const UserSnapshot &) = default;
};

} // namespace QtLogin
