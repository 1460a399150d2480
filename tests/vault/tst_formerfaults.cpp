// SPDX-License-Identifier: MIT
#include "vault/elsewhere.h"

#include <QtTest/qtest.h>

// Today's desktop has KWallet, and the Secret Service of the desktop before misbehaves.
class tst_FormerFaults : public QObject
{
    Q_OBJECT

    // With "old" in the Secret Service.
    struct Stage : FormerStage
    {
        Stage() : FormerStage(Before::Gnome) { }
    };

private Q_SLOTS:
    void initTestCase() { QVERIFY(FormerStage::decide(FormerStage::Before::Gnome)); }

    void whatFailsIsNeitherAbsentNorGone_data()
    {
        QTest::addColumn<QString>("setting");
        for (const char *setting : {"value=empty", "value=garbled", "fail=GetSecrets", "garble=GetSecrets",
                                    "die=GetSecrets", "fail=OpenSession", "garble=OpenSession", "die=OpenSession", "fail=SearchItems",
                                    "garble=SearchItems", "die=SearchItems", "owner=no"})
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
        QVERIFY(stage.set({QStringLiteral("value=as-is"), QStringLiteral("fail=no"), QStringLiteral("garble=no"),
                           QStringLiteral("owner=yes")}));
        QCOMPARE(stage.readFormer(), "old");
    }

    void whatSomethingElseHasWrittenIsDamaged()
    {
        Stage stage;
        QVERIFY(stage.isGood() && stage.daemon.set(QStringLiteral("type=other")));
        QVERIFY(!stage.write(stage.otherKey, "odd").isEmpty());
        QCOMPARE(stage.readFormer(stage.otherKey), "Damaged");
    }

    void whatIsLockedIsNotUnlocked_data()
    {
        QTest::addColumn<QString>("seesLocked");
        QTest::addColumn<QString>("ofAbsent");
        QTest::newRow("gnome-keyring") << "sees-locked=yes" << "Absent";
        QTest::newRow("one that hides what is locked") << "sees-locked=no" << "Locked";
    }

    void whatIsLockedIsNotUnlocked() // row 3, E2
    {
        QFETCH(const QString, seesLocked);
        QFETCH(const QString, ofAbsent);
        Stage stage;
        QVERIFY(stage.isGood() && stage.set({seesLocked, QStringLiteral("locked=yes")}));
        QCOMPARE(stage.probeFormer(), "Locked");
        QCOMPARE(stage.readFormer(), "Locked");
        QCOMPARE(stage.removeFormer(), "Locked");
        QCOMPARE(stage.readFormer(stage.otherKey), ofAbsent);
        QVERIFY(!stage.daemon.hasSaid(QStringLiteral("called Unlock")));
        QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
        QVERIFY(stage.daemon.set(QStringLiteral("locked=no")));
        QCOMPARE(stage.readFormer(), "old");
    }

    void aRemovalThatFailsIsCaught() // row 11, E3
    {
        for (const char *setting : {"delete=lie", "fail=Delete", "garble=Delete", "die=Delete"}) {
            Stage stage;
            QVERIFY(stage.isGood() && stage.daemon.set(QString::fromLatin1(setting)));
            QCOMPARE(stage.removeFormer(), "Unavailable");
        }
    }

    void aMuteServiceKeepsNoOneWaiting_data()
    {
        QTest::addColumn<QString>("method");
        for (const char *method : {"SearchItems", "OpenSession", "GetSecrets"})
            QTest::newRow(method) << QString::fromLatin1(method);
    }

    void aMuteServiceKeepsNoOneWaiting() // row 6
    {
        QFETCH(const QString, method);
        Stage stage;
        const QString called = QStringLiteral("called ") + method;
        QVERIFY(stage.isGood() && stage.daemon.set(QStringLiteral("hold=") + method) && stage.forget(called));
        const auto read = stage.former->read(stage.key);
        QVERIFY(stage.daemon.waitFor(called));
        QVERIFY(!read.isFinished());
        stage.clock->advance(5s);
        QCOMPARE(value(wait(read)), "TimedOut");
        QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
        QCOMPARE(stage.readFormer(), "old");
    }

    void eachSessionIsClosed()
    {
        Stage stage;
        QVERIFY(stage.isGood() && stage.forget(QStringLiteral("called Close")));
        QCOMPARE(stage.readFormer(), "old");
        QVERIFY(stage.daemon.waitFor(QStringLiteral("called Close")));
    }
};

int main(int argc, char **argv)
{
    return Elsewhere::main<tst_FormerFaults>(argc, argv);
}

#include "tst_formerfaults.moc"
