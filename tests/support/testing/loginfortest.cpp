// SPDX-License-Identifier: MIT
#include "testing/loginfortest.h"

namespace QtLogin {

Result<void> logInForTest(LoginManager &login, const UserPtr &user, bool fresh)
{
    return login.logInVerified(user, {.remember = LoginOptions::Remember::Keep, .fresh = fresh});
}

} // namespace QtLogin
