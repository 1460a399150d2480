// SPDX-License-Identifier: MIT
#include "foundation/clock.h"

#include "foundation/systemclock_p.h"

namespace QtLogin {

Alarm::~Alarm() = default;
Clock::~Clock() = default;

std::shared_ptr<Clock> Clock::system()
{
    return std::make_shared<SystemClock>();
}

} // namespace QtLogin
