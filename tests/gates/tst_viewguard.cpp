// SPDX-License-Identifier: MIT
#include "guardedwindow.h"

#include <QtCore/qtimer.h>
#include <QtGui/qaction.h>
#include <QtGui/qshortcut.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qgroupbox.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabwidget.h>

using namespace QtLogin;
using namespace QtLogin::GuardedWindow;
using namespace std::chrono_literals;

// The objects that protect() closes and opens.
class tst_ViewGuard : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aWidgetClosesAndOpensWithTheSession_data();
    void aWidgetClosesAndOpensWithTheSession();
    void anActionIsDisabledNeverOnlyHidden_data();
    void anActionIsDisabledNeverOnlyHidden();
    void aMenuClosesWithAllThatIsInIt();
    void anOpenMenuCloses();
    void aDialogOfAClosedWindowIsNotInIt();
    void aTabPageClosesWithItsTab_data();
    void aTabPageClosesWithItsTab();
    void aDockStaysAway();
    void aHiddenQuestionIsOver();
    void twoRequirementsAreBothNeeded();
    void whatTwoRequirementsGuardOpensOnce();
    void twoGuardsAreBothNeeded();
    void eachReasonHasItsOwnWords();
    void wordsOfTheApplicationHold();
};

void tst_ViewGuard::aWidgetClosesAndOpensWithTheSession_data()
{
    addWays();
}

void tst_ViewGuard::aWidgetClosesAndOpensWithTheSession() // FL-60, rule 14
{
    QFETCH(WhenDenied, way);
    auto *button = new QPushButton(page);
    button->show();
    QSignalSpy clicked(button, &QPushButton::clicked);
    guard->protect(button, Requirement::login(), way);
    const auto isClosed = [&] {
        button->click();
        return !button->isEnabled() && button->isVisible() == (way == WhenDenied::Disable) && clicked.isEmpty();
    };
    QVERIFY(isClosed());
    logIn();
    QVERIFY(button->isEnabled() && button->isVisible());
    stage->login().lock();
    QVERIFY(isClosed());
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(button->isEnabled() && button->isVisible());
    stage->clock->advance(6min);
    QVERIFY(button->isEnabled());
    guard->protect(button, Requirement::freshLogin(), way);
    QVERIFY(isClosed());
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(button->isEnabled() && button->isVisible());
    logOut();
    QVERIFY(isClosed());
}

void tst_ViewGuard::anActionIsDisabledNeverOnlyHidden_data() // F4
{
    addWays();
}

