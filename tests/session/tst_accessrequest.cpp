// SPDX-License-Identifier: MIT
#include "rememberstage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// LoginManager::require(): whom it waits for, and what becomes of it when the session changes meanwhile.
class tst_AccessRequest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatAnyoneMayDoWaitsForTheRestore();
    void whatAnyoneMayDoDoesNotWaitForTheKeychain();
    void aPassedLimitLocksBeforeAnythingIsAsked();
    void aRequestOfNobodyIsForTheNextUser();
    void aRequestOfAUserEndsWithTheirLock();
    void aRequestThatBeganLockedOutlivesTheUnlocking();
};

// The user who comes back is the one it is answered with.
void tst_AccessRequest::whatAnyoneMayDoWaitsForTheRestore()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    const auto restoring = stage.login().restore();
    QCOMPARE(stage.login().state(), SessionState::Restoring);
    QCOMPARE(stage.login().check(Requirement::anyone()), Access::Allowed);
    const auto required = stage.login().require(Requirement::anyone());
    QVERIFY(!required.isFinished());
    const auto met = Stage::resultOf(required);
    QVERIFY(met);
    QCOMPARE(met->id, QStringLiteral("ada"));
    QVERIFY(Stage::resultOf(restoring));
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::anyone()))); // and now at once
}

void tst_AccessRequest::whatAnyoneMayDoDoesNotWaitForTheKeychain()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->fail(RememberStage::Operation::Read, Error::Kind::Locked);
    QVERIFY(!stage.restore());
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    const auto required = stage.login().require(Requirement::anyone());
    QVERIFY(required.isFinished());
    QVERIFY(Stage::resultOf(required));
}

void tst_AccessRequest::aPassedLimitLocksBeforeAnythingIsAsked()
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.clock->suspend(1h); // without an alarm
    const auto required = stage.login().require(Requirement::login());
    QVERIFY(stage.login().isLocked());
    QVERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::Unlock);
    stage.prompt->answer(Stage::adasPassword());
    QVERIFY(Stage::resultOf(required));
}

void tst_AccessRequest::aRequestOfNobodyIsForTheNextUser()
{
    Stage stage;
    const SessionMark mark = stage.login().mark();
    const auto required = stage.login().require(Requirement::login());
    QVERIFY(stage.login().isCurrent(mark));
    QVERIFY(stage.logInVerified(Stage::bob()));
    QVERIFY(stage.login().isCurrent(mark));
    const auto met = Stage::resultOf(required);
    QVERIFY(met);
    QCOMPARE(met->id, QStringLiteral("bob"));
    stage.login().logOut();
    QVERIFY(!stage.login().isCurrent(mark));
    QVERIFY(stage.logInVerified(Stage::bob()));
    QVERIFY(!stage.login().isCurrent(mark)); // also when the same user comes back
}

void tst_AccessRequest::aRequestOfAUserEndsWithTheirLock()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada(), {.fresh = false}));
    const SessionMark mark = stage.login().mark();
    const auto required = stage.login().require(Requirement::freshLogin());
    stage.login().lock();
    QVERIFY(Stage::resultOf(required).failedWith(Error::Kind::Cancelled));
    QVERIFY(stage.login().confirmLogin());
    QVERIFY(!stage.login().isCurrent(mark));
    QVERIFY(stage.login().isCurrent(stage.login().mark()));
}

void tst_AccessRequest::aRequestThatBeganLockedOutlivesTheUnlocking()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.login().lock();
    const SessionMark mark = stage.login().mark();
    const auto required = stage.login().require(Requirement::login());
    stage.prompt->answer(Stage::adasPassword());
    QVERIFY(Stage::resultOf(required));
    QVERIFY(stage.login().isCurrent(mark));
    stage.login().lock();
    QVERIFY(!stage.login().isCurrent(mark));
}

QTEST_GUILESS_MAIN(tst_AccessRequest)

#include "tst_accessrequest.moc"
