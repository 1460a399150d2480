// SPDX-License-Identifier: MIT
#include "foundation/boottime_p.h"

#include <windows.h>
#include <realtimeapiset.h>

namespace QtLogin {

// The unbiased interrupt time stands still during sleep; this one does not. In units of 100 ns.
Clock::Boot timeSinceBoot()
{
    ULONGLONG ticks = 0;
    QueryInterruptTimePrecise(&ticks);
    return std::chrono::nanoseconds(static_cast<long long>(ticks) * 100);
}

} // namespace QtLogin
