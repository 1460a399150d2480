// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaction.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qabstractbutton.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmdiarea.h>
#include <QtWidgets/qmdisubwindow.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qstackedwidget.h>
#include <QtWidgets/qtabbar.h>
#include <QtWidgets/qtabwidget.h>
#include <QtWidgets/qtoolbox.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// "You clicked Reports: log in, and Reports opens."
class tst_Navigation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aClosedTabThatIsClickedOpensAfterTheLogin();
    void whoTurnsAwayStaysWhereTheyAre();
    void aTabIsOpenedForWhoAskedOnly_data();
    void aTabIsOpenedForWhoAskedOnly();
    void aTabThatAsksForMoreSaysSo_data();
    void aTabThatAsksForMoreSaysSo();
    void aTabUnderTwoRequirementsAsksForBoth();
    void theLastTabThatWasClickedCounts();
    void whereTheyWantToBeCountsMoreThanWhereTheyWere();
    void onePromptAnswersTwoTabsAndAnAction();
    void aTabMayDieMeanwhile_data();
    void aTabMayDieMeanwhile();
    void aTabMayBeClosedByTheApplicationMeanwhile_data();
    void aTabMayBeClosedByTheApplicationMeanwhile();
    void onlyAClickIsAWish_data();
    void onlyAClickIsAWish();
    void aPageOfAToolBoxOpensByItsButton();
    void aPageThatCameLaterIsClickedAsWell();
    void aStackedPageOpensByATabBarOfItsOwn();
    void aDockThatIsCalledForOpens();
    void aWindowInAnAreaThatIsClickedOpens();
    void aWindowInAnAreaOpensByItsTab_data();
    void aWindowInAnAreaOpensByItsTab();
    void aPlaceholderInATabAsksItself();

private:
    void click(int tab, Qt::MouseButton button = Qt::LeftButton);
    void answer() { stage->prompt->answer(Stage::adasPassword()); }
    bool isAsking() const { return stage->prompt->isAsking(); }
    // Lets every answer arrive, also an answer that goes from hand to hand.
    static void settle()
    {
        for (int hand = 0; hand < 20; ++hand)
            QCoreApplication::processEvents();
    }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QTabWidget *tabs = nullptr;
    QPointer<QWidget> reports;
    QPointer<QWidget> accounts;
};

void tst_Navigation::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    window->resize(500, 300);
    tabs = new QTabWidget;
    tabs->addTab(new QLineEdit, QStringLiteral("Home"));
    tabs->addTab(reports = new QLineEdit, QStringLiteral("Reports"));
    tabs->addTab(accounts = new QLineEdit, QStringLiteral("Accounts"));
    window->setCentralWidget(tabs);
    window->show();
    QCoreApplication::processEvents();
}

void tst_Navigation::cleanup()
{
    window.reset();
    guard.reset();
    stage.reset();
}

void tst_Navigation::click(int tab, Qt::MouseButton button)
{
    QTest::mouseClick(tabs->tabBar(), button, {}, tabs->tabBar()->tabRect(tab).center());
    QCoreApplication::processEvents();
}

void tst_Navigation::aClosedTabThatIsClickedOpensAfterTheLogin() // FL-70
{
    guard->protect(reports, Requirement::login());
    click(1);
    QCOMPARE(tabs->currentIndex(), 0);
    QTRY_VERIFY(isAsking());
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::LogIn);
    answer();
    QTRY_COMPARE(tabs->currentIndex(), 1);
    QVERIFY(reports->isVisible() && reports->isEnabled());
    tabs->setCurrentIndex(0);
    stage->login().logOut();
    QVERIFY(stage->logInVerified(Stage::ada()));
    settle();
    QCOMPARE(tabs->currentIndex(), 0); // once
}

void tst_Navigation::whoTurnsAwayStaysWhereTheyAre() // FL-74
{
    guard->protect(reports, Requirement::login());
    QSignalSpy denied(guard.get(), &Guard::denied);
    click(1);
    QTRY_VERIFY(isAsking());
    stage->prompt->dismiss();
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(tabs->currentIndex(), 0);
    QVERIFY(stage->logInVerified(Stage::ada()));
    settle();
    QCOMPARE(tabs->currentIndex(), 0);
    click(1);
    QCOMPARE(tabs->currentIndex(), 1); // it is open now
}

