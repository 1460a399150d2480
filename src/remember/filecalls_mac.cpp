// SPDX-License-Identifier: MIT
#include "remember/filecalls_p.h"

#include <fcntl.h>
#include <unistd.h>

namespace QtLogin {

// Since macOS 12; older ones answer EINVAL, which counts as a file system without holds.
const int FileCalls::setHold = 90; // F_OFD_SETLK
const int FileCalls::getHold = 92; // F_OFD_GETLK

bool FileCalls::sync(int file)
{
    return fcntl(file, F_FULLFSYNC) == 0 || fsync(file) == 0;
}

} // namespace QtLogin
