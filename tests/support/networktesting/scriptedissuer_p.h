// SPDX-License-Identifier: MIT
#pragma once

#include "networktesting/scriptedprovider.h"
#include "networktesting/signingkey_p.h"

#include <QtCore/qhash.h>
#include <QtNetwork/qnetworkaccessmanager.h>

#include <optional>

namespace QtLogin {

// The server behind a ScriptedProvider, and its pages: what it knows, and how it answers.
class ScriptedIssuer
{
public:
    using Endpoint = ScriptedProvider::Endpoint;
    using Account = ScriptedProvider::Account;
    // A login on another device.
    struct DeviceRequest
    {
        QUrlQuery request;
        QString userCode;
        Clock::Boot expiresAt {};
        std::optional<Account> account {}; // null: the user has not come yet
        Clock::Wall authTime {};
        QString error {};
    };
    // A login that the user has allowed.
    struct Grant
    {
        QUrlQuery request;
        Account account;
        Clock::Wall authTime {};
    };

    explicit ScriptedIssuer(std::shared_ptr<Clock> clock);

    static constexpr auto client = "journal";

    QString issuer() const { return server.url(QString()).toString(); }
    QString address(const char *path) const { return issuer() + QLatin1String(path); }
    void route(Endpoint endpoint, ServerAnswer (ScriptedIssuer::*answering)(const ServerRequest &));
    static QByteArray pathOf(Endpoint endpoint);

    QJsonObject metadata() const;
    ServerAnswer describe(const ServerRequest &);
    ServerAnswer keys(const ServerRequest &);
    ServerAnswer push(const ServerRequest &request);
    ServerAnswer redeem(const ServerRequest &request);
    ServerAnswer redeemCode(const QUrlQuery &parameters);
    ServerAnswer redeemDeviceCode(const QUrlQuery &parameters);
    ServerAnswer tokensFor(const Grant &grant);
    ServerAnswer beginOnDevice(const ServerRequest &request);
    bool enterCode(const QString &code);
    ServerAnswer describeUser(const ServerRequest &request);
    QByteArray idTokenFor(const Grant &grant, const QByteArray &accessToken) const;

    std::optional<QUrlQuery> requestOf(const QUrl &page);
    const char *faultIn(const QUrlQuery &request) const;
    QUrl answerTo(const QUrlQuery &request);
    Clock::Wall proof(const QUrlQuery &request);

    const std::shared_ptr<Clock> clock;
    TestAuthority authority;
    HttpsServer server;
    QNetworkAccessManager browser;
    Account account {QStringLiteral("u-1"),
                     {{QStringLiteral("preferred_username"), QStringLiteral("ada")},
                      {QStringLiteral("name"), QStringLiteral("Ada Lovelace")}}};
    std::optional<Clock::Wall> loggedInAt; // the browser
    SigningKey signing;
    SigningKey published = signing;
    bool pushing = false;
    QString error;
    QString errorDescription;
    QHash<int, std::function<void(ServerAnswer &)>> changes;
    std::function<void(QJsonObject &)> metadataChange;
    std::function<void(QJsonObject &)> claimsChange;
    std::function<void(QUrlQuery &)> answerChange;
    QHash<QString, QUrlQuery> pushed; // by their references
    QHash<QString, Grant> codes;
    QHash<QString, DeviceRequest> deviceRequests; // by their device codes
    int slowDowns = 0;
    QHash<QByteArray, Account> accessTokens;
    QByteArrayList secrets;
    QUrlQuery lastRequest;
    QString complaint;
    QByteArray answerPage;
};

} // namespace QtLogin
