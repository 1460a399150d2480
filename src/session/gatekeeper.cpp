// SPDX-License-Identifier: MIT
#include "session/gatekeeper.h"

namespace QtLogin {

Gatekeeper::~Gatekeeper() = default;

} // namespace QtLogin
