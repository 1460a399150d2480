// SPDX-License-Identifier: MIT
#include "remember/lockfile_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

// Between making the file and writing into it, nobody who lives needs this long.
static constexpr auto longestNameless = 2s;

LockFile::LockFile(const QString &path) : m_file(path)
{
    m_file.setStaleLockTime(0);
}

bool LockFile::tryLock(std::chrono::milliseconds longest)
{
    if (m_file.tryLock(int(longest.count())))
        return true;
    if (!isHeldElsewhere() || !isNameless())
        return false;
    // Qt looks at the age of the file, and for whoever still has it open.
    m_file.setStaleLockTime(int(std::chrono::milliseconds(longestNameless).count()));
    const bool locked = m_file.tryLock(0);
    m_file.setStaleLockTime(0);
    return locked;
}

bool LockFile::isNameless() const
{
    qint64 process = 0;
    QString host, application;
    return !m_file.getLockInfo(&process, &host, &application);
}

} // namespace QtLogin
