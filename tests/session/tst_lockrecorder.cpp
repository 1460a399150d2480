// SPDX-License-Identifier: MIT
#include "rememberstage.h"

using namespace QtLogin;

// The records of a session for the next start.
class tst_LockRecorder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theEndOfTheDesktopSessionLocksNoStart();
    void aLockAfterItCounts();
};

// The guards close, because the screen is about to be another user's; the user did not lock.
void tst_LockRecorder::theEndOfTheDesktopSessionLocksNoStart()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    stage.login().lock(LockReason::SessionEnding);
    QVERIFY(stage.login().isLocked());
    QCOMPARE(stage.login().check(Requirement::login()), Access::Locked);
    QCOMPARE(locked.at(0).at(1).value<LockReason>(), LockReason::SessionEnding);
    QVERIFY(stage.comesBackAs("ada"));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_LockRecorder::aLockAfterItCounts()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.login().lock(LockReason::SessionEnding);
    QVERIFY(stage.login().confirmLogin()); // the user has stayed after all
    QCOMPARE(stage.login().check(Requirement::login()), Access::Allowed);
    stage.login().lock();
    QVERIFY(stage.restartAndRestore());
    QVERIFY(stage.login().isLocked());
    QVERIFY(stage.login().confirmLogin());
    QVERIFY(stage.comesBackAs("ada"));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

QTEST_GUILESS_MAIN(tst_LockRecorder)

#include "tst_lockrecorder.moc"
