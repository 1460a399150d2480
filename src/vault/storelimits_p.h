// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"

namespace QtLogin {

inline constexpr qsizetype longestSecret = 65'536;
// The size up to which a value lies in the keychain's item itself. A larger one lies in a file,
// whose key the item holds.
inline constexpr qsizetype longestInItem = 2'048;
// Windows cuts credentials that are longer, and so none is written.
inline constexpr qsizetype longestItem = 2'560;

inline Result<void> checkKey(const QString &key)
{
    if (key.isEmpty() || key.contains(QChar(0)))
        return Error(Error::Kind::InvalidInput, QStringLiteral("A key for a secret must not be empty."));
    return {};
}

inline Result<void> checkEntry(const QString &key, const SecretPtr &secret)
{
    if (const auto valid = checkKey(key); !valid)
        return valid;
    if (!secret || secret->isEmpty() || secret->size() > longestSecret)
        return Error(Error::Kind::InvalidInput, QStringLiteral("A secret has at least one byte and at most 65536."));
    return {};
}

} // namespace QtLogin
