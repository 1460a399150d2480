// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginnetworkexport.h"

#include <QtCore/qbytearray.h>

#include <optional>

namespace QtLogin {

// Base64 for addresses, without padding: RFC 4648 §5, as RFC 7515 §2 wants it.
struct QTLOGIN_NETWORK_EXPORT Base64Url
{
    // The bytes that \p text stands for; null where it is not exactly what encoded() writes for them: padding, blanks,
    // line breaks, the characters of plain base64 and spare bits are refused. Nothing stands for no bytes.
    [[nodiscard]] static std::optional<QByteArray> decoded(QByteArrayView text);
    [[nodiscard]] static QByteArray encoded(QByteArrayView bytes);
};

} // namespace QtLogin
