// SPDX-License-Identifier: MIT
#include "testing/manualclock.h"
#include "vault/keychainstore.h"
#include "vault/keychainwords.h"

#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// A session bus that lets everybody in and never says a word.
class tst_MuteBus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QByteArray path = m_folder.filePath(QStringLiteral("bus")).toUtf8();
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        QVERIFY(size_t(path.size()) < sizeof(address.sun_path));
        qstrcpy(address.sun_path, path.constData());
        m_socket = socket(AF_UNIX, SOCK_STREAM, 0);
        QVERIFY(m_socket >= 0);
        QCOMPARE(bind(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof(address)), 0);
        QCOMPARE(listen(m_socket, 10), 0);
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path);
    }

    void nobodyWaitsForIt() // rows 1 and 6, E5
    {
        const auto clock = std::make_shared<ManualClock>();
        KeychainStore store(clock);
        const auto probe = store.probe();
        const auto read = store.read(QStringLiteral("org.example.mute/secret"));
        QVERIFY(!probe.isFinished());
        clock->advance(120s);
        QCOMPARE(said(wait(probe)), "TimedOut");
        QCOMPARE(said(wait(read)), "TimedOut");
    }

    void dyingInTheMiddleWaitsForNobody() // row 15, E6
    {
        auto store = std::make_unique<KeychainStore>(std::make_shared<ManualClock>());
        const auto read = store->read(QStringLiteral("org.example.mute/secret"));
        store.reset();
        QCOMPARE(said(wait(read)), "Abandoned");
    }

    void cleanupTestCase() { close(m_socket); }

private:
    QTemporaryDir m_folder;
    int m_socket = -1;
};

QTEST_GUILESS_MAIN(tst_MuteBus)
#include "tst_mutebus.moc"
