// SPDX-License-Identifier: MIT
#include "contracts/answerof.h"
#include "remember/lockmark_p.h"
#include "remember/profilefile_p.h"
#include "testing/manualclock.h"

#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using State = Mark::State;
using Others = LockMark::Others;

static const auto ada = QStringLiteral("ada");

// When a remembered login comes back locked.
class tst_LockMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_shared<ManualClock>();
        m_run.reset();
    }

    void withoutAFileItIsOpen();
    void withoutAFileThatWasWrittenItIsLocked();
    void aProfileOfAnOlderVersionIsOpen();
    void aDamagedProfileWithoutAFileIsLocked();
    void aFileThatCannotBeUnderstoodIsLocked();
    void asItWasLeftItComesBack();
    void anyLockCounts();
    void aLockOfSomebodyElseDoesNot();
    void nothingIsWrittenWhereNobodyComesBack();
    void whatIsRememberedMeanwhileIsMarked();
    void whereItWasMarkedOnceAMissingFileIsMadeAnew();
    void idleTimeGoesOnWhileNobodyRuns_data();
    void idleTimeGoesOnWhileNobodyRuns();
    void theLatestInputOfAllCounts();
    void theSessionGoesOnWhereItWasBegun();
    void atItsCeilingItComesBackLockedAndBeginsAnew();
    void whenItIsClosedItsEntryIsThatOfADeadOne();

private:
    [[nodiscard]] QString marksPath() const { return m_folder->filePath(QStringLiteral("default.marks")); }
    [[nodiscard]] ProfileFile profile() const { return ProfileFile(m_folder->filePath(QStringLiteral("default.profile"))); }
    void remember(const QString &user = ada) const
    {
        QVERIFY(profile().update([&](Profile &p) { p.remembered = {"selector", p.hashOf(user), {}, 3600s}; }));
    }
    // The next run of the application; the one before is over.
    LockMark &run()
    {
        m_run = std::make_unique<LockMark>(m_clock);
        m_run->setPlace(marksPath(), m_folder->filePath(QStringLiteral("default.profile")));
        return *m_run;
    }
    bool record(LockMark &run, State state, Others others = Others::Keep)
    {
        const auto now = m_clock->sinceBoot();
        return bool(answerOf(run.record({.userId = ada, .state = state, .lastInput = now, .begun = m_begun.value_or(now)}, others)));
    }
    LockMark::Found found(const LockMark::Limits &limits = {}, const QString &user = ada)
    {
        return answerOf(run().find(user, limits)).value_or(LockMark::Found {.isLocked = true, .age = -1s});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<LockMark> m_run;
    std::optional<Clock::Boot> m_begun;
};

void tst_LockMark::withoutAFileItIsOpen()
{
    QVERIFY(!found().isLocked);
}

void tst_LockMark::withoutAFileThatWasWrittenItIsLocked()
{
    remember();
    QVERIFY(record(run(), State::Open));
    QVERIFY(!found().isLocked);
    QVERIFY(QFile::remove(marksPath()));
    QVERIFY(found().isLocked);
    QVERIFY(record(run(), State::Locked, Others::DropTheirs)); // and a proof opens it for good
    QVERIFY(record(*m_run, State::Open, Others::DropTheirs));
    QVERIFY(!found().isLocked);
}

void tst_LockMark::aProfileOfAnOlderVersionIsOpen()
{
    remember();
    QVERIFY(!found().isLocked);
}

void tst_LockMark::aDamagedProfileWithoutAFileIsLocked()
{
    remember();
    QFile file(m_folder->filePath(QStringLiteral("default.profile")));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(file.size() - 1));
    QVERIFY(found().isLocked);
}

void tst_LockMark::aFileThatCannotBeUnderstoodIsLocked()
{
    remember();
    QVERIFY(record(run(), State::Open));
    QFile file(marksPath());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(file.size() - 1));
    file.close();
    QVERIFY(found().isLocked);
    QVERIFY(QFile::remove(marksPath()));
    QVERIFY(QDir().mkdir(marksPath())); // nor marks that cannot be opened
    QVERIFY(found().isLocked);
}

void tst_LockMark::asItWasLeftItComesBack()
{
    remember();
    for (const State state : {State::Open, State::Locked, State::Open, State::Locked}) {
        QVERIFY(record(run(), state, Others::DropTheirs));
        QCOMPARE(found().isLocked, state == State::Locked);
    }
}

void tst_LockMark::anyLockCounts()
{
    remember();
    LockMark living(m_clock);
    living.setPlace(marksPath(), m_folder->filePath(QStringLiteral("default.profile")));
    QVERIFY(record(living, State::Locked));
    QVERIFY(found().isLocked); // starting the application twice is no way around it
    QVERIFY(record(living, State::Open));
    QVERIFY(!found().isLocked);
}

