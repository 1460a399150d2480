// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "accounts/killed.h"
#include "accounts/rawfile.h"
#include "support/patience.h"
#include "support/repetitions.h"

#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qprocess.h>
#include <QtCore/qrandom.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using Verdict = RememberVerifier::Presented::Verdict;

// Kills a process that writes, at random moments, and looks at what is left. QTLOGIN_KILLS says
// how often; QTLOGIN_SEED repeats a run, as far as a scheduler can.
class tst_KilledWriter : public QObject
{
    Q_OBJECT

    // The words of the writer; each is the truth once it has been said.
    struct Words
    {
        int password = 0;
        bool created = false;
        QByteArray series;
        int verifier = 0;
    };

    static int kills()
    {
        return repetitions("QTLOGIN_KILLS", 10);
    }

    void hear(const QByteArray &line)
    {
        const QByteArray value = line.mid(line.indexOf(' ') + 1).trimmed();
        if (line.startsWith("created")) {
            m_words.created = true;
        } else if (line.startsWith("changed")) {
            m_words.password = value.toInt();
        } else if (line.startsWith("series")) {
            m_words.series = QByteArray::fromHex(value);
        } else if (line.startsWith("rotated")) {
            m_words.verifier = value.toInt();
        }
    }

    // Runs the writer until it has said \a lines things, and changed so many \a passwords, and at
    // most \a longer.
    void runAndKill(const House &house, int lines, int passwords, std::chrono::microseconds longer)
    {
        const int last = m_words.password + passwords;
        QProcess writer;
        writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        writer.start(QStringLiteral(WRITER), {house.path, QString::number(m_words.password)});
        m_words.series.clear();
        QVERIFY(writer.waitForStarted(patience));
        for (int heard = 0; heard < lines || m_words.password < last;) {
            QVERIFY2(writer.canReadLine() || writer.waitForReadyRead(patience), "the writer has stopped by itself");
            for (; writer.canReadLine(); ++heard)
                hear(writer.readLine());
        }
        const QDeadlineTimer moment(std::chrono::microseconds(m_random.bounded(int(longer.count()))));
        while (!moment.hasExpired()) { }
        writer.kill();
        QVERIFY(writer.waitForFinished(patience));
        m_halfWritten += QFileInfo::exists(house.path + QStringLiteral("-journal"));
        while (writer.canReadLine())
            hear(writer.readLine());
    }

    // The next start: the file is sound, and everybody gets in.
    void lookAt(const House &house)
    {
        SqlAccounts accounts(house.path, {.hashCost = HashCost::lowest(), .passwordPolicy = {}});
        const auto has = answerOf(accounts.hasAccounts());
        QVERIFY2(has, has ? "" : qPrintable(has.error().message()));
        QCOMPARE(RawFile(house.path).run("PRAGMA integrity_check").toString(), QStringLiteral("ok"));
        QVERIFY(*has || !m_words.created);
        if (*has)
            logIn(accounts);
        if (!m_words.series.isEmpty())
            restore(accounts);
    }

    // With the last password that the writer spoke of, or with the password that it was about to set. Row 23
    void logIn(SqlAccounts &accounts)
    {
        for (const int number : {m_words.password, m_words.password + 1}) {
            const auto credentials = Credentials::password(Killed::person(), Killed::password(number));
            const auto in = answerOf(accounts.authenticate(credentials));
            if (in) {
                m_words.password = number;
                m_words.created = true;
                lookAtDevices(accounts, std::get<Proof>(*in).userId);
                return;
            }
            QVERIFY(in.failedWith(Error::Kind::WrongCredentials));
        }
        QFAIL("neither the old nor the new password is right");
    }

    // None is older than the password. Row 23
    void lookAtDevices(SqlAccounts &accounts, const QString &id)
    {
        const auto devices = answerOf(accounts.devices(id));
        QVERIFY(devices);
        for (const auto &series : *devices)
            QCOMPARE(Killed::passwordOf(series.selector), m_words.password);
    }

    // With the verifier that is stored, whichever of the two it was. Row 22
    void restore(SqlAccounts &accounts)
    {
        const auto old = answerOf(accounts.present(m_words.series, Killed::verifier(m_words.verifier), {}));
        QVERIFY(old);
        QCOMPARE(old->verdict, Verdict::Good);
    }

    Words m_words;
    int m_halfWritten = 0; // how often the kill came in the middle of a write
    QRandomGenerator m_random;

private Q_SLOTS:
    void initTestCase()
    {
        const quint32 seed = qEnvironmentVariableIsSet("QTLOGIN_SEED") ? qEnvironmentVariableIntValue("QTLOGIN_SEED")
                                                                       : QRandomGenerator::system()->generate() >> 1;
        qInfo("seed %u", seed);
        m_random.seed(seed);
    }

    void init() { m_words = {}; }

    void cleanupTestCase() { qInfo("%d kills came in the middle of a write", m_halfWritten); }

    void everybodyGetsInAfterEachKill() // H4, rows 22 and 23
    {
        const House house;
        for (int i = 0; i < kills(); ++i) {
            runAndKill(house, m_random.bounded(1, 30), i % 3 == 0 ? 1 : 0, std::chrono::milliseconds(12));
            if (!QTest::currentTestFailed())
                lookAt(house);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(m_words.created);
        QVERIFY(m_words.password > 0);
    }

    void aKillInTheFirstMomentsIsAFirstStart() // H4, row 38
    {
        for (int i = 0; i < kills(); ++i) {
            const House house;
            m_words = {};
            runAndKill(house, 0, 0, std::chrono::milliseconds(120));
            if (!QTest::currentTestFailed() && QFileInfo::exists(house.path))
                lookAt(house);
            if (QTest::currentTestFailed())
                return;
            QVERIFY(!m_words.created ? !house.create(QStringLiteral("bob")).isEmpty() : true);
        }
    }
};

QTEST_GUILESS_MAIN(tst_KilledWriter)
#include "tst_killedwriter.moc"
