// SPDX-License-Identifier: MIT
#include "network/plainhttp.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qjsondocument.h>
#include <QtNetwork/qnetworkproxy.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtTest/qtest.h>

#include <memory>

QByteArray PlainAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QJsonObject jwtPart(const QString &jwt, int index)
{
    const QByteArray part = jwt.section(u'.', index, index).toLatin1();
    return QJsonDocument::fromJson(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding)).object();
}

QString challengeOf(const QString &verifier)
{
    const QByteArray hash = QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

PlainHttp::PlainHttp(const QSslCertificate &authority) : m_authority(authority)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

PlainAnswer PlainHttp::get(const QUrl &url, const Headers &headers)
{
    const std::unique_ptr<QNetworkReply> reply(m_network.get(request(url, headers)));
    (void)QTest::qWaitFor([&reply] { return reply->isFinished(); }, patience);
    return answerOf(*reply);
}

PlainAnswer PlainHttp::post(const QUrl &url, const Form &form, const Headers &headers)
{
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request(url, headers), encoded(form)));
    (void)QTest::qWaitFor([&reply] { return reply->isFinished(); }, patience);
    return answerOf(*reply);
}

PlainAnswer PlainHttp::send(const QByteArray &method, const QUrl &url, const QByteArray &body, const Headers &headers)
{
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request(url, headers), method, body));
    (void)QTest::qWaitFor([&reply] { return reply->isFinished(); }, patience);
    return answerOf(*reply);
}

std::vector<PlainAnswer> PlainHttp::postTogether(const QUrl &url, const std::vector<Form> &forms)
{
    std::vector<std::unique_ptr<QNetworkReply>> replies;
    for (const Form &form : forms)
        replies.emplace_back(m_network.post(request(url, {}), encoded(form)));
    std::vector<PlainAnswer> answers;
    for (const auto &reply : replies) {
        (void)QTest::qWaitFor([&reply] { return reply->isFinished(); }, patience);
        answers.push_back(answerOf(*reply));
    }
    return answers;
}

QByteArray PlainHttp::encoded(const Form &form)
{
    QByteArray text;
    for (const auto &[name, value] : form) {
        if (!text.isEmpty())
            text += '&';
        text += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    return text;
}

QUrl PlainHttp::with(QUrl url, const Form &query)
{
    url.setQuery(QString::fromLatin1(encoded(query)));
    return url;
}

QNetworkRequest PlainHttp::requestFor(const QUrl &url, const QSslCertificate &authority)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/x-www-form-urlencoded"));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({authority});
    request.setSslConfiguration(tls);
    return request;
}

QNetworkRequest PlainHttp::request(const QUrl &url, const Headers &headers) const
{
    QNetworkRequest request = requestFor(url, m_authority);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    return request;
}

PlainAnswer PlainHttp::answerOf(QNetworkReply &reply)
{
    PlainAnswer answer;
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply.readAll();
    answer.json = QJsonDocument::fromJson(answer.body).object();
    answer.headers = reply.rawHeaderPairs();
    return answer;
}
