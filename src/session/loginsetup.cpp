// SPDX-License-Identifier: MIT
#include "session/loginsetup_p.h"

#include "foundation/applicationid_p.h"
#include "session/misuse_p.h"
#include "session/policyfault_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

LoginSetup corrected(LoginSetup setup)
{
    if (!isGoodApplicationId(setup.applicationId))
        Misuse::badApplicationId(setup.applicationId, nullptr);
    if (const QString fault = faultOf(setup.sessionPolicy); !fault.isEmpty()) {
        qCCritical(lcSession).noquote() << fault << "The standard policy holds instead.";
        setup.sessionPolicy = SessionPolicy::standard();
    }
    if (setup.profile.isEmpty()) {
        qCCritical(lcSession,
                   "LoginSetup::profile needs a name, which tells several logins of one application apart. It is "
                   "\"default\" now.");
        setup.profile = LoginSetup().profile;
    }
    std::erase(setup.ambientLogins, nullptr);
    if (!setup.clock)
        setup.clock = Clock::system();
    return setup;
}

} // namespace QtLogin
