// SPDX-License-Identifier: MIT
// LoopbackRequest on any bytes. A request that it accepts is accepted again when it is written anew, and nothing that comes
// later makes right what was refused.
#include "network/loopbackrequest_p.h"
#include "property.h"

#include <algorithm>

using namespace QtLogin;
using State = LoopbackRequest::State;

static void checkViews(const QByteArray &bytes, const LoopbackRequest &request)
{
    for (const QByteArrayView view : {request.method, request.path, request.query, request.host, request.contentType, request.body})
        ensure(view.isEmpty() || (view.data() >= bytes.constData() && view.data() + view.size() <= bytes.constData() + bytes.size()),
               "every view is into the bytes that were read");
    ensure(request.path.startsWith('/') && !request.path.contains('?'), "a path begins with a slash and ends before the query");
    ensure(std::none_of(request.host.begin(), request.host.end(), [](char c) { return c == '\r' || c == '\n'; }),
           "a header is one line");
    ensure(bytes.endsWith(request.body.toByteArray()), "nothing follows the body");
}

static void checkAgain(const LoopbackRequest &request)
{
    const QByteArray query = request.query.isEmpty() ? QByteArray() : '?' + request.query.toByteArray();
    const QByteArray text = request.method.toByteArray() + ' ' + request.path.toByteArray() + query + " HTTP/1.1\r\nHost: "
        + request.host.toByteArray() + "\r\nContent-Type: " + request.contentType.toByteArray() + "\r\nContent-Length: "
        + QByteArray::number(request.body.size()) + "\r\n\r\n" + request.body.toByteArray();
    const LoopbackRequest again = LoopbackRequest::parse(text);
    ensure(again.state == State::Complete, "what is written anew is accepted");
    ensure(again.method == request.method && again.path == request.path && again.query == request.query
               && again.host == request.host && again.contentType == request.contentType && again.body == request.body,
           "what is written anew is the same");
    ensure(LoopbackRequest::parse(text.chopped(1)).state == State::Incomplete, "a byte less is incomplete");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = inputOf(data, size);
    const LoopbackRequest request = LoopbackRequest::parse(bytes);
    if (request.state == State::Complete) {
        checkViews(bytes, request);
        checkAgain(request);
        ensure(LoopbackRequest::parse(bytes + 'x').state == State::Refused, "a byte too much is refused");
    }
    if (request.state == State::Refused) {
        ensure(request.path.isEmpty() && request.query.isEmpty() && request.body.isEmpty(), "of what is refused nothing is read");
        ensure(LoopbackRequest::parse(bytes + "\r\n\r\n").state == State::Refused, "what is refused stays refused");
    } else {
        for (const qsizetype part : {size / 4, size / 2, size - size / 4})
            ensure(LoopbackRequest::parse(bytes.first(part)).state != State::Refused, "no beginning of a right one is refused");
    }
    return 0;
}
