// SPDX-License-Identifier: MIT
#include "desktop/contextid_p.h"

#include <unistd.h>

namespace QtLogin {

QByteArray systemAccountId()
{
    return QByteArray::number(getuid());
}

} // namespace QtLogin
