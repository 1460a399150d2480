// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"

namespace QtLogin {

// The time since the machine was started, with that in which it was suspended. One source file per platform.
Clock::Boot timeSinceBoot();

} // namespace QtLogin
