// SPDX-License-Identifier: MIT
#include "networktesting/httpsserver.h"

#include "networktesting/serverconnection_p.h"

#include <QtCore/qhash.h>
#include <QtCore/qpointer.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslserver.h>
#include <QtNetwork/qtcpsocket.h>

#include <deque>

namespace QtLogin {

static QSslConfiguration configurationFor(const ServerCertificate &certificate, HttpsServer::Protocol protocol)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(certificate.certificate());
    configuration.setPrivateKey(certificate.key());
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients have no certificate
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (protocol == HttpsServer::Protocol::Tls11) {
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        configuration.setProtocol(QSsl::TlsV1_1);
        QT_WARNING_POP
        configuration.setBackendConfigurationOption("CipherString", QByteArray("DEFAULT@SECLEVEL=0"));
    }
    return configuration;
}

class HttpsServer::Private
{
public:
    Private(const ServerCertificate &certificate, Protocol protocol) : protocol(protocol)
    {
        if (protocol == Protocol::Plain) {
            listener = std::make_unique<QTcpServer>();
        } else {
            auto tls = std::make_unique<QSslServer>();
            tls->setSslConfiguration(configurationFor(certificate, protocol));
            tls->setHandshakeTimeout(100'000); // ends what hangs, and measures nothing
            listener = std::move(tls);
        }
        listener->setMaxPendingConnections(10'000);
        QObject::connect(listener.get(), &QTcpServer::pendingConnectionAvailable, &context, [this] { accept(); });
        listen(0);
    }

    ~Private() { dropConnections(); }

    void listen(quint16 wanted)
    {
        if (!listener->listen(QHostAddress::LocalHost, wanted))
            qFatal("HttpsServer cannot listen on port %d of 127.0.0.1.", wanted);
        port = listener->serverPort();
    }

    void accept()
    {
        while (QTcpSocket *const socket = listener->nextPendingConnection()) {
            const auto received = [this](auto *connection, const auto &request) { onRequest(connection, request); };
            const auto waits = [this](auto *connection) { wait(connection, [connection] { connection->sendSecondHalf(); }); };
            const auto closed = [this](auto *connection) { forget(connection); };
            const auto connection = new ServerConnection(std::unique_ptr<QTcpSocket>(socket), ++connectionCount,
                                                         {received, waits, closed}, &context);
            connections.append(connection);
            connection->start();
        }
    }

    void forget(ServerConnection *connection)
    {
        if (!connections.removeOne(connection))
            return;
        std::erase_if(waiting, [connection](const Waiting &one) { return one.connection == connection; });
        connection->retire();
        connection->deleteLater(); // it may be in one of its functions
    }

    void dropConnections()
    {
        const auto dropped = connections;
        for (ServerConnection *const connection : dropped)
            connection->drop();
        for (ServerConnection *const connection : dropped)
            forget(connection);
    }

    void onRequest(ServerConnection *connection, const ServerRequest &request)
    {
        requests.append(request);
        if (held)
            wait(connection, [this, connection, request] { connection->send(answerTo(request)); });
        else
            connection->send(answerTo(request));
    }

    ServerAnswer answerTo(const ServerRequest &request) const
    {
        const Handler handler = routes.value(request.path(), others);
        return handler ? handler(request) : ServerAnswer::json("{}", 404);
    }

    void wait(ServerConnection *connection, std::function<void()> call)
    {
        waiting.push_back({connection, std::move(call)});
    }

    void releaseFirst()
    {
        if (waiting.empty())
            return;
        const auto call = std::move(waiting.front().call);
        waiting.pop_front();
        call();
    }

    struct Waiting
    {
        ServerConnection *connection;
        std::function<void()> call;
    };

    const Protocol protocol;
    std::unique_ptr<QTcpServer> listener;
    quint16 port = 0;
    QHash<QByteArray, Handler> routes;
    Handler others;
    QList<ServerConnection *> connections;
    std::deque<Waiting> waiting;
    QList<ServerRequest> requests;
    int connectionCount = 0;
    bool held = false;
    QObject context; // has the connections, and is the first to go
};

HttpsServer::HttpsServer(const ServerCertificate &certificate, Protocol protocol)
    : d(std::make_unique<Private>(certificate, protocol))
{
}

HttpsServer::~HttpsServer() = default;

quint16 HttpsServer::port() const
{
    return d->port;
}

QUrl HttpsServer::url(const QString &path, const QString &host) const
{
    const QString scheme = d->protocol == Protocol::Plain ? QStringLiteral("http") : QStringLiteral("https");
    return QUrl(QStringLiteral("%1://%2:%3%4").arg(scheme, host, QString::number(d->port), path));
}

void HttpsServer::route(const QByteArray &path, Handler handler)
{
    d->routes.insert(path, std::move(handler));
}

void HttpsServer::route(const QByteArray &path, const ServerAnswer &answer)
{
    route(path, [answer](const ServerRequest &) { return answer; });
}

void HttpsServer::routeOthers(Handler handler)
{
    d->others = std::move(handler);
}

void HttpsServer::hold()
{
    d->held = true;
}

void HttpsServer::releaseHeld()
{
    d->held = false;
    for (auto left = d->waiting.size(); left > 0; --left) // and not what is held because of these
        d->releaseFirst();
}

void HttpsServer::releaseFirst()
{
    d->releaseFirst();
}

int HttpsServer::heldCount() const
{
    return int(d->waiting.size());
}

void HttpsServer::stop()
{
    d->listener->close();
    d->dropConnections();
}

void HttpsServer::start()
{
    if (!d->listener->isListening())
        d->listen(d->port);
}

void HttpsServer::dropConnections()
{
    d->dropConnections();
}

QList<ServerRequest> HttpsServer::requests() const
{
    return d->requests;
}

QList<ServerRequest> HttpsServer::requests(const QByteArray &path) const
{
    QList<ServerRequest> found;
    for (const ServerRequest &request : d->requests) {
        if (request.path() == path)
            found.append(request);
    }
    return found;
}

void HttpsServer::forgetRequests()
{
    d->requests.clear();
}

int HttpsServer::connectionCount() const
{
    return d->connectionCount;
}

int HttpsServer::openConnectionCount() const
{
    return int(d->connections.size());
}

} // namespace QtLogin
