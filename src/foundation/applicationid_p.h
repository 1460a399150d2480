// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qregularexpression.h>

namespace QtLogin {

// Whether \a id may name what is stored: letters, digits, dots between them, hyphens and underscores. Anything else
// could lead out of a folder.
inline bool isGoodApplicationId(const QString &id)
{
    static const QRegularExpression good(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")));
    return good.match(id).hasMatch();
}

} // namespace QtLogin
