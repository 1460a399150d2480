// SPDX-License-Identifier: MIT
#pragma once

#include "networktesting/serveranswer.h"
#include "networktesting/serverrequest.h"
#include "networktesting/testauthority.h"

#include <functional>
#include <memory>

namespace QtLogin {

//! A server on loopback, in the test's own thread, that answers as a test says and records what it was asked.
//!
//! ```cpp
//! HttpsServer server(authority.valid());
//! server.route("/token", [](const ServerRequest &) { return ServerAnswer::json("{}"); });
//! client.get(server.url(u"/token"_s));
//! QTRY_COMPARE(server.requests().size(), 1);
//! ```
//!
//! It listens on 127.0.0.1, on a port that was free, and speaks HTTP/1.1 with connections that are kept. A path without a
//! route is answered with 404. Nothing waits for a time: slow answers come when the test says so. \since 0.1
class QTLOGIN_NETWORKTESTING_EXPORT HttpsServer
{
public:
    enum class Protocol {
        Tls, //!< TLS 1.2 and later.
        Tls11, //!< TLS 1.1 only, which OpenSSL has to be talked into.
        Plain, //!< HTTP without TLS; the certificate is not used.
    };
    using Handler = std::function<ServerAnswer(const ServerRequest &)>;

    explicit HttpsServer(const ServerCertificate &certificate, Protocol protocol = Protocol::Tls);
    //! Drops all connections.
    ~HttpsServer();
    Q_DISABLE_COPY_MOVE(HttpsServer)

    quint16 port() const;
    //! The address of \a path (which begins with a slash, and may have a query) here.
    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/"),
                           const QString &host = QStringLiteral("127.0.0.1")) const;

    //! From now on \a handler answers requests for \a path, with any method and query. It may be replaced at any time.
    void route(const QByteArray &path, Handler handler);
    //! From now on requests for \a path are answered with \a answer.
    void route(const QByteArray &path, const ServerAnswer &answer);
    //! From now on \a handler answers the paths without a route.
    void routeOthers(Handler handler);

    //! From now on requests are received and recorded, and their answers wait.
    void hold();
    //! Ends the waiting, and sends all that waits: answers, which are decided now, and second halves.
    void releaseHeld();
    //! Sends the one that waits longest; the others, and those to come, wait on.
    void releaseFirst();
    int heldCount() const;

    //! Refuses connections from now on, and drops those that are open: the network is away.
    void stop();
    //! Listens again, on the same port.
    void start();
    //! Drops the open connections. New ones are welcome.
    void dropConnections();

    //! The requests received so far, held ones included.
    QList<ServerRequest> requests() const;
    //! Those for \a path.
    QList<ServerRequest> requests(const QByteArray &path) const;
    void forgetRequests();
    //! How many connections were made so far, with TLS where that is spoken.
    int connectionCount() const;
    //! How many of them are open.
    int openConnectionCount() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QtLogin