void tst_Navigation::aTabIsOpenedForWhoAskedOnly_data() // rules 16, 20
{
    QTest::addColumn<QString>("first"); // what the session is like when the tab is clicked
    QTest::addColumn<QString>("deed");
    QTest::addColumn<int>("page");
    const auto row = [](const char *first, const char *deed, int page) {
        QTest::addRow("%s, %s", first, deed) << QString::fromLatin1(first) << QString::fromLatin1(deed) << page;
    };
    row("nobody", "answer", 1);
    row("nobody", "answer and come back", 0);
    row("nobody", "answer and lock", 0);
    row("nobody", "bob after the answer", 0);
    row("locked", "answer", 1);
    row("locked", "bob", 0);
    row("locked", "log out and come back", 0);
    row("stale", "answer", 1);
    row("stale", "bob", 0);
    row("stale", "lock and unlock", 0);
    row("stale", "log out and come back", 0);
}

void tst_Navigation::aTabIsOpenedForWhoAskedOnly()
{
    QFETCH(QString, first);
    QFETCH(QString, deed);
    QFETCH(int, page);
    const bool stale = first == QLatin1String("stale");
    guard->protect(reports, stale ? Requirement::freshLogin() : Requirement::login());
    if (first != QLatin1String("nobody"))
        QVERIFY(stage->logInVerified(Stage::ada(), {.fresh = false}));
    if (first == QLatin1String("locked"))
        stage->login().lock();
    tabs->setCurrentIndex(0);
    click(1);
    QTRY_VERIFY(isAsking());
    if (deed.contains(QLatin1String("answer")))
        answer();
    if (deed.contains(QLatin1String("bob")))
        QVERIFY(stage->logInVerified(Stage::bob()));
    if (deed.contains(QLatin1String("lock")))
        stage->login().lock();
    if (deed.contains(QLatin1String("unlock")))
        QVERIFY(stage->login().confirmLogin());
    if (deed.contains(QLatin1String("come back"))) {
        stage->login().logOut();
        QVERIFY(stage->logInVerified(Stage::ada()));
    }
    settle();
    QTRY_COMPARE(tabs->currentIndex(), page);
    QVERIFY(!isAsking());
}

void tst_Navigation::aTabThatAsksForMoreSaysSo_data()
{
    QTest::addColumn<bool>("isForGuests");
    QTest::newRow("forbidden") << false;
    QTest::newRow("for guests") << true;
}

void tst_Navigation::aTabThatAsksForMoreSaysSo() // rule 21
{
    QFETCH(bool, isForGuests);
    QVERIFY(stage->logInVerified(Stage::bob()));
    guard->protect(reports, isForGuests ? Requirement::guestOnly() : Requirement::scope(QStringLiteral("admin")));
    QSignalSpy denied(guard.get(), &Guard::denied);
    click(1);
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(1).value<Access>(), isForGuests ? Access::GuestOnly : Access::Forbidden);
    QVERIFY(!isAsking());
    QCOMPARE(tabs->currentIndex(), 0);
}

void tst_Navigation::aTabUnderTwoRequirementsAsksForBoth() // FL-67
{
    guard->protect(reports, Requirement::freshLogin());
    guard->protect(reports, Requirement::scope(QStringLiteral("admin")));
    QVERIFY(stage->logInVerified(Stage::ada(), {.fresh = false}));
    click(1);
    QTRY_VERIFY(isAsking());
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::Reauthenticate);
    answer();
    QTRY_COMPARE(tabs->currentIndex(), 1);
    QVERIFY(stage->logInVerified(Stage::bob()));
    QCOMPARE(tabs->currentIndex(), 2); // the next tab that is open
    click(1);
    settle();
    QVERIFY(!isAsking()); // he cannot be helped by a login
    QCOMPARE(tabs->currentIndex(), 2);
}

