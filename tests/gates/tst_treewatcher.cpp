// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qregularexpression.h>
#include <QtGui/qaction.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qgraphicsproxywidget.h>
#include <QtWidgets/qgraphicsview.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qsystemtrayicon.h>
#include <QtWidgets/qtoolbutton.h>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_TreeWatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aPropertyInDesignerIsEnough();
    void childrenThatComeLaterAreFound();
    void aMenuOfNobodyIsFoundWhereItStands_data();
    void aMenuOfNobodyIsFoundWhereItStands();
    void aMenuOfATrayIconIsFound_data() { aMenuOfNobodyIsFoundWhereItStands_data(); }
    void aMenuOfATrayIconIsFound();
    void aTrayIconElsewhereIsLeftAlone();
    void aMenuThatATrayIconGetsLaterIsFoundWhenItOpens();
    void whatASceneShowsIsFound_data() { aMenuOfNobodyIsFoundWhereItStands_data(); }
    void whatASceneShowsIsFound();
    void aSceneThatAViewGetsLaterIsFoundWhenItIsShown();
    void whatItCannotReadStaysClosed_data();
    void whatItCannotReadStaysClosed();
    void theWordsMeanWhatTheySay_data();
    void theWordsMeanWhatTheySay();

private:
    void logIn() { QVERIFY(stage->logInVerified(Stage::ada())); }
    void logOut() { stage->login().logOut(); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QWidget *page = nullptr;
};

void tst_TreeWatcher::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    page = new QWidget;
    window->setCentralWidget(page);
    window->show();
}

void tst_TreeWatcher::cleanup()
{
    window.reset();
    guard.reset();
    stage.reset();
}

void tst_TreeWatcher::aPropertyInDesignerIsEnough()
{
    auto *button = new QPushButton(page);
    button->setProperty("loginRequirement", QStringLiteral("login"));
    auto *action = new QAction(page);
    action->setProperty("loginRequirement", QByteArray("login scope:admin"));
    auto *guests = new QPushButton(page);
    guests->setProperty("loginRequirement", QStringLiteral("guest"));
    guard->protectTree(window.get());
    QVERIFY(!button->isEnabled() && !action->isEnabled() && guests->isEnabled());
    QVERIFY(stage->logInVerified(Stage::bob()));
    QVERIFY(button->isEnabled() && !action->isEnabled() && !guests->isEnabled());
    logIn();
    QVERIFY(button->isEnabled() && action->isEnabled());
}

void tst_TreeWatcher::childrenThatComeLaterAreFound()
{
    guard->protectTree(window.get());
    auto *deep = new QWidget(new QWidget(new QWidget(page)));
    auto *late = new QPushButton(deep);
    late->setProperty("loginRequirement", QStringLiteral("login"));
    QVERIFY(!late->isEnabled());

    auto *box = new QWidget;
    auto *built = new QPushButton(box);
    built->setProperty("loginRequirement", QStringLiteral("login"));
    auto *menuAction = new QAction(box);
    menuAction->setProperty("loginRequirement", QStringLiteral("login"));
    QVERIFY(built->isEnabled());
    box->setParent(deep);
    QVERIFY(!built->isEnabled() && !menuAction->isEnabled());

    QAction foreign;
    foreign.setProperty("loginRequirement", QStringLiteral("login"));
    deep->addAction(&foreign);
    QVERIFY(!foreign.isEnabled());
    QAction empty;
    deep->addAction(&empty);
    empty.setProperty("loginRequirement", QStringLiteral("login"));
    QVERIFY(!empty.isEnabled());

    auto *elsewhere = new QPushButton;
    elsewhere->setProperty("loginRequirement", QStringLiteral("login"));
    QVERIFY(elsewhere->isEnabled());
    delete elsewhere;
    logIn();
    QVERIFY(late->isEnabled() && built->isEnabled() && menuAction->isEnabled() && foreign.isEnabled());
    built->setParent(nullptr); // taking it away does not free it
    logOut();
    QVERIFY(!built->isEnabled());
    delete built;
}

void tst_TreeWatcher::aMenuOfNobodyIsFoundWhereItStands_data()
{
    QTest::addColumn<bool>("isThereBefore");
    QTest::newRow("there before") << true;
    QTest::newRow("comes later") << false;
}

