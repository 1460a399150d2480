// SPDX-License-Identifier: MIT
#pragma once

#include "accounts/accountdatabase_p.h"
#include "remember/rememberverifier.h"

namespace QtLogin {

// The work of SqlAccounts as a RememberVerifier. Everything here blocks.
class RememberedLogins
{
public:
    RememberedLogins(const AccountDatabase &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    [[nodiscard]] Result<void> issue(const RememberVerifier::NewSeries &series) const;
    [[nodiscard]] Result<RememberVerifier::Presented> present(const QByteArray &selector, const Secret &verifier,
                                                              const QByteArray &successorHash) const;
    [[nodiscard]] Result<RememberVerifier::Series> touch(const QByteArray &selector) const;
    [[nodiscard]] Result<void> revoke(const QByteArray &selector) const;
    [[nodiscard]] Result<void> revokeAll(const QString &userId) const;
    [[nodiscard]] Result<void> revokeAllUsers() const;
    [[nodiscard]] Result<QList<RememberVerifier::Series>> devices(const QString &userId) const;

private:
    template<typename Removal>
    Result<void> remove(Removal removal) const;

    const AccountDatabase &m_database;
    const Clock &m_clock;
};

} // namespace QtLogin
