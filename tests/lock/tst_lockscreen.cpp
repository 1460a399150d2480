// SPDX-License-Identifier: MIT
#include "lock/windowlock.h"

#include "dialogs/logindialog.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/dialogrobot.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qscrollarea.h>

using namespace QtLogin;

// How a person meets the lock screen, and how another one gets past it: by ending the session.
class tst_LockScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QGuiApplication::setApplicationDisplayName(QStringLiteral("Journal")); }
    void init();
    void cleanup();

    void itSaysWhichApplicationIsLocked();
    void itStandsInTheMiddle_data();
    void itStandsInTheMiddle();
    void itsButtonsAreInSightInALowWindow();
    void somebodyElseIsLetInOnceTheyHaveLoggedIn();
    void somebodyElseWhoFailsOrTurnsAwayLeavesTheUserLocked();
    void somebodyElseIsAskedOverTheLockScreen_data();
    void somebodyElseIsAskedOverTheLockScreen();
    void somebodyElseMayFindEverythingDeleted_data();
    void somebodyElseMayFindEverythingDeleted();
    void enterUnlocksAndIsNotForSomebodyElse();
    void nobodyElseIsOfferedWhatCannotBeDone();
    void withoutAPromptThereIsNoSuchButton();

private:
    QWidget *screen() const;
    QDialog *form() const { return screen()->findChild<QScrollArea *>()->findChild<QDialog *>(); }
    LoginManager &login() { return m_stage->login(); }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<QMainWindow> m_window;
};

void tst_LockScreen::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    m_window = std::make_unique<QMainWindow>();
    m_window->resize(640, 480);
    new WindowLock(&login(), m_window.get());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_window->show();
    login().lock();
    QCoreApplication::processEvents();
}

void tst_LockScreen::cleanup()
{
    m_window.reset();
    m_stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

QWidget *tst_LockScreen::screen() const
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->objectName() == u"lockScreen" && window->isVisible())
            return window;
    }
    return nullptr;
}

void tst_LockScreen::itSaysWhichApplicationIsLocked()
{
    QCOMPARE(DialogRobot(form()).find<QLabel>("heading")->text(), QStringLiteral("Journal is locked"));
}

void tst_LockScreen::itStandsInTheMiddle_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("small") << QSize(500, 400);
    QTest::newRow("wide") << QSize(1600, 500);
    QTest::newRow("high") << QSize(600, 1200);
}

void tst_LockScreen::itStandsInTheMiddle()
{
    QFETCH(const QSize, size);
    screen()->resize(size);
    for (int i = 0; i < 3; ++i) // the layout, and the layout around it
        QCoreApplication::processEvents();
    const QPoint middle = form()->mapTo(screen(), form()->rect().center());
    const QPoint off = middle - screen()->rect().center();
    QVERIFY2(qAbs(off.x()) <= 2 && qAbs(off.y()) <= 2, qPrintable(QStringLiteral("%1, %2").arg(off.x()).arg(off.y())));
}

void tst_LockScreen::itsButtonsAreInSightInALowWindow()
{
    screen()->resize(400, 200);
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
    for (const char *name : {"submit", "cancel", "switchUser", "password"}) {
        const auto *part = DialogRobot(form()).find(name);
        QVERIFY2(part->visibleRegion().boundingRect() == part->rect(), name);
    }
}

void tst_LockScreen::somebodyElseIsLetInOnceTheyHaveLoggedIn()
{
    QSignalSpy ended(&login(), &LoginManager::loggedOut);
    DialogRobot(form()).click("switchUser");
    QVERIFY(m_stage->prompt->requests().isEmpty()); // not while the button is in the middle of its event
    QTRY_VERIFY(m_stage->prompt->isAsking());
    QVERIFY(login().isLocked());
    QVERIFY(screen());
    QVERIFY(!m_window->isVisible());
    QCOMPARE(m_stage->prompt->request().kind(), LoginRequest::Kind::LogIn);
    QCOMPARE(ended.count(), 0);
    m_stage->prompt->answer(Stage::bobsPassword());
    QTRY_COMPARE(login().currentUser()->id(), QStringLiteral("bob"));
    QCOMPARE(ended.count(), 1);
    QCOMPARE(ended.first().at(1).value<LogoutReason>(), LogoutReason::UserSwitched);
    QVERIFY(!screen());
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->isEnabled());
}

