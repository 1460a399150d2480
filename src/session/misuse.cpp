// SPDX-License-Identifier: MIT
#include "session/misuse_p.h"

#include "foundation/applicationid_p.h"
#include "session/loginmanager.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

Error Misuse::missing(const char *call, const char *part, const char *field)
{
    qCCritical(lcSession, "LoginManager needs %s for %s. Set LoginSetup::%s before the manager is made of it.", part,
               call, field);
    return Error::Kind::NotConfigured;
}

Error Misuse::badApplicationId(const QString &id, const char *call)
{
    qCCritical(
        lcSession,
        "LoginManager needs an application id such as \"org.example.journal\"%s%s: %s. LoginSetup::applicationId "
        "takes letters from a to z, digits, hyphens and underscores, and dots between them.",
        call ? " for " : "", call ? call : "", qUtf8Printable(faultOfApplicationId(id)));
    return Error::Kind::NotConfigured;
}

// No mistake where the session has just ended: hence not critical.
Error Misuse::noUser(const char *call)
{
    qCInfo(lcSession, "%s does nothing while no user is logged in. LoginManager::isAuthenticated() tells.", call);
    return Error(Error::Kind::InvalidInput, LoginManager::tr("No user is logged in."));
}

Error Misuse::badArgument(const char *call, const char *complaint)
{
    qCCritical(lcSession, "LoginManager::%s has done nothing: %s", call, complaint);
    return Error::Kind::InvalidInput;
}

} // namespace QtLogin
