// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qstring.h>

namespace QtLogin {

// Whether two names of SecretStore::backendName() mean one keychain: a remark in parentheses is no part of the name.
inline bool isSameBackend(const QString &one, const QString &other)
{
    const auto name = [](const QString &whole) { return whole.section(QStringLiteral(" ("), 0, 0); };
    return name(one) == name(other);
}

} // namespace QtLogin
