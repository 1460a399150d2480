// SPDX-License-Identifier: MIT
#include "accounts/hashmeter.h"
#include "accounts/house.h"
#include "accounts/rawfile.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using Kind = Error::Kind;
using Costs = std::vector<HashMeter::Cost>;

// How much is computed for whom, counted at libsodium's door: an attacker who can tell names apart by the work, can
// tell them apart by the clock.
class tst_HashWork : public QObject
{
    Q_OBJECT

    static QString numbered(int number) { return QStringLiteral("user %1").arg(number); }

    // The cost of a wrong password.
    static Costs costOf(SqlAccounts &accounts, const QString &name)
    {
        (void)HashMeter::take();
        const auto answer = answerOf(accounts.authenticate(Credentials::password(name, House::secret("wrong"))));
        return answer.failedWith(Kind::WrongCredentials) ? HashMeter::take() : Costs {{-1, -1}};
    }

    static bool create(SqlAccounts &accounts, const QString &name)
    {
        return answerOf(accounts.createAccount({name, {}, House::secret(House::password)})).has_value();
    }

    static bool logIn(SqlAccounts &accounts, const QString &name)
    {
        const auto in = answerOf(accounts.authenticate(Credentials::password(name, House::secret(House::password))));
        accounts.flush(std::chrono::minutes(1)); // the stronger hash is made after the answer
        return in.has_value();
    }

    static QStringList strangers(int count)
    {
        QStringList names {QString(), QStringLiteral("a\nb"), QStringLiteral("nobody")};
        for (int i = 0; i < count; ++i)
            names << QStringLiteral("stranger %1").arg(i);
        return names;
    }

private Q_SLOTS:
    void whoDoesNotExistCostsWhatAccountsCost_data() // A9, rule 41
    {
        QTest::addColumn<int>("storedPasses");
        QTest::addColumn<int>("stored");
        QTest::addColumn<int>("passes");
        QTest::addColumn<int>("configured");
        QTest::newRow("as configured") << 2 << 19 << 2 << 19;
        QTest::newRow("configured dearer") << 2 << 19 << 3 << 64;
        QTest::newRow("configured cheaper") << 3 << 64 << 2 << 19;
        QTest::newRow("fewer passes, more memory") << 4 << 20 << 2 << 40;
    }

    void whoDoesNotExistCostsWhatAccountsCost()
    {
        QFETCH(const int, storedPasses);
        QFETCH(const int, stored);
        QFETCH(const int, passes);
        QFETCH(const int, configured);
        House house;
        const auto before = house.open(*HashCost::of(storedPasses, stored));
        QVERIFY(create(*before, QStringLiteral("ada")) && create(*before, QStringLiteral("gone")));
        const auto now = house.open(*HashCost::of(passes, configured));
        const QString gone = std::get<Proof>(*house.logIn(QStringLiteral("gone"))).userId;
        QVERIFY(answerOf(now->setActive(gone, false)));
        const Costs expected {{storedPasses, stored}};
        for (const QString &name : QStringList {QStringLiteral("ada"), QStringLiteral("gone")} + strangers(10))
            QVERIFY2(costOf(*now, name) == expected, qPrintable(name));
    }

    void withoutAnyAccountTheConfiguredCostIsAllThereIs()
    {
        House house;
        const auto accounts = house.open(*HashCost::of(3, 32));
        QVERIFY(costOf(*accounts, QStringLiteral("ada")) == Costs({{3, 32}})); // no file
        QVERIFY(create(*accounts, QStringLiteral("ada")));
        RawFile(house.path).run("DELETE FROM users");
        QVERIFY(costOf(*accounts, QStringLiteral("ada")) == Costs({{3, 32}})); // an empty one
    }

    void aDamagedAccountIsNoMeasure()
    {
        House house;
        const auto accounts = house.open(*HashCost::of(3, 32));
        QVERIFY(create(*accounts, QStringLiteral("ada")));
        RawFile(house.path).run("UPDATE users SET password = '$argon2id$v=19$m=4194304,t=200,p=1$x$y'");
        QVERIFY(costOf(*accounts, QStringLiteral("nobody")) == Costs({{3, 32}}));
    }

    // While some accounts have the old cost and some the new, so have names without account; and each of them changes
    // as accounts do: once, from the old to the new.
    void whileCostsChangeStrangersChangeAsAccountsDo()
    {
        constexpr int accounts = 4;
        const Costs old {{2, 19}}, renewed {{3, 20}};
        House house;
        const auto before = house.open();
        for (int i = 0; i < accounts; ++i)
            QVERIFY(create(*before, numbered(i)));
        const auto now = house.open(*HashCost::of(3, 20));
        const QStringList names = strangers(9);
        std::vector<bool> isRenewed(size_t(names.size()), false);
        for (int migrated = 0; migrated <= accounts; ++migrated) {
            int count = 0;
            for (qsizetype i = 0; i < names.size(); ++i) {
                const Costs cost = costOf(*now, names[i]);
                QVERIFY(cost == old || cost == renewed);
                QVERIFY2(cost == renewed || !isRenewed[size_t(i)], "a cost went back");
                QVERIFY(costOf(*now, names[i]) == cost); // an attacker who tries again learns nothing
                isRenewed[size_t(i)] = cost == renewed;
                count += cost == renewed;
            }
            QVERIFY(migrated != 0 || count == 0);
            QVERIFY(migrated != accounts || count == names.size());
            if (migrated < accounts) {
                QVERIFY(logIn(*now, numbered(migrated)));
                QVERIFY(costOf(*now, numbered(migrated)) == renewed);
            }
        }
    }

    void aPasswordOfNobodyIsNotChangedForLess()
    {
        House house;
        QVERIFY(create(*house.open(), QStringLiteral("ada")));
        const auto now = house.open(*HashCost::of(3, 32));
        (void)HashMeter::take();
        QVERIFY(answerOf(now->changePassword(QStringLiteral("nobody"), House::secret("wrong"), House::secret("x")))
                    .failedWith(Kind::WrongCredentials));
        QVERIFY(HashMeter::take() == Costs({{2, 19}}));
    }
};

QTEST_GUILESS_MAIN(tst_HashWork)
#include "tst_hashwork.moc"
