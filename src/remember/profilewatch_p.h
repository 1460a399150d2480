// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qfilesystemwatcher.h>
#include <QtCore/qobject.h>

#include <memory>

namespace QtLogin {

// Says when another process has replaced the profile file. Watches the folder, for a file that is
// replaced as a whole is a new file each time.
class ProfileWatch final : public QObject
{
    Q_OBJECT
public:
    void start(const QString &path);
    void stop();

Q_SIGNALS:
    void changed();

private:
    void look();

    std::unique_ptr<QFileSystemWatcher> m_watcher;
    QString m_path;
};

} // namespace QtLogin
