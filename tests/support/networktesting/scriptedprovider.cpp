// SPDX-License-Identifier: MIT
#include "networktesting/scriptedprovider.h"

#include "networktesting/scriptedissuer_p.h"

#include <QtNetwork/qnetworkreply.h>

namespace QtLogin {

class ScriptedProvider::Private : public ScriptedIssuer
{
public:
    using ScriptedIssuer::ScriptedIssuer;
};

ScriptedProvider::ScriptedProvider(std::shared_ptr<Clock> clock) : d(std::make_unique<Private>(std::move(clock))) { }

ScriptedProvider::~ScriptedProvider() = default;

QUrl ScriptedProvider::issuer() const
{
    return QUrl(d->issuer());
}

QString ScriptedProvider::clientId() const
{
    return QLatin1String(Private::client);
}

QSslCertificate ScriptedProvider::certificate() const
{
    return d->authority.certificate();
}

HttpsServer &ScriptedProvider::server()
{
    return d->server;
}

int ScriptedProvider::count(Endpoint endpoint) const
{
    return int(d->server.requests(Private::pathOf(endpoint)).size());
}

void ScriptedProvider::setAccount(const Account &account)
{
    d->account = account;
    d->loggedInAt.reset();
}

void ScriptedProvider::refuse(const QString &error, const QString &description)
{
    d->error = error;
    d->errorDescription = description;
}

void ScriptedProvider::forgetBrowser()
{
    d->loggedInAt.reset();
}

void ScriptedProvider::visit(const QUrl &page)
{
    const QUrl address = answerTo(page);
    if (!address.isEmpty())
        deliver(address);
}

QUrl ScriptedProvider::answerTo(const QUrl &page)
{
    const auto request = d->requestOf(page);
    if (!request)
        return {};
    d->lastRequest = *request;
    d->secrets << valueIn(*request, "state").toLatin1() << valueIn(*request, "nonce").toLatin1();
    return d->answerTo(*request);
}

void ScriptedProvider::deliver(const QUrl &address)
{
    d->answerPage.clear();
    QNetworkReply *const reply = d->browser.get(QNetworkRequest(address));
    QObject::connect(reply, &QNetworkReply::finished, &d->browser, [this, reply] {
        d->answerPage = reply->readAll();
        reply->deleteLater();
    });
}

QByteArray ScriptedProvider::answerPage() const
{
    return d->answerPage;
}

QString ScriptedProvider::complaint() const
{
    return d->complaint;
}

QUrlQuery ScriptedProvider::lastRequest() const
{
    return d->lastRequest;
}

bool ScriptedProvider::enterCode(const QString &code)
{
    return d->enterCode(code);
}

void ScriptedProvider::slowDown(int times)
{
    d->slowDowns = times;
}

void ScriptedProvider::setPushing(bool pushing)
{
    d->pushing = pushing;
}

void ScriptedProvider::rotateKeys()
{
    d->signing = SigningKey();
    d->published = d->signing;
}

void ScriptedProvider::signWithUnknownKey()
{
    d->signing = SigningKey();
}

void ScriptedProvider::change(Endpoint endpoint, std::function<void(ServerAnswer &)> change)
{
    d->changes.insert(int(endpoint), std::move(change));
}

void ScriptedProvider::changeMetadata(std::function<void(QJsonObject &)> change)
{
    d->metadataChange = std::move(change);
}

void ScriptedProvider::changeClaims(std::function<void(QJsonObject &)> change)
{
    d->claimsChange = std::move(change);
}

void ScriptedProvider::changeAnswer(std::function<void(QUrlQuery &)> change)
{
    d->answerChange = std::move(change);
}

void ScriptedProvider::heal()
{
    d->error.clear();
    d->errorDescription.clear();
    d->changes.clear();
    d->metadataChange = {};
    d->claimsChange = {};
    d->answerChange = {};
}

QByteArrayList ScriptedProvider::secrets() const
{
    return d->secrets;
}

} // namespace QtLogin
