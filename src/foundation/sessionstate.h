// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

#include <QtCore/qflags.h>
#include <QtCore/qobjectdefs.h>

namespace QtLogin {
Q_NAMESPACE_EXPORT(QTLOGIN_CORE_EXPORT)

//! Where a session stands. Guards are open in LoggedIn only. \since 0.1
enum class SessionState {
    SignedOut, //!< No user is logged in.
    LoggingIn, //!< No user is logged in yet, and one is proving who they are.
    Restoring, //!< The remembered login is being looked for. It comes back as LoggedIn or as Locked.
    RestorePending, //!< There may be a remembered login, and the keychain or the user loader cannot say now.
    LoggedIn, //!< A user is logged in.
    Locked, //!< A user is logged in and away: they come back by proving who they are.
};
Q_ENUM_NS(SessionState)

//! Why the user was logged out. \headerfile <QtLogin/LogoutReason> \since 0.1
enum class LogoutReason {
    Requested, //!< logOut() was called.
    Elsewhere, //!< The same user logged out in another process of this application.
    UserSwitched, //!< Another user has logged in.
    UserGone, //!< The user loader no longer knows the user.
    UserDisabled, //!< The user is no longer active.
    StampChanged, //!< The user's session stamp has changed, as after a new password.
    SessionExpired, //!< The policy's sessionLifetime is over.
    ContextChanged, //!< Strong protection: this is another machine or account than before.
    TokenRefused, //!< A server no longer takes the user's token.
};
Q_ENUM_NS(LogoutReason)

//! \headerfile <QtLogin/LockReason> \since 0.1
enum class LockReason {
    Requested,
    Idle,
    ScreenLocked,
    Suspended,
    UserSwitchedDesktop,
    SessionEnding, //!< The desktop session ends, and the application with it: the next start is not locked by that.
    TokenRefused, //!< A server no longer takes the user's token: they log in again, and work stays.
    Restored, //!< The application ended while it was locked, or a limit has passed since.
};
Q_ENUM_NS(LockReason)

//! The events of the desktop that may lock a session. \headerfile <QtLogin/LockSource> \since 0.1
enum class LockSource {
    ScreenLock = 1, //!< The screen is locked, or its saver begins.
    Suspend = 2, //!< The machine goes to sleep: it waits until the session is locked.
    UserSwitch = 4, //!< The screen is given to another user.
    SessionEnd = 8, //!< The user logs out of the desktop, or the machine shuts down.
};
Q_DECLARE_FLAGS(LockSources, LockSource)
Q_FLAG_NS(LockSources)

//! The reason of a failed login that may be told in public: unknown, disabled and wrong are one.
//! \headerfile <QtLogin/LoginFailure> \since 0.1
enum class LoginFailure { WrongCredentials, Throttled, Unavailable, Cancelled };
Q_ENUM_NS(LoginFailure)

//! How the keychain stands, as far as anybody had to ask. \headerfile <QtLogin/KeychainState> \since 0.1
enum class KeychainState {
    Unknown, //!< Not asked yet.
    Ready,
    Slow, //!< Has not answered for three seconds; the answer is still awaited.
    Locked,
    Refused, //!< The person would not unlock it in this run.
    Unavailable, //!< There is none, or it does not answer.
};
Q_ENUM_NS(KeychainState)

//! The effect of a changed context id on a session. \headerfile <QtLogin/SessionProtection> \since 0.1
enum class SessionProtection {
    Off,
    Basic, //!< The session is no longer fresh.
    Strong, //!< The session and the remembered login end.
};
Q_ENUM_NS(SessionProtection)

Q_DECLARE_OPERATORS_FOR_FLAGS(LockSources)

} // namespace QtLogin
