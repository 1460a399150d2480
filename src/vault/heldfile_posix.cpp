// SPDX-License-Identifier: MIT
// For Linux and macOS.
#include "vault/heldfile_p.h"

#include <QtCore/qfile.h>
#include <QtCore/qfileinfo.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace QtLogin {

// False where the file was removed between our opening and locking it.
static bool hasName(int file)
{
    struct stat status
    { };
    return fstat(file, &status) == 0 && status.st_nlink > 0;
}

// A file system without locks answers otherwise. Then nothing is held, and nothing can be claimed either.
static bool isHeldElsewhere(int file)
{
    return flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

std::unique_ptr<HeldFile> HeldFile::create(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int file = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return nullptr;
    std::unique_ptr<HeldFile> held(new HeldFile(path, file));
    return !isHeldElsewhere(file) && hasName(file) ? std::move(held) : nullptr;
}

std::unique_ptr<HeldFile> HeldFile::claim(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return nullptr;
    std::unique_ptr<HeldFile> held(new HeldFile(path, file));
    return flock(file, LOCK_EX | LOCK_NB) == 0 && hasName(file) ? std::move(held) : nullptr;
}

HeldFile::~HeldFile()
{
    flock(int(m_file), LOCK_UN); // a child process may have inherited the descriptor
    ::close(int(m_file));
}

static bool syncFolderOf(const QString &path)
{
    const int folder = ::open(QFile::encodeName(QFileInfo(path).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && fsync(folder) == 0;
    if (folder >= 0)
        ::close(folder);
    return synced;
}

bool HeldFile::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto written = ::write(int(m_file), bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno != EINTR)
            return false;
        bytes = bytes.sliced(written < 0 ? 0 : qsizetype(written));
    }
    return fsync(int(m_file)) == 0 && syncFolderOf(m_path);
}

void HeldFile::remove()
{
    ::unlink(QFile::encodeName(m_path).constData());
}

} // namespace QtLogin
