// SPDX-License-Identifier: MIT
#include "remember/markfile_p.h"

#include "foundation/secret.h"
#include "remember/envelope_p.h"
#include "remember/filerange_p.h"
#include "remember/statefile_p.h"
#include "remember/syncfolder_p.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qdatastream.h>
#include <QtCore/qfile.h>
#include <QtCore/qfileinfo.h>
#include <QtCore/qsavefile.h>
#include <QtCore/qsysinfo.h>

namespace QtLogin {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

static constexpr char magic[] = "QLLM";
static constexpr quint8 version = 1;
static constexpr qsizetype entrySize = 64, entryCount = 63; // after a header of the same size
static constexpr qsizetype checkedSize = 56;
static constexpr qsizetype fileSize = entrySize * (1 + entryCount);
static constexpr auto clockTolerance = 60s;

std::optional<std::chrono::nanoseconds> Mark::since(const Moment &then, const Moment &now) const
{
    const std::chrono::nanoseconds passed = isOfThisBoot ? now.boot - then.boot : now.wall - then.wall;
    if (passed < -clockTolerance)
        return std::nullopt;
    return std::max<std::chrono::nanoseconds>(passed, 0ns);
}

static QByteArray shortHash(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Blake2b_256).first(8);
}

static qint64 placeOf(qsizetype index)
{
    return (1 + index) * entrySize;
}

static constexpr qsizetype userSize = 7;

// With a salt, so that an entry does not say who the user is.
static QByteArray emptyContent()
{
    const auto salt = Secret::random(entrySize - Envelope::overhead);
    return Envelope::wrap(magic, version, salt.reveal()).leftJustified(fileSize, '\0');
}

static QByteArray userOf(const QByteArray &content, const QString &userId)
{
    const QByteArray salted = content.first(entrySize) + userId.toUtf8();
    return QCryptographicHash::hash(salted, QCryptographicHash::Blake2b_256).first(userSize);
}

static QByteArray userIn(const QByteArray &entry)
{
    return entry.sliced(1, userSize);
}

static QByteArray freeEntry()
{
    return QByteArray(entrySize, '\0');
}

static QByteArray entryOf(const QByteArray &content, qsizetype index)
{
    return content.mid(placeOf(index), entrySize);
}

static Result<void> checkWhole(const QByteArray &content)
{
    const auto unwrapped = Envelope::unwrap(magic, version, QByteArrayView(content).first(std::min(entrySize, content.size())));
    if (unwrapped.failedWith(Error::Kind::NewerFormat))
        return Error::Kind::NewerFormat;
    if (!unwrapped || content.size() != fileSize)
        return Error::Kind::Damaged;
    return {};
}

MarkFile::MarkFile(QString path, QByteArray bootId)
    : m_path(std::move(path))
    , m_bootId(std::move(bootId))
    , m_id(Secret::random(8).reveal().toByteArray())
{
}

MarkFile::~MarkFile() = default;

// As of a platform that does not tell.
static QByteArray unknownBoot()
{
    return QByteArray(8, '\0');
}

QByteArray MarkFile::bootHash() const
{
    if (m_bootHash.isEmpty()) {
        const QByteArray id = m_bootId.isEmpty() ? QSysInfo::bootUniqueId() : m_bootId;
        m_bootHash = id.isEmpty() ? unknownBoot() : shortHash(id);
    }
    return m_bootHash;
}

QByteArray MarkFile::encode(const QByteArray &user, const Mark &mark) const
{
    QByteArray entry(1, char(mark.state));
    entry.append(user);
    entry.append(m_id);
    entry.append(bootHash());
    QByteArray times;
    QDataStream timesStream(&times, QIODevice::WriteOnly);
    for (const Moment &moment : {mark.lastInput, mark.begun}) {
        timesStream << qint64(moment.wall.time_since_epoch().count())
                    << qint64(std::chrono::duration_cast<milliseconds>(moment.boot).count());
    }
    entry.append(times);
    entry.append(shortHash(entry));
    return entry;
}

std::optional<Mark> MarkFile::decode(const QByteArray &entry) const
{
    if (shortHash(entry.first(checkedSize)) != entry.sliced(checkedSize))
        return std::nullopt;
    Mark mark;
    const auto state = Mark::State(quint8(entry[0]));
    if (state != Mark::State::Open && state != Mark::State::Locked)
        return std::nullopt;
    mark.state = state;
    mark.isOfThisBoot = bootHash() != unknownBoot() && entry.sliced(16, 8) == bootHash();
    QDataStream stream(entry.sliced(24, 32));
    for (Moment *moment : {&mark.lastInput, &mark.begun}) {
        qint64 wall = 0, boot = 0;
        stream >> wall >> boot;
        *moment = {Clock::Wall(milliseconds(wall)), milliseconds(boot)};
    }
    return mark;
}

Result<QByteArray> MarkFile::content() const
{
    QFile file(m_path);
    const QFileInfo folder(QFileInfo(m_path).absolutePath());
    const bool hidden = folder.exists() && !(folder.isReadable() && folder.isExecutable());
    if (!file.exists() && !hidden)
        return Error::Kind::Absent;
    if (!file.open(QIODevice::ReadOnly))
        return StateFile::unreadable(m_path);
    const QByteArray bytes = file.read(fileSize + 1);
    if (const auto whole = checkWhole(bytes); !whole)
        return whole.error();
    return bytes;
}

