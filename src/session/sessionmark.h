// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

namespace QtLogin {

//! The session in which something began that ends later: a call that waits for a prompt, a dialog, a request to a
//! server. LoginManager::mark() gives one, LoginManager::isCurrent() tells whether its session still stands.
//!
//! A mark of a user ends with their logout and with the next lock, also when the same user comes back. A mark of a time
//! when no user was logged in belongs to the next user who logs in. A mark of a time when the session was
//! locked waits for it to be unlocked. \since 0.1
struct SessionMark
{
    quint64 epoch = 0;
    quint64 locks = 0;
    bool ofNobody = false; //!< No user was logged in.

    friend bool operator==(const SessionMark &, const SessionMark &) = default;
};

} // namespace QtLogin
