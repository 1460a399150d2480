// SPDX-License-Identifier: MIT
#include "session/loginsetup_p.h"

#include "foundation/applicationid_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

LoginSetup corrected(LoginSetup setup)
{
    if (!isGoodApplicationId(setup.applicationId))
        qCCritical(lcSession, "LoginManager needs %s.", neededApplicationId);
    if (const auto valid = setup.sessionPolicy.validate(); !valid) {
        qCCritical(lcSession).noquote() << valid.error().message() << "The standard policy holds instead.";
        setup.sessionPolicy = SessionPolicy::standard();
    }
    if (setup.profile.isEmpty()) {
        qCCritical(lcSession, "LoginSetup::profile needs a name. It is \"default\" now.");
        setup.profile = LoginSetup().profile;
    }
    std::erase(setup.ambientLogins, nullptr);
    if (!setup.clock)
        setup.clock = Clock::system();
    return setup;
}

} // namespace QtLogin
