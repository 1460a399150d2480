// SPDX-License-Identifier: MIT
#include "foundation/boottime_p.h"

#include <mach/mach_time.h>

namespace QtLogin {

// mach_absolute_time() stands still during sleep; mach_continuous_time() does not.
Clock::Boot timeSinceBoot()
{
    mach_timebase_info_data_t base {};
    mach_timebase_info(&base);
    const auto ticks = static_cast<long double>(mach_continuous_time());
    return std::chrono::nanoseconds(static_cast<qint64>(ticks * base.numer / base.denom));
}

} // namespace QtLogin
