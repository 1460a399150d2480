// SPDX-License-Identifier: MIT
#include "support/patience.h"
#include "vault/keychainstage.h"

#include <QtCore/qsocketnotifier.h>
#include <QtTest/qtest.h>

#include <cstdio>

// Jobs that take long, and stores, processes and buses that do not live to see their end.
class tst_KeychainJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneJobAtATimeInAProcess();
    void aStoreThatDiesLeavesItsJobRunning();
    void aStoreThatDiesTakesItsPromptBack();
    void aStoreMayDieAtAnyMoment_data();
    void aStoreMayDieAtAnyMoment();
    void whatWasNotBegunIsNotDone();
    void aStuckJobHoldsNobodyForEver();
    void aServiceThatIsSlowToOneIsNotAStuckJob();
    void everyOperationHasItsOwnDeadline();
    void quittingWithARunningJobIsQuiet_data();
    void quittingWithARunningJobIsQuiet();
    void aBusThatDiesTakesNobodyWithIt();
    void withoutGLibItSaysSo();
};

void tst_KeychainJobs::oneJobAtATimeInAProcess() // E7
{
    Stage stage({QStringLiteral("hold=GetSecrets")});
    QVERIFY(stage.isGood());
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    KeychainStore other(stage.clock);
    KeychainStore bystander(stage.clock);
    const auto first = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    const auto second = other.read(key);
    letPass(bystander);
    QVERIFY(!stage.daemon.hasSaid(QStringLiteral("called GetSecrets")));
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QCOMPARE(value(wait(first)), "old");
    QCOMPARE(value(wait(second)), "old");
}

void tst_KeychainJobs::aStoreThatDiesLeavesItsJobRunning() // row 15, E6, E9
{
    Stage stage({QStringLiteral("hold=GetSecrets")});
    QVERIFY(stage.isGood());
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    const auto read = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    stage.store.reset();
    QCOMPARE(value(wait(read)), "Abandoned");
    stage.restart();
    const auto next = stage.store->read(key);
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QCOMPARE(value(wait(next)), "old");
}

void tst_KeychainJobs::aStoreThatDiesTakesItsPromptBack() // row 15
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=silent")});
    QVERIFY(stage.isGood());
    const auto read = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
    stage.store.reset();
    QCOMPARE(value(wait(read)), "Abandoned");
    QVERIFY(stage.daemon.waitFor(QStringLiteral("dismissed")));
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainJobs::aStoreMayDieAtAnyMoment_data()
{
    QTest::addColumn<bool>("timedOut");
    QTest::newRow("while it works") << false;
    QTest::newRow("right after its time is over") << true;
}

void tst_KeychainJobs::aStoreMayDieAtAnyMoment() // row 15, E6, H6
{
    QFETCH(const bool, timedOut);
    Stage stage;
    QVERIFY(stage.isGood());
    bool finished = false;
    for (int moment = 0; !finished; ++moment) {
        const auto write = stage.store->write(key, secret("old"));
        const auto removed = stage.store->remove(otherKey);
        for (int step = 0; step < moment && !removed.isFinished(); ++step)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        finished = removed.isFinished();
        if (timedOut)
            stage.clock->advance(120s);
        stage.restart();
        QVERIFY(said(wait(write)) != QLatin1String("Internal"));
        QVERIFY(said(wait(removed)) != QLatin1String("Internal"));
        QTRY_COMPARE(stage.read(), "old"); // also when a job was thought to be stuck
    }
}

