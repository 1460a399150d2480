// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/result.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QFile;
QT_END_NAMESPACE

namespace QtLogin {

// A moment on both clocks: the wall clock outlives a restart of the machine, and the other one does
// not jump when the date is set.
struct Moment
{
    Clock::Wall wall {};
    Clock::Boot boot {};
};

// The state of one manager's session, as recorded for the next start of the application.
struct Mark
{
    enum class State : quint8 { Open = 1, Locked = 2 };

    State state = State::Locked;
    Moment lastInput {};
    Moment begun {};
    bool isOfThisBoot = true; // the machine has not been restarted since

    // How long \a then is ago. Null where it cannot be known: the date was set back, and the machine was
    // restarted.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> since(const Moment &then, const Moment &now) const;
};

// The marks of all managers of one profile: a file of one size, 0600, overwritten in place, so that a
// full disk stops nothing. Each manager has one entry and holds it as long as it lives; the entry of a
// dead one stays until it is dropped. Blocking: for a worker thread.
class MarkFile
{
public:
    enum class Others {
        Keep,
        DropTheirs, // entries of the same user that dead managers have left
        DropDead, // all that dead managers have left
    };

    // \a bootId changes with each start of the machine; empty: that of this machine, asked for when needed.
    explicit MarkFile(QString path, QByteArray bootId = {});
    ~MarkFile();
    MarkFile(const MarkFile &) = delete;
    MarkFile &operator=(const MarkFile &) = delete;

    // Of all managers, living and dead, that \a userId was logged in to. An entry that cannot be understood
    // counts for each user, and as Locked. Absent, Damaged, NewerFormat, or Unavailable where it cannot be read.
    [[nodiscard]] Result<QList<Mark>> read(const QString &userId) const;

    // Records \a mark as that of this manager, to which \a userId is logged in. A damaged file is made anew
    // where that opens nothing: by a mark that says Locked, and after a proof, which drops others. The entry
    // of a user before is left to be dropped. Waits for other processes only where this manager has no entry
    // yet, or drops some.
    [[nodiscard]] Result<void> write(const QString &userId, const Mark &mark, Others others);

    // Frees the entry of this manager.
    [[nodiscard]] Result<void> clear(Others others);

    // Whether this manager has an entry, in the file that is there now.
    [[nodiscard]] bool hasEntry() const;

private:
    [[nodiscard]] Result<void> open(bool mayRepair);
    [[nodiscard]] Result<void> claim();
    [[nodiscard]] Result<void> update(const QString &userId, const Mark &mark);
    void dropDead(const QByteArray &onlyOf);
    [[nodiscard]] bool put(qsizetype index, const QByteArray &entry);
    [[nodiscard]] bool mend();
    void letGo();
    [[nodiscard]] QByteArray encode(const QByteArray &user, const Mark &mark) const;
    [[nodiscard]] std::optional<Mark> decode(const QByteArray &entry) const;
    [[nodiscard]] Result<QByteArray> content() const;
    [[nodiscard]] QByteArray bootHash() const;

    const QString m_path;
    const QByteArray m_bootId;
    mutable QByteArray m_bootHash;
    const QByteArray m_id; // 8 random bytes
    std::unique_ptr<QFile> m_file; // in which this manager holds its entry
    qsizetype m_index = -1;
    QByteArray m_written; // the entry of this manager
    QString m_userId; // whose it is
};

} // namespace QtLogin
