// SPDX-License-Identifier: MIT
// For Linux and macOS.
#include "remember/filerange_p.h"

#include "remember/filecalls_p.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace QtLogin::FileRange {

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
    return fcntl(file, FileCalls::setHold, &range) == 0 || (errno != EAGAIN && errno != EACCES);
}

void release(int file, qint64 from, qint64 size)
{
    struct flock range = rangeOf(F_UNLCK, from, size);
    fcntl(file, FileCalls::setHold, &range);
}

bool isHeldElsewhere(int file, qint64 from, qint64 size)
{
    struct flock range = rangeOf(F_WRLCK, from, size);
    return fcntl(file, FileCalls::getHold, &range) == 0 && range.l_type != F_UNLCK;
}

bool sync(int file)
{
    return FileCalls::sync(file);
}

} // namespace QtLogin::FileRange
