// SPDX-License-Identifier: MIT
#include "network/httpclient_p.h"

#include "network/httperrors_p.h"
#include "network/httpexchange_p.h"
#include "network/networklog_p.h"
#include "network/secretdevice_p.h"

#include <QtCore/qlibraryinfo.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qnetworkrequest.h>

#include <algorithm>

namespace QtLogin {

// RFC 9110 §5.6.2.
static bool isToken(QByteArrayView text)
{
    const QByteArrayView others = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [others](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || others.contains(c);
    });
}

// A line break would begin a header more.
static bool isHeaderValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return quint8(c) >= ' ' && c != '\x7f'; });
}

static bool areHeadersValid(const HttpRequest &request)
{
    return isHeaderValue(request.contentType)
        && std::all_of(request.headers.cbegin(), request.headers.cend(),
                       [](const auto &header) { return isToken(header.first) && isHeaderValue(header.second); })
        && std::all_of(request.secretHeaders.cbegin(), request.secretHeaders.cend(), [](const auto &header) {
               return isToken(header.first) && header.second && isHeaderValue(header.second->reveal());
           });
}

static bool isAddressValid(const QUrl &url)
{
    return url.isValid() && url.scheme() == QLatin1String("https") && !url.host().isEmpty() && url.userInfo().isEmpty()
        && !url.hasFragment();
}

HttpClient::HttpClient(std::shared_ptr<Clock> clock, QObject *parent)
    : QObject(parent), m_clock(std::move(clock)), m_tls(tls()), m_network(std::make_unique<QNetworkAccessManager>())
{
}

HttpClient::~HttpClient()
{
    const auto exchanges = std::exchange(m_exchanges, {}); // each future says Abandoned
    m_network.release()->deleteLater(); // one of its replies may be emitting a signal
}

bool HttpClient::isHttp2Safe(const QVersionNumber &version)
{
    return version >= QVersionNumber(6, 7, 3)
        || (version >= QVersionNumber(6, 5, 7) && version < QVersionNumber(6, 6));
}

void HttpClient::setCompanyCertificates(const QList<QSslCertificate> &certificates)
{
    m_certificates = certificates;
    m_tls = tls();
    m_network->clearConnectionCache(); // open connections trust others
}

// The application's own configuration, but for the parts that a request with a credential cannot do without.
QSslConfiguration HttpClient::tls() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setPeerVerifyDepth(0);
    configuration.setBackendConfiguration({});
    // Once some are given, Qt looks for none of the system's on its own.
    if (!m_certificates.isEmpty())
        configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + m_certificates);
    return configuration;
}

QNetworkRequest HttpClient::networkRequest(const HttpRequest &request) const
{
    QNetworkRequest network(request.url);
    network.setSslConfiguration(m_tls);
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    network.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, isHttp2Safe(QLibraryInfo::version()));
    network.setRawHeader("Accept-Encoding", "identity"); // and Qt unpacks nothing
    if (request.expect == HttpRequest::Expect::Json)
        network.setRawHeader("Accept", "application/json");
    for (const auto &[name, value] : request.headers)
        network.setRawHeader(name, value);
    for (const auto &[name, value] : request.secretHeaders)
        network.setRawHeader(name, value->reveal().toByteArray());
    if (request.body) {
        network.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
        network.setHeader(QNetworkRequest::ContentLengthHeader, request.body->size());
        network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    return network;
}

QNetworkReply *HttpClient::begin(const HttpRequest &request)
{
    const QNetworkRequest network = networkRequest(request);
    if (!request.body)
        return request.method == "GET" ? m_network->get(network) : m_network->sendCustomRequest(network, request.method);
    const auto device = new SecretDevice(request.body);
    QNetworkReply *const reply = m_network->sendCustomRequest(network, request.method, device);
    device->setParent(reply);
    return reply;
}

QFuture<Result<HttpAnswer>> HttpClient::send(const HttpRequest &request)
{
    if (!isAddressValid(request.url)) {
        qCCritical(networkLog).noquote() << "HttpClient: the address of" << request.url.host()
            << "is not https, or has a user name, a password or a fragment. Nothing was sent; set an https address.";
        return readyFuture<Result<HttpAnswer>>(HttpErrors::badAddress());
    }
    if (!isToken(request.method) || !areHeadersValid(request) || (request.body && request.contentType.isEmpty())) {
        qCCritical(networkLog).noquote() << "HttpClient: a request to" << request.url.host()
            << "has a method or header that HTTP does not allow, or a body without a type. Nothing was sent.";
        return readyFuture<Result<HttpAnswer>>(Error::Kind::InvalidInput);
    }
    const auto &exchange = m_exchanges.emplace_back(std::make_unique<HttpExchange>(begin(request), request, m_clock));
    return exchange->start([this](const HttpExchange *done) { forget(done); });
}

void HttpClient::forget(const HttpExchange *exchange)
{
    const auto found = std::find_if(m_exchanges.begin(), m_exchanges.end(),
                                    [exchange](const auto &one) { return one.get() == exchange; });
    if (found == m_exchanges.end())
        return;
    found->release()->deleteLater(); // one of its functions is running
    m_exchanges.erase(found);
}

} // namespace QtLogin
