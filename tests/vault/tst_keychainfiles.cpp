// SPDX-License-Identifier: MIT
#include "support/deathstep.h"
#include "support/patience.h"
#include "vault/keychainstage.h"

#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

#include <fcntl.h>
#include <sys/file.h>

// Values that are too large for the keychain's item, and what may happen to their files.
class tst_KeychainFiles : public QObject
{
    Q_OBJECT

    static QByteArray large(char kind) { return QByteArray(20'000, kind); }

    // A keychain, a folder, and the value "old" in both.
    struct Shelf
    {
        QTemporaryDir place;
        QString folder = place.filePath(QStringLiteral("secrets"));
        FakeDaemon daemon = FakeDaemon::secretService();
        std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
        std::shared_ptr<KeychainStore> store = std::make_shared<KeychainStore>(folder, clock);
        bool isGood = daemon.isReady() && wait(store->write(key, secret(large('o'))));

        QStringList names() const { return QDir(folder).entryList(QDir::Files | QDir::Hidden); }
        QString path() const { return folder + u'/' + names().value(0); }
        QString write(const QByteArray &bytes) const { return said(wait(store->write(key, secret(bytes)))); }
        QString read() const
        {
            const auto result = wait(store->read(key));
            if (!result)
                return said(result);
            if ((*result)->size() == 20'000)
                return (*result)->reveal().front() == 'o' ? QStringLiteral("old") : QStringLiteral("new");
            return value(result);
        }
    };

private Q_SLOTS:
    void eachWriteHasAFileOfItsOwnAndTheOldOneGoes() // E8
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        const QStringList before = shelf.names();
        QCOMPARE(before.size(), 1);
        QCOMPARE(shelf.write(large('n')), "success");
        QCOMPARE(shelf.names().size(), 1);
        QVERIFY(shelf.names() != before);
        QCOMPARE(shelf.read(), "new");
        QCOMPARE(shelf.write("small"), "success");
        QVERIFY(shelf.names().isEmpty());
        QCOMPARE(shelf.read(), "small");
    }

    void removingRemovesBoth() // E8
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        QVERIFY(wait(shelf.store->remove(key)));
        QVERIFY(shelf.names().isEmpty());
        QCOMPARE(shelf.read(), "Absent");
        QCOMPARE(shelf.write(large('n')), "success");
        QCOMPARE(shelf.read(), "new");
    }

    void aLockedKeychainKeepsBoth() // row 3
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        QVERIFY(shelf.daemon.set(QStringLiteral("locked=yes")) && shelf.daemon.set(QStringLiteral("prompt=dismiss")));
        QCOMPARE(said(wait(shelf.store->remove(key))), "Locked");
        QCOMPARE(shelf.write(large('n')), "Refused");
        QCOMPARE(shelf.names().size(), 1);
        QVERIFY(shelf.daemon.set(QStringLiteral("locked=no")));
        QCOMPARE(shelf.read(), "old");
    }

