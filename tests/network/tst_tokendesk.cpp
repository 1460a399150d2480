// SPDX-License-Identifier: MIT
#include "network/scriptedtokensource.h"
#include "network/tokendesk_p.h"
#include "support/stage.h"

using namespace QtLogin;

// Where requests get their tokens: one question for all, and an end for each that waits.
class tst_TokenDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutAUserThereIsNoVisit();
    void withoutASourceThereIsNoVisit();
    void allWhoWaitShareOneQuestion(); // G12
    void aThousandLateRefusalsCauseNoNewerToken(); // G12
    void aSecondRefusalLocksAndTheSameUserGoesOn(); // row 44
    void aRefusalOfAFormerRoundDoesNotLock();
    void aLockOfAnotherReasonAdmitsNoRequest();
    void aSourceThatIsAwayLeavesTheSessionOpen();
    void anotherUserEndsWhatWaits();
    void aLateAnswerForAFormerUserIsDropped();
    void aDeletedManagerEndsWhatWaits();
    void theDeskMayGoBeforeItsSourceAnswers();
    void theDeskMayGoAsItsSessionEnds();
    void theDeskMayGoAsItIsAskedInANewSession();
    void theDeskMayGoAsItsSessionIsLocked();
};

// A desk, and ada, who is logged in.
struct Desk
{
    using Passing = QFuture<Result<TokenDesk::Pass>>;

    Desk()
    {
        const bool isIn = stage.logInVerified(Stage::ada());
        Q_ASSERT(isIn);
        Q_UNUSED(isIn);
    }
    TokenDesk::Visit visit() const { return desk->visit().value_or(TokenDesk::Visit()); }
    Passing pass() { return desk->pass(visit()); }
    bool unlock()
    {
        source->logIn();
        return Stage::resultOf(stage.login().unlock(Stage::adasPassword())).has_value();
    }
    // Zero: there is none.
    static quint64 generationOf(const Passing &passing)
    {
        const auto pass = Stage::resultOf(passing);
        return pass ? pass->token.generation : 0;
    }
    static bool isCancelled(const Passing &passing)
    {
        return Stage::resultOf(passing).failedWith(Error::Kind::Cancelled);
    }

    Stage stage;
    std::shared_ptr<ScriptedTokenSource> source = std::make_shared<ScriptedTokenSource>();
    std::unique_ptr<TokenDesk> desk = std::make_unique<TokenDesk>(&stage.login(), source);
};

void tst_TokenDesk::withoutAUserThereIsNoVisit()
{
    Desk on;
    const TokenDesk::Visit before = on.visit();
    QCOMPARE(before.userId, QStringLiteral("ada"));
    QVERIFY(on.desk->isCurrent(before));
    on.stage.login().logOut();
    QVERIFY(!on.desk->visit());
    QVERIFY(!on.desk->isCurrent(before));
    QVERIFY(on.isCancelled(on.desk->pass(before)));
    QVERIFY(on.stage.logInVerified(Stage::ada()));
    QVERIFY(!on.desk->isCurrent(before)); // another session of the same user
    QCOMPARE(on.generationOf(on.pass()), 1u);
}

void tst_TokenDesk::withoutASourceThereIsNoVisit()
{
    Desk on;
    const TokenDesk empty(&on.stage.login(), nullptr);
    QVERIFY(!empty.visit());
    QVERIFY(on.desk->visit());
}

void tst_TokenDesk::allWhoWaitShareOneQuestion()
{
    Desk on;
    on.source->hold();
    QList<Desk::Passing> waiting;
    for (int i = 0; i < 1000; ++i)
        waiting << on.pass();
    QCOMPARE(on.source->asked, 1);
    on.source->release();
    for (const Desk::Passing &one : waiting)
        QCOMPARE(on.generationOf(one), 1u);
    QCOMPARE(on.source->asked, 1);
}

void tst_TokenDesk::aThousandLateRefusalsCauseNoNewerToken()
{
    Desk on;
    const auto old = Stage::resultOf(on.pass());
    QVERIFY(old);
    QCOMPARE(on.generationOf(on.desk->passAfter(on.visit(), *old, 1)), 2u);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(on.generationOf(on.desk->passAfter(on.visit(), *old, 1)), 2u);
    QCOMPARE(on.source->generation, 2u);
    QVERIFY(on.stage.login().isAuthenticated());
}

void tst_TokenDesk::aSecondRefusalLocksAndTheSameUserGoesOn()
{
    Desk on;
    const auto first = Stage::resultOf(on.pass());
    QVERIFY(first);
    const auto second = Stage::resultOf(on.desk->passAfter(on.visit(), *first, 1));
    QVERIFY(second);
    const auto parked = on.desk->passAfter(on.visit(), *second, 2);
    QVERIFY(on.stage.login().isLocked());
    QCOMPARE(on.source->refusedUsers, QStringList {QStringLiteral("ada")});
    QVERIFY(on.desk->visit()); // new requests wait as well
    const auto later = on.pass();
    QVERIFY(!parked.isFinished());
    QVERIFY(!later.isFinished());
    QVERIFY(on.unlock());
    QCOMPARE(on.generationOf(parked), 3u);
    QCOMPARE(on.generationOf(later), 3u);
}

