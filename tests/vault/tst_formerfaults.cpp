// SPDX-License-Identifier: MIT
#include "vault/elsewhere.h"

#include <QtTest/qtest.h>

// Today's desktop has KWallet, and the Secret Service of the desktop before misbehaves.
class tst_FormerFaults : public QObject
{
    Q_OBJECT

    // With "old" in the Secret Service.
    struct Stage : Elsewhere
    {
        Stage() : Elsewhere("GNOME") { }
        FakeDaemon today = FakeDaemon::kwallet();
        FakeDaemon service = FakeDaemon::secretService();
        std::shared_ptr<SecretStore> former = store.former(QStringLiteral("Secret Service"));
        bool isGood = today.isReady() && service.isReady() && write(key, "old") == u"success" && former;

        bool forget(const QString &event)
        {
            while (service.hasSaid(event)) {
                if (!service.waitFor(event))
                    return false;
            }
            return true;
        }
    };

private Q_SLOTS:
    void initTestCase()
    {
        Elsewhere::useDesktop("KDE");
        const auto today = FakeDaemon::kwallet();
        KeychainStore store(std::make_shared<ManualClock>());
        QCOMPARE(said(wait(store.probe())), "Locked");
        QCOMPARE(store.backendName(), "KWallet");
    }

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
        QVERIFY(stage.isGood && stage.service.set(setting));
        QCOMPARE(value(wait(stage.former->read(stage.key))), "Unavailable");
        if (setting.startsWith(QLatin1String("die")))
            return;
        for (const char *healed : {"value=as-is", "fail=no", "garble=no", "owner=yes"})
            QVERIFY(stage.service.set(QString::fromLatin1(healed)));
        QCOMPARE(value(wait(stage.former->read(stage.key))), "old");
    }

    void whatSomethingElseHasWrittenIsDamaged()
    {
        Stage stage;
        QVERIFY(stage.isGood && stage.service.set(QStringLiteral("type=other")));
        QVERIFY(!stage.write(stage.otherKey, "odd").isEmpty());
        QCOMPARE(value(wait(stage.former->read(stage.otherKey))), "Damaged");
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
        QVERIFY(stage.isGood && stage.service.set(seesLocked) && stage.service.set(QStringLiteral("locked=yes")));
        QCOMPARE(said(wait(stage.former->probe())), "Locked");
        QCOMPARE(value(wait(stage.former->read(stage.key))), "Locked");
        QCOMPARE(said(wait(stage.former->remove(stage.key))), "Locked");
        QCOMPARE(value(wait(stage.former->read(stage.otherKey))), ofAbsent);
        QVERIFY(!stage.service.hasSaid(QStringLiteral("called Unlock")));
        QVERIFY(!stage.service.hasSaid(QStringLiteral("prompting")));
        QVERIFY(stage.service.set(QStringLiteral("locked=no")));
        QCOMPARE(value(wait(stage.former->read(stage.key))), "old");
    }

    void aRemovalThatFailsIsCaught() // row 11, E3
    {
        for (const char *setting : {"delete=lie", "fail=Delete", "garble=Delete", "die=Delete"}) {
            Stage stage;
            QVERIFY(stage.isGood && stage.service.set(QString::fromLatin1(setting)));
            QCOMPARE(said(wait(stage.former->remove(stage.key))), "Unavailable");
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
        QVERIFY(stage.isGood && stage.service.set(QStringLiteral("hold=") + method) && stage.forget(called));
        const auto read = stage.former->read(stage.key);
        QVERIFY(stage.service.waitFor(called));
        QVERIFY(!read.isFinished());
        stage.clock->advance(5s);
        QCOMPARE(value(wait(read)), "TimedOut");
        QVERIFY(stage.service.set(QStringLiteral("release=yes")));
        QCOMPARE(value(wait(stage.former->read(stage.key))), "old");
    }

    void eachSessionIsClosed()
    {
        Stage stage;
        QVERIFY(stage.isGood && stage.forget(QStringLiteral("called Close")));
        QCOMPARE(value(wait(stage.former->read(stage.key))), "old");
        QVERIFY(stage.service.waitFor(QStringLiteral("called Close")));
    }
};

int main(int argc, char **argv)
{
    return Elsewhere::main<tst_FormerFaults>(argc, argv);
}

#include "tst_formerfaults.moc"
