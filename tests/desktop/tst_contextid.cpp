// SPDX-License-Identifier: MIT
#include "desktop/contextid_p.h"
#include "remember/rememberrecord_p.h"
#include "session/rememberstage.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtemporarydir.h>

#include <unistd.h>

using namespace QtLogin;

// The context of a session whose application names none: machine, system account and application.
class tst_ContextId : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsMadeOfMachineAccountAndApplication(); // rule 35
    void eachPartOfItCounts_data(); // rule 35
    void eachPartOfItCounts();
    void itStaysTheSameFromStartToStart_data(); // rule 35
    void itStaysTheSameFromStartToStart();
    void aManagerStoresItWithARememberedLogin();
    void aLoginOfAnotherMachineIsLeftAlone_data();
    void aLoginOfAnotherMachineIsLeftAlone();
};

namespace {

QByteArray firstLineOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

// Read here, as the system keeps it.
Context here(const QString &applicationId)
{
    QByteArray machine = firstLineOf(QStringLiteral("/etc/machine-id"));
    if (machine.isEmpty())
        machine = firstLineOf(QStringLiteral("/var/lib/dbus/machine-id"));
    return {machine, QByteArray::number(getuid()), applicationId};
}

QString stagesId()
{
    return QStringLiteral("org.example.stage");
}

} // namespace

void tst_ContextId::itIsMadeOfMachineAccountAndApplication()
{
    const Context context = here(QStringLiteral("org.example.journal"));
    const auto sized = [](const QByteArray &part) { return QByteArray::number(part.size()) + ':' + part; };
    const QByteArray all = sized(context.machine) + sized(context.account) + sized("org.example.journal");
    QCOMPARE(context.id(), QCryptographicHash::hash(all, QCryptographicHash::Blake2b_256));
    QCOMPARE(defaultContextId(QStringLiteral("org.example.journal")), context.id());
}

void tst_ContextId::eachPartOfItCounts_data()
{
    QTest::addColumn<QByteArray>("machine");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QString>("application");
    QTest::newRow("another machine") << QByteArray("m2") << QByteArray("1000") << QStringLiteral("org.example.journal");
    QTest::newRow("no machine") << QByteArray() << QByteArray("1000") << QStringLiteral("org.example.journal");
    QTest::newRow("another account") << QByteArray("m1") << QByteArray("1001") << QStringLiteral("org.example.journal");
    QTest::newRow("another application") << QByteArray("m1") << QByteArray("1000") << QStringLiteral("org.example.diary");
    QTest::newRow("machine and account") << QByteArray("m11") << QByteArray("000") << QStringLiteral("org.example.journal");
    QTest::newRow("account and application") << QByteArray("m1") << QByteArray("1000o") << QStringLiteral("rg.example.journal");
}

void tst_ContextId::eachPartOfItCounts()
{
    QFETCH(const QByteArray, machine);
    QFETCH(const QByteArray, account);
    QFETCH(const QString, application);
    const Context context {"m1", "1000", QStringLiteral("org.example.journal")};
    QCOMPARE((Context {"m1", "1000", QStringLiteral("org.example.journal")}).id(), context.id());
    QVERIFY((Context {machine, account, application}).id() != context.id());
}

void tst_ContextId::itStaysTheSameFromStartToStart_data()
{
    QTest::addColumn<QStringList>("changed");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("host name") << QStringList {QStringLiteral("HOSTNAME=elsewhere"), QStringLiteral("HOST=elsewhere")};
    QTest::newRow("user name and home")
        << QStringList {QStringLiteral("USER=grace"), QStringLiteral("LOGNAME=grace"), QStringLiteral("HOME=/nonexistent")};
    QTest::newRow("language and time zone")
        << QStringList {QStringLiteral("LANG=tr_TR.UTF-8"), QStringLiteral("LC_ALL=C.UTF-8"), QStringLiteral("TZ=Asia/Tokyo")};
    QTest::newRow("screen and desktop")
        << QStringList {QStringLiteral("DISPLAY=:7"), QStringLiteral("XDG_CURRENT_DESKTOP=KDE"), QStringLiteral("XDG_SESSION_ID=9")};
    QTest::newRow("version of the application") << QStringList {QStringLiteral("VERSION=2.0")};
}

void tst_ContextId::itStaysTheSameFromStartToStart()
{
    QFETCH(const QStringList, changed);
    const QTemporaryDir elsewhere;
    QProcess start;
    QStringList environment = QProcess::systemEnvironment();
    environment.removeIf([&](const QString &each) {
        return std::any_of(changed.begin(), changed.end(),
                           [&](const QString &one) { return each.startsWith(one.section(u'=', 0, 0) + u'='); });
    });
    start.setEnvironment(environment + changed);
    start.setWorkingDirectory(elsewhere.path());
    start.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--say-context")});
    QVERIFY(start.waitForFinished(patience));
    QCOMPARE(start.readAllStandardOutput().trimmed(), defaultContextId(stagesId()).toHex());
}

void tst_ContextId::aManagerStoresItWithARememberedLogin()
{
    RememberStage stage;
    stage.startWith([](LoginSetup &setup) { setup.contextId = nullptr; });
    QVERIFY(stage.remember());
    const auto record = RememberRecord::decode(*stage.item());
    QVERIFY(record);
    QCOMPARE(record->contextId, here(stagesId()).id());
    QVERIFY(stage.comesBackAs("ada")); // and it is the same at the next start
}

void tst_ContextId::aLoginOfAnotherMachineIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("machine");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<bool>("comesBack");
    const Context context = here(stagesId());
    QTest::newRow("this one") << context.machine << context.account << true;
    QTest::newRow("another machine") << QByteArray("0123456789abcdef0123456789abcdef") << context.account << false;
    QTest::newRow("another account") << context.machine << QByteArray::number(getuid() + 1) << false;
}

void tst_ContextId::aLoginOfAnotherMachineIsLeftAlone()
{
    QFETCH(const QByteArray, machine);
    QFETCH(const QByteArray, account);
    QFETCH(const bool, comesBack);
    RememberStage stage;
    stage.startWith([](LoginSetup &setup) { setup.contextId = nullptr; });
    QVERIFY(stage.remember());
    stage.end();
    auto record = RememberRecord::decode(*stage.item());
    QVERIFY(record);
    record->contextId = Context {machine, account, stagesId()}.id();
    const auto copied = record->encode();
    QVERIFY(copied);
    stage.setItem(*copied);
    stage.start();
    QCOMPARE(bool(stage.restore()), comesBack);
    QCOMPARE(stage.login().isAuthenticated(), comesBack);
    QVERIFY(stage.hasItem());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().contains(QStringLiteral("--say-context"))) {
        QCoreApplication::setApplicationVersion(qEnvironmentVariable("VERSION"));
        std::puts(defaultContextId(stagesId()).toHex().constData());
        return 0;
    }
    tst_ContextId test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_contextid.moc"
