// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginsetup.h"

namespace QtLogin {

// \a setup with a clock, and with what is safe in place of what is wrong, which the log says: the developer shall read
// it before a user is puzzled by it. A bad application id stays, and every verb answers NotConfigured.
[[nodiscard]] LoginSetup corrected(LoginSetup setup);

} // namespace QtLogin
