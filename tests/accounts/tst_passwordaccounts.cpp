// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "accounts/limits.h"
#include "accounts/rawfile.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using Kind = Error::Kind;

static const QString ada = QStringLiteral("ada");
static constexpr char another[] = "a quite different sentence";

class tst_PasswordAccounts : public QObject
{
    Q_OBJECT

    static SecretPtr secret(QByteArrayView bytes) { return House::secret(bytes); }

private Q_SLOTS:
    void anIdIsNoUserName()
    {
        House house;
        const QString id = house.create(ada);
        QVERIFY(house.logIn(id).failedWith(Kind::WrongCredentials));
    }

    void twoWithTheSamePasswordHaveNothingInCommon() // A1
    {
        House house;
        const QString one = house.create(ada), other = house.create(QStringLiteral("bob"));
        QVERIFY(one != other);
        const auto first = answerOf(house.open()->load(one)), second = answerOf(house.open()->load(other));
        QVERIFY((*first)->sessionStamp() != (*second)->sessionStamp());
        const QByteArray stored = house.bytes();
        const auto hash = stored.indexOf("$argon2id$");
        QVERIFY(hash > 0);
        QCOMPARE(stored.count(stored.mid(hash, 90)), 1);
        QVERIFY(!stored.contains(House::password));
    }

    void aNameCanBeTakenOnce() // I4
    {
        House house;
        QVERIFY(!house.create(QStringLiteral("Straße")).isEmpty());
        const auto accounts = house.open();
        for (const char *name : {"Straße", "STRASSE", " straße ", "ｓtraße"}) {
            const auto taken =
                answerOf(accounts->createAccount({QString::fromUtf8(name), {}, secret(House::password)}));
            QVERIFY(taken.failedWith(Kind::InvalidInput));
            QVERIFY(taken.error().message().contains(QStringLiteral("taken")));
        }
        QVERIFY(house.logIn(QStringLiteral("STRASSE")));
    }

    void aNameIsTakenOnceAmongManyAtOnce()
    {
        House house;
        const auto one = house.open(), other = house.open();
        QList<QFuture<Result<Proof>>> futures;
        for (int i = 0; i < 6; ++i)
            futures += (i % 2 ? one : other)->createAccount({ada, {}, secret(House::password)});
        int created = 0;
        for (const auto &future : futures) {
            const auto proof = answerOf(future);
            QVERIFY(proof || proof.failedWith(Kind::InvalidInput));
            created += proof.has_value();
        }
        QCOMPARE(created, 1);
    }

