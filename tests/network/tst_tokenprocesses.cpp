// SPDX-License-Identifier: MIT
#include "network/realprovider.h"
#include "network/scriptedbrowser.h"
#include "support/repetitions.h"
#include "support/talkingprocess.h"

#include <QtCore/qrandom.h>
#include <QtTest/qsignalspy.h>

#include <vector>

// Several processes of one application with one remembered login, at a provider that others have written: a refresh token
// that it sees twice ends the login for all of them.
class tst_TokenProcesses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void eightShareOneLogin(); // H1, row 20
    void aKilledOneEndsInALoginOrInAnHonestRefusal(); // H3

private:
    using Process = std::unique_ptr<TalkingProcess>;
    Process start() const;
    bool logIn(TalkingProcess &process);
    void renewUntil(TalkingProcess &process, int moment);
    int statistic(const char *name) { return m_provider.statistics().value(QLatin1String(name)).toInt(); }

    RealProvider m_provider;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_TokenProcesses::initTestCase()
{
    QVERIFY2(m_provider.start(), qPrintable(m_provider.complaint()));
}

void tst_TokenProcesses::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_provider.command(QStringLiteral("resetStatistics"));
}

tst_TokenProcesses::Process tst_TokenProcesses::start() const
{
    return std::make_unique<TalkingProcess>(
        QStringLiteral(COMPANY_PROCESS),
        QStringList {QStringLiteral("--folder"), m_folder->path(), QStringLiteral("--issuer"), m_provider.issuer().toString(),
                     QStringLiteral("--authority"), m_provider.authorityFile()});
}

bool tst_TokenProcesses::logIn(TalkingProcess &process)
{
    const qsizetype since = process.now();
    process.tell("login");
    if (!process.heard("page", since))
        return false;
    ScriptedBrowser browser(m_provider.authority().certificate());
    browser.visit(QUrl(process.lines.section(QStringLiteral("\npage "), -1).section(u'\n', 0, 0).trimmed()));
    return process.answer(since) == QStringLiteral("ok") && process.heard("stored", since);
}

// As many renewals as the environment variable QTLOGIN_ROTATIONS says, eight at once.
void tst_TokenProcesses::eightShareOneLogin()
{
    const int wanted = repetitions("QTLOGIN_ROTATIONS", 60);
    std::vector<Process> processes;
    for (int i = 0; i < 8; ++i) {
        processes.push_back(start());
        QVERIFY(processes.back()->ready);
        if (i == 0)
            QVERIFY(logIn(*processes[0]));
        else
            QCOMPARE(processes[i]->ask("restore"), QStringLiteral("ok"));
    }
    int rounds = 0;
    while (statistic("refreshes") < wanted) {
        std::vector<qsizetype> since;
        for (const Process &process : processes) {
            since.push_back(process->now());
            process->tell("renew");
        }
        for (size_t i = 0; i < processes.size(); ++i) {
            const QString answer = processes[i]->answer(since[i]);
            QVERIFY2(answer == QStringLiteral("ok"), qPrintable(answer + processes[i]->lines.right(500)));
        }
        ++rounds;
    }
    QCOMPARE(statistic("reusedRefreshTokens"), 0);
    for (const Process &process : processes) {
        QCOMPARE(process->ask("who"), QStringLiteral("ada"));
        QCOMPARE(process->quit(), 0);
        for (const char *trouble : {"\nALARM", "\nloggedOut", "\nlocked"})
            QVERIFY2(!process->lines.contains(QLatin1StringView(trouble)), qPrintable(process->lines.right(500)));
    }
    const Process next = start();
    QCOMPARE(next->ask("restore"), QStringLiteral("ok"));
    qInfo("%d renewals in %d rounds of eight processes", statistic("refreshes"), rounds);
}

// As often as the environment variable QTLOGIN_KILLS says. A process that has said that its token is renewed has stored it.
void tst_TokenProcesses::aKilledOneEndsInALoginOrInAnHonestRefusal()
{
    const int kills = repetitions("QTLOGIN_KILLS", 20);
    int restored = 0, refused = 0;
    Process process = start();
    QVERIFY(logIn(*process));
    for (int i = 0; i < kills; ++i) {
        const bool isTold = i % 4 == 3;
        renewUntil(*process, i % 4);
        if (QTest::currentTestFailed())
            return;
        process->signal(SIGKILL);
        (void)process->end();
        process = start();
        const QString answer = process->ask("restore");
        if (answer == QStringLiteral("ok")) {
            ++restored;
            QCOMPARE(process->ask("who"), QStringLiteral("ada"));
        } else {
            ++refused;
            QVERIFY2(!isTold, qPrintable(answer));
            QVERIFY2(answer == QStringLiteral("Refused") || answer == QStringLiteral("Absent") || answer == QStringLiteral("WrongCredentials"), qPrintable(answer));
            QCOMPARE(process->ask("restore"), QStringLiteral("Absent")); // it is told once
            QVERIFY(logIn(*process));
        }
        QVERIFY2(!process->lines.contains(QStringLiteral("ALARM")), qPrintable(process->lines));
    }
    QCOMPARE(process->quit(), 0);
    const Process last = start();
    QCOMPARE(last->ask("restore"), QStringLiteral("ok"));
    qInfo("%d kills: %d restored, %d asked to log in again", kills, restored, refused);
}

// 0: the process has read the command. 1: the server has answered. 2: a moment later. 3: the process has the new token.
void tst_TokenProcesses::renewUntil(TalkingProcess &process, int moment)
{
    const qsizetype since = process.now();
    const int asked = statistic("refreshes");
    process.tell("renew");
    if (moment == 0)
        QVERIFY(process.heard("renewing", since));
    if (moment == 1 || moment == 2)
        QTRY_VERIFY(statistic("refreshes") > asked);
    if (moment == 2) {
        for (quint32 turns = QRandomGenerator::global()->bounded(3U); turns > 0; --turns)
            (void)statistic("refreshes");
    }
    if (moment == 3)
        QCOMPARE(process.answer(since), QStringLiteral("ok"));
}

QTEST_GUILESS_MAIN(tst_TokenProcesses)
#include "tst_tokenprocesses.moc"
