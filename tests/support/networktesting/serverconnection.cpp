// SPDX-License-Identifier: MIT
#include "networktesting/serverconnection_p.h"

#include <QtNetwork/qsslsocket.h>
#include <QtNetwork/qtcpsocket.h>

#include <algorithm>

namespace QtLogin {

constexpr qint64 fullBuffer = 256 * 1024;

static bool hasHeader(const ServerAnswer &answer, const char *name)
{
    return std::any_of(answer.headers.cbegin(), answer.headers.cend(),
                       [name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
}

static QByteArray headOf(const ServerAnswer &answer)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\n";
    if (!hasHeader(answer, "Content-Type"))
        head += "Content-Type: application/json\r\n";
    if (answer.delivery == ServerAnswer::Delivery::Endless)
        head += "Connection: close\r\n";
    else if (!hasHeader(answer, "Content-Length"))
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

ServerConnection::ServerConnection(std::unique_ptr<QTcpSocket> socket, int number, Calls calls, QObject *parent)
    : QObject(parent), m_socket(std::move(socket)), m_number(number), m_calls(std::move(calls))
{
    m_socket->setParent(nullptr); // the server's until now
}

ServerConnection::~ServerConnection()
{
    m_socket->disconnect(this);
    m_socket->abort();
}

void ServerConnection::start()
{
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &ServerConnection::read);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &ServerConnection::sendMore);
    if (const auto tls = qobject_cast<QSslSocket *>(m_socket.get()))
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &ServerConnection::sendMore);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, [this] { m_calls.closed(this); });
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return m_calls.closed(this);
    read();
}

void ServerConnection::read()
{
    m_received += m_socket->readAll();
    if (m_answering || m_retired)
        return;
    if (const auto request = takeRequest()) {
        m_answering = true;
        m_calls.received(this, *request);
    }
}

// The request that has come whole, if there is one.
std::optional<ServerRequest> ServerConnection::takeRequest()
{
    if (!m_received.isEmpty() && (m_received.front() < 'A' || m_received.front() > 'Z')) { // such as a handshake
        drop();
        return {};
    }
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    QByteArrayList lines = m_received.left(end).replace("\r\n", "\n").split('\n');
    const QByteArrayList first = lines.takeFirst().split(' ');
    if (first.size() != 3) {
        drop();
        return {};
    }
    ServerRequest request {.method = first.at(0), .target = first.at(1), .connection = m_number};
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const qsizetype size = request.header("Content-Length").toLongLong();
    if (m_received.size() < end + 4 + size)
        return {};
    request.body = m_received.mid(end + 4, size);
    m_received.remove(0, end + 4 + size);
    return request;
}

void ServerConnection::send(const ServerAnswer &answer)
{
    using Delivery = ServerAnswer::Delivery;
    if (answer.delivery == Delivery::Dropped)
        return drop();
    const qsizetype half = answer.body.size() / 2;
    const bool inHalves = answer.delivery == Delivery::Halves || answer.delivery == Delivery::CutOff;
    m_socket->write(headOf(answer) + (inHalves ? answer.body.left(half) : answer.body));
    switch (answer.delivery) {
    case Delivery::Whole:
        return finishAnswer();
    case Delivery::Halves:
        m_secondHalf = answer.body.mid(half);
        return m_calls.waitsWithHalf(this);
    case Delivery::Endless:
        m_repeated = answer.body.isEmpty() ? QByteArray(" ") : answer.body;
        return sendMore();
    case Delivery::CutOff:
    case Delivery::Dropped:
        m_socket->disconnectFromHost();
    }
}

void ServerConnection::sendSecondHalf()
{
    m_socket->write(std::exchange(m_secondHalf, {}));
    finishAnswer();
}

void ServerConnection::drop()
{
    m_socket->abort();
}

void ServerConnection::retire()
{
    m_socket->disconnect(this);
    m_retired = true;
}

void ServerConnection::sendMore()
{
    const auto tls = qobject_cast<QSslSocket *>(m_socket.get());
    while (!m_repeated.isEmpty() && m_socket->state() == QAbstractSocket::ConnectedState
           && m_socket->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0) < fullBuffer)
        m_socket->write(m_repeated);
}

void ServerConnection::finishAnswer()
{
    m_answering = false;
    QMetaObject::invokeMethod(this, &ServerConnection::read, Qt::QueuedConnection); // the client may have sent the next
}

} // namespace QtLogin
