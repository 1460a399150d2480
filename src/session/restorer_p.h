// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/futures.h"
#include "session/restoreattempt_p.h"

#include <vector>

namespace QtLogin {

// Restores the remembered login: one attempt at a time, and again after a fault that may pass.
class Restorer
{
public:
    explicit Restorer(Session &session) : m_session(session) { }

    [[nodiscard]] QFuture<Result<void>> restore();
    bool isUnderWay() const { return m_attempt != nullptr; }
    // Finishes with success when the attempt under way has ended, however that was.
    [[nodiscard]] QFuture<Result<void>> ended();
    // A login, a logout or forget() counts for more. The callers that wait hear of it once the session has been moved.
    void stop(const Error &why);
    void abandon();

    // For the attempt.
    bool isCurrent(const RestoreAttempt &attempt) const { return m_attempt.get() == &attempt; }
    void finish(const Result<void> &result);
    // There may be a remembered login; it stays, and is tried again. \a silent is the part that has not answered.
    void suspend(const Error &why, const char *silent);
    void giveUp(const Error &why);

private:

    Session &m_session;
    std::shared_ptr<RestoreAttempt> m_attempt;
    std::vector<Answer<void>> m_answers;
    std::vector<Answer<void>> m_waiting;
    size_t m_retries = 0;
    std::unique_ptr<Alarm> m_retry;
};

} // namespace QtLogin
