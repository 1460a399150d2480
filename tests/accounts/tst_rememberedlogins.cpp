// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "accounts/rawfile.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using Kind = Error::Kind;
using Verdict = RememberVerifier::Presented::Verdict;

static const QString ada = QStringLiteral("ada");

class tst_RememberedLogins : public QObject
{
    Q_OBJECT

    // Begins a remembered login; answers with its verifier.
    static SecretPtr remember(SqlAccounts &accounts, const QString &userId, char name)
    {
        const SecretPtr verifier = Secret::random(32).share();
        const auto issued = answerOf(accounts.issue({.selector = QByteArray(16, name),
                                                     .verifierHash = RememberVerifier::hashOf(*verifier),
                                                     .userId = userId,
                                                     .deviceName = {},
                                                     .lifetime = std::chrono::days(30),
                                                     .unusedLifetime = std::chrono::days(14),
                                                     .sliding = true}));
        return issued ? verifier : nullptr;
    }

    static Verdict present(SqlAccounts &accounts, char name, const SecretPtr &verifier)
    {
        return answerOf(accounts.present(QByteArray(16, name), verifier, {}))->verdict;
    }

private Q_SLOTS:
    void aSeriesThatCannotBeIsRefused_data()
    {
        QTest::addColumn<int>("selector");
        QTest::addColumn<int>("hash");
        QTest::addColumn<QString>("user");
        QTest::addColumn<qint64>("lifetime");
        QTest::addColumn<qint64>("unused");
        const qint64 century = qint64(36'525) * 86'400;
        QTest::newRow("selector") << 15 << 32 << ada << qint64(1) << qint64(0);
        QTest::newRow("no selector") << 0 << 32 << ada << qint64(1) << qint64(0);
        QTest::newRow("hash") << 16 << 33 << ada << qint64(1) << qint64(0);
        QTest::newRow("no user") << 16 << 32 << QString() << qint64(1) << qint64(0);
        QTest::newRow("no lifetime") << 16 << 32 << ada << qint64(0) << qint64(0);
        QTest::newRow("negative") << 16 << 32 << ada << qint64(-1) << qint64(0);
        QTest::newRow("endless") << 16 << 32 << ada << century + 1 << qint64(0);
        QTest::newRow("beyond all numbers") << 16 << 32 << ada << std::numeric_limits<qint64>::max() << qint64(0);
        QTest::newRow("negative use") << 16 << 32 << ada << qint64(1) << qint64(-1);
        QTest::newRow("endless use") << 16 << 32 << ada << qint64(1) << century + 1;
    }

    void aSeriesThatCannotBeIsRefused()
    {
        QFETCH(const int, selector);
        QFETCH(const int, hash);
        QFETCH(const QString, user);
        QFETCH(const qint64, lifetime);
        QFETCH(const qint64, unused);
        House house;
        const RememberVerifier::NewSeries series {.selector = QByteArray(selector, 'a'),
                                                  .verifierHash = QByteArray(hash, 'h'),
                                                  .userId = user,
                                                  .deviceName = {},
                                                  .lifetime = std::chrono::seconds(lifetime),
                                                  .unusedLifetime = std::chrono::seconds(unused)};
        QVERIFY(answerOf(house.open()->issue(series)).failedWith(Kind::InvalidInput));
    }

    void whatWasRevokedIsNoLongerInTheFile() // K5
    {
        House house;
        const auto accounts = house.open();
        const SecretPtr verifier = remember(*accounts, ada, 'a');
        const QByteArray hash = RememberVerifier::hashOf(*verifier);
        QVERIFY(house.bytes().contains(hash));
        QVERIFY(answerOf(accounts->revoke(QByteArray(16, 'a'))));
        QVERIFY(!house.bytes().contains(hash));
        QVERIFY(!house.bytes().contains(QByteArray(16, 'a')));
    }

    void whatEndedLongAgoIsClearedAway()
    {
        House house;
        const auto accounts = house.open();
        QVERIFY(remember(*accounts, ada, 'a'));
        house.clock->advance(std::chrono::days(59));
        QVERIFY(remember(*accounts, ada, 'b'));
        QCOMPARE(RawFile(house.path).run("SELECT count(*) FROM remember_series").toInt(), 2); // the clock may be wrong
        house.clock->advance(std::chrono::days(2));
        QVERIFY(remember(*accounts, ada, 'c'));
        QCOMPARE(RawFile(house.path).run("SELECT count(*) FROM remember_series").toInt(), 2);
    }

    void ofRetiredVerifiersOnlySoManyAreKept()
    {
        House house;
        const auto accounts = house.open();
        SecretPtr current = remember(*accounts, ada, 'a');
        const auto rotate = [&] {
            const SecretPtr next = Secret::random(32).share();
            const auto good =
                answerOf(accounts->present(QByteArray(16, 'a'), current, RememberVerifier::hashOf(*next)));
            current = next;
            return good && good->verdict == Verdict::Good;
        };
        for (int i = 0; i < 3; ++i)
            QVERIFY(rotate());
        // As after a long life: far more than any series remembers.
        RawFile(house.path)
            .run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                 " INSERT INTO retired_verifiers (selector, hash, retired_at)"
                 " SELECT (SELECT selector FROM remember_series), randomblob(32), i FROM n");
        const auto count = [&] { return RawFile(house.path).run("SELECT count(*) FROM retired_verifiers").toInt(); };
        const int before = count();
        QVERIFY(rotate() && rotate());
        QCOMPARE(count(), before); // it no longer grows
        QVERIFY(answerOf(accounts->revoke(QByteArray(16, 'a'))));
        QCOMPARE(count(), 0); // with their series
    }

    void aSelectorNamesOneSeries()
    {
        House house;
        const auto accounts = house.open();
        const SecretPtr verifier = remember(*accounts, ada, 'a');
        QVERIFY(verifier);
        QVERIFY(!remember(*accounts, QStringLiteral("bob"), 'a'));
        QCOMPARE(present(*accounts, 'a', verifier), Verdict::Good);
    }

    void aSuccessorHashIsAHash()
    {
        House house;
        const auto accounts = house.open();
        const SecretPtr verifier = remember(*accounts, ada, 'a');
        QVERIFY(answerOf(accounts->present(QByteArray(16, 'a'), verifier, "short")).failedWith(Kind::InvalidInput));
        QCOMPARE(present(*accounts, 'a', verifier), Verdict::Good);
    }

    void aSeriesThatSaysLessSaysDamaged() // I5
    {
        House house;
        const auto accounts = house.open();
        QVERIFY(answerOf(accounts->issue({.selector = QByteArray(16, 'a'),
                                          .verifierHash = QByteArray(32, 'h'),
                                          .userId = ada,
                                          .deviceName = {},
                                          .lifetime = std::chrono::days(1)})));
        for (const char *damage : {"current = x''", "announced = x'00'", "user_id = ''"}) {
            RawFile(house.path).run(QByteArray("UPDATE remember_series SET ").append(damage).constData());
            QVERIFY(answerOf(accounts->present(QByteArray(16, 'a'), Secret::random(32).share(), {}))
                        .failedWith(Kind::Damaged));
        }
    }
};

QTEST_GUILESS_MAIN(tst_RememberedLogins)
#include "tst_rememberedlogins.moc"
