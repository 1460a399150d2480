// SPDX-License-Identifier: MIT
#pragma once

#include "contracts/answerof.h"
#include "remember/filerememberverifier_p.h"
#include "support/repetitions.h"
#include "support/talkingprocess.h"
#include "testing/manualclock.h"
#include "vault/keychainstore.h"

#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qrandom.h>
#include <QtCore/qtemporarydir.h>

#include <functional>

// The contract of several processes of one application with one remembered login. Derive from it and
// say where the keychain is.
class ProcessesContract : public QObject
{
    Q_OBJECT

public:
    // One run of the application. See remembererprocess.cpp for what it can be told.
    class Run : public TalkingProcess
    {
    public:
        Run(const ProcessesContract &test, const QStringList &options = {})
            : TalkingProcess(QStringLiteral(REMEMBERER), test.arguments() + options)
        {
        }
    };

protected:
    virtual bool isKeyring() const = 0;

private:
    QStringList arguments() const
    {
        QStringList arguments = {QStringLiteral("--folder"), m_folder->path(), QStringLiteral("--ahead"),
                                 QString::number(m_hours * 3600)};
        if (isKeyring())
            arguments += QStringLiteral("--keyring");
        return arguments;
    }
    static QStringList fate(const char *then, int at, const QString &when)
    {
        return {QStringLiteral("--at"), QString::number(at), QStringLiteral("--when"), when,
                QStringLiteral("--then"), QString::fromLatin1(then)};
    }
    bool remember(const char *who)
    {
        Run run(*this);
        return run.ask(qPrintable(QStringLiteral("remember ") + QLatin1StringView(who))) == QStringLiteral("ok")
            && run.heard("stored") && run.quit() == 0;
    }
    // The user whom the next start brings back, an hour later, when nothing is pardoned any more.
    QString whoComesBack()
    {
        ++m_hours;
        Run run(*this);
        const QString outcome = run.ask("restore");
        const QString who = outcome == QStringLiteral("ok") ? run.ask("who") : outcome;
        if (outcome == QStringLiteral("ok"))
            (void)run.heard("stored");
        (void)run.quit();
        return run.lines.contains(QStringLiteral("ALARM")) ? QStringLiteral("ALARM") : who;
    }
    // Whether the disk says, sooner or later, that some session is locked, or that none is.
    bool isLockOnDisk(bool wanted) const
    {
        const auto isThere = [path = m_folder->filePath(QStringLiteral("profile/default.marks"))] {
            QFile file(path);
            const QByteArray marks = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            bool isLocked = false;
            for (qsizetype at = 64; at < marks.size(); at += 64)
                isLocked = isLocked || marks[at] == 2;
            return isLocked;
        };
        return QTest::qWaitFor([&] { return isThere() == wanted; }, patience);
    }
    // How the next start comes back; once it has done what it is told, it is killed.
    QString howItComesBack(const char *thenTold = nullptr)
    {
        ++m_hours;
        Run run(*this);
        const QString outcome = run.ask("restore");
        if (outcome != QStringLiteral("ok"))
            return outcome;
        (void)run.heard("stored");
        const QString state = run.ask("state");
        if (thenTold) {
            (void)run.ask(thenTold);
            if (!isLockOnDisk(thenTold == QByteArrayView("lock")))
                return QStringLiteral("The disk does not have it.");
        }
        run.signal(SIGKILL);
        (void)run.end();
        return state;
    }
    // The token in the keychain, where the test can see it.
    QByteArray token() const
    {
        const QDir keychain(m_folder->filePath(QStringLiteral("keychain")));
        const QStringList items = keychain.entryList(QDir::Files);
        if (items.isEmpty()) // it lies in a keyring
            return {};
        QFile item(keychain.filePath(items.first()));
        return item.open(QIODevice::ReadOnly) ? item.readAll() : QByteArray();
    }
    // How many of \a tokens the verifier would take now, an hour after everything.
    int goodAmong(const QSet<QByteArray> &tokens)
    {
        using namespace QtLogin;
        const auto clock = std::make_shared<ManualClock>(Clock::system()->wall() + std::chrono::hours(m_hours + 1));
        int good = 0;
        for (const QByteArray &token : tokens) {
            const QString copy = m_folder->filePath(QStringLiteral("copy"));
            QFile::remove(copy);
            QFile::copy(m_folder->filePath(QStringLiteral("profile/default.devices")), copy);
            FileRememberVerifier verifier(copy, clock);
            const auto presented = answerOf(verifier.present(token.sliced(10, 16), Secret::copyOf(token.sliced(26, 32)).share(), {}));
            good += presented && presented->verdict == RememberVerifier::Presented::Verdict::Good;
        }
        return good;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_hours = 0;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_hours = 0;
    }

