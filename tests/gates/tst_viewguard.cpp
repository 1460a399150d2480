// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qtimer.h>
#include <QtGui/qaction.h>
#include <QtGui/qactiongroup.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qgroupbox.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qstackedwidget.h>
#include <QtWidgets/qtabwidget.h>
#include <QtWidgets/qtoolbar.h>

using namespace QtLogin;
using namespace std::chrono_literals;

using WhenDenied = ViewGuard::WhenDenied;

class tst_ViewGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    // What protect() closes.
    void aWidgetClosesAndOpensWithTheSession_data();
    void aWidgetClosesAndOpensWithTheSession();
    void anActionIsDisabledNeverOnlyHidden_data();
    void anActionIsDisabledNeverOnlyHidden();
    void aMenuClosesWithAllThatIsInIt();
    void anOpenMenuCloses();
    void aTabPageClosesWithItsTab_data();
    void aTabPageClosesWithItsTab();
    void aDockStaysAway();
    void aHiddenQuestionIsOver();
    void twoRequirementsAreBothNeeded();
    void whatTwoRequirementsGuardOpensOnce();
    void twoGuardsAreBothNeeded();
    void eachReasonHasItsOwnWords();
    void wordsOfTheApplicationHold();

    // The application's wish holds when the gate opens.
    void theLastWishForAWidgetReturns_data();
    void theLastWishForAWidgetReturns();
    void theLastWishForAnActionReturns_data();
    void theLastWishForAnActionReturns();
    void anActionOfAGroupStaysInIt();
    void anActionMayJoinAGroupWhileClosed();
    void theLastWishForATabReturns();
    void aWidgetNeverShownIsShownWithItsWindow();
    void aReparentedWidgetStaysClosed();

    // Nothing that the application does opens a closed gate.
    void nothingOpensAClosedWidget_data();
    void nothingOpensAClosedWidget();
    void nothingOpensAClosedAction_data();
    void nothingOpensAClosedAction();
    void whoFightsTheGateLosesInTheNextMoment();

    // Who dies.
    void theDeadAreForgotten();
    void theDeathOfTheGuardCloses();
    void theDeathOfTheManagerCloses();
    void anythingMayBeDeletedWhileGatesMove_data();
    void anythingMayBeDeletedWhileGatesMove();
    void whatOpensBeforeItsTurnClosesWithTheRest();

private:
    void logIn() { QVERIFY(stage->logIn(Stage::ada())); }
    void logOut() { stage->login().logOut(); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QWidget *page = nullptr;
};

// Does something each time, or the first time, that it is enabled or disabled.
class Watcher : public QPushButton
{
public:
    using QPushButton::QPushButton;
    std::function<void()> once;
    std::function<void(bool)> always;

protected:
    void changeEvent(QEvent *event) override
    {
        QPushButton::changeEvent(event);
        if (always && event->type() == QEvent::EnabledChange)
            always(isEnabled());
        if (const auto act = std::exchange(once, {}); act && event->type() == QEvent::EnabledChange)
            act();
    }
};

void tst_ViewGuard::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    window->resize(400, 300);
    page = new QWidget;
    new QVBoxLayout(page);
    window->setCentralWidget(page);
    window->show();
    QApplication::setActiveWindow(window.get());
    QCoreApplication::processEvents();
}

void tst_ViewGuard::cleanup()
{
    window.reset();
    guard.reset();
    stage.reset();
}

static void addWays()
{
    QTest::addColumn<WhenDenied>("way");
    QTest::newRow("disable") << WhenDenied::Disable;
    QTest::newRow("hide") << WhenDenied::Hide;
}

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
        QVERIFY(!menu.isVisible()); // nobody wants it any more
        logOut();
    }
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
    QVERIFY(stage->logIn(Stage::bob()));
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
    QVERIFY(stage->logIn(Stage::ada(), {.fresh = false}));
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

enum class Utterance { Nothing, Disable, Enable, Hide, Show, DisableTwice, HideTwice, EnableThenDisable, ShowThenHide };

