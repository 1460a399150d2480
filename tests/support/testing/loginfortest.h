// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include "qtlogintestingexport.h"

namespace QtLogin {

//! Lets \a user in, as if the application had verified them: for tests of what comes after.
//!
//! ```cpp
//! LoginManager login({.applicationId = u"org.example.journal"_s,
//!                     .userLoader = users,
//!                     .secretStore = std::make_shared<ScriptedSecretStore>(),
//!                     .clock = std::make_shared<ManualClock>()});
//! QVERIFY(logInForTest(login, SimpleUser::create({.id = u"ada"_s})));
//! ```
//!
//! With \a fresh false the user is logged in as a remembered user is: not fresh. Nothing is
//! opened that LoginManager::logInVerified() would not open, and remembered logins are left alone.
//! \headerfile <QtLogin/LoginForTest> \since 0.1
[[nodiscard]] QTLOGIN_TESTING_EXPORT Result<void> logInForTest(LoginManager &login, const UserPtr &user,
                                                               bool fresh = true);

} // namespace QtLogin
