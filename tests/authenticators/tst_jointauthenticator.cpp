// SPDX-License-Identifier: MIT
#include "authenticators/jointauthenticator_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;

namespace {

// Proves whom its script says, and notes what it hears.
class Door : public Authenticator
{
public:
    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override
    {
        heard.append("authenticate " + credentials.step());
        const Answer<Authentication> answer;
        if (isSlow)
            waiting = answer;
        else
            answer.finish(next);
        return answer.future();
    }
    QList<LoginWay> ways() const override { return offered; }
    void giveUp(const QByteArray &handle) override { heard.append("giveUp " + handle); }
    void sessionBegan(const QString &id) override { heard.append("began " + id.toUtf8()); }
    void sessionEnded(const QString &id) override { heard.append("ended " + id.toUtf8()); }

    QList<LoginWay> offered = {LoginWay::Password};
    Result<Authentication> next = Error::Kind::WrongCredentials;
    QList<QByteArray> heard;
    bool isSlow = false;
    Answer<Authentication> waiting;
};

class CompanyDoor final : public Door, public Realm
{
public:
    CompanyDoor() { offered = {LoginWay::Browser, LoginWay::Device}; }
    QString idPrefix() const override { return QStringLiteral("company#"); }
};

const Credentials password = Credentials::password(QStringLiteral("ada"), Secret::copyOf("engine"));
const Credentials browser = Credentials::elsewhere(LoginWay::Browser);
const NextStep page {.message = {}, .handle = "page", .link = QUrl(QStringLiteral("https://id.example.org/"))};

Authentication proofOf(const char *id)
{
    return Proof {.userId = QLatin1String(id)};
}

struct Doors
{
    const std::shared_ptr<Door> own = std::make_shared<Door>();
    const std::shared_ptr<CompanyDoor> company = std::make_shared<CompanyDoor>();
    std::shared_ptr<Authenticator> all = joined<JointAuthenticator, Authenticator>(own, company);

    Result<Authentication> answer(const Credentials &credentials) const { return resultOf(all->authenticate(credentials)); }
    QString proved(const Credentials &credentials) const
    {
        const auto answered = answer(credentials);
        const auto *proof = answered ? std::get_if<Proof>(&*answered) : nullptr;
        return proof ? proof->userId : QString();
    }
};

} // namespace

class tst_JointAuthenticator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allWaysAreOfferedOnce();
    void aUserIsOfferedTheWaysOfTheirRealm();
    void aWayLeadsToTheOneThatOffersIt();
    void aWayOfNoneIsNotConfigured();
    void aProofOfAnotherRealmOpensNothing_data();
    void aProofOfAnotherRealmOpensNothing();
    void anAnswerGoesToTheOneThatHasAsked();
    void aSecondStepOfTheSamePartIsAnsweredThere();
    void aStepThatIsGivenUpReachesTheOneThatHasAskedAndNoAnswerAfterIt();
    void aStepThatNoneHasAskedIsWrong();
    void theBeginningAndTheEndOfASessionAreHeardByItsRealm();
    void anAnswerAfterItsEndIsAbandoned();
    void errorsAreAnsweredAsTheyAre();
};

void tst_JointAuthenticator::allWaysAreOfferedOnce()
{
    const Doors doors;
    QCOMPARE(doors.all->ways(), (QList {LoginWay::Password, LoginWay::Browser, LoginWay::Device}));
    const auto reversed = joined<JointAuthenticator, Authenticator>(doors.company, doors.own);
    QCOMPARE(reversed->ways(), (QList {LoginWay::Browser, LoginWay::Device, LoginWay::Password}));
    doors.company->offered = {LoginWay::Password};
    QCOMPARE(doors.all->ways(), QList {LoginWay::Password});
}

void tst_JointAuthenticator::aUserIsOfferedTheWaysOfTheirRealm()
{
    const Doors doors;
    QCOMPARE(doors.all->waysFor(QStringLiteral("1")), QList {LoginWay::Password});
    QCOMPARE(doors.all->waysFor(QStringLiteral("company#1")), (QList {LoginWay::Browser, LoginWay::Device}));
    QCOMPARE(doors.company->waysFor(QStringLiteral("1")), doors.company->ways()); // alone, it is for all
}

void tst_JointAuthenticator::aWayLeadsToTheOneThatOffersIt()
{
    const Doors doors;
    doors.own->next = proofOf("1");
    doors.company->next = proofOf("company#1");
    QCOMPARE(doors.proved(password), QStringLiteral("1"));
    QVERIFY(doors.company->heard.isEmpty());
    QCOMPARE(doors.proved(browser), QStringLiteral("company#1"));
    QCOMPARE(doors.own->heard.size(), 1);
}

void tst_JointAuthenticator::aWayOfNoneIsNotConfigured()
{
    const Doors doors;
    doors.company->offered = {LoginWay::Device};
    QVERIFY(doors.answer(browser).failedWith(Error::Kind::NotConfigured));
}