void tst_ViewGuard::theLastWishForAWidgetReturns_data()
{
    QTest::addColumn<WhenDenied>("way");
    QTest::addColumn<bool>("enabled");
    QTest::addColumn<bool>("shown");
    QTest::addColumn<int>("utterance");
    for (const WhenDenied way : {WhenDenied::Disable, WhenDenied::Hide}) {
        for (const bool enabled : {true, false}) {
            for (const bool shown : {true, false}) {
                for (int utterance = 0; utterance <= int(Utterance::ShowThenHide); ++utterance)
                    QTest::addRow("%s, %s, %s, %d", way == WhenDenied::Hide ? "hide" : "disable",
                                  enabled ? "enabled" : "disabled", shown ? "shown" : "hidden", utterance)
                        << way << enabled << shown << utterance;
            }
        }
    }
}

void tst_ViewGuard::theLastWishForAWidgetReturns()
{
    QFETCH(WhenDenied, way);
    QFETCH(bool, enabled);
    QFETCH(bool, shown);
    QFETCH(int, utterance);
    // The same is said to a widget that nobody protects.
    auto *guarded = new QPushButton(page);
    auto *free = new QPushButton(page);
    const auto say = [&](void (*what)(QWidget *)) {
        what(guarded);
        what(free);
    };
    say(shown ? [](QWidget *widget) { widget->show(); } : [](QWidget *widget) { widget->hide(); });
    say(enabled ? [](QWidget *widget) { widget->setEnabled(true); }
                : [](QWidget *widget) { widget->setEnabled(false); });
    guard->protect(guarded, Requirement::login(), way);
    const auto disable = [](QWidget *widget) { widget->setEnabled(false); };
    const auto enable = [](QWidget *widget) { widget->setEnabled(true); };
    const auto hide = [](QWidget *widget) { widget->hide(); };
    const auto show = [](QWidget *widget) { widget->show(); };
    for (int round = 0; round < 2; ++round) {
        switch (Utterance(utterance)) {
        case Utterance::Nothing:
            break;
        case Utterance::EnableThenDisable:
            say(enable);
            [[fallthrough]];
        case Utterance::Disable:
            say(disable);
            break;
        case Utterance::Enable:
            say(enable);
            break;
        case Utterance::ShowThenHide:
            say(show);
            [[fallthrough]];
        case Utterance::Hide:
            say(hide);
            break;
        case Utterance::Show:
            say(show);
            break;
        case Utterance::DisableTwice:
            say(disable);
            say(disable);
            break;
        case Utterance::HideTwice:
            say(hide);
            say(hide);
            break;
        }
        QVERIFY(!guarded->isEnabled());
        QVERIFY(way == WhenDenied::Disable || !guarded->isVisible());
        logIn();
        QCOMPARE(guarded->isEnabled(), free->isEnabled());
        QCOMPARE(guarded->isVisible(), free->isVisible());
        QCOMPARE(guarded->isHidden(), free->isHidden());
        logOut();
    }
}

void tst_ViewGuard::theLastWishForAnActionReturns_data()
{
    QTest::addColumn<WhenDenied>("way");
    QTest::addColumn<int>("utterance");
    for (const WhenDenied way : {WhenDenied::Disable, WhenDenied::Hide}) {
        for (int utterance = 0; utterance < 16; ++utterance)
            QTest::addRow("%s, %d", way == WhenDenied::Hide ? "hide" : "disable", utterance) << way << utterance;
    }
}

void tst_ViewGuard::theLastWishForAnActionReturns()
{
    QFETCH(WhenDenied, way);
    QFETCH(int, utterance);
    QAction guarded;
    QAction free;
    const auto say = [&](int what) {
        for (QAction *action : {&guarded, &free}) {
            switch (what) {
            case 0:
                action->setEnabled(false);
                break;
            case 1:
                action->setEnabled(true);
                break;
            case 2:
                action->setVisible(false);
                break;
            case 3:
                action->setVisible(true);
                break;
            }
        }
    };
    say(utterance / 4);
    guard->protect(&guarded, Requirement::login(), way);
    for (int round = 0; round < 2; ++round) {
        say(utterance % 4);
        QVERIFY(!guarded.isEnabled());
        QVERIFY(way == WhenDenied::Disable || !guarded.isVisible());
        logIn();
        QCOMPARE(guarded.isEnabled(), free.isEnabled());
        QCOMPARE(guarded.isVisible(), free.isVisible());
        logOut();
        say(utterance % 4);
    }
}

