// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"
#include "qtloginaccountsexport.h"

#include <QtCore/qstringlist.h>

namespace QtLogin {

//! Which new passwords are taken (NIST 800-63B-4 §3.1.1.2): long ones, of any characters, with no
//! rules about their kinds. \since 0.1
struct QTLOGIN_ACCOUNTS_EXPORT PasswordPolicy
{
    static constexpr int longest = 1024; //!< Unicode characters. Longer ones are refused, never cut.

    //! In Unicode characters: 15 where the password is the only proof; 8 to 64.
    int minimumLength = 15;
    //! Whole passwords that are refused, in upper and lower case; the name of the application is
    //! always among them.
    QStringList refused = {};

    //! Success, or InvalidInput; the log names the field.
    [[nodiscard]] Result<void> validate() const;

    //! Everything that is wrong with \a password for \a userName, in translated sentences.
    [[nodiscard]] QStringList complaints(const Secret &password, const QString &userName) const;

    //! Whether \a password is longer than any that could have been set, without looking at it.
    [[nodiscard]] static bool isHopelesslyLong(const Secret &password);
};

} // namespace QtLogin
