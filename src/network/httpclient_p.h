// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "network/httpmessages_p.h"

#include "qtloginnetworkexport.h"

#include <QtCore/qobject.h>
#include <QtCore/qversionnumber.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qsslcertificate.h>
#include <QtNetwork/qsslconfiguration.h>

#include <functional>
#include <memory>
#include <vector>

namespace QtLogin {

class HttpExchange;

// The one place from which the room talks to a service.
//
// HTTPS only, with TLS 1.2 or later and a certificate that is right; no error of TLS can be ignored. Redirects are not
// followed, no cookie is kept or sent, nothing is cached, and no encoded answer is read. An answer has 1 MiB at most,
// and 30 seconds by the clock. The proxy is that of the application.
//
// Each future finishes once: with an answer of any status but 3xx, or with an error of HttpErrors. Cancelling it ends
// the request; so does the end of the client, with Abandoned, which may come out of any answer. Belongs to one thread, which it never blocks.
class QTLOGIN_NETWORK_EXPORT HttpClient final : public QObject
{
public:
    explicit HttpClient(std::shared_ptr<Clock> clock = Clock::system(), QObject *parent = nullptr);
    ~HttpClient() override;

    // Certificates of authorities that are trusted beside those of the system, from the next request on.
    void setCompanyCertificates(const QList<QSslCertificate> &certificates);
    QList<QSslCertificate> certificates() const { return m_certificates; }

    [[nodiscard]] QFuture<Result<HttpAnswer>> send(const HttpRequest &request);

    // Whether HTTP/2 of the Qt that is \p version reads its replies safely (CVE-2024-39936).
    static bool isHttp2Safe(const QVersionNumber &version);

private:
    QNetworkRequest networkRequest(const HttpRequest &request) const;
    QNetworkReply *begin(const HttpRequest &request);
    QSslConfiguration tls() const;
    void forget(const HttpExchange *exchange);

    const std::shared_ptr<Clock> m_clock;
    QList<QSslCertificate> m_certificates;
    QSslConfiguration m_tls;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::vector<std::unique_ptr<HttpExchange>> m_exchanges;
};

} // namespace QtLogin