    void whatIsWrongIsSaidAndNothingIsDone_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QByteArray>("password");
        const QByteArray good = House::password;
        QTest::newRow("no name") << QString() << QString() << good;
        QTest::newRow("a bad name") << QStringLiteral("a\nda") << QString() << good;
        QTest::newRow("a bad name to show") << ada << QStringLiteral("a\u202eda") << good;
        QTest::newRow("no password") << ada << QString() << QByteArray();
        QTest::newRow("a short one") << ada << QString() << QByteArray("short");
        QTest::newRow("a megabyte") << ada << QString() << QByteArray(1 << 20, 'x');
        QTest::newRow("the name itself") << QStringLiteral("Ada Countess of Lovelace") << QString()
                                         << QByteArray("ada countess of lovelace");
    }

    void whatIsWrongIsSaidAndNothingIsDone() // A7
    {
        QFETCH(const QString, name);
        QFETCH(const QString, shown);
        QFETCH(const QByteArray, password);
        House house;
        const auto refused = answerOf(house.open()->createAccount({name, shown, secret(password)}));
        QVERIFY(refused.failedWith(Kind::InvalidInput));
        QVERIFY(!refused.error().message().isEmpty());
        QVERIFY(!*answerOf(house.open()->hasAccounts()));
    }

    void noPasswordAtAllIsAMistakeOfTheCaller()
    {
        House house;
        const auto accounts = house.open();
        QVERIFY(answerOf(accounts->createAccount({ada, {}, nullptr})).failedWith(Kind::InvalidInput));
        QVERIFY(answerOf(accounts->changePassword(ada, nullptr, nullptr)).failedWith(Kind::InvalidInput));
        QVERIFY(answerOf(accounts->present(QByteArray(16, 'a'), nullptr, {})).failedWith(Kind::InvalidInput));
    }

    void aPolicyWithoutSenseTakesNoPassword()
    {
        House house;
        const SqlAccounts::Options options {.hashCost = HashCost::lowest(),
                                            .passwordPolicy = {.minimumLength = 0, .refused = {}}};
        SqlAccounts accounts(house.path, options);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("minimumLength is 0")));
        QVERIFY(answerOf(accounts.createAccount({ada, {}, secret(House::password)})).failedWith(Kind::NotConfigured));
    }

    void embeddedNulsAreKeptExactly() // A7
    {
        House house;
        const QByteArray nul("fifteen letters\0and more", 24);
        QVERIFY(!house.create(ada, nul).isEmpty());
        QVERIFY(house.logIn(ada, nul));
        QVERIFY(house.logIn(ada, nul.left(15)).failedWith(Kind::WrongCredentials));
    }

    void aWeakerHashIsReplacedAfterALogin() // A6
    {
        House house;
        const QString id = house.create(ada);
        const auto dearer = house.open(*HashCost::of(3, 32));
        const auto logIn = [&](const char *password) {
            const bool in = answerOf(dearer->authenticate(Credentials::password(ada, secret(password)))).has_value();
            dearer->flush(std::chrono::minutes(1));
            return in;
        };
        const QString stamp = (*answerOf(dearer->load(id)))->sessionStamp();
        QVERIFY(!logIn("wrong"));
        QVERIFY(!house.bytes().contains("$m=32768,t=3,p=1$"));
        QVERIFY(logIn(House::password));
        QVERIFY(house.bytes().contains("$m=32768,t=3,p=1$"));
        QVERIFY(!house.bytes().contains("$m=19456,t=2,p=1$")); // secure_delete
        QCOMPARE((*answerOf(dearer->load(id)))->sessionStamp(), stamp); // no user is logged out by it
        QVERIFY(logIn(House::password));

        QVERIFY(house.logIn(ada)); // by a hasher with a lower cost: kept
        QVERIFY(house.bytes().contains("$m=32768,t=3,p=1$"));
    }

    void aHashThatCannotBeReplacedHindersNobody() // A6
    {
        House house;
        QVERIFY(!house.create(ada).isEmpty());
        const QByteArray before = house.bytes();
        const auto dearer = house.open(*HashCost::of(3, 64));
        {
            const FullDisk full(0);
            QVERIFY(full.isEffective());
            QVERIFY(answerOf(dearer->authenticate(Credentials::password(ada, secret(House::password)))));
            dearer->flush(std::chrono::minutes(1));
        }
        QCOMPARE(house.bytes(), before);
        QVERIFY(house.logIn(ada));
    }

    void unknownAndDisabledUsersAreAsMuchWork() // A9: what cannot be computed for one, cannot for any
    {
        House house;
        const QString gone = house.create(QStringLiteral("gone"));
        const auto dear = house.open(*HashCost::of(2, 256));
        QVERIFY(!answerOf(dear->createAccount({ada, {}, secret(House::password)})).value().userId.isEmpty());
        QVERIFY(answerOf(dear->changePassword(gone, secret(House::password), secret(another))));
        QVERIFY(answerOf(dear->setActive(gone, false)));

        const ScarceMemory scarce(128 << 20);
        QVERIFY(scarce.isEffective());
        for (const char *name : {"ada", "gone", "nobody", "", "a\nb"}) {
            const auto answer =
                answerOf(dear->authenticate(Credentials::password(QString::fromUtf8(name), secret("x"))));
            QVERIFY2(answer.failedWith(Kind::Unavailable), name);
        }
    }

    void aDamagedHashIsNotAWrongPassword() // A3, row 40
    {
        House house;
        QVERIFY(!house.create(ada).isEmpty() && !house.create(QStringLiteral("bob")).isEmpty());
        QByteArray content = house.bytes();
        const auto cost = content.lastIndexOf("m=19456,t=2"); // the rows lie in the file from its end: ada's
        house.overwrite(content.replace(cost, 11, "m=4194304,2"));
        QVERIFY(house.logIn(ada).failedWith(Kind::Damaged));
        QVERIFY(house.logIn(QStringLiteral("bob")));
    }

    void aRowThatSaysLessSaysDamaged() // I5
    {
        House house;
        const QString id = house.create(ada);
        QVERIFY(!id.isEmpty());
        RawFile(house.path).run("UPDATE users SET stamp = ''");
        QVERIFY(answerOf(house.open()->load(id)).failedWith(Kind::Damaged));
        RawFile(house.path).run("UPDATE users SET stamp = 'x', active = 7");
        QVERIFY(!(*answerOf(house.open()->load(id)))->isActive());
    }
};

QTEST_GUILESS_MAIN(tst_PasswordAccounts)
#include "tst_passwordaccounts.moc"
