// SPDX-License-Identifier: MIT
#include "remember/filerememberverifier_p.h"

#include "remember/rememberseries_p.h"
#include "remember/statefile_p.h"

#include <QtCore/qcborarray.h>
#include <QtCore/qcbormap.h>

#include <algorithm>
#include <functional>

namespace QtLogin {

static constexpr char magic[] = "QLRV";

namespace Key {
static const QLatin1StringView selector("selector"), user("user"), device("device"), issued("issued"),
    expires("expires"), used("used"), lifetime("lifetime"), unused("unused"), sliding("sliding"), current("current"),
    announced("announced"), retired("retired");
}

static qint64 toNumber(Clock::Wall wall)
{
    return wall.time_since_epoch().count();
}

static Clock::Wall toWall(const QCborValue &value)
{
    return Clock::Wall(std::chrono::milliseconds(value.toInteger()));
}

static QCborValue toCbor(const RememberSeries &series)
{
    QCborArray retired;
    for (const auto &old : series.retired)
        retired.append(QCborArray {old.hash, toNumber(old.at)});
    return QCborMap {
        {Key::selector, series.facts.selector},
        {Key::user, series.facts.userId},
        {Key::device, series.facts.deviceName},
        {Key::issued, toNumber(series.facts.issuedAt)},
        {Key::expires, toNumber(series.facts.expiresAt)},
        {Key::used, toNumber(series.facts.lastUsedAt)},
        {Key::lifetime, qint64(series.lifetime.count())},
        {Key::unused, qint64(series.facts.unusedLifetime.count())},
        {Key::sliding, series.sliding},
        {Key::current, series.current},
        {Key::announced, series.announced},
        {Key::retired, retired},
    };
}

// A field that is missing is zero or empty: expired long ago, and the hash of nothing.
static RememberSeries fromCbor(const QCborMap &map)
{
    RememberSeries series;
    series.facts.selector = map.value(Key::selector).toByteArray();
    series.facts.userId = map.value(Key::user).toString();
    series.facts.deviceName = map.value(Key::device).toString();
    series.facts.issuedAt = toWall(map.value(Key::issued));
    series.facts.expiresAt = toWall(map.value(Key::expires));
    series.facts.lastUsedAt = toWall(map.value(Key::used));
    series.lifetime = std::chrono::seconds(map.value(Key::lifetime).toInteger());
    series.facts.unusedLifetime = std::chrono::seconds(map.value(Key::unused).toInteger());
    series.sliding = map.value(Key::sliding).toBool();
    series.current = map.value(Key::current).toByteArray();
    series.announced = map.value(Key::announced).toByteArray();
    const QCborArray retired = map.value(Key::retired).toArray();
    for (const QCborValue &old : retired)
        series.retired.append({old.toArray().at(0).toByteArray(), toWall(old.toArray().at(1))});
    return series;
}

// All of it in the worker's thread.
class FileRememberVerifier::File
{
public:
    using List = QList<RememberSeries>;
    enum class WhenDamaged { Fail, PutAside };

    File(QString path, std::shared_ptr<Clock> clock) : m_path(std::move(path)), m_clock(std::move(clock)) { }

    Clock::Wall now() const { return m_clock->wall(); }

    Result<List> read() const
    {
        const auto value = StateFile(m_path, magic).read();
        if (value.failedWith(Error::Kind::Absent))
            return List();
        if (!value)
            return value.error();
        List list;
        const QCborArray array = value->toArray();
        for (const QCborValue &series : array)
            list.append(fromCbor(series.toMap()));
        return list;
    }

