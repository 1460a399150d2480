// SPDX-License-Identifier: MIT
#include "network/networklog_p.h"

namespace QtLogin {

Q_LOGGING_CATEGORY(networkLog, "qtlogin.network", QtInfoMsg)

} // namespace QtLogin
