// SPDX-License-Identifier: MIT
#include "vault/exitdoor_p.h"
#include "vault/keychainerror_p.h"
#include "vault/sessionbus_p.h"

#include <QtCore/qlibrary.h>
#include <QtDBus/qdbuspendingcall.h>

#include <atomic>
#include <limits>
#include <optional>
#include <thread>

namespace QtLogin {

static QString freshName()
{
    static std::atomic_uint64_t count = 0;
    return QStringLiteral("qtlogin-vault-%1").arg(++count);
}

// QtKeychain asks the Secret Service through libsecret and GIO. Loaded and connected here, it does
// not keep the GUI thread waiting on first use. And GIO, when it loses the bus, ends the process:
// whoever only wanted to keep a secret must not lose their work with the bus.
static void prepareLibsecret()
{
    using Get = void *(*)(int bus, void *cancellable, void **error);
    using SetExitOnClose = void (*)(void *connection, int exit);
    constexpr int sessionBus = 2;
    QLibrary libsecret(QStringLiteral("secret-1"), 0);
    QLibrary gio(QStringLiteral("gio-2.0"), 0);
    if (!libsecret.load() || !gio.load())
        return;
    const auto get = reinterpret_cast<Get>(gio.resolve("g_bus_get_sync"));
    const auto setExitOnClose = reinterpret_cast<SetExitOnClose>(gio.resolve("g_dbus_connection_set_exit_on_close"));
    void *const connection = get && setExitOnClose ? get(sessionBus, nullptr, nullptr) : nullptr;
    if (connection) // is kept: it is GIO's one for the process
        setExitOnClose(connection, false);
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

// QtDBus makes its connections on a thread of its own. That one must exist before the door is told to
// close, for it is then the later of the two to go. Asking for it may wait for whoever is connecting.
static void closeDoorBeforeQtDBusGoes()
{
    const QDBusConnection none(QStringLiteral("qtlogin-vault"));
    ExitDoor::closeAtExit();
}

// The thread belongs to nobody: whoever waited for it could wait for a minute. GIO is loaded outside
// the door: unlike Qt it has no limit of time, and nothing of it is taken down.
QFuture<Result<SessionBus::LinkPtr>> SessionBus::connected()
{
    if (m_link && m_link->connection.isConnected())
        return readyFuture<Result<LinkPtr>>(m_link);
    if (m_connecting.isValid())
        return m_connecting;
    const Answer<LinkPtr> answer;
    const auto connecting = m_connecting = answer.future();
    std::thread(&SessionBus::connectAside, answer).detach();
    whenDone(connecting, this, [this](const Result<LinkPtr> &link) {
        m_connecting = {};
        m_link = link.value_or({});
    });
    return connecting;
}

void SessionBus::connectAside(Answer<LinkPtr> &&asked)
{
    std::optional<ExitDoor::Pass> pass(std::in_place); // goes last
    const Answer<LinkPtr> answer = std::move(asked);
    closeDoorBeforeQtDBusGoes();
    const LinkPtr link = std::make_shared<Link>(freshName());
    if (!link->connection.isConnected())
        return answer.finish(KeychainError::noKeychain());
    pass.reset();
    prepareLibsecret();
    pass.emplace();
    answer.finish(link);
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
