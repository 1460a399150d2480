// SPDX-License-Identifier: MIT
#include "remember/rememberrecord_p.h"

#include "remember/envelope_p.h"
#include "vault/storelimits_p.h"

#include <QtCore/qendian.h>

namespace QtLogin {

namespace {

constexpr char magic[] = "QLRM";
// A token made for one thing is not taken for another.
struct Format
{
    quint8 version;
    char purpose;
    qsizetype longest;
};
constexpr Format ownFormat {1, 'R', longestInItem};
constexpr Format serverFormat {2, 'S', longestSecret}; // an older QtLogin takes it for newer, and leaves it alone

class Writer
{
public:
    explicit Writer(qsizetype size) { m_bytes.reserve(size); }
    void number(qint64 value)
    {
        char raw[8];
        qToBigEndian(value, raw);
        m_bytes.append(raw, 8);
    }
    void fixed(QByteArrayView bytes) { m_bytes.append(bytes); }
    void text(QByteArrayView bytes)
    {
        char raw[2];
        qToBigEndian(quint16(bytes.size()), raw);
        m_bytes.append(raw, 2);
        m_bytes.append(bytes);
    }
    QByteArray &bytes() { return m_bytes; }

private:
    QByteArray m_bytes;
};

// Reads past the end give nothing and are remembered.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes) : m_rest(bytes) { }
    QByteArrayView fixed(qsizetype size)
    {
        if (m_rest.size() < size) {
            m_good = false;
            return {};
        }
        const QByteArrayView read = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return read;
    }
    qint64 number()
    {
        const QByteArrayView raw = fixed(8);
        return m_good ? qFromBigEndian<qint64>(raw.data()) : 0;
    }
    QByteArrayView text()
    {
        const QByteArrayView raw = fixed(2);
        return m_good ? fixed(qFromBigEndian<quint16>(raw.data())) : QByteArrayView();
    }
    bool isGoodAndAtEnd() const { return m_good && m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
    bool m_good = true;
};

Clock::Wall wallFromMilliseconds(qint64 milliseconds)
{
    return Clock::Wall(std::chrono::milliseconds(milliseconds));
}

} // namespace

Result<SecretPtr> RememberRecord::encode() const
{
    Q_ASSERT(selector.size() == selectorSize && verifier && !verifier->isEmpty());
    Q_ASSERT(binding.size() == bindingSize);
    const bool isOwn = verifier->size() == verifierSize;
    const Format format = isOwn ? ownFormat : serverFormat;
    const QByteArray id = userId.toUtf8();
    const QByteArray stamp = sessionStamp.toUtf8();
    const qsizetype size = 1 + selectorSize + (isOwn ? 0 : 2) + verifier->size() + bindingSize + 3 * 8 + 3 * 2
        + contextId.size() + id.size() + stamp.size();
    if (size + Envelope::overhead > format.longest)
        return Error(Error::Kind::InvalidInput,
                     isOwn ? QStringLiteral("User id and session stamp are too long to be remembered.")
                           : QStringLiteral("The token of the login server is too long to be remembered."));

    Writer writer(size);
    writer.fixed({&format.purpose, 1});
    writer.fixed(selector);
    if (isOwn)
        writer.fixed(verifier->reveal());
    else
        writer.text(verifier->reveal());
    writer.fixed(binding);
    writer.number(issuedAt.time_since_epoch().count());
    writer.number(expiresAt.time_since_epoch().count());
    writer.number(lifetime.count());
    writer.text(contextId);
    writer.text(id);
    writer.text(stamp);
    QByteArray wrapped = Envelope::wrap(magic, format.version, writer.bytes());
    wipe(writer.bytes());
    return Secret::fromBytes(std::move(wrapped)).share();
}

Result<RememberRecord> RememberRecord::decode(const Secret &bytes)
{
    Format format = ownFormat;
    auto payload = Envelope::unwrap(magic, format.version, bytes.reveal());
    if (payload.failedWith(Error::Kind::NewerFormat)) {
        format = serverFormat;
        payload = Envelope::unwrap(magic, format.version, bytes.reveal());
    }
    if (!payload)
        return payload.error();
    const bool isOwn = format.version == ownFormat.version;
    Reader reader(*payload);
    const QByteArrayView kind = reader.fixed(1);
    if (kind.isEmpty() || kind[0] != format.purpose)
        return Error::Kind::Damaged;

    RememberRecord record;
    record.selector = reader.fixed(selectorSize).toByteArray();
    record.verifier = Secret::copyOf(isOwn ? reader.fixed(verifierSize) : reader.text()).share();
    record.binding = reader.fixed(bindingSize).toByteArray();
    record.issuedAt = wallFromMilliseconds(reader.number());
    record.expiresAt = wallFromMilliseconds(reader.number());
    record.lifetime = std::chrono::seconds(reader.number());
    record.contextId = reader.text().toByteArray();
    record.userId = QString::fromUtf8(reader.text());
    record.sessionStamp = QString::fromUtf8(reader.text());
    const bool sound = reader.isGoodAndAtEnd() && !record.verifier->isEmpty() && !record.userId.isEmpty() && record.lifetime.count() > 0
        && record.issuedAt <= record.expiresAt;
    if (!sound)
        return Error::Kind::Damaged;
    return record;
}

} // namespace QtLogin
