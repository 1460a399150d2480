// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

#include <QtCore/qflags.h>
#include <QtCore/qobjectdefs.h>

namespace QtLogin {
Q_NAMESPACE_EXPORT(QTLOGIN_CORE_EXPORT)

//! Where a session stands. Guards are open in LoggedIn only. \since 0.1
enum class SessionState {
    SignedOut, //!< Nobody is in.
    LoggingIn, //!< Nobody is in yet, and somebody is proving themselves.
    Restoring, //!< The remembered login is being looked for. It comes back as LoggedIn or as Locked.
    RestorePending, //!< There may be one, and the keychain or the user loader cannot say now.
    LoggedIn, //!< Somebody is in.
    Locked, //!< Somebody is in and away: they come back by proving themselves.
};
Q_ENUM_NS(SessionState)

//! Why somebody is out. \since 0.1
enum class LogoutReason {
    Requested, //!< logOut() was called.
    Elsewhere, //!< The same user logged out in another process of this application.
    UserSwitched, //!< Somebody else has logged in.
    UserGone, //!< The user loader no longer knows them.
    UserDisabled, //!< They are no longer active.
    StampChanged, //!< Their session stamp has changed, as after a new password.
    SessionExpired, //!< The policy's sessionLifetime is over.
    ContextChanged, //!< Strong protection: this is another machine or account than before.
    TokenRefused, //!< A server no longer takes their token.
};
Q_ENUM_NS(LogoutReason)

//! \since 0.1
enum class LockReason {
    Requested,
    Idle,
    ScreenLocked,
    Suspended,
    UserSwitchedDesktop,
    SessionEnding, //!< The desktop session ends, and the application with it: the next start is not locked by that.
    Restored, //!< The application ended while it was locked, or a limit has passed since.
};
Q_ENUM_NS(LockReason)

//! What may happen to the desktop that locks a session. \since 0.1
enum class LockSource {
    ScreenLock = 1, //!< The screen is locked, or its saver begins.
    Suspend = 2, //!< The machine goes to sleep: it waits until the session is locked.
    UserSwitch = 4, //!< The screen is given to another user.
    SessionEnd = 8, //!< The user logs out of the desktop, or the machine shuts down.
};
Q_DECLARE_FLAGS(LockSources, LockSource)
Q_FLAG_NS(LockSources)

//! What may be said of a failed login in public: unknown, disabled and wrong are one. \since 0.1
enum class LoginFailure { WrongCredentials, Throttled, Unavailable, Cancelled };
Q_ENUM_NS(LoginFailure)

//! How the keychain stands, as far as anybody had to ask. \since 0.1
enum class KeychainState {
    Unknown, //!< Nobody has asked yet.
    Ready,
    Slow, //!< Has not answered for three seconds; the answer is still awaited.
    Locked,
    Refused, //!< The person would not unlock it in this run.
    Unavailable, //!< There is none, or it does not answer.
};
Q_ENUM_NS(KeychainState)

//! What a changed context id does to a session. \since 0.1
enum class SessionProtection {
    Off,
    Basic, //!< The session is no longer fresh.
    Strong, //!< The session and the remembered login end.
};
Q_ENUM_NS(SessionProtection)

Q_DECLARE_OPERATORS_FOR_FLAGS(LockSources)

} // namespace QtLogin
