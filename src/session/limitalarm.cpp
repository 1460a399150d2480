// SPDX-License-Identifier: MIT
#include "session/limitalarm_p.h"

#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

void LimitAlarm::arm()
{
    const auto left = m_session.model().nextLimit(m_session.now());
    m_alarm.reset();
    if (!left)
        return;
    m_alarm = m_session.clock->callAfter(*left, [this] { m_session.serve([this] { passTime(); }); });
}

void LimitAlarm::passTime()
{
    if (!m_session.model().isIn())
        return;
    m_session.move([this](SessionModel &model) {
        const Clock::Boot now = m_session.now();
        return model.passTime(now, model.facts().isOverdue(now) ? m_session.makeAnonymous() : nullptr);
    });
    if (m_session.model().isRevalidationDue(m_session.now())) // told after the lock: it may call the logout hook
        m_session.revalidator.revalidateInTime();
}

void LimitAlarm::notice()
{
    const SessionFacts &facts = m_session.model().facts();
    if (!facts.isIn() || !facts.hasTimeLimit())
        return;
    const Clock::Boot now = m_session.now();
    if (facts.isOverdue(now) || facts.isIdleTooLong(now))
        passTime();
}

// The alarm stays as it is: it looks again, and sleeps for what is left.
void LimitAlarm::noteInput()
{
    const Clock::Boot now = m_session.now();
    const SessionFacts &facts = m_session.model().facts();
    if (facts.state != SessionState::LoggedIn || facts.isOverdue(now) || facts.isIdleTooLong(now))
        return passTime();
    m_session.noteActivity(now);
    m_session.recorder.noteInput();
    m_session.remembered.noteUse();
}

void LimitAlarm::noteClockJump()
{
    const std::chrono::nanoseconds offset = m_session.clock->wall().time_since_epoch() - m_session.now();
    const auto jump = offset - std::exchange(m_wallOffset, offset).value_or(offset);
    if (jump > 60s || jump < -60s)
        qCInfo(lcSession) << "The clock was set, by seconds:" << jump / 1s;
}

} // namespace QtLogin
