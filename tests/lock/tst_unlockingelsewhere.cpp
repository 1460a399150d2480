// SPDX-License-Identifier: MIT
#include "lock/lockedjournal.h"

#include "dialogs/logindialogprompt.h"

#include <QtGui/qdesktopservices.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qpushbutton.h>

using namespace QtLogin;
using namespace QtLogin::LockedJournal;

// How a user unlocks a window in the browser.
class tst_UnlockingElsewhere : public Fixture
{
    Q_OBJECT
public Q_SLOTS:
    void openInBrowser(const QUrl &) { ++m_opened; }

private Q_SLOTS:
    void initTestCase() { QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "openInBrowser"); }
    void init();
    void cleanup() { tearDown(); }
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(QStringLiteral("https")); }

    void itUnlocksInTheBrowser();
    void backGivesUpAndWorksAgain();
    void escapeLeadsBackFromTheBrowser();
    void afterBackThePasswordUnlocks();
    void anErrorIsSaidAndTheSessionStaysLocked();
    void itLogsOutWhileItWaits();
    void aDeviceAloneShowsNoCodeUnasked();
    void theNextLockBeginsAnew();
    void theEndOfTheManagerEndsTheWait();
    void aDialogThatIsClosedWhileItWaitsGivesUp();

private:
    void lockAndWait();
    void press(const char *button) { QTest::mouseClick(part<QPushButton>(button), Qt::LeftButton); }
    bool isVisible(const char *name) { return part<QWidget>(name) && part<QWidget>(name)->isVisible(); }
    void takeTimeAtThePage();

    int m_opened = 0;
};

static const NextStep page {.message = {},
                            .handle = "page-1",
                            .link = QUrl(QStringLiteral("https://id.example.org/authorize?state=1"))};

void tst_UnlockingElsewhere::init()
{
    setUp();
    m_opened = 0;
    stage->authenticator->offer(LoginWay::Browser, page, Stage::ada()->id());
}

// Once there is a page, that is: the end of an attempt is told before its prompt goes on.
void tst_UnlockingElsewhere::takeTimeAtThePage()
{
    QObject::connect(&login(), &LoginManager::busyChanged, &login(), [this](bool busy) {
        if (!busy && login().nextStep())
            stage->authenticator->hold();
    });
}

void tst_UnlockingElsewhere::lockAndWait()
{
    takeTimeAtThePage();
    login().lock();
    press("browserWay");
    QTRY_VERIFY(isVisible("back"));
    QTRY_COMPARE(m_opened, 1);
    QVERIFY(login().isLocked() && login().isBusy());
}

void tst_UnlockingElsewhere::itUnlocksInTheBrowser()
{
    lockAndWait();
    QVERIFY(words().contains(QStringLiteral("id.example.org")));
    QVERIFY(!isVisible("password"));
    stage->authenticator->releaseHeld();
    QTRY_VERIFY(window->isVisible());
    QVERIFY(login().isFresh());
    QVERIFY(stage->authenticator->givenUp().isEmpty());
}

void tst_UnlockingElsewhere::backGivesUpAndWorksAgain()
{
    lockAndWait();
    press("back");
    QTRY_VERIFY(isVisible("password"));
    QTRY_COMPARE(stage->authenticator->givenUp(), QList {page.handle});
    QVERIFY(login().isLocked());
    stage->authenticator->releaseHeld();
    QCoreApplication::processEvents();
    QVERIFY(login().isLocked());
    press("browserWay");
    QTRY_VERIFY(isVisible("back"));
    stage->authenticator->releaseHeld();
    QTRY_VERIFY(window->isVisible());
}

void tst_UnlockingElsewhere::escapeLeadsBackFromTheBrowser()
{
    lockAndWait();
    QTest::keyClick(part<QPushButton>("openAgain"), Qt::Key_Escape);
    QTRY_VERIFY(isVisible("password"));
    QCOMPARE(stage->authenticator->givenUp(), QList {page.handle});
    QVERIFY(login().isLocked());
}

void tst_UnlockingElsewhere::afterBackThePasswordUnlocks()
{
    lockAndWait();
    press("back");
    QTRY_VERIFY(isVisible("password"));
    stage->authenticator->releaseHeld();
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(window->isVisible());
}

void tst_UnlockingElsewhere::anErrorIsSaidAndTheSessionStaysLocked()
{
    lockAndWait();
    stage->authenticator->fail(Error::Kind::Cancelled);
    stage->authenticator->releaseHeld();
    QTRY_VERIFY(words().contains(QStringLiteral("The login in the browser was cancelled.")));
    QVERIFY(login().isLocked() && isVisible("password"));
    stage->authenticator->heal();
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(window->isVisible());
}

void tst_UnlockingElsewhere::itLogsOutWhileItWaits()
{
    lockAndWait();
    press("cancel");
    QTRY_VERIFY(!login().isAuthenticated() && !login().isLocked());
    QCOMPARE(stage->authenticator->givenUp(), QList {page.handle});
}

void tst_UnlockingElsewhere::aDeviceAloneShowsNoCodeUnasked()
{
    stage->authenticator->offer(LoginWay::Device, page, Stage::ada()->id());
    stage->authenticator->setWays({LoginWay::Device});
    stage->authenticator->forgetCalls();
    login().lock();
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    QVERIFY(stage->authenticator->calls().isEmpty());
    QVERIFY(isVisible("submit") && !isVisible("back") && !isVisible("password"));
    press("submit");
    QTRY_VERIFY(window->isVisible());
    QCOMPARE(m_opened, 0);
}

void tst_UnlockingElsewhere::theNextLockBeginsAnew()
{
    lockAndWait();
    stage->authenticator->releaseHeld();
    QTRY_VERIFY(window->isVisible());
    login().lock();
    QVERIFY(isVisible("password") && !isVisible("back"));
    press("browserWay");
    QTRY_VERIFY(isVisible("back"));
    stage->authenticator->releaseHeld();
    QTRY_VERIFY(window->isVisible());
}

void tst_UnlockingElsewhere::theEndOfTheManagerEndsTheWait()
{
    lockAndWait();
    const auto authenticator = stage->authenticator;
    stage->deleteManager();
    QCoreApplication::processEvents();
    QCOMPARE(authenticator->givenUp(), QList {page.handle});
    QVERIFY(lockScreen() && !isVisible("back") && !isVisible("openAgain"));
    authenticator->releaseHeld();
}

void tst_UnlockingElsewhere::aDialogThatIsClosedWhileItWaitsGivesUp()
{
    login().logOut();
    takeTimeAtThePage();
    login().setLoginPrompt(std::make_shared<LoginDialogPrompt>(window.get()));
    const auto asked = login().require(Requirement::login());
    auto *dialog = window->findChild<QDialog *>();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("browserWay")), Qt::LeftButton);
    QTRY_COMPARE(m_opened, 1);
    dialog->reject();
    QTRY_VERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Cancelled));
    QCOMPARE(stage->authenticator->givenUp(), QList {page.handle});
    stage->authenticator->releaseHeld();
    QVERIFY(!login().isAuthenticated());
}

QTEST_MAIN(tst_UnlockingElsewhere)
#include "tst_unlockingelsewhere.moc"
