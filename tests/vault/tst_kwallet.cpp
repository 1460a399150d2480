// SPDX-License-Identifier: MIT
#include "support/dbus/fakedaemon.h"
#include "testing/manualclock.h"
#include "vault/keychainstore.h"
#include "vault/keychainwords.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

static const QString key = QStringLiteral("org.example.wallet/default/remember/1");
static const QString otherKey = QStringLiteral("org.example.wallet/other/remember/1");

// A wallet with "old" under the key, that is open and that our store has opened.
class Stage
{
public:
    explicit Stage(const QStringList &settings = {}) : daemon(FakeDaemon::kwallet())
    {
        m_isGood = daemon.isReady() && wait(store->write(key, secret("old")))
            && daemon.waitFor(QStringLiteral("prompting"));
        for (const QString &setting : settings)
            m_isGood = m_isGood && daemon.set(setting);
    }

    bool isGood() const { return m_isGood; }
    void restart() { store = std::make_shared<KeychainStore>(clock); }
    QString read() { return value(wait(store->read(key))); }
    QString write() { return said(wait(store->write(key, secret("new")))); }
    QString remove() { return said(wait(store->remove(key))); }
    QString probe() { return said(wait(store->probe())); }
    QString truth()
    {
        for (const char *setting : {"open=yes", "prompt=accept", "hold=no", "fails=no", "fail=no", "garble=no", "write=yes"})
            daemon.set(QString::fromLatin1(setting));
        return value(wait(KeychainStore(clock).read(key)));
    }

    FakeDaemon daemon;
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::shared_ptr<KeychainStore> store = std::make_shared<KeychainStore>(clock);

private:
    bool m_isGood = false;
};