void tst_JointAuthenticator::aProofOfAnotherRealmOpensNothing_data()
{
    QTest::addColumn<bool>("isCompany");
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("an own account with the id of a company's user") << false << QByteArray("company#1");
    QTest::newRow("an own account with the prefix for an id") << false << QByteArray("company#");
    QTest::newRow("a company's user with the id of an own account") << true << QByteArray("1");
}

void tst_JointAuthenticator::aProofOfAnotherRealmOpensNothing()
{
    QFETCH(const bool, isCompany);
    QFETCH(const QByteArray, id);
    const Doors doors;
    (isCompany ? *doors.company : *doors.own).next = proofOf(id.constData());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("belongs to another Realm")));
    QVERIFY(doors.answer(isCompany ? browser : password).failedWith(Error::Kind::WrongCredentials));
    (isCompany ? *doors.company : *doors.own).next = proofOf(isCompany ? "company#1" : "1");
    QVERIFY(!doors.proved(isCompany ? browser : password).isEmpty());
}

void tst_JointAuthenticator::anAnswerGoesToTheOneThatHasAsked()
{
    const Doors doors;
    doors.company->next = page;
    QVERIFY(std::holds_alternative<NextStep>(*doors.answer(browser)));
    doors.company->next = proofOf("company#1");
    QCOMPARE(doors.proved(Credentials::answer(page)), QStringLiteral("company#1"));
    QCOMPARE(doors.company->heard.last(), QByteArray("authenticate page"));
    QVERIFY(doors.own->heard.isEmpty());
}

void tst_JointAuthenticator::aSecondStepOfTheSamePartIsAnsweredThere()
{
    const Doors doors;
    const NextStep code {.message = QStringLiteral("Code?"), .handle = "code"};
    doors.own->next = code;
    QVERIFY(doors.answer(password));
    QVERIFY(doors.answer(Credentials::answer(code, Secret::copyOf("000000")))); // asked once more
    doors.own->next = proofOf("1");
    QCOMPARE(doors.proved(Credentials::answer(code, Secret::copyOf("123456"))), QStringLiteral("1"));
    QVERIFY(doors.company->heard.isEmpty());
}

void tst_JointAuthenticator::aStepThatIsGivenUpReachesTheOneThatHasAskedAndNoAnswerAfterIt()
{
    const Doors doors;
    doors.company->next = page;
    QVERIFY(doors.answer(browser));
    doors.all->giveUp("another");
    QCOMPARE(doors.company->heard.size(), 1);
    doors.all->giveUp("page");
    QCOMPARE(doors.company->heard.last(), QByteArray("giveUp page"));
    QVERIFY(doors.own->heard.isEmpty());
    QVERIFY(doors.answer(Credentials::answer(page)).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(doors.answer(browser)); // and again
    doors.company->next = proofOf("company#1");
    QCOMPARE(doors.proved(Credentials::answer(page)), QStringLiteral("company#1"));
}

void tst_JointAuthenticator::aStepThatNoneHasAskedIsWrong()
{
    const Doors doors;
    QVERIFY(doors.answer(Credentials::answer({.message = {}, .handle = "mine"})).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(doors.own->heard.isEmpty() && doors.company->heard.isEmpty());
}

void tst_JointAuthenticator::theBeginningAndTheEndOfASessionAreHeardByItsRealm()
{
    const Doors doors;
    doors.all->sessionBegan(QStringLiteral("1"));
    doors.all->sessionEnded(QStringLiteral("1"));
    doors.all->sessionBegan(QStringLiteral("company#1"));
    doors.all->sessionEnded(QStringLiteral("company#1"));
    QCOMPARE(doors.own->heard, (QList<QByteArray> {"began 1", "ended 1"}));
    QCOMPARE(doors.company->heard, (QList<QByteArray> {"began company#1", "ended company#1"}));
}

void tst_JointAuthenticator::anAnswerAfterItsEndIsAbandoned()
{
    Doors doors;
    doors.own->isSlow = true;
    const auto asked = doors.all->authenticate(password);
    doors.all.reset();
    doors.own->waiting.finish(proofOf("1"));
    QTRY_VERIFY(asked.isFinished());
    QVERIFY(resultOf(asked).failedWith(Error::Kind::Abandoned));
}

void tst_JointAuthenticator::errorsAreAnsweredAsTheyAre()
{
    const Doors doors;
    doors.own->next = Error(Error::Kind::Throttled, QStringLiteral("Wait."), std::chrono::seconds(30));
    const auto answer = doors.answer(password);
    QVERIFY(answer.failedWith(Error::Kind::Throttled));
    QCOMPARE(answer.error().retryAfter(), std::chrono::seconds(30));
}

QTEST_GUILESS_MAIN(tst_JointAuthenticator)
#include "tst_jointauthenticator.moc"
