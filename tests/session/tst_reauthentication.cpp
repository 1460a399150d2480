// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// Locking, unlocking, and proving once more who is there.
class tst_Reauthentication : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void confirmingMakesFreshAndIsRefusedForNobody(); // DV1, FL-55
    void reauthenticatingAsSomebodyElseIsRefused(); // C9, rule 16
    void reauthenticatingWhereNobodyIsAnyMoreEndsTheSession_data();
    void reauthenticatingWhereNobodyIsAnyMoreEndsTheSession(); // DV4
    void lockingKeepsTheUserAndClosesEveryCheck();
    void whatWasBegunBeforeALockDoesNotOpenIt(); // C6, C10
    void aPromptFromBeforeALockDoesNotOpenIt(); // C6, C10
    void anOldProofConfirmsNothing_data();
    void anOldProofConfirmsNothing(); // C6
    void unlockingNeedsTheSamePerson();
};

void tst_Reauthentication::confirmingMakesFreshAndIsRefusedForNobody()
{
    Stage stage;
    QVERIFY(!stage.login().confirmLogin());
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.fresh = false}));
    QSignalSpy confirmed(&stage.login(), &LoginManager::loginConfirmed);
    QSignalSpy in(&stage.login(), &LoginManager::loggedIn);
    QVERIFY(stage.login().confirmLogin());
    QVERIFY(stage.login().isFresh());
    QCOMPARE(confirmed.count(), 1);
    QCOMPARE(in.count(), 0);
}

void tst_Reauthentication::reauthenticatingAsSomebodyElseIsRefused()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.fresh = false}));
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::bobsPassword())).failedWith(Error::Kind::WrongUser));
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(!stage.login().isFresh());
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QVERIFY(stage.login().isFresh());
}

void tst_Reauthentication::reauthenticatingWhereNobodyIsAnyMoreEndsTheSession_data()
{
    QTest::addColumn<UserPtr>("loaded");
    QTest::addColumn<LogoutReason>("why");
    QTest::newRow("gone") << UserPtr() << LogoutReason::UserGone;
    QTest::newRow("disabled") << Stage::inactiveAda() << LogoutReason::UserDisabled;
}

void tst_Reauthentication::reauthenticatingWhereNobodyIsAnyMoreEndsTheSession()
{
    QFETCH(const UserPtr, loaded);
    QFETCH(const LogoutReason, why);
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.fresh = false}));
    stage.loader->remove(QStringLiteral("ada"));
    if (loaded)
        stage.loader->add(loaded);
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    const auto proved = Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword()));
    QVERIFY(proved.failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), why);
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_Reauthentication::lockingKeepsTheUserAndClosesEveryCheck()
{
    Stage stage;
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    stage.login().lock(); // no user is logged in
    QCOMPARE(locked.count(), 0);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.login().lock(LockReason::ScreenLocked);
    QCOMPARE(locked.count(), 1);
    QCOMPARE(locked.at(0).at(1).value<LockReason>(), LockReason::ScreenLocked);
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(!stage.login().isAuthenticated() && !stage.login().isFresh());
    QCOMPARE(stage.login().check(Requirement::login()), Access::Locked);
    QCOMPARE(stage.login().check(Requirement::guestOnly()), Access::GuestOnly);
    QCOMPARE(stage.login().check(Requirement::anyone()), Access::Allowed);
}

void tst_Reauthentication::whatWasBegunBeforeALockDoesNotOpenIt()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    for (const bool again : {false, true}) {
        stage.authenticator->hold();
        const auto attempt = again ? stage.login().logIn(Stage::adasPassword())
                                   : stage.login().reauthenticate(Stage::adasPassword());
        stage.login().lock(LockReason::ScreenLocked);
        stage.authenticator->releaseHeld();
        QVERIFY(Stage::resultOf(attempt).failedWith(Error::Kind::Cancelled));
        QVERIFY(stage.login().isLocked() && !stage.login().isBusy());
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    }
}

void tst_Reauthentication::aPromptFromBeforeALockDoesNotOpenIt()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.fresh = false}));
    const auto needed = stage.login().require(Requirement::freshLogin());
    stage.authenticator->hold();
    stage.prompt->answer(Stage::adasPassword());
    stage.login().lock(LockReason::ScreenLocked);
    stage.authenticator->releaseHeld();
    QVERIFY(!Stage::resultOf(needed));
    QVERIFY(stage.login().isLocked() && !stage.prompt->isAsking());
}

void tst_Reauthentication::anOldProofConfirmsNothing_data()
{
    QTest::addColumn<bool>("locked");
    QTest::addColumn<std::chrono::seconds>("age");
    QTest::addColumn<bool>("counts");
    QTest::newRow("from before the lock") << true << 120s << false;
    QTest::newRow("from after the lock") << true << 30s << true;
    QTest::newRow("stale already") << false << std::chrono::seconds(3h) << false;
    QTest::newRow("of a while ago") << false << 30s << true;
}

void tst_Reauthentication::anOldProofConfirmsNothing()
{
    QFETCH(const bool, locked);
    QFETCH(const std::chrono::seconds, age);
    QFETCH(const bool, counts);
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.fresh = false}));
    if (locked)
        stage.login().lock();
    stage.clock->advance(60s);
    stage.authenticator->answerWith(
        Authentication(Proof {.userId = QStringLiteral("ada"), .provedAt = stage.clock->wall() - age}));
    QSignalSpy confirmed(&stage.login(), &LoginManager::loginConfirmed);
    const auto proved = Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword()));
    QCOMPARE(bool(proved), counts);
    QCOMPARE(stage.login().isLocked(), locked && !counts);
    QCOMPARE(stage.login().isFresh(), counts);
    QCOMPARE(confirmed.count(), counts && !locked ? 1 : 0);
}

void tst_Reauthentication::unlockingNeedsTheSamePerson()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.clock->advance(1h);
    stage.login().lock();
    QVERIFY(!Stage::resultOf(stage.login().unlock(Stage::bobsPassword())));
    QVERIFY(!Stage::resultOf(stage.login().unlock(Stage::wrongPassword())));
    QVERIFY(stage.login().isLocked());
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(!stage.login().isLocked() && stage.login().isFresh());
}

QTEST_GUILESS_MAIN(tst_Reauthentication)
#include "tst_reauthentication.moc"