void tst_ViewGuard::anActionOfAGroupStaysInIt()
{
    for (const WhenDenied way : {WhenDenied::Disable, WhenDenied::Hide}) {
        QActionGroup group(nullptr);
        QAction *left = group.addAction(QStringLiteral("Left"));
        QAction *right = group.addAction(QStringLiteral("Right"));
        for (QAction *action : {left, right})
            action->setCheckable(true);
        left->setChecked(true);
        guard->protect(right, Requirement::login(), way);
        QVERIFY(!right->isEnabled());
        right->setEnabled(true);
        right->setVisible(true);
        QVERIFY(!right->isEnabled());
        QCOMPARE(right->isVisible(), way == WhenDenied::Disable);
        QCOMPARE(right->actionGroup(), &group);
        logIn();
        QVERIFY(right->isEnabled() && right->isVisible());
        right->trigger();
        QVERIFY(right->isChecked() && !left->isChecked());
        logOut();
        QVERIFY(!right->isEnabled());
    }
}

void tst_ViewGuard::anActionMayJoinAGroupWhileClosed()
{
    QActionGroup group(nullptr);
    QAction action;
    guard->protect(&action, Requirement::login());
    action.setActionGroup(&group);
    QVERIFY(!action.isEnabled());
    QCOMPARE(action.actionGroup(), &group);
    logIn();
    QVERIFY(action.isEnabled());
    logOut();
    action.setActionGroup(nullptr);
    QVERIFY(!action.isEnabled());
    action.setEnabled(true);
    QVERIFY(!action.isEnabled());
    logIn();
    QVERIFY(action.isEnabled());
}

void tst_ViewGuard::theLastWishForATabReturns()
{
    QTabWidget tabs;
    tabs.addTab(new QWidget, QStringLiteral("one"));
    auto *second = new QWidget;
    tabs.addTab(second, QStringLiteral("two"));
    guard->protect(second, Requirement::login());
    tabs.setTabEnabled(1, false);
    logIn();
    QVERIFY(!tabs.isTabEnabled(1) && !second->isEnabled());
    logOut();
    tabs.setTabEnabled(1, true);
    QVERIFY(!tabs.isTabEnabled(1) && !second->isEnabled());
    logIn();
    QVERIFY(tabs.isTabEnabled(1) && second->isEnabled());
    second->setEnabled(false); // the page alone
    logOut();
    logIn();
    QVERIFY(tabs.isTabEnabled(1) && !second->isEnabled());
    tabs.setTabVisible(1, false);
    logOut();
    logIn();
    QVERIFY(!tabs.isTabVisible(1));
}

void tst_ViewGuard::aWidgetNeverShownIsShownWithItsWindow()
{
    QWidget later;
    auto *button = new QPushButton(&later);
    auto *hidden = new QPushButton(&later);
    hidden->hide();
    for (QWidget *widget : {button, hidden})
        guard->protect(widget, Requirement::login(), WhenDenied::Hide);
    later.show();
    QVERIFY(!button->isVisible() && !hidden->isVisible());
    logIn();
    QVERIFY(button->isVisible() && !hidden->isVisible());

    QWidget third;
    auto *another = new QPushButton(&third);
    guard->protect(another, Requirement::login(), WhenDenied::Hide);
    logOut();
    logIn();
    third.show();
    QVERIFY(another->isVisible());

    // A layout shows what it is given, a moment later.
    logOut();
    auto *added = new QPushButton;
    guard->protect(added, Requirement::login(), WhenDenied::Hide);
    page->layout()->addWidget(added);
    QCoreApplication::processEvents();
    QVERIFY(!added->isVisible());
    logIn();
    QVERIFY(added->isVisible());
}

void tst_ViewGuard::aReparentedWidgetStaysClosed() // F5
{
    for (const WhenDenied way : {WhenDenied::Disable, WhenDenied::Hide}) {
        auto *button = new QPushButton(page);
        button->show();
        guard->protect(button, Requirement::login(), way);
        QWidget visible;
        visible.show();
        QWidget invisible;
        for (QWidget *parent : {&visible, &invisible, page}) {
            button->setParent(parent);
            parent->show();
            QVERIFY(!button->isEnabled());
            QVERIFY(way == WhenDenied::Disable || !button->isVisible());
            button->show();
            QVERIFY(!button->isEnabled());
            QVERIFY(way == WhenDenied::Disable || !button->isVisible());
        }
        logIn();
        QVERIFY(button->isEnabled() && button->isVisible());
        logOut();
        delete button;
    }
}

