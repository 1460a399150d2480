// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "network/loopbackrequest_p.h"

#include <QtCore/qobject.h>

#include <chrono>
#include <memory>

class QTcpSocket;

namespace QtLogin {

// One connection at the loopback: reads one request, sends one answer, and ends. A client that is slow to ask, or to
// take its answer, is cut off by the clock. A slot of its signals may delete it.
class LoopbackConnection final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds longestRequest {10};

    LoopbackConnection(std::unique_ptr<QTcpSocket> socket, std::shared_ptr<Clock> clock);
    ~LoopbackConnection() override;

    bool isOpen() const;
    // Whether its request has not been read to the end, and since when.
    bool isAsking() const { return isOpen() && !m_hasAsked; }
    Clock::Boot since() const { return m_since; }
    // The Host header of a browser that has come here by address: "127.0.0.1:4711" or "[::1]:4711".
    QByteArray authority() const;

    // Sends \a response and ends. The views of the request are empty memory from here on.
    void answer(const QByteArray &response);
    // Ends at once.
    void abort();

Q_SIGNALS:
    // Once, also for a request that is refused. The views are valid until the answer.
    void requested(const QtLogin::LoopbackRequest &request);
    void ended();

private:
    void read();
    void limitTime();

    const std::unique_ptr<QTcpSocket> m_socket;
    const std::shared_ptr<Clock> m_clock;
    const Clock::Boot m_since;
    std::unique_ptr<Alarm> m_alarm;
    QByteArray m_bytes;
    bool m_hasAsked = false;
};

} // namespace QtLogin
