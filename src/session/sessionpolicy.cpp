// SPDX-License-Identifier: MIT
#include "session/sessionpolicy.h"

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

Result<void> SessionPolicy::validate() const
{
    constexpr std::chrono::seconds longest = std::chrono::years(100);
    const struct {
        const char *name;
        std::chrono::seconds value;
    } durations[] = {
        {"freshLifetime", freshLifetime},
        {"rememberLifetime", rememberLifetime},
        {"rememberUnusedLifetime", rememberUnusedLifetime},
        {"idleLock", idleLock},
        {"lockWarning", lockWarning},
        {"sessionLifetime", sessionLifetime},
        {"revalidateInterval", revalidateInterval},
        {"clipboardLifetime", clipboardLifetime},
    };
    for (const auto &duration : durations) {
        if (duration.value < 0s || duration.value > longest) {
            return Error(Error::Kind::InvalidInput,
                         QStringLiteral("SessionPolicy::%1 must be between zero and a hundred years.")
                             .arg(QLatin1StringView(duration.name)));
        }
    }
    if (rememberLifetime > 0s && rememberUnusedLifetime > rememberLifetime)
        return Error(Error::Kind::InvalidInput,
                     QStringLiteral("SessionPolicy::rememberUnusedLifetime is longer than rememberLifetime."));
    if (idleLock > 0s && lockWarning >= idleLock)
        return Error(Error::Kind::InvalidInput, QStringLiteral("SessionPolicy::lockWarning is not shorter than idleLock."));
    if (lockOn & ~(LockSource::ScreenLock | LockSource::Suspend | LockSource::UserSwitch | LockSource::SessionEnd))
        return Error(Error::Kind::InvalidInput, QStringLiteral("SessionPolicy::lockOn has an unknown flag."));
    if (protection < SessionProtection::Off || protection > SessionProtection::Strong)
        return Error(Error::Kind::InvalidInput, QStringLiteral("SessionPolicy::protection is unknown."));
    return {};
}

} // namespace QtLogin
