// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearrayview.h>

namespace QtLogin {

// One request of HTTP/1.1 (RFC 9112), read from the bytes that have come so far. It is stricter than the RFC, because
// only browsers have to be understood: a line ends with CR and LF, a header is on one line, a body has a Content-Length.
// The views are into the bytes that were read; nothing is copied, because a request may hold an authorization code.
struct LoopbackRequest
{
    enum class State {
        Incomplete, // right so far
        Refused, // no further byte can make it right
        Complete,
    };
    static constexpr qsizetype maximumSize = 16 * 1024; // with its body

    // Takes \a bytes from the first one of the connection on. A byte behind the request is refused.
    [[nodiscard]] static LoopbackRequest parse(QByteArrayView bytes);

    State state = State::Refused;
    // All of these are empty until the request is complete.
    QByteArrayView method = {};
    QByteArrayView path = {}; // from its slash to the question mark
    QByteArrayView query = {}; // behind the question mark
    QByteArrayView host = {};
    QByteArrayView contentType = {}; // the media type, without parameters
    QByteArrayView body = {};
    bool isPrefetch = false; // the browser asks on its own; the person may never see the answer
    bool isPartOfPage = false; // an image, a script, a frame or a fetch(), where the browser says so
};

} // namespace QtLogin
