// SPDX-License-Identifier: MIT
#include "network/authorizedrequest_p.h"

#include "network/httpclient_p.h"

#include <QtCore/qlibraryinfo.h>
#include <QtNetwork/qsslconfiguration.h>

namespace QtLogin {

static QSslConfiguration strict(QSslConfiguration tls)
{
    const auto protocol = tls.protocol();
    const bool isModern = protocol == QSsl::SecureProtocols || protocol == QSsl::TlsV1_2 || protocol == QSsl::TlsV1_2OrLater
        || protocol == QSsl::TlsV1_3 || protocol == QSsl::TlsV1_3OrLater;
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setProtocol(isModern ? protocol : QSsl::TlsV1_2OrLater);
    return tls;
}

static bool isStrict(const QSslConfiguration &tls)
{
    const bool isVerified = tls.peerVerifyMode() == QSslSocket::VerifyPeer || tls.peerVerifyMode() == QSslSocket::AutoVerifyPeer;
    return isVerified && strict(tls).protocol() == tls.protocol();
}

static QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    case QNetworkAccessManager::CustomOperation:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    default:
        return "GET";
    }
}

QNetworkRequest AuthorizedRequest::of(const QNetworkRequest &request, QNetworkAccessManager::Operation operation,
                                      const AccessToken &token, const DpopNonces &nonces, bool hasCache)
{
    QNetworkRequest authorized = request;
    for (const auto &[name, value] : token.headersFor(methodOf(operation, request), request.url(), nonces.of(request.url())))
        authorized.setRawHeader(name, value);
    authorized.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    for (const auto attribute : {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute}) {
        if (!request.attribute(attribute).isValid())
            authorized.setAttribute(attribute, QNetworkRequest::Manual);
    }
    if (hasCache) {
        authorized.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
        authorized.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    }
    static const bool isHttp2Safe = HttpClient::isHttp2Safe(QLibraryInfo::version());
    if (!isHttp2Safe) {
        authorized.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        authorized.setAttribute(QNetworkRequest::Http2DirectAttribute, false);
    }
    if (const QSslConfiguration tls = request.sslConfiguration(); !isStrict(tls))
        authorized.setSslConfiguration(strict(tls));
    return authorized;
}

} // namespace QtLogin
