// SPDX-License-Identifier: MIT
#include "remember/lockfile_p.h"
#include "rememberstage.h"
#include "support/fulldisk.h"
#include "support/otheraccount.h"
#include "support/patience.h"

#include <QtCore/qdir.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;
using Verified = ScriptedVerifier::Operation;

// The login that is kept, ended and told where the disk, another process or a late answer stands in the way.
class tst_RememberFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Late answers
    void aLateAnswerUndoesNoNewerLogin(); // the last command wins
    void aLoginThatIsBeingStoredEndsWithTheNextUsers(); // FL-44
    void aLoginThatIsBeingStoredIsKeptByTheSameUser();
    void forgottenWhileItIsNotedItIsNotRemembered();

    // Another process that stands still
    void withoutTheLockNothingIsStored_data();
    void withoutTheLockNothingIsStored(); // H2, row 25

    // A disk that takes nothing
    void loggingOutEndsTheLoginAlsoWhereNothingCanBeWritten_data();
    void loggingOutEndsTheLoginAlsoWhereNothingCanBeWritten(); // D6, row 39
    void anotherUsersLoginEndsAlsoWhereNothingCanBeWritten_data();
    void anotherUsersLoginEndsAlsoWhereNothingCanBeWritten(); // FL-44
    void whatNeitherSideHasEndedIsTold();
    void whatCouldNotEndDoesNotComeBackInThisProcess_data();
    void whatCouldNotEndDoesNotComeBackInThisProcess(); // rule 2
    void whatATombstoneStandsForIsNotTold();
    void withNothingRememberedNothingIsTold();
    void whereNothingCanBeNotedNothingIsStored_data();
    void whereNothingCanBeNotedNothingIsStored();

    // Files that this account may not read or write
    void whatMayNotBeReadIsPutAsideAndTheLoginStored();
    void inAFolderOfAnotherAccountNothingIsStored();
    void aFolderThatMayNotBeLookedIntoCostsNoLogin();
    void aLoginThatIsNotKnownIsEndedOrToldOf();

private:
    // Lets answers that are on their way arrive.
    static void settle(RememberStage &stage)
    {
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::processEvents();
            (void)Stage::resultOf(stage.login().rememberedLogin()->peek());
        }
    }
    static void addUnwritable()
    {
        QTest::addColumn<bool>("isFull");
        QTest::newRow("a full disk") << true;
        QTest::newRow("a folder where no file can be made") << false;
    }
    // As long as it lives, none of the files of \a stage can be changed.
    class Unwritable
    {
    public:
        Unwritable(RememberStage &stage, bool isFull)
        {
            if (isFull)
                m_full = std::make_unique<FullDisk>(0);
            else
                for (const char *name : {"profile.lock", "devices.lock", "rotation"})
                    m_obstacles.append(stage.login().rememberedLogin()->profileFolder() + QStringLiteral("/default.") + QLatin1StringView(name));
            for (const QString &obstacle : std::as_const(m_obstacles)) // permissions would not stop root
                QVERIFY(QTest::qWaitFor([&] { return !QFile::exists(obstacle) && QDir().mkdir(obstacle); }, patience));
        }
        ~Unwritable()
        {
            for (const QString &obstacle : std::as_const(m_obstacles))
                QDir().rmdir(obstacle);
        }

    private:
        std::unique_ptr<FullDisk> m_full;
        QStringList m_obstacles;
    };
};

void tst_RememberFaults::aLateAnswerUndoesNoNewerLogin()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember(Stage::ada()));
    verifier->held = {Verified::Revoke};
    QVERIFY(stage.logInVerified(Stage::bob(), {.remember = Remember::Keep}));
    QTRY_VERIFY(!verifier->waiting.empty());
    QVERIFY(stage.remember(Stage::bob()));
    QVERIFY(stage.login().isRemembered());
    verifier->release(); // now the answer comes: bob is not remembered
    settle(stage);
    QVERIFY(stage.login().isRemembered());
    QVERIFY(stage.comesBackAs("bob"));
}

void tst_RememberFaults::aLoginThatIsBeingStoredEndsWithTheNextUsers()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    stage.store->hold(Operation::Write);
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = Remember::Yes}));
    QTRY_COMPARE(stage.store->heldCount(), 1);
    QVERIFY(stage.login().logInVerified(Stage::bob(), {.remember = Remember::Keep}));
    stage.store->releaseHeld();
    QTRY_VERIFY(verifier->series.isEmpty());
    settle(stage);
    QVERIFY(!stage.login().isRemembered());
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_RememberFaults::aLoginThatIsBeingStoredIsKeptByTheSameUser()
{
    RememberStage stage;
    stage.store->hold(Operation::Write);
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = Remember::Yes}));
    QTRY_COMPARE(stage.store->heldCount(), 1);
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    stage.store->releaseHeld();
    QTRY_VERIFY(stage.login().isRemembered());
    settle(stage);
    QVERIFY(stage.login().isRemembered());
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberFaults::forgottenWhileItIsNotedItIsNotRemembered()
{
    RememberStage stage;
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    stage.store->hold(Operation::Write);
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = Remember::Yes}));
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.store->releaseHeld(); // and its answer is on the way
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    settle(stage);
    QVERIFY(!stage.login().isRemembered());
    QCOMPARE(stored.count(), 0);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_RememberFaults::withoutTheLockNothingIsStored_data()
{
    QTest::addColumn<bool>("isLocked");
    QTest::newRow("the keychain is open") << false;
    QTest::newRow("the keychain is locked") << true;
}

