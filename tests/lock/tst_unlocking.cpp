// SPDX-License-Identifier: MIT
#include "lock/lockedjournal.h"

#include "dialogs/logindialogprompt.h"
#include "gates/viewguard.h"

#include <QtTest/qsignalspy.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qpushbutton.h>

using namespace QtLogin;
using namespace QtLogin::LockedJournal;
using namespace std::chrono_literals;

// How a user unlocks a window at its lock screen, or ends the session there.
class tst_Unlocking : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aWrongPasswordIsSaidInline();
    void anotherPersonIsRefused();
    void aSecondStepIsAskedFor();
    void escapeDoesNothing();
    void enterUnlocksWhereverTheFocusHasBeen();
    void theLockScreenIsThePromptWhoeverAsks();
    void whoIsAskedFindsTheLockScreenWhereverItWas_data();
    void whoIsAskedFindsTheLockScreenWhereverItWas();
    void thePromptIsAskedWhereTheLockScreenHasGone();
    void itLogsOut();
    void loggingOutKeepsNothingOfThem();
    void anotherUserSeesNothingOfThem();
};

void tst_Unlocking::aWrongPasswordIsSaidInline()
{
    login().lock();
    unlockWith(QStringLiteral("byron"));
    QTRY_VERIFY(words().contains(QStringLiteral("This is not the right password.")));
    QCOMPARE(part<QLineEdit>("password")->text(), QString());
    QCOMPARE(lockScreen()->focusWidget(), part<QLineEdit>("password"));
    QVERIFY(login().isLocked());
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(window->isVisible());
}

