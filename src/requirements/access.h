// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

#include <QtCore/qdebug.h>

namespace QtLogin {

//! The answer to a Requirement: whether now, and if not, what would help. Only Allowed opens.
//! \since 0.1
enum class Access {
    Allowed,
    LoginRequired, //!< Nobody is in: log in.
    FreshLoginRequired, //!< They are in, and must prove it again.
    Locked, //!< They are in, and must unlock.
    Pending, //!< The remembered login is being restored: stay closed and blank, ask nobody yet.
    GuestOnly, //!< Somebody is in, and this is for guests.
    Forbidden, //!< No login of this person would help.
};

QTLOGIN_CORE_EXPORT QDebug operator<<(QDebug debug, Access access);

} // namespace QtLogin
