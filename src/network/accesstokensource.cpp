// SPDX-License-Identifier: MIT
#include "network/accesstokensource.h"

namespace QtLogin {

AccessTokenSource::~AccessTokenSource() = default;

} // namespace QtLogin
