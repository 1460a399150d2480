// SPDX-License-Identifier: MIT
#pragma once

#include "vault/messagebus_p.h"

#include <QtCore/qhash.h>

namespace QtLogin {

// Services of a bus that may come and go, and what they say without being asked. Only who owns the
// name of a service is believed to be it. QtDBus is told on the thread beside what to listen to, for
// it asks the bus, and waits.
class ServiceWatch final : public QObject
{
    Q_OBJECT
public:
    struct Topic // a signal of a service, wherever in it
    {
        QString service;
        QString interface;
        QString member;
        QString firstArgument = {};
    };

    ServiceWatch(QDBusConnection::BusType type, const QList<Topic> &topics);
    ~ServiceWatch() override;

    void start();
    // The owner of the name now; empty: it has none.
    QString owner(const QString &service) const { return m_owners.value(service); }
    // Asks \a owner. Fails when it goes.
    [[nodiscard]] QFuture<Result<QDBusMessage>> ask(const QString &owner, const QString &path, const QString &interface,
                                                    const QString &method, const QVariantList &arguments,
                                                    const QString &signature);

Q_SIGNALS:
    void ownerChanged(const QString &service, const QString &owner);
    void heard(const QDBusMessage &signal);

private:
    class Mailbox;

    void listen();
    void lookFor(const QString &service);
    void take(const QDBusMessage &signal);
    void setOwner(const QString &service, const QString &owner);
    void loseBus();
    bool isBelieved(const QDBusMessage &signal) const;

    const QList<Topic> m_topics;
    const std::shared_ptr<Mailbox> m_mailbox;
    MessageBus m_bus;
    QHash<QString, QString> m_owners;
};

} // namespace QtLogin
