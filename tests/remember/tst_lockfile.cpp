// SPDX-License-Identifier: MIT
#include "remember/lockfile_p.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

#include <sys/file.h>

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
        QVERIFY(one.tryLock(0ms));
        QVERIFY(!other.tryLock(0ms));
        QVERIFY(other.isHeldElsewhere());
        one.unlock();
        QVERIFY(other.tryLock(0ms));
    }

    void whereItCannotBeNobodyHoldsIt()
    {
        LockFile lock(path() + QStringLiteral("/nowhere"));
        QVERIFY(!lock.tryLock(0ms));
        QVERIFY(!lock.isHeldElsewhere());
    }

    void killedBeforeItsNameWasWrittenItStopsNobody_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no process") << QByteArray("\n");
        QTest::newRow("no number") << QByteArray("what\nnobody\nnowhere\n");
    }
    void killedBeforeItsNameWasWrittenItStopsNobody() // H2, row 25
    {
        QFETCH(const QByteArray, written);
        QVERIFY(leave(written, QDateTime::currentDateTime().addSecs(-60)));
        LockFile lock(path());
        QVERIFY(lock.tryLock(0ms));
        QVERIFY(!LockFile(path()).tryLock(0ms));
    }

    void whoHasJustMadeItMayWriteItsName() // H2
    {
        QVERIFY(leave({}, QDateTime::currentDateTime()));
        LockFile lock(path());
        QVERIFY(!lock.tryLock(0ms));
        QVERIFY(lock.isHeldElsewhere());
    }

    void stoppedBeforeItsNameWasWrittenItIsNotRobbed() // H2, row 25
    {
        QVERIFY(leave({}, QDateTime::currentDateTime().addSecs(-60)));
        QFile holder(path());
        QVERIFY(holder.open(QIODevice::ReadWrite));
        QCOMPARE(flock(holder.handle(), LOCK_EX | LOCK_NB), 0);
        QVERIFY(!LockFile(path()).tryLock(0ms));
        holder.close();
        QVERIFY(LockFile(path()).tryLock(0ms));
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("lock")); }

    // What a holder that was killed at \a time has left.
    bool leave(const QByteArray &written, const QDateTime &time) const
    {
        QFile file(path());
        return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(written) == written.size() && file.flush()
            && file.setFileTime(time, QFileDevice::FileModificationTime);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_LockFile)
#include "tst_lockfile.moc"
