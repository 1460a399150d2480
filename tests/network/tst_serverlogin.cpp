// SPDX-License-Identifier: MIT
#include "network/serverlogin_p.h"
#include "scriptedissuer.h"
#include "contracts/answerof.h"
#include "testing/manualclock.h"

#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// The login of one user at a server, without a keychain: that is tst_tokenkeeper's.
class tst_ServerLogin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aGoodTokenIsHandedOutAsItIs();
    void aTokenIsRenewedAMinuteBeforeItsEnd();
    void aShortLivedTokenIsNotRenewedForEachRequest();
    void aTokenWithoutAnEndIsUsedUntilItIsRefused();
    void aThousandWhoWaitCauseOneRenewal(); // G12
    void lateRefusalsCauseNoFurtherRenewal();
    void eachRefusedTokenCausesOne();
    void aNetworkThatIsAwayKeepsTheLogin_data();
    void aNetworkThatIsAwayKeepsTheLogin();
    void aTokenThatIsGoodForAWhileIsUsedWhileTheServerIsAway();
    void theServerIsAskedAgainAfterAWhile();
    void theServerSaysWhenToAskAgain();
    void aWaitThatTheServerAsksForIsBounded();
    void aRefusedLoginIsToldOnce(); // row 44
    void aLoginAfterARefusalWorksAgain();
    void whoWaitsForARefusedLoginIsTold();
    void aLoginWithoutARefreshTokenEndsWithItsToken();
    void aTokenThatIsRefusedRightAfterItWasGivenRefusesTheLogin();
    void aServerThatNeverAnswersHoldsNobody();
    void aServerThatThrowsEndsNothing();
    void aLoginThatComesWhileTheOldOneIsRenewedWins();
    void theEndOfTheSessionRevokesTheTokens(); // G13
    void theEndOfTheLoginTellsWhoWaits();
    void aClockThatJumpsRenewsNothing(); // row 26
    void aThousandRenewalsInARowAreGood();

private:
    ServerLogin &begin()
    {
        login->begin(issuer->logIn());
        login->setInSession(true);
        return *login;
    }
    Result<AccessToken> token() { return answerOf(login->accessToken()); }

    std::shared_ptr<ManualClock> clock;
    std::shared_ptr<ScriptedIssuer> issuer;
    std::unique_ptr<ServerLogin> login;
};

void tst_ServerLogin::init()
{
    clock = std::make_shared<ManualClock>();
    issuer = std::make_shared<ScriptedIssuer>(clock);
    login = std::make_unique<ServerLogin>(QStringLiteral("ada"), issuer, clock);
}

void tst_ServerLogin::aGoodTokenIsHandedOutAsItIs()
{
    begin();
    const auto first = token();
    QVERIFY(first);
    clock->advance(200s);
    const auto second = token();
    QVERIFY(second && second->value->equals(*first->value));
    QCOMPARE(issuer->refreshes, 0);
}

void tst_ServerLogin::aTokenIsRenewedAMinuteBeforeItsEnd()
{
    begin();
    const auto first = token();
    clock->advance(241s);
    const auto second = token();
    QVERIFY(second && !second->value->equals(*first->value));
    QCOMPARE(second->generation, first->generation + 1);
    QCOMPARE(issuer->refreshes, 1);
}

void tst_ServerLogin::aShortLivedTokenIsNotRenewedForEachRequest()
{
    issuer->lifetime = 30s;
    begin();
    for (int i = 0; i < 100; ++i)
        QVERIFY(token());
    QCOMPARE(issuer->refreshes, 0);
    clock->advance(16s);
    for (int i = 0; i < 100; ++i)
        QVERIFY(token());
    QCOMPARE(issuer->refreshes, 1);
}

void tst_ServerLogin::aTokenWithoutAnEndIsUsedUntilItIsRefused()
{
    issuer->lifetime = 0s;
    begin();
    clock->advance(std::chrono::days(30));
    const auto first = token();
    QVERIFY(first);
    QCOMPARE(issuer->refreshes, 0);
    const auto second = answerOf(login->accessTokenAfter(first->generation));
    QVERIFY(second && !second->value->equals(*first->value));
    QCOMPARE(issuer->refreshes, 1);
}