    void eightRestoreAtOnce() // row 19
    {
        QVERIFY(remember("ada"));
        for (int round = 0; round < 3; ++round) {
            ++m_hours;
            std::vector<std::unique_ptr<Run>> runs;
            for (int i = 0; i < 8; ++i) {
                runs.push_back(std::make_unique<Run>(*this));
                QVERIFY(runs.back()->ready);
            }
            for (const auto &run : runs)
                run->tell("restore");
            for (const auto &run : runs) {
                QVERIFY(run->heard("restored ada"));
                QVERIFY(run->heard("done ok"));
            }
            for (const auto &run : runs) {
                QCOMPARE(run->quit(), 0);
                QVERIFY2(!run->lines.contains(QStringLiteral("ALARM")), qPrintable(run->lines));
                QVERIFY2(!run->lines.contains(QStringLiteral("loggedOut")), qPrintable(run->lines));
            }
        }
        QCOMPARE(whoComesBack(), QStringLiteral("ada"));
        QCOMPARE(whoComesBack(), QStringLiteral("ada"));
    }

    // As many restores as the environment variable QTLOGIN_RESTORES says, eight at once. Of each eight some die at a call
    // of keychain or verifier, some are killed once another one is restored, and some live; chance says who.
    void eightRestoreAtOnceAndSomeAreKilled() // D3, rows 19, 21 and 22
    {
        bool isGiven = false;
        const int given = qEnvironmentVariableIntValue("QTLOGIN_RESTORES_SEED", &isGiven);
        const quint32 seed = isGiven ? quint32(given) : QRandomGenerator::global()->bounded(1'000'000U);
        QRandomGenerator dice(seed);
        const QStringList moments = {QStringLiteral("before"), QStringLiteral("during"), QStringLiteral("after")};
        QVERIFY(remember("ada"));
        int restored = 0, died = 0;
        for (int begun = 0; begun < repetitions("QTLOGIN_RESTORES", 40); begun += 8) {
            const QByteArray where = "QTLOGIN_RESTORES_SEED=" + QByteArray::number(seed) + ", after " + QByteArray::number(begun);
            ++m_hours;
            std::vector<std::unique_ptr<Run>> runs;
            QList<int> killed;
            for (int i = 0; i < 8; ++i) {
                QStringList itsFate;
                switch (dice.bounded(3)) {
                case 0: itsFate = fate("die", dice.bounded(1, 7), moments[dice.bounded(3)]); break;
                case 1: killed.append(i); break;
                }
                runs.push_back(std::make_unique<Run>(*this, itsFate));
                QVERIFY2(runs.back()->ready, where.constData());
            }
            for (const auto &run : runs)
                run->tell("restore");
            for (const int victim : std::as_const(killed)) {
                (void)runs[dice.bounded(8)]->heard("restored"); // it may be dead
                runs[victim]->signal(SIGKILL);
            }
            for (int i = 0; i < 8; ++i) {
                Run &run = *runs[i];
                const bool isRestored = run.heard("done ok");
                restored += isRestored;
                const int exitCode = run.quit();
                const bool isDead = killed.contains(i) || exitCode == 99;
                died += isDead;
                QVERIFY2(isRestored || isDead, (where + run.lines.toUtf8()).constData());
                QVERIFY2(!run.lines.contains(QStringLiteral("ALARM")), where.constData());
                QVERIFY2(!run.lines.contains(QStringLiteral("loggedOut")), where.constData());
            }
            QVERIFY2(whoComesBack() == QStringLiteral("ada"), where.constData());
        }
        QVERIFY(restored > 0 && died > 0);
        qInfo("%d restores, %d processes killed", restored, died);
    }

