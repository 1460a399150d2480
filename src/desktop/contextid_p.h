// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

namespace QtLogin {

// The things that a session is bound to, where the application says nothing else. None changes in normal use, so
// there is no host name, no network and no version.
struct Context
{
    QByteArray machine; // empty where the system does not tell
    QByteArray account; // of the system
    QString applicationId;

    // All of it, hashed.
    [[nodiscard]] QByteArray id() const;
};

// Of this machine and this process.
[[nodiscard]] QByteArray defaultContextId(const QString &applicationId);

// One source file per platform: a text that names the system account for good.
[[nodiscard]] QByteArray systemAccountId();

} // namespace QtLogin
