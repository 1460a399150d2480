// SPDX-License-Identifier: MIT
#include "remember/filerange_p.h"

#include <io.h>
#include <qt_windows.h>

namespace QtLogin::FileRange {

// Far behind the end: on Windows no other process can read a range that is held.
static constexpr qint64 behindTheEnd = qint64(1) << 40;

static HANDLE handleOf(int file)
{
    return reinterpret_cast<HANDLE>(_get_osfhandle(file));
}

static OVERLAPPED placeOf(qint64 from)
{
    OVERLAPPED place = {};
    place.Offset = DWORD(from + behindTheEnd);
    place.OffsetHigh = DWORD((from + behindTheEnd) >> 32);
    return place;
}

bool hold(int file, qint64 from, qint64 size)
{
    OVERLAPPED place = placeOf(from);
    return LockFileEx(handleOf(file), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, DWORD(size), 0, &place)
        || GetLastError() != ERROR_LOCK_VIOLATION;
}

void release(int file, qint64 from, qint64 size)
{
    OVERLAPPED place = placeOf(from);
    UnlockFileEx(handleOf(file), 0, DWORD(size), 0, &place);
}

bool isHeldElsewhere(int file, qint64 from, qint64 size)
{
    if (!hold(file, from, size))
        return true;
    release(file, from, size);
    return false;
}

bool sync(int file)
{
    return FlushFileBuffers(handleOf(file));
}

} // namespace QtLogin::FileRange