void tst_Navigation::theLastTabThatWasClickedCounts()
{
    guard->protect(reports, Requirement::login());
    guard->protect(accounts, Requirement::freshLogin());
    QSignalSpy changed(tabs, &QTabWidget::currentChanged);
    click(1);
    click(2);
    click(1);
    QTRY_COMPARE(stage->prompt->requests().size(), 1);
    answer();
    QTRY_COMPARE(tabs->currentIndex(), 1);
    settle();
    QCOMPARE(changed.count(), 1); // and it does not pass by the others
}

void tst_Navigation::whereTheyWantToBeCountsMoreThanWhereTheyWere()
{
    for (QWidget *page : {reports.data(), accounts.data()})
        guard->protect(page, Requirement::login());
    QVERIFY(stage->logInVerified(Stage::ada()));
    tabs->setCurrentWidget(reports);
    stage->login().lock();
    QCOMPARE(tabs->currentIndex(), 0);
    click(2);
    QTRY_VERIFY(isAsking());
    answer();
    QTRY_COMPARE(tabs->currentIndex(), 2);
    settle();
    QCOMPARE(tabs->currentIndex(), 2);
}

void tst_Navigation::onePromptAnswersTwoTabsAndAnAction() // FL-70
{
    auto *others = new QTabWidget(window.get());
    others->setGeometry(0, 150, 400, 100);
    others->addTab(new QLineEdit, QStringLiteral("Home"));
    auto *letters = new QLineEdit;
    others->addTab(letters, QStringLiteral("Letters"));
    others->show();
    QAction print;
    QStringList order;
    connect(tabs, &QTabWidget::currentChanged, this, [&](int i) { order += tabs->tabText(i); });
    connect(others, &QTabWidget::currentChanged, this, [&](int i) { order += others->tabText(i); });
    guard->protect(reports, Requirement::freshLogin());
    guard->protect(letters, Requirement::login());
    guard->connect(&print, &QAction::triggered, Requirement::login(), this, [&] { order += QStringLiteral("print"); });

    QTest::mouseClick(others->tabBar(), Qt::LeftButton, {}, others->tabBar()->tabRect(1).center());
    QTRY_VERIFY(isAsking());
    print.trigger();
    click(1);
    settle();
    QTRY_COMPARE(stage->prompt->requests().size(), 1);
    QVERIFY(order.isEmpty());
    answer();
    const QStringList asked = {QStringLiteral("Letters"), QStringLiteral("print"), QStringLiteral("Reports")};
    QTRY_COMPARE(order, asked);
    QCOMPARE(stage->prompt->requests().size(), 1);
}

void tst_Navigation::aTabMayDieMeanwhile_data()
{
    QTest::addColumn<QString>("who");
    for (const char *who : {"page", "tab widget", "window", "guard", "manager"})
        QTest::newRow(who) << QString::fromLatin1(who);
}

void tst_Navigation::aTabMayDieMeanwhile()
{
    QFETCH(QString, who);
    guard->protect(reports, Requirement::login());
    click(1);
    QTRY_VERIFY(isAsking());
    if (who == QLatin1String("page"))
        delete reports;
    if (who == QLatin1String("tab widget"))
        delete std::exchange(tabs, nullptr);
    if (who == QLatin1String("window"))
        window.reset();
    if (who == QLatin1String("guard"))
        guard.reset();
    if (who == QLatin1String("manager"))
        stage->deleteManager();
    if (isAsking()) // it is not the prompt's business
        answer();
    settle();
    QVERIFY(!window || !tabs || tabs->currentIndex() == 0);
}

void tst_Navigation::aTabMayBeClosedByTheApplicationMeanwhile_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("disabled") << 0;
    QTest::newRow("invisible") << 1;
    QTest::newRow("removed") << 2;
    QTest::newRow("the page disabled") << 3;
}

void tst_Navigation::aTabMayBeClosedByTheApplicationMeanwhile()
{
    QFETCH(int, how);
    guard->protect(reports, Requirement::login());
    click(1);
    if (how == 0)
        tabs->setTabEnabled(1, false);
    if (how == 1)
        tabs->setTabVisible(1, false);
    if (how == 2)
        tabs->removeTab(1);
    if (how == 3)
        reports->setEnabled(false);
    QTRY_VERIFY(isAsking());
    answer();
    settle();
    QCOMPARE(tabs->currentIndex(), 0);
    if (how == 2)
        delete reports;
}

