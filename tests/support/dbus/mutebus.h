// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>
#include <QtCore/qtemporarydir.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// A bus that lets everybody in and never says a word. A caller that waits for it waits until it is gone.
class MuteBus
{
public:
    ~MuteBus()
    {
        if (m_socket >= 0)
            close(m_socket);
    }

    QByteArray address() const { return "unix:path=" + path(); }

    bool start()
    {
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        if (size_t(path().size()) >= sizeof(address.sun_path))
            return false;
        qstrcpy(address.sun_path, path().constData());
        m_socket = socket(AF_UNIX, SOCK_STREAM, 0);
        return m_socket >= 0 && bind(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof(address)) == 0
            && listen(m_socket, 10) == 0;
    }

private:
    QByteArray path() const { return m_folder.filePath(QStringLiteral("bus")).toUtf8(); }

    QTemporaryDir m_folder;
    int m_socket = -1;
};
