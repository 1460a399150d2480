// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qjsonobject.h>
#include <QtCore/qurlquery.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qsslcertificate.h>

#include <utility>
#include <vector>

// An answer, as it came.
struct PlainAnswer
{
    int status = 0; // 0: there was none
    QJsonObject json = {}; // empty where the body is no object
    QByteArray body = {};
    QList<QNetworkReply::RawHeaderPair> headers = {};

    QByteArray header(const QByteArray &name) const; // of any case; null where there is none
};

// The header (0) or the claims (1) of a JWT, unchecked.
QJsonObject jwtPart(const QString &jwt, int index);
// The S256 challenge of PKCE for a verifier.
QString challengeOf(const QString &verifier);

// HTTP as a test writes it by hand, to see what a server does: no redirects, and no cookies that the test does not see.
class PlainHttp
{
public:
    using Headers = std::vector<std::pair<QByteArray, QByteArray>>;
    // Name and value of each field; sent percent-encoded.
    using Form = std::vector<std::pair<QString, QString>>;

    // Trusts servers whose certificate this authority has signed, and no others.
    explicit PlainHttp(const QSslCertificate &authority);

    PlainAnswer get(const QUrl &url, const Headers &headers = {});
    PlainAnswer post(const QUrl &url, const Form &form, const Headers &headers = {});
    // Any method with any body, whose kind is among the headers.
    PlainAnswer send(const QByteArray &method, const QUrl &url, const QByteArray &body, const Headers &headers);
    // All of them at once, over connections of their own; the answers in the order of the forms.
    std::vector<PlainAnswer> postTogether(const QUrl &url, const std::vector<Form> &forms);

    // "a=1&b=%2F", as forms and queries have it.
    static QByteArray encoded(const Form &form);
    // The same address with a query.
    static QUrl with(QUrl url, const Form &query);

    // As all requests here are made, and as a ScriptedBrowser makes them.
    static QNetworkRequest requestFor(const QUrl &url, const QSslCertificate &authority);
    static PlainAnswer answerOf(QNetworkReply &reply);

private:
    QNetworkRequest request(const QUrl &url, const Headers &headers) const;

    QNetworkAccessManager m_network;
    QSslCertificate m_authority;
};
