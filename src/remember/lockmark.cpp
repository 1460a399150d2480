// SPDX-License-Identifier: MIT
#include "remember/lockmark_p.h"

#include "remember/profilefile_p.h"

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

struct LockMark::Place
{
    Place(const QString &marks, const QString &profile) : file(marks), profile(profile) { }

    [[nodiscard]] Found find(const QString &userId, const Limits &limits, const Moment &now) const;
    [[nodiscard]] Result<void> record(const Session &session, const Mark &mark, Others others);
    void sayInProfile();

    MarkFile file;
    ProfileFile profile;
    bool isSaid = false; // the profile says that there is a file of marks
};

using std::chrono::nanoseconds;

// The shortest time that has passed since \a moment of any of the marks. Null where it cannot be known.
static std::optional<nanoseconds> shortestSince(const QList<Mark> &marks, Moment Mark::*moment, const Moment &now)
{
    std::optional<nanoseconds> shortest;
    for (const Mark &mark : marks) {
        const auto passed = mark.since(mark.*moment, now);
        if (passed)
            shortest = std::min(shortest.value_or(*passed), *passed);
    }
    return shortest;
}

static bool isOver(const std::optional<nanoseconds> &passed, std::chrono::seconds limit)
{
    return limit > 0s && (!passed || *passed >= limit);
}

LockMark::Found LockMark::Place::find(const QString &userId, const Limits &limits, const Moment &now) const
{
    const auto marks = file.read(userId);
    if (marks.failedWith(Error::Kind::Absent)) {
        const auto says = profile.read(); // one of an older version says nothing
        return {.isLocked = !says || says->marked};
    }
    if (!marks)
        return {};
    if (marks->isEmpty())
        return {.isLocked = false};
    const auto isLocked = [](const Mark &mark) { return mark.state == Mark::State::Locked; };
    const auto age = shortestSince(*marks, &Mark::begun, now);
    const bool isAtCeiling = isOver(age, limits.sessionLifetime);
    return {.isLocked = isAtCeiling || isOver(shortestSince(*marks, &Mark::lastInput, now), limits.idleLock)
                || std::any_of(marks->begin(), marks->end(), isLocked),
            .age = isAtCeiling ? 0ns : age.value_or(0ns)}; // after the proof, another session begins
}

Result<void> LockMark::Place::record(const Session &session, const Mark &mark, Others others)
{
    if (!session.comesBack && !file.hasEntry()) {
        const auto says = profile.read();
        const bool isMissing = says && says->marked && file.read(session.userId).failedWith(Error::Kind::Absent);
        if (says && !says->remembered && !isMissing) // no login comes back
            return others == Others::DropDead ? file.clear(others) : Result<void>();
    }
    const auto written = file.write(session.userId, mark, others);
    if (written)
        sayInProfile();
    return written;
}

// So that a file that has gone is not taken for that of an older version. Tried again each time.
void LockMark::Place::sayInProfile()
{
    if (isSaid)
        return;
    const auto says = profile.read();
    isSaid = says && says->marked;
    if (!says || isSaid) // a damaged profile is left to the code that restores from it
        return;
    const auto said = profile.update([](Profile &profile) { profile.marked = true; });
    isSaid = said && said->marked;
}

void LockMark::setPlace(const QString &marks, const QString &profile)
{
    m_place = std::make_shared<Place>(marks, profile);
}

QFuture<Result<LockMark::Found>> LockMark::find(const QString &userId, const Limits &limits)
{
    const Moment now {m_clock->wall(), m_clock->sinceBoot()};
    const auto look = [place = m_place, userId, limits, now] { return Result<Found>(place->find(userId, limits, now)); };
    return m_worker.run(look, FileWorker::forUser);
}

QFuture<Result<void>> LockMark::record(const Session &session, Others others)
{
    const Clock::Boot now = m_clock->sinceBoot();
    const auto momentOf = [wall = m_clock->wall(), now](Clock::Boot then) {
        return Moment {wall - std::chrono::duration_cast<Clock::Wall::duration>(now - then), then};
    };
    const Mark mark {.state = session.state, .lastInput = momentOf(session.lastInput), .begun = momentOf(session.begun)};
    return m_worker.run([place = m_place, session, mark, others] { return place->record(session, mark, others); });
}

QFuture<Result<void>> LockMark::clear(Others others)
{
    return m_worker.run([place = m_place, others] { return place->file.clear(others); });
}

void LockMark::close(std::chrono::milliseconds longest)
{
    // Its file is closed where a disk may hang.
    (void)m_worker.run([place = std::exchange(m_place, nullptr)]() mutable { return place.reset(), Result<void>(); });
    m_worker.stop(longest);
}

} // namespace QtLogin
