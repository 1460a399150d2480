// SPDX-License-Identifier: MIT
#include "network/loopbackrequest_p.h"

#include <algorithm>
#include <optional>

namespace QtLogin {

namespace {

// Reads the head of a request, line by line.
class LoopbackHeadReader
{
public:
    using State = LoopbackRequest::State;

    explicit LoopbackHeadReader(QByteArrayView bytes) : m_bytes(bytes) { }

    LoopbackRequest read();

private:
    struct Line
    {
        State state = State::Refused;
        QByteArrayView text = {};
    };
    Line nextLine();
    bool readRequestLine(QByteArrayView line);
    bool readTarget(QByteArrayView target);
    bool readHeader(QByteArrayView line);
    bool readContentLength(QByteArrayView value);
    State readBody();

    QByteArrayView m_bytes;
    qsizetype m_position = 0;
    LoopbackRequest m_request {};
    bool m_hasHost = false;
    bool m_hasContentType = false;
    std::optional<qsizetype> m_contentLength;
};

bool isTokenByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenByte);
}

bool isVisibleAscii(char c)
{
    return c > 0x20 && c < 0x7f;
}

bool isLineByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

QByteArrayView withoutBlanks(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

bool isNamed(QByteArrayView name, QByteArrayView wanted)
{
    return name.compare(wanted, Qt::CaseInsensitive) == 0;
}

// Whether the first item of a header such as "prefetch;prerender" is \a wanted.
bool begins(QByteArrayView value, QByteArrayView wanted)
{
    const auto end = std::find_if(value.begin(), value.end(), [](char c) { return c == ';' || c == ','; });
    return isNamed(withoutBlanks(value.first(end - value.begin())), wanted);
}

// A line without its CR and LF. Control characters are refused as soon as they come, so that a caller who does not speak
// HTTP is not waited for.
LoopbackHeadReader::Line LoopbackHeadReader::nextLine()
{
    const QByteArrayView rest = m_bytes.sliced(m_position);
    const auto end = std::find_if_not(rest.begin(), rest.end(), isLineByte);
    const qsizetype length = end - rest.begin();
    if (length == rest.size())
        return {State::Incomplete};
    if (rest[length] != '\r')
        return {State::Refused};
    if (length + 1 == rest.size())
        return {State::Incomplete};
    if (rest[length + 1] != '\n')
        return {State::Refused};
    m_position += length + 2;
    return {State::Complete, rest.first(length)};
}

bool LoopbackHeadReader::readRequestLine(QByteArrayView line)
{
    const qsizetype methodEnd = line.indexOf(' ');
    const qsizetype targetEnd = line.lastIndexOf(' ');
    if (methodEnd < 0 || targetEnd == methodEnd || line.sliced(targetEnd + 1) != QByteArrayView("HTTP/1.1"))
        return false;
    m_request.method = line.first(methodEnd);
    return isToken(m_request.method) && readTarget(line.sliced(methodEnd + 1, targetEnd - methodEnd - 1));
}

bool LoopbackHeadReader::readTarget(QByteArrayView target)
{
    if (!target.startsWith('/') || target.contains('#') || !std::all_of(target.begin(), target.end(), isVisibleAscii))
        return false;
    const qsizetype mark = target.indexOf('?');
    m_request.path = mark < 0 ? target : target.first(mark);
    if (mark >= 0)
        m_request.query = target.sliced(mark + 1);
    return true;
}

bool LoopbackHeadReader::readHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon))) // also a line that begins with a blank and continues the last one
        return false;
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = withoutBlanks(line.sliced(colon + 1));
    if (isNamed(name, "Host")) {
        m_request.host = value;
        return !std::exchange(m_hasHost, true);
    }
    if (isNamed(name, "Content-Type")) {
        m_request.contentType = withoutBlanks(value.first(std::find(value.begin(), value.end(), ';') - value.begin()));
        return !std::exchange(m_hasContentType, true);
    }
    if (isNamed(name, "Content-Length"))
        return readContentLength(value);
    if (isNamed(name, "Transfer-Encoding"))
        return false;
    if (isNamed(name, "Sec-Purpose") || isNamed(name, "Purpose") || isNamed(name, "X-Purpose") || isNamed(name, "X-Moz"))
        m_request.isPrefetch |= begins(value, "prefetch") || begins(value, "preview");
    if (isNamed(name, "Sec-Fetch-Dest"))
        m_request.isPartOfPage |= !isNamed(value, "document");
    return true;
}

bool LoopbackHeadReader::readContentLength(QByteArrayView value)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (m_contentLength || value.isEmpty() || value.size() > 5 || !std::all_of(value.begin(), value.end(), isDigit))
        return false;
    qsizetype length = 0;
    for (const char digit : value)
        length = length * 10 + (digit - '0');
    m_contentLength = length;
    return length <= LoopbackRequest::maximumSize;
}

LoopbackHeadReader::State LoopbackHeadReader::readBody()
{
    const qsizetype length = m_contentLength.value_or(0);
    const QByteArrayView rest = m_bytes.sliced(m_position);
    if (!m_hasHost || rest.size() > length || m_position + length > LoopbackRequest::maximumSize)
        return State::Refused;
    m_request.body = rest;
    return rest.size() < length ? State::Incomplete : State::Complete;
}

LoopbackRequest LoopbackHeadReader::read()
{
    const Line first = nextLine();
    if (first.state != State::Complete)
        return {.state = first.state};
    if (!readRequestLine(first.text))
        return {};
    for (;;) {
        const Line line = nextLine();
        if (line.state != State::Complete)
            return {.state = line.state};
        if (line.text.isEmpty())
            break;
        if (!readHeader(line.text))
            return {};
    }
    m_request.state = readBody();
    return m_request.state == State::Complete ? m_request : LoopbackRequest {.state = m_request.state};
}

} // namespace

LoopbackRequest LoopbackRequest::parse(QByteArrayView bytes)
{
    if (bytes.size() > maximumSize)
        return {};
    LoopbackRequest request = LoopbackHeadReader(bytes).read();
    if (request.state == State::Incomplete && bytes.size() == maximumSize)
        return {};
    return request;
}

} // namespace QtLogin
