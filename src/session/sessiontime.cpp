// SPDX-License-Identifier: MIT
// Limits of a session. They are judged by check() at the moment that matters; the alarm here only
// sees to it that they are noticed when nobody asks.
#include "session/sessioncore_p.h"

#include "session/sessionlog_p.h"

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

// How old the last input may be that a killed application has recorded.
static constexpr auto betweenRecords = 1min;

void SessionCore::setPolicy(const SessionPolicy &policy)
{
    const auto set = [this, policy] {
        m_policy = policy;
        sessionPolicy = policy;
        m_facts.freshLifetime = policy.freshLifetime;
        m_facts.sessionLifetime = policy.sessionLifetime;
        m_facts.idleLock = policy.idleLock;
    };
    if (!isIn())
        return set(), share(), updateAvailability();
    changeAccess(set);
    listenToDesktop();
    if (policy.idleLock > 0s)
        recordMark(LockMark::Others::Keep); // what was recorded of the input may be old
    judgeTime();
}

// No limit hangs on the wall clock; whoever wonders at a token's dates finds the reason here.
void SessionCore::noteClockJump()
{
    const std::chrono::nanoseconds offset = clock->wall().time_since_epoch() - clock->sinceBoot();
    const auto jump = offset - std::exchange(m_wallOffset, offset).value_or(offset);
    if (jump > 60s || jump < -60s)
        qCInfo(lcSession) << "The clock was set, by seconds:" << std::chrono::duration_cast<std::chrono::seconds>(jump).count();
}

void SessionCore::judgeTime()
{
    m_judgementQueued = false;
    noteClockJump();
    if (!isIn())
        return;
    const auto self = shared_from_this();
    const Clock::Boot now = clock->sinceBoot();
    if (m_facts.isOverdue(now))
        return end(LogoutReason::SessionExpired, Token::Leave);
    if (m_facts.state == SessionState::LoggedIn && m_facts.isIdleTooLong(now))
        return lock(LockReason::Idle);
    if (fresh.value() != isFreshNow())
        return changeAccess([] {});
    if (m_policy.revalidateInterval > 0s && now - m_loadedAt >= m_policy.revalidateInterval) {
        m_loadedAt = now;
        armAlarm();
        (void)revalidate();
        return;
    }
    const auto idle = now - m_facts.lastActivityAt;
    const bool warns = m_facts.state == SessionState::LoggedIn && m_policy.idleLock > 0s && m_policy.lockWarning > 0s
        && idle >= m_policy.idleLock - m_policy.lockWarning;
    if (!warns)
        avertLock();
    if (warns && !m_warnedOfLock) {
        m_warnedOfLock = true;
        const auto left = std::chrono::ceil<std::chrono::seconds>(m_policy.idleLock - idle);
        tell([left](LoginManager &m) { Q_EMIT m.aboutToLock(left); });
    }
    armAlarm();
}

std::optional<std::chrono::nanoseconds> SessionCore::untilNextLimit(Clock::Boot now) const
{
    std::optional<std::chrono::nanoseconds> next;
    const auto consider = [&](Clock::Boot at) {
        const auto left = std::max<std::chrono::nanoseconds>(at - now, 0ns);
        next = next ? std::min(*next, left) : left;
    };
    if (!isIn())
        return next;
    if (m_policy.sessionLifetime > 0s)
        consider(m_facts.loggedInAt + m_policy.sessionLifetime);
    if (m_policy.revalidateInterval > 0s)
        consider(m_loadedAt + m_policy.revalidateInterval);
    if (m_facts.state != SessionState::LoggedIn)
        return next;
    if (m_policy.idleLock > 0s) {
        consider(m_facts.lastActivityAt + m_policy.idleLock);
        if (m_policy.lockWarning > 0s && !m_warnedOfLock)
            consider(m_facts.lastActivityAt + m_policy.idleLock - m_policy.lockWarning);
    }
    if (m_facts.provedAt && m_policy.freshLifetime > 0s && *m_facts.provedAt + m_policy.freshLifetime > now)
        consider(*m_facts.provedAt + m_policy.freshLifetime);
    return next;
}

std::optional<std::chrono::nanoseconds> SessionCore::freshFor(const Requirement &requirement) const
{
    const Clock::Boot now = clock->sinceBoot();
    if (!requirement.needsFreshLogin() || !m_facts.isFresh(now, requirement.within()))
        return std::nullopt;
    std::optional<std::chrono::nanoseconds> left;
    for (const auto limit : {m_facts.freshLifetime, requirement.within()}) {
        if (limit > 0s && limit < std::chrono::years(100)) // nobody waits longer, and nanoseconds end there
            left = std::min(left.value_or(std::chrono::nanoseconds::max()), *m_facts.provedAt + limit - now);
    }
    return left;
}

void SessionCore::armAlarm()
{
    const auto left = untilNextLimit(clock->sinceBoot());
    m_alarm.reset();
    if (left)
        m_alarm = clock->callAfter(*left, [this] { judgeTime(); });
}

void SessionCore::noteUserActivity()
{
    const Clock::Boot now = clock->sinceBoot();
    if (m_facts.state != SessionState::LoggedIn || m_facts.isOverdue(now) || m_facts.isIdleTooLong(now))
        return judgeTime(); // what comes after the limit does not undo it
    m_facts.lastActivityAt = now;
    // The alarm is left as it is: it looks again, and sleeps for what is left.
    if (m_policy.idleLock > 0s) {
        share();
        if (now - m_recordedInputAt >= betweenRecords)
            recordMark(LockMark::Others::Keep);
    }
    if (m_warnedOfLock) {
        avertLock();
        armAlarm(); // but the next warning may come before the lock that it was set to
    }
}

// Somebody is there after all.
void SessionCore::avertLock()
{
    if (std::exchange(m_warnedOfLock, false))
        tell([](LoginManager &m) { Q_EMIT m.lockAverted(); });
}

} // namespace QtLogin
