// SPDX-License-Identifier: MIT
#include "remember/statefile_p.h"

#include "remember/envelope_p.h"
#include "remember/fileworker_p.h"
#include "remember/syncfolder_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qdir.h>
#include <QtCore/qfileinfo.h>
#include <QtCore/qsavefile.h>

namespace QtLogin {

using namespace std::chrono_literals;

static constexpr quint8 version = 1;
static constexpr qint64 longestFile = 1024 * 1024;
static constexpr auto longestWait = 5s;
static constexpr auto betweenAttempts = 10ms;

static QString tr(const char *text)
{
    return QCoreApplication::translate("QtLogin::StateFile", text);
}

Error StateFile::unreadable(const QString &path)
{
    return Error(Error::Kind::Unavailable, tr("The file %1 cannot be read.").arg(path));
}

Error StateFile::unwritable(const QString &path)
{
    return Error(Error::Kind::Unavailable, tr("The file %1 cannot be written.").arg(path));
}

Result<void> StateFile::makeFolderFor(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (QFileInfo(folder).isDir())
        return {};
    if (!QDir().mkpath(folder))
        return Error(Error::Kind::Unavailable, tr("The folder %1 cannot be created.").arg(folder));
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

// A folder that may not be looked into says nothing about what is in it.
static bool isHidden(const QString &path)
{
    const QFileInfo folder(QFileInfo(path).absolutePath());
    return folder.exists() && !(folder.isReadable() && folder.isExecutable());
}

// Of another account, or without rights: that does not pass by itself, as a fault of the disk may.
static bool isForbidden(const QString &path)
{
    const QFileInfo file(path);
    return file.isFile() && !file.isReadable();
}

Result<QCborValue> StateFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return isHidden(m_path) ? Result<QCborValue>(unreadable(m_path)) : Error::Kind::Absent;
    if (!file.open(QIODevice::ReadOnly))
        return isForbidden(m_path) ? Error(Error::Kind::Damaged, unreadable(m_path).message()) : unreadable(m_path);
    const Error damaged(Error::Kind::Damaged, tr("The file %1 is damaged.").arg(m_path));
    const QByteArray bytes = file.read(longestFile + 1);
    if (bytes.size() > longestFile)
        return damaged;
    const auto payload = Envelope::unwrap(m_magic, version, bytes);
    if (payload.failedWith(Error::Kind::NewerFormat))
        return Error(Error::Kind::NewerFormat, tr("The file %1 was written by a newer version.").arg(m_path));
    if (!payload)
        return damaged;
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(payload->toByteArray(), &error);
    if (error.error != QCborError::NoError || error.offset != payload->size())
        return damaged;
    return value;
}

Result<void> StateFile::write(const QCborValue &value) const
{
    if (const auto made = makeFolderFor(m_path); !made)
        return made;
    QSaveFile file(m_path);
    const QByteArray bytes = Envelope::wrap(m_magic, version, value.toCbor());
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size() && file.flush() // or commit() would not notice a full disk
        && file.commit(); // syncs the file, …
    if (!written)
        return unwritable(m_path);
    syncFolderOf(m_path); // … and this, which file has the name
    return {};
}

Result<void> StateFile::putAside() const
{
    const QString aside = m_path + QStringLiteral(".damaged");
    QFile::remove(aside);
    if (!QFile::rename(m_path, aside))
        return unwritable(m_path);
    return {};
}

Result<std::shared_ptr<LockFile>> StateFile::lock() const
{
    if (const auto made = makeFolderFor(m_path); !made)
        return made.error();
    auto lock = std::make_shared<LockFile>(m_path + QStringLiteral(".lock"));
    const QDeadlineTimer end(longestWait);
    while (!lock->tryLock()) {
        const bool mayBecomeFree = lock->isHeldElsewhere(); // and is not in a folder that cannot be written
        if (!mayBecomeFree || end.hasExpired() || FileWorker::waitForOthers(betweenAttempts))
            return unwritable(m_path);
    }
    return lock;
}

} // namespace QtLogin