void tst_RememberFaults::withoutTheLockNothingIsStored()
{
    QFETCH(const bool, isLocked);
    RememberStage stage;
    QVERIFY(stage.remember());
    const SecretPtr before = stage.item();
    stage.restartApplication();
    if (isLocked)
        stage.store->fail(Operation::Probe, Error::Kind::Locked);
    LockFile other(stage.login().rememberedLogin()->profileFolder() + QStringLiteral("/default.rotation"));
    QVERIFY(QTest::qWaitFor([&] { return other.tryLock(); }, patience));
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = Remember::Yes}));
    QTRY_VERIFY((stage.clock->advance(500ms), stored.count() + failed.count() > 0));
    QCOMPARE(stored.count(), 0);
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::TimedOut);
    QCOMPARE(stage.item(), before);
    QCOMPARE(stage.store->content()->size(), 1); // nor is anything else left behind

    other.unlock();
    QVERIFY(stage.remember());
    QCOMPARE(stored.count(), 1);
    stage.store->heal();
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberFaults::loggingOutEndsTheLoginAlsoWhereNothingCanBeWritten_data()
{
    addUnwritable();
}

void tst_RememberFaults::loggingOutEndsTheLoginAlsoWhereNothingCanBeWritten()
{
    QFETCH(const bool, isFull);
    RememberStage stage;
    QVERIFY(stage.remember());
    {
        const Unwritable unwritable(stage, isFull);
        QSignalSpy told(stage.login().rememberedLogin(), &RememberedLogin::revokeFailed);
        stage.login().logOut();
        QTRY_VERIFY(!stage.hasItem());
        QTRY_COMPARE(told.count(), 1); // a copy can still be used, and no tombstone says that it should not
        QCOMPARE(RememberStage::kindOf(told), Error::Kind::Unavailable);
        stage.restartApplication();
        QVERIFY(!stage.restore());
        QVERIFY(!stage.login().isAuthenticated());
    }
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.remember());
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberFaults::anotherUsersLoginEndsAlsoWhereNothingCanBeWritten_data()
{
    addUnwritable();
}

void tst_RememberFaults::anotherUsersLoginEndsAlsoWhereNothingCanBeWritten()
{
    QFETCH(const bool, isFull);
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    stage.restartApplication();
    {
        const Unwritable unwritable(stage, isFull);
        QVERIFY(stage.logInVerified(Stage::bob(), {.remember = Remember::Keep}));
        QTRY_VERIFY(!stage.hasItem());
    }
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_RememberFaults::whatNeitherSideHasEndedIsTold()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(stage.remember());
    verifier->faults.insert(Verified::Revoke, Error::Kind::Unavailable);
    stage.store->fail(Operation::Remove, Error::Kind::Locked);
    QSignalSpy told(stage.login().rememberedLogin(), &RememberedLogin::revokeFailed);
    stage.login().logOut();
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(RememberStage::kindOf(told), Error::Kind::Locked);
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent)); // here a tombstone stops it
}

void tst_RememberFaults::whatCouldNotEndDoesNotComeBackInThisProcess_data()
{
    addUnwritable();
}

void tst_RememberFaults::whatCouldNotEndDoesNotComeBackInThisProcess()
{
    QFETCH(const bool, isFull);
    RememberStage stage;
    QVERIFY(stage.remember());
    const Unwritable unwritable(stage, isFull);
    stage.store->fail(Operation::Remove, Error::Kind::Unavailable);
    QSignalSpy told(stage.login().rememberedLogin(), &RememberedLogin::revokeFailed);
    stage.login().logOut();
    QTRY_COMPARE(told.count(), 1);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    settle(stage);
    QVERIFY(!stage.login().isRemembered());
}

void tst_RememberFaults::whatATombstoneStandsForIsNotTold()
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QSignalSpy told(stage.login().rememberedLogin(), &RememberedLogin::revokeFailed);
    QVERIFY(stage.remember());
    verifier->faults.insert(Verified::Revoke, Error::Kind::Unavailable);
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    verifier->faults.clear();
    QVERIFY(stage.remember());
    stage.store->fail(Operation::Remove, Error::Kind::Unavailable);
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    QCOMPARE(told.count(), 0);
}

