// SPDX-License-Identifier: MIT
#include "remember/rotationlock_p.h"
#include "support/patience.h"
#include "testing/manualclock.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qdir.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// Another process that has the lock at \a path until it is killed.
class Holder
{
public:
    explicit Holder(const QString &path)
    {
        int ready[2];
        if (pipe(ready) != 0)
            return;
        m_pid = fork();
        if (m_pid == 0) {
            LockFile lock(path);
            const char locked = lock.tryLock() ? 'y' : 'n';
            (void)!write(ready[1], &locked, 1);
            for (;;)
                pause();
        }
        char locked = 'n';
        holds = read(ready[0], &locked, 1) == 1 && locked == 'y';
        close(ready[0]);
        close(ready[1]);
    }
    ~Holder() { die(); }
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    void stop() const { kill(m_pid, SIGSTOP); }
    void die()
    {
        if (m_pid <= 0)
            return;
        kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }

    bool holds = false;

private:
    pid_t m_pid = -1;
};

class tst_RotationLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("login/rotation"));
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("login")));
        m_clock = std::make_shared<ManualClock>();
    }

    void aFreeOneIsHeldAtOnce();
    void itMakesItsFolder();
    void whereItCannotBeMadeNobodyWaits();
    void oneAfterTheOtherGetsIt();
    void ofManyInOneProcessNobodyWaitsForTime();
    void theNextOneGetsItAlsoWhereNobodyCouldHoldIt();
    void whatComesAfterTheOtherOneJoinsIt();
    void releasedItIsFree();
    void aKilledHolderIsNoHolder(); // H2, row 25
    void aHolderKilledMeanwhileIsNoHolder(); // H2
    void aStoppedHolderIsWaitedForTenSecondsAndNotRobbed(); // H2, row 25
    void anOldFileIsNoHolder(); // H2
    void whoeverIsGoneIsNotCalled();
    void itIsGivenUpAlsoWhenItsKeeperHasGone();

private:
    struct Attempt
    {
        bool done = false;
        RotationLock::Held held;
    };
    // \a lock is asked, and \a attempt hears.
    void acquire(RotationLock &lock, Attempt &attempt) const
    {
        lock.acquire(m_path, [&attempt](RotationLock::Held held) {
            attempt.done = true;
            attempt.held = std::move(held);
        });
    }
    // Lets time pass until \a attempt is done, and says how much it was.
    std::chrono::nanoseconds passUntil(const Attempt &attempt) const
    {
        const auto begin = m_clock->sinceBoot();
        const auto done = [&] {
            if (!attempt.done)
                m_clock->advance(m_clock->alarmCount() > 0 ? 250ms : 0ms);
            return attempt.done;
        };
        return QTest::qWaitFor(done, patience) ? m_clock->sinceBoot() - begin : std::chrono::nanoseconds::max();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::shared_ptr<ManualClock> m_clock;
};

void tst_RotationLock::aFreeOneIsHeldAtOnce()
{
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt attempt;
    acquire(lock, attempt);
    QTRY_VERIFY(attempt.done);
    QVERIFY(attempt.held);
    QVERIFY(!LockFile(m_path).tryLock());
}

void tst_RotationLock::itMakesItsFolder()
{
    QVERIFY(QDir(m_folder->path()).rmdir(QStringLiteral("login")));
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt attempt;
    acquire(lock, attempt);
    QTRY_VERIFY(attempt.done);
    QVERIFY(attempt.held);
}

void tst_RotationLock::whereItCannotBeMadeNobodyWaits()
{
    m_path = QStringLiteral("/proc/no/such/folder/rotation");
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt attempt;
    acquire(lock, attempt);
    QTRY_VERIFY(attempt.done);
    QVERIFY(!attempt.held);
}

void tst_RotationLock::oneAfterTheOtherGetsIt()
{
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt first, second;
    acquire(lock, first);
    acquire(lock, second);
    QTRY_VERIFY(first.done || second.done);
    QVERIFY(first.held && !second.done);
    first.held.reset();
    QTRY_VERIFY(second.done); // no time passes: within one process no waiter has to look again
    QVERIFY(second.held);
}

// The clock stands still: in every order of the answers, no waiter has to look again.
void tst_RotationLock::ofManyInOneProcessNobodyWaitsForTime()
{
    Worker worker;
    RotationLock lock(worker, m_clock);
    const auto isHeld = [](const Attempt &attempt) {
        for (const QDeadlineTimer end(patience); !attempt.held && !end.hasExpired();)
            QCoreApplication::processEvents();
        return attempt.held != nullptr;
    };
    for (int i = 0; i < 2'000; ++i) {
        Attempt first, second;
        acquire(lock, first);
        acquire(lock, second);
        QVERIFY(isHeld(first));
        QVERIFY(worker.waitForDone(60s)); // the try meanwhile has failed, and no caller has heard so yet
        first.held.reset();
        QVERIFY(isHeld(second));
        QCOMPARE(m_clock->alarmCount(), 0);
    }
}