    void loggingOutInOneLogsOutTheSameUserInAll()
    {
        QVERIFY(remember("ada"));
        Run one(*this), same(*this), restored(*this), late(*this);
        QCOMPARE(restored.ask("restore"), QStringLiteral("ok"));
        QCOMPARE(same.ask("login ada"), QStringLiteral("ok"));
        QCOMPARE(one.ask("login ada"), QStringLiteral("ok"));
        (void)one.ask("logout");
        QVERIFY(same.heard("loggedOut ada Elsewhere"));
        QVERIFY(restored.heard("loggedOut ada Elsewhere"));
        QVERIFY(one.heard("removed ok"));
        QCOMPARE(late.ask("restore"), QStringLiteral("Absent"));
        QCOMPARE(whoComesBack(), QStringLiteral("Absent"));
    }

    void loggingOutInOneLogsOutNobodyElse()
    {
        QVERIFY(remember("ada"));
        Run adas(*this), bobs(*this);
        QCOMPARE(bobs.ask("login bob"), QStringLiteral("ok"));
        QVERIFY(bobs.heard("removed ok")); // no other user stays remembered here
        QVERIFY(remember("ada"));
        QCOMPARE(adas.ask("restore"), QStringLiteral("ok"));
        (void)adas.ask("logout");
        QVERIFY(adas.heard("removed ok"));
        Run third(*this);
        QCOMPARE(third.ask("restore"), QStringLiteral("Absent")); // it is on the disk, for all to see
        QCOMPARE(bobs.ask("who"), QStringLiteral("bob"));
        QVERIFY(!bobs.lines.contains(QStringLiteral("loggedOut")));
    }

    void killedAnywhereInARestoreTheNextStartRestores() // D3, rows 21 and 22
    {
        QVERIFY(remember("ada"));
        QSet<QByteArray> tokens = {token()}; // all that ever were
        for (const auto &when : {QStringLiteral("before"), QStringLiteral("during"), QStringLiteral("after")}) {
            int at = 1;
            for (bool died = true; died; ++at) {
                ++m_hours;
                Run run(*this, fate("die", at, when));
                (void)run.ask("restore");
                (void)run.heard("stored");
                died = run.quit() == 99;
                QVERIFY2(!run.lines.contains(QStringLiteral("ALARM")), qPrintable(QString::number(at) + when));
                tokens += token();
                if (!isKeyring())
                    QVERIFY(goodAmong(tokens) <= 2);
                QCOMPARE(whoComesBack(), QStringLiteral("ada"));
                tokens += token();
            }
            QVERIFY2(at > 4, "there were no calls to die at"); // two reads, the verifier, a write
        }
    }

    void killedTwiceInARowTheNextStartRestores() // row 22
    {
        QVERIFY(remember("ada"));
        for (int first = 2; first <= 4; ++first) {
            for (int second = 2; second <= 4; ++second) {
                for (const int at : {first, second, first}) {
                    ++m_hours;
                    Run run(*this, fate("die", at, QStringLiteral("after")));
                    (void)run.ask("restore");
                    (void)run.heard("stored");
                    (void)run.quit();
                    QVERIFY(!run.lines.contains(QStringLiteral("ALARM")));
                }
                QCOMPARE(whoComesBack(), QStringLiteral("ada"));
            }
        }
    }

    void killedAnywhereInALoginNobodyElseComesBack()
    {
        for (const auto &when : {QStringLiteral("before"), QStringLiteral("during"), QStringLiteral("after")}) {
            int at = 1;
            for (bool died = true; died; ++at) {
                QVERIFY(remember("ada"));
                Run run(*this, fate("die", at, when));
                (void)run.ask("remember bob");
                (void)run.heard("stored");
                died = run.quit() == 99;
                const QString who = whoComesBack();
                // Killed before it was stored, no user comes back; afterwards the new one. Never the one before.
                QVERIFY2(who == QStringLiteral("bob") || (died && who == QStringLiteral("Absent")), qPrintable(who + when));
            }
            QVERIFY2(at > 3, "there were no calls to die at");
        }
    }

