// SPDX-License-Identifier: MIT
#include "throwingparts.h"
#include "twodesktops.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;

// A remembered login in a keychain that the desktop does not use any more.
class tst_FormerLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void yesterdaysLoginIsRestoredAndMoved_data();
    void yesterdaysLoginIsRestoredAndMoved();
    void loggingOutAfterTheMoveIsWhole();
    void loggingOutBeforeTheMoveIsWhole();
    void whereTheFormerOneIsLockedLoggingOutLeavesATombstone();
    void itMovesBackAndForth();
    void underTheOldKeyItIsMovedAsWell();
    void ofAnotherLoginThereIsNothingToMove();

    void aFormerKeychainThatCannotSayEndsNothing_data();
    void aFormerKeychainThatCannotSayEndsNothing();
    void aRemarkMakesNoOtherKeychain();
    void aMuteOneKeepsNoOneWaiting();
    void oneThatThrowsEndsNothing();
    void oneThatIsMadeForEachQuestionLivesUntilItHasAnswered_data();
    void oneThatIsMadeForEachQuestionLivesUntilItHasAnswered();

    void anOlderTokenInTodaysKeychainIsNotTheft();
    void whatOtherLoginsHaveLeftBehindEndsNothing();
    void killedBeforeItIsNotedItStillMoves();
    void whereTodaysKeychainIsLockedTheTokenStays();

    void whatCouldNotBeRemovedIsRemovedAtTheNextStart_data();
    void whatCouldNotBeRemovedIsRemovedAtTheNextStart();
    void loggingOutBeforeThatLeavesNothing();
    void whatLoggingOutCouldNotRemoveIsRemovedAtTheNextStart_data();
    void whatLoggingOutCouldNotRemoveIsRemovedAtTheNextStart();
    void whatANewLoginCouldNotRemoveIsRemovedAtTheNextStart();
    void whatHasMovedBackIsNotRemoved();

    void aNewLoginTakesTheOldItemAway();
    void anotherUsersLoginEndsInTheFormerKeychain();

    void theManagerMayGoInTheMiddle_data();
    void theManagerMayGoInTheMiddle();

private:
    static int reusedIn(TwoDesktops &stage, const QString &today, const std::function<void()> &prepare = {})
    {
        stage.startOn(today);
        if (prepare)
            prepare();
        QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
        (void)stage.restore();
        return int(reused.count());
    }
};

void tst_FormerLogin::yesterdaysLoginIsRestoredAndMoved_data()
{
    QTest::addColumn<bool>("fromKde");
    QTest::newRow("KWallet yesterday, Secret Service today") << true;
    QTest::newRow("Secret Service yesterday, KWallet today") << false;
}

void tst_FormerLogin::yesterdaysLoginIsRestoredAndMoved() // rule 12
{
    QFETCH(const bool, fromKde);
    TwoDesktops stage;
    const QString yesterday = fromKde ? stage.kde : stage.gnome, today = fromKde ? stage.gnome : stage.kde;
    stage.startOn(yesterday);
    QVERIFY(stage.remember());
    QVERIFY(stage.rotateOn(today));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(stage.login().isRemembered());
    QCOMPARE(stage.itemsIn(today), 1);
    QCOMPARE(stage.itemsIn(yesterday), 0);
    QVERIFY(stage.rotateOn(today));
    QCOMPARE(stage.former->calls().size(), 0); // it is not asked any more
    QVERIFY(stage.isRestoredAloneOn(today));
}

void tst_FormerLogin::loggingOutAfterTheMoveIsWhole() // D6
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    QVERIFY(stage.rotateOn(stage.gnome));
    stage.login().logOut();
    QTRY_COMPARE(stage.itemsIn(stage.gnome) + stage.itemsIn(stage.kde), 0);
    for (const QString &desktop : {stage.gnome, stage.kde}) {
        stage.startOn(desktop);
        QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
        QCOMPARE(stage.login().state(), SessionState::SignedOut);
    }
}