    // \a change says whether there is anything to write.
    Result<void> update(const std::function<bool(List &)> &change, WhenDamaged whenDamaged = WhenDamaged::Fail) const
    {
        const StateFile file(m_path, magic);
        const auto lock = file.lock();
        if (!lock)
            return lock.error();
        Result<List> list = read();
        if (list.failedWith(Error::Kind::Damaged) && whenDamaged == WhenDamaged::PutAside) {
            if (const auto aside = file.putAside(); !aside)
                return aside;
            list = List();
        }
        if (!list)
            return list.error();
        if (!change(*list))
            return {};
        QCborArray array;
        for (const RememberSeries &series : std::as_const(*list))
            array.append(toCbor(series));
        return file.write(array);
    }

private:
    QString m_path;
    std::shared_ptr<Clock> m_clock;
};

FileRememberVerifier::FileRememberVerifier(QString path, std::shared_ptr<Clock> clock)
    : m_file(std::make_shared<const File>(std::move(path), clock)), m_worker(clock)
{
}

FileRememberVerifier::~FileRememberVerifier() = default;

QFuture<Result<void>> FileRememberVerifier::issue(const NewSeries &series)
{
    return m_worker.run([file = m_file, series] {
        return file->update(
            [&](File::List &list) {
                const auto now = file->now();
                // A month after its end, a clock that was wrong for long cannot be told from a
                // series that is over.
                list.removeIf([&](const RememberSeries &old) { return now > old.facts.expiresAt + std::chrono::days(30); });
                list.append(RememberSeries::begin(series, now));
                return true;
            },
            File::WhenDamaged::PutAside);
    });
}

QFuture<Result<RememberVerifier::Presented>> FileRememberVerifier::present(const QByteArray &selector, SecretPtr verifier,
                                                                           const QByteArray &successorHash)
{
    return m_worker.run([file = m_file, selector, verifier, successorHash]() -> Result<Presented> {
        Presented presented;
        const auto written = file->update([&](File::List &list) {
            const auto series = std::find_if(list.begin(), list.end(),
                                             [&](const RememberSeries &s) { return s.facts.selector == selector; });
            if (series == list.end())
                return false;
            presented.verdict = series->present(*verifier, successorHash, file->now());
            if (presented.verdict == Presented::Verdict::Good)
                presented.series = series->facts;
            if (presented.verdict == Presented::Verdict::Reused)
                list.erase(series); // the thief and the owner both have to log in; other devices stay
            return presented.verdict == Presented::Verdict::Good || presented.verdict == Presented::Verdict::Reused;
        });
        if (!written)
            return written.error();
        return presented;
    }, FileWorker::forUser);
}

QFuture<Result<RememberVerifier::Series>> FileRememberVerifier::touch(const QByteArray &selector)
{
    return m_worker.run([file = m_file, selector]() -> Result<Series> {
        Result<Series> touched = Error::Kind::Absent;
        const auto written = file->update([&](File::List &list) {
            const auto series = std::find_if(list.begin(), list.end(),
                                             [&](const RememberSeries &s) { return s.facts.selector == selector; });
            if (series == list.end() || !series->touch(file->now()))
                return false;
            touched = series->facts;
            return true;
        });
        return written ? touched : written.error();
    });
}

QFuture<Result<void>> FileRememberVerifier::revoke(const QByteArray &selector)
{
    return m_worker.run([file = m_file, selector] {
        return file->update([&](File::List &list) {
            return list.removeIf([&](const RememberSeries &series) { return series.facts.selector == selector; }) > 0;
        });
    });
}

QFuture<Result<void>> FileRememberVerifier::revokeAll(const QString &userId)
{
    return m_worker.run([file = m_file, userId] {
        return file->update([&](File::List &list) {
            return list.removeIf([&](const RememberSeries &series) { return series.facts.userId == userId; }) > 0;
        });
    });
}

QFuture<Result<void>> FileRememberVerifier::revokeAllUsers()
{
    return m_worker.run([file = m_file] {
        return file->update([](File::List &list) { return !std::exchange(list, {}).isEmpty(); });
    });
}

QFuture<Result<QList<RememberVerifier::Series>>> FileRememberVerifier::devices(const QString &userId)
{
    return m_worker.run([file = m_file, userId]() -> Result<QList<Series>> {
        const auto list = file->read();
        if (!list)
            return list.error();
        QList<Series> devices;
        for (const RememberSeries &series : *list) {
            if (series.facts.userId == userId && !series.isOver(file->now()))
                devices.append(series.facts);
        }
        std::sort(devices.begin(), devices.end(),
                  [](const Series &a, const Series &b) { return a.lastUsedAt > b.lastUsedAt; });
        return devices;
    }, FileWorker::forUser);
}

void FileRememberVerifier::flush(std::chrono::milliseconds longest)
{
    m_worker.stop(longest);
}

} // namespace QtLogin
