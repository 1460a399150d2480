// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

#include <chrono>
#include <functional>
#include <memory>

namespace QtLogin {

//! A call that is due later. Destroying it, also from within the call, cancels it.
//! \headerfile <QtLogin/Alarm> \since 0.1
class QTLOGIN_CORE_EXPORT Alarm
{
public:
    virtual ~Alarm();
};

//! Where all of QtLogin gets its time from. Tests put a clock of their own in its place.
//!
//! sinceBoot() never jumps and counts the time that the machine was suspended, so every age and
//! every limit is measured with it; wall() is what people set, and is for dates that outlive the
//! process. The two questions may be asked from any thread.
//! \since 0.1
class QTLOGIN_CORE_EXPORT Clock
{
public:
    //! Date and time, UTC.
    using Wall = std::chrono::sys_time<std::chrono::milliseconds>;
    //! Time since the machine was started, suspended time included.
    using Boot = std::chrono::nanoseconds;

    virtual ~Clock();

    [[nodiscard]] virtual Wall wall() const = 0;
    [[nodiscard]] virtual Boot sinceBoot() const = 0;

    //! Runs \a call once in this thread's event loop, when at least \a delay has passed on
    //! sinceBoot(); after a suspend, within a minute of waking up. So limits are judged when
    //! they matter, and alarms only make sure that they are noticed.
    [[nodiscard]] virtual std::unique_ptr<Alarm> callAfter(std::chrono::nanoseconds delay,
                                                           std::function<void()> call) = 0;

    //! The machine's own clock.
    [[nodiscard]] static std::shared_ptr<Clock> system();
};

} // namespace QtLogin