void tst_RememberFaults::withNothingRememberedNothingIsTold()
{
    RememberStage stage;
    stage.store->failAll(Error::Kind::Unavailable);
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::Keep}));
    settle(stage);
    const Unwritable unwritable(stage, true);
    QSignalSpy told(stage.login().rememberedLogin(), &RememberedLogin::revokeFailed);
    QVERIFY(stage.logInVerified(Stage::ada(), {.remember = Remember::No}));
    stage.login().logOut();
    settle(stage);
    QCOMPARE(told.count(), 0);
}

void tst_RememberFaults::whereNothingCanBeNotedNothingIsStored_data()
{
    QTest::addColumn<bool>("isFull");
    QTest::addColumn<bool>("isFirst");
    QTest::newRow("for the first time on a full disk") << true << true;
    QTest::newRow("for the first time in a folder where no file can be made") << false << true;
    QTest::newRow("again on a full disk") << true << false;
    QTest::newRow("again in a folder where no file can be made") << false << false;
}

void tst_RememberFaults::whereNothingCanBeNotedNothingIsStored()
{
    QFETCH(const bool, isFull);
    QFETCH(const bool, isFirst);
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    QVERIFY(isFirst ? QDir().mkpath(stage.login().rememberedLogin()->profileFolder()) : stage.remember());
    const auto content = *stage.store->content();
    const auto series = verifier->series.keys();
    {
        const Unwritable unwritable(stage, isFull);
        QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
        QVERIFY(stage.remember());
        QCOMPARE(failed.count(), 1);
        QCOMPARE(RememberStage::kindOf(failed), Error::Kind::Unavailable);
        settle(stage);
        QCOMPARE(stage.login().isRemembered(), !isFirst); // by the login before
        QCOMPARE(*stage.store->content(), content);
        QCOMPARE(verifier->series.keys(), series);
    }
    QCOMPARE(bool(stage.restartAndRestore()), !isFirst);
    QVERIFY(stage.remember());
    QVERIFY(stage.comesBackAs("ada"));
}

static bool setMode(const QString &path, QFile::Permissions permissions)
{
    return QFile::setPermissions(path, permissions);
}

void tst_RememberFaults::whatMayNotBeReadIsPutAsideAndTheLoginStored()
{
    RememberStage stage;
    QVERIFY(stage.remember()); // once with the rights of another account
    const QString folder = stage.login().rememberedLogin()->profileFolder();
    stage.restartApplication();
    QVERIFY(setMode(stage.folder(), QFile::Permissions(0x7755)));
    for (const QString &name : QDir(folder).entryList(QDir::Files))
        QVERIFY(setMode(folder + u'/' + name, {}));
    const OtherAccount account(folder);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut); // and does not wait for ever
    QSignalSpy stored(stage.login().rememberedLogin(), &RememberedLogin::stored);
    QVERIFY(stage.remember());
    QCOMPARE(stored.count(), 1);
    QVERIFY(stage.comesBackAs("ada"));
    QVERIFY(QFile::exists(stage.profilePath() + QStringLiteral(".damaged")));
}

void tst_RememberFaults::inAFolderOfAnotherAccountNothingIsStored()
{
    RememberStage stage;
    const QString folder = stage.login().rememberedLogin()->profileFolder();
    QVERIFY(QDir().mkpath(folder) && setMode(stage.folder(), QFile::Permissions(0x7755)));
    const OtherAccount account(folder);
    QVERIFY(setMode(folder, QFile::Permissions(0x5500)));
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    QVERIFY(stage.remember());
    QCOMPARE(failed.count(), 1);
    QVERIFY(stage.store->content()->isEmpty());
    QVERIFY(setMode(folder, QFile::Permissions(0x7700)));
    QVERIFY(stage.remember());
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberFaults::aFolderThatMayNotBeLookedIntoCostsNoLogin()
{
    RememberStage stage;
    const QString folder = stage.login().rememberedLogin()->profileFolder();
    QVERIFY(QDir().mkpath(folder) && setMode(stage.folder(), QFile::Permissions(0x7755)));
    const OtherAccount account(folder);
    QVERIFY(stage.remember());
    QVERIFY(setMode(folder, {}));
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Unavailable));
    QVERIFY(stage.hasItem());
    QVERIFY(setMode(folder, QFile::Permissions(0x7700)));
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RememberFaults::aLoginThatIsNotKnownIsEndedOrToldOf() // a damaged profile and a locked keychain
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(RememberStage::damage(stage.profilePath()));
    stage.restartApplication();
    stage.store->failAll(Error::Kind::Locked);
    QSignalSpy told(stage.login().rememberedLogin(), &RememberedLogin::revokeFailed);
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()).failedWith(Error::Kind::Locked));
    QCOMPARE(told.count(), 1);
    stage.store->heal();
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    QVERIFY(!stage.hasItem());
}

QTEST_GUILESS_MAIN(tst_RememberFaults)
#include "tst_rememberfaults.moc"
