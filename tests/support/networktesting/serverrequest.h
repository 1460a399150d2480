// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginnetworktestingexport.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qlist.h>

#include <utility>

namespace QtLogin {

//! A request as an HttpsServer has received it.
//! \since 0.1
struct QTLOGIN_NETWORKTESTING_EXPORT ServerRequest
{
    QByteArray method = {}; //!< "GET", "POST" ...
    QByteArray target = {}; //!< Path and query, as they were sent.
    QList<std::pair<QByteArray, QByteArray>> headers = {}; //!< In their order; names as they were sent.
    QByteArray body = {};
    int connection = 0; //!< The number of the connection that it came over, from 1.

    //! The target up to the question mark.
    [[nodiscard]] QByteArray path() const;
    //! The target behind the question mark.
    [[nodiscard]] QByteArray query() const;
    //! The first header called \a name in any case; null where there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

} // namespace QtLogin
