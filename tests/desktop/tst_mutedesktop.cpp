// SPDX-License-Identifier: MIT
#include "support/dbus/mutebus.h"
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// Two buses that let everybody in and never say a word. The library does not wait for them.
class tst_MuteDesktop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_system.start() && m_session.start());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_system.address());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_session.address());
    }

    void theSessionGoesOn() // row 54
    {
        Stage stage;
        stage.login().setSessionPolicy(SessionPolicy::strict());
        QVERIFY(stage.logInVerified(Stage::ada()));
        stage.clock->advance(15min);
        QVERIFY(stage.login().isLocked());
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
        stage.login().logOut();
        QCOMPARE(stage.login().lockSources(), LockSources());
    }

    void whoGoesGoesAtOnce()
    {
        for (int i = 0; i < 10; ++i) {
            Stage stage;
            QVERIFY(stage.logInVerified(Stage::ada()));
        }
    }

private:
    MuteBus m_system;
    MuteBus m_session;
};

QTEST_GUILESS_MAIN(tst_MuteDesktop)
#include "tst_mutedesktop.moc"
