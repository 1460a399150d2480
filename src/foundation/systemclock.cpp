// SPDX-License-Identifier: MIT
#include "foundation/systemclock_p.h"

#include "foundation/boottime_p.h"

#include <QtCore/qabstracteventdispatcher.h>
#include <QtCore/qtimer.h>

namespace QtLogin {

using namespace std::chrono_literals;

namespace {

// QTimer stands still while the machine is suspended: wait in slices and look at the boot clock.
constexpr std::chrono::nanoseconds longestSlice = 1min;

class TimerAlarm final : public Alarm
{
public:
    TimerAlarm(const SystemClock *clock, std::chrono::nanoseconds delay, std::function<void()> call)
        : m_clock(*clock), m_due(clock->sinceBoot() + delay), m_call(std::move(call))
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
        wind();
    }

private:
    void look()
    {
        if (m_clock.sinceBoot() < m_due)
            return wind();
        const auto call = std::move(m_call); // the call may destroy this alarm
        call();
    }

    // A thread without an event loop, as the main thread is at the end of the process, hears no alarm.
    void wind()
    {
        if (!QAbstractEventDispatcher::instance())
            return;
        const auto left = std::clamp(m_due - m_clock.sinceBoot(), std::chrono::nanoseconds(0), longestSlice);
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(left));
    }

    SystemClock m_clock;
    Clock::Boot m_due;
    std::function<void()> m_call;
    QTimer m_timer;
};

} // namespace

Clock::Wall SystemClock::wall() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Clock::Boot SystemClock::sinceBoot() const
{
    return timeSinceBoot();
}

std::unique_ptr<Alarm> SystemClock::callAfter(std::chrono::nanoseconds delay, std::function<void()> call)
{
    return std::make_unique<TimerAlarm>(this, std::clamp<std::chrono::nanoseconds>(delay, 0ns, 24h * 36500),
                                        std::move(call));
}

} // namespace QtLogin
