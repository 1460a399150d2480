// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

namespace QtLogin {

// Machine, system account and application, hashed: nothing in it changes in normal use, so no
// host name, no network and no version.
[[nodiscard]] QByteArray defaultContextId(const QString &applicationId);

// One source file per platform: a text that names the system account for good.
[[nodiscard]] QByteArray systemAccountId();

} // namespace QtLogin