void tst_TreeWatcher::aMenuOfNobodyIsFoundWhereItStands()
{
    QFETCH(bool, isThereBefore);
    QMenu admin(QStringLiteral("Admin"));
    QMenu users(QStringLiteral("Users"));
    QMenu more(QStringLiteral("More"));
    QMenu views(QStringLiteral("Views"));
    QToolButton button(page);
    QAction *view = window->menuBar()->addAction(QStringLiteral("View"));
    if (!isThereBefore)
        guard->protectTree(window.get());
    QAction *erase = users.addAction(QStringLiteral("Erase"));
    erase->setProperty("loginRequirement", QStringLiteral("login"));
    QAction *print = more.addAction(QStringLiteral("Print"));
    print->setProperty("loginRequirement", QStringLiteral("login"));
    QAction *ledger = views.addAction(QStringLiteral("Ledger"));
    ledger->setProperty("loginRequirement", QStringLiteral("login"));
    admin.addMenu(&users);
    window->menuBar()->addMenu(&admin);
    button.setMenu(&more);
    view->setMenu(&views);
    if (isThereBefore)
        guard->protectTree(window.get());
    QVERIFY(!erase->isEnabled() && !print->isEnabled() && !ledger->isEnabled());
    QAction *later = users.addAction(QStringLiteral("Rename"));
    later->setProperty("loginRequirement", QStringLiteral("login"));
    QVERIFY(!later->isEnabled());
    logIn();
    QVERIFY(erase->isEnabled() && print->isEnabled() && ledger->isEnabled() && later->isEnabled());
}

void tst_TreeWatcher::aMenuOfATrayIconIsFound()
{
    QFETCH(bool, isThereBefore);
    QMenu menu;
    QMenu more;
    menu.addMenu(&more);
    QSystemTrayIcon icon(window.get());
    icon.setContextMenu(&menu);
    if (!isThereBefore)
        guard->protectTree(window.get());
    QAction *erase = menu.addAction(QStringLiteral("Erase"));
    erase->setProperty("loginRequirement", QStringLiteral("login"));
    QAction *rename = more.addAction(QStringLiteral("Rename"));
    rename->setProperty("loginRequirement", QStringLiteral("login"));
    if (isThereBefore)
        guard->protectTree(window.get());
    QVERIFY(!erase->isEnabled() && !rename->isEnabled());
    logIn();
    QVERIFY(erase->isEnabled() && rename->isEnabled());
}

void tst_TreeWatcher::aTrayIconElsewhereIsLeftAlone()
{
    QWidget another;
    QMenu menu;
    QSystemTrayIcon icon(&another);
    icon.setContextMenu(&menu);
    QAction *erase = menu.addAction(QStringLiteral("Erase"));
    guard->protectTree(window.get());
    erase->setProperty("loginRequirement", QStringLiteral("login"));
    QVERIFY(erase->isEnabled());
}

void tst_TreeWatcher::aMenuThatATrayIconGetsLaterIsFoundWhenItOpens()
{
    guard->protectTree(window.get());
    QMenu menu; // it sends events before it has an action
    QAction *erase = menu.addAction(QStringLiteral("Erase"));
    erase->setProperty("loginRequirement", QStringLiteral("login"));
    QSystemTrayIcon icon(window.get());
    icon.setContextMenu(&menu);
    menu.popup({});
    QVERIFY(!erase->isEnabled());
    menu.hide();
    logIn();
    QVERIFY(erase->isEnabled());
}

void tst_TreeWatcher::whatASceneShowsIsFound()
{
    QFETCH(bool, isThereBefore);
    QGraphicsScene scene; // not below the window
    auto *view = new QGraphicsView(page);
    view->setScene(&scene);
    view->show();
    if (!isThereBefore)
        guard->protectTree(window.get());
    auto *panel = new QWidget;
    auto *button = new QPushButton(panel);
    button->setProperty("loginRequirement", QStringLiteral("login"));
    scene.addWidget(panel);
    auto *item = new QGraphicsWidget;
    QAction action;
    action.setProperty("loginRequirement", QStringLiteral("login"));
    item->addAction(&action);
    scene.addItem(item);
    if (isThereBefore)
        guard->protectTree(window.get());
    QCoreApplication::processEvents(); // a scene polishes its new items
    QVERIFY(!button->isEnabled() && !action.isEnabled());
    auto *late = new QPushButton(panel);
    late->setProperty("loginRequirement", QStringLiteral("login"));
    QVERIFY(!late->isEnabled());
    logIn();
    QVERIFY(button->isEnabled() && action.isEnabled() && late->isEnabled());
    logOut();
    QVERIFY(!button->isEnabled() && !action.isEnabled() && !late->isEnabled());
}

