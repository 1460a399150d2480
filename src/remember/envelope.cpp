// SPDX-License-Identifier: MIT
#include "remember/envelope_p.h"

#include <QtCore/qendian.h>

#include <sodium.h>

#include <array>
#include <cstring>

namespace QtLogin::Envelope {

using Checksum = std::array<unsigned char, 16>;

static Checksum checksumOf(QByteArrayView bytes)
{
    Checksum checksum;
    crypto_generichash(checksum.data(), checksum.size(), reinterpret_cast<const unsigned char *>(bytes.data()),
                       size_t(bytes.size()), nullptr, 0);
    return checksum;
}

QByteArray wrap(const char (&magic)[5], quint8 version, QByteArrayView payload)
{
    QByteArray bytes;
    bytes.reserve(payload.size() + overhead);
    bytes.append(magic, 4);
    bytes.append(char(version));
    char length[4];
    qToBigEndian(quint32(payload.size()), length);
    bytes.append(length, 4);
    bytes.append(payload);
    const Checksum checksum = checksumOf(bytes);
    bytes.append(reinterpret_cast<const char *>(checksum.data()), qsizetype(checksum.size()));
    return bytes;
}

Result<QByteArrayView> unwrap(const char (&magic)[5], quint8 version, QByteArrayView bytes)
{
    if (bytes.size() < overhead || std::memcmp(bytes.data(), magic, 4) != 0)
        return Error::Kind::Damaged;
    const QByteArrayView body = bytes.chopped(16);
    const Checksum checksum = checksumOf(body);
    if (sodium_memcmp(checksum.data(), bytes.data() + body.size(), checksum.size()) != 0)
        return Error::Kind::Damaged;
    const auto written = quint8(bytes[4]);
    if (written > version)
        return Error::Kind::NewerFormat;
    const auto length = qsizetype(qFromBigEndian<quint32>(bytes.data() + 5));
    if (written != version || length != bytes.size() - overhead)
        return Error::Kind::Damaged;
    return bytes.sliced(9, length);
}

} // namespace QtLogin::Envelope
