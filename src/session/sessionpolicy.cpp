// SPDX-License-Identifier: MIT
#include "session/sessionpolicy.h"

#include "session/policyfault_p.h"
#include "session/sessionlog_p.h"

#include <QtCore/qcoreapplication.h>

namespace QtLogin {

using namespace std::chrono_literals;

SessionPolicy SessionPolicy::relaxed()
{
    SessionPolicy policy;
    policy.freshLifetime = 0s;
    policy.rememberLifetime = std::chrono::days(365);
    policy.rememberUnusedLifetime = 0s;
    policy.slidingRemember = false;
    policy.lockOn = {};
    policy.revalidateInterval = 0s;
    policy.clearClipboard = false;
    return policy;
}

SessionPolicy SessionPolicy::standard()
{
    return {};
}

SessionPolicy SessionPolicy::strict()
{
    SessionPolicy policy;
    policy.rememberLifetime = 0s;
    policy.rememberUnusedLifetime = 0s;
    policy.slidingRemember = false;
    policy.idleLock = 15min;
    policy.sessionLifetime = 12h;
    policy.clipboardLifetime = 30s;
    policy.protection = SessionProtection::Strong;
    return policy;
}

QString faultOf(const SessionPolicy &policy)
{
    constexpr std::chrono::seconds longest = std::chrono::years(100);
    const struct {
        const char *name;
        std::chrono::seconds value;
    } durations[] = {
        {"freshLifetime", policy.freshLifetime},
        {"rememberLifetime", policy.rememberLifetime},
        {"rememberUnusedLifetime", policy.rememberUnusedLifetime},
        {"idleLock", policy.idleLock},
        {"lockWarning", policy.lockWarning},
        {"sessionLifetime", policy.sessionLifetime},
        {"revalidateInterval", policy.revalidateInterval},
        {"clipboardLifetime", policy.clipboardLifetime},
    };
    for (const auto &duration : durations) {
        if (duration.value < 0s || duration.value > longest) {
            return QStringLiteral("SessionPolicy::%1 must be between zero and a hundred years.")
                .arg(QLatin1StringView(duration.name));
        }
    }
    if (policy.rememberLifetime > 0s && policy.rememberUnusedLifetime > policy.rememberLifetime)
        return QStringLiteral("SessionPolicy::rememberUnusedLifetime is longer than rememberLifetime.");
    if (policy.idleLock > 0s && policy.lockWarning >= policy.idleLock)
        return QStringLiteral("SessionPolicy::lockWarning is not shorter than idleLock.");
    if (policy.lockOn
        & ~(LockSource::ScreenLock | LockSource::Suspend | LockSource::UserSwitch | LockSource::SessionEnd))
        return QStringLiteral("SessionPolicy::lockOn has an unknown flag.");
    if (policy.protection < SessionProtection::Off || policy.protection > SessionProtection::Strong)
        return QStringLiteral("SessionPolicy::protection is unknown.");
    return {};
}

Result<void> SessionPolicy::validate() const
{
    const QString fault = faultOf(*this);
    if (fault.isEmpty())
        return {};
    qCCritical(lcSession).noquote() << "SessionPolicy::validate():" << fault;
    return Error::Kind::InvalidInput;
}

} // namespace QtLogin
