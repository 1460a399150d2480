// SPDX-License-Identifier: MIT
#pragma once

#include "support/dbus/fakedaemon.h"
#include "support/dbus/privatebus.h"
#include "support/patience.h"
#include "support/stage.h"

#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusconnectioninterface.h>

constexpr QtLogin::LockSources ofTheMachine = QtLogin::LockSource::Suspend | QtLogin::LockSource::SessionEnd;
constexpr QtLogin::LockSources everything =
    ofTheMachine | QtLogin::LockSource::ScreenLock | QtLogin::LockSource::UserSwitch;

inline QString word(const char *text)
{
    return QString::fromLatin1(text);
}

inline QStringList namesOn(const QDBusConnection &bus)
{
    return bus.interface()->registeredServiceNames().value();
}

// A test with services of other processes on two private buses.
class DesktopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_systemBus.start());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_systemBus.address());
        qputenv("XDG_SESSION_ID", "fake");
        QVERIFY(QDBusConnection::systemBus().isConnected());
        QVERIFY(QDBusConnection::sessionBus().isConnected());
    }
    void init()
    {
        // The names of the test before are gone.
        QTRY_COMPARE(namesOn(QDBusConnection::systemBus()).size(), 2);
        QTRY_COMPARE(namesOn(QDBusConnection::sessionBus()).size(), 2);
    }

protected:
    static bool isAlive(QtLogin::Stage &stage, QtLogin::LockSources sources)
    {
        return QTest::qWaitFor([&] { return stage.login().lockSources() == sources; }, patience);
    }
    static bool isLocked(QtLogin::Stage &stage)
    {
        return QTest::qWaitFor([&] { return stage.login().isLocked(); }, patience);
    }
    static QList<QtLogin::LockReason> reasonsOf(const QSignalSpy &lockedChanged)
    {
        QList<QtLogin::LockReason> reasons;
        for (const QVariantList &told : lockedChanged) {
            if (told.at(0).toBool())
                reasons += told.at(1).value<QtLogin::LockReason>();
        }
        return reasons;
    }
    // We have the inhibitor: a caller that asks the next question has taken the answers before it.
    static bool isHeld(FakeDaemon &logind)
    {
        bool held = logind.waitFor(sleeper());
        for (int i = 0; i < 3; ++i)
            held = held && logind.set(word("vague=yes")) && logind.waitFor(word("called GetAll"));
        return held;
    }
    static QString sleeper() { return word("inhibited delay by org.example.stage"); }

    PrivateBus m_systemBus;
};
