// SPDX-License-Identifier: MIT
#include "accounts/killed.h"
#include "accounts/oldfile.h"
#include "support/patience.h"

#include <QtCore/qprocess.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using Verdict = RememberVerifier::Presented::Verdict;

// Kills a process in front of each step of one write, one run for each: no state that a write goes through is left
// out, and none is left to chance.
class tst_KilledStep : public QObject
{
    Q_OBJECT

    enum class End { Killed, Through, Failed };

    static End run(const House &house, const char *what, int step)
    {
        QProcess writer;
        writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        writer.start(QStringLiteral(WRITER), {house.path, QString::fromLatin1(what), QString::number(step)});
        if (!writer.waitForFinished(patience))
            return End::Failed;
        if (writer.exitStatus() == QProcess::CrashExit)
            return End::Killed;
        return writer.exitCode() == 0 ? End::Through : End::Failed;
    }

    // A user with a remembered device, whose password has the lowest cost.
    static bool writePerson(const House &house)
    {
        const auto created = answerOf(house.open()->createAccount({Killed::person(), {}, Killed::password(0)}));
        if (!created)
            return false;
        RawFile(house.path).run(
            "UPDATE users SET id = '5d2f5bc5-7b51-4b1c-8ae9-1f0f4de7a4f2', stamp = 'before'");
        return answerOf(house.open()->issue({.selector = QByteArray(16, 'd'),
                                             .verifierHash = RememberVerifier::hashOf(*Killed::verifier(0)),
                                             .userId = Killed::id(),
                                             .deviceName = {},
                                             .lifetime = std::chrono::days(30)}))
            .has_value();
    }

    static bool logsIn(const House &house, int password)
    {
        return answerOf(house.open()->authenticate(Credentials::password(Killed::person(), Killed::password(password))))
            .has_value();
    }

    static QString stamp(const House &house)
    {
        const auto user = answerOf(house.open()->load(Killed::id()));
        return user ? (*user)->sessionStamp() : user.error().message();
    }

    static bool isRemembered(const House &house)
    {
        const auto device = answerOf(house.open()->present(QByteArray(16, 'd'), Killed::verifier(0), {}));
        return device && device->verdict == Verdict::Good;
    }

    static bool isSound(const House &house)
    {
        return RawFile(house.path).run("PRAGMA integrity_check").toString() == QLatin1String("ok");
    }

    // The remains after the kills, over all steps.
    struct Remains
    {
        int before = 0;
        int after = 0;
        int halfWritten = 0;

        bool haveSeenItAll() const { return before > 0 && after > 0 && halfWritten > 0; }
    };

private Q_SLOTS:
    void aKillAtAnyStepOfARehashKeepsThePassword() // A6, row 24
    {
        Remains remains;
        for (int step = 1;; ++step) {
            const House house;
            QVERIFY(writePerson(house));
            const End end = run(house, "rehash", step);
            QVERIFY(end != End::Failed);
            remains.halfWritten += QFileInfo::exists(house.path + QStringLiteral("-journal"));
            QVERIFY(logsIn(house, 0)); // with the lowest cost, so that nothing is hashed anew here
            QVERIFY(!logsIn(house, 1));
            QCOMPARE(stamp(house), "before");
            QVERIFY(isRemembered(house) && isSound(house));
            const bool renewed = house.bytes().contains("$m=20480,t=3,p=1$");
            QVERIFY(renewed != house.bytes().contains("$m=19456,t=2,p=1$")); // one of them, whole
            (renewed ? remains.after : remains.before) += end == End::Killed;
            if (end == End::Through) {
                QVERIFY(renewed);
                break;
            }
        }
        QVERIFY(remains.haveSeenItAll());
    }

    void aKillAtAnyStepOfAChangeLeavesOneOfTheTwoPasswords() // A10, row 23
    {
        Remains remains;
        for (int step = 1;; ++step) {
            const House house;
            QVERIFY(writePerson(house));
            const End end = run(house, "change", step);
            QVERIFY(end != End::Failed);
            remains.halfWritten += QFileInfo::exists(house.path + QStringLiteral("-journal"));
            const bool changed = logsIn(house, 1);
            QVERIFY(logsIn(house, 0) != changed);
            QCOMPARE(stamp(house) != QLatin1String("before"), changed); // all of it, or nothing
            QCOMPARE(isRemembered(house), !changed);
            QVERIFY(isSound(house));
            (changed ? remains.after : remains.before) += end == End::Killed;
            if (end == End::Through)
                break;
        }
        QVERIFY(remains.haveSeenItAll());
    }

    void aKillAtAnyStepOfANewStampLeavesOneOfTheTwo()
    {
        Remains remains;
        for (int step = 1;; ++step) {
            const House house;
            QVERIFY(writePerson(house));
            const End end = run(house, "stamp", step);
            QVERIFY(end != End::Failed);
            remains.halfWritten += QFileInfo::exists(house.path + QStringLiteral("-journal"));
            const QString left = stamp(house);
            QVERIFY(!left.isEmpty() && logsIn(house, 0) && isSound(house));
            (left != QLatin1String("before") ? remains.after : remains.before) += end == End::Killed;
            if (end == End::Through)
                break;
        }
        QVERIFY(remains.haveSeenItAll());
    }

    void aKillAtAnyStepOfTheFirstAccountIsAFirstStartOrAnAccount() // H4, row 38
    {
        int without = 0, with = 0;
        for (int step = 1;; ++step) {
            const House house;
            const End end = run(house, "create", step);
            QVERIFY(end != End::Failed);
            const auto has = answerOf(house.open()->hasAccounts());
            QVERIFY2(has, has ? "" : qPrintable(has.error().message()));
            *has ? ++with : ++without;
            QCOMPARE(logsIn(house, 0), *has);
            QVERIFY(*has || writePerson(house));
            QVERIFY(isSound(house));
            if (end == End::Through)
                break;
        }
        QVERIFY(without > 1 && with > 1);
    }

    void aKillAtAnyStepOfRenewingKeysLosesNobody() // H4
    {
        Remains remains;
        for (int step = 1;; ++step) {
            const House house;
            writeFile(house, statementsOfVersion1() + QList<QByteArray> {insertOfVersion1("one", "strauß", "strauss"),
                                                                         insertOfVersion1("two", "STRAUẞ", "strauß"),
                                                                         insertOfVersion1("ada", "Ada", "ada")});
            const End end = run(house, "renew keys", step);
            QVERIFY(end != End::Failed);
            remains.halfWritten += QFileInfo::exists(house.path + QStringLiteral("-journal"));
            const bool renewed = RawFile(house.path).run("PRAGMA user_version").toInt() == 2;
            for (const char *name : {"strauß", "STRAUẞ", "ADA"})
                QVERIFY2(house.logIn(QString::fromUtf8(name)), name);
            QVERIFY(isSound(house));
            (renewed ? remains.after : remains.before) += end == End::Killed;
            if (end == End::Through)
                break;
        }
        QVERIFY(remains.haveSeenItAll());
    }
};

QTEST_GUILESS_MAIN(tst_KilledStep)
#include "tst_killedstep.moc"
