// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/proof.h"

#include <memory>
#include <optional>

namespace QtLogin {

class LoginAttempt;
class Session;

// The attempts of users to log in, and the step that is still missing. A later attempt, a logout and a user who turns
// away make an earlier one stale. The authenticator hears when no user answers a step any more.
class LoginAttempts
{
public:
    explicit LoginAttempts(Session &session) : m_session(session) { }

    // Returns the number of \a attempt, which is the latest one now.
    quint64 begin(const std::shared_ptr<LoginAttempt> &attempt);
    void end();
    bool isBusy() const { return m_busy > 0; }
    bool isLatest(quint64 number) const { return number == m_latest; }
    bool isPromptAttempting() const;
    void turnAway();
    // The user wants neither the attempt under way nor the step that is missing.
    void cancel();
    // To be called where the session has moved on: the authenticator may still work for an attempt that has become stale.
    void giveUpWhereStale();

    std::optional<NextStep> nextStep() const { return m_nextStep; }
    // The step before is given up, unless it is the same.
    void setNextStep(const std::optional<NextStep> &step);
    void giveUp(const QByteArray &step);

private:
    Session &m_session;
    std::weak_ptr<LoginAttempt> m_attempt;
    std::optional<NextStep> m_nextStep;
    quint64 m_latest = 0;
    int m_busy = 0; // attempts under way
};

} // namespace QtLogin
