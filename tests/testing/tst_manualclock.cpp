// SPDX-License-Identifier: MIT
#include "testing/manualclock.h"

#include <QtTest/qtest.h>

#include <thread>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_ManualClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itStandsStill();
    void itBeginsWhenTheTestSays();
    void advancingMovesBothClocks();
    void settingTheDateMovesOneClock(); // C5
    void alarmsRingWhenTheyAreDueAndOnce();
    void alarmsRingInOrderEachAtItsMoment();
    void alarmsForTheSameMomentRingAsTheyWereSet();
    void settingTheDateRingsNothing(); // C5
    void anAlarmForNowRingsWithTheNextStep();
    void aDelayMayBeNegativeOrEndless();
    void aDestroyedAlarmIsSilent();
    void alarmsMayDestroyThemselvesAndOthers();
    void anAlarmMaySetTheNextWithinOneStep();
    void anAlarmMayMoveTheClock();
    void whatBecameDueInASuspendRingsAfterIt(); // C4
    void anAlarmOutlivesItsClock();
    void anAlarmMayDropTheClock();
    void timeMayBeAskedFromAnyThread();
};

void tst_ManualClock::itStandsStill()
{
    const ManualClock clock;
    const auto wall = clock.wall();
    const auto boot = clock.sinceBoot();
    QCOMPARE(clock.wall(), wall);
    QCOMPARE(clock.sinceBoot(), boot);
    QCOMPARE(boot, Clock::Boot(1h));
}

void tst_ManualClock::itBeginsWhenTheTestSays()
{
    const Clock::Wall start = std::chrono::sys_days(std::chrono::February / 29 / 2024) + 123ms;
    const ManualClock clock(start, 5min);
    QCOMPARE(clock.wall(), start);
    QCOMPARE(clock.sinceBoot(), Clock::Boot(5min));
}

