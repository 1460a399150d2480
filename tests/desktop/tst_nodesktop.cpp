// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// A machine without any bus, as qtlogin_test() makes it.
class tst_NoDesktop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAliveAndNothingIsSaid() // row 54
    {
        Stage stage;
        QSignalSpy told(&stage.login(), &LoginManager::lockSourcesChanged);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(stage.logInVerified(Stage::ada()));
            stage.login().logOut();
        }
        QCOMPARE(stage.login().lockSources(), LockSources());
        QCOMPARE(told.count(), 0);
    }

    void idlenessLocksNevertheless() // row 54
    {
        Stage stage;
        stage.login().setSessionPolicy(SessionPolicy::strict());
        QVERIFY(stage.logInVerified(Stage::ada()));
        stage.clock->advance(15min);
        QVERIFY(stage.login().isLocked());
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    }

    void whoGoesAtOnceGoesQuietly()
    {
        for (int i = 0; i < 100; ++i) {
            Stage stage;
            QVERIFY(stage.logInVerified(Stage::ada()));
        }
    }
};

QTEST_GUILESS_MAIN(tst_NoDesktop)
#include "tst_nodesktop.moc"
