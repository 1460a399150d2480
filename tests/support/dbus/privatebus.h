// SPDX-License-Identifier: MIT
#pragma once

#include "support/patience.h"

#include <QtCore/qfile.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtemporarydir.h>

// A bus of the test's own, at an address that stays when it dies and comes back. It starts no service.
class PrivateBus
{
public:
    ~PrivateBus() { kill(); }

    QByteArray address() const { return "unix:path=" + m_folder.filePath(QStringLiteral("bus")).toUtf8(); }

    bool start()
    {
        QFile config(m_folder.filePath(QStringLiteral("bus.conf")));
        if (!config.open(QIODevice::WriteOnly))
            return false;
        config.write("<busconfig><type>system</type><listen>" + address() + "</listen><auth>EXTERNAL</auth>"
                     "<policy context='default'><allow send_destination='*'/><allow receive_sender='*'/><allow own='*'/>"
                     "</policy></busconfig>");
        config.close();
        m_process.start(QStringLiteral("dbus-daemon"),
                        {QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                         QStringLiteral("--config-file=") + config.fileName()});
        return m_process.waitForReadyRead(patience);
    }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(patience);
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};
