// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"

#include <memory>
#include <optional>

namespace QtLogin {

class Session;

// Sees to it that limits which pass are followed, though no verb is called: by an alarm, and by input.
class LimitAlarm
{
public:
    explicit LimitAlarm(Session &session) : m_session(session) { }

    // Rings at the next limit of the model.
    void arm();
    void disarm() { m_alarm.reset(); }
    // Moves the session as the time says.
    void passTime();
    // As passTime(), where a limit has passed and its alarm has not rung yet.
    void notice();
    // There was input. Input after a limit does not undo it.
    void noteInput();
    // Tells the log that the wall clock was set: no limit depends on it, but the dates of a token may look wrong.
    void noteClockJump();

private:
    Session &m_session;
    std::unique_ptr<Alarm> m_alarm;
    std::optional<std::chrono::nanoseconds> m_wallOffset; // from the clock that does not jump to the wall clock
};

} // namespace QtLogin