void tst_ViewGuard::anActionIsDisabledNeverOnlyHidden()
{
    QFETCH(WhenDenied, way);
    auto *action = new QAction(QStringLiteral("Delete"), window.get());
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+D")));
    window->menuBar()->addMenu(QStringLiteral("File"))->addAction(action);
    QSignalSpy triggered(action, &QAction::triggered);
    QCoreApplication::processEvents(); // the menu bar takes up its shortcuts
    guard->protect(action, Requirement::login(), way);
    QVERIFY(!action->isEnabled());
    QCOMPARE(action->isVisible(), way == WhenDenied::Disable);
    action->trigger();
    QTest::keyClick(window.get(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(triggered.count(), 0);
    logIn();
    QVERIFY(action->isEnabled() && action->isVisible());
    QVERIFY(!action->actionGroup());
    QTest::keyClick(window.get(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(triggered.count(), 1);
    logOut();
    QVERIFY(!action->isEnabled());
}

void tst_ViewGuard::aMenuClosesWithAllThatIsInIt() // F6
{
    QMenu *menu = window->menuBar()->addMenu(QStringLiteral("Journal"));
    QAction *first = menu->addAction(QStringLiteral("First"));
    QMenu *inner = menu->addMenu(QStringLiteral("More"));
    QAction *second = inner->addAction(QStringLiteral("Second"));
    guard->protect(menu, Requirement::login());
    QAction *later = inner->addAction(QStringLiteral("Later"));
    auto *withMenu = new QAction(QStringLiteral("With a menu"), window.get());
    menu->addAction(withMenu);
    QMenu laterMenu;
    QAction *innermost = laterMenu.addAction(QStringLiteral("Innermost"));
    withMenu->setMenu(&laterMenu);
    const QList<QAction *> all = {menu->menuAction(), first, inner->menuAction(), second, later, withMenu, innermost};
    for (QAction *action : all)
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
    logIn();
    for (QAction *action : all)
        QVERIFY2(action->isEnabled(), qPrintable(action->text()));
    logOut();
    for (QAction *action : all)
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
}

void tst_ViewGuard::anOpenMenuCloses() // C10
{
    for (const WhenDenied way : {WhenDenied::Disable, WhenDenied::Hide}) {
        QMenu menu;
        menu.addAction(QStringLiteral("Copy"));
        guard->protect(&menu, Requirement::login(), way);
        logIn();
        menu.popup({});
        QVERIFY(menu.isVisible());
        stage->login().lock();
        QVERIFY(!menu.isVisible());
        QVERIFY(stage->login().confirmLogin());
        QVERIFY(!menu.isVisible()); // a menu is not opened again
        logOut();
    }
}

// Such as the dialog that asks for a login.
void tst_ViewGuard::aDialogOfAClosedWindowIsNotInIt()
{
    guard->protect(window.get(), Requirement::login());
    QVERIFY(!window->isEnabled());
    QDialog dialog(window.get());
    QShortcut shortcut(QKeySequence(QStringLiteral("Ctrl+H")), &dialog);
    QSignalSpy activated(&shortcut, &QShortcut::activated);
    QMenu menu(&dialog);
    menu.addAction(QStringLiteral("Paste"));
    dialog.show();
    QApplication::setActiveWindow(&dialog);
    QTest::keyClick(&dialog, Qt::Key_H, Qt::ControlModifier);
    QCOMPARE(activated.count(), 1);
    menu.popup({});
    QCoreApplication::processEvents();
    QVERIFY(menu.isVisible());
    menu.hide();

    guard->protect(&dialog, Requirement::login());
    menu.popup({});
    QTRY_VERIFY(!menu.isVisible());
}

void tst_ViewGuard::aTabPageClosesWithItsTab_data()
{
    addWays();
}

void tst_ViewGuard::aTabPageClosesWithItsTab()
{
    QFETCH(WhenDenied, way);
    QTabWidget tabs;
    tabs.addTab(new QLabel(QStringLiteral("for all")), QStringLiteral("All"));
    auto *secret = new QLineEdit(QStringLiteral("for Ada"));
    guard->protect(secret, Requirement::login(), way); // before it is a page
    tabs.addTab(secret, QStringLiteral("Ada"));
    tabs.addTab(new QLabel(QStringLiteral("for all")), QStringLiteral("Others"));
    tabs.show();
    QCoreApplication::processEvents();
    const auto isClosed = [&] {
        return !secret->isEnabled() && !tabs.isTabEnabled(1) && tabs.isTabVisible(1) == (way == WhenDenied::Disable)
            && (way == WhenDenied::Disable || !secret->isVisible());
    };
    QVERIFY(isClosed());
    tabs.setCurrentIndex(1);
    QVERIFY(!secret->isEnabled() && (way == WhenDenied::Disable || !secret->isVisible()));
    tabs.setTabEnabled(1, true);
    QVERIFY(!tabs.isTabEnabled(1) && !secret->isEnabled());
    tabs.setTabVisible(1, true);
    QTRY_VERIFY(isClosed());
    tabs.setCurrentIndex(0);
    logIn();
    QVERIFY(tabs.isTabEnabled(1) && tabs.isTabVisible(1) && secret->isEnabled());
    tabs.setCurrentIndex(1);
    QVERIFY(secret->isVisible());
    logOut();
    QVERIFY(isClosed());
    QVERIFY(tabs.currentIndex() != 1);
    logIn();
    QCOMPARE(tabs.currentIndex(), 1); // where they were
    QVERIFY(secret->isVisible() && secret->isEnabled());
}

void tst_ViewGuard::aHiddenQuestionIsOver() // F6
{
    QDialog dialog(page);
    guard->protect(&dialog, Requirement::login(), WhenDenied::Hide);
    QCOMPARE(dialog.exec(), int(QDialog::Rejected)); // at once
    logIn();
    QVERIFY(!dialog.isVisible());
    QTimer::singleShot(0, &dialog, [this] { logOut(); });
    QCOMPARE(dialog.exec(), int(QDialog::Rejected));
    logIn();
    QVERIFY(!dialog.isVisible());
}

void tst_ViewGuard::aDockStaysAway() // F5, fact 3
{
    auto *dock = new QDockWidget(QStringLiteral("Entries"), window.get());
    dock->setObjectName(QStringLiteral("entries"));
    dock->setWidget(new QLineEdit(QStringLiteral("secret")));
    window->addDockWidget(Qt::LeftDockWidgetArea, dock);
    dock->show();
    QCoreApplication::processEvents();
    const QByteArray state = window->saveState();
    guard->protect(dock, Requirement::login(), WhenDenied::Hide);
    QVERIFY(!dock->isVisible());
    QVERIFY(!dock->toggleViewAction()->isEnabled());
    dock->toggleViewAction()->trigger();
    QVERIFY(!dock->isVisible());
    dock->toggleViewAction()->toggle();
    QVERIFY(!dock->isVisible());
    QVERIFY(window->restoreState(state));
    QCoreApplication::processEvents();
    QVERIFY(!dock->isVisible());
    dock->setFloating(true);
    dock->show();
    QVERIFY(!dock->isVisible());
    dock->setFloating(false);
    window->addDockWidget(Qt::RightDockWidgetArea, dock);
    dock->show();
    QCoreApplication::processEvents();
    QVERIFY(!dock->isVisible());
    logIn();
    QVERIFY(dock->isVisible() && dock->isEnabled());
    QVERIFY(dock->toggleViewAction()->isEnabled());
    dock->close();
    logOut();
    logIn();
    QVERIFY(!dock->isVisible()); // as the person had closed it
}

void tst_ViewGuard::twoRequirementsAreBothNeeded() // FL-67
{
    const auto admin = Requirement::scope(QStringLiteral("admin"));
    auto *button = new QPushButton(page);
    button->show();
    auto *action = new QAction(page);
    for (const auto &requirement : {Requirement::freshLogin(), admin}) {
        guard->protect(button, requirement, requirement == admin ? WhenDenied::Hide : WhenDenied::Disable);
        guard->protect(action, requirement);
    }
    const auto isOpen = [&] {
        return button->isEnabled() == action->isEnabled() && button->isVisible() && button->isEnabled();
    };
    QVERIFY(!isOpen() && !action->isEnabled());
    QVERIFY(stage->logInVerified(Stage::bob()));
    QVERIFY(!isOpen() && !action->isEnabled());
    logIn();
    QVERIFY(isOpen());
    stage->clock->advance(6min);
    QVERIFY(!isOpen() && !action->isEnabled());
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(isOpen());
    logOut();
    QVERIFY(!isOpen() && !action->isEnabled() && !button->isVisible());
    button->setEnabled(false);
    action->setEnabled(false);
    logIn();
    QVERIFY(!isOpen() && !action->isEnabled() && button->isVisible());
}

void tst_ViewGuard::whatTwoRequirementsGuardOpensOnce() // FL-67
{
    QList<bool> seen;
    Watcher button(page);
    button.always = [&](bool enabled) { seen += enabled; };
    for (const auto &requirement : {Requirement::freshLogin(), Requirement::login()})
        guard->protect(&button, requirement);
    seen.clear();
    logIn();
    QCOMPARE(seen, QList<bool> {true});
}

void tst_ViewGuard::twoGuardsAreBothNeeded()
{
    ViewGuard other(&stage->login());
    auto *button = new QPushButton(page);
    button->show();
    auto *action = new QAction(page);
    guard->protect(button, Requirement::login(), WhenDenied::Hide);
    guard->protect(action, Requirement::login());
    other.protect(button, Requirement::freshLogin(), WhenDenied::Hide);
    other.protect(action, Requirement::freshLogin());
    const auto isOpen = [&] { return button->isVisible() && button->isEnabled() && action->isEnabled(); };
    const auto isClosed = [&] { return !button->isVisible() && !button->isEnabled() && !action->isEnabled(); };
    QVERIFY(isClosed());
    QVERIFY(stage->logInVerified(Stage::ada(), {.fresh = false}));
    QVERIFY(isClosed());
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(isOpen());
    stage->clock->advance(6min);
    QVERIFY(isClosed());
    logOut();
    QVERIFY(isClosed());
    logIn();
    QVERIFY(isOpen());
}

void tst_ViewGuard::eachReasonHasItsOwnWords()
{
    QPushButton button(QStringLiteral("Print"));
    button.setToolTip(QStringLiteral("Prints the page"));
    QAction action(QStringLiteral("Print"));
    QGroupBox box(QStringLiteral("Printing"));
    const ViewGuard::ClosedLooks looks = {
        {Access::LoginRequired, QStringLiteral("Log in to print"), QStringLiteral("Nobody is logged in")},
        {.access = Access::Locked, .toolTip = QStringLiteral("Locked")},
    };
    guard->protect(&button, Requirement::login(), WhenDenied::Disable, looks);
    guard->protect(&action, Requirement::login(), WhenDenied::Disable, looks);
    guard->protect(&box, Requirement::login(), WhenDenied::Disable, looks);
    QCOMPARE(button.text(), QStringLiteral("Log in to print"));
    QCOMPARE(button.toolTip(), QStringLiteral("Nobody is logged in"));
    QCOMPARE(action.text(), QStringLiteral("Log in to print"));
    QCOMPARE(box.title(), QStringLiteral("Log in to print"));
    logIn();
    QCOMPARE(button.text(), QStringLiteral("Print"));
    QCOMPARE(button.toolTip(), QStringLiteral("Prints the page"));
    QCOMPARE(action.text(), QStringLiteral("Print"));
    QCOMPARE(action.toolTip(), QStringLiteral("Print"));
    action.setText(QStringLiteral("Print page"));
    QCOMPARE(action.toolTip(), QStringLiteral("Print page")); // still its text
    QCOMPARE(box.title(), QStringLiteral("Printing"));
    stage->login().lock();
    QCOMPARE(button.text(), QStringLiteral("Print"));
    QCOMPARE(button.toolTip(), QStringLiteral("Locked"));
    logOut();
    QCOMPARE(button.text(), QStringLiteral("Log in to print"));
}

void tst_ViewGuard::wordsOfTheApplicationHold()
{
    QPushButton button(QStringLiteral("Print"));
    guard->protect(&button, Requirement::login(), WhenDenied::Disable,
                   {{Access::LoginRequired, QStringLiteral("Log in to print")}});
    button.setText(QStringLiteral("Print 3 pages"));
    logIn();
    QCOMPARE(button.text(), QStringLiteral("Print 3 pages"));
}

QTEST_MAIN(tst_ViewGuard)

#include "tst_viewguard.moc"