void tst_TreeWatcher::aSceneThatAViewGetsLaterIsFoundWhenItIsShown()
{
    QGraphicsScene scene;
    auto *button = new QPushButton;
    button->setProperty("loginRequirement", QStringLiteral("login"));
    scene.addWidget(button);
    QCoreApplication::processEvents();
    auto *view = new QGraphicsView(page);
    guard->protectTree(window.get());
    QVERIFY(button->isEnabled());
    view->setScene(&scene);
    view->show();
    QVERIFY(!button->isEnabled());
    logIn();
    QVERIFY(button->isEnabled());
}

void tst_TreeWatcher::whatItCannotReadStaysClosed_data() // F1
{
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char *name, const QVariant &value) { QTest::newRow(name) << value; };
    row("unknown", QStringLiteral("lgoin"));
    row("one of several", QStringLiteral("login admin"));
    row("capitals", QStringLiteral("Login"));
    row("empty", QString());
    row("blanks", QStringLiteral("  "));
    row("bool", true);
    row("number", 3);
    row("no seconds", QStringLiteral("fresh:"));
    row("zero seconds", QStringLiteral("fresh:0"));
    row("negative seconds", QStringLiteral("fresh:-5"));
    row("too many seconds", QStringLiteral("fresh:99999999999999999999"));
    row("words for seconds", QStringLiteral("fresh:soon"));
    row("no scope", QStringLiteral("scope:"));
    row("contradiction", QStringLiteral("login guest"));
    row("list", QStringList({QStringLiteral("login"), QStringLiteral("guest")}));
}

void tst_TreeWatcher::whatItCannotReadStaysClosed()
{
    QFETCH(QVariant, value);
    auto *button = new QPushButton(page);
    button->setProperty("loginRequirement", value);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("loginRequirement is not understood")));
    guard->protectTree(window.get());
    QVERIFY(!button->isEnabled());
    logIn();
    QVERIFY(!button->isEnabled());
    logOut();
    QVERIFY(!button->isEnabled());
}

void tst_TreeWatcher::theWordsMeanWhatTheySay_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QList<bool>>("open"); // no user, Bob, Bob after two minutes, Bob after six, Ada
    QTest::newRow("login") << QStringLiteral("login") << QList<bool> {false, true, true, true, true};
    QTest::newRow("fresh") << QStringLiteral("fresh") << QList<bool> {false, true, true, false, true};
    QTest::newRow("fresh:60") << QStringLiteral("fresh:60") << QList<bool> {false, true, false, false, true};
    QTest::newRow("fresh-open") << QStringLiteral("fresh-open") << QList<bool> {false, true, true, false, true};
    QTest::newRow("fresh-open:60") << QStringLiteral("fresh-open:60") << QList<bool> {false, true, false, false, true};
    QTest::newRow("scope:admin") << QStringLiteral("scope:admin") << QList<bool> {false, false, false, false, true};
    QTest::newRow("guest") << QStringLiteral("guest") << QList<bool> {true, false, false, false, false};
    QTest::newRow("both") << QStringLiteral(" scope:admin   fresh ") << QList<bool> {false, false, false, false, true};
}

void tst_TreeWatcher::theWordsMeanWhatTheySay()
{
    QFETCH(QString, words);
    QFETCH(QList<bool>, open);
    auto *button = new QPushButton(page);
    button->setProperty("loginRequirement", words);
    guard->protectTree(window.get());
    QList<bool> seen = {button->isEnabled()};
    QVERIFY(stage->logInVerified(Stage::bob()));
    seen += button->isEnabled();
    stage->clock->advance(2min);
    seen += button->isEnabled();
    stage->clock->advance(4min);
    seen += button->isEnabled();
    logIn();
    seen += button->isEnabled();
    QCOMPARE(seen, open);
}

QTEST_MAIN(tst_TreeWatcher)

#include "tst_treewatcher.moc"
