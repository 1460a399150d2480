// SPDX-License-Identifier: MIT
#include "vault/shutdowngate_p.h"
#include "vault/messagebus_p.h"

#include <QtDBus/qdbusmetatype.h>
#include <QtDBus/qdbuspendingcall.h>

#include <atomic>
#include <limits>
#include <optional>
#include <thread>

namespace QtLogin {

static QString freshName()
{
    static std::atomic_uint64_t count = 0;
    return QStringLiteral("qtlogin-%1").arg(++count);
}

MessageBus::MessageBus(QDBusConnection::BusType type, Error (*noService)(), Preparation prepare, Services services)
    : m_type(type), m_noService(noService), m_prepare(std::move(prepare)), m_services(services)
{
}

MessageBus::Link::Link(QDBusConnection::BusType type) : connection(QDBusConnection::connectToBus(type, freshName()))
{
}

MessageBus::Link::~Link()
{
    QDBusConnection::disconnectFromBus(connection.name());
}

QDBusConnection MessageBus::connection() const
{
    return m_link ? m_link->connection : QDBusConnection(QString());
}

// QtDBus makes its connections on a thread of its own, which registers its types with Qt Core when it first does. The
// thread, and Qt's tables of types, must exist before the gate is told to close, for they are then the later ones to
// go; and the tables before the thread that uses them. Asking for it may wait for a thread that is connecting.
static void closeDoorBeforeQtDBusGoes()
{
    (void)QDBusMetaType::typeToSignature(QMetaType::fromType<QDBusObjectPath>()); // registers all of them
    const QDBusConnection none(QStringLiteral("qtlogin"));
    ShutdownGate::closeAtExit();
}

// The thread is joined by none: that could take a minute.
QFuture<Result<MessageBus::LinkPtr>> MessageBus::connected()
{
    if (m_link && m_link->connection.isConnected())
        return readyFuture<Result<LinkPtr>>(m_link);
    if (m_connecting.isValid())
        return m_connecting;
    const Answer<LinkPtr> answer;
    const auto connecting = m_connecting = answer.future();
    std::thread(&MessageBus::connectAside, answer, m_type, m_noService, m_prepare).detach();
    whenDone(connecting, this, [this](const Result<LinkPtr> &link) {
        m_connecting = {};
        m_link = link.value_or({});
    });
    return connecting;
}

void MessageBus::connectAside(Answer<LinkPtr> &&asked, QDBusConnection::BusType type, Error (*noService)(),
                              Preparation &&preparation)
{
    std::optional<ShutdownGate::Pass> pass(std::in_place); // goes last
    const Answer<LinkPtr> answer = std::move(asked);
    const Preparation prepare = std::move(preparation);
    closeDoorBeforeQtDBusGoes();
    const LinkPtr link = std::make_shared<Link>(type);
    if (!link->connection.isConnected())
        return answer.finish(noService());
    if (prepare) {
        pass.reset();
        prepare(link->connection);
        pass.emplace();
    }
    answer.finish(link);
}

QFuture<Result<QDBusMessage>> MessageBus::call(const QDBusMessage &message, const QString &signature)
{
    Answer<QDBusMessage> answer;
    whenDone(connected(), this, [this, message, signature, answer](const Result<LinkPtr> &link) {
        if (!link)
            return answer.finish(link.error());
        send(*link, message, signature, answer);
    });
    return answer.future();
}

Result<QDBusMessage> MessageBus::checked(const QDBusMessage &reply, const QString &signature) const
{
    if (reply.type() != QDBusMessage::ReplyMessage)
        return m_noService();
    if (reply.signature() != signature)
        return Error::Kind::Unavailable;
    return reply;
}

void MessageBus::send(const LinkPtr &link, const QDBusMessage &message, const QString &signature,
                      const Answer<QDBusMessage> &answer)
{
    constexpr int forever = std::numeric_limits<int>::max();
    QDBusMessage sent = message;
    sent.setAutoStartService(m_services == Services::Started);
    auto *watcher = new QDBusPendingCallWatcher(link->connection.asyncCall(sent, forever), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, signature, answer] {
        watcher->deleteLater();
        answer.finish(checked(watcher->reply(), signature));
    });
}

} // namespace QtLogin