void tst_LockMark::aLockOfSomebodyElseDoesNot()
{
    remember();
    QVERIFY(record(run(), State::Locked));
    QVERIFY(!found({}, QStringLiteral("bob")).isLocked);
    QVERIFY(found().isLocked);
}

void tst_LockMark::nothingIsWrittenWhereNobodyComesBack()
{
    for (const State state : {State::Open, State::Locked}) {
        for (const Others others : {Others::Keep, Others::DropTheirs, Others::DropDead})
            QVERIFY(record(run(), state, others));
    }
    QVERIFY(answerOf(m_run->clear(Others::DropDead)));
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void tst_LockMark::whatIsRememberedMeanwhileIsMarked()
{
    QVERIFY(record(run(), State::Open));
    remember(); // another process did
    QVERIFY(record(*m_run, State::Locked));
    QVERIFY(found().isLocked);
}

void tst_LockMark::whereItWasMarkedOnceAMissingFileIsMadeAnew()
{
    remember();
    QVERIFY(record(run(), State::Open));
    QVERIFY(QFile::remove(marksPath()));
    QVERIFY(profile().update([](Profile &profile) { profile.remembered.reset(); }));
    QVERIFY(found().isLocked); // such as a login of the desktop
    QVERIFY(record(*m_run, State::Open, Others::DropTheirs));
    QVERIFY(!found().isLocked);
}

void tst_LockMark::idleTimeGoesOnWhileNobodyRuns_data()
{
    QTest::addColumn<std::chrono::seconds>("away");
    QTest::addColumn<std::chrono::seconds>("limit");
    QTest::addColumn<bool>("locked");
    QTest::newRow("without a limit") << std::chrono::seconds(240h) << 0s << false;
    QTest::newRow("just before") << std::chrono::seconds(5min - 1s) << std::chrono::seconds(5min) << false;
    QTest::newRow("at the limit") << std::chrono::seconds(5min) << std::chrono::seconds(5min) << true;
    QTest::newRow("days later") << std::chrono::seconds(240h) << std::chrono::seconds(5min) << true;
}

void tst_LockMark::idleTimeGoesOnWhileNobodyRuns()
{
    QFETCH(const std::chrono::seconds, away);
    QFETCH(const std::chrono::seconds, limit);
    QFETCH(const bool, locked);
    remember();
    QVERIFY(record(run(), State::Open));
    m_clock->suspend(away);
    QCOMPARE(found({.idleLock = limit}).isLocked, locked);
    m_clock->moveWall(-std::chrono::hours(24 * 30)); // the date is set back
    QCOMPARE(found({.idleLock = limit}).isLocked, locked);
}

void tst_LockMark::theLatestInputOfAllCounts()
{
    remember();
    QVERIFY(record(run(), State::Open)); // crashed long ago
    m_clock->advance(1h);
    QVERIFY(record(run(), State::Open));
    m_clock->advance(1min);
    QVERIFY(!found({.idleLock = 5min}).isLocked);
}

void tst_LockMark::theSessionGoesOnWhereItWasBegun()
{
    remember();
    m_begun = m_clock->sinceBoot();
    m_clock->advance(2h);
    QVERIFY(record(run(), State::Open));
    m_clock->advance(1h);
    const auto found = this->found({.sessionLifetime = 12h});
    QVERIFY(!found.isLocked);
    QCOMPARE(found.age, std::chrono::nanoseconds(3h));
}

void tst_LockMark::atItsCeilingItComesBackLockedAndBeginsAnew()
{
    remember();
    m_begun = m_clock->sinceBoot();
    QVERIFY(record(run(), State::Open));
    m_clock->advance(12h);
    const auto found = this->found({.sessionLifetime = 12h});
    QVERIFY(found.isLocked);
    QCOMPARE(found.age, 0ns);
}

void tst_LockMark::whenItIsClosedItsEntryIsThatOfADeadOne()
{
    remember();
    LockMark first(m_clock);
    first.setPlace(marksPath(), m_folder->filePath(QStringLiteral("default.profile")));
    QVERIFY(record(first, State::Locked));
    QVERIFY(record(run(), State::Open, Others::DropTheirs));
    QVERIFY(found().isLocked);
    first.close(std::chrono::milliseconds(patience));
    QVERIFY(record(run(), State::Open, Others::DropTheirs));
    QVERIFY(!found().isLocked);
}

QTEST_GUILESS_MAIN(tst_LockMark)
#include "tst_lockmark.moc"