void tst_ManualClock::advancingMovesBothClocks()
{
    ManualClock clock;
    const auto wall = clock.wall();
    const auto boot = clock.sinceBoot();
    clock.advance(90s);
    QCOMPARE(clock.wall(), wall + 90s);
    QCOMPARE(clock.sinceBoot(), boot + 90s);
    clock.advance(1ns);
    QCOMPARE(clock.wall(), wall + 90s);
    QCOMPARE(clock.sinceBoot(), boot + 90s + 1ns);
    clock.advance(999'999ns);
    QCOMPARE(clock.wall(), wall + 90s + 1ms);
}

void tst_ManualClock::settingTheDateMovesOneClock() // C5
{
    ManualClock clock;
    const auto wall = clock.wall();
    const auto boot = clock.sinceBoot();
    clock.setWall(wall - 24h);
    QCOMPARE(clock.wall(), wall - 24h);
    clock.moveWall(48h);
    QCOMPARE(clock.wall(), wall + 24h);
    QCOMPARE(clock.sinceBoot(), boot);
    clock.advance(1s);
    QCOMPARE(clock.wall(), wall + 24h + 1s);
}

void tst_ManualClock::alarmsRingWhenTheyAreDueAndOnce()
{
    ManualClock clock;
    int rings = 0;
    const auto alarm = clock.callAfter(10s, [&rings] { ++rings; });
    QCOMPARE(clock.alarmCount(), 1);
    clock.advance(10s - 1ns);
    QCOMPARE(rings, 0);
    clock.advance(1ns);
    QCOMPARE(rings, 1);
    QCOMPARE(clock.alarmCount(), 0);
    clock.advance(1h);
    QCOMPARE(rings, 1);
}

void tst_ManualClock::alarmsRingInOrderEachAtItsMoment()
{
    ManualClock clock;
    const auto start = clock.sinceBoot();
    const auto wall = clock.wall();
    QList<std::chrono::nanoseconds> rung;
    const auto note = [&] {
        rung.append(clock.sinceBoot() - start);
        QCOMPARE(clock.wall() - wall, clock.sinceBoot() - start);
    };
    const auto late = clock.callAfter(30s, note);
    const auto early = clock.callAfter(10s, note);
    const auto middle = clock.callAfter(20s, note);
    clock.advance(1min);
    QCOMPARE(rung, QList<std::chrono::nanoseconds>({10s, 20s, 30s}));
    QCOMPARE(clock.sinceBoot(), start + 1min);
}

void tst_ManualClock::alarmsForTheSameMomentRingAsTheyWereSet()
{
    ManualClock clock;
    QByteArray order;
    const auto a = clock.callAfter(10s, [&order] { order += 'a'; });
    const auto b = clock.callAfter(10s, [&order] { order += 'b'; });
    const auto c = clock.callAfter(10s, [&order] { order += 'c'; });
    clock.advance(10s);
    QCOMPARE(order, QByteArray("abc"));
}

void tst_ManualClock::settingTheDateRingsNothing() // C5
{
    ManualClock clock;
    bool rung = false;
    const auto alarm = clock.callAfter(10s, [&rung] { rung = true; });
    clock.moveWall(24h);
    clock.advance(9s);
    QVERIFY(!rung);
    clock.moveWall(-48h);
    clock.advance(1s);
    QVERIFY(rung);
}

void tst_ManualClock::anAlarmForNowRingsWithTheNextStep()
{
    ManualClock clock;
    bool rung = false;
    const auto alarm = clock.callAfter(0s, [&rung] { rung = true; });
    QVERIFY(!rung);
    clock.advance(0s);
    QVERIFY(rung);
}

void tst_ManualClock::aDelayMayBeNegativeOrEndless()
{
    ManualClock clock;
    bool rung = false;
    bool wrong = false;
    const auto endless = clock.callAfter(std::chrono::nanoseconds::max(), [&wrong] { wrong = true; });
    const auto past = clock.callAfter(std::chrono::nanoseconds::min(), [&rung] { rung = true; });
    clock.advance(24h * 365);
    QVERIFY(rung);
    QVERIFY(!wrong);
}

void tst_ManualClock::aDestroyedAlarmIsSilent()
{
    ManualClock clock;
    bool wrong = false;
    auto alarm = clock.callAfter(10s, [&wrong] { wrong = true; });
    alarm.reset();
    QCOMPARE(clock.alarmCount(), 0);
    clock.advance(1h);
    QVERIFY(!wrong);
}

void tst_ManualClock::alarmsMayDestroyThemselvesAndOthers()
{
    ManualClock clock;
    std::unique_ptr<Alarm> first;
    std::unique_ptr<Alarm> second;
    const auto captured = std::make_shared<int>(7); // must live until the call has returned
    int heard = 0;
    bool wrong = false;
    first = clock.callAfter(1s, [&, captured] {
        first.reset();
        second.reset();
        heard = *captured;
    });
    second = clock.callAfter(1s, [&wrong] { wrong = true; });
    clock.advance(1h);
    QCOMPARE(heard, 7);
    QVERIFY(!wrong);
}

void tst_ManualClock::anAlarmMaySetTheNextWithinOneStep()
{
    ManualClock clock;
    int rings = 0;
    std::unique_ptr<Alarm> alarm;
    std::function<void()> ring = [&] {
        ++rings;
        alarm = clock.callAfter(10s, ring);
    };
    alarm = clock.callAfter(10s, ring);
    clock.advance(1min);
    QCOMPARE(rings, 6);
}

void tst_ManualClock::anAlarmMayMoveTheClock()
{
    ManualClock clock;
    const auto start = clock.sinceBoot();
    const auto alarm = clock.callAfter(10s, [&clock] { clock.suspend(1h); });
    clock.advance(20s);
    QCOMPARE(clock.sinceBoot(), start + 1h + 10s);
}

void tst_ManualClock::whatBecameDueInASuspendRingsAfterIt() // C4
{
    ManualClock clock;
    const auto start = clock.sinceBoot();
    const auto wall = clock.wall();
    QList<std::chrono::nanoseconds> rung;
    const auto note = [&] { rung.append(clock.sinceBoot() - start); };
    const auto one = clock.callAfter(10s, note);
    const auto two = clock.callAfter(2h, note);
    clock.suspend(1h);
    QCOMPARE(clock.sinceBoot(), start + 1h);
    QCOMPARE(clock.wall(), wall + 1h);
    QVERIFY(rung.isEmpty());
    clock.advance(5s);
    QCOMPARE(rung, QList<std::chrono::nanoseconds>({1h})); // late, and the clock says so
    clock.advance(1h);
    QCOMPARE(rung, QList<std::chrono::nanoseconds>({1h, 2h}));
}

void tst_ManualClock::anAlarmOutlivesItsClock()
{
    auto clock = std::make_unique<ManualClock>();
    const auto alarm = clock->callAfter(10s, [] {});
    clock.reset();
    QVERIFY(alarm);
}

void tst_ManualClock::anAlarmMayDropTheClock()
{
    auto clock = std::make_unique<ManualClock>();
    int rings = 0;
    const auto first = clock->callAfter(1s, [&] {
        ++rings;
        clock.reset();
    });
    const auto second = clock->callAfter(2s, [&rings] { ++rings; });
    clock->advance(1min);
    QCOMPARE(rings, 2);
}

void tst_ManualClock::timeMayBeAskedFromAnyThread()
{
    ManualClock clock;
    std::thread other([&clock] {
        Clock::Boot last {};
        for (int i = 0; i < 1000; ++i) {
            const Clock::Boot now = clock.sinceBoot();
            (void)clock.wall();
            if (now < last)
                std::abort();
            last = now;
        }
    });
    for (int i = 0; i < 1000; ++i) {
        clock.advance(1s);
        clock.moveWall(1s);
    }
    other.join();
    QCOMPARE(clock.sinceBoot(), Clock::Boot(1h + 1000s));
}

QTEST_APPLESS_MAIN(tst_ManualClock)
#include "tst_manualclock.moc"
