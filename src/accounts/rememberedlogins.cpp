// SPDX-License-Identifier: MIT
#include "accounts/rememberedlogins_p.h"

#include "accounts/seriestable_p.h"

namespace QtLogin {

using Presented = RememberVerifier::Presented;

static constexpr auto longestLifetime = std::chrono::days(36'525); // a hundred years: dates stay dates

static bool isSound(const RememberVerifier::NewSeries &series)
{
    using std::chrono::seconds;
    return series.selector.size() == 16 && series.verifierHash.size() == 32 && !series.userId.isEmpty()
        && series.lifetime > seconds(0) && series.lifetime <= longestLifetime && series.unusedLifetime >= seconds(0)
        && series.unusedLifetime <= longestLifetime;
}

Result<void> RememberedLogins::issue(const RememberVerifier::NewSeries &series) const
{
    if (!isSound(series))
        return Error::Kind::InvalidInput;
    const auto connection = m_database.openOrCreate();
    if (!connection)
        return connection.error();
    const SeriesTable table(*connection);
    const auto now = m_clock.wall();
    return connection->inTransaction([&]() -> Result<void> {
        // Not at once when they expire: the clock may be wrong, and be put right again.
        if (const auto removed = table.removeExpiredBefore(now - std::chrono::days(30)); !removed)
            return removed.error();
        return table.insert(RememberSeries::begin(series, now));
    });
}

Result<Presented> RememberedLogins::present(const QByteArray &selector, const Secret &verifier,
                                            const QByteArray &successorHash) const
{
    if (!successorHash.isEmpty() && successorHash.size() != 32)
        return Error::Kind::InvalidInput;
    const auto connection = m_database.open();
    if (connection.failedWith(Error::Kind::Absent))
        return Presented {};
    if (!connection)
        return connection.error();
    const SeriesTable table(*connection);
    return connection->inTransaction([&]() -> Result<Presented> {
        const auto before = table.find(selector);
        if (before.failedWith(Error::Kind::Absent))
            return Presented {};
        if (!before)
            return before.error();
        RememberSeries after = *before;
        const auto verdict = after.present(verifier, successorHash, m_clock.wall());
        Result<void> written;
        if (verdict == Presented::Verdict::Good)
            written = table.update(*before, after);
        else if (verdict == Presented::Verdict::Reused)
            written = table.remove(selector); // thief and owner both have to log in; other devices stay
        if (!written)
            return written.error();
        return Presented {verdict, verdict == Presented::Verdict::Good ? after.facts : RememberVerifier::Series()};
    });
}

Result<RememberVerifier::Series> RememberedLogins::touch(const QByteArray &selector) const
{
    const auto connection = m_database.open();
    if (!connection)
        return connection.error();
    const SeriesTable table(*connection);
    return connection->inTransaction([&]() -> Result<RememberVerifier::Series> {
        const auto before = table.find(selector);
        if (!before)
            return before.error();
        RememberSeries after = *before;
        if (!after.touch(m_clock.wall()))
            return Error::Kind::Absent;
        if (const auto written = table.update(*before, after); !written)
            return written.error();
        return after.facts;
    });
}

template<typename Removal>
Result<void> RememberedLogins::remove(Removal removal) const
{
    const auto connection = m_database.open();
    if (connection.failedWith(Error::Kind::Absent))
        return {};
    if (!connection)
        return connection.error();
    return connection->inTransaction([&] { return removal(SeriesTable(*connection)); });
}

Result<void> RememberedLogins::revoke(const QByteArray &selector) const
{
    return remove([&](const SeriesTable &table) { return table.remove(selector); });
}

Result<void> RememberedLogins::revokeAll(const QString &userId) const
{
    return remove([&](const SeriesTable &table) { return table.removeOfUser(userId); });
}

Result<void> RememberedLogins::revokeAllUsers() const
{
    return remove([](const SeriesTable &table) { return table.removeAll(); });
}

Result<QList<RememberVerifier::Series>> RememberedLogins::devices(const QString &userId) const
{
    QList<RememberVerifier::Series> devices;
    const auto connection = m_database.open();
    if (connection.failedWith(Error::Kind::Absent))
        return devices;
    if (!connection)
        return connection.error();
    const auto list = SeriesTable(*connection).ofUser(userId);
    if (!list)
        return list.error();
    for (const RememberSeries &series : *list) {
        if (!series.isOver(m_clock.wall()))
            devices.append(series.facts);
    }
    return devices;
}

} // namespace QtLogin
