// SPDX-License-Identifier: MIT
#include "vault/keychainerror_p.h"
#include "vault/sessionbus_p.h"

#include <QtCore/qlibrary.h>
#include <QtDBus/qdbuspendingcall.h>

#include <atomic>
#include <limits>
#include <thread>

namespace QtLogin {

static QString freshName()
{
    static std::atomic_uint64_t count = 0;
    return QStringLiteral("qtlogin-vault-%1").arg(++count);
}

SessionBus::Link::Link(const QString &name) : connection(QDBusConnection::connectToBus(QDBusConnection::SessionBus, name))
{
}

SessionBus::Link::~Link()
{
    QDBusConnection::disconnectFromBus(connection.name());
}

QDBusConnection SessionBus::connection() const
{
    return m_link ? m_link->connection : QDBusConnection(QString());
}

// The thread belongs to nobody: whoever waited for it could wait for a minute.
QFuture<Result<SessionBus::LinkPtr>> SessionBus::connected()
{
    if (m_link && m_link->connection.isConnected())
        return readyFuture<Result<LinkPtr>>(m_link);
    if (m_connecting.isValid())
        return m_connecting;
    const Answer<LinkPtr> answer;
    const auto connecting = m_connecting = answer.future();
    std::thread([answer] {
        QLibrary(QStringLiteral("secret-1"), 0).load(); // so that QtKeychain finds it loaded
        const LinkPtr link = std::make_shared<Link>(freshName());
        answer.finish(link->connection.isConnected() ? Result<LinkPtr>(link) : Result<LinkPtr>(KeychainError::noKeychain()));
    }).detach();
    whenDone(connecting, this, [this](const Result<LinkPtr> &link) {
        m_connecting = {};
        m_link = link.value_or({});
    });
    return connecting;
}

QFuture<Result<QDBusMessage>> SessionBus::call(const QDBusMessage &message, const QString &signature)
{
    Answer<QDBusMessage> answer;
    whenDone(connected(), this, [this, message, signature, answer](const Result<LinkPtr> &link) {
        if (!link)
            return answer.finish(link.error());
        send(message, signature, answer);
    });
    return answer.future();
}

static Result<QDBusMessage> judged(const QDBusMessage &reply, const QString &signature)
{
    if (reply.type() != QDBusMessage::ReplyMessage)
        return KeychainError::noKeychain();
    if (reply.signature() != signature)
        return Error::Kind::Unavailable;
    return reply;
}

void SessionBus::send(const QDBusMessage &message, const QString &signature, const Answer<QDBusMessage> &answer)
{
    constexpr int forever = std::numeric_limits<int>::max();
    auto *watcher = new QDBusPendingCallWatcher(m_link->connection.asyncCall(message, forever), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, signature, answer] {
        watcher->deleteLater();
        answer.finish(judged(watcher->reply(), signature));
    });
}

} // namespace QtLogin
