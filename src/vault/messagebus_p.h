// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"

#include <QtCore/qobject.h>
#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusmessage.h>

namespace QtLogin {

// A connection of our own to the session's or the system's bus. It is made on first use and on a
// thread beside, for a bus that does not answer blocks the caller for a minute; after that
// every call is asynchronous. There are no time limits here: who asks has one.
class MessageBus : public QObject
{
public:
    // Work for a new connection that would block as well. Runs on the thread beside, outside of
    // the ShutdownGate.
    using Preparation = std::function<void(QDBusConnection)>;

    enum class Services { Started, Running }; // whether a service is started that does not run

    // \a noService is the error where no service is there, none could be started, or it has died.
    MessageBus(QDBusConnection::BusType type, Error (*noService)(), Preparation prepare,
               Services services = Services::Started);

    // The reply to \a message, whose arguments are of \a signature. Unavailable: they have answered
    // something else.
    [[nodiscard]] QFuture<Result<QDBusMessage>> call(const QDBusMessage &message, const QString &signature);

    // For signals and for calls without an answer. Not connected before a call has succeeded.
    [[nodiscard]] QDBusConnection connection() const;

private:
    struct Link
    {
        explicit Link(QDBusConnection::BusType type);
        ~Link();
        QDBusConnection connection;
    };
    using LinkPtr = std::shared_ptr<const Link>;

    [[nodiscard]] QFuture<Result<LinkPtr>> connected();
    static void connectAside(Answer<LinkPtr> &&asked, QDBusConnection::BusType type, Error (*noService)(),
                             Preparation &&preparation);
    Result<QDBusMessage> checked(const QDBusMessage &reply, const QString &signature) const;
    void send(const LinkPtr &link, const QDBusMessage &message, const QString &signature,
              const Answer<QDBusMessage> &answer);

    const QDBusConnection::BusType m_type;
    Error (*const m_noService)();
    const Preparation m_prepare;
    const Services m_services;
    LinkPtr m_link;
    QFuture<Result<LinkPtr>> m_connecting;
};

} // namespace QtLogin
