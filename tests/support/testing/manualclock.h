// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"

#include "qtlogintestingexport.h"

#include <memory>

namespace QtLogin {

//! A clock that stands still until a test moves it.
//!
//! ```cpp
//! auto clock = std::make_shared<ManualClock>();
//! LoginManager login({.applicationId = u"org.example.journal"_s, .clock = clock});
//! clock->advance(6min); // the login is no longer fresh
//! ```
//!
//! Alarms run inside advance(), in the order in which they are due, each at the moment at which it
//! is. wall() and sinceBoot() may be asked from any thread; everything else belongs to one. \since 0.1
class QTLOGIN_TESTING_EXPORT ManualClock final : public Clock
{
public:
    //! Begins on an ordinary Thursday, an hour after the machine was started.
    ManualClock();
    explicit ManualClock(Wall wall, Boot sinceBoot = std::chrono::hours(1));
    ~ManualClock() override;

    Wall wall() const override;
    Boot sinceBoot() const override;
    std::unique_ptr<Alarm> callAfter(std::chrono::nanoseconds delay, std::function<void()> call) override;

    //! Lets \a duration pass, which must not be negative, and runs what becomes due meanwhile.
    //! Also without a duration this runs what is overdue since suspend().
    void advance(std::chrono::nanoseconds duration);

    //! The machine sleeps for \a duration and has just woken up: both clocks have gone on and
    //! no alarm has rung yet. Alarms that became due ring with the next advance(), late.
    void suspend(std::chrono::nanoseconds duration);

    //! The date is set, forward or back. Time since boot stays as it is.
    void setWall(Wall wall);
    //! The same by a step.
    void moveWall(std::chrono::milliseconds step);

    //! How many alarms wait.
    int alarmCount() const;

private:
    class Alarms;
    class ManualAlarm;
    std::shared_ptr<Alarms> d;
};

} // namespace QtLogin
