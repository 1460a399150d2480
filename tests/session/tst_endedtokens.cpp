// SPDX-License-Identifier: MIT
#include "remember/profilefile_p.h"
#include "rememberstage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// Logins that have ended here, and whose server has to hear of it: at once, or when it can be reached again.
class tst_EndedTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLogoutEndsTheTokenAndStoresNothing(); // G13
    void aServerThatIsAwayHearsOfItLater(); // G13
    void aServerThatIsAwayHearsOfItAtALaterStart(); // G13
    void aServerThatHangsDoesNotHoldTheItem();
    void aLoginOfAnotherUserEndsTheTokenBeforeIt_data();
    void aLoginOfAnotherUserEndsTheTokenBeforeIt();
    void aLoginOfTheSameUserLeavesTheirTokensAlone();
    void theNextLoginWorksWhileOneIsWaiting();
    void theTokenOfOneUserEndsWhileAnotherIsRemembered();
    void aKilledProcessLosesNoRevocation();
    void aLoginWhileAFormerTokenIsEndedKeepsItsItem_data();
    void aLoginWhileAFormerTokenIsEndedKeepsItsItem();
    void aLoginOfTheSameUserMeanwhileKeepsItsItem();
    void aTokenOfNoServerIsGivenUp();
    void afterThirtyDaysTheServerIsAskedNoMore();
    void theServerIsAskedLessAndLess();
    void aLockedKeychainIsLeftAlone();
    void aKeychainThatStoresNothingLetsTheTokenGo();
    void whatIsDamagedIsGivenUp();
    void aVerifierOfOursIsAskedNothing();
    void severalWaitTogether();
};

namespace {

using Call = ScriptedVerifier::Operation;

struct EndingStage : RememberStage
{
    explicit EndingStage(qsizetype tokenSize = 400)
    {
        verifier = std::make_shared<ScriptedVerifier>(clock);
        verifier->tokenSize = tokenSize;
        use(verifier);
    }

    void goAway() { verifier->faults.insert(Call::RevokeToken, Error::Kind::Unavailable); }
    void comeBack() { verifier->faults.remove(Call::RevokeToken); }
    int asked() const { return verifier->count(Call::RevokeToken); }
    int ended() const { return int(verifier->endedTokens.size()); }
    bool hasTombstones()
    {
        const auto profile = ProfileFile(profilePath()).read();
        return profile && !profile->tombstones.isEmpty();
    }
    // Logs out, and waits until the item of the login is gone.
    bool logOut()
    {
        login().logOut();
        return QTest::qWaitFor([this] { return !hasItem(); }, patience);
    }
    // Lets the pauses between two tries pass.
    void passTime(std::chrono::seconds duration)
    {
        clock->advance(duration);
        QCoreApplication::processEvents();
    }
    bool becomesEmpty()
    {
        return QTest::qWaitFor([this] { return !hasWaitingTokens(); }, patience);
    }

    std::shared_ptr<ScriptedVerifier> verifier;
};

} // namespace

void tst_EndedTokens::aLogoutEndsTheTokenAndStoresNothing()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    const int writes = stage.store->count(RememberStage::Operation::Write);
    QVERIFY(stage.logOut());
    QCOMPARE(stage.ended(), 1);
    QCOMPARE(stage.asked(), 1);
    QCOMPARE(stage.store->count(RememberStage::Operation::Write), writes);
    QTRY_VERIFY(!stage.hasTombstones());
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.asked(), 1);
}

void tst_EndedTokens::aServerThatIsAwayHearsOfItLater()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.goAway();
    QVERIFY(stage.logOut());
    QVERIFY(stage.hasWaitingTokens());
    QCOMPARE(stage.ended(), 0);
    stage.comeBack();
    stage.passTime(10s);
    QVERIFY(stage.becomesEmpty());
    QCOMPARE(stage.ended(), 1);
    QTRY_VERIFY(!stage.hasTombstones());
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRestore());
}

void tst_EndedTokens::aServerThatIsAwayHearsOfItAtALaterStart()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.goAway();
    QVERIFY(stage.logOut());
    for (int start = 0; start < 3; ++start) {
        const int before = stage.asked();
        QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
        QTRY_VERIFY(stage.asked() > before);
        QVERIFY(stage.hasWaitingTokens());
        QVERIFY(stage.hasTombstones());
    }
    stage.comeBack();
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.becomesEmpty());
    QCOMPARE(stage.ended(), 1);
    QTRY_VERIFY(!stage.hasTombstones());
    const int before = stage.asked();
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.asked(), before);
}

void tst_EndedTokens::aServerThatHangsDoesNotHoldTheItem()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.verifier->held.insert(Call::RevokeToken);
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QTRY_COMPARE(stage.asked(), 1);
    stage.passTime(3s);
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.hasWaitingTokens());
    stage.verifier->release();
    stage.passTime(10s);
    QVERIFY(stage.becomesEmpty());
}

