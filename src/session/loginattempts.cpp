// SPDX-License-Identifier: MIT
#include "session/loginattempts_p.h"

#include "session/loginattempt_p.h"
#include "session/session_p.h"

namespace QtLogin {

quint64 LoginAttempts::begin(const std::shared_ptr<LoginAttempt> &attempt)
{
    turnAway();
    m_attempt = attempt;
    ++m_busy;
    if (attempt->answersStep())
        m_nextStep.reset();
    else
        setNextStep({});
    return m_latest;
}

void LoginAttempts::end()
{
    --m_busy;
    if (!m_session.isOver())
        m_session.tell();
}

bool LoginAttempts::isPromptAttempting() const
{
    const auto latest = m_attempt.lock();
    return latest && latest->isPending() && latest->isFromPrompt();
}

void LoginAttempts::turnAway()
{
    ++m_latest;
    giveUpWhereStale();
}

// The session is what it was before. The attempt, which may take its time to end, keeps no prompt open.
void LoginAttempts::cancel()
{
    turnAway();
    m_attempt.reset();
    setNextStep({});
    m_session.move([](SessionModel &model) { return model.cancelLogin(); });
}

void LoginAttempts::giveUpWhereStale()
{
    if (const auto attempt = m_attempt.lock())
        attempt->giveUpWhereStale();
}

void LoginAttempts::setNextStep(const std::optional<NextStep> &step)
{
    const auto before = std::exchange(m_nextStep, step);
    if (before && (!step || step->handle != before->handle))
        giveUp(before->handle);
}

void LoginAttempts::giveUp(const QByteArray &step)
{
    const auto authenticator = m_session.setup.authenticator;
    if (authenticator && !step.isEmpty())
        m_session.protect([&] { authenticator->giveUp(step); });
}

} // namespace QtLogin
