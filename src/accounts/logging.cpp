// SPDX-License-Identifier: MIT
#include "accounts/logging_p.h"

namespace QtLogin {

Q_LOGGING_CATEGORY(accountsLog, "qtlogin.accounts")

} // namespace QtLogin