void tst_ServerLogin::aThousandWhoWaitCauseOneRenewal()
{
    begin();
    clock->advance(301s);
    issuer->isHeld = true;
    QList<QFuture<Result<AccessToken>>> waiting;
    for (int i = 0; i < 1'000; ++i)
        waiting.append(login->accessToken());
    QCOMPARE(issuer->refreshes, 1);
    issuer->release();
    const auto first = answerOf(waiting.first());
    QVERIFY(first);
    for (const auto &each : std::as_const(waiting))
        QVERIFY(answerOf(each)->value->equals(*first->value));
    QCOMPARE(issuer->refreshes, 1);
}

void tst_ServerLogin::lateRefusalsCauseNoFurtherRenewal()
{
    begin();
    const auto first = token();
    const auto second = answerOf(login->accessTokenAfter(first->generation));
    QVERIFY(second);
    for (int i = 0; i < 100; ++i)
        QVERIFY(answerOf(login->accessTokenAfter(first->generation))->value->equals(*second->value));
    QCOMPARE(issuer->refreshes, 1);
}

void tst_ServerLogin::eachRefusedTokenCausesOne()
{
    begin();
    auto current = token();
    for (int i = 1; i <= 10; ++i) {
        current = answerOf(login->accessTokenAfter(current->generation));
        QVERIFY(current);
        QCOMPARE(issuer->refreshes, i);
    }
    QCOMPARE(issuer->reused, 0);
}

void tst_ServerLogin::aNetworkThatIsAwayKeepsTheLogin_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("no network") << Error::Kind::Unavailable; // row 42
    QTest::newRow("no answer") << Error::Kind::TimedOut; // row 43
    QTest::newRow("too many requests") << Error::Kind::Throttled; // row 43
    QTest::newRow("no sense") << Error::Kind::Damaged; // row 45
}

void tst_ServerLogin::aNetworkThatIsAwayKeepsTheLogin()
{
    QFETCH(const Error::Kind, kind);
    begin();
    QSignalSpy refused(login.get(), &ServerLogin::refused);
    issuer->fault = Error(kind);
    clock->advance(10min);
    for (int minute = 0; minute < 10; ++minute) {
        QVERIFY(token().failedWith(kind));
        clock->advance(1min);
    }
    QVERIFY(refused.isEmpty());
    issuer->fault.reset();
    clock->advance(1min);
    QVERIFY(token());
}

void tst_ServerLogin::aTokenThatIsGoodForAWhileIsUsedWhileTheServerIsAway()
{
    begin();
    const auto first = token();
    issuer->fault = Error(Error::Kind::Unavailable);
    clock->advance(270s);
    const auto still = token();
    QVERIFY(still && still->value->equals(*first->value));
    clock->advance(31s);
    QVERIFY(token().failedWith(Error::Kind::Unavailable));
}

void tst_ServerLogin::theServerIsAskedAgainAfterAWhile()
{
    begin();
    issuer->fault = Error(Error::Kind::Unavailable);
    clock->advance(301s);
    for (int i = 0; i < 100; ++i)
        QVERIFY(!token());
    QCOMPARE(issuer->refreshes, 1);
    QVERIFY(token().error().retryAfter());
    clock->advance(1s);
    QVERIFY(!token());
    QCOMPARE(issuer->refreshes, 2);
    clock->advance(1s);
    QVERIFY(!token());
    QCOMPARE(issuer->refreshes, 2);
    issuer->fault.reset();
    clock->advance(1s);
    QVERIFY(token());
    QCOMPARE(issuer->refreshes, 3);
}

void tst_ServerLogin::theServerSaysWhenToAskAgain()
{
    begin();
    issuer->fault = Error(Error::Kind::Throttled, {}, 300s);
    clock->advance(301s);
    QVERIFY(token().failedWith(Error::Kind::Throttled));
    issuer->fault.reset();
    clock->advance(299s);
    QVERIFY(!token());
    QCOMPARE(issuer->refreshes, 1);
    clock->advance(1s);
    QVERIFY(token());
}

void tst_ServerLogin::aWaitThatTheServerAsksForIsBounded()
{
    begin();
    issuer->fault = Error(Error::Kind::Throttled, {}, std::chrono::days(365));
    clock->advance(301s);
    QVERIFY(!token());
    issuer->fault.reset();
    clock->advance(1h);
    QVERIFY(token());
}