void tst_Unlocking::anotherPersonIsRefused()
{
    // Also where the authenticator takes the password for that of another user, it unlocks for no other one.
    login().lock();
    stage->authenticator->answerWith(Authentication(Proof {.userId = QStringLiteral("bob")}));
    unlockWith(QStringLiteral("builder"));
    QTRY_VERIFY(words().contains(Error(Error::Kind::WrongUser).message()));
    QVERIFY(login().isLocked());
    QCOMPARE(login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(!window->isVisible());
}

void tst_Unlocking::aSecondStepIsAskedFor()
{
    stage->authenticator->requireStep({.message = QStringLiteral("Enter the code of your phone."), .handle = "phone"},
                                      "123456");
    login().lock();
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(words().contains(QStringLiteral("code of your phone")));
    QVERIFY(login().isLocked());
    auto *code = part<QLineEdit>("code");
    QTest::keyClicks(code, QStringLiteral("123456"));
    QTest::keyClick(code, Qt::Key_Return);
    QTRY_VERIFY(window->isVisible());
}

void tst_Unlocking::escapeDoesNothing()
{
    login().lock();
    QTest::keyClicks(part<QLineEdit>("password"), QStringLiteral("love"));
    QTest::keyClick(part<QLineEdit>("password"), Qt::Key_Escape);
    QCoreApplication::processEvents();
    QVERIFY(login().isLocked());
    QVERIFY(part<QLineEdit>("password")->isVisible());
    QCOMPARE(part<QLineEdit>("password")->text(), QString());
}

void tst_Unlocking::enterUnlocksWhereverTheFocusHasBeen()
{
    show();
    login().lock();
    QTRY_COMPARE(QApplication::focusWidget(), part<QLineEdit>("password"));
    do
        QTest::keyClick(lockScreen()->windowHandle(), Qt::Key_Tab);
    while (QApplication::focusWidget() != part<QLineEdit>("password"));
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(!login().isLocked());
}

void tst_Unlocking::theLockScreenIsThePromptWhoeverAsks()
{
    stage->login().setLoginPrompt(std::make_shared<LoginDialogPrompt>(window.get()));
    login().lock();
    const auto wanted = login().require(Requirement::login());
    QCoreApplication::processEvents();
    const auto windows = QApplication::topLevelWidgets();
    for (const QWidget *each : windows)
        QVERIFY2(!each->isVisible() || each == lockScreen(), qPrintable(each->windowTitle()));
    QTRY_COMPARE(QApplication::focusWidget(), part<QLineEdit>("password"));
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(!login().isLocked());
    QVERIFY(Stage::resultOf(wanted));
    QVERIFY(window->isVisible());
    QVERIFY(!QApplication::activeModalWidget());
}

void tst_Unlocking::whoIsAskedFindsTheLockScreenWhereverItWas_data()
{
    QTest::addColumn<bool>("minimised");
    QTest::newRow("minimised") << true;
    QTest::newRow("hidden with its window") << false;
}

void tst_Unlocking::whoIsAskedFindsTheLockScreenWhereverItWas()
{
    QFETCH(const bool, minimised);
    minimised ? window->showMinimized() : window->hide();
    login().lock();
    const auto unlocked = login().unlock();
    QTRY_VERIFY(lockScreen());
    QVERIFY(!lockScreen()->isMinimized());
    unlockWith(QStringLiteral("lovelace"));
    QVERIFY(Stage::resultOf(unlocked));
    QVERIFY(!lockScreen());
    QCOMPARE(window->isVisible(), minimised);
    QVERIFY(!stage->prompt->isAsking());
}

void tst_Unlocking::thePromptIsAskedWhereTheLockScreenHasGone()
{
    login().lock();
    const auto wanted = login().require(Requirement::login());
    window.reset(); // one of several windows has been closed for good
    QVERIFY(!stage->prompt->isAsking());
    const auto unlocked = login().unlock();
    QVERIFY(stage->prompt->isAsking());
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(Stage::resultOf(unlocked));
    QVERIFY(Stage::resultOf(wanted));
}

void tst_Unlocking::itLogsOut()
{
    login().lock();
    QTest::mouseClick(part<QPushButton>("cancel"), Qt::LeftButton);
    QTRY_COMPARE(login().state(), SessionState::SignedOut);
    QVERIFY(lockScreens().isEmpty());
    QVERIFY(window->isVisible());
}

void tst_Unlocking::loggingOutKeepsNothingOfThem() // F6
{
    ViewGuard guard(&login());
    auto *view = guard.view(Requirement::login(), [] { return new QLineEdit(QStringLiteral("her thoughts")); });
    window->setCentralWidget(view);
    QDialog dialog(window.get());
    new QLineEdit(QStringLiteral("her letter"), &dialog);
    dialog.open();
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    QDialog unopened(window.get());
    QSignalSpy unasked(&unopened, &QDialog::finished);
    const QPointer<QWidget> hers = view->content();
    login().lock();
    QVERIFY(hers);
    login().logOut();
    QVERIFY(window->isVisible());
    QVERIFY(!view->isOpen());
    QVERIFY(!dialog.isVisible());
    QCOMPARE(rejected.count(), 1);
    QCOMPARE(unasked.count(), 0);
    QTRY_VERIFY(!hers);
    for (const QDockWidget *dock : {window->left, window->floating})
        QVERIFY(dock->isVisible());
    QVERIFY(!allThatCanBeReadAloud().contains(QStringLiteral("her ")));
    window->takeCentralWidget();
    delete view;
}

void tst_Unlocking::anotherUserSeesNothingOfThem() // F6
{
    QDialog dialog(window.get());
    dialog.open();
    login().lock();
    QVERIFY(stage->logInVerified(Stage::bob()));
    QVERIFY(window->isVisible());
    QVERIFY(lockScreens().isEmpty());
    QVERIFY(!dialog.isVisible());
    login().lock();
    QVERIFY(words().contains(QStringLiteral("bob")));
    QVERIFY(!words().contains(QStringLiteral("ada")));
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(words().contains(QStringLiteral("not the right password")));
    unlockWith(QStringLiteral("builder"));
    QTRY_VERIFY(window->isVisible());
}

QTEST_MAIN(tst_Unlocking)

#include "tst_unlocking.moc"