void tst_TokenDesk::aRefusalOfAFormerRoundDoesNotLock()
{
    Desk on;
    const auto old = Stage::resultOf(on.pass());
    QVERIFY(old);
    on.stage.login().lock(LockReason::TokenRefused);
    QVERIFY(on.unlock());
    QCOMPARE(on.generationOf(on.desk->passAfter(on.visit(), *old, 2)), 2u);
    QVERIFY(on.stage.login().isAuthenticated());
    QVERIFY(on.source->refusedUsers.isEmpty());
}

void tst_TokenDesk::aLockOfAnotherReasonAdmitsNoRequest()
{
    Desk on;
    on.stage.login().lock();
    QVERIFY(!on.desk->visit());
    QVERIFY(on.unlock());
    QCOMPARE(on.generationOf(on.pass()), 2u);
}

void tst_TokenDesk::aSourceThatIsAwayLeavesTheSessionOpen()
{
    Desk on;
    on.source->failure = Error::Kind::Unavailable;
    QVERIFY(Stage::resultOf(on.pass()).failedWith(Error::Kind::Unavailable));
    QVERIFY(on.stage.login().isAuthenticated());
    on.source->failure.reset();
    QCOMPARE(on.generationOf(on.pass()), 1u);
}

void tst_TokenDesk::anotherUserEndsWhatWaits()
{
    Desk on;
    QSignalSpy ended(on.desk.get(), &TokenDesk::sessionEnded);
    on.source->hold();
    const auto waiting = on.pass();
    QVERIFY(on.stage.logInVerified(Stage::bob()));
    QVERIFY(on.isCancelled(waiting));
    QVERIFY(!ended.isEmpty());
    on.source->release();
    QCOMPARE(on.visit().userId, QStringLiteral("bob"));
    QCOMPARE(on.generationOf(on.pass()), 1u);
}

void tst_TokenDesk::aLateAnswerForAFormerUserIsDropped()
{
    Desk on;
    on.source->hold();
    const auto adas = on.pass();
    QVERIFY(on.stage.logInVerified(Stage::bob()));
    const auto bobs = on.pass();
    on.source->release();
    const auto pass = Stage::resultOf(bobs);
    QVERIFY(pass);
    QVERIFY(pass->token.value->reveal().toByteArray() == ScriptedTokenSource::tokenOf(QStringLiteral("bob"), 1));
    QVERIFY(on.isCancelled(adas));
}

void tst_TokenDesk::aDeletedManagerEndsWhatWaits()
{
    Desk on;
    const TokenDesk::Visit before = on.visit();
    on.source->hold();
    const auto waiting = on.pass();
    on.stage.deleteManager();
    QVERIFY(on.isCancelled(waiting));
    QVERIFY(!on.desk->visit());
    QVERIFY(on.isCancelled(on.desk->pass(before)));
    on.source->release();
}

void tst_TokenDesk::theDeskMayGoBeforeItsSourceAnswers()
{
    Desk on;
    on.source->hold();
    const auto waiting = on.pass();
    on.desk.reset();
    on.source->release();
    QVERIFY(on.isCancelled(waiting));
    on.desk = std::make_unique<TokenDesk>(&on.stage.login(), on.source);
    QCOMPARE(on.generationOf(on.pass()), 1u);
}

void tst_TokenDesk::theDeskMayGoAsItsSessionEnds()
{
    Desk on;
    connect(on.desk.get(), &TokenDesk::sessionEnded, this, [&] { on.desk.reset(); });
    on.source->hold();
    const auto waiting = on.pass();
    on.stage.login().logOut();
    QVERIFY(!on.desk);
    QVERIFY(on.isCancelled(waiting));
    on.source->release();
}

// The caller is in the middle of its request: the slots that hear of the former session's end run after it.
void tst_TokenDesk::theDeskMayGoAsItIsAskedInANewSession()
{
    Desk on;
    on.desk.reset();
    Desk::Passing bobs;
    bool isInside = false, hasGoneInside = false;
    connect(&on.stage.login(), &LoginManager::currentUserChanged, this, [&] { // before the desk hears of it
        if (!on.desk || on.visit().userId != QStringLiteral("bob"))
            return;
        isInside = true;
        bobs = on.pass();
        isInside = false;
    });
    on.desk = std::make_unique<TokenDesk>(&on.stage.login(), on.source);
    on.source->hold();
    const auto adas = on.pass();
    connect(on.desk.get(), &TokenDesk::sessionEnded, this, [&] {
        hasGoneInside = isInside;
        on.desk.reset();
    });
    QVERIFY(on.stage.logInVerified(Stage::bob()));
    QVERIFY(on.isCancelled(adas));
    QTRY_VERIFY(!on.desk);
    QVERIFY(!hasGoneInside);
    on.source->release();
    QVERIFY(!Stage::resultOf(bobs));
}

void tst_TokenDesk::theDeskMayGoAsItsSessionIsLocked()
{
    Desk on;
    connect(&on.stage.login(), &LoginManager::lockedChanged, on.desk.get(), [&] { on.desk.reset(); });
    on.source->failure = Error::Kind::WrongCredentials;
    const auto waiting = on.pass();
    QVERIFY(on.stage.login().isLocked());
    QVERIFY(!on.desk);
    QVERIFY(on.isCancelled(waiting));
}

QTEST_GUILESS_MAIN(tst_TokenDesk)
#include "tst_tokendesk.moc"
