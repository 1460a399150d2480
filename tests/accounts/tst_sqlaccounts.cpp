// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "accounts/limits.h"
#include "session/loginmanager.h"
#include "support/patience.h"
#include "vault/memorysecretstore.h"

#include <QtCore/qdir.h>
#include <QtTest/qsignalspy.h>
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

    void whoGoesAwayInTheMiddleOfAHashLeavesNothing_data()
    {
        QTest::addColumn<bool>("create");
        QTest::newRow("creating") << true;
        QTest::newRow("changing") << false;
    }

    void whoGoesAwayInTheMiddleOfAHashLeavesNothing() // A5
    {
        QFETCH(const bool, create);
        House house;
        const QString id = house.create(ada);
        auto accounts = house.open(*HashCost::of(3, 512));
        const rlim_t before = memoryInUse();
        const auto answer = create ? accounts->createAccount({QStringLiteral("bob"), {}, secret(House::password)})
                                   : accounts->changePassword(id, secret(House::password), secret(another));
        QTRY_VERIFY(answer.isFinished() || memoryInUse() > before + (400 << 20)); // it is hashing now
        QVERIFY(!answer.isFinished());
        accounts.reset();
        QVERIFY(resultOf(answer).failedWith(Kind::Abandoned));
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

    void aManagerUsesItInEveryRole()
    {
        House house;
        const QString id = house.create(ada);
        const auto accounts = house.open();
        const auto store = std::make_shared<MemorySecretStore>();
        const auto start = [&] {
            LoginSetup setup {.applicationId = QStringLiteral("org.example.house"),
                              .profileFolder = house.folder.filePath(QStringLiteral("profile")),
                              .clock = house.clock};
            return std::make_unique<LoginManager>(setup.use(store).use(accounts));
        };
        auto login = start();
        QVERIFY(login->setup().accountEditor == accounts);
        QSignalSpy stored(login->rememberedLogin(), &RememberedLogin::stored);
        QVERIFY(answerOf(login->logIn(Credentials::password(ada, secret(House::password)),
                                      {.remember = LoginOptions::Remember::Yes})));
        QCOMPARE(login->currentUser()->id(), id);
        QVERIFY(stored.count() == 1 || stored.wait(patience));
        QCOMPARE(answerOf(accounts->devices(id))->size(), 1);

        login = start();
        QVERIFY(answerOf(login->restore()));
        QCOMPARE(login->currentUser()->userName(), ada);
        QVERIFY(!login->isFresh());

        QSignalSpy out(login.get(), &LoginManager::loggedOut);
        QVERIFY(answerOf(house.open()->changePassword(id, secret(House::password), secret(another))));
        (void)answerOf(login->revalidate());
        QCOMPARE(out.count(), 1);
        QCOMPARE(out[0][1].value<LogoutReason>(), LogoutReason::StampChanged);
        login = start();
        QVERIFY(!answerOf(login->restore()));
        QVERIFY(!login->isAuthenticated());
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

    void aNewPasswordEndsEveryRememberedLoginOfItsOwner() // A10, rule 43
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
};

QTEST_GUILESS_MAIN(tst_SqlAccounts)
#include "tst_sqlaccounts.moc"
