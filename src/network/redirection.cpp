// SPDX-License-Identifier: MIT
#include "network/redirection_p.h"

namespace QtLogin {

using Operation = QNetworkAccessManager::Operation;

static int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

static bool isPost(const QNetworkRequest &request, Operation operation)
{
    return operation == QNetworkAccessManager::PostOperation
        || (operation == QNetworkAccessManager::CustomOperation
            && request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray() == "POST");
}

static bool isHead(const QNetworkRequest &request, Operation operation)
{
    return operation == QNetworkAccessManager::HeadOperation
        || (operation == QNetworkAccessManager::CustomOperation
            && request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray() == "HEAD");
}

std::optional<QUrl> Redirection::target(int status, const QUrl &base, const QByteArray &location)
{
    const bool isRedirect = (status >= 301 && status <= 303) || status == 307 || status == 308;
    const QUrl url = base.resolved(QUrl(QString::fromUtf8(location)));
    if (!isRedirect || location.isEmpty() || !url.isValid() || url.host().isEmpty())
        return {};
    QUrl target = url;
    target.setUserInfo(QString()); // a server does not say as whom
    if (!target.hasFragment() && base.hasFragment())
        target.setFragment(base.fragment());
    return target;
}

bool Redirection::isSecure(const QUrl &from, const QUrl &to)
{
    const bool wasPlain = from.scheme() == QLatin1String("http");
    return to.scheme() == QLatin1String("https") || (wasPlain && to.scheme() == QLatin1String("http"));
}

bool Redirection::isSameOrigin(const QUrl &one, const QUrl &other)
{
    return one.scheme() == other.scheme() && one.host() == other.host() && portOf(one) == portOf(other);
}

Redirection Redirection::of(const QNetworkRequest &request, Operation operation, int status, const QUrl &target)
{
    Redirection next {request, operation, true};
    next.request.setUrl(target);
    if (!isSameOrigin(request.url(), target))
        next.request.setRawHeader("Cookie", QByteArray());
    const bool becomesGet = status == 303 ? !isHead(request, operation) : status <= 302 && isPost(request, operation);
    if (!becomesGet)
        return next;
    next.operation = QNetworkAccessManager::GetOperation;
    next.keepsBody = false;
    next.request.setAttribute(QNetworkRequest::CustomVerbAttribute, QVariant());
    next.request.setHeader(QNetworkRequest::ContentTypeHeader, QVariant());
    next.request.setHeader(QNetworkRequest::ContentLengthHeader, QVariant());
    return next;
}

} // namespace QtLogin
