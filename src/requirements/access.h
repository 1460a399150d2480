// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

#include <QtCore/qdebug.h>

namespace QtLogin {

//! The answer to a Requirement: whether now, and if not, what would help. Only Allowed opens. Of several requirements
//! one of which is enough, the answer is the first of these that any of them has.
//! \since 0.1
enum class Access {
    Allowed,
    FreshLoginRequired, //!< The user is logged in, and must prove it again.
    Locked, //!< The user is logged in, and must unlock.
    Pending, //!< The remembered login is being restored: stay closed and blank, do not ask yet.
    LoginRequired, //!< No user is logged in: log in.
    GuestOnly, //!< A user is logged in, and this is for guests.
    Forbidden, //!< No login of this user would help.
};

QTLOGIN_CORE_EXPORT QDebug operator<<(QDebug debug, Access access);

} // namespace QtLogin
