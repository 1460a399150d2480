// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"

#include <QtCore/qhash.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qstringlist.h>

#include <optional>

namespace QtLogin {

// JSON from outside: one object (RFC 8259), which every strict parser reads as the same. Refused are two members with
// one name at any depth, NUL (also as \u0000), a byte order mark, bytes after the object, invalid UTF-8, lone surrogates,
// numbers beyond a double, and more than 16 levels. How long a text may be is up to the caller. Any thread.
struct QTLOGIN_CORE_EXPORT StrictJson
{
    static constexpr qsizetype deepest = 16; // the top level is 1

    QJsonObject object;
    // String members of the top level whose names the caller gave as those of secrets. They are not in the object.
    QHash<QString, SecretPtr> secrets {};
    // Number members of the top level that are not written as an integer that fits into 64 bits, such as 1.0 and 1e3.
    // A QJsonValue does not tell them from integers.
    QStringList inexact {};

    // The object that \p text is, or Damaged. The log says why, without a word of the text. \p text is the caller's to wipe.
    [[nodiscard]] static Result<StrictJson> parse(QByteArrayView text, const QStringList &secretNames = {});
};

// The member \p name where it is a string, which may be empty.
QTLOGIN_CORE_EXPORT std::optional<QString> stringIn(const QJsonObject &object, QStringView name);
// The member \p name of the top level where it is an integer of 0 … 2⁵³, written without fraction and exponent: a time
// or a duration.
QTLOGIN_CORE_EXPORT std::optional<qint64> timeIn(const StrictJson &json, QStringView name);

} // namespace QtLogin
