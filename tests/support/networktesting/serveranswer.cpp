// SPDX-License-Identifier: MIT
#include "networktesting/serveranswer.h"

#include <QtCore/qendian.h>

namespace QtLogin {

static quint32 crc32(const QByteArray &bytes)
{
    quint32 sum = 0xffffffff;
    for (const char byte : bytes) {
        sum ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ ((sum & 1) ? 0xedb88320U : 0U);
    }
    return ~sum;
}

static QByteArray littleEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

// RFC 1952. qCompress() writes a length (4 bytes), a zlib header (2), what is wanted, and a sum (4).
static QByteArray gzipped(const QByteArray &bytes)
{
    const QByteArray header("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 10);
    const QByteArray zlib = qCompress(bytes, 9);
    return header + zlib.mid(6, zlib.size() - 10) + littleEndian(crc32(bytes)) + littleEndian(quint32(bytes.size()));
}

ServerAnswer ServerAnswer::json(const QByteArray &body, int status)
{
    return {.status = status, .body = body};
}

ServerAnswer ServerAnswer::html(const QByteArray &body, int status)
{
    return {.status = status, .body = body, .headers = {{"Content-Type", "text/html; charset=utf-8"}}};
}

ServerAnswer ServerAnswer::redirect(int status, const QUrl &url)
{
    return {.status = status, .headers = {{"Location", url.toEncoded()}}};
}

ServerAnswer ServerAnswer::gzip(const QByteArray &body)
{
    return {.body = gzipped(body), .headers = {{"Content-Encoding", "gzip"}}};
}

ServerAnswer ServerAnswer::dropped()
{
    return {.delivery = Delivery::Dropped};
}

ServerAnswer ServerAnswer::with(Delivery how) const
{
    ServerAnswer other = *this;
    other.delivery = how;
    return other;
}

ServerAnswer ServerAnswer::with(const QByteArray &name, const QByteArray &value) const
{
    ServerAnswer other = *this;
    other.headers.append({name, value});
    return other;
}

} // namespace QtLogin
