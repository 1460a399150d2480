// SPDX-License-Identifier: MIT
#include "network/loopbacklistener_p.h"

#include <QtNetwork/qtcpsocket.h>

#include <algorithm>

namespace QtLogin {

LoopbackListener::LoopbackListener(std::shared_ptr<Clock> clock) : m_clock(std::move(clock))
{
    for (QTcpServer *server : {&m_ipv4, &m_ipv6}) {
        connect(server, &QTcpServer::newConnection, this, [this, server] { accept(*server); });
        connect(server, &QTcpServer::acceptError, this, &LoopbackListener::retryLater);
    }
}

LoopbackListener::~LoopbackListener() = default;

// The number that is free for IPv4 may be taken for IPv6: then another one is tried.
bool LoopbackListener::listen()
{
    for (int attempt = 0; attempt < 8; ++attempt) {
        if (tryToListen())
            return true;
    }
    return false;
}

bool LoopbackListener::tryToListen()
{
    close();
    const bool hasIpv4 = m_ipv4.listen(QHostAddress::LocalHost, 0);
    if (m_ipv6.listen(QHostAddress::LocalHostIPv6, hasIpv4 ? m_ipv4.serverPort() : 0))
        return true;
    return hasIpv4 && m_ipv6.serverError() != QAbstractSocket::AddressInUseError;
}

void LoopbackListener::close()
{
    m_retry.reset();
    m_ipv4.close();
    m_ipv6.close();
    for (const auto &connection : m_connections)
        connection->abort();
}

bool LoopbackListener::hasConnections() const
{
    return std::any_of(m_connections.begin(), m_connections.end(), [](const auto &one) { return one->isOpen(); });
}

QByteArray LoopbackListener::authority() const
{
    if (m_ipv4.isListening())
        return "127.0.0.1:" + QByteArray::number(m_ipv4.serverPort());
    return "[::1]:" + QByteArray::number(m_ipv6.serverPort());
}

void LoopbackListener::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        socket->setParent(nullptr);
        auto connection = std::make_unique<LoopbackConnection>(std::unique_ptr<QTcpSocket>(socket), m_clock);
        if (!hasRoom())
            connection->abort(); // goes with the next sweep
        connect(connection.get(), &LoopbackConnection::requested, this,
                [this, connection = connection.get()](const LoopbackRequest &request) {
                    Q_EMIT requested(connection, request);
                });
        connect(connection.get(), &LoopbackConnection::ended, this, &LoopbackListener::sweep, Qt::QueuedConnection);
        m_connections.push_back(std::move(connection));
    }
}

// QTcpServer accepts no more after an error, such as too many open files in this process.
void LoopbackListener::retryLater()
{
    m_retry = m_clock->callAfter(undisturbed, [this] {
        for (QTcpServer *server : {&m_ipv4, &m_ipv6}) {
            if (server->isListening())
                server->resumeAccepting();
        }
    });
}

// If all places are taken, the oldest connection that has had its time and has asked nothing gives its own: eight silent
// ones of a port scanner do not keep the browser out.
bool LoopbackListener::hasRoom()
{
    const auto isOpen = [](const auto &one) { return one->isOpen(); };
    if (std::count_if(m_connections.begin(), m_connections.end(), isOpen) < mostConnections)
        return true;
    const auto now = m_clock->sinceBoot();
    const auto silent = std::find_if(m_connections.begin(), m_connections.end(), [now](const auto &one) {
        return one->isAsking() && now - one->since() >= undisturbed;
    });
    if (silent == m_connections.end())
        return false;
    (*silent)->abort();
    return true;
}

void LoopbackListener::sweep()
{
    const auto gone = std::erase_if(m_connections, [](const auto &connection) { return !connection->isOpen(); });
    if (gone > 0)
        Q_EMIT ended();
}

} // namespace QtLogin
