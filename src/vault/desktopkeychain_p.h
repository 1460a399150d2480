// SPDX-License-Identifier: MIT
#pragma once

#include "vault/kwallet_p.h"
#include "vault/secretservice_p.h"

namespace QtLogin {

// Which of the two keychains of a Linux desktop QtKeychain uses, by QtKeychain's own rules: it
// decides once in a process, and so do we. It also waits for KWallet while it decides, so KWallet
// has been asked here, and has answered, before QtKeychain is used for the first time.
class DesktopKeychain final : public QObject, public KeychainInspector
{
public:
    explicit DesktopKeychain(const std::shared_ptr<Clock> &clock);

    QFuture<Result<Found>> probe() override;
    QFuture<Result<Found>> lookFor(const KeychainItem &item) override;
    QFuture<Result<Found>> lookForRoom(const KeychainItem &item) override;
    QFuture<Result<void>> unlock(const KeychainItem &item) override;
    QFuture<Result<void>> makeRoom(const KeychainItem &item) override;
    QString backendName() const override;
    std::shared_ptr<FormerKeychain> former(const QString &name, const std::shared_ptr<Clock> &clock,
                                           Worker &worker) override;

private:
    template<typename T, typename Question>
    QFuture<Result<T>> ask(Question question);
    QFuture<Result<KeychainInspector *>> chosen();
    Result<KeychainInspector *> current();

    std::shared_ptr<MessageBus> m_bus;
    SecretService m_secretService;
    KWallet m_kwallet;
};

} // namespace QtLogin
