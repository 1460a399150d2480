// SPDX-License-Identifier: MIT
#include "remember/filerange_p.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace QtLogin::FileRange {

// Since macOS 12; older ones answer EINVAL, which counts as a file system without holds.
static constexpr int setHold = 90; // F_OFD_SETLK
static constexpr int getHold = 92; // F_OFD_GETLK

static struct flock rangeOf(short type, qint64 from, qint64 size)
{
    struct flock range = {};
    range.l_type = type;
    range.l_whence = SEEK_SET;
    range.l_start = from;
    range.l_len = size;
    return range;
}

bool hold(int file, qint64 from, qint64 size)
{
    struct flock range = rangeOf(F_WRLCK, from, size);
    return fcntl(file, setHold, &range) == 0 || (errno != EAGAIN && errno != EACCES);
}

void release(int file, qint64 from, qint64 size)
{
    struct flock range = rangeOf(F_UNLCK, from, size);
    fcntl(file, setHold, &range);
}

bool isHeldElsewhere(int file, qint64 from, qint64 size)
{
    struct flock range = rangeOf(F_WRLCK, from, size);
    return fcntl(file, getHold, &range) == 0 && range.l_type != F_UNLCK;
}

bool sync(int file)
{
    return fcntl(file, F_FULLFSYNC) == 0 || fsync(file) == 0;
}

} // namespace QtLogin::FileRange
