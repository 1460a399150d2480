// SPDX-License-Identifier: MIT
#include "foundation/boottime_p.h"

#include <ctime>

namespace QtLogin {

// CLOCK_MONOTONIC stands still during suspend; CLOCK_BOOTTIME does not.
Clock::Boot timeSinceBoot()
{
    timespec now {};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

} // namespace QtLogin
