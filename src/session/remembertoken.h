// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/secret.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

#include <chrono>

namespace QtLogin {

//! What a remembered login is, as it lies in the keychain. Never logged, never in a file.
//! \since 0.1
struct RememberToken
{
    QByteArray selector; //!< 16 random bytes that name the series. Not a secret.
    SecretPtr verifier; //!< 32 random bytes, new at each restore.
    QString userId;
    QString sessionStamp;
    QByteArray contextId;
    Clock::Wall issuedAt {};
    Clock::Wall expiresAt {};
    std::chrono::seconds lifetime {0}; //!< As chosen at login.
};

} // namespace QtLogin