Result<QList<Mark>> MarkFile::read(const QString &userId) const
{
    constexpr int attempts = 3; // another process may be in the middle of writing an entry
    QList<Mark> marks;
    for (int attempt = 1; attempt <= attempts; ++attempt) {
        const auto bytes = content();
        if (!bytes)
            return bytes.error();
        bool isWhole = true;
        marks.clear();
        const QByteArray user = userOf(*bytes, userId);
        for (qsizetype i = 0; i < entryCount; ++i) {
            const QByteArray entry = entryOf(*bytes, i);
            if (entry == freeEntry())
                continue;
            const auto mark = decode(entry);
            isWhole = isWhole && mark;
            if (!mark || userIn(entry) == user)
                marks.append(mark.value_or(Mark()));
        }
        if (isWhole)
            break;
    }
    return marks;
}

bool MarkFile::hasEntry() const
{
    if (!m_file || m_index < 0)
        return false;
    const auto bytes = content(); // as it is found by its name: that may be another file by now
    return bytes && entryOf(*bytes, m_index) == m_written;
}

bool MarkFile::put(qsizetype index, const QByteArray &entry)
{
    return m_file->seek(placeOf(index)) && m_file->write(entry) == entry.size();
}

Result<void> MarkFile::write(const QString &userId, const Mark &mark, Others others)
{
    const bool isTheirs = hasEntry() && m_userId == userId;
    if (isTheirs && others == Others::Keep) // the short way, which takes no lock
        return update(userId, mark);
    if (!isTheirs)
        letGo();
    const auto lock = StateFile(m_path, magic).lock();
    if (!lock)
        return lock.error();
    if (const auto opened = open(others != Others::Keep || mark.state == Mark::State::Locked); !opened)
        return opened;
    if (const auto claimed = claim(); !claimed)
        return claimed;
    if (const auto updated = update(userId, mark); !updated)
        return updated;
    if (others == Others::Keep)
        return {};
    dropDead(others == Others::DropTheirs ? userIn(m_written) : QByteArray()); // after its own is there
    return FileRange::sync(m_file->handle()) ? Result<void>() : StateFile::unwritable(m_path);
}

Result<void> MarkFile::update(const QString &userId, const Mark &mark)
{
    const auto bytes = content();
    if (!bytes)
        return bytes.error();
    const QByteArray entry = encode(userOf(*bytes, userId), mark);
    if (!put(m_index, entry) || !FileRange::sync(m_file->handle()))
        return StateFile::unwritable(m_path);
    m_written = entry;
    m_userId = userId;
    return {};
}

Result<void> MarkFile::clear(Others others)
{
    const bool isFreed = !hasEntry() || (put(m_index, freeEntry()) && FileRange::sync(m_file->handle()));
    letGo();
    if (!isFreed)
        return StateFile::unwritable(m_path);
    if (others == Others::Keep || content().failedWith(Error::Kind::Absent))
        return {};
    const auto lock = StateFile(m_path, magic).lock();
    if (!lock)
        return lock.error();
    if (const auto opened = open(true); !opened)
        return opened;
    dropDead({});
    const bool isSynced = FileRange::sync(m_file->handle());
    letGo();
    return isSynced ? Result<void>() : StateFile::unwritable(m_path);
}

void MarkFile::letGo()
{
    m_file.reset();
    m_index = -1;
    m_written.clear();
}

static bool create(const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = emptyContent();
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size() && file.flush() && file.commit();
    if (written)
        syncFolderOf(path);
    return written;
}

// The file that is there now, made where there is none, and mended where that is allowed.
Result<void> MarkFile::open(bool mayRepair)
{
    if (hasEntry())
        return {};
    letGo();
    auto found = content();
    if (found.failedWith(Error::Kind::Absent)) {
        if (!create(m_path))
            return StateFile::unwritable(m_path);
        found = content();
    }
    if (!found && !(mayRepair && found.failedWith(Error::Kind::Damaged)))
        return found.error();
    auto file = std::make_unique<QFile>(m_path);
    if (!file->open(QIODevice::ReadWrite | QIODevice::Unbuffered | QIODevice::ExistingOnly))
        return StateFile::unwritable(m_path);
    file->setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    m_file = std::move(file);
    return found || mend() ? Result<void>() : StateFile::unwritable(m_path);
}

bool MarkFile::mend()
{
    const QByteArray bytes = emptyContent();
    return m_file->resize(fileSize) && m_file->seek(0) && m_file->write(bytes) == bytes.size();
}

// A free entry or, where there is none, that of a dead manager that says nothing of a lock.
Result<void> MarkFile::claim()
{
    if (m_index >= 0)
        return {};
    const auto bytes = content();
    if (!bytes)
        return bytes.error();
    const auto isOpen = [this](const QByteArray &entry) {
        const auto mark = decode(entry);
        return mark && mark->state == Mark::State::Open;
    };
    for (const bool ofTheDead : {false, true}) {
        for (qsizetype i = 0; i < entryCount; ++i) {
            const QByteArray entry = entryOf(*bytes, i);
            const bool fits = ofTheDead ? isOpen(entry) : entry == freeEntry();
            if (fits && FileRange::hold(m_file->handle(), placeOf(i), entrySize)) {
                m_index = i;
                return {};
            }
        }
    }
    return StateFile::unwritable(m_path);
}

// Drops the dead marks of one user, or of all. A mark that cannot be understood counts for each user.
void MarkFile::dropDead(const QByteArray &onlyOf)
{
    const auto bytes = content();
    if (!bytes)
        return;
    for (qsizetype i = 0; i < entryCount; ++i) {
        const QByteArray entry = entryOf(*bytes, i);
        if (i == m_index || entry == freeEntry())
            continue;
        const bool isTheirs = onlyOf.isEmpty() || userIn(entry) == onlyOf || !decode(entry);
        if (isTheirs && !FileRange::isHeldElsewhere(m_file->handle(), placeOf(i), entrySize))
            (void)put(i, freeEntry());
    }
}

} // namespace QtLogin