void tst_ServerLogin::aRefusedLoginIsToldOnce()
{
    begin();
    QSignalSpy refused(login.get(), &ServerLogin::refused);
    issuer->endAll();
    clock->advance(301s);
    for (int i = 0; i < 10; ++i)
        QVERIFY(token().failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(refused.size(), 1);
    QCOMPARE(issuer->refreshes, 1);
}

void tst_ServerLogin::aLoginAfterARefusalWorksAgain()
{
    begin();
    issuer->endAll();
    clock->advance(301s);
    QVERIFY(!token());
    begin();
    QVERIFY(!login->isRefused());
    QVERIFY(token());
    clock->advance(301s);
    QVERIFY(token());
    QCOMPARE(issuer->refreshes, 2);
}

void tst_ServerLogin::whoWaitsForARefusedLoginIsTold()
{
    begin();
    clock->advance(301s);
    issuer->isHeld = true;
    const auto waiting = login->accessToken();
    const auto too = login->accessToken();
    login->refuse();
    QVERIFY(answerOf(waiting).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(answerOf(too).failedWith(Error::Kind::WrongCredentials));
    issuer->release();
    QCoreApplication::processEvents();
    QVERIFY(token().failedWith(Error::Kind::WrongCredentials));
}

void tst_ServerLogin::aLoginWithoutARefreshTokenEndsWithItsToken()
{
    issuer->givesRefreshTokens = false;
    begin();
    QVERIFY(token());
    clock->advance(301s);
    QVERIFY(token().failedWith(Error::Kind::WrongCredentials));
    QVERIFY(login->isRefused());
}

void tst_ServerLogin::aTokenThatIsRefusedRightAfterItWasGivenRefusesTheLogin()
{
    begin();
    QSignalSpy refused(login.get(), &ServerLogin::refused);
    login->refuse();
    login->refuse();
    QCOMPARE(refused.size(), 1);
    QVERIFY(token().failedWith(Error::Kind::WrongCredentials));
}

void tst_ServerLogin::aServerThatNeverAnswersHoldsNobody()
{
    begin();
    clock->advance(301s);
    issuer->isHeld = true;
    const auto waiting = login->accessToken();
    clock->advance(3min);
    QVERIFY(answerOf(waiting).failedWith(Error::Kind::TimedOut));
    issuer->release(); // too late
    QCoreApplication::processEvents();
    QVERIFY(!login->isRefused());
}

void tst_ServerLogin::aServerThatThrowsEndsNothing()
{
    class Broken final : public TokenSource
    {
    public:
        QString server() const override { return QStringLiteral("https://id.example.org"); }
        QFuture<Result<TokenSet>> refresh(const TokenSet &) override { throw std::runtime_error("broken"); }
        QFuture<Result<void>> revoke(const TokenSet &) override { throw std::runtime_error("broken"); }
    };
    ServerLogin broken(QStringLiteral("ada"), std::make_shared<Broken>(), clock);
    broken.begin(issuer->logIn());
    clock->advance(301s);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("broken")));
    QVERIFY(answerOf(broken.accessToken()).failedWith(Error::Kind::Internal));
    QVERIFY(!broken.isRefused());
}

void tst_ServerLogin::aLoginThatComesWhileTheOldOneIsRenewedWins()
{
    begin();
    clock->advance(301s);
    issuer->isHeld = true;
    const auto waiting = login->accessToken();
    const TokenSet newer = issuer->logIn();
    login->begin(newer);
    issuer->release();
    QVERIFY(answerOf(waiting)->value->equals(*newer.access));
    QVERIFY(token()->value->equals(*newer.access));
}

void tst_ServerLogin::theEndOfTheSessionRevokesTheTokens()
{
    begin();
    QCOMPARE(issuer->livingCount(), 1);
    login->setInSession(false);
    QCOMPARE(issuer->revoked, 1);
    QCOMPARE(issuer->livingCount(), 0);
    QVERIFY(!token());
}

void tst_ServerLogin::theEndOfTheLoginTellsWhoWaits()
{
    begin();
    clock->advance(301s);
    issuer->isHeld = true;
    const auto waiting = login->accessToken();
    login.reset();
    QVERIFY(answerOf(waiting).failedWith(Error::Kind::Abandoned));
    issuer->release();
}

void tst_ServerLogin::aClockThatJumpsRenewsNothing()
{
    begin();
    clock->moveWall(-std::chrono::days(1));
    QVERIFY(token());
    clock->moveWall(std::chrono::years(10));
    QVERIFY(token());
    QCOMPARE(issuer->refreshes, 0);
}

void tst_ServerLogin::aThousandRenewalsInARowAreGood()
{
    begin();
    for (int i = 0; i < 1'000; ++i) {
        clock->advance(301s);
        QVERIFY(token());
    }
    QCOMPARE(issuer->refreshes, 1'000);
    QCOMPARE(issuer->reused, 0);
}

QTEST_GUILESS_MAIN(tst_ServerLogin)
#include "tst_serverlogin.moc"
