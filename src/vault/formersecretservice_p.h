// SPDX-License-Identifier: MIT
#pragma once

#include "vault/formerkeychain_p.h"
#include "vault/secretservice_p.h"

namespace QtLogin {

// The Secret Service of a desktop that uses KWallet now. The secret crosses the session's bus as it is (a "plain"
// session): a program that can listen there can ask for it as well.
class FormerSecretService final : public QObject, public FormerKeychain
{
public:
    explicit FormerSecretService(const std::shared_ptr<Clock> &clock);

    QFuture<Result<void>> probe() override;
    QFuture<Result<SecretPtr>> read(const KeychainItem &item) override;
    QFuture<Result<void>> remove(const KeychainItem &item) override;
    QString backendName() const override { return m_service.backendName(); }

private:
    using Paths = QList<QDBusObjectPath>;
    using Attributes = QMap<QString, QString>;

    QFuture<Result<Paths>> findUnlocked(const Attributes &attributes);
    void openSession(const QDBusObjectPath &item, const Answer<SecretPtr> &answer);
    void fetch(const QDBusObjectPath &item, const QDBusObjectPath &session, const Answer<SecretPtr> &answer);
    void close(const QString &owner, const QDBusObjectPath &session);
    void erase(Paths items, const KeychainItem &item, const Answer<void> &answer);
    void prove(const KeychainItem &item, const Answer<void> &answer);

    std::shared_ptr<MessageBus> m_bus;
    SecretService m_service;
};

} // namespace QtLogin
