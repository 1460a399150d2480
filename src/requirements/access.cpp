// SPDX-License-Identifier: MIT
#include "requirements/access.h"

namespace QtLogin {

static const char *nameOf(Access access)
{
    switch (access) {
    case Access::Allowed:
        return "Allowed";
    case Access::LoginRequired:
        return "LoginRequired";
    case Access::FreshLoginRequired:
        return "FreshLoginRequired";
    case Access::Locked:
        return "Locked";
    case Access::Pending:
        return "Pending";
    case Access::GuestOnly:
        return "GuestOnly";
    case Access::Forbidden:
        return "Forbidden";
    }
    return "?";
}

QDebug operator<<(QDebug debug, Access access)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Access::" << nameOf(access);
    return debug;
}

} // namespace QtLogin
