// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "support/patience.h"

#include <QtCore/qfile.h>

using namespace QtLogin;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;

// Several installations of one application on one computer, such as a Flatpak beside a package: the same application
// id, profile and keychain, and nothing else in common.
class tst_Installations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachKeepsItsOwnLogin();
    void whatIsUnderTheSharedKeyIsTakenOverOnce_data();
    void whatIsUnderTheSharedKeyIsTakenOverOnce();
    void whatAnotherHasStoredThereIsLeftAlone();
    void loggingOutRemovesWhatWasNotTakenOverYet();
    void aNewLoginReplacesWhatWasNotTakenOver();
    void withADamagedNumberTheNextLoginIsStored();

private:
    static QString installationPath(RememberStage &stage)
    {
        return stage.login().rememberedLogin()->profileFolder() + QStringLiteral("/default.installation");
    }
    // As versions stored it that did not tell installations apart.
    static void share(RememberStage &stage)
    {
        const QString own = stage.key();
        QVERIFY(own != Stage::sharedKey());
        stage.store->content()->insert(Stage::sharedKey(), stage.store->content()->take(own));
    }
    static bool isShared(RememberStage &stage) { return stage.store->content()->contains(Stage::sharedKey()); }
};

// The other installation.
class Other
{
public:
    explicit Other(RememberStage &stage) : m_stage(stage) { start(); }
    void start()
    {
        store = m_stage.anotherStore();
        LoginSetup setup = m_stage.setup();
        setup.profileFolder = m_stage.folder() + QStringLiteral("/other");
        login = std::make_unique<LoginManager>(setup.use(store));
    }
    bool remember(const UserPtr &user)
    {
        QSignalSpy stored(login->rememberedLogin(), &RememberedLogin::stored);
        return login->logInVerified(user, {.remember = Remember::Yes}) && (!stored.isEmpty() || stored.wait(patience));
    }
    bool comesBackAs(const char *id)
    {
        login.reset();
        start();
        return Stage::resultOf(login->restore()) && login->currentUser()->id() == QLatin1StringView(id);
    }

    std::shared_ptr<ScriptedSecretStore> store;
    std::unique_ptr<LoginManager> login;

private:
    RememberStage &m_stage;
};

void tst_Installations::eachKeepsItsOwnLogin()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    Other other(stage);
    QVERIFY(Stage::resultOf(other.login->restore()).failedWith(Error::Kind::Absent));
    QVERIFY(stage.comesBackAs("ada"));
    QVERIFY(other.remember(Stage::bob()));
    for (int i = 0; i < 2; ++i) {
        QVERIFY(stage.comesBackAs("ada"));
        QVERIFY(other.comesBackAs("bob"));
    }
    stage.login().logOut();
    QTRY_COMPARE(stage.store->content()->size(), 1);
    QVERIFY(other.comesBackAs("bob"));
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
}

void tst_Installations::whatIsUnderTheSharedKeyIsTakenOverOnce_data()
{
    QTest::addColumn<bool>("hasNumber");
    QTest::newRow("by an installation without a number") << false;
    QTest::newRow("by one that stopped in between") << true;
}

void tst_Installations::whatIsUnderTheSharedKeyIsTakenOverOnce()
{
    QFETCH(const bool, hasNumber);
    RememberStage stage;
    QVERIFY(stage.remember());
    share(stage);
    if (!hasNumber)
        QVERIFY(QFile::remove(installationPath(stage)));
    QVERIFY(stage.restartAndRotate());
    QTRY_VERIFY(!isShared(stage));
    QCOMPARE(stage.store->content()->size(), 1);
    QVERIFY(stage.comesBackAs("ada"));
    stage.login().logOut();
    QTRY_VERIFY(stage.store->content()->isEmpty());
}

void tst_Installations::whatAnotherHasStoredThereIsLeftAlone()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    share(stage);
    Other other(stage);
    QVERIFY(Stage::resultOf(other.login->restore()).failedWith(Error::Kind::Absent));
    QVERIFY(!other.login->rememberedLogin()->hasUser());
    QVERIFY(other.login->logInVerified(Stage::bob(), {.remember = Remember::No}));
    other.login->logOut();
    QVERIFY(other.remember(Stage::bob()));
    QVERIFY(Stage::resultOf(other.login->rememberedLogin()->forget()));
    QVERIFY(isShared(stage));
    QVERIFY(QFile::remove(installationPath(stage)));
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_Installations::loggingOutRemovesWhatWasNotTakenOverYet()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    share(stage);
    QVERIFY(QFile::remove(installationPath(stage)));
    stage.restartApplication();
    stage.store->fail(Operation::Write, Error::Kind::Unavailable);
    QVERIFY(stage.restore());
    QTRY_VERIFY(stage.store->count(Operation::Write) > 0);
    stage.login().logOut();
    QTRY_VERIFY(stage.store->content()->isEmpty());
}

void tst_Installations::aNewLoginReplacesWhatWasNotTakenOver()
{
    RememberStage stage;
    QVERIFY(stage.remember(Stage::ada()));
    share(stage);
    QVERIFY(QFile::remove(installationPath(stage)));
    stage.restartApplication();
    stage.store->fail(Operation::Write, Error::Kind::Unavailable);
    QVERIFY(stage.restore());
    QTRY_VERIFY(stage.store->count(Operation::Write) > 0);
    stage.store->heal();
    QVERIFY(stage.remember(Stage::bob()));
    QTRY_COMPARE(stage.store->content()->size(), 1);
    QVERIFY(stage.comesBackAs("bob"));
}

void tst_Installations::withADamagedNumberTheNextLoginIsStored()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(RememberStage::damage(installationPath(stage)));
    QVERIFY(stage.restartAndRestore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.remember());
    QVERIFY(stage.comesBackAs("ada"));
}

QTEST_GUILESS_MAIN(tst_Installations)
#include "tst_installations.moc"
