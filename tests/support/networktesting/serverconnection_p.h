// SPDX-License-Identifier: MIT
#pragma once

#include "networktesting/serveranswer.h"
#include "networktesting/serverrequest.h"

#include <QtCore/qobject.h>

#include <functional>
#include <memory>
#include <optional>

class QTcpSocket;

namespace QtLogin {

// One client of an HttpsServer: reads one request after the other, and writes the answer that it is given to each.
class ServerConnection final : public QObject
{
public:
    struct Calls
    {
        std::function<void(ServerConnection *, const ServerRequest &)> received;
        std::function<void(ServerConnection *)> waitsWithHalf;
        std::function<void(ServerConnection *)> closed;
    };

    ServerConnection(std::unique_ptr<QTcpSocket> socket, int number, Calls calls, QObject *parent);
    ~ServerConnection() override;

    // Reads what has come already. After this the calls are made.
    void start();
    void send(const ServerAnswer &answer);
    void sendSecondHalf();
    void drop();
    // Makes no more calls.
    void retire();

private:
    void read();
    std::optional<ServerRequest> takeRequest();
    void sendMore();
    void finishAnswer();

    const std::unique_ptr<QTcpSocket> m_socket;
    const int m_number;
    Calls m_calls;
    QByteArray m_received;
    QByteArray m_repeated; // the body of an endless answer
    QByteArray m_secondHalf;
    bool m_answering = false;
    bool m_retired = false;
};

} // namespace QtLogin