void tst_ViewGuard::nothingOpensAClosedWidget_data() // F5
{
    QTest::addColumn<QString>("attack");
    for (const char *attack :
         {"setEnabled", "setDisabled", "property", "parent", "grandparent", "layout", "show", "setVisible",
          "raise and show", "window", "stack", "queued", "native", "reparent", "setWindowFlags", "showNormal"})
        QTest::newRow(attack) << QString::fromLatin1(attack);
}

void tst_ViewGuard::nothingOpensAClosedWidget()
{
    QFETCH(QString, attack);
    auto *stack = new QStackedWidget(page);
    auto *holder = new QWidget;
    stack->addWidget(new QWidget);
    stack->addWidget(holder);
    stack->show();
    auto *disabled = new QPushButton(holder);
    auto *hidden = new QPushButton(holder);
    QSignalSpy clicked(disabled, &QPushButton::clicked);
    QSignalSpy hiddenClicked(hidden, &QPushButton::clicked);
    guard->protect(disabled, Requirement::login(), WhenDenied::Disable);
    guard->protect(hidden, Requirement::login(), WhenDenied::Hide);
    stack->setCurrentIndex(1);
    const QList<QWidget *> both = {disabled, hidden};
    for (QWidget *widget : both) {
        if (attack == QLatin1String("setEnabled")) {
            widget->setEnabled(true);
        } else if (attack == QLatin1String("setDisabled")) {
            widget->setDisabled(true);
            widget->setDisabled(false);
        } else if (attack == QLatin1String("property")) {
            widget->setProperty("enabled", true);
            widget->setProperty("visible", true);
        } else if (attack == QLatin1String("parent")) {
            holder->setEnabled(false);
            holder->setEnabled(true);
            holder->hide();
            holder->show();
        } else if (attack == QLatin1String("grandparent")) {
            window->setEnabled(false);
            window->setEnabled(true);
            window->hide();
            window->show();
        } else if (attack == QLatin1String("layout")) {
            page->layout()->addWidget(widget);
        } else if (attack == QLatin1String("show")) {
            widget->show();
        } else if (attack == QLatin1String("setVisible")) {
            widget->setVisible(false);
            widget->setVisible(true);
        } else if (attack == QLatin1String("raise and show")) {
            widget->raise();
            widget->setHidden(false);
        } else if (attack == QLatin1String("window")) {
            widget->setParent(nullptr);
            widget->show();
        } else if (attack == QLatin1String("stack")) {
            stack->addWidget(widget);
            stack->setCurrentWidget(widget);
        } else if (attack == QLatin1String("queued")) {
            QMetaObject::invokeMethod(widget, "show", Qt::QueuedConnection);
            QMetaObject::invokeMethod(widget, "setEnabled", Qt::QueuedConnection, Q_ARG(bool, true));
        } else if (attack == QLatin1String("native")) {
            widget->winId();
            holder->hide();
            holder->show();
        } else if (attack == QLatin1String("reparent")) {
            widget->setParent(page);
            page->hide();
            page->show();
        } else if (attack == QLatin1String("setWindowFlags")) {
            widget->setWindowFlags(Qt::Window);
            widget->show();
        } else if (attack == QLatin1String("showNormal")) {
            widget->showNormal();
        }
    }
    for (int moment = 0; moment < 2; ++moment) {
        for (QWidget *widget : both) {
            QVERIFY(!widget->isEnabled());
            static_cast<QPushButton *>(widget)->click();
        }
        QVERIFY(!hidden->isVisible());
        QVERIFY(clicked.isEmpty() && hiddenClicked.isEmpty());
        QCoreApplication::processEvents();
    }
    logIn();
    QVERIFY(disabled->isEnabled() && hidden->isEnabled());
    logOut();
    for (QWidget *widget : both)
        delete widget;
}

void tst_ViewGuard::nothingOpensAClosedAction_data() // F4, F5
{
    QTest::addColumn<QString>("attack");
    for (const char *attack : {"setEnabled", "setVisible", "resetEnabled", "group", "no group", "enabled group",
                               "tool bar", "shortcut", "property", "queued"})
        QTest::newRow(attack) << QString::fromLatin1(attack);
}

