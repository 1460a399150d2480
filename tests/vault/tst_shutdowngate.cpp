// SPDX-License-Identifier: MIT
// The end of a process in which QtDBus is at work on its own thread, in a process of its own.
#include "support/patience.h"
#include "vault/shutdowngate_p.h"
#include "vault/messagebus_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qprocess.h>
#include <QtTest/qtest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <thread>

using namespace QtLogin;

namespace {

struct Address
{
};

struct Words
{
};

std::atomic_bool isInside = false;
std::atomic_bool isEnding = false;

// As the main thread does when it stands at the closed gate.
bool isMainThreadWaiting()
{
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    const auto state = line.rfind(')');
    return state != std::string::npos && line.substr(state, 3) == ") S";
}

// Registers a type while the process ends, as QtDBus may on its thread, when it connects for the first time.
void registerLate()
{
    const ShutdownGate::Pass pass;
    isInside = true;
    while (!isEnding || !isMainThreadWaiting())
        std::this_thread::yield();
    QMetaType::registerConverter<Address, Words>([](const Address &) { return Words(); });
}

int play()
{
    MessageBus bus(QDBusConnection::SessionBus, [] { return Error(Error::Kind::Unavailable); }, {});
    const auto message = QDBusMessage::createMethodCall(QStringLiteral("org.example.None"), QStringLiteral("/"),
                                                        QStringLiteral("org.example.None"), QStringLiteral("None"));
    const auto answer = bus.call(message, {});
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, patience))
        return 2;
    std::thread(registerLate).detach();
    if (!QTest::qWaitFor([] { return isInside.load(); }, patience))
        return 3;
    return std::atexit([] { isEnding = true; });
}

} // namespace

class tst_ShutdownGate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatQtDBusUsesIsThereUntilTheGateIsClosed();
};

void tst_ShutdownGate::whatQtDBusUsesIsThereUntilTheGateIsClosed()
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--play")});
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == u"--play")
        return play();
    tst_ShutdownGate test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_shutdowngate.moc"
