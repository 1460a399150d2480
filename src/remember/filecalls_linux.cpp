// SPDX-License-Identifier: MIT
#include "remember/filecalls_p.h"

#include <fcntl.h>
#include <unistd.h>

namespace QtLogin {

const int FileCalls::setHold = F_OFD_SETLK;
const int FileCalls::getHold = F_OFD_GETLK;

bool FileCalls::sync(int file)
{
    return fdatasync(file) == 0;
}

} // namespace QtLogin
