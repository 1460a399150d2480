// SPDX-License-Identifier: MIT
#pragma once

#include "session/sessionpolicy.h"

namespace QtLogin {

// For the log: which setting of \a policy is wrong, and why. Empty where it is a good one.
[[nodiscard]] QString faultOf(const SessionPolicy &policy);

} // namespace QtLogin
