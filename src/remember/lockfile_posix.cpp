// SPDX-License-Identifier: MIT
// For Linux and macOS.
#include "remember/lockfile_p.h"

#include <QtCore/qfile.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace QtLogin {

static int openOrCreate(const QByteArray &path)
{
    return open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

// Of another user, left by a process that had more rights: it cannot be opened, and so never be held by this
// user again. In a folder of one's own it can be removed.
static bool removeUnopenable(const QByteArray &path)
{
    struct stat found {};
    const bool isAnothers = lstat(path.constData(), &found) == 0 && S_ISREG(found.st_mode) && found.st_uid != geteuid();
    return isAnothers && unlink(path.constData()) == 0;
}

// False where the holder before has removed the file between our opening and locking it.
static bool isStillNamed(int file, const QByteArray &path)
{
    struct stat opened {}, named {};
    return fstat(file, &opened) == 0 && lstat(path.constData(), &named) == 0 && opened.st_dev == named.st_dev
        && opened.st_ino == named.st_ino;
}

LockFile::Attempt LockFile::attempt()
{
    const QByteArray path = QFile::encodeName(m_path);
    int file = openOrCreate(path);
    if (file < 0 && errno == EACCES && removeUnopenable(path))
        file = openOrCreate(path);
    if (file < 0)
        return Attempt::Impossible;
    // A file system without locks answers otherwise. Then nothing is held, and each attempt succeeds.
    const bool isHeldElsewhere = flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!isHeldElsewhere && isStillNamed(file, path)) {
        m_file = file;
        return Attempt::Locked;
    }
    close(file);
    return isHeldElsewhere ? Attempt::HeldElsewhere : attempt();
}

bool LockFile::tryLock()
{
    Q_ASSERT(m_file == -1);
    m_lastAttempt = attempt();
    return m_lastAttempt == Attempt::Locked;
}

void LockFile::unlock()
{
    if (m_file < 0)
        return;
    const int file = int(std::exchange(m_file, -1));
    const QByteArray path = QFile::encodeName(m_path);
    if (isStillNamed(file, path))
        unlink(path.constData());
    flock(file, LOCK_UN); // a child process may have inherited the descriptor
    close(file);
}

} // namespace QtLogin
