// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"

namespace QtLogin {

// Windows holds at most 2560 bytes in one credential, and we keep items small everywhere.
inline constexpr qsizetype longestSecret = 2048;

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
    if (!secret || secret->size() > longestSecret)
        return Error(Error::Kind::InvalidInput, QStringLiteral("A secret must be there and have at most 2048 bytes."));
    return {};
}

} // namespace QtLogin
