// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qloggingcategory.h>

namespace QtLogin {

Q_DECLARE_LOGGING_CATEGORY(networkLog)

} // namespace QtLogin
