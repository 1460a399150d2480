// SPDX-License-Identifier: MIT
#include "network/authorizednetworkmanager.h"

#include "network/authorizedreply_p.h"
#include "network/networklog_p.h"
#include "network/tokendesk_p.h"
#include "session/loginmanager.h"

#include <QtCore/qset.h>

#include <algorithm>
#include <vector>

namespace QtLogin {

class AuthorizedNetworkManager::Private final : public AuthorizedSender
{
public:
    Private(AuthorizedNetworkManager *manager, LoginManager *login, std::shared_ptr<AccessTokenSource> source)
        : manager(manager), m_desk(login, std::move(source))
    {
    }

    // Without the other half of what get(), post() and the like do, which is for the replies that callers see.
    QNetworkReply *send(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        return manager->QNetworkAccessManager::createRequest(operation, request, body);
    }
    bool isAllowed(const QUrl &url) const override { return manager->isAllowed(url); }
    bool hasCache() const override { return manager->cache() != nullptr; }
    TokenDesk &desk() override { return m_desk; }
    DpopNonces &nonces() override { return m_nonces; }

    AuthorizedNetworkManager *const manager;
    QSet<QString> origins;
    std::vector<QPointer<AuthorizedReply>> replies;

private:
    TokenDesk m_desk;
    DpopNonces m_nonces;
};

static QString allowedOriginOf(const QUrl &url)
{
    return url.host() + QLatin1Char(':') + QString::number(url.port(443));
}

// Null: nothing is wrong with it.
static const char *faultOf(const QUrl &url)
{
    if (url.scheme() != QLatin1String("https"))
        return url.scheme().isEmpty() ? "it has no scheme" : "it is not https";
    if (!url.isValid() || url.host().isEmpty() || url.host().contains(QLatin1Char('*')) || url.port(443) == 0)
        return "it names no host";
    if (!url.userInfo().isEmpty())
        return "it has a user name or a password";
    if ((!url.path().isEmpty() && url.path() != QLatin1String("/")) || url.hasQuery() || url.hasFragment())
        return "it has more than a host and a port";
    return nullptr;
}

AuthorizedNetworkManager::AuthorizedNetworkManager(LoginManager *login, std::shared_ptr<AccessTokenSource> source,
                                                   QObject *parent)
    : QNetworkAccessManager(parent), d(std::make_unique<Private>(this, login, std::move(source)))
{
}

// Before ~QNetworkAccessManager, which deletes the replies of both kinds in any order.
AuthorizedNetworkManager::~AuthorizedNetworkManager()
{
    for (const QPointer<AuthorizedReply> &reply : std::exchange(d->replies, {})) {
        if (reply && reply->parent() == this)
            delete reply;
        else if (reply)
            reply->leaveManager();
    }
}

bool AuthorizedNetworkManager::allowOrigin(const QUrl &origin)
{
    if (const char *fault = faultOf(origin)) {
        qCCritical(networkLog).noquote().nospace()
            << "AuthorizedNetworkManager::allowOrigin(): " << (origin.host().isEmpty() ? origin.path() : origin.host())
            << " is no origin, because " << fault << ". No token goes there. Write \"https://\", the host and the port.";
        return false;
    }
    d->origins.insert(allowedOriginOf(origin));
    return true;
}

bool AuthorizedNetworkManager::isAllowed(const QUrl &url) const
{
    return url.scheme() == QLatin1String("https") && !url.host().isEmpty() && d->origins.contains(allowedOriginOf(url));
}

QNetworkReply *AuthorizedNetworkManager::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    const bool hasOwn = request.hasRawHeader("Authorization") || !request.url().userInfo().isEmpty();
    if (hasOwn || !isAllowed(request.url())
        || request.attribute(QNetworkRequest::SynchronousRequestAttribute).toBool()) // it cannot wait
        return QNetworkAccessManager::createRequest(operation, request, body);
    QNetworkRequest own = request;
    if (!own.attribute(QNetworkRequest::RedirectPolicyAttribute).isValid())
        own.setAttribute(QNetworkRequest::RedirectPolicyAttribute, int(redirectPolicy()));
    if (autoDeleteReplies() && !own.attribute(QNetworkRequest::AutoDeleteReplyOnFinishAttribute).isValid())
        own.setAttribute(QNetworkRequest::AutoDeleteReplyOnFinishAttribute, true);
    const auto reply = new AuthorizedReply(*d, operation, own, body, this);
    std::erase_if(d->replies, [](const auto &one) { return !one; });
    d->replies.emplace_back(reply);
    reply->begin();
    return reply;
}

} // namespace QtLogin
