// SPDX-License-Identifier: MIT
#include "remember/profilewatch_p.h"

#include <QtCore/qfileinfo.h>

namespace QtLogin {

void ProfileWatch::start(const QString &path)
{
    if (m_watcher && m_path == path)
        return;
    m_path = path;
    m_watcher = std::make_unique<QFileSystemWatcher>();
    connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, &ProfileWatch::look);
    connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, this, &ProfileWatch::look);
    m_watcher->addPath(QFileInfo(path).absolutePath());
}

void ProfileWatch::stop()
{
    m_watcher.reset();
    m_path.clear();
}

void ProfileWatch::look()
{
    Q_EMIT changed();
}

} // namespace QtLogin