void tst_ViewGuard::nothingOpensAClosedAction()
{
    QFETCH(QString, attack);
    for (const WhenDenied way : {WhenDenied::Disable, WhenDenied::Hide}) {
        QAction action;
        QSignalSpy triggered(&action, &QAction::triggered);
        QAction another;
        guard->protect(&action, Requirement::login(), way);
        guard->protect(&another, Requirement::login(), way);
        QActionGroup group(nullptr);
        if (attack == QLatin1String("setEnabled")) {
            action.setEnabled(false);
            action.setEnabled(true);
        } else if (attack == QLatin1String("setVisible")) {
            action.setVisible(false);
            action.setVisible(true);
        } else if (attack == QLatin1String("resetEnabled")) {
            action.resetEnabled();
            action.setEnabled(false);
            action.resetEnabled();
        } else if (attack == QLatin1String("group")) {
            group.addAction(&action);
        } else if (attack == QLatin1String("no group")) {
            action.setActionGroup(nullptr);
            action.setEnabled(true);
        } else if (attack == QLatin1String("enabled group")) {
            action.actionGroup()->setEnabled(true);
            action.actionGroup()->setVisible(true);
            QVERIFY(!another.actionGroup()->isEnabled());
            QTRY_VERIFY(!another.isEnabled() && another.isVisible() == (way == WhenDenied::Disable));
        } else if (attack == QLatin1String("tool bar")) {
            window->addToolBar(QStringLiteral("tools"))->addAction(&action);
        } else if (attack == QLatin1String("shortcut")) {
            window->addAction(&action);
            action.setShortcut(QKeySequence(QStringLiteral("Ctrl+D")));
            action.setShortcutContext(Qt::ApplicationShortcut);
            QTest::keyClick(window.get(), Qt::Key_D, Qt::ControlModifier);
        } else if (attack == QLatin1String("property")) {
            action.setProperty("enabled", true);
            action.setProperty("visible", true);
        } else if (attack == QLatin1String("queued")) {
            QMetaObject::invokeMethod(&action, "setEnabled", Qt::QueuedConnection, Q_ARG(bool, true));
            QCoreApplication::processEvents();
        }
        QVERIFY(!action.isEnabled());
        QCOMPARE(action.isVisible(), way == WhenDenied::Disable);
        action.trigger();
        QVERIFY(triggered.isEmpty());
        logIn();
        QVERIFY(action.isEnabled() && action.isVisible());
        action.trigger();
        QCOMPARE(triggered.count(), 1);
        logOut();
    }
}

// Wants to be enabled and shown at all times.
class Stubborn : public QPushButton
{
public:
    using QPushButton::QPushButton;

protected:
    void changeEvent(QEvent *event) override
    {
        QPushButton::changeEvent(event);
        if (event->type() == QEvent::EnabledChange)
            setEnabled(true);
    }
    void hideEvent(QHideEvent *event) override
    {
        QPushButton::hideEvent(event);
        if (++hides < 10)
            show();
    }
    int hides = 0;
};

void tst_ViewGuard::whoFightsTheGateLosesInTheNextMoment() // F5
{
    auto *button = new Stubborn(page);
    button->show();
    logIn();
    guard->protect(button, Requirement::login(), WhenDenied::Disable);
    logOut();
    // It opens in every event in which it is closed; nobody can win that. What counts is that
    // nothing overflows, and that the effect is guarded elsewhere.
    QCoreApplication::processEvents();
    delete button;
}

void tst_ViewGuard::theDeadAreForgotten()
{
    for (int round = 0; round < 3; ++round) {
        QList<QObject *> objects;
        for (int i = 0; i < 50; ++i) {
            auto *button = new QPushButton;
            auto *action = new QAction;
            guard->protect(button, Requirement::login());
            guard->protect(action, Requirement::login());
            objects << button << action;
        }
        if (round % 2)
            logIn();
        qDeleteAll(objects);
        round % 2 ? logOut() : logIn();
    }
    auto *button = new QPushButton;
    guard->protect(button, Requirement::guestOnly());
    QVERIFY(!button->isEnabled());
    delete button;
}