void tst_RotationLock::theNextOneGetsItAlsoWhereNobodyCouldHoldIt()
{
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt second;
    bool heard = false;
    lock.acquire(QStringLiteral("/proc/no/such/folder/rotation"), [&](const RotationLock::Held &held) { heard = !held; });
    acquire(lock, second);
    QTRY_VERIFY(second.held);
    QVERIFY(heard);
}

void tst_RotationLock::whatComesAfterTheOtherOneJoinsIt()
{
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt first, second, third;
    const auto join = [&](Attempt &attempt) {
        lock.join(m_path, [&attempt](RotationLock::Held held) {
            attempt.done = true;
            attempt.held = std::move(held);
        });
    };
    join(first);
    QTRY_VERIFY(first.held);
    join(second);
    QVERIFY(second.held == first.held);
    first.held.reset();
    QVERIFY(worker.waitForDone(60s));
    QVERIFY(!LockFile(m_path).tryLock()); // the other one still has it
    second.held.reset();
    QVERIFY(worker.waitForDone(60s));
    QVERIFY(LockFile(m_path).tryLock());
    join(third);
    QTRY_VERIFY(third.held);
}

void tst_RotationLock::releasedItIsFree()
{
    Worker worker;
    RotationLock lock(worker, m_clock);
    for (int i = 0; i < 3; ++i) {
        Attempt attempt;
        acquire(lock, attempt);
        QTRY_VERIFY(attempt.done);
        QVERIFY(attempt.held);
        attempt.held.reset();
    }
    QVERIFY(worker.waitForDone(60s));
    QVERIFY(LockFile(m_path).tryLock());
}

void tst_RotationLock::aKilledHolderIsNoHolder()
{
    Holder holder(m_path);
    QVERIFY(holder.holds);
    holder.die();
    QVERIFY(QFile::exists(m_path));
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt attempt;
    acquire(lock, attempt);
    QTRY_VERIFY(attempt.done); // at once: no time passes here
    QVERIFY(attempt.held);
}

void tst_RotationLock::aHolderKilledMeanwhileIsNoHolder()
{
    Holder holder(m_path);
    QVERIFY(holder.holds);
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt attempt;
    acquire(lock, attempt);
    QTRY_VERIFY(m_clock->alarmCount() > 0); // it waits
    QVERIFY(!attempt.done);
    holder.die();
    m_clock->advance(50ms);
    QTRY_VERIFY(attempt.done);
    QVERIFY(attempt.held);
}

void tst_RotationLock::aStoppedHolderIsWaitedForTenSecondsAndNotRobbed()
{
    Holder holder(m_path);
    QVERIFY(holder.holds);
    holder.stop();
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt attempt;
    acquire(lock, attempt);
    const auto waited = passUntil(attempt);
    QVERIFY(!attempt.held);
    QVERIFY(waited >= 10s && waited < 11s);
    QVERIFY(!LockFile(m_path).tryLock());
}

void tst_RotationLock::anOldFileIsNoHolder()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("999999999\nsome-application\n" + QSysInfo::machineHostName().toUtf8() + '\n');
    file.close();
    Worker worker;
    RotationLock lock(worker, m_clock);
    Attempt attempt;
    acquire(lock, attempt);
    QTRY_VERIFY(attempt.done);
    QVERIFY(attempt.held);
}

void tst_RotationLock::whoeverIsGoneIsNotCalled()
{
    Holder holder(m_path);
    QVERIFY(holder.holds);
    Attempt first, second;
    {
        Worker worker;
        RotationLock lock(worker, m_clock);
        acquire(lock, first);
        QTRY_VERIFY(m_clock->alarmCount() > 0);
        acquire(lock, second); // at work in the other thread
    }
    QCOMPARE(m_clock->alarmCount(), 0);
    holder.die();
    m_clock->advance(1min);
    QVERIFY(!first.done && !second.done);
}

void tst_RotationLock::itIsGivenUpAlsoWhenItsKeeperHasGone()
{
    Worker worker;
    Attempt attempt;
    {
        RotationLock lock(worker, m_clock);
        acquire(lock, attempt);
        QTRY_VERIFY(attempt.held);
    }
    QVERIFY(!LockFile(m_path).tryLock());
    attempt.held.reset();
    QVERIFY(LockFile(m_path).tryLock());
}

QTEST_GUILESS_MAIN(tst_RotationLock)
#include "tst_rotationlock.moc"
