// SPDX-License-Identifier: MIT
#include "remember/profilefile_p.h"

#include "foundation/secret.h"
#include "remember/statefile_p.h"
#include "vault/backendname_p.h"

#include <QtCore/qcborarray.h>
#include <QtCore/qcbormap.h>
#include <QtCore/qcryptographichash.h>

namespace QtLogin {

static constexpr char magic[] = "QLPF";
static constexpr qsizetype mostTombstones = 64, mostLeftovers = 16;

namespace Key {
static const QLatin1StringView salt("salt"), generation("generation"), remembered("remembered"), selector("selector"),
    user("user"), name("name"), lifetime("lifetime"), tombstones("tombstones"), loggedOutUser("loggedOutUser"),
    loggedOutAt("loggedOutAt"), marked("marked"), backend("backend"), expires("expires"),
    leftovers("leftovers");
}

QByteArray Profile::hashOf(const QString &userId) const
{
    return QCryptographicHash::hash(salt + userId.toUtf8(), QCryptographicHash::Blake2b_256);
}

std::chrono::seconds Profile::lifetimeFor(const QString &userId) const
{
    return remembered && remembered->userHash == hashOf(userId) ? remembered->lifetime : std::chrono::seconds(0);
}

void Profile::endRemembered()
{
    tombstones.append(remembered->selector);
    noteLeftover(remembered->backend, remembered->selector);
    remembered.reset();
}

void Profile::noteLeftover(const QString &backend, const QByteArray &selector)
{
    const Leftover leftover {backend, selector};
    if (!backend.isEmpty() && !leftovers.contains(leftover))
        leftovers.append(leftover);
}

static QCborArray toCbor(const QList<Profile::Leftover> &leftovers)
{
    QCborArray array;
    for (const Profile::Leftover &each : leftovers)
        array.append(QCborMap {{Key::backend, each.backend}, {Key::selector, each.selector}});
    return array;
}

static QCborMap toCbor(const Profile &profile)
{
    QCborMap map;
    map[Key::salt] = profile.salt;
    map[Key::generation] = qint64(profile.generation);
    QCborArray tombstones;
    for (const QByteArray &selector : profile.tombstones)
        tombstones.append(selector);
    map[Key::tombstones] = tombstones;
    map[Key::leftovers] = toCbor(profile.leftovers);
    map[Key::loggedOutUser] = profile.loggedOutUser;
    map[Key::loggedOutAt] = qint64(profile.loggedOutAt);
    map[Key::marked] = profile.marked;
    if (profile.remembered) {
        map[Key::remembered] = QCborMap {{Key::selector, profile.remembered->selector},
                                         {Key::user, profile.remembered->userHash},
                                         {Key::name, profile.remembered->userName},
                                         {Key::lifetime, qint64(profile.remembered->lifetime.count())},
                                         {Key::expires, qint64(profile.remembered->expiresAt.time_since_epoch().count())},
                                         {Key::backend, profile.remembered->backend}};
    }
    return map;
}

// Nothing in here opens anything: a field that is missing or of another type is empty, and an
// empty field matches no user and no token.
static Profile fromCbor(const QCborMap &map)
{
    Profile profile;
    profile.salt = map.value(Key::salt).toByteArray();
    profile.generation = quint64(map.value(Key::generation).toInteger());
    const QCborArray tombstones = map.value(Key::tombstones).toArray();
    for (const QCborValue &selector : tombstones)
        profile.tombstones.append(selector.toByteArray());
    const QCborArray leftovers = map.value(Key::leftovers).toArray();
    for (const QCborValue &each : leftovers)
        profile.noteLeftover(each.toMap().value(Key::backend).toString(), each.toMap().value(Key::selector).toByteArray());
    profile.loggedOutUser = map.value(Key::loggedOutUser).toByteArray();
    profile.loggedOutAt = quint64(map.value(Key::loggedOutAt).toInteger());
    profile.marked = map.value(Key::marked).toBool(map.contains(Key::marked)); // true where it cannot be understood
    if (const QCborMap remembered = map.value(Key::remembered).toMap(); !remembered.isEmpty()) {
        profile.remembered = {remembered.value(Key::selector).toByteArray(), remembered.value(Key::user).toByteArray(),
                              remembered.value(Key::name).toString(),
                              std::chrono::seconds(remembered.value(Key::lifetime).toInteger()),
                              Clock::Wall(std::chrono::milliseconds(remembered.value(Key::expires).toInteger())),
                              remembered.value(Key::backend).toString()};
    }
    return profile;
}

// An item that is written into a keychain takes the place of the one that was left there.
static void tidy(Profile &profile)
{
    while (profile.tombstones.size() > mostTombstones)
        profile.tombstones.removeFirst();
    if (profile.remembered) {
        profile.leftovers.removeIf([backend = profile.remembered->backend](const Profile::Leftover &each) {
            return isSameBackend(each.backend, backend);
        });
    }
    while (profile.leftovers.size() > mostLeftovers)
        profile.leftovers.removeFirst();
}

Result<Profile> ProfileFile::read() const
{
    const auto value = StateFile(m_path, magic).read();
    if (value.failedWith(Error::Kind::Absent))
        return Profile();
    if (!value)
        return value.error();
    return fromCbor(value->toMap());
}

Result<Profile> ProfileFile::prepare() const
{
    if (const auto made = StateFile::makeFolderFor(m_path); !made)
        return made.error();
    return read();
}

Result<Profile> ProfileFile::update(const std::function<void(Profile &)> &change) const
{
    return update(change, false);
}

Result<Profile> ProfileFile::rewrite() const
{
    return update([](Profile &) { }, true);
}

Result<Profile> ProfileFile::update(const std::function<void(Profile &)> &change, bool isAlwaysWritten) const
{
    const StateFile file(m_path, magic);
    const auto lock = file.lock();
    if (!lock)
        return lock.error();
    Result<Profile> profile = read();
    if (profile.failedWith(Error::Kind::Damaged)) {
        if (const auto aside = file.putAside(); !aside)
            return aside.error();
        profile = Profile();
        profile->isNew = true;
    }
    if (!profile)
        return profile;
    if (profile->salt.isEmpty())
        profile->salt = Secret::random(16).reveal().toByteArray();
    const Profile before = *profile;
    change(*profile);
    tidy(*profile);
    if (*profile == before && !isAlwaysWritten)
        return profile;
    const bool isNews = m_known && profile->generation != before.generation;
    if (isNews)
        m_known->noteWriting(profile->generation);
    const auto written = file.write(toCbor(*profile));
    if (isNews && !written)
        m_known->noteNotWritten(profile->generation);
    return written ? profile : written.error();
}

} // namespace QtLogin
