// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

#include <QtCore/qstring.h>

namespace QtLogin {

// A name to log in with. Names are the same when their keys are: without case, and without the differences that no one
// can see. A key is NFKC_Casefold of Unicode with three more rules: i, I, İ and ı are one letter, runs of white space
// are one space, and none stands at the ends. So the key of a key is the key itself.
struct UserName
{
    static constexpr qsizetype longest = 256; // Unicode characters

    QString shown; // in normal form C
    QString key;

    // InvalidInput, with a sentence, for a name that no account may have.
    [[nodiscard]] static Result<UserName> fromTyped(const QString &typed);
    // The key of a name that was taken before, perhaps by another version of these rules.
    [[nodiscard]] static QString keyOf(const QString &shown);
};

// A name to be shown, which may be anything visible.
[[nodiscard]] Result<QString> displayNameFromTyped(const QString &typed);

} // namespace QtLogin
