// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/secret.h"

#include "qtloginnetworkexport.h"

#include <QtCore/qlist.h>
#include <QtCore/qurl.h>

#include <chrono>
#include <optional>
#include <utility>

namespace QtLogin {

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

// A request for an HttpClient.
struct HttpRequest
{
    enum class Expect {
        Json, // a body with the content type of JSON, or none
        Anything,
    };

    QUrl url; // https, without user name, password and fragment
    QByteArray method = "GET";
    HttpHeaders headers = {};
    QList<std::pair<QByteArray, SecretPtr>> secretHeaders = {}; // such as Authorization
    SecretPtr body = {}; // null for none; a request with a body is sent once at most
    QByteArray contentType = {}; // of the body
    Expect expect = Expect::Json;
};

// A service's answer, of any status but 3xx.
struct QTLOGIN_NETWORK_EXPORT HttpAnswer
{
    int status = 0;
    HttpHeaders headers = {};
    SecretPtr body = {}; // never null; empty where there was none
    std::optional<std::chrono::seconds> retryAfter = {}; // one hour at most

    bool isSuccess() const { return status >= 200 && status < 300; }
    // Whether the same request may be answered otherwise later: the service is overloaded, out of order, or not in its place.
    [[nodiscard]] bool isPassing() const;
    // The first header called \p name in any case; null where there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

namespace Http {
// Whether \p contentType is application/json or any …+json, whatever its charset says.
QTLOGIN_NETWORK_EXPORT bool isJson(const QByteArray &contentType);
// The time that a Retry-After header (RFC 9110 §10.2.3) asks for at \p now: between zero and one hour.
QTLOGIN_NETWORK_EXPORT std::optional<std::chrono::seconds> retryAfter(const QByteArray &header, Clock::Wall now);
}

} // namespace QtLogin
