// SPDX-License-Identifier: MIT
#include "vault/keychainerror_p.h"

#include <QtCore/qcoreapplication.h>

namespace QtLogin::KeychainError {

static QString translated(const char *text)
{
    return QCoreApplication::translate("QtLogin::KeychainStore", text);
}

Error noKeychain()
{
    return {Error::Kind::Unavailable,
            translated(QT_TRANSLATE_NOOP("QtLogin::KeychainStore", "No keychain is running on this desktop."))};
}

Error noGLib()
{
    return {Error::Kind::Unavailable,
            translated(QT_TRANSLATE_NOOP("QtLogin::KeychainStore", "The keychain cannot be used while QT_NO_GLIB is set."))};
}

Error noAnswer()
{
    return {Error::Kind::TimedOut, translated(QT_TRANSLATE_NOOP("QtLogin::KeychainStore", "The keychain does not answer."))};
}

Error turnedAway()
{
    return {Error::Kind::Refused, translated(QT_TRANSLATE_NOOP("QtLogin::KeychainStore", "The keychain was not opened."))};
}

Error unanswered()
{
    return {Error::Kind::TimedOut,
            translated(QT_TRANSLATE_NOOP("QtLogin::KeychainStore", "Nobody unlocked the keychain in time."))};
}

Error stillBusy()
{
    return {Error::Kind::Unavailable,
            translated(QT_TRANSLATE_NOOP("QtLogin::KeychainStore", "The keychain is stuck with an earlier request."))};
}

Error notKept()
{
    return {Error::Kind::Unavailable,
            translated(QT_TRANSLATE_NOOP("QtLogin::KeychainStore", "The keychain did not keep what it was given."))};
}

Error notForgotten()
{
    return {Error::Kind::Unavailable,
            translated(QT_TRANSLATE_NOOP("QtLogin::KeychainStore", "The keychain did not delete what it was told to."))};
}

} // namespace QtLogin::KeychainError
