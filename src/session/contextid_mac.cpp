// SPDX-License-Identifier: MIT
#include "session/contextid_p.h"

#include <unistd.h>

namespace QtLogin {

QByteArray systemAccountId()
{
    return QByteArray::number(getuid());
}

} // namespace QtLogin
