// SPDX-License-Identifier: MIT
// Two people work in one application: they type, lock, unlock, switch, and the process is killed at
// any moment and started again. No text is lost that is kept, and no text is shown that is not theirs.
//
//   QTLOGIN_SEED=…   walks the same way again
//   QTLOGIN_WALKS=…  walks more often
#include "workwalk.h"
#include "support/repetitions.h"

#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>

#include <csignal>
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

using namespace QtLogin;

class tst_WorkWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingIsShown();

private:
    static constexpr int longestRun = 25;

    // In a process of its own, which may die of it. The process is left without a farewell.
    [[noreturn]] static void runIn(const QString &folder, quint32 seed, int run)
    {
        int argc = 1;
        char name[] = "notebook";
        char *argv[] = {name, nullptr};
        QApplication application(argc, argv);
        QRandomGenerator dice(seed);
        const int diesAt = dice.bounded(3) > 0 ? 1 + int(dice.bounded(40)) : 0;
        WorkWalk walk(folder, seed, run, diesAt);
        QStringList complaints = walk.walk(longestRun);
        if (complaints.isEmpty())
            complaints = walk.end();
        if (!complaints.isEmpty())
            std::cerr << qPrintable(walk.path().join(QStringLiteral(", "))) << "\n  " << qPrintable(complaints.join(QStringLiteral("\n  "))) << std::endl;
        _exit(complaints.isEmpty() ? 0 : 1);
    }

    // How the process of a run has ended, as of waitpid().
    static int statusOf(const QString &folder, quint32 seed, int run)
    {
        const pid_t process = fork();
        if (process == 0)
            runIn(folder, seed, run);
        int status = -1;
        waitpid(process, &status, 0);
        return status;
    }
};

void tst_WorkWalk::nothingIsLostAndNothingIsShown() // F3, F6, F13
{
    const int walks = repetitions("QTLOGIN_WALKS", 10);
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("QTLOGIN_SEED", &isGiven);
    const quint32 first = isGiven ? quint32(given) : QRandomGenerator::global()->bounded(1'000'000U);
    int killed = 0;
    for (quint32 seed = first; seed < first + quint32(walks); ++seed) {
        const QTemporaryDir folder;
        for (int run = 0; run < 3; ++run) {
            const int status = statusOf(folder.path(), seed + quint32(run) * 1'000'003U, run);
            const bool wasKilled = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
            killed += wasKilled;
            const bool isGood = wasKilled || (WIFEXITED(status) && WEXITSTATUS(status) == 0);
            QVERIFY2(isGood, qPrintable(QStringLiteral("QTLOGIN_WALKS=1 QTLOGIN_SEED=%1, run %2, status %3").arg(seed).arg(run).arg(status)));
        }
    }
    QVERIFY(walks < 40 || killed > 0);
}

QTEST_APPLESS_MAIN(tst_WorkWalk)
#include "tst_workwalk.moc"