void tst_FormerLogin::loggingOutBeforeTheMoveIsWhole() // D6
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    stage.startOn(stage.gnome);
    stage.store->fail(Operation::Write, Error::Kind::Locked);
    QVERIFY(stage.restore()); // from the former keychain, and stays there
    QTRY_COMPARE(stage.store->count(Operation::Write), 1);
    QCOMPARE(stage.itemsIn(stage.kde), 1);
    stage.login().logOut();
    QTRY_COMPARE(stage.itemsIn(stage.kde), 0);
    stage.startOn(stage.kde);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
}

void tst_FormerLogin::whereTheFormerOneIsLockedLoggingOutLeavesATombstone() // D6
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    stage.startOn(stage.gnome);
    stage.former->failAll(Error::Kind::Locked);
    stage.login().logOut();
    QTRY_VERIFY(stage.former->count(Operation::Remove) > 0);
    QCOMPARE(stage.itemsIn(stage.kde), 1);
    stage.startOn(stage.kde); // where it is today's again
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QTRY_COMPARE(stage.itemsIn(stage.kde), 0);
}

void tst_FormerLogin::itMovesBackAndForth()
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    for (const QString &today : {stage.gnome, stage.kde, stage.kde, stage.gnome, stage.kde}) {
        QVERIFY(stage.rotateOn(today));
        QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
        QCOMPARE(stage.itemsIn(today), 1);
        QCOMPARE(stage.itemsIn(stage.kde) + stage.itemsIn(stage.gnome), 1);
    }
}

void tst_FormerLogin::underTheOldKeyItIsMovedAsWell()
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    stage.contents[stage.kde]->insert(Stage::sharedKey(), stage.contents[stage.kde]->take(stage.key()));
    QVERIFY(stage.rotateOn(stage.gnome));
    QCOMPARE(stage.itemsIn(stage.kde), 0);
    QVERIFY(stage.hasItem());
    QVERIFY(stage.isRestoredAloneOn(stage.gnome));
}

void tst_FormerLogin::ofAnotherLoginThereIsNothingToMove()
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    TwoDesktops another; // an installation with a verifier of its own, under the old key
    QVERIFY(another.remember());
    stage.contents[stage.kde]->clear();
    stage.contents[stage.kde]->insert(Stage::sharedKey(), another.item());
    stage.startOn(stage.gnome);
    QVERIFY(stage.restore().failedWith(Error::Kind::Unavailable));
    stage.login().logOut();
    QTRY_VERIFY(stage.former->count(Operation::Remove) > 0);
    QCOMPARE(stage.itemsIn(stage.kde), 1);
}

void tst_FormerLogin::aFormerKeychainThatCannotSayEndsNothing_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("locked") << Error::Kind::Locked;
    QTest::newRow("not running") << Error::Kind::Unavailable;
    QTest::newRow("mute") << Error::Kind::TimedOut;
    QTest::newRow("garbled") << Error::Kind::Damaged;
    QTest::newRow("without the item") << Error::Kind::Absent;
    QTest::newRow("with a fault") << Error::Kind::Internal;
}

void tst_FormerLogin::aFormerKeychainThatCannotSayEndsNothing() // rule 12, E2
{
    QFETCH(const Error::Kind, kind);
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    stage.startOn(stage.gnome);
    stage.former->fail(Operation::Read, kind);
    QVERIFY(stage.restore().failedWith(Error::Kind::Unavailable));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QVERIFY(stage.login().rememberedLogin()->hasUser());
    QCOMPARE(stage.former->count(Operation::Remove) + stage.store->count(Operation::Remove), 0);
    stage.former->heal(); // the user has unlocked it, or it is back
    stage.clock->advance(1s);
    QVERIFY(stage.waitFor(SessionState::LoggedIn));
    QTRY_COMPARE(stage.itemsIn(stage.kde), 0);
    QVERIFY(stage.isRestoredAloneOn(stage.gnome));
}

