// SPDX-License-Identifier: MIT
#include "network/storedtokens_p.h"

#include "foundation/strictjson_p.h"

#include <QtCore/qdatastream.h>
#include <QtCore/qiodevice.h>
#include <QtCore/qjsondocument.h>

namespace QtLogin {

static constexpr quint8 unboundVersion = 1, boundVersion = 2; // whether a key is among the tokens
static constexpr auto streamVersion = QDataStream::Qt_6_4;
// Of what is not a secret: the name of a machine, and words of a server.
static constexpr qsizetype longestWords = 8'192;

TokenSource::~TokenSource() = default;

StoredTokens StoredTokens::begin(const QString &server, const TokenSet &tokens, const RememberVerifier::NewSeries &series,
                                 Clock::Wall now)
{
    StoredTokens stored {server, tokens, {}, series.lifetime, series.sliding};
    stored.series = {series.selector, series.userId, series.deviceName, now, now + series.lifetime, now,
                     series.unusedLifetime};
    return stored;
}

void StoredTokens::touch(Clock::Wall now)
{
    series.lastUsedAt = std::max(series.lastUsedAt, now);
    if (sliding)
        series.expiresAt = std::max(series.expiresAt, now + lifetime);
}

static qint64 toNumber(Clock::Wall wall)
{
    return wall.time_since_epoch().count();
}

static Clock::Wall toWall(qint64 number)
{
    return Clock::Wall(std::chrono::milliseconds(number));
}

static void write(QDataStream &stream, const SecretPtr &secret)
{
    const QByteArrayView bytes = secret ? secret->reveal() : QByteArrayView();
    stream << qint32(bytes.size());
    stream.writeRawData(bytes.data(), int(bytes.size()));
}

// Null for an empty one.
static SecretPtr readSecret(QDataStream &stream)
{
    qint32 size = 0;
    stream >> size;
    if (size <= 0 || size > stream.device()->bytesAvailable())
        return size == 0 ? nullptr : (stream.setStatus(QDataStream::ReadCorruptData), nullptr);
    QByteArray bytes(size, Qt::Uninitialized);
    stream.readRawData(bytes.data(), size);
    return Secret::fromBytes(std::move(bytes)).share();
}

// The bytes are reserved once, so that growing leaves no copies of the tokens behind.
SecretPtr StoredTokens::encode() const
{
    const auto sizeOf = [](const SecretPtr &secret) { return secret ? secret->size() : 0; };
    QByteArray bytes;
    bytes.reserve(sizeOf(tokens.access) + sizeOf(tokens.refresh) + 4 * longestWords + 3 * server.size());
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(streamVersion);
    stream << (tokens.key ? boundVersion : unboundVersion) << server.toUtf8();
    write(stream, tokens.access);
    write(stream, tokens.refresh);
    if (tokens.key)
        write(stream, tokens.key->secret());
    stream << tokens.accessExpiresAt.has_value() << toNumber(tokens.accessExpiresAt.value_or(Clock::Wall()))
           << qint64(tokens.accessLifetime.count());
    const QByteArray claims = QJsonDocument(tokens.claims).toJson(QJsonDocument::Compact);
    stream << (claims.size() <= longestWords ? claims : QByteArray("{}"));
    stream << tokens.scopes.join(u' ').left(longestWords / 4).toUtf8();
    stream << series.userId.toUtf8() << series.deviceName.left(longestWords / 16).toUtf8();
    stream << toNumber(series.issuedAt) << toNumber(series.expiresAt) << toNumber(series.lastUsedAt);
    stream << qint64(series.unusedLifetime.count()) << qint64(lifetime.count()) << sliding;
    return Secret::fromBytes(std::move(bytes)).share();
}

Result<StoredTokens> StoredTokens::decode(const Secret &bytes, const QByteArray &selector, const std::shared_ptr<Clock> &clock)
{
    const QByteArrayView view = bytes.reveal();
    const QByteArray raw = QByteArray::fromRawData(view.data(), view.size());
    QDataStream stream(raw);
    stream.setVersion(streamVersion);
    quint8 written = 0;
    stream >> written;
    if (written != unboundVersion && written != boundVersion)
        return Error::Kind::Damaged;

    StoredTokens stored;
    QByteArray server;
    stream >> server;
    stored.server = QString::fromUtf8(server);
    stored.tokens.access = readSecret(stream);
    stored.tokens.refresh = readSecret(stream);
    if (written == boundVersion) {
        const SecretPtr key = readSecret(stream);
        stored.tokens.key = key ? DpopKey::read(*key, clock) : nullptr;
        if (!stored.tokens.key)
            return Error::Kind::Damaged;
    }
    bool hasExpiry = false;
    QByteArray claims, scopes, userId, deviceName;
    qint64 accessExpiresAt = 0, accessLifetime = 0, issuedAt = 0, expiresAt = 0, lastUsedAt = 0, unused = 0, lifetime = 0;
    stream >> hasExpiry >> accessExpiresAt >> accessLifetime >> claims >> scopes >> userId >> deviceName >> issuedAt >> expiresAt >> lastUsedAt
        >> unused >> lifetime >> stored.sliding;
    if (stream.status() != QDataStream::Ok || !stream.atEnd() || !stored.tokens.access || userId.isEmpty() || lifetime <= 0)
        return Error::Kind::Damaged;
    const auto parsedClaims = StrictJson::parse(claims);
    if (!parsedClaims)
        return Error::Kind::Damaged;
    stored.tokens.claims = parsedClaims->object;
    stored.tokens.accessLifetime = std::chrono::seconds(accessLifetime);
    if (hasExpiry)
        stored.tokens.accessExpiresAt = toWall(accessExpiresAt);
    stored.tokens.scopes = QString::fromUtf8(scopes).split(u' ', Qt::SkipEmptyParts);
    stored.series = {selector,
                     QString::fromUtf8(userId),
                     QString::fromUtf8(deviceName),
                     toWall(issuedAt),
                     toWall(expiresAt),
                     toWall(lastUsedAt),
                     std::chrono::seconds(unused)};
    stored.lifetime = std::chrono::seconds(lifetime);
    return stored;
}

} // namespace QtLogin
