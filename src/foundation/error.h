// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

#include <QtCore/qdebug.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qstring.h>

#include <chrono>
#include <optional>

namespace QtLogin {

//! Why something did not happen: what the caller can do about it, and a sentence for people.
//!
//! No part of an error ever holds a secret, so it may be shown and logged.
//! \since 0.1
class QTLOGIN_CORE_EXPORT Error
{
    Q_GADGET
public:
    enum class Kind {
        Absent, //!< It is not there, and that is certain.
        Locked, //!< It is there, behind a lock that the user can open.
        Refused, //!< The user was asked and said no.
        Unavailable, //!< Could not ask. Trying again later may help.
        TimedOut, //!< Asked, and no answer came in time.
        Damaged, //!< It is there and cannot be read.
        NewerFormat, //!< Written by a newer version; left alone.
        WrongCredentials, //!< Unknown, disabled and wrong are this one.
        Throttled, //!< Too many tries; see retryAfter().
        StepRequired, //!< Right so far; one more step is needed, such as a code.
        WrongUser, //!< Credentials of another user than the one who was asked.
        Inactive, //!< The user exists and may not log in.
        Forbidden, //!< Logging in would not help.
        Cancelled, //!< The person changed their mind.
        Abandoned, //!< The object that could have answered has gone.
        InvalidInput, //!< The caller's mistake; nothing was done.
        NotConfigured, //!< A part is missing; the message says which.
        Internal, //!< A defect, here or in a callback.
    };
    Q_ENUM(Kind)

    //! An error with the general sentence for its \a kind.
    Error(Kind kind); // NOLINT(google-explicit-constructor): so that `return Error::Kind::Absent;` reads
    Error(Kind kind, QString message, std::optional<std::chrono::seconds> retryAfter = {});

    Kind kind() const { return m_kind; }
    //! A translated sentence that may be shown to the person at the screen.
    QString message() const { return m_message; }
    //! When it makes sense to try again, where that is known.
    std::optional<std::chrono::seconds> retryAfter() const { return m_retryAfter; }

    friend bool operator==(const Error &, const Error &) = default;

private:
    Kind m_kind;
    QString m_message;
    std::optional<std::chrono::seconds> m_retryAfter;
};

QTLOGIN_CORE_EXPORT QDebug operator<<(QDebug debug, const Error &error);

} // namespace QtLogin
