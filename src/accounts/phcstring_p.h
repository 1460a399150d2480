// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

#include <QtCore/qbytearray.h>

namespace QtLogin {

// $argon2id$v=19$m=262144,t=3,p=1$<salt>$<tag>, and nothing else: one spelling for each hash, and
// no work that a stored string could ask for beyond HashCost's bounds.
struct PhcString
{
    static constexpr qsizetype longest = 128;
    static constexpr qsizetype saltSize = 16;
    static constexpr qsizetype tagSize = 32;

    quint32 kibibytes = 0;
    quint32 passes = 0;
    QByteArray salt;
    QByteArray tag;

    // Damaged for anything that is not exactly such a string.
    [[nodiscard]] static Result<PhcString> parse(const QByteArray &text);
    [[nodiscard]] QByteArray toText() const;
};

} // namespace QtLogin
