// SPDX-License-Identifier: MIT
#include "support/dbus/mutebus.h"
#include "testing/manualclock.h"
#include "vault/keychainstore.h"
#include "vault/keychainwords.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// A session bus that lets everybody in and never says a word.
class tst_MuteBus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_bus.start());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address());
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

private:
    MuteBus m_bus;
};

QTEST_GUILESS_MAIN(tst_MuteBus)
#include "tst_mutebus.moc"
