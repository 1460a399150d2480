// SPDX-License-Identifier: MIT
#pragma once

#include "vault/formerkeychain_p.h"
#include "vault/messagebus_p.h"

#include "foundation/worker.h"

#include <QtCore/qobject.h>

namespace QtLogin {

// KDE's wallet, for a desktop that uses the Secret Service now.
class FormerKWallet final : public QObject, public FormerKeychain
{
public:
    // \a worker reads the settings of KWallet, and outlives every question.
    explicit FormerKWallet(Worker &worker);

    QFuture<Result<void>> probe() override;
    QFuture<Result<SecretPtr>> read(const KeychainItem &item) override;
    QFuture<Result<void>> remove(const KeychainItem &item) override;
    QString backendName() const override { return QStringLiteral("KWallet"); }

private:
    struct Wallet
    {
        QString daemon = {};
        QString name = {};
        int handle = -1;
    };

    template<typename T>
    QFuture<Result<T>> ask(const QString &daemon, const char *method, const QVariantList &arguments);
    // The wallet of the first daemon that runs.
    QFuture<Result<Wallet>> find();
    void findNext(const QStringList &daemons, const Answer<Wallet> &answer);
    QFuture<Result<bool>> isAbsent(const Wallet &wallet, const KeychainItem &item);
    // Where the wallet is open, and the person would not be asked whether we may look into it.
    QFuture<Result<Wallet>> open(const KeychainItem &item);
    void enter(const Wallet &wallet, const KeychainItem &item, const Answer<Wallet> &answer);
    void prove(const Wallet &wallet, const KeychainItem &item, const Answer<void> &answer);

    MessageBus m_bus;
    Worker &m_worker;
};

} // namespace QtLogin
