// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

#include <QtCore/qstring.h>

namespace QtLogin {

// A name to log in with. Names are the same when their keys are: without case, and without the
// differences that nobody can see (NFKC, case-folded).
struct UserName
{
    static constexpr qsizetype longest = 256; // Unicode characters

    QString shown; // in normal form C
    QString key;

    // InvalidInput, with a sentence, for a name that nobody may have.
    [[nodiscard]] static Result<UserName> fromTyped(const QString &typed);
};

// A name to be shown, which may be anything visible.
[[nodiscard]] Result<QString> displayNameFromTyped(const QString &typed);

} // namespace QtLogin
