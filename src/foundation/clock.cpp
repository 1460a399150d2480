// SPDX-License-Identifier: MIT
#include "foundation/clock.h"

namespace QtLogin {

Alarm::~Alarm() = default;
Clock::~Clock() = default;

} // namespace QtLogin
