// SPDX-License-Identifier: MIT
#include "support/dbus/fakedaemon.h"
#include "testing/manualclock.h"
#include "vault/keychainstore.h"
#include "vault/keychainwords.h"

#include <QtCore/qfile.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtemporarydir.h>
#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusmessage.h>
#include <QtDBus/qdbuspendingcall.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

// A session bus that would start the Secret Service, which says so in a file.
class tst_FormerStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(write(QStringLiteral("org.freedesktop.secrets.service"),
                      QStringLiteral("[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/usr/bin/touch %1\n").arg(started())));
        QVERIFY(write(QStringLiteral("bus.conf"),
                      QStringLiteral("<busconfig><type>session</type><listen>unix:path=%1/bus</listen><servicedir>%1</servicedir>"
                                     "<policy context='default'><allow send_destination='*'/><allow receive_sender='*'/>"
                                     "<allow own='*'/></policy></busconfig>")
                          .arg(m_folder.path())));
        m_bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                                                   QStringLiteral("--config-file=") + path(QStringLiteral("bus.conf"))});
        QVERIFY(m_bus.waitForReadyRead(patience));
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path(QStringLiteral("bus")).toUtf8());
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        qputenv("KDE_SESSION_VERSION", "5");
    }

    void aFormerKeychainThatDoesNotRunIsNotStarted()
    {
        const auto today = FakeDaemon::kwallet();
        QVERIFY(today.isReady());
        KeychainStore store(m_folder.path(), std::make_shared<ManualClock>());
        QCOMPARE(said(wait(store.probe())), "Locked");
        const QString key = QStringLiteral("org.example.former/default/remember/1");
        const auto former = store.former(QStringLiteral("Secret Service"));
        QVERIFY(former);
        QCOMPARE(said(wait(former->probe())), "Unavailable");
        QCOMPARE(value(wait(former->read(key))), "Unavailable");
        QCOMPARE(said(wait(former->remove(key))), "Unavailable");
        QVERIFY(!QFile::exists(started()));

        // This bus would.
        QDBusConnection::sessionBus().asyncCall(
            QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/"), QString(),
                                           QStringLiteral("Any")));
        QTRY_VERIFY(QFile::exists(started()));
    }

    void cleanupTestCase()
    {
        m_bus.kill();
        m_bus.waitForFinished(patience);
    }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString started() const { return path(QStringLiteral("started")); }
    bool write(const QString &name, const QString &text)
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) > 0;
    }

    QTemporaryDir m_folder;
    QProcess m_bus;
};

QTEST_GUILESS_MAIN(tst_FormerStart)
#include "tst_formerstart.moc"
