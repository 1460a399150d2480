// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;

class tst_Remembering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRememberedLoginComesBackAndIsNeverFresh(); // FL-56, rule 1, C6
    void logoutSurvivesTheLossOfTheManager(); // rule 2, FL-52
};

void tst_Remembering::aRememberedLoginComesBackAndIsNeverFresh()
{
    Stage stage;
    QVERIFY(stage.remember());
    QVERIFY(stage.login().isRemembered() && stage.login().isFresh());
    for (int run = 0; run < 3; ++run) {
        stage.restartApplication();
        QSignalSpy restored(&stage.login(), &LoginManager::restored);
        QSignalSpy in(&stage.login(), &LoginManager::loggedIn);
        QVERIFY(stage.restore());
        QCOMPARE(restored.count(), 1);
        QCOMPARE(in.count(), 0);
        QVERIFY(stage.login().isAuthenticated() && stage.login().isRemembered());
        QVERIFY(!stage.login().isFresh());
        QTRY_COMPARE(stage.store->count(Operation::Write), 1);
    }
}

void tst_Remembering::logoutSurvivesTheLossOfTheManager()
{
    Stage stage;
    QVERIFY(stage.remember());
    stage.login().logOut();
    stage.restartApplication(); // at once: the keychain has not been reached yet
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QTRY_VERIFY(!stage.hasItem());
}

QTEST_GUILESS_MAIN(tst_Remembering)
#include "tst_remembering.moc"
