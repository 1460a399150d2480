// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

#include <QtCore/qbytearray.h>

namespace QtLogin::Envelope {

// The frame of each file and item that we store: magic, version, length, payload, checksum. Without
// it, a value that was cut short or garbled would be taken for a token, or for none.
inline constexpr qsizetype overhead = 4 + 1 + 4 + 16;

// The bytes are reserved once, so that a secret payload leaves no copies behind on the way.
[[nodiscard]] QByteArray wrap(const char (&magic)[5], quint8 version, QByteArrayView payload);

// The payload within \a bytes. NewerFormat for a whole envelope of a higher version; Damaged for
// bytes that are not exactly one envelope.
[[nodiscard]] Result<QByteArrayView> unwrap(const char (&magic)[5], quint8 version, QByteArrayView bytes);

} // namespace QtLogin::Envelope
