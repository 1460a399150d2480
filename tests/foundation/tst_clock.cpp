// SPDX-License-Identifier: MIT
#include "foundation/clock.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qeventloop.h>
#include <QtTest/qtest.h>

#include <ctime>
#include <thread>

using namespace QtLogin;
using namespace std::chrono_literals;

// The machine's own clock. How sessions use a clock is tested with a clock that stands still.
class tst_Clock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeSinceBootNeverDecreases();
    void timeSinceBootCountsSuspendedTime(); // C4
    void theWallClockKnowsTheCentury();
    void anAlarmRingsOnceThroughTheEventLoop();
    void alarmsRingNotBeforeTheyAreDue();
    void alarmsRingInTheOrderInWhichTheyAreDue();
    void aDestroyedAlarmIsSilent();
    void anAlarmMayBeDestroyedInItsCall();
    void aDelayMayBeNegativeOrEndless();
    void anAlarmOutlivesItsClock();
    void timeMayBeAskedFromAnyThread();

private:
    std::shared_ptr<Clock> m_clock = Clock::system();
};

void tst_Clock::timeSinceBootNeverDecreases()
{
    Clock::Boot last = m_clock->sinceBoot();
    QVERIFY(last > 0ns);
    for (int i = 0; i < 10'000; ++i) {
        const Clock::Boot now = m_clock->sinceBoot();
        QVERIFY(now >= last);
        last = now;
    }
}

void tst_Clock::timeSinceBootCountsSuspendedTime() // C4
{
#ifdef Q_OS_LINUX
    const auto boottime = [] {
        timespec now {};
        clock_gettime(CLOCK_BOOTTIME, &now);
        return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
    };
    const Clock::Boot before = boottime();
    const Clock::Boot ours = m_clock->sinceBoot();
    QVERIFY(before <= ours && ours <= boottime());
#endif
}

void tst_Clock::theWallClockKnowsTheCentury()
{
    QVERIFY(m_clock->wall() > std::chrono::sys_days(std::chrono::January / 1 / 2024));
    QVERIFY(m_clock->wall() < std::chrono::sys_days(std::chrono::January / 1 / 2200));
}

void tst_Clock::anAlarmRingsOnceThroughTheEventLoop()
{
    int rings = 0;
    const auto alarm = m_clock->callAfter(0ns, [&rings] { ++rings; });
    QCOMPARE(rings, 0);
    QTRY_COMPARE(rings, 1);
    const auto later = m_clock->callAfter(5ms, [] {});
    QCoreApplication::processEvents();
    QCOMPARE(rings, 1);
}

void tst_Clock::alarmsRingNotBeforeTheyAreDue()
{
    bool rung = false;
    Clock::Boot at {};
    const Clock::Boot due = m_clock->sinceBoot() + 20ms;
    const auto alarm = m_clock->callAfter(20ms, [&] {
        rung = true;
        at = m_clock->sinceBoot();
    });
    QTRY_VERIFY(rung);
    QVERIFY(at >= due);
}

void tst_Clock::alarmsRingInTheOrderInWhichTheyAreDue()
{
    QByteArray order;
    const auto late = m_clock->callAfter(40ms, [&order] { order += 'b'; });
    const auto early = m_clock->callAfter(1ms, [&order] { order += 'a'; });
    QTRY_COMPARE(order, QByteArray("ab"));
}

void tst_Clock::aDestroyedAlarmIsSilent()
{
    bool wrong = false;
    bool rung = false;
    auto cancelled = m_clock->callAfter(0ns, [&wrong] { wrong = true; });
    const auto after = m_clock->callAfter(5ms, [&rung] { rung = true; });
    cancelled.reset();
    QTRY_VERIFY(rung);
    QVERIFY(!wrong);
}

void tst_Clock::anAlarmMayBeDestroyedInItsCall()
{
    std::unique_ptr<Alarm> alarm;
    const auto captured = std::make_shared<int>(7); // must live until the call has returned
    int heard = 0;
    alarm = m_clock->callAfter(0ns, [&alarm, &heard, captured] {
        alarm.reset();
        heard = *captured;
    });
    QTRY_COMPARE(heard, 7);
}

void tst_Clock::aDelayMayBeNegativeOrEndless()
{
    bool rung = false;
    bool wrong = false;
    const auto endless = m_clock->callAfter(std::chrono::nanoseconds::max(), [&wrong] { wrong = true; });
    const auto past = m_clock->callAfter(std::chrono::nanoseconds::min(), [&rung] { rung = true; });
    QTRY_VERIFY(rung);
    QVERIFY(!wrong);
}

void tst_Clock::anAlarmOutlivesItsClock()
{
    bool rung = false;
    auto clock = Clock::system();
    const auto alarm = clock->callAfter(1ms, [&rung] { rung = true; });
    clock.reset();
    QTRY_VERIFY(rung);
}

void tst_Clock::timeMayBeAskedFromAnyThread()
{
    const Clock::Boot before = m_clock->sinceBoot();
    Clock::Boot there {};
    std::thread other([&] {
        there = m_clock->sinceBoot();
        (void)m_clock->wall();
    });
    (void)m_clock->sinceBoot();
    other.join();
    QVERIFY(before <= there && there <= m_clock->sinceBoot());
}

QTEST_GUILESS_MAIN(tst_Clock)
#include "tst_clock.moc"
