// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qstring.h>

namespace QtLogin {

// Whether \a id may name what is stored: letters, digits, dots between them, hyphens and underscores. Anything else
// could lead out of a folder.
[[nodiscard]] bool isGoodApplicationId(const QString &id);

// For the log: the first character of \a id that is wrong, and where it stands. Empty where the id is good.
[[nodiscard]] QString faultOfApplicationId(const QString &id);

} // namespace QtLogin
