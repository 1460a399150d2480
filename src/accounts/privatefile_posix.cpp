// SPDX-License-Identifier: MIT
// For Linux and macOS.
#include "accounts/privatefile_p.h"

#include "accounts/logging_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qfileinfo.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace QtLogin {

static Error refuse(const char *text, const QString &path)
{
    return Error(Error::Kind::Unavailable,
                 QCoreApplication::translate("QtLogin::SqlAccounts", text).arg(QDir::toNativeSeparators(path)));
}

static Error ofAnotherUser(const QString &path)
{
    return refuse(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts",
                                    "%1 belongs to another user, so no accounts are kept there. It has been left as "
                                    "it is."),
                  path);
}

static Error openToOthers(const QString &path)
{
    return refuse(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts",
                                    "Other users can read or change %1, so no accounts are kept there. Close it to "
                                    "them and try again."),
                  path);
}

// Opened, so that what is looked at is what is changed. Not waited for: it may be a pipe.
static Result<void> closeToOthers(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat status
    { };
    const bool isOurs = file >= 0 && fstat(file, &status) == 0 && status.st_uid == geteuid();
    const int failed = !isOurs ? EACCES : fchmod(file, status.st_mode & 07700) != 0 ? errno : 0;
    const bool closed = failed == 0 && fstat(file, &status) == 0 && (status.st_mode & 077) == 0;
    if (file >= 0)
        ::close(file);
    if (failed == EROFS) {
        // No user can change the file there, and the users who may read it have had the time to.
        qCInfo(accountsLog) << "Others can read" << path << "which lies on a file system that cannot be changed.";
        return {};
    }
    if (!closed)
        return openToOthers(path);
    qCInfo(accountsLog) << "Others could read or change" << path << "and cannot any more.";
    return {};
}

// Both: success where nothing is at \a path; others say so.
static Result<void> ensureFile(const QString &path)
{
    struct stat status
    { };
    if (lstat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    if (status.st_uid != geteuid())
        return ofAnotherUser(path);
    return S_ISREG(status.st_mode) && (status.st_mode & 077) ? closeToOthers(path) : Result<void>();
}

static Result<void> ensureFolder(const QString &path)
{
    struct stat status
    { };
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return status.st_mode & S_IWOTH ? openToOthers(path) : Result<void>();
}

Result<void> PrivateFile::ensure(const QString &path)
{
    // A link of ours may lead elsewhere, and SQLite follows it.
    if (const auto link = ensureFile(path); !link)
        return link;
    const QString file = QFileInfo(path).isSymLink() ? QFileInfo(path).canonicalFilePath() : path;
    if (file.isEmpty())
        return {}; // leads to nothing
    if (const auto folder = ensureFolder(QFileInfo(file).path()); !folder)
        return folder;
    for (const char *beside : {"", "-journal", "-wal", "-shm"}) {
        if (const auto good = ensureFile(file + QLatin1StringView(beside)); !good)
            return good;
    }
    return {};
}

} // namespace QtLogin
