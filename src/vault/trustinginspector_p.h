// SPDX-License-Identifier: MIT
#pragma once

#include "vault/keychaininspector_p.h"

namespace QtLogin {

// For platforms where QtKeychain's own words, and reading back, are all there is to go by.
class TrustingInspector final : public KeychainInspector
{
public:
    explicit TrustingInspector(QString backendName) : m_backendName(std::move(backendName)) { }

    QFuture<Result<Found>> probe() override { return readyFuture<Result<Found>>(Found::CannotTell); }
    QFuture<Result<Found>> lookFor(const KeychainItem &) override { return probe(); }
    QFuture<Result<Found>> lookForRoom(const KeychainItem &) override { return probe(); }
    QFuture<Result<void>> unlock(const KeychainItem &) override { return readyFuture(Result<void>()); }
    QFuture<Result<void>> makeRoom(const KeychainItem &) override { return readyFuture(Result<void>()); }
    QString backendName() const override { return m_backendName; }

private:
    QString m_backendName;
};

} // namespace QtLogin
