// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/secret.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

#include <chrono>

namespace QtLogin {

// A remembered login as it lies in the keychain.
struct RememberRecord
{
    static constexpr qsizetype selectorSize = 16;
    static constexpr qsizetype verifierSize = 32; // where QtLogin makes it
    static constexpr qsizetype bindingSize = 16;

    QByteArray selector; // names the series; not a secret
    SecretPtr verifier; // new at each restore; a token of a server has any size, see RememberVerifier::makesTokens()
    QByteArray binding; // bindingSize bytes: of which application and profile
    QByteArray contextId; // of which machine and account
    QString userId;
    QString sessionStamp;
    Clock::Wall issuedAt {};
    Clock::Wall expiresAt {};
    std::chrono::seconds lifetime {0}; // as chosen at login

    // InvalidInput where id, stamp and context are too long together for one keychain item, or where these and the token
    // of a server are longer than a secret may be.
    [[nodiscard]] Result<SecretPtr> encode() const;
    // Damaged or NewerFormat for everything but what encode() has made, to the last bit.
    [[nodiscard]] static Result<RememberRecord> decode(const Secret &bytes);
};

} // namespace QtLogin