void tst_ViewGuard::theDeathOfTheGuardCloses() // F1
{
    logIn();
    auto *button = new QPushButton(page);
    QAction action;
    guard->protect(button, Requirement::login());
    guard->protect(&action, Requirement::login());
    QVERIFY(button->isEnabled() && action.isEnabled());
    auto *hidden = new QPushButton(page);
    QAction invisible;
    guard->protect(hidden, Requirement::login(), WhenDenied::Hide);
    guard->protect(&invisible, Requirement::login(), WhenDenied::Hide);
    hidden->show();
    guard.reset();
    QVERIFY(!button->isEnabled() && !action.isEnabled());
    page->setEnabled(false);
    page->setEnabled(true);
    page->hide();
    page->show();
    action.setVisible(false);
    action.setVisible(true);
    QVERIFY(!button->isEnabled() && !action.isEnabled());
    QVERIFY(!hidden->isVisible() && !hidden->isEnabled());
    QVERIFY(!invisible.isVisible() && !invisible.isEnabled());
    button->setEnabled(true);
    action.setEnabled(true);
    QVERIFY(button->isEnabled() && action.isEnabled());
}

void tst_ViewGuard::theDeathOfTheManagerCloses() // F1
{
    logIn();
    auto *button = new QPushButton(page);
    QAction action;
    guard->protect(button, Requirement::anyone());
    guard->protect(&action, Requirement::login());
    stage->deleteManager();
    QVERIFY(!button->isEnabled() && !action.isEnabled());
    button->setEnabled(true);
    action.setEnabled(true);
    QVERIFY(!button->isEnabled() && !action.isEnabled());
}

void tst_ViewGuard::anythingMayBeDeletedWhileGatesMove_data() // F11
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<bool>("opening");
    for (const char *deed : {"guard", "manager", "neighbours", "protect more", "log out", "log in", "lock"}) {
        QTest::addRow("%s, opening", deed) << QString::fromLatin1(deed) << true;
        QTest::addRow("%s, closing", deed) << QString::fromLatin1(deed) << false;
    }
}

void tst_ViewGuard::anythingMayBeDeletedWhileGatesMove()
{
    QFETCH(QString, deed);
    QFETCH(bool, opening);
    QList<QPointer<QPushButton>> buttons;
    Watcher *watcher = nullptr;
    if (!opening)
        logIn();
    for (int i = 0; i < 9; ++i) {
        auto *button = i == 4 ? (watcher = new Watcher(page)) : new QPushButton(page);
        guard->protect(button, Requirement::login(), i % 2 ? WhenDenied::Hide : WhenDenied::Disable);
        buttons += button;
    }
    watcher->once = [&] {
        if (deed == QLatin1String("guard"))
            guard.reset();
        else if (deed == QLatin1String("manager"))
            stage->deleteManager();
        else if (deed == QLatin1String("neighbours"))
            for (int i : {2, 3, 5, 6, 8})
                delete buttons[i];
        else if (deed == QLatin1String("protect more"))
            for (int i = 0; i < 200; ++i) {
                buttons += new QPushButton(page);
                guard->protect(buttons.last(), Requirement::login());
            }
        else if (deed == QLatin1String("log out"))
            logOut();
        else if (deed == QLatin1String("lock"))
            stage->login().lock();
        else
            (void)stage->logIn(Stage::bob());
    };
    if (opening)
        (void)stage->logIn(Stage::ada());
    else
        logOut();
    const bool isOpen = guard && guard->check(Requirement::login()) == Access::Allowed;
    for (const auto &button : std::as_const(buttons))
        QVERIFY(!button || button->isEnabled() == isOpen);
}

// The gates know what will be open before they open anything.
void tst_ViewGuard::whatOpensBeforeItsTurnClosesWithTheRest() // F5
{
    Watcher first(page);
    QPushButton second(page);
    guard->protect(&first, Requirement::login());
    guard->protect(&second, Requirement::freshLogin());
    first.once = [&] {
        second.setEnabled(true);
        logOut();
    };
    (void)stage->logIn(Stage::ada());
    QVERIFY(!first.isEnabled() && !second.isEnabled());
}

QTEST_MAIN(tst_ViewGuard)

#include "tst_viewguard.moc"
