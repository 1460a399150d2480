// SPDX-License-Identifier: MIT
#pragma once

#include "network/loopbackconnection_p.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qobject.h>
#include <QtNetwork/qtcpserver.h>

#include <vector>

namespace QtLogin {

// A port of this machine that no other machine reaches: 127.0.0.1, and ::1 with the same number where there is IPv6
// (RFC 8252 §7.3, §8.3). A slot of its signals may delete it.
class LoopbackListener final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype mostConnections = 8;
    // How long a connection keeps its place, though it asks nothing, while others want one.
    static constexpr std::chrono::seconds undisturbed {1};

    explicit LoopbackListener(std::shared_ptr<Clock> clock);
    ~LoopbackListener() override;

    // Takes a free port. False where the machine gives none.
    [[nodiscard]] bool listen();
    // Listens no more, and ends all connections.
    void close();

    bool isListening() const { return m_ipv4.isListening() || m_ipv6.isListening(); }
    bool hasConnections() const;
    // Where it is, as URLs have it: "127.0.0.1:4711", or "[::1]:4711" on a machine with IPv6 alone.
    QByteArray authority() const;

Q_SIGNALS:
    // \a connection waits for its answer.
    void requested(QtLogin::LoopbackConnection *connection, const QtLogin::LoopbackRequest &request);
    // A connection has ended.
    void ended();

private:
    bool tryToListen();
    void accept(QTcpServer &server);
    bool hasRoom();
    void retryLater();
    void sweep();

    const std::shared_ptr<Clock> m_clock;
    QTcpServer m_ipv4;
    QTcpServer m_ipv6;
    std::unique_ptr<Alarm> m_retry;
    std::vector<std::unique_ptr<LoopbackConnection>> m_connections; // in the order in which they came
};

} // namespace QtLogin