void tst_FormerLogin::aRemarkMakesNoOtherKeychain()
{
    TwoDesktops stage;
    stage.startOn(stage.gnome);
    QVERIFY(stage.remember());
    const QString remarked = stage.gnome + QStringLiteral(" (QTKEYCHAIN_BACKEND=libsecret)");
    stage.startOn(stage.gnome);
    stage.store->setBackendName(remarked);
    QVERIFY(stage.rotate());
    QCOMPARE(stage.former->calls().size(), 0);
    stage.contents[stage.gnome]->clear();
    stage.startOn(stage.gnome);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
}

void tst_FormerLogin::aMuteOneKeepsNoOneWaiting() // row 6
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    stage.startOn(stage.gnome);
    stage.former->hold(Operation::Read);
    const auto restored = stage.login().restore();
    QTRY_COMPARE(stage.former->heldCount(), 1);
    stage.clock->advance(10s);
    QVERIFY(Stage::resultOf(restored).failedWith(Error::Kind::Unavailable));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.former->releaseHeld();
    QVERIFY(stage.restore());
}

void tst_FormerLogin::oneThatThrowsEndsNothing()
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    const auto throwing = std::make_shared<ThrowingStore>(stage.open(stage.gnome));
    throwing->throwing.insert(ThrowingStore::Operation::Former);
    stage.startOn(stage.gnome, [&](LoginSetup &setup) { setup.secretStore = throwing; });
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("SecretStore::former\\(\\) has thrown")));
    QVERIFY(stage.restore().failedWith(Error::Kind::Unavailable));
    QCOMPARE(throwing->count, 1);
    QVERIFY(stage.rotateOn(stage.gnome));
}

void tst_FormerLogin::oneThatIsMadeForEachQuestionLivesUntilItHasAnswered_data()
{
    QTest::addColumn<bool>("isShared");
    QTest::newRow("its own key") << false;
    QTest::newRow("the old key, after its own") << true;
}

void tst_FormerLogin::oneThatIsMadeForEachQuestionLivesUntilItHasAnswered()
{
    QFETCH(const bool, isShared);
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    if (isShared)
        stage.contents[stage.kde]->insert(Stage::sharedKey(), stage.contents[stage.kde]->take(stage.key()));
    const auto make = [&stage] { return stage.open(stage.kde); };
    const auto today = std::make_shared<MakingStore>(stage.open(stage.gnome), make);
    stage.startOn(stage.gnome, [&today](LoginSetup &setup) { setup.secretStore = today; });
    const auto restored = stage.login().restore();
    QVERIFY(today->answerUntil([&] { return restored.isFinished(); }));
    QVERIFY(Stage::resultOf(restored));
    QVERIFY(today->answerUntil([&] { return stage.itemsIn(stage.kde) == 0; }));
    QVERIFY(stage.isRestoredAloneOn(stage.gnome));
}

// The former keychain could not delete its token, which has been replaced since.
void tst_FormerLogin::anOlderTokenInTodaysKeychainIsNotTheft() // D4
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    QVERIFY(stage.rotateKeepingFormerOn(stage.gnome));
    QVERIFY(stage.rotateKeepingFormerOn(stage.gnome));
    QCOMPARE(stage.itemsIn(stage.kde), 1);
    stage.clock->advance(1h);

    QCOMPARE(reusedIn(stage, stage.kde, [&] { stage.former->failAll(Error::Kind::Unavailable); }), 0);
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.former->heal();
    QVERIFY(stage.rotate());
    QCOMPARE(stage.itemsIn(stage.gnome), 0);
    QVERIFY(stage.isRestoredAloneOn(stage.kde));
}

