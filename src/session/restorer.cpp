// SPDX-License-Identifier: MIT
#include "session/restorer_p.h"

#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

// A fault that may pass is tried again after these times; a user's refusal is not.
static constexpr std::chrono::seconds retryAfter[] = {1s, 2s, 5s, 10s};

QFuture<Result<void>> Restorer::restore()
{
    if (const auto ready = m_session.isConfigured("restore()", m_session.setup.ambientLogins.empty(), false); !ready)
        return readyFuture(ready);
    if (m_session.model().state() == SessionState::LoggedIn)
        return readyFuture(Result<void>());
    if (m_session.model().state() == SessionState::Locked)
        return readyFuture<Result<void>>(Error::Kind::Locked);
    Answer<void> answer;
    m_answers.push_back(answer);
    if (m_attempt)
        return answer.future();
    m_retry.reset();
    const auto attempt = m_attempt = std::make_shared<RestoreAttempt>(m_session);
    m_session.move([](SessionModel &model) { return model.beginRestore(); });
    if (m_attempt == attempt)
        attempt->begin();
    return answer.future();
}

void Restorer::suspend(const Error &why, const char *silent)
{
    const bool isReady = m_session.remembered.keychain() == KeychainState::Ready;
    const bool isOverdue = why.kind() == Error::Kind::TimedOut && isReady;
    const bool passes = why.kind() == Error::Kind::Unavailable || why.kind() == Error::Kind::Internal || isOverdue;
    if (passes && m_retries < std::size(retryAfter)) {
        m_retry = m_session.clock->callAfter(retryAfter[m_retries++], [this] {
            m_session.serve([this] {
                if (m_session.model().state() == SessionState::RestorePending)
                    (void)restore();
            });
        });
    }
    qCInfo(lcSession).nospace() << "LoginManager::restore() is pending: " << silent << " could not answer (" << why.kind()
                                << (m_retry ? "), and is asked again." : "). Another restore() asks again.");
    const auto attempt = m_attempt;
    m_session.batch([&] {
        const bool isShown = m_session.model().state() == SessionState::Restoring;
        m_session.move([](SessionModel &model) { return model.endRestore(true); });
        const KeychainState keychain = m_session.remembered.keychain();
        if (isShown)
            m_session.enqueue([keychain](LoginManager &m) { Q_EMIT m.restorePending(keychain); });
    });
    if (m_attempt == attempt) // else a slot has stopped it, and may have begun the next one
        finish(why);
}

void Restorer::giveUp(const Error &why)
{
    m_retries = 0;
    const auto attempt = m_attempt;
    m_session.move([](SessionModel &model) { return model.endRestore(false); });
    if (m_attempt == attempt)
        finish(why);
}

// The session has moved already.
void Restorer::finish(const Result<void> &result)
{
    m_attempt.reset();
    if (result)
        m_retries = 0;
    const auto answers = std::exchange(m_answers, {});
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &each : waiting)
        each.finish({});
    for (const auto &answer : answers)
        answer.finish(result);
}

void Restorer::stop(const Error &why)
{
    m_retry.reset();
    m_retries = 0;
    if (!std::exchange(m_attempt, nullptr))
        return;
    // The caller has not moved the session yet.
    m_session.enqueue([answers = std::exchange(m_answers, {}), waiting = std::exchange(m_waiting, {}), why](LoginManager &) {
        for (const auto &each : waiting)
            each.finish({});
        for (const auto &answer : answers)
            answer.finish(why);
    });
}

QFuture<Result<void>> Restorer::ended()
{
    if (!m_attempt)
        return readyFuture(Result<void>());
    return m_waiting.emplace_back().future();
}

void Restorer::abandon()
{
    m_retry.reset();
    m_attempt.reset();
    m_waiting.clear();
    m_answers.clear();
}

} // namespace QtLogin
