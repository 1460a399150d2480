// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"
#include "foundation/sessionstate.h"

#include <chrono>

namespace QtLogin {

//! Every duration and switch of a session in one value. Zero means "without this limit" unless
//! said otherwise.
//!
//! ```cpp
//! auto policy = SessionPolicy::standard();
//! policy.freshLifetime = 10min;
//! login.setSessionPolicy(policy);
//! ```
//! \since 0.1
struct QTLOGIN_CORE_EXPORT SessionPolicy
{
    //! As Flask-Login: fresh for the whole session, remembered for a year. Nothing locks, and the
    //! clipboard is left alone.
    static SessionPolicy relaxed();
    //! The default: fresh for 5 minutes, remembered for 30 days, 14 of them unused. Locks with the
    //! desktop.
    static SessionPolicy standard();
    //! NIST 800-63B-4 AAL2: no user is remembered, 15 minutes of idleness lock, 12 hours end. Copies
    //! from guarded content stay on the clipboard for 30 seconds.
    static SessionPolicy strict();

    //! Success, or InvalidInput; the log names the field. Durations are from zero to
    //! a hundred years.
    [[nodiscard]] Result<void> validate() const;

    //! How long a proof counts as fresh. Zero: for the whole session.
    std::chrono::seconds freshLifetime = std::chrono::minutes(5);
    //! How long a login is remembered. Zero: not at all.
    std::chrono::seconds rememberLifetime = std::chrono::days(30);
    //! After how long without use a remembered login ends.
    std::chrono::seconds rememberUnusedLifetime = std::chrono::days(14);
    //! Whether each restore begins rememberLifetime, or what was chosen for that login, anew.
    bool slidingRemember = true;
    //! After how long without input the session locks.
    std::chrono::seconds idleLock = std::chrono::seconds(0);
    //! How long before that lock aboutToLock() warns.
    std::chrono::seconds lockWarning = std::chrono::seconds(30);
    //! The events of the desktop that lock the session too, as far as LoginManager::lockSources() has them.
    LockSources lockOn = LockSource::ScreenLock | LockSource::Suspend | LockSource::UserSwitch | LockSource::SessionEnd;
    //! How long a session may last, also while it is in use; then it ends.
    std::chrono::seconds sessionLifetime = std::chrono::seconds(0);
    //! How often the user is loaded anew while logged in, to notice changes made elsewhere. Also when the machine wakes
    //! up and when the application is activated, unless that was done in the last half minute.
    std::chrono::seconds revalidateInterval = std::chrono::minutes(5);
    //! Whether a copy out of guarded content leaves the clipboard when the content closes. A copy that the
    //! user has made elsewhere since stays.
    bool clearClipboard = true;
    //! After how long the copy leaves the clipboard in any case.
    std::chrono::seconds clipboardLifetime = std::chrono::seconds(0);
    SessionProtection protection = SessionProtection::Basic;

    friend bool operator==(const SessionPolicy &, const SessionPolicy &) = default;
};

} // namespace QtLogin
