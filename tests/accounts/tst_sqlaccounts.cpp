// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "accounts/limits.h"

#include <QtCore/qdir.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using Kind = Error::Kind;
using Verdict = RememberVerifier::Presented::Verdict;

static const QString ada = QStringLiteral("ada");
static constexpr char another[] = "a quite different sentence";

class tst_SqlAccounts : public QObject
{
    Q_OBJECT

    static SecretPtr secret(QByteArrayView bytes) { return House::secret(bytes); }

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
    void makingOneTouchesNothing()
    {
        House house;
        (void)house.open();
        QVERIFY(QDir(house.folder.path()).isEmpty());
    }

    void lookingMakesNoFileEither()
    {
        House house;
        const auto accounts = house.open();
        QVERIFY(!*answerOf(accounts->hasAccounts()));
        QVERIFY(answerOf(accounts->load(ada)).failedWith(Kind::Absent));
        QVERIFY(house.logIn(ada).failedWith(Kind::WrongCredentials));
        QVERIFY(answerOf(accounts->devices(ada))->isEmpty());
        QVERIFY(answerOf(accounts->setActive(ada, false)).failedWith(Kind::Absent));
        QVERIFY(QDir(house.folder.path()).isEmpty());
    }

    void theFirstAccount()
    {
        House house;
        const auto accounts = house.open();
        QVERIFY(!*answerOf(accounts->hasAccounts()));
        const auto proof = answerOf(accounts->createAccount({ada, QStringLiteral("Ada L."), secret(House::password)}));
        QVERIFY(proof);
        QVERIFY(!proof->stamp.isEmpty());
        QVERIFY(*answerOf(accounts->hasAccounts()));

        const auto user = answerOf(house.open()->load(proof->userId));
        QVERIFY(user);
        QCOMPARE((*user)->userName(), ada);
        QCOMPARE((*user)->displayName(), QStringLiteral("Ada L."));
        QCOMPARE((*user)->sessionStamp(), proof->stamp);
        const auto login = house.logIn(QStringLiteral(" ADA"));
        QVERIFY(login);
        QCOMPARE(std::get<Proof>(*login).userId, proof->userId);
        QCOMPARE(std::get<Proof>(*login).stamp, proof->stamp);
    }

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
        QVERIFY(answerOf(accounts.createAccount({ada, {}, secret(House::password)})).failedWith(Kind::InvalidInput));
    }

    void embeddedNulsAreKeptExactly() // A7
    {
        House house;
        const QByteArray nul("fifteen letters\0and more", 24);
        QVERIFY(!house.create(ada, nul).isEmpty());
        QVERIFY(house.logIn(ada, nul));
        QVERIFY(house.logIn(ada, nul.left(15)).failedWith(Kind::WrongCredentials));
    }

    void aPasswordIsChangedByWhoKnowsIt() // A10
    {
        House house;
        const auto accounts = house.open();
        const QString id = house.create(ada);
        const QString before = (*answerOf(accounts->load(id)))->sessionStamp();

        const auto proof = answerOf(accounts->changePassword(id, secret(House::password), secret(another)));
        QVERIFY(proof);
        QCOMPARE(proof->userId, id);
        QVERIFY(proof->stamp != before);
        QCOMPARE((*answerOf(accounts->load(id)))->sessionStamp(), proof->stamp);
        QVERIFY(house.logIn(ada, House::password).failedWith(Kind::WrongCredentials));
        QVERIFY(house.logIn(ada, another));
    }

    void nobodyElseChangesAPassword() // A10
    {
        House house;
        const auto accounts = house.open();
        const QString id = house.create(ada);
        const QString before = (*answerOf(accounts->load(id)))->sessionStamp();
        const SecretPtr verifier = remember(*accounts, id, 'a');

        QVERIFY(answerOf(accounts->changePassword(id, secret("wrong"), secret(another)))
                    .failedWith(Kind::WrongCredentials));
        QVERIFY(answerOf(accounts->changePassword(ada, secret(House::password), secret(another)))
                    .failedWith(Kind::WrongCredentials));
        QVERIFY(answerOf(accounts->changePassword({}, secret(House::password), secret(another)))
                    .failedWith(Kind::WrongCredentials));
        const auto weak = answerOf(accounts->changePassword(id, secret(House::password), secret("weak")));
        QVERIFY(weak.failedWith(Kind::InvalidInput));
        const auto own = answerOf(accounts->changePassword(id, secret(House::password), secret("ada")));
        QVERIFY(own.error().message().contains(QStringLiteral("user name")));

        QCOMPARE((*answerOf(accounts->load(id)))->sessionStamp(), before);
        QCOMPARE(present(*accounts, 'a', verifier), Verdict::Good);
        QVERIFY(house.logIn(ada));
    }

    void aDisabledUserChangesNothing()
    {
        House house;
        const auto accounts = house.open();
        const QString id = house.create(ada);
        QVERIFY(answerOf(accounts->setActive(id, false)));
        QVERIFY(answerOf(accounts->changePassword(id, secret(House::password), secret(another)))
                    .failedWith(Kind::WrongCredentials));
        QVERIFY(!(*answerOf(accounts->load(id)))->isActive());

        QVERIFY(answerOf(accounts->setActive(id, true)));
        QVERIFY((*answerOf(accounts->load(id)))->isActive());
        QVERIFY(house.logIn(ada));
        QVERIFY(answerOf(accounts->setActive(QStringLiteral("nobody"), true)).failedWith(Kind::Absent));
    }

    void aNewPasswordEndsEveryRememberedLoginOfItsOwner() // A10
    {
        House house;
        const auto accounts = house.open();
        const QString id = house.create(ada);
        const SecretPtr laptop = remember(*accounts, id, 'a'), phone = remember(*accounts, id, 'b'),
                        bobs = remember(*accounts, QStringLiteral("bob"), 'c');
        QVERIFY(answerOf(accounts->changePassword(id, secret(House::password), secret(another))));
        QCOMPARE(present(*accounts, 'a', laptop), Verdict::Unknown);
        QCOMPARE(present(*accounts, 'b', phone), Verdict::Unknown);
        QCOMPARE(present(*accounts, 'c', bobs), Verdict::Good);
    }

    void ofTwoChangesAtOnceOneCounts()
    {
        House house;
        const QString id = house.create(ada);
        const auto one = house.open(), other = house.open();
        const auto first = one->changePassword(id, secret(House::password), secret(another));
        const auto second = other->changePassword(id, secret(House::password), secret("still another sentence"));
        const bool firstWon = answerOf(first).has_value(), secondWon = answerOf(second).has_value();
        QVERIFY(firstWon != secondWon);
        QCOMPARE(house.logIn(ada, another).has_value(), firstWon);
        QCOMPARE(house.logIn(ada, "still another sentence").has_value(), secondWon);
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
        QCOMPARE((*answerOf(dearer->load(id)))->sessionStamp(), stamp); // nobody is logged out by it
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

    void whoGoesAwayGetsAnAnswer() // A5
    {
        House house;
        const QString id = house.create(ada);
        auto accounts = house.open(HashCost());
        const auto login = accounts->authenticate(Credentials::password(ada, secret(House::password)));
        const auto created = accounts->createAccount({QStringLiteral("bob"), {}, secret(House::password)});
        const auto changed = accounts->changePassword(id, secret(House::password), secret(another));
        accounts.reset();
        QVERIFY(login.isFinished() && created.isFinished() && changed.isFinished());
        QVERIFY(resultOf(login) || resultOf(login).failedWith(Kind::Abandoned));
        QVERIFY(resultOf(created).failedWith(Kind::Abandoned)); // and without effect
        QVERIFY(resultOf(changed).failedWith(Kind::Abandoned));
        QVERIFY(house.logIn(ada));
        QVERIFY(house.logIn(QStringLiteral("bob")).failedWith(Kind::WrongCredentials));
    }

    void nobodyWaitsForSomebodyElsesPassword()
    {
        House house;
        const QString id = house.create(ada);
        const auto accounts = house.open();
        QList<QFuture<Result<Authentication>>> logins;
        for (int i = 0; i < 20; ++i)
            logins += accounts->authenticate(Credentials::password(ada, secret("wrong")));
        QVERIFY(answerOf(accounts->load(id)));
        QVERIFY(!logins.last().isFinished());
    }

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
};

QTEST_GUILESS_MAIN(tst_SqlAccounts)
#include "tst_sqlaccounts.moc"