void tst_EndedTokens::aLoginOfAnotherUserEndsTheTokenBeforeIt_data()
{
    QTest::addColumn<bool>("isAway");
    QTest::addColumn<bool>("isRemembered");
    QTest::newRow("at once") << false << true;
    QTest::newRow("later") << true << true;
    QTest::newRow("at once, and is not remembered") << false << false;
    QTest::newRow("later, and is not remembered") << true << false;
}

void tst_EndedTokens::aLoginOfAnotherUserEndsTheTokenBeforeIt()
{
    QFETCH(const bool, isAway);
    QFETCH(const bool, isRemembered);
    EndingStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.restartApplication(); // and asks not for ada
    if (isAway)
        stage.goAway();
    using Remember = LoginOptions::Remember;
    QVERIFY(stage.logInVerified(Stage::bob(), {.remember = isRemembered ? Remember::Yes : Remember::No}));
    if (isAway) {
        QTRY_VERIFY(stage.hasWaitingTokens());
        QCOMPARE(stage.ended(), 0);
        stage.comeBack();
        stage.passTime(10s);
    }
    QTRY_COMPARE(stage.ended(), 1);
    QVERIFY(stage.becomesEmpty());
    QTRY_VERIFY(!stage.hasTombstones());
    const auto restored = stage.restartAndRestore();
    QCOMPARE(restored.has_value(), isRemembered);
    if (isRemembered)
        QCOMPARE(stage.login().currentUser()->id(), Stage::bob()->id());
}

// A server may have given both tokens for one grant.
void tst_EndedTokens::aLoginOfTheSameUserLeavesTheirTokensAlone()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    QVERIFY(stage.remember());
    stage.restartApplication();
    QVERIFY(stage.remember());
    QCOMPARE(stage.asked(), 0);
    QVERIFY(stage.restartAndRestore());
}

void tst_EndedTokens::theNextLoginWorksWhileOneIsWaiting()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.goAway();
    QVERIFY(stage.logOut());
    QVERIFY(stage.remember());
    QVERIFY(stage.hasItem() && stage.hasWaitingTokens());
    QVERIFY(stage.restartAndRotate());
    stage.comeBack();
    QVERIFY(stage.restartAndRotate());
    stage.passTime(1h);
    QCoreApplication::processEvents();
    QCOMPARE(stage.ended(), 0); // a server may have given both tokens for one grant, and end both
    QCOMPARE(stage.verifier->reused, 0);
    QVERIFY(stage.logOut());
    QTRY_COMPARE(stage.ended(), 2);
    QVERIFY(stage.becomesEmpty());
    QTRY_VERIFY(!stage.hasTombstones());
}

void tst_EndedTokens::theTokenOfOneUserEndsWhileAnotherIsRemembered()
{
    EndingStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.goAway();
    QVERIFY(stage.logOut());
    QVERIFY(stage.remember(Stage::bob()));
    stage.comeBack();
    stage.passTime(1h);
    QVERIFY(stage.becomesEmpty());
    QCOMPARE(stage.ended(), 1);
    QVERIFY(stage.restartAndRestore());
    QCOMPARE(stage.login().currentUser()->id(), Stage::bob()->id());
}

// Killed after the logout was noted, and before anything else was done.
void tst_EndedTokens::aKilledProcessLosesNoRevocation()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    const SecretPtr item = stage.item();
    stage.store->failAll(Error::Kind::Unavailable);
    stage.login().logOut();
    QTRY_VERIFY(stage.hasTombstones());
    stage.end();
    stage.setItem(item);
    stage.store->heal();
    stage.start();
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QTRY_COMPARE(stage.ended(), 1);
    QTRY_VERIFY(!stage.hasItem());
    QTRY_VERIFY(!stage.hasTombstones());
}

// The server takes its time over the token of the former login, which the next start ends as well.
void tst_EndedTokens::aLoginWhileAFormerTokenIsEndedKeepsItsItem_data()
{
    QTest::addColumn<bool>("isRestarted");
    QTest::newRow("in the same run") << false;
    QTest::newRow("at the next start") << true;
}

void tst_EndedTokens::aLoginWhileAFormerTokenIsEndedKeepsItsItem()
{
    QFETCH(const bool, isRestarted);
    EndingStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.verifier->held.insert(Call::RevokeToken);
    stage.login().logOut();
    QTRY_COMPARE(stage.asked(), 1);
    if (isRestarted) {
        QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
        QTRY_COMPARE(stage.asked(), 2);
    }
    const SecretPtr before = stage.item();
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    stage.store->hold(RememberStage::Operation::Probe);
    QVERIFY(stage.login().logInVerified(Stage::bob(), {.remember = true}));
    QTRY_COMPARE(stage.store->heldCount(), 1); // the login is about to be stored
    stage.store->releaseHeld();
    stage.verifier->release(); // and the former one about to be removed
    QTRY_VERIFY((stage.passTime(1s), !stored.isEmpty()));
    stage.passTime(1min);
    QVERIFY(!stage.item()->equals(*before));
    for (int start = 0; start < 2; ++start) {
        QVERIFY(stage.restartAndRestore());
        QCOMPARE(stage.login().currentUser()->id(), Stage::bob()->id());
    }
    QTRY_VERIFY((stage.passTime(10s), !stage.hasWaitingTokens()));
    QCOMPARE(stage.verifier->tokens.size(), 1);
}

