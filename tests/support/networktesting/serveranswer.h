// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginnetworktestingexport.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qlist.h>
#include <QtCore/qurl.h>

#include <utility>

namespace QtLogin {

//! The answer of an HttpsServer to a request, right or rude.
//!
//! ```cpp
//! server.route("/token", ServerAnswer::json(R"({"error":"slow_down"})", 429).with("Retry-After", "30"));
//! ```
//! \since 0.1
struct QTLOGIN_NETWORKTESTING_EXPORT ServerAnswer
{
    enum class Delivery {
        Whole, //!< All of it, at once.
        Halves, //!< The header and half of the body; the rest when the test calls HttpsServer::releaseHeld().
        CutOff, //!< A header that promises the whole body, half of the body, and the end of the connection.
        Endless, //!< The header, and the body again and again as long as the client reads.
        Dropped, //!< Nothing but the end of the connection.
    };

    int status = 200;
    QByteArray body = {};
    //! Those of the answer. Content-Type (JSON) and Content-Length are added where they are missing.
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    Delivery delivery = Delivery::Whole;

    [[nodiscard]] static ServerAnswer json(const QByteArray &body, int status = 200);
    [[nodiscard]] static ServerAnswer html(const QByteArray &body, int status = 200);
    //! A redirect with \a status (301, 302, 303, 307, 308) to \a url.
    [[nodiscard]] static ServerAnswer redirect(int status, const QUrl &url);
    //! JSON \a body that is sent as gzip, whether the client has asked for that or not.
    [[nodiscard]] static ServerAnswer gzip(const QByteArray &body);
    [[nodiscard]] static ServerAnswer dropped();

    //! The same answer, delivered otherwise.
    [[nodiscard]] ServerAnswer with(Delivery how) const;
    //! The same answer, with a header more.
    [[nodiscard]] ServerAnswer with(const QByteArray &name, const QByteArray &value) const;
};

} // namespace QtLogin
