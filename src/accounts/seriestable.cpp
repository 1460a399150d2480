// SPDX-License-Identifier: MIT
#include "accounts/seriestable_p.h"

namespace QtLogin {

static constexpr qsizetype selectorSize = 16;
static constexpr qsizetype hashSize = 32;

static qint64 toNumber(Clock::Wall wall)
{
    return wall.time_since_epoch().count();
}

static Clock::Wall toWall(const QVariant &value)
{
    return Clock::Wall(std::chrono::milliseconds(value.toLongLong()));
}

static std::chrono::seconds toSeconds(const QVariant &value)
{
    return std::chrono::seconds(value.toLongLong());
}

// QtSql would store a null text as NULL.
static QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

static bool isWhole(const RememberSeries &series)
{
    return series.facts.selector.size() == selectorSize && series.current.size() == hashSize
        && (series.announced.isEmpty() || series.announced.size() == hashSize) && !series.facts.userId.isEmpty();
}

static RememberSeries fromRow(const QSqlQuery &query)
{
    RememberSeries series;
    series.facts = {query.value(0).toByteArray(), query.value(1).toString(), query.value(2).toString(),
                    toWall(query.value(3)),       toWall(query.value(4)),    toWall(query.value(5)),
                    toSeconds(query.value(9))};
    series.current = query.value(6).toByteArray();
    series.announced = query.value(7).toByteArray();
    series.lifetime = toSeconds(query.value(8));
    series.sliding = query.value(10) == 1;
    return series;
}

Result<QList<RememberSeries>> SeriesTable::select(const QString &condition, const QVariant &value) const
{
    auto query = m_connection.run(
        QStringLiteral("SELECT selector, user_id, device_name, issued_at, expires_at, last_used_at, current, announced,"
                       " lifetime, unused_lifetime, sliding FROM remember_series WHERE ")
            + condition + QStringLiteral(" ORDER BY last_used_at DESC"),
        {value});
    if (!query)
        return query.error();
    QList<RememberSeries> list;
    for (;;) {
        const auto row = m_connection.next(*query);
        if (!row)
            return row.error();
        if (!*row)
            return list;
        list.append(fromRow(*query));
        if (!isWhole(list.last()))
            return Error::Kind::Damaged;
    }
}

Result<RememberSeries> SeriesTable::find(const QByteArray &selector) const
{
    auto found = select(QStringLiteral("selector = ?"), selector);
    if (!found)
        return found.error();
    if (found->isEmpty())
        return Error::Kind::Absent;
    RememberSeries series = found->first();
    if (const auto read = readRetired(series); !read)
        return read.error();
    return series;
}

Result<void> SeriesTable::readRetired(RememberSeries &series) const
{
    auto query = m_connection.run(
        QStringLiteral("SELECT hash, retired_at FROM retired_verifiers WHERE selector = ? ORDER BY number"),
        {series.facts.selector});
    if (!query)
        return query.error();
    for (;;) {
        const auto row = m_connection.next(*query);
        if (!row)
            return row.error();
        if (!*row)
            return {};
        series.retired.append({query->value(0).toByteArray(), toWall(query->value(1))});
    }
}

Result<QList<RememberSeries>> SeriesTable::ofUser(const QString &userId) const
{
    return select(QStringLiteral("user_id = ?"), userId);
}

Result<void> SeriesTable::insert(const RememberSeries &series) const
{
    const auto &facts = series.facts;
    return change(
        QStringLiteral(
            "INSERT INTO remember_series (selector, user_id, device_name, issued_at, expires_at, last_used_at,"
            " current, lifetime, unused_lifetime, sliding) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {facts.selector, facts.userId, notNull(facts.deviceName), toNumber(facts.issuedAt), toNumber(facts.expiresAt),
         toNumber(facts.lastUsedAt), series.current, qint64(series.lifetime.count()),
         qint64(facts.unusedLifetime.count()), int(series.sliding)});
}

Result<void> SeriesTable::update(const RememberSeries &before, const RememberSeries &after) const
{
    const QByteArray selector = before.facts.selector;
    if (after.current != before.current) {
        const auto &retired = after.retired.last();
        if (const auto added =
                change(QStringLiteral("INSERT INTO retired_verifiers (selector, hash, retired_at) VALUES (?, ?, ?)"),
                       {selector, retired.hash, toNumber(retired.at)});
            !added)
            return added.error();
        // The series itself decides how many it remembers.
        if (const auto pruned = change(
                QStringLiteral("DELETE FROM retired_verifiers WHERE selector = ? AND number NOT IN (SELECT number"
                               " FROM retired_verifiers WHERE selector = ? ORDER BY number DESC LIMIT ?)"),
                {selector, selector, after.retired.size()});
            !pruned)
            return pruned.error();
    }
    return change(
        QStringLiteral("UPDATE remember_series SET expires_at = ?, last_used_at = ?, current = ?, announced = ?"
                       " WHERE selector = ?"),
        {toNumber(after.facts.expiresAt), toNumber(after.facts.lastUsedAt), after.current,
         after.announced.isEmpty() ? QByteArray() : after.announced, selector});
}

Result<void> SeriesTable::remove(const QByteArray &selector) const
{
    return change(QStringLiteral("DELETE FROM remember_series WHERE selector = ?"), {selector});
}

Result<void> SeriesTable::removeOfUser(const QString &userId) const
{
    return change(QStringLiteral("DELETE FROM remember_series WHERE user_id = ?"), {userId});
}

Result<void> SeriesTable::removeAll() const
{
    return change(QStringLiteral("DELETE FROM remember_series"), {});
}

Result<void> SeriesTable::removeExpiredBefore(Clock::Wall moment) const
{
    return change(QStringLiteral("DELETE FROM remember_series WHERE expires_at < ?"), {toNumber(moment)});
}

Result<void> SeriesTable::change(const QString &statement, const QVariantList &values) const
{
    const auto done = m_connection.run(statement, values);
    return done ? Result<void>() : done.error();
}

} // namespace QtLogin
