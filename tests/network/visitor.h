// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qurl.h>
#include <QtNetwork/qtcpsocket.h>
#include <QtTest/qtest.h>

// A browser, or something that is none, which comes to the loopback by a socket of its own.
class Visitor
{
public:
    explicit Visitor(const QUrl &url) : m_host(url.host()), m_port(quint16(url.port())) { connectNow(); }
    Visitor(const QString &host, quint16 port) : m_host(host), m_port(port) { connectNow(); }
    Visitor(const QUrl &url, const QByteArray &bytes) : Visitor(url) { send(bytes); }

    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    void leave() { m_socket.abort(); }

    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    // Waits until the other side has closed, and tells all that it has sent.
    QByteArray answer()
    {
        (void)QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, patience);
        if (m_socket.isOpen())
            m_answer += m_socket.readAll();
        return m_answer;
    }
    // The same as "404", "303" or "200", or nothing where the connection was just closed.
    QByteArray status() { return answer().mid(9, 3); }
    // The value of a header of the answer.
    QByteArray header(const QByteArray &name)
    {
        const QByteArray all = answer();
        const qsizetype begin = all.indexOf("\r\n" + name + ": ") + name.size() + 4;
        return begin < name.size() + 4 ? QByteArray() : all.mid(begin, all.indexOf("\r\n", begin) - begin);
    }

    static QByteArray get(const QUrl &url, const QByteArray &query = {}, const QByteArray &headers = {})
    {
        return request("GET", url, query, headers);
    }
    static QByteArray request(const QByteArray &method, const QUrl &url, const QByteArray &query,
                              const QByteArray &headers = {})
    {
        return method + ' ' + url.path().toLatin1() + (query.isEmpty() ? "" : '?' + query) + " HTTP/1.1\r\nHost: "
            + url.authority().toLatin1() + "\r\n" + headers + "\r\n";
    }

private:
    void connectNow()
    {
        m_socket.connectToHost(m_host, m_port);
        const auto isDecided = [this] { return isConnected() || m_socket.state() == QAbstractSocket::UnconnectedState; };
        (void)QTest::qWaitFor(isDecided, patience);
    }

    QString m_host;
    quint16 m_port;
    QTcpSocket m_socket;
    QByteArray m_answer;
};