void tst_LockScreen::somebodyElseWhoFailsOrTurnsAwayLeavesTheUserLocked()
{
    QSignalSpy shown(&login(), &LoginManager::stateChanged);
    for (int i = 0; i < 2; ++i) { // and once more
        DialogRobot(form()).click("switchUser");
        QTRY_VERIFY(m_stage->prompt->isAsking());
        QVERIFY(!Stage::resultOf(m_stage->prompt->answer(Stage::wrongPassword())));
        QVERIFY(screen() && !m_window->isVisible());
        m_stage->prompt->dismiss();
        QCoreApplication::processEvents();
        QVERIFY(screen() && !m_window->isVisible());
        QVERIFY(login().isLocked());
        QCOMPARE(login().currentUser()->id(), QStringLiteral("ada"));
    }
    QCOMPARE(shown.count(), 0);
    DialogRobot(form()).type("password", QStringLiteral("lovelace"));
    DialogRobot(form()).press(Qt::Key_Enter);
    QTRY_VERIFY(m_window->isVisible());
    QCOMPARE(login().currentUser()->id(), QStringLiteral("ada"));
}

void tst_LockScreen::somebodyElseIsAskedOverTheLockScreen_data()
{
    QTest::addColumn<bool>("hasWindow");
    QTest::newRow("a prompt without a window") << false;
    QTest::newRow("a prompt of the locked window") << true;
}

void tst_LockScreen::somebodyElseIsAskedOverTheLockScreen()
{
    QFETCH(const bool, hasWindow);
    login().setLoginPrompt(std::make_shared<LoginDialogPrompt>(hasWindow ? m_window.get() : nullptr));
    const auto dialog = [] { return qobject_cast<LoginDialog *>(QApplication::activeModalWidget()); };
    for (int i = 0; i < 2; ++i) { // and once more
        DialogRobot(form()).click("switchUser");
        QTRY_VERIFY(dialog());
        QCOMPARE(dialog()->parentWidget(), screen());
        QCoreApplication::processEvents();
        QVERIFY(dialog() && dialog()->isVisible());
        DialogRobot(dialog()).press(Qt::Key_Escape);
        QTRY_VERIFY(!dialog());
        QVERIFY(login().isLocked());
        QVERIFY(screen() && screen()->isVisible());
    }
    DialogRobot(form()).click("switchUser");
    QTRY_VERIFY(dialog());
    DialogRobot(dialog()).type("userName", QStringLiteral("bob"));
    DialogRobot(dialog()).type("password", QStringLiteral("builder"));
    DialogRobot(dialog()).press(Qt::Key_Enter);
    QTRY_COMPARE(login().currentUser()->id(), QStringLiteral("bob"));
    QTRY_VERIFY(m_window->isVisible());
    QTRY_VERIFY(!dialog());
    QVERIFY(!screen());
    QVERIFY(login().isAuthenticated());
}

void tst_LockScreen::somebodyElseMayFindEverythingDeleted_data()
{
    QTest::addColumn<bool>("manager");
    QTest::newRow("the manager") << true;
    QTest::newRow("the window") << false;
}

void tst_LockScreen::somebodyElseMayFindEverythingDeleted()
{
    QFETCH(const bool, manager);
    bool done = false;
    QObject::connect(&login(), &LoginManager::loggedOut, this, [&] {
        done = true;
        manager ? m_stage->deleteManager() : m_window.reset();
    });
    DialogRobot(form()).click("switchUser");
    QTRY_VERIFY(m_stage->prompt->isAsking());
    m_stage->prompt->answer(Stage::bobsPassword());
    QTRY_VERIFY(done);
    QCoreApplication::processEvents();
}

void tst_LockScreen::enterUnlocksAndIsNotForSomebodyElse()
{
    const DialogRobot robot(form());
    robot.type("password", QStringLiteral("lovelace"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(login().isAuthenticated());
    QCOMPARE(login().currentUser()->id(), QStringLiteral("ada"));
}

void tst_LockScreen::nobodyElseIsOfferedWhatCannotBeDone()
{
    QVERIFY(DialogRobot(form()).find("switchUser")->isVisible());
    m_stage->deleteManager();
    QVERIFY(!DialogRobot(form()).find("switchUser")->isVisible());
    QVERIFY(!DialogRobot(form()).find("submit")->isVisible());
    QVERIFY(DialogRobot(form()).find("heading")->isVisible());
}

void tst_LockScreen::withoutAPromptThereIsNoSuchButton()
{
    const auto isOffered = [this](const std::shared_ptr<LoginPrompt> &prompt) {
        (void)login().confirmLogin();
        login().setLoginPrompt(prompt);
        login().lock();
        return DialogRobot(form()).find("switchUser")->isVisible();
    };
    QVERIFY(!isOffered(nullptr));
    QVERIFY(isOffered(m_stage->prompt));
}

QTEST_MAIN(tst_LockScreen)
#include "tst_lockscreen.moc"
