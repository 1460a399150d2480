// SPDX-License-Identifier: MIT
#include "vault/elsewhere.h"

#include <QtCore/qfile.h>
#include <QtTest/qtest.h>

// Today's desktop has a Secret Service, and a KWallet still runs with what the desktop before has stored there.
class tst_FormerKWallet : public QObject
{
    Q_OBJECT

    // With "old" in the wallet, which is open.
    struct Stage : Elsewhere
    {
        Stage() : Elsewhere("KDE") { }
        FakeDaemon today = FakeDaemon::secretService();
        FakeDaemon wallet = FakeDaemon::kwallet();
        std::shared_ptr<SecretStore> former = store.former(QStringLiteral("KWallet"));
        bool isGood = today.isReady() && wallet.isReady() && write(key, "old") == u"success"
            && wallet.waitFor(QStringLiteral("prompting")) && former;
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
        Elsewhere::useDesktop("GNOME");
        const auto today = FakeDaemon::secretService();
        KeychainStore store(std::make_shared<ManualClock>());
        QVERIFY(wait(store.probe()));
        QCOMPARE(store.backendName(), "Secret Service");
        QVERIFY(!store.former(QStringLiteral("Secret Service")));
    }

    void init() { QFile::remove(settings()); }

    void whatQtKeychainHasWrittenIsRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("short") << QByteArray("x");
        QTest::newRow("bytes of every kind") << Elsewhere::bytesOfEveryKind();
        QTest::newRow("large") << Elsewhere::large();
    }

    void whatQtKeychainHasWrittenIsRead() // E4, E8
    {
        QFETCH(const QByteArray, bytes);
        Stage stage;
        QVERIFY(stage.isGood);
        QCOMPARE(stage.write(stage.key, bytes), "success");
        QVERIFY(wait(stage.former->probe()));
        QCOMPARE(Elsewhere::revealed(wait(stage.former->read(stage.key))), bytes);
        QCOMPARE(stage.read(stage.key), QString::fromLatin1(bytes.toHex())); // and stays
        QVERIFY(!stage.wallet.hasSaid(QStringLiteral("prompting")));
    }

    void whatIsRemovedIsGone() // E3, E8
    {
        Stage stage;
        QVERIFY(stage.isGood);
        QCOMPARE(stage.write(stage.key, Elsewhere::large()), "success");
        QCOMPARE(stage.write(stage.otherKey, "neighbour"), "success");
        QCOMPARE(said(wait(stage.former->remove(stage.key))), "success");
        QVERIFY(stage.files().isEmpty());
        QCOMPARE(stage.read(stage.key), "Absent");
        QCOMPARE(value(wait(stage.former->read(stage.key))), "Absent");
        QCOMPARE(said(wait(stage.former->remove(stage.key))), "success");
        QCOMPARE(value(wait(stage.former->read(stage.otherKey))), "neighbour");
    }

    void aClosedWalletIsNotOpened() // row 3, E2
    {
        Stage stage;
        QVERIFY(stage.isGood && stage.wallet.set(QStringLiteral("open=no")));
        QCOMPARE(said(wait(stage.former->probe())), "Locked");
        QCOMPARE(value(wait(stage.former->read(stage.key))), "Locked");
        QCOMPARE(said(wait(stage.former->remove(stage.key))), "Locked");
        QCOMPARE(value(wait(stage.former->read(stage.otherKey))), "Absent"); // that needs no open wallet
        QVERIFY(!stage.wallet.hasSaid(QStringLiteral("prompting")));
        QVERIFY(stage.wallet.set(QStringLiteral("open=yes")));
        QCOMPARE(value(wait(stage.former->read(stage.key))), "old");
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
        QVERIFY(stage.isGood && configure(text));
        const auto before = stage.wallet.countOf(QStringLiteral("called open"));
        QCOMPARE(value(wait(stage.former->read(stage.key))), answer);
        QCOMPARE(stage.wallet.countOf(QStringLiteral("called open")) > before, answer == u"old");
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
        QVERIFY(stage.isGood && stage.wallet.set(setting));
        QCOMPARE(value(wait(stage.former->read(stage.key))), "Unavailable");
        if (setting.startsWith(QLatin1String("die")))
            return;
        QVERIFY(stage.wallet.set(QStringLiteral("fails=no")) && stage.wallet.set(QStringLiteral("fail=no"))
                && stage.wallet.set(QStringLiteral("garble=no")));
        QCOMPARE(value(wait(stage.former->read(stage.key))), "old");
    }

    void aRemovalThatFailsIsCaught() // row 11, E3
    {
        for (const char *setting : {"fails=removeEntry", "fail=removeEntry", "die=removeEntry"}) {
            Stage stage;
            QVERIFY(stage.isGood && stage.wallet.set(QString::fromLatin1(setting)));
            QCOMPARE(said(wait(stage.former->remove(stage.key))), "Unavailable");
        }
    }

    void aMuteDaemonKeepsNoOneWaiting() // row 6
    {
        Stage stage;
        QVERIFY(stage.isGood && stage.wallet.set(QStringLiteral("hold=readEntry")));
        while (stage.wallet.hasSaid(QStringLiteral("called readEntry")))
            QVERIFY(stage.wallet.waitFor(QStringLiteral("called readEntry")));
        const auto read = stage.former->read(stage.key);
        const auto behind = stage.store.read(stage.key);
        QVERIFY(stage.wallet.waitFor(QStringLiteral("called readEntry")));
        QVERIFY(!read.isFinished());
        stage.clock->advance(5s);
        QCOMPARE(value(wait(read)), "TimedOut");
        QCOMPARE(value(wait(behind)), "Absent"); // today's goes on
        QVERIFY(stage.wallet.set(QStringLiteral("release=yes")));
        QCOMPARE(value(wait(stage.former->read(stage.key))), "old");
    }

    void withoutADaemonItIsUnavailable() // row 2
    {
        Stage stage;
        QVERIFY(stage.isGood);
        stage.wallet.kill();
        QCOMPARE(said(wait(stage.former->probe())), "Unavailable");
        QCOMPARE(value(wait(stage.former->read(stage.key))), "Unavailable");
        QCOMPARE(said(wait(stage.former->remove(stage.key))), "Unavailable");
    }

    void dyingInTheMiddleLeavesNoFutureOpen() // row 15, E6
    {
        auto stage = std::make_unique<Stage>();
        QVERIFY(stage->isGood && stage->wallet.set(QStringLiteral("hold=readEntry")));
        while (stage->wallet.hasSaid(QStringLiteral("called readEntry")))
            QVERIFY(stage->wallet.waitFor(QStringLiteral("called readEntry")));
        const auto read = stage->former->read(stage->key);
        QVERIFY(stage->wallet.waitFor(QStringLiteral("called readEntry")));
        stage.reset();
        QCOMPARE(value(wait(read)), "Abandoned");
    }
};

int main(int argc, char **argv)
{
    return Elsewhere::main<tst_FormerKWallet>(argc, argv);
}

#include "tst_formerkwallet.moc"