// Their new item is stored while the server still thinks about the former token, whose item is to be removed then.
void tst_EndedTokens::aLoginOfTheSameUserMeanwhileKeepsItsItem()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.verifier->held.insert(Call::RevokeToken);
    stage.login().logOut();
    QTRY_COMPARE(stage.asked(), 1);
    QVERIFY(stage.remember());
    stage.verifier->release();
    for (int turn = 0; turn < 50; ++turn)
        QCoreApplication::processEvents();
    QVERIFY(stage.hasItem());
    QVERIFY(stage.restartAndRestore());
}

void tst_EndedTokens::aTokenOfNoServerIsGivenUp()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.goAway();
    QVERIFY(stage.logOut());
    stage.verifier->faults.insert(Call::RevokeToken, Error::Kind::NotConfigured);
    stage.passTime(10s);
    QVERIFY(stage.becomesEmpty());
    const int before = stage.asked();
    stage.passTime(24h);
    QCOMPARE(stage.asked(), before);
}

void tst_EndedTokens::afterThirtyDaysTheServerIsAskedNoMore()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.goAway();
    QVERIFY(stage.logOut());
    stage.end();
    stage.clock->advance(std::chrono::days(31));
    stage.start();
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.becomesEmpty());
    QTRY_VERIFY(!stage.hasTombstones());
}

void tst_EndedTokens::theServerIsAskedLessAndLess()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.goAway();
    QVERIFY(stage.logOut());
    // Time that passes here until the next try, and at most some more that passes while files answer.
    const auto untilAsked = [&] {
        auto passed = 0s;
        for (const int before = stage.asked(); stage.asked() == before; passed += 5s)
            stage.passTime(5s);
        return passed;
    };
    for (auto pause = 10s; pause < 1h; pause *= 2)
        QCOMPARE_GE(untilAsked(), pause);
    QCOMPARE_GE(untilAsked(), 1h);
    QVERIFY(stage.hasWaitingTokens());
}

void tst_EndedTokens::aLockedKeychainIsLeftAlone()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.goAway();
    QVERIFY(stage.logOut());
    stage.store->failAll(Error::Kind::Locked);
    stage.comeBack();
    const int reads = stage.store->count(RememberStage::Operation::Read);
    stage.passTime(10s);
    QCOMPARE(stage.store->count(RememberStage::Operation::Read), reads); // which would ask the user
    stage.store->heal();
    QTRY_VERIFY((stage.passTime(10s), !stage.hasWaitingTokens()));
    QCOMPARE(stage.ended(), 1);
}

void tst_EndedTokens::aKeychainThatStoresNothingLetsTheTokenGo()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.goAway();
    stage.store->fail(RememberStage::Operation::Write, Error::Kind::Unavailable);
    QVERIFY(stage.logOut());
    QVERIFY(!stage.hasWaitingTokens());
    stage.store->heal();
    stage.comeBack();
    QVERIFY(stage.remember());
    QVERIFY(stage.restartAndRestore());
}

void tst_EndedTokens::whatIsDamagedIsGivenUp()
{
    EndingStage stage;
    QVERIFY(stage.remember());
    stage.goAway();
    QVERIFY(stage.logOut());
    stage.store->content()->insert(stage.key() + QStringLiteral("/ending"), Secret::copyOf("garbage").share());
    stage.comeBack();
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QTRY_VERIFY(!stage.hasTombstones());
    QVERIFY(stage.remember());
    stage.goAway();
    QVERIFY(stage.logOut()); // and the item is written anew
    stage.comeBack();
    stage.passTime(1h);
    QVERIFY(stage.becomesEmpty());
    QCOMPARE(stage.ended(), 1);
}

void tst_EndedTokens::aVerifierOfOursIsAskedNothing()
{
    EndingStage stage(0);
    QVERIFY(stage.remember());
    const int reads = stage.store->count(RememberStage::Operation::Read);
    QVERIFY(stage.logOut());
    QCOMPARE(stage.asked(), 0);
    QCOMPARE(stage.store->count(RememberStage::Operation::Read), reads);
}

void tst_EndedTokens::severalWaitTogether()
{
    EndingStage stage;
    stage.goAway();
    for (int i = 0; i < 3; ++i) {
        QVERIFY(stage.remember());
        QVERIFY(stage.logOut());
    }
    QCOMPARE(stage.verifier->tokens.size(), 3);
    stage.comeBack();
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.becomesEmpty());
    QCOMPARE(stage.ended(), 3);
    QTRY_VERIFY(!stage.hasTombstones());
}

QTEST_GUILESS_MAIN(tst_EndedTokens)
#include "tst_endedtokens.moc"
