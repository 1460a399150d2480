// SPDX-License-Identifier: MIT
#include "session/loginsetup_p.h"

#include "authenticators/jointauthenticator_p.h"
#include "foundation/applicationid_p.h"
#include "identity/jointuserloader_p.h"
#include "remember/jointverifier_p.h"
#include "session/misuse_p.h"
#include "session/policyfault_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

std::shared_ptr<UserLoader> LoginSetup::beside(const std::shared_ptr<UserLoader> &now,
                                               const std::shared_ptr<UserLoader> &part)
{
    return joined<JointUserLoader>(now, part);
}

std::shared_ptr<Authenticator> LoginSetup::beside(const std::shared_ptr<Authenticator> &now,
                                                  const std::shared_ptr<Authenticator> &part)
{
    return joined<JointAuthenticator>(now, part);
}

std::shared_ptr<RememberVerifier> LoginSetup::beside(const std::shared_ptr<RememberVerifier> &now,
                                                     const std::shared_ptr<RememberVerifier> &part)
{
    return joined<JointVerifier>(now, part);
}

// An editor that stands beside a single authenticator is for all of its users.
std::shared_ptr<AccountEditor> LoginSetup::editorOf(const QString &userId) const
{
    const auto *const joint = dynamic_cast<const JointAuthenticator *>(authenticator.get());
    if (!joint || !accountEditor)
        return accountEditor;
    const auto its = joint->realms().of(userId);
    return its == joint->realms().of(idPrefixOf(accountEditor)) ? accountEditor : nullptr;
}

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
