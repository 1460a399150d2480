// SPDX-License-Identifier: MIT
// For Linux and macOS.
#include "remember/syncfolder_p.h"

#include <QtCore/qfile.h>
#include <QtCore/qfileinfo.h>

#include <fcntl.h>
#include <unistd.h>

namespace QtLogin {

void syncFolderOf(const QString &path)
{
    const int folder = open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_CLOEXEC);
    if (folder < 0)
        return;
    fsync(folder); // where a file system cannot, there is nothing better to be had
    close(folder);
}

} // namespace QtLogin
