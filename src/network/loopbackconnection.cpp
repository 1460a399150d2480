// SPDX-License-Identifier: MIT
#include "network/loopbackconnection_p.h"

#include "foundation/secret.h"

#include <QtNetwork/qtcpsocket.h>

namespace QtLogin {

// One byte more than a request may have shows that there are more.
static constexpr qsizetype mostRequestBytes = LoopbackRequest::maximumSize + 1;

// The signals of the socket are queued: a slot of ours may then delete the socket, which its own emission would not survive.
LoopbackConnection::LoopbackConnection(std::unique_ptr<QTcpSocket> socket, std::shared_ptr<Clock> clock)
    : m_socket(std::move(socket)), m_clock(std::move(clock)), m_since(m_clock->sinceBoot())
{
    m_socket->setParent(nullptr);
    m_socket->setReadBufferSize(mostRequestBytes);
    m_bytes.reserve(mostRequestBytes); // never grows, so that no copy of a code is left behind
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &LoopbackConnection::read, Qt::QueuedConnection);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &LoopbackConnection::ended, Qt::QueuedConnection);
    limitTime();
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &LoopbackConnection::read, Qt::QueuedConnection);
}

LoopbackConnection::~LoopbackConnection()
{
    wipe(m_bytes);
}

bool LoopbackConnection::isOpen() const
{
    return m_socket->state() == QAbstractSocket::ConnectedState || m_socket->bytesToWrite() > 0;
}

QByteArray LoopbackConnection::authority() const
{
    const QHostAddress address = m_socket->localAddress();
    const QByteArray port = QByteArray::number(m_socket->localPort());
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        return '[' + address.toString().toLatin1() + "]:" + port;
    return address.toString().toLatin1() + ':' + port;
}

void LoopbackConnection::read()
{
    if (!m_socket->isOpen()) // it was ended after this call was queued
        return;
    if (m_hasAsked) {
        m_socket->skip(m_socket->bytesAvailable()); // one request is answered, and no other is wanted
        return;
    }
    const qsizetype size = m_bytes.size();
    m_bytes.resize(mostRequestBytes);
    const qint64 count = m_socket->read(m_bytes.data() + size, mostRequestBytes - size);
    m_bytes.resize(size + qMax<qint64>(count, 0));
    const LoopbackRequest request = LoopbackRequest::parse(m_bytes);
    if (request.state == LoopbackRequest::State::Incomplete)
        return;
    m_hasAsked = true;
    m_alarm.reset();
    Q_EMIT requested(request);
}

void LoopbackConnection::answer(const QByteArray &response)
{
    wipe(m_bytes);
    if (!isOpen())
        return;
    m_socket->write(response);
    m_socket->flush(); // now, for the application may quit next
    m_socket->disconnectFromHost();
    limitTime();
}

void LoopbackConnection::abort()
{
    m_alarm.reset();
    m_socket->abort();
}

void LoopbackConnection::limitTime()
{
    m_alarm = m_clock->callAfter(longestRequest, [this] { abort(); });
}

} // namespace QtLogin