void tst_Navigation::onlyAClickIsAWish_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"code", "right button", "drag", "elsewhere", "hidden", "open", "dead guard"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void tst_Navigation::onlyAClickIsAWish()
{
    QFETCH(QString, what);
    if (what == QLatin1String("open"))
        QVERIFY(stage->logInVerified(Stage::ada()));
    const bool hides = what == QLatin1String("hidden");
    guard->protect(reports, Requirement::login(), hides ? ViewGuard::WhenDenied::Hide : ViewGuard::WhenDenied::Disable);
    QTabBar *bar = tabs->tabBar();
    const QPoint spot = bar->tabRect(1).center();
    if (what == QLatin1String("code")) {
        tabs->setCurrentIndex(1);
        tabs->setCurrentWidget(reports);
    } else if (what == QLatin1String("right button")) {
        click(1, Qt::RightButton);
    } else if (what == QLatin1String("drag")) {
        QTest::mousePress(bar, Qt::LeftButton, {}, bar->tabRect(0).center());
        QTest::mouseRelease(bar, Qt::LeftButton, {}, spot);
    } else if (what == QLatin1String("elsewhere")) {
        QTest::mousePress(bar, Qt::LeftButton, {}, spot);
        QTest::mouseRelease(bar, Qt::LeftButton, {}, bar->tabRect(2).center());
    } else if (what == QLatin1String("dead guard")) {
        guard.reset();
        click(1);
    } else if (what == QLatin1String("hidden")) {
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->rect().center());
    } else {
        click(1);
        QCOMPARE(tabs->currentIndex(), 1);
    }
    settle();
    QVERIFY(stage->prompt->requests().isEmpty());
}

void tst_Navigation::aPageOfAToolBoxOpensByItsButton()
{
    QToolBox box;
    box.addItem(new QLineEdit, QStringLiteral("Home"));
    auto *letters = new QLineEdit;
    box.addItem(letters, QStringLiteral("Letters"));
    box.addItem(new QLineEdit, QStringLiteral("Archive"));
    box.show();
    guard->protect(letters, Requirement::login());
    box.setCurrentIndex(1);
    settle();
    QVERIFY(!isAsking()); // not by code
    box.setCurrentIndex(0);
    const auto buttons = box.findChildren<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly);
    QCOMPARE(buttons.size(), 3);
    buttons.at(2)->click();
    settle();
    QVERIFY(!isAsking()); // that one is open
    buttons.at(1)->setFocus();
    QTest::keyClick(buttons.at(1), Qt::Key_Space);
    QTRY_VERIFY(isAsking());
    box.setCurrentIndex(0);
    answer();
    QTRY_COMPARE(box.currentIndex(), 1);
    QVERIFY(letters->isEnabled());
}

void tst_Navigation::aPageThatCameLaterIsClickedAsWell()
{
    auto *page = new QLineEdit;
    auto *second = new QLineEdit;
    for (QWidget *each : {page, second})
        guard->protect(each, Requirement::login());
    const int index = tabs->addTab(page, QStringLiteral("Late"));
    QToolBox box;
    box.addItem(new QLineEdit, QStringLiteral("Home"));
    box.addItem(second, QStringLiteral("Late"));
    box.show();
    settle();
    click(index);
    box.findChildren<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly).at(1)->click();
    box.setCurrentIndex(0);
    QTRY_VERIFY(isAsking());
    answer();
    QTRY_COMPARE(tabs->currentIndex(), index);
    QTRY_COMPARE(box.currentIndex(), 1);
}

void tst_Navigation::aStackedPageOpensByATabBarOfItsOwn()
{
    // Only the application knows which tab belongs to which page: it guards the effect.
    QTabBar bar;
    QStackedWidget stack;
    for (const char *name : {"Home", "Reports"}) {
        bar.addTab(QLatin1String(name));
        stack.addWidget(new QLineEdit);
    }
    guard->connect(&bar, &QTabBar::currentChanged, Requirement::login(), &stack, &QStackedWidget::setCurrentIndex);
    bar.show();
    QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.tabRect(1).center());
    QCOMPARE(stack.currentIndex(), 0);
    answer();
    QTRY_COMPARE(stack.currentIndex(), 1);
}

