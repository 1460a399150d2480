// SPDX-License-Identifier: MIT
#pragma once

#include "network/authorizednetworkmanager.h"
#include "network/scriptedtokensource.h"
#include "networktesting/httpsserver.h"
#include "support/stage.h"

#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qsslconfiguration.h>

#include <memory>

// A manager for one server, which takes the tokens of the generations from `firstGood` on, and ada, who is logged in.
struct AuthorizedStage
{
    using ReplyPtr = std::unique_ptr<QNetworkReply>;

    AuthorizedStage()
    {
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setCaCertificates({authority.certificate()});
        QSslConfiguration::setDefaultConfiguration(trusting);
        server.routeOthers([this](const QtLogin::ServerRequest &request) {
            return isGood(request) ? QtLogin::ServerAnswer::json("{\"ok\":true}") : QtLogin::ServerAnswer::json("{}", 401);
        });
        const bool isAllowed = network->allowOrigin(server.url(QString()));
        Q_ASSERT(isAllowed);
        Q_UNUSED(isAllowed);
        const bool isIn = stage.login().logInVerified(QtLogin::Stage::ada()).has_value();
        Q_ASSERT(isIn);
        Q_UNUSED(isIn);
    }

    bool isGood(const QtLogin::ServerRequest &request) const
    {
        const QByteArray token = request.header("Authorization");
        return token.startsWith("Bearer marker.") && token.mid(token.lastIndexOf('.') + 1).toULongLong() >= firstGood;
    }
    QNetworkRequest request(const QString &path = QStringLiteral("/data")) const
    {
        return QNetworkRequest(server.url(path));
    }
    ReplyPtr get(const QString &path = QStringLiteral("/data")) { return ReplyPtr(network->get(request(path))); }
    // Whether it ends while the test waits.
    static bool ends(const ReplyPtr &reply) { return QTest::qWaitFor([&] { return reply->isFinished(); }, patience); }
    static int status(const ReplyPtr &reply)
    {
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    // Whether the next request works.
    bool works()
    {
        const ReplyPtr reply = get();
        return ends(reply) && reply->error() == QNetworkReply::NoError && status(reply) == 200
            && reply->readAll() == "{\"ok\":true}";
    }
    // As ada does at her lock screen, with a new login at the server.
    bool unlock()
    {
        source->logIn();
        return stage.resultOf(stage.login().unlock(QtLogin::Stage::adasPassword())).has_value();
    }
    static void turnEventLoop()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
    }

    quint64 firstGood = 1;
    QtLogin::TestAuthority authority;
    QtLogin::HttpsServer server {authority.valid()};
    QtLogin::Stage stage;
    std::shared_ptr<ScriptedTokenSource> source = std::make_shared<ScriptedTokenSource>();
    std::unique_ptr<QtLogin::AuthorizedNetworkManager> network =
        std::make_unique<QtLogin::AuthorizedNetworkManager>(&stage.login(), source);
};
