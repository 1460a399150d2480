// SPDX-License-Identifier: MIT
#pragma once

#include "vault/keychaininspector_p.h"
#include "vault/secretprompt_p.h"
#include "vault/messagebus_p.h"

#include <QtCore/qlist.h>

namespace QtLogin {

// The freedesktop Secret Service, asked directly: gnome-keyring, KeePassXC, ksecretd.
class SecretService final : public QObject, public KeychainInspector
{
public:
    SecretService(std::shared_ptr<MessageBus> bus, std::shared_ptr<Clock> clock);

    QFuture<Result<Found>> probe() override;
    QFuture<Result<Found>> lookFor(const KeychainItem &item) override;
    QFuture<Result<Found>> lookForRoom(const KeychainItem &item) override;
    QFuture<Result<void>> unlock(const KeychainItem &item) override;
    QFuture<Result<void>> makeRoom(const KeychainItem &item) override;
    QString backendName() const override;

private:
    using Paths = QList<QDBusObjectPath>;
    struct Items
    {
        Paths unlocked;
        Paths locked;
    };

    struct Collection
    {
        QString owner = {}; // the service's unique name; empty: there is no collection
        QDBusObjectPath path = {};
        bool locked = true;
    };

    QFuture<Result<Items>> search(const KeychainItem &item);
    QFuture<Result<Collection>> defaultCollection();
    void lookAt(const Collection &collection, const Answer<Collection> &answer);
    void lookIntoTheDark(const Answer<Found> &answer);
    void openDefault(const Answer<void> &answer);
    void unlock(const Paths &paths, const Answer<void> &answer);
    void createDefault(const Answer<void> &answer);
    void prompt(const QDBusMessage &reply, const Answer<void> &answer);

    std::shared_ptr<MessageBus> m_bus;
    std::shared_ptr<Clock> m_clock;
    std::unique_ptr<SecretPrompt> m_prompt;
};

} // namespace QtLogin
