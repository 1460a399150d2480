// SPDX-License-Identifier: MIT
#include "testing/manualclock.h"

#include <QtCore/qglobal.h>

#include <algorithm>
#include <atomic>
#include <vector>

namespace QtLogin {

using namespace std::chrono_literals;

class ManualClock::ManualAlarm final : public Alarm
{
public:
    ManualAlarm(std::shared_ptr<Alarms> alarms, Boot due, std::function<void()> call);
    ~ManualAlarm() override;

    Boot due() const { return m_due; }
    void ring()
    {
        const auto call = std::move(m_call); // the call may destroy this alarm
        call();
    }

private:
    std::shared_ptr<Alarms> m_alarms; // an alarm may outlive its clock
    Boot m_due;
    std::function<void()> m_call;
};

// The time, and who waits for it.
class ManualClock::Alarms
{
public:
    Alarms(Wall wall, Boot sinceBoot) : m_boot(sinceBoot), m_offset(wall.time_since_epoch() - sinceBoot) { }

    Boot boot() const { return m_boot.load(); }
    Wall wall() const { return Wall(std::chrono::floor<std::chrono::milliseconds>(m_boot.load() + m_offset.load())); }
    void setBoot(Boot boot) { m_boot = boot; }
    void setWall(Wall wall) { m_offset = wall.time_since_epoch() - m_boot.load(); }

    void add(ManualAlarm *alarm) { m_waiting.push_back(alarm); }
    void remove(ManualAlarm *alarm) { std::erase(m_waiting, alarm); }
    int count() const { return int(m_waiting.size()); }

    // The alarm to ring first, among equals the alarm that was set first; null after \a limit.
    ManualAlarm *takeDue(Boot limit)
    {
        const auto first = std::min_element(m_waiting.begin(), m_waiting.end(),
                                            [](const auto *a, const auto *b) { return a->due() < b->due(); });
        if (first == m_waiting.end() || (*first)->due() > limit)
            return nullptr;
        ManualAlarm *alarm = *first;
        m_waiting.erase(first);
        return alarm;
    }

private:
    std::atomic<Boot> m_boot;
    std::atomic<std::chrono::nanoseconds> m_offset; // of the wall clock; a step of it is no time passing
    std::vector<ManualAlarm *> m_waiting; // in the order in which they were set
};

ManualClock::ManualAlarm::ManualAlarm(std::shared_ptr<Alarms> alarms, Boot due, std::function<void()> call)
    : m_alarms(std::move(alarms)),
      m_due(due),
      m_call(std::move(call))
{
    m_alarms->add(this);
}

ManualClock::ManualAlarm::~ManualAlarm()
{
    m_alarms->remove(this);
}

ManualClock::ManualClock() : ManualClock(std::chrono::sys_days(std::chrono::January / 15 / 2026) + 10h)
{
}

ManualClock::ManualClock(Wall wall, Boot sinceBoot) : d(std::make_shared<Alarms>(wall, sinceBoot))
{
}

ManualClock::~ManualClock() = default;

Clock::Wall ManualClock::wall() const
{
    return d->wall();
}

Clock::Boot ManualClock::sinceBoot() const
{
    return d->boot();
}

std::unique_ptr<Alarm> ManualClock::callAfter(std::chrono::nanoseconds delay, std::function<void()> call)
{
    constexpr std::chrono::nanoseconds longest = 24h * 36500;
    return std::make_unique<ManualAlarm>(d, d->boot() + std::clamp(delay, 0ns, longest), std::move(call));
}

void ManualClock::advance(std::chrono::nanoseconds duration)
{
    Q_ASSERT(duration >= 0ns);
    const auto alarms = d; // an alarm may drop the clock
    const Boot end = alarms->boot() + duration;
    while (auto *alarm = alarms->takeDue(end)) {
        alarms->setBoot(std::max(alarms->boot(), alarm->due()));
        alarm->ring();
    }
    alarms->setBoot(std::max(alarms->boot(), end)); // unless an alarm has moved it further
}

void ManualClock::suspend(std::chrono::nanoseconds duration)
{
    Q_ASSERT(duration >= 0ns);
    d->setBoot(d->boot() + duration);
}

void ManualClock::setWall(Wall wall)
{
    d->setWall(wall);
}

void ManualClock::moveWall(std::chrono::milliseconds step)
{
    d->setWall(d->wall() + step);
}

int ManualClock::alarmCount() const
{
    return d->count();
}

} // namespace QtLogin