void tst_KeychainJobs::whatWasNotBegunIsNotDone() // rows 15 and 16, FL-53
{
    Stage stage({QStringLiteral("hold=GetSecrets")});
    QVERIFY(stage.isGood());
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    KeychainStore other(stage.clock);
    const auto read = other.read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    const auto write = stage.store->write(key, secret("new"));
    KeychainStore bystander(stage.clock);
    letPass(bystander); // the write waits in line
    stage.store.reset();
    QCOMPARE(said(wait(write)), "Abandoned");
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QCOMPARE(value(wait(read)), "old");
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainJobs::aStuckJobHoldsNobodyForEver() // rows 5 and 14, E5
{
    Stage stage({QStringLiteral("hold=GetSecrets")});
    QVERIFY(stage.isGood());
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    const auto read = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    stage.clock->advance(120s);
    QCOMPARE(value(wait(read)), "TimedOut");
    QCOMPARE(stage.read(), "Unavailable");
    QCOMPARE(stage.write(), "Unavailable");
    QCOMPARE(stage.remove(), "Unavailable");
    QCOMPARE(value(wait(stage.store->read(otherKey))), "Absent"); // needs no job
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QTRY_COMPARE(stage.read(), "old");
}

void tst_KeychainJobs::aServiceThatIsSlowToOneIsNotAStuckJob() // E5
{
    Stage stage({QStringLiteral("hold=SearchItems")});
    QVERIFY(stage.isGood());
    KeychainStore unlucky(stage.clock);
    KeychainStore third(stage.clock);
    const auto neverLooked = unlucky.read(key);
    letPass(third);
    stage.clock->advance(60s);
    QVERIFY(stage.daemon.set(QStringLiteral("hold=GetSecrets")));
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets"))); // to prove the first write
    const auto first = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    stage.clock->advance(60s);
    QCOMPARE(value(wait(neverLooked)), "TimedOut");
    const auto second = third.read(key);
    letPass(unlucky);
    QVERIFY(!second.isFinished());
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QCOMPARE(value(wait(first)), "old");
    QCOMPARE(value(wait(second)), "old");
}

void tst_KeychainJobs::everyOperationHasItsOwnDeadline() // E5
{
    Stage stage({QStringLiteral("hold=GetSecrets")});
    QVERIFY(stage.isGood());
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    const auto first = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    stage.clock->advance(100s);
    const auto second = stage.store->read(otherKey);
    stage.clock->advance(20s);
    QCOMPARE(value(wait(first)), "TimedOut");
    QCOMPARE(value(wait(second)), "Absent");
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QTRY_COMPARE(stage.read(), "old");
}

void tst_KeychainJobs::quittingWithARunningJobIsQuiet_data()
{
    QTest::addColumn<QStringList>("settings");
    QTest::addColumn<QString>("event");
    QTest::newRow("in a read") << QStringList {QStringLiteral("hold=GetSecrets")} << QStringLiteral("called GetSecrets");
    QTest::newRow("in a prompt") << QStringList {QStringLiteral("locked=yes"), QStringLiteral("prompt=silent")} << QStringLiteral("prompting");
}

// Another process that keeps something, and then does nothing until its stdin ends.
class Neighbour
{
public:
    explicit Neighbour(const QString &mode)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), {mode});
    }

    QByteArray waitForLine()
    {
        QSignalSpy said(&m_process, &QProcess::readyRead);
        while (!m_process.canReadLine() && said.wait(patience)) { }
        return m_process.readLine().trimmed();
    }

    bool leavesQuietly()
    {
        m_process.closeWriteChannel();
        return m_process.waitForFinished(patience) && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    }

private:
    QProcess m_process;
};

void tst_KeychainJobs::quittingWithARunningJobIsQuiet() // row 15, E6
{
    QFETCH(const QStringList, settings);
    QFETCH(const QString, event);
    Stage stage(settings);
    QVERIFY(stage.isGood());
    while (stage.daemon.hasSaid(event))
        QVERIFY(stage.daemon.waitFor(event));
    Neighbour reader(QStringLiteral("read"));
    QVERIFY(stage.daemon.waitFor(event));
    QVERIFY(reader.leavesQuietly());
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainJobs::aBusThatDiesTakesNobodyWithIt() // row 1
{
    const QByteArray ours = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    QProcess bus;
    bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    QSignalSpy said(&bus, &QProcess::readyRead);
    while (!bus.canReadLine() && said.wait(patience)) { }
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus.readLine().trimmed());
    const auto daemon = FakeDaemon::secretService();
    QVERIFY(daemon.isReady());
    Neighbour writer(QStringLiteral("write"));
    QCOMPARE(writer.waitForLine(), "success");
    bus.kill();
    QVERIFY(bus.waitForFinished(patience));
    QVERIFY(writer.leavesQuietly());
    qputenv("DBUS_SESSION_BUS_ADDRESS", ours);
}

void tst_KeychainJobs::withoutGLibItSaysSo() // E5: QtKeychain would never answer
{
    const auto daemon = FakeDaemon::secretService();
    QVERIFY(daemon.isReady());
    qputenv("QT_NO_GLIB", "1");
    Neighbour writer(QStringLiteral("write"));
    QCOMPARE(writer.waitForLine(), "The keychain cannot be used while QT_NO_GLIB is set.");
    QVERIFY(writer.leavesQuietly());
    qunsetenv("QT_NO_GLIB");
}

static int beNeighbour(QCoreApplication &application, const QString &mode)
{
    KeychainStore store;
    QFuture<Result<SecretPtr>> read;
    if (mode == QLatin1String("read"))
        read = store.read(key);
    if (mode == QLatin1String("write")) {
        const auto written = wait(store.write(key, secret("neighbour")));
        puts(qPrintable(written ? said(written) : written.error().message()));
        fflush(stdout);
    }
    QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    QCoreApplication::exec();
    if (mode == QLatin1String("write"))
        (void)wait(store.read(key)); // long enough to notice a bus that has gone
    return 0;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString mode = application.arguments().value(1);
    if (mode == QLatin1String("read") || mode == QLatin1String("write"))
        return beNeighbour(application, mode);
    tst_KeychainJobs test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychainjobs.moc"
