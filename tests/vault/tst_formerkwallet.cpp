// SPDX-License-Identifier: MIT
#include "vault/elsewhere.h"

#include <QtCore/qfile.h>
#include <QtTest/qtest.h>

// Today's desktop has a Secret Service, and a KWallet still runs with what the desktop before has stored there.
class tst_FormerKWallet : public QObject
{
    Q_OBJECT

    // With "old" in the wallet, which is open.
    struct Stage : FormerStage
    {
        Stage() : FormerStage(Before::Kde) { }
    };
    static QString settings() { return qEnvironmentVariable("XDG_CONFIG_HOME") + QStringLiteral("/kwalletrc"); }
    static bool configure(const QByteArray &text)
    {
        QFile file(settings());
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(FormerStage::decide(FormerStage::Before::Kde));
    }

    void init() { QFile::remove(settings()); }

    void whatQtKeychainHasWrittenIsRead_data()
    {
        Elsewhere::addValues();
    }

    void whatQtKeychainHasWrittenIsRead() // E4, E8
    {
        QFETCH(const QByteArray, bytes);
        Stage stage;
        QVERIFY(stage.isGood());
        QCOMPARE(stage.write(stage.key, bytes), "success");
        QVERIFY(wait(stage.former->probe()));
        QCOMPARE(Elsewhere::revealed(wait(stage.former->read(stage.key))), bytes);
        QCOMPARE(stage.read(stage.key), QString::fromLatin1(bytes.toHex())); // and stays
        QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
    }

    void whatIsRemovedIsGone() // E3, E8
    {
        Stage stage;
        QVERIFY(stage.isGood());
        QCOMPARE(stage.write(stage.key, Elsewhere::large()), "success");
        QCOMPARE(stage.write(stage.otherKey, "neighbour"), "success");
        QCOMPARE(stage.removeFormer(), "success");
        QVERIFY(stage.files().isEmpty());
        QCOMPARE(stage.read(stage.key), "Absent");
        QCOMPARE(stage.readFormer(), "Absent");
        QCOMPARE(stage.removeFormer(), "success");
        QCOMPARE(stage.readFormer(stage.otherKey), "neighbour");
    }

    void aClosedWalletIsNotOpened() // row 3, E2
    {
        Stage stage;
        QVERIFY(stage.isGood() && stage.daemon.set(QStringLiteral("open=no")));
        QCOMPARE(stage.probeFormer(), "Locked");
        QCOMPARE(stage.readFormer(), "Locked");
        QCOMPARE(stage.removeFormer(), "Locked");
        QCOMPARE(stage.readFormer(stage.otherKey), "Absent"); // that needs no open wallet
        QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
        QVERIFY(stage.daemon.set(QStringLiteral("open=yes")));
        QCOMPARE(stage.readFormer(), "old");
    }

    void aWalletThatAsksForEachApplicationIsNotEntered_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("answer");
        QTest::newRow("asks") << QByteArray("[Wallet]\nEnabled=true\nPrompt on Open=true\n") << "Locked";
        QTest::newRow("always asks") << QByteArray("[Wallet]\nPrompt on Open[$i]=true\n") << "Locked";
        QTest::newRow("does not ask") << QByteArray("[Wallet]\nPrompt on Open=false\n") << "old";
        QTest::newRow("says nothing") << QByteArray("[Wallet]\nEnabled=true\n[Other]\nPrompt on Open=true\n") << "old";
    }

    void aWalletThatAsksForEachApplicationIsNotEntered()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, answer);
        Stage stage;
        QVERIFY(stage.isGood() && configure(text));
        const auto before = stage.daemon.countOf(QStringLiteral("called open"));
        QCOMPARE(stage.readFormer(), answer);
        QCOMPARE(stage.daemon.countOf(QStringLiteral("called open")) > before, answer == u"old");
    }

    void whatFailsIsNeitherAbsentNorGone_data()
    {
        QTest::addColumn<QString>("setting");
        for (const char *setting : {"fails=readEntry", "fail=readEntry", "garble=readEntry", "die=readEntry",
                                    "garble=open", "fail=keyDoesNotExist", "garble=isOpen", "die=networkWallet",
                                    "garble=keyDoesNotExist"})
            QTest::newRow(setting) << QString::fromLatin1(setting);
    }

    void whatFailsIsNeitherAbsentNorGone() // rows 7 and 8
    {
        QFETCH(const QString, setting);
        Stage stage;
        QVERIFY(stage.isGood() && stage.daemon.set(setting));
        QCOMPARE(stage.readFormer(), "Unavailable");
        if (setting.startsWith(QLatin1String("die")))
            return;
        QVERIFY(stage.set({QStringLiteral("fails=no"), QStringLiteral("fail=no"), QStringLiteral("garble=no")}));
        QCOMPARE(stage.readFormer(), "old");
    }

    void aRemovalThatFailsIsCaught() // row 11, E3
    {
        for (const char *setting : {"fails=removeEntry", "fail=removeEntry", "die=removeEntry"}) {
            Stage stage;
            QVERIFY(stage.isGood() && stage.daemon.set(QString::fromLatin1(setting)));
            QCOMPARE(stage.removeFormer(), "Unavailable");
        }
    }

    void aMuteDaemonKeepsNoOneWaiting() // row 6
    {
        Stage stage;
        QVERIFY(stage.isGood() && stage.set({QStringLiteral("hold=readEntry")}));
        QVERIFY(stage.forget(QStringLiteral("called readEntry")));
        const auto read = stage.former->read(stage.key);
        const auto behind = stage.store.read(stage.key);
        QVERIFY(stage.daemon.waitFor(QStringLiteral("called readEntry")));
        QVERIFY(!read.isFinished());
        stage.clock->advance(5s);
        QCOMPARE(value(wait(read)), "TimedOut");
        QCOMPARE(value(wait(behind)), "Absent"); // today's goes on
        QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
        QCOMPARE(stage.readFormer(), "old");
    }

    void withoutADaemonItIsUnavailable() // row 2
    {
        Stage stage;
        QVERIFY(stage.isGood());
        stage.daemon.kill();
        QCOMPARE(stage.probeFormer(), "Unavailable");
        QCOMPARE(stage.readFormer(), "Unavailable");
        QCOMPARE(stage.removeFormer(), "Unavailable");
    }

    void dyingInTheMiddleLeavesNoFutureOpen() // row 15, E6
    {
        auto stage = std::make_unique<Stage>();
        QVERIFY(stage->isGood() && stage->set({QStringLiteral("hold=readEntry")}));
        QVERIFY(stage->forget(QStringLiteral("called readEntry")));
        const auto read = stage->former->read(stage->key);
        QVERIFY(stage->daemon.waitFor(QStringLiteral("called readEntry")));
        stage.reset();
        QCOMPARE(value(wait(read)), "Abandoned");
    }
};

int main(int argc, char **argv)
{
    return Elsewhere::main<tst_FormerKWallet>(argc, argv);
}

#include "tst_formerkwallet.moc"