    void aMissingFileIsDamageAndAMissingFolderIsNot() // E2
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        const QString path = shelf.path(), away = shelf.place.filePath(QStringLiteral("away"));
        QVERIFY(QFile::rename(path, away));
        QCOMPARE(shelf.read(), "Damaged");
        QVERIFY(QFile::rename(away, path));
        QCOMPARE(shelf.read(), "old");
        QVERIFY(QDir().rename(shelf.folder, away));
        QCOMPARE(shelf.read(), "Unavailable");
        QVERIFY(QDir().rename(away, shelf.folder));
        QCOMPARE(shelf.read(), "old");
    }

    void aDamagedFileIsDamaged() // E4
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        QFile file(shelf.path());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(10'000) && file.write("damage") == 6);
        file.close();
        QCOMPARE(shelf.read(), "Damaged");
        QCOMPARE(shelf.write(large('n')), "success");
        QCOMPARE(shelf.read(), "new");
    }

    void aWriteThatFailsLeavesTheOldValueAndNoFile_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("answer");
        QTest::newRow("the keychain lies") << QStringLiteral("write=lie") << QStringLiteral("Unavailable");
        QTest::newRow("the keychain refuses") << QStringLiteral("write=refuse") << QStringLiteral("Locked");
    }

    void aWriteThatFailsLeavesTheOldValueAndNoFile() // E3
    {
        QFETCH(const QString, setting);
        QFETCH(const QString, answer);
        Shelf shelf;
        QVERIFY(shelf.isGood);
        const QStringList before = shelf.names();
        QVERIFY(shelf.daemon.set(setting));
        QCOMPARE(shelf.write(large('n')), answer);
        QCOMPARE(shelf.names(), before);
        QCOMPARE(shelf.read(), "old");
    }

    void whereTheKeychainDoesNotAnswerNoFileIsRemoved() // E2
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        QVERIFY(shelf.daemon.set(QStringLiteral("fail=GetSecrets")));
        QVERIFY(shelf.write(large('n')) != QLatin1String("success")); // it was stored, and that cannot be seen
        QCOMPARE(shelf.names().size(), 2);
        QVERIFY(shelf.daemon.set(QStringLiteral("fail=no")));
        QCOMPARE(shelf.read(), "new");
        QCOMPARE(shelf.write(large('n')), "success");
        QCOMPARE(shelf.names().size(), 1);
    }

    void aDiskThatTakesNothingLeavesTheOldValue() // H5
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        const QString kept = shelf.place.filePath(QStringLiteral("kept"));
        QVERIFY(QDir().rename(shelf.folder, kept));
        QFile obstacle(shelf.folder);
        QVERIFY(obstacle.open(QIODevice::WriteOnly));
        QCOMPARE(shelf.write(large('n')), "Unavailable");
        QVERIFY(obstacle.remove() && QDir().rename(kept, shelf.folder));
        QCOMPARE(shelf.read(), "old");
    }

    void filesThatNobodyLeadsToAreClearedAway_data()
    {
        QTest::addColumn<QByteArray>("next");
        QTest::addColumn<int>("left");
        QTest::newRow("by a large value") << large('n') << 1;
        QTest::newRow("by a small one") << QByteArray("small") << 0;
        QTest::newRow("by a removal") << QByteArray() << 0;
    }

    void filesThatNobodyLeadsToAreClearedAway() // E8
    {
        QFETCH(const QByteArray, next);
        QFETCH(const int, left);
        Shelf shelf;
        QVERIFY(shelf.isGood);
        QVERIFY(wait(shelf.store->write(otherKey, secret(large('o')))));
        const QString own = shelf.folder + u'/' + shelf.names().value(0).section(u'-', 0, 0);
        for (const QString &name : shelf.names()) {
            const QString orphan = shelf.folder + u'/' + name.section(u'-', 0, 0) + u'-' + QString(32, u'a');
            QVERIFY(QFile::copy(shelf.folder + u'/' + name, orphan));
        }
        QCOMPARE(shelf.names().size(), 4);
        QVERIFY(next.isEmpty() ? wait(shelf.store->remove(key)).has_value() : shelf.write(next) == u"success");
        QCOMPARE(shelf.names().size(), 2 + left); // those of the other key are its own affair
        QVERIFY(wait(shelf.store->remove(otherKey)));
        QCOMPARE(shelf.names().size(), left);
    }

    void aFileThatAnotherProcessIsWritingStays()
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        const QString theirs = shelf.folder + u'/' + shelf.names().value(0).section(u'-', 0, 0) + u'-' + QString(32, u'b');
        const int file = open(QFile::encodeName(theirs).constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        QVERIFY(file >= 0 && flock(file, LOCK_EX) == 0);
        QCOMPARE(shelf.write(large('n')), "success");
        QVERIFY(QFile::exists(theirs));
        close(file);
        QCOMPARE(shelf.write(large('n')), "success");
        QVERIFY(!QFile::exists(theirs));
    }

    void aKillAtAnyStepLeavesTheOldOrTheNewValue() // E8, row 22
    {
        int old = 0, renewed = 0, orphans = 0;
        for (int step = 1;; ++step) {
            Shelf shelf;
            QVERIFY(shelf.isGood);
            QProcess writer;
            writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            writer.start(QCoreApplication::applicationFilePath(),
                         {QStringLiteral("write"), shelf.folder, QString::number(step)});
            QSignalSpy ended(&writer, &QProcess::finished);
            QVERIFY(writer.state() == QProcess::NotRunning || ended.wait(patience));
            const bool killed = writer.exitStatus() == QProcess::CrashExit;
            QVERIFY(killed || writer.exitCode() == 0);
            const QString value = shelf.read();
            QVERIFY2(value == u"old" || value == u"new", qPrintable(value));
            if (!killed) {
                QCOMPARE(value, "new");
                QCOMPARE(shelf.names().size(), 1);
                break;
            }
            ++(value == u"old" ? old : renewed);
            orphans += shelf.names().size() == 2;
            QCOMPARE(shelf.write(large('n')), "success");
            QCOMPARE(shelf.names().size(), 1);
            QCOMPARE(shelf.read(), "new");
        }
        QVERIFY(old > 0 && renewed > 0 && orphans > 0);
    }
};

static int writeAndDie(const QString &folder, int step)
{
    KeychainStore store(folder, std::make_shared<ManualClock>());
    DeathStep::arm(step);
    return wait(store.write(key, secret(QByteArray(20'000, 'n')))) ? 0 : 1;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"write")
        return writeAndDie(arguments.value(2), arguments.value(3).toInt());
    tst_KeychainFiles test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychainfiles.moc"