void tst_Navigation::aDockThatIsCalledForOpens()
{
    auto *dock = new QDockWidget(QStringLiteral("Entries"), window.get());
    dock->setWidget(new QLineEdit);
    window->addDockWidget(Qt::LeftDockWidgetArea, dock);
    dock->hide();
    guard->protect(dock, Requirement::login());
    dock->toggleViewAction()->trigger();
    QTRY_VERIFY(isAsking());
    QVERIFY(!dock->isEnabled());
    answer();
    QTRY_VERIFY(dock->isVisible() && dock->isEnabled());
    stage->login().lock();
    dock->toggleViewAction()->trigger(); // puts it away
    settle();
    QVERIFY(!dock->isVisible());
    QVERIFY(!isAsking());
}

void tst_Navigation::aWindowInAnAreaThatIsClickedOpens()
{
    QMdiArea area;
    area.resize(500, 400);
    QMdiSubWindow *home = area.addSubWindow(new QLineEdit);
    QMdiSubWindow *letters = area.addSubWindow(new QLineEdit);
    home->setGeometry(0, 0, 200, 150);
    letters->setGeometry(210, 0, 200, 150);
    area.show();
    area.setActiveSubWindow(home);
    guard->protect(letters, Requirement::login());
    const QPoint title = letters->mapTo(&area, QPoint(60, 10));
    QTest::mouseClick(area.windowHandle(), Qt::LeftButton, {}, title); // as a person does, to whom it looks closed
    QTRY_VERIFY(isAsking());
    QCOMPARE(area.activeSubWindow(), home);
    answer();
    QTRY_COMPARE(area.activeSubWindow(), letters);
    QVERIFY(letters->isEnabled());
}

void tst_Navigation::aWindowInAnAreaOpensByItsTab_data()
{
    QTest::addColumn<bool>("tabsComeLater");
    QTest::newRow("tabs from the beginning") << false;
    QTest::newRow("tabs once it is closed") << true;
}

void tst_Navigation::aWindowInAnAreaOpensByItsTab()
{
    QFETCH(bool, tabsComeLater);
    QMdiArea area;
    area.resize(500, 400);
    QMdiSubWindow *home = area.addSubWindow(new QLineEdit);
    QMdiSubWindow *letters = area.addSubWindow(new QLineEdit);
    if (!tabsComeLater)
        area.setViewMode(QMdiArea::TabbedView);
    area.show();
    area.setActiveSubWindow(home);
    guard->protect(letters, Requirement::login());
    if (tabsComeLater) {
        area.setViewMode(QMdiArea::TabbedView);
        stage->login().lock(); // and it looks around once more
        QVERIFY(stage->logInVerified(Stage::ada()));
        stage->login().lock();
    }
    auto *bar = area.findChild<QTabBar *>();
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(1).center());
    QTRY_VERIFY(isAsking());
    area.setActiveSubWindow(home);
    answer();
    QTRY_COMPARE(area.activeSubWindow(), letters);
    QVERIFY(letters->isEnabled());
}

void tst_Navigation::aPlaceholderInATabAsksItself()
{
    GatedView *view = guard->view(Requirement::login(), [] { return new QLineEdit; });
    const int index = tabs->addTab(view, QStringLiteral("Letters"));
    settle();
    click(index);
    QCOMPARE(tabs->currentIndex(), index);
    QVERIFY(!isAsking()); // what is to be done stands there
    QTest::mouseClick(view->findChild<QPushButton *>(QStringLiteral("action")), Qt::LeftButton);
    QTRY_VERIFY(isAsking());
    answer();
    QTRY_VERIFY(view->isOpen());
    QCOMPARE(tabs->currentIndex(), index);
}

QTEST_MAIN(tst_Navigation)

#include "tst_navigation.moc"