    void killedAnywhereInALogoutNobodyComesBack() // D6, rule 3
    {
        for (const auto &when : {QStringLiteral("before"), QStringLiteral("during"), QStringLiteral("after")}) {
            int first = 5; // four are its restore's, and more where an earlier login has left something to remove
            int at = first;
            for (bool died = true; died; ++at) {
                QVERIFY(remember("ada"));
                Run run(*this, fate("die", at, when));
                if (run.ask("restore") != QStringLiteral("ok") || !run.heard("stored")) {
                    QCOMPARE(run.quit(), 99);
                    QCOMPARE(whoComesBack(), QStringLiteral("ada"));
                    first = at + 1;
                    continue;
                }
                (void)run.ask("logout");
                (void)run.heard("removed");
                died = run.quit() == 99;
                const bool nothingDone = died && at == first && when != QStringLiteral("after");
                const QString who = whoComesBack();
                QVERIFY2(who == QStringLiteral("Absent") || (nothingDone && who == QStringLiteral("ada")), qPrintable(who + when));
            }
            QVERIFY2(at > first + 1, "there were no calls to die at");
        }
    }

    void killingItUndoesNoLock()
    {
        QVERIFY(remember("ada"));
        QCOMPARE(howItComesBack(), QStringLiteral("LoggedIn")); // killed before any lock
        QCOMPARE(howItComesBack("lock"), QStringLiteral("LoggedIn"));
        QCOMPARE(howItComesBack(), QStringLiteral("Locked"));
        QCOMPARE(howItComesBack("unlock"), QStringLiteral("Locked"));
        QCOMPARE(howItComesBack(), QStringLiteral("LoggedIn"));
        Run living(*this);
        QCOMPARE(living.ask("restore"), QStringLiteral("ok"));
        QCOMPARE(living.ask("lock"), QStringLiteral("Locked"));
        QVERIFY(isLockOnDisk(true));
        QCOMPARE(howItComesBack(), QStringLiteral("Locked")); // a second start is no way around it
        QCOMPARE(living.ask("unlock"), QStringLiteral("LoggedIn"));
        QVERIFY(isLockOnDisk(false));
        QCOMPARE(howItComesBack("lock"), QStringLiteral("LoggedIn"));
        QVERIFY(remember("bob"));
        QCOMPARE(howItComesBack(), QStringLiteral("LoggedIn"));
    }

    void aHolderOfTheLockThatIsKilledStopsNobody() // H2, row 25
    {
        QVERIFY(remember("ada"));
        Run holder(*this, fate("stop", 4, QStringLiteral("before"))); // with the lock, before the write
        holder.tell("restore");
        QVERIFY(holder.isStopped());
        holder.signal(SIGKILL);
        (void)holder.end();
        Run next(*this);
        QCOMPARE(next.ask("restore"), QStringLiteral("ok"));
        QVERIFY(next.heard("stored")); // and may change the token
        QCOMPARE(next.quit(), 0);
        QCOMPARE(whoComesBack(), QStringLiteral("ada"));
    }

    void aHolderOfTheLockThatIsStoppedStopsNobody() // H2, row 25
    {
        QVERIFY(remember("ada"));
        Run holder(*this, fate("stop", 4, QStringLiteral("before")));
        holder.tell("restore");
        QVERIFY(holder.isStopped());
        {
            Run next(*this, {QStringLiteral("--times"), QStringLiteral("20")});
            QCOMPARE(next.ask("restore"), QStringLiteral("ok"));
            QCOMPARE(next.quit(), 0);
            QVERIFY(!next.lines.contains(QStringLiteral("\nstored"))); // the token stays as it is
        }
        holder.signal(SIGCONT); // it goes on as if nothing had been
        QVERIFY(holder.heard("done ok"));
        QVERIFY(holder.heard("stored"));
        QCOMPARE(holder.quit(), 0);
        QVERIFY(!holder.lines.contains(QStringLiteral("ALARM")));
        QCOMPARE(whoComesBack(), QStringLiteral("ada"));
    }
};
