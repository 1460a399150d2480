// SPDX-License-Identifier: MIT
#include "remember/lockfile_p.h"
#include "support/otheraccount.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qfile.h>
#include <QtCore/qfileinfo.h>
#include <QtCore/qsysinfo.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

#include <atomic>
#include <sys/file.h>
#include <thread>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_LockFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void oneHoldsIt()
    {
        LockFile one(path()), other(path());
        QVERIFY(one.tryLock());
        QVERIFY(!other.tryLock());
        QVERIFY(other.isHeldElsewhere());
        one.unlock();
        QVERIFY(other.tryLock());
    }

    void itCanBeHeldAgain()
    {
        LockFile lock(path());
        for (int i = 0; i < 3; ++i) {
            QVERIFY(lock.tryLock());
            lock.unlock();
            QVERIFY(!QFileInfo::exists(path())); // nothing is left behind
        }
    }

    void manyNeverHoldItTogether()
    {
        std::atomic_int holders = 0, most = 0, held = 0;
        const auto work = [&] {
            for (int i = 0; i < 200;) {
                LockFile lock(path());
                if (!lock.tryLock())
                    continue;
                ++i;
                ++held;
                most = std::max(most.load(), ++holders);
                --holders;
            }
        };
        std::thread one(work), two(work);
        work();
        one.join();
        two.join();
        QCOMPARE(most.load(), 1);
        QCOMPARE(held.load(), 600);
    }

    void whereItCannotBeNobodyHoldsIt()
    {
        LockFile lock(path() + QStringLiteral("/nowhere"));
        QVERIFY(!lock.tryLock());
        QVERIFY(!lock.isHeldElsewhere());
    }

    void whatNobodyHasOpenIsFree_data() // row 25
    {
        QTest::addColumn<QByteArray>("written");
        const auto naming = [](qint64 process, const QByteArray &application, const QByteArray &machine) {
            return QByteArray::number(process) + '\n' + application + '\n' + QSysInfo::machineHostName().toUtf8() + '\n'
                + machine + '\n' + QSysInfo::bootUniqueId() + '\n';
        };
        const QByteArray us = QCoreApplication::applicationName().toUtf8(), here = QSysInfo::machineUniqueId();
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no process") << QByteArray("\n");
        QTest::newRow("no number") << QByteArray("what\nnobody\nnowhere\n");
        QTest::newRow("a dead process") << naming(999'999'999, us, here);
        QTest::newRow("a number that was taken again") << naming(QCoreApplication::applicationPid(), us, here);
        QTest::newRow("another machine") << naming(999'999'999, us, "00000000000000000000000000000000");
    }
    void whatNobodyHasOpenIsFree() // H2, row 25
    {
        QFETCH(const QByteArray, written);
        QVERIFY(leave(written));
        LockFile lock(path());
        QVERIFY(lock.tryLock());
        QVERIFY(!LockFile(path()).tryLock());
    }

    void whatSomebodyHasOpenIsNotRobbed() // H2, row 25
    {
        QVERIFY(leave({}));
        QFile holder(path());
        QVERIFY(holder.open(QIODevice::ReadWrite));
        QCOMPARE(flock(holder.handle(), LOCK_EX | LOCK_NB), 0);
        QVERIFY(!LockFile(path()).tryLock());
        holder.close();
        QVERIFY(LockFile(path()).tryLock());
    }

    void whatAnotherAccountHasLeftIsFree()
    {
        QVERIFY(leave({}));
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
        const OtherAccount account(m_folder->path());
        LockFile lock(path());
        QVERIFY(lock.tryLock());
        QVERIFY(!LockFile(path()).tryLock());
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("lock")); }

    // Leaves a file as a holder that was killed does.
    bool leave(const QByteArray &written) const
    {
        QFile file(path());
        return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(written) == written.size();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_LockFile)
#include "tst_lockfile.moc"
