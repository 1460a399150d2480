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
#include <sys/stat.h>

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
        // Another process writes "new", and has ended.
        bool writeElsewhere() const
        {
            QProcess writer;
            writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            writer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("write"), folder, QStringLiteral("0")});
            QSignalSpy ended(&writer, &QProcess::finished);
            return (writer.state() == QProcess::NotRunning || ended.wait(patience))
                && writer.exitStatus() == QProcess::NormalExit && writer.exitCode() == 0;
        }
        // From here on, an event is a new one.
        bool forget(const QString &event)
        {
            while (daemon.hasSaid(event)) {
                if (!daemon.waitFor(event))
                    return false;
            }
            return true;
        }
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

    void aDiskThatHangsIsGivenUp() // E5
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        const QString path = shelf.path(), away = shelf.place.filePath(QStringLiteral("away"));
        QVERIFY(QFile::rename(path, away) && mkfifo(QFile::encodeName(path).constData(), 0600) == 0);
        const auto read = shelf.store->read(key); // a pipe is opened when there is a process at its other end
        KeychainStore bystander(shelf.folder, shelf.clock);
        for (int seconds = 0; seconds < 60 && !read.isFinished(); ++seconds) {
            letPass(bystander);
            shelf.clock->advance(1s);
        }
        QCOMPARE(said(wait(read)), "TimedOut");
        const int end = open(QFile::encodeName(path).constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
        QVERIFY(end >= 0 && close(end) == 0); // it goes on, and no caller hears
        QVERIFY(QFile::remove(path) && QFile::rename(away, path));
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

    void aValueThatIsReplacedWhileItIsReadIsRead() // row 19
    {
        Shelf shelf;
        const QString called = QStringLiteral("called GetSecrets");
        QVERIFY(shelf.isGood && shelf.forget(called) && shelf.daemon.set(QStringLiteral("late=GetSecrets")));
        const auto read = shelf.store->read(key);
        QVERIFY(shelf.daemon.waitFor(called)); // the answer leads to a file that goes now
        QVERIFY(shelf.daemon.set(QStringLiteral("late=no")));
        QVERIFY(shelf.writeElsewhere());
        QVERIFY(shelf.daemon.set(QStringLiteral("deliver=yes")));
        const auto value = wait(read);
        QVERIFY2(value, qPrintable(said(value)));
        QCOMPARE((*value)->reveal().toByteArray(), large('n'));
    }

    void whatAnotherProcessHasWrittenMeanwhileStays() // row 19
    {
        Shelf shelf;
        const QString called = QStringLiteral("called GetSecrets"), searched = QStringLiteral("called SearchItems");
        QVERIFY(shelf.isGood && shelf.forget(called) && shelf.daemon.set(QStringLiteral("late=GetSecrets")));
        const auto written = shelf.store->write(key, secret(large('o')));
        QVERIFY(shelf.daemon.waitFor(called)); // to prove it
        QVERIFY(shelf.forget(searched) && shelf.daemon.set(QStringLiteral("hold=SearchItems")));
        QVERIFY(shelf.daemon.set(QStringLiteral("deliver=yes")));
        QVERIFY(shelf.daemon.waitFor(searched)); // the last look, and then old files are cleared away
        QVERIFY(shelf.daemon.set(QStringLiteral("hold=no")));
        QVERIFY(shelf.writeElsewhere());
        QVERIFY(shelf.daemon.set(QStringLiteral("release=yes")));
        QVERIFY(wait(written));
        QCOMPARE(shelf.read(), "new");
        QCOMPARE(shelf.write(large('o')), "success");
        QCOMPARE(shelf.names().size(), 1);
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

    // Some hear that the keychain did not keep their value, because another one's came in between.
    void manyProcessesThatWriteAtOnceLoseNothing() // E8, row 19
    {
        Shelf shelf;
        QVERIFY(shelf.isGood);
        std::vector<std::unique_ptr<QProcess>> writers;
        for (int i = 0; i < 3; ++i) {
            writers.push_back(std::make_unique<QProcess>());
            writers.back()->setProcessChannelMode(QProcess::ForwardedErrorChannel);
            writers.back()->start(QCoreApplication::applicationFilePath(), {QStringLiteral("write many"), shelf.folder});
        }
        const auto areRunning = [&writers] {
            return std::any_of(writers.begin(), writers.end(),
                               [](const auto &writer) { return writer->state() != QProcess::NotRunning; });
        };
        int reads = 0;
        for (; areRunning(); ++reads) {
            const QString value = shelf.read();
            QVERIFY2(value == u"old" || value == u"new", qPrintable(value));
        }
        for (const auto &writer : writers)
            QVERIFY(writer->exitStatus() == QProcess::NormalExit && writer->exitCode() == 0);
        QVERIFY2(reads > 3, qPrintable(QString::number(reads)));
        QCOMPARE(shelf.read(), "new");
        QCOMPARE(shelf.write(large('o')), "success");
        QCOMPARE(shelf.names().size(), 1);
        QCOMPARE(shelf.read(), "old");
    }
};

static int writeMany(const QString &folder)
{
    KeychainStore store(folder, std::make_shared<ManualClock>());
    int kept = 0;
    for (int i = 0; i < 15; ++i)
        kept += wait(store.write(key, secret(QByteArray(20'000, 'n')))).has_value();
    return kept > 0 ? 0 : 1;
}

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
    if (arguments.value(1) == u"write many")
        return writeMany(arguments.value(2));
    tst_KeychainFiles test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychainfiles.moc"
