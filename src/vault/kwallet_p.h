// SPDX-License-Identifier: MIT
#pragma once

#include "vault/keychaininspector_p.h"
#include "vault/messagebus_p.h"

#include <QtCore/qhash.h>

namespace QtLogin {

// KDE's wallet, asked directly. QtKeychain opens the wallet itself, in the name of the item's
// service; it need not ask the person as long as we hold the wallet open in that name.
class KWallet final : public QObject, public KeychainInspector
{
public:
    // The \a daemon is one of KWalletDaemon.
    KWallet(std::shared_ptr<MessageBus> bus, std::shared_ptr<Clock> clock, const QString &daemon);

    // The name of the wallet that QtKeychain uses; and whether the daemon is there at all.
    QFuture<Result<QString>> wallet();

    QFuture<Result<Found>> probe() override;
    QFuture<Result<Found>> lookFor(const KeychainItem &item) override;
    QFuture<Result<Found>> lookForRoom(const KeychainItem &item) override;
    QFuture<Result<void>> unlock(const KeychainItem &item) override;
    QFuture<Result<void>> makeRoom(const KeychainItem &item) override;
    QString backendName() const override;

private:
    template<typename T>
    QFuture<Result<T>> ask(const char *method, const QVariantList &arguments);
    void lookIntoWallet(const KeychainItem &item, const QString &name, const Answer<Found> &answer);
    void lookAtHandle(const KeychainItem &item, const Answer<Found> &answer);
    void lookAtWallet(const QString &name, const Answer<Found> &answer);
    void open(const KeychainItem &item, const QString &name, const Answer<void> &answer);

    std::shared_ptr<MessageBus> m_bus;
    std::shared_ptr<Clock> m_clock;
    QString m_daemon;
    QHash<QString, int> m_handles; // by service
    std::unique_ptr<Alarm> m_alarm; // of the question on the screen
};

} // namespace QtLogin
