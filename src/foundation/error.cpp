// SPDX-License-Identifier: MIT
#include "foundation/error.h"

#include <QtCore/qcoreapplication.h>

namespace QtLogin {

static QString generalSentence(Error::Kind kind)
{
    const auto translated = [](const char *text) {
        return QCoreApplication::translate("QtLogin::Error", text);
    };
    switch (kind) {
    case Error::Kind::Absent:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "There is nothing stored."));
    case Error::Kind::Locked:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "The keychain is locked."));
    case Error::Kind::Refused:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "Access was refused."));
    case Error::Kind::Unavailable:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "This is not available at the moment."));
    case Error::Kind::TimedOut:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "There was no answer in time."));
    case Error::Kind::Damaged:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "The stored data is damaged."));
    case Error::Kind::NewerFormat:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "This was written by a newer version."));
    case Error::Kind::WrongCredentials:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "The user name or the password is wrong."));
    case Error::Kind::Throttled:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "Too many attempts. Try again later."));
    case Error::Kind::StepRequired:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "One more step is needed."));
    case Error::Kind::WrongUser:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "These are another person's credentials."));
    case Error::Kind::Inactive:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "This account is not active."));
    case Error::Kind::Forbidden:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "You are not allowed to do this."));
    case Error::Kind::Cancelled:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "Cancelled."));
    case Error::Kind::Abandoned:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "The operation was abandoned."));
    case Error::Kind::InvalidInput:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "This input is not valid."));
    case Error::Kind::NotConfigured:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "The application is not set up for this."));
    case Error::Kind::Internal:
        return translated(QT_TRANSLATE_NOOP("QtLogin::Error", "Something went wrong in the application."));
    }
    return {};
}

Error::Error(Kind kind) : m_kind(kind), m_message(generalSentence(kind)) { }

Error::Error(Kind kind, QString message, std::optional<std::chrono::seconds> retryAfter)
    : m_kind(kind), m_message(std::move(message)), m_retryAfter(retryAfter)
{
}

QDebug operator<<(QDebug debug, const Error &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << error.kind() << ": " << error.message();
    return debug;
}

} // namespace QtLogin