void tst_FormerLogin::whatOtherLoginsHaveLeftBehindEndsNothing()
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember(Stage::bob()));
    stage.startOn(stage.gnome);
    stage.former->failAll(Error::Kind::Unavailable);
    QVERIFY(stage.remember()); // ada; bob's token has ended, and stays in KWallet
    QCOMPARE(stage.itemsIn(stage.kde), 1);

    stage.startOn(stage.kde);
    stage.former->failAll(Error::Kind::Unavailable);
    QVERIFY(stage.restore().failedWith(Error::Kind::Unavailable));
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    stage.former->heal();
    QVERIFY(stage.rotate());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(stage.isRestoredAloneOn(stage.kde));
}

void tst_FormerLogin::killedBeforeItIsNotedItStillMoves() // D3
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    const SecretPtr token = stage.item();
    const QString key = stage.key();
    stage.end();
    QFile profile(stage.profilePathOf());
    QVERIFY(profile.open(QIODevice::ReadOnly));
    const QByteArray before = profile.readAll();
    profile.close();
    QVERIFY(stage.rotateOn(stage.gnome));
    stage.end();
    stage.contents[stage.kde]->insert(key, token);
    QVERIFY(profile.open(QIODevice::WriteOnly | QIODevice::Truncate) && profile.write(before) == before.size());
    profile.close();

    QCOMPARE(reusedIn(stage, stage.gnome), 0);
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QTRY_COMPARE(stage.itemsIn(stage.kde), 0);
    QVERIFY(stage.isRestoredAloneOn(stage.gnome));
}

void tst_FormerLogin::whereTodaysKeychainIsLockedTheTokenStays()
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    stage.startOn(stage.gnome);
    stage.store->fail(Operation::Write, Error::Kind::Refused);
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.restore());
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(stage.itemsIn(stage.kde), 1);
    QVERIFY(stage.rotateOn(stage.gnome));
    QCOMPARE(stage.itemsIn(stage.kde), 0);
}

void tst_FormerLogin::whatCouldNotBeRemovedIsRemovedAtTheNextStart_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<bool>("isShared");
    QTest::newRow("locked") << Error::Kind::Locked << false;
    QTest::newRow("not running") << Error::Kind::Unavailable << false;
    QTest::newRow("with a fault") << Error::Kind::Internal << false;
    QTest::newRow("locked, under the old key") << Error::Kind::Locked << true;
}

void tst_FormerLogin::whatCouldNotBeRemovedIsRemovedAtTheNextStart()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const bool, isShared);
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    if (isShared)
        stage.contents[stage.kde]->insert(Stage::sharedKey(), stage.contents[stage.kde]->take(stage.key()));
    for (int starts = 0; starts < 2; ++starts) { // also where it fails more than once
        QVERIFY(stage.rotateKeepingFormerOn(stage.gnome, kind));
        QCOMPARE(stage.itemsIn(stage.kde), 1);
    }
    QVERIFY(stage.rotateOn(stage.gnome));
    QCOMPARE(stage.itemsIn(stage.kde), 0);
    QVERIFY(stage.rotateOn(stage.gnome));
    QCOMPARE(stage.former->calls().size(), 0); // it is not asked any more
    QVERIFY(stage.isRestoredAloneOn(stage.gnome));
}

void tst_FormerLogin::loggingOutBeforeThatLeavesNothing() // D6
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    QVERIFY(stage.rotateKeepingFormerOn(stage.gnome));
    stage.former->heal();
    stage.login().logOut();
    QTRY_COMPARE(stage.itemsIn(stage.gnome) + stage.itemsIn(stage.kde), 0);
    for (const QString &desktop : {stage.gnome, stage.kde}) {
        stage.startOn(desktop);
        QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
        QCOMPARE(stage.former->calls().size(), 0);
    }
}

void tst_FormerLogin::whatLoggingOutCouldNotRemoveIsRemovedAtTheNextStart_data()
{
    QTest::addColumn<bool>("hasMoved");
    QTest::newRow("after the move") << true;
    QTest::newRow("before the move") << false;
}