// QtKeychain on KWallet takes failures for successes. It is also the keychain that QtKeychain decides
// for once in a process, hence a program of its own.
class tst_KWallet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        qputenv("KDE_SESSION_VERSION", "5");
        const auto daemon = FakeDaemon::kwallet(); // so that QtKeychain finds it
        QVERIFY(daemon.isReady());
        KeychainStore store(std::make_shared<ManualClock>());
        QCOMPARE(said(wait(store.probe())), "Locked");
        QCOMPARE(store.backendName(), "KWallet");
    }

    void withoutADaemonItIsUnavailable() // row 2
    {
        KeychainStore store(std::make_shared<ManualClock>());
        QCOMPARE(said(wait(store.probe())), "Unavailable");
        QCOMPARE(value(wait(store.read(key))), "Unavailable");
        QCOMPARE(said(wait(store.write(key, secret("new")))), "Unavailable");
        QCOMPARE(said(wait(store.remove(key))), "Unavailable");
    }

    void aSwitchedOffWalletIsUnavailable()
    {
        Stage stage({QStringLiteral("enabled=no")});
        QVERIFY(stage.isGood());
        QCOMPARE(stage.probe(), "Unavailable");
    }

    void whatIsWrittenIsReadAndRemoved() // E3
    {
        Stage stage;
        QVERIFY(stage.isGood());
        QCOMPARE(stage.read(), "old");
        QCOMPARE(stage.write(), "success");
        QCOMPARE(stage.read(), "new");
        QCOMPARE(stage.remove(), "success");
        QCOMPARE(stage.read(), "Absent");
        QCOMPARE(stage.remove(), "success");
        QCOMPARE(stage.probe(), "success");
    }

    void everyByteSurvives() // E4
    {
        Stage stage;
        QVERIFY(stage.isGood());
        const QByteArray bytes("\0\xff\n\0", 4);
        QCOMPARE(said(wait(stage.store->write(key, secret(bytes)))), "success");
        QCOMPARE((*wait(stage.store->read(key)))->reveal().toByteArray(), bytes);
        const QByteArray many = bytes.repeated(5'000);
        QCOMPARE(said(wait(stage.store->write(key, secret(many)))), "success");
        QCOMPARE((*wait(stage.store->read(key)))->reveal().toByteArray(), many);
        QCOMPARE(stage.remove(), "success");
    }

    void aClosedWalletIsOpenedOnce() // row 3, E2
    {
        Stage stage({QStringLiteral("open=no")});
        QVERIFY(stage.isGood());
        stage.restart();
        QCOMPARE(stage.probe(), "Locked");
        QCOMPARE(stage.remove(), "Locked");
        QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
        QCOMPARE(stage.read(), "old");
        QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
        QVERIFY(stage.daemon.set(QStringLiteral("open=no")));
        QCOMPARE(stage.read(), "Locked");
        QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
    }

    void absenceNeedsNoOpenWallet() // E2
    {
        Stage stage({QStringLiteral("open=no")});
        QVERIFY(stage.isGood());
        QCOMPARE(value(wait(stage.store->read(otherKey))), "Absent");
        QCOMPARE(said(wait(stage.store->remove(otherKey))), "success");
        QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
    }

    void aRefusalIsRemembered() // row 4
    {
        Stage stage({QStringLiteral("open=no"), QStringLiteral("prompt=dismiss")});
        QVERIFY(stage.isGood());
        stage.restart();
        QCOMPARE(stage.read(), "Refused");
        QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
        QCOMPARE(stage.read(), "Refused");
        QCOMPARE(stage.write(), "Refused");
        QCOMPARE(stage.probe(), "Refused");
        QCOMPARE(stage.remove(), "Locked");
        QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
        QCOMPARE(stage.truth(), "old");
    }

    void anUnansweredPromptTimesOut() // row 5
    {
        Stage stage({QStringLiteral("open=no"), QStringLiteral("prompt=silent")});
        QVERIFY(stage.isGood());
        stage.restart();
        const auto read = stage.store->read(key);
        QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
        stage.clock->advance(60s);
        QCOMPARE(value(wait(read)), "TimedOut");
        QCOMPARE(stage.read(), "Locked");
        QCOMPARE(stage.truth(), "old");
    }

    void aDaemonThatDiesInAReadIsUnavailable() // row 8: QtKeychain says success, and gives no bytes
    {
        for (const char *method : {"keyDoesNotExist", "entryType", "readEntry"}) {
            Stage stage({QStringLiteral("die=") + QLatin1String(method)});
            QVERIFY(stage.isGood());
            QCOMPARE(stage.read(), "Unavailable");
        }
    }

    void aReadThatFailsIsNotAbsence_data()
    {
        QTest::addColumn<QString>("setting");
        for (const char *setting : {"fail=entryType", "fail=readEntry", "fails=entryType", "fails=readEntry", "garble=readEntry"})
            QTest::newRow(setting) << QString::fromLatin1(setting);
    }

    void aReadThatFailsIsNotAbsence() // row 8, E2
    {
        QFETCH(const QString, setting);
        Stage stage({setting});
        QVERIFY(stage.isGood());
        QCOMPARE(stage.read(), "Unavailable"); // KWallet has said that it is there
        QCOMPARE(stage.truth(), "old");
    }

    void aWriteThatFailsIsCaught_data()
    {
        QTest::addColumn<QString>("setting");
        for (const char *setting : {"fail=writeEntry", "fails=writeEntry", "write=lie", "die=writeEntry"})
            QTest::newRow(setting) << QString::fromLatin1(setting);
    }

    void aWriteThatFailsIsCaught() // row 9, E3: QtKeychain says success
    {
        QFETCH(const QString, setting);
        Stage stage({setting});
        QVERIFY(stage.isGood());
        QCOMPARE(stage.write(), "Unavailable");
        if (!setting.startsWith(QLatin1String("die")))
            QCOMPARE(stage.truth(), "old");
    }

    void aDeletionThatFailsIsCaught_data()
    {
        QTest::addColumn<QString>("setting");
        for (const char *setting : {"fail=removeEntry", "fails=removeEntry", "die=removeEntry"})
            QTest::newRow(setting) << QString::fromLatin1(setting);
    }

    void aDeletionThatFailsIsCaught() // row 11, E3: QtKeychain says success
    {
        QFETCH(const QString, setting);
        Stage stage({setting});
        QVERIFY(stage.isGood());
        QCOMPARE(stage.remove(), "Unavailable");
        if (!setting.startsWith(QLatin1String("die")))
            QCOMPARE(stage.truth(), "old");
    }

    void aMuteDaemonTimesOut() // row 6
    {
        Stage stage({QStringLiteral("hold=*")});
        QVERIFY(stage.isGood());
        const auto read = stage.store->read(key);
        stage.clock->advance(120s);
        QCOMPARE(value(wait(read)), "TimedOut");
    }

    void aStoreThatDiesLeavesItsJobRunning() // row 15, E6
    {
        Stage stage({QStringLiteral("hold=readEntry")});
        QVERIFY(stage.isGood());
        QVERIFY(stage.daemon.waitFor(QStringLiteral("called readEntry"))); // to prove the first write
        const auto read = stage.store->read(key);
        QVERIFY(stage.daemon.waitFor(QStringLiteral("called readEntry")));
        stage.restart();
        QCOMPARE(value(wait(read)), "Abandoned");
        const auto next = stage.store->read(key);
        QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
        QCOMPARE(value(wait(next)), "old");
    }
};

QTEST_GUILESS_MAIN(tst_KWallet)
#include "tst_kwallet.moc"
