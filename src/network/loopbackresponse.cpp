// SPDX-License-Identifier: MIT
#include "network/loopbackresponse_p.h"

namespace QtLogin {

QByteArray LoopbackResponse::notFound()
{
    return compose("404 Not Found", {});
}

QByteArray LoopbackResponse::seeOther(QByteArrayView path)
{
    return compose("303 See Other", "Location: " + path.toByteArray() + "\r\n");
}

QByteArray LoopbackResponse::page(const QByteArray &html, const QByteArray &contentSecurityPolicy)
{
    return compose("200 OK",
                   "Content-Type: text/html; charset=utf-8\r\nContent-Security-Policy: " + contentSecurityPolicy + "\r\n",
                   html);
}

QByteArray LoopbackResponse::compose(QByteArrayView status, const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 " + status.toByteArray() + "\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\n"
          "Cache-Control: no-store\r\n"
          "Referrer-Policy: no-referrer\r\n"
          "X-Content-Type-Options: nosniff\r\n"
          "Cross-Origin-Opener-Policy: same-origin\r\n"
          "Cross-Origin-Resource-Policy: same-origin\r\n"
          "\r\n"
        + body;
}

} // namespace QtLogin