void tst_FormerLogin::whatLoggingOutCouldNotRemoveIsRemovedAtTheNextStart() // D6
{
    QFETCH(const bool, hasMoved);
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    if (hasMoved)
        QVERIFY(stage.rotateKeepingFormerOn(stage.gnome));
    else
        stage.startOn(stage.gnome);
    stage.former->heal();
    stage.former->failAll(Error::Kind::Unavailable);
    const auto before = stage.former->count(Operation::Remove);
    stage.login().logOut();
    QTRY_VERIFY(stage.former->count(Operation::Remove) > before);
    QTRY_COMPARE(stage.itemsIn(stage.gnome), 0);
    QCOMPARE(stage.itemsIn(stage.kde), 1);
    stage.startOn(stage.gnome);
    stage.former->failAll(Error::Kind::Unavailable);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QTRY_VERIFY(stage.former->count(Operation::Remove) > 0);
    stage.startOn(stage.gnome);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QTRY_COMPARE(stage.itemsIn(stage.kde), 0);
    QVERIFY(stage.remember()); // and one can be remembered again
    QVERIFY(stage.isRestoredAloneOn(stage.gnome));
}

void tst_FormerLogin::whatANewLoginCouldNotRemoveIsRemovedAtTheNextStart()
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember(Stage::bob()));
    stage.startOn(stage.gnome);
    stage.former->failAll(Error::Kind::Unavailable);
    QVERIFY(stage.remember());
    QCOMPARE(stage.itemsIn(stage.kde), 1);
    QVERIFY(stage.rotateOn(stage.gnome));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QCOMPARE(stage.itemsIn(stage.kde), 0);
    QVERIFY(stage.isRestoredAloneOn(stage.gnome));
}

void tst_FormerLogin::whatHasMovedBackIsNotRemoved() // D6
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    QVERIFY(stage.rotateKeepingFormerOn(stage.gnome));
    QVERIFY(stage.rotateKeepingFormerOn(stage.kde));
    QVERIFY(stage.rotateOn(stage.kde));
    QCOMPARE(stage.itemsIn(stage.kde), 1);
    QCOMPARE(stage.itemsIn(stage.gnome), 0);
    QVERIFY(stage.isRestoredAloneOn(stage.kde));
}

void tst_FormerLogin::aNewLoginTakesTheOldItemAway()
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember(Stage::bob()));
    stage.startOn(stage.gnome);
    QVERIFY(stage.remember());
    QTRY_COMPARE(stage.itemsIn(stage.kde), 0);
    QVERIFY(stage.isRestoredAloneOn(stage.gnome));
}

void tst_FormerLogin::anotherUsersLoginEndsInTheFormerKeychain() // FL-44
{
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    stage.startOn(stage.gnome);
    QVERIFY(stage.logInVerified(Stage::bob(), {.remember = Remember::Keep}));
    QTRY_COMPARE(stage.itemsIn(stage.kde), 0);
    stage.startOn(stage.kde);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
}

void tst_FormerLogin::theManagerMayGoInTheMiddle_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::newRow("of reading") << Operation::Read;
    QTest::newRow("of removing") << Operation::Remove;
}

void tst_FormerLogin::theManagerMayGoInTheMiddle() // H6
{
    QFETCH(const Operation, operation);
    TwoDesktops stage;
    stage.startOn(stage.kde);
    QVERIFY(stage.remember());
    stage.startOn(stage.gnome);
    stage.former->hold(operation);
    const auto restored = stage.login().restore();
    QTRY_VERIFY(stage.former->heldCount() > 0);
    stage.deleteManager();
    QTRY_VERIFY(restored.isFinished());
    stage.former->releaseHeld();
    QCoreApplication::processEvents();
    QCOMPARE(reusedIn(stage, stage.gnome), 0);
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QTRY_COMPARE(stage.itemsIn(stage.kde), 0);
}

QTEST_GUILESS_MAIN(tst_FormerLogin)
#include "tst_formerlogin.moc"
