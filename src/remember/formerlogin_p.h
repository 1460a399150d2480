// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "remember/profilefile_p.h"
#include "remember/rememberrecord_p.h"
#include "vault/secretstore.h"

namespace QtLogin {

class RememberParts;

// The remembered login in the keychain that the profile names, where the desktop uses another one today: it is read
// there, and removed once today's keychain has its successor.
class FormerLogin
{
public:
    explicit FormerLogin(RememberParts &parts) : m_parts(parts) { }

    // The record that counts, where today's keychain has answered \a now: the former one's, where that has what the
    // profile expects.
    [[nodiscard]] QFuture<Result<RememberRecord>> find(const Result<RememberRecord> &now);
    // Removes the item of this profile from the keychain called \a backend; under the shared key only one of
    // \a selectors. Success as well where that is today's.
    [[nodiscard]] QFuture<Result<void>> remove(const QString &backend, const QList<QByteArray> &selectors);
    // Removes what the profile says was left in other keychains than today's, and notes what is gone. To be called under
    // the rotation lock: another process may be moving a login there.
    [[nodiscard]] QFuture<Result<void>> removeLeftovers();

private:
    using Found = Answer<RememberRecord>;
    using Keychain = std::shared_ptr<SecretStore>; // is held until it has answered

    void look(const Profile::Remembered &expected, const Result<RememberRecord> &now, const Found &answer);
    void lookUnderKeys(const Keychain &keychain, const QByteArray &selector, const Found &answer);
    void decide(const QByteArray &selector, const Result<RememberRecord> &now, const Result<RememberRecord> &former,
                const Found &answer);
    [[nodiscard]] QFuture<Result<RememberRecord>> read(const Keychain &keychain, const QString &key);
    [[nodiscard]] QFuture<Result<void>> remove(const Keychain &keychain, const QString &key);
    [[nodiscard]] QFuture<Result<void>> remove(const Profile::Leftover &leftover);
    [[nodiscard]] QFuture<Result<void>> removeShared(const Keychain &keychain, const QList<QByteArray> &selectors);

    RememberParts &m_parts;
};

} // namespace QtLogin
