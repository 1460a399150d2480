// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaction.h>
#include <QtGui/qactiongroup.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>

#include <stdexcept>

using namespace QtLogin;

// Slots of the application throw while guards and locks close or open. Everything closes, opens again and works, also the
// action whose own slot has thrown.
class tst_ThrowingHandlers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whatComesAfterItClosesAndWorksAgain_data();
    void whatComesAfterItClosesAndWorksAgain();
    void whatComesAfterItOpens_data() { whatComesAfterItClosesAndWorksAgain_data(); }
    void whatComesAfterItOpens();
    void aGuardThatEndsThrowsNothing();
    void aWindowThatIsLockedMeanwhileIsClosedAndComesBack();
    void aWindowThatIsUnlockedMeanwhileWorksAgain();
    void aLockedWindowThatEndsThrowsNothing();

private:
    enum class In { NoGroup, Group }; // of the application's: there it stays, and is closed by force
    QAction *protect(const char *name, const Requirement &requirement, WhenDenied way = WhenDenied::Disable,
                     In place = In::NoGroup);
    // The first action's slot throws when it changes next, so many \a times.
    void arm(int times = 1);
    bool othersAre(bool open) const;
    // Whether pressing \a action does once what it is for.
    bool works(QAction *action);
    bool othersWork();

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QPointer<GatedView> view;
    QAction *thrower = nullptr;
    QList<QAction *> others;
    int m_throws = 0; // to come
    int m_effects = 0;
};

void tst_ThrowingHandlers::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    others.clear();
    m_throws = 0;
    m_effects = 0;
}

void tst_ThrowingHandlers::cleanup()
{
    m_throws = 0;
    window.reset();
    guard.reset();
    stage.reset();
}

QAction *tst_ThrowingHandlers::protect(const char *name, const Requirement &requirement, WhenDenied way, In place)
{
    auto *action = window->menuBar()->addAction(QLatin1String(name));
    connect(action, &QAction::triggered, this, [this] { ++m_effects; });
    if (place == In::Group) {
        auto *group = new QActionGroup(action);
        group->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
        group->addAction(action);
    }
    guard->protect(action, requirement, way);
    return action;
}

void tst_ThrowingHandlers::arm(int times)
{
    const auto fire = [this] {
        if (m_throws > 0 && m_throws-- > 0)
            throw std::runtime_error("a slot has thrown");
    };
    connect(thrower, &QAction::enabledChanged, this, fire);
    connect(thrower, &QAction::visibleChanged, this, fire);
    connect(thrower, &QAction::changed, this, fire);
    m_throws = times;
}

bool tst_ThrowingHandlers::othersAre(bool open) const
{
    const bool shows = view->content() && view->content()->isVisible();
    return shows == open
        && std::all_of(others.begin(), others.end(), [open](const QAction *each) { return each->isEnabled() == open; });
}

bool tst_ThrowingHandlers::works(QAction *action)
{
    const int before = m_effects;
    action->trigger();
    return action->isEnabled() && action->isVisible() && m_effects == before + 1;
}

bool tst_ThrowingHandlers::othersWork()
{
    return std::all_of(others.cbegin(), others.cend(), [this](QAction *each) { return works(each); });
}

void tst_ThrowingHandlers::whatComesAfterItClosesAndWorksAgain_data()
{
    QTest::addColumn<WhenDenied>("way");
    QTest::addColumn<bool>("isGrouped");
    QTest::addColumn<int>("times");
    for (int times = 1; times <= 3; ++times) {
        QTest::addRow("disabled, %d", times) << WhenDenied::Disable << false << times;
        QTest::addRow("hidden, %d", times) << WhenDenied::Hide << false << times;
        QTest::addRow("in a group, disabled, %d", times) << WhenDenied::Disable << true << times;
        QTest::addRow("in a group, hidden, %d", times) << WhenDenied::Hide << true << times;
    }
}

void tst_ThrowingHandlers::whatComesAfterItClosesAndWorksAgain()
{
    QFETCH(const WhenDenied, way);
    QFETCH(const bool, isGrouped);
    QFETCH(const int, times);
    thrower = protect("first", Requirement::login(), way, isGrouped ? In::Group : In::NoGroup);
    others = {protect("of the same gate", Requirement::login(), way), protect("of another", Requirement::freshLogin())};
    window->setCentralWidget(view = guard->view(Requirement::login(), [] { return new QLabel(QStringLiteral("secret")); }));
    window->show();
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(othersAre(true));
    arm(times);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, stage->login().logOut());
    QVERIFY(m_throws < times);
    m_throws = 0;
    QVERIFY(othersAre(false));
    QVERIFY(!thrower->isEnabled());
    QCOMPARE(thrower->isVisible(), way == WhenDenied::Disable);
    thrower->trigger();
    thrower->setEnabled(false);
    thrower->setEnabled(true); // the application opens it
    thrower->trigger();
    QCOMPARE(m_effects, 0);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(stage->logInVerified(Stage::ada()));
        QVERIFY(othersAre(true));
        QVERIFY(works(thrower));
        QVERIFY(othersWork());
        stage->login().logOut();
        QVERIFY(othersAre(false) && !thrower->isEnabled());
    }
}

void tst_ThrowingHandlers::whatComesAfterItOpens()
{
    QFETCH(const WhenDenied, way);
    QFETCH(const bool, isGrouped);
    QFETCH(const int, times);
    thrower = protect("first", Requirement::login(), way, isGrouped ? In::Group : In::NoGroup);
    others = {protect("of the same gate", Requirement::login(), way), protect("of another", Requirement::freshLogin())};
    window->setCentralWidget(view = guard->view(Requirement::login(), [] { return new QLabel(QStringLiteral("secret")); }));
    window->show();
    arm(times);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)stage->login().logInVerified(Stage::ada()));
    QVERIFY(m_throws < times);
    m_throws = 0;
    QVERIFY(othersAre(true));
    QVERIFY(othersWork());
    QVERIFY(works(thrower));
    stage->login().logOut();
    QVERIFY(othersAre(false) && !thrower->isEnabled());
    QVERIFY(stage->logInVerified(Stage::bob()));
    QVERIFY(othersAre(true) && works(thrower));
}

void tst_ThrowingHandlers::aGuardThatEndsThrowsNothing()
{
    thrower = protect("first", Requirement::login());
    others = {protect("second", Requirement::login())};
    window->setCentralWidget(view = guard->view(Requirement::login(), [] { return new QLabel(QStringLiteral("secret")); }));
    window->show();
    QVERIFY(stage->logInVerified(Stage::ada()));
    arm();
    QTest::ignoreMessage(QtCriticalMsg, "A slot has thrown an exception when a guard or a lock ended.");
    guard.reset();
    QVERIFY(!m_throws);
    QVERIFY(!others.first()->isEnabled());
}

void tst_ThrowingHandlers::aWindowThatIsLockedMeanwhileIsClosedAndComesBack()
{
    auto *menu = window->menuBar()->addMenu(QStringLiteral("Menu"));
    thrower = menu->addAction(QStringLiteral("first"));
    QAction *second = menu->addAction(QStringLiteral("second"));
    connect(second, &QAction::triggered, this, [this] { ++m_effects; });
    new WindowLock(&stage->login(), window.get());
    window->show();
    QVERIFY(stage->logInVerified(Stage::ada()));
    arm();
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, stage->login().lock());
    QVERIFY(!m_throws);
    QCOMPARE(stage->login().state(), SessionState::Locked);
    QVERIFY(!window->isVisible());
    second->trigger();
    QCOMPARE(m_effects, 0);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(stage->login().confirmLogin());
        QVERIFY(window->isVisible() && window->isEnabled());
        second->trigger();
        QCOMPARE(m_effects, i + 1);
        stage->login().lock();
        QVERIFY(!window->isVisible());
    }
}

void tst_ThrowingHandlers::aWindowThatIsUnlockedMeanwhileWorksAgain()
{
    auto *menu = window->menuBar()->addMenu(QStringLiteral("Menu"));
    thrower = menu->addAction(QStringLiteral("first"));
    others = {menu->addAction(QStringLiteral("second")), menu->addAction(QStringLiteral("third"))};
    const auto all = menu->actions();
    for (QAction *each : all)
        connect(each, &QAction::triggered, this, [this] { ++m_effects; });
    new WindowLock(&stage->login(), window.get());
    window->show();
    QVERIFY(stage->logInVerified(Stage::ada()));
    stage->login().lock();
    QVERIFY(!window->isVisible());
    arm(3);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)stage->login().confirmLogin());
    QVERIFY(m_throws < 3);
    m_throws = 0;
    for (int i = 0; i < 2; ++i) {
        QVERIFY(window->isVisible() && window->isEnabled());
        QVERIFY(works(thrower) && othersWork());
        stage->login().lock();
        QVERIFY(!window->isVisible() && !thrower->isEnabled());
        QVERIFY(stage->login().confirmLogin());
    }
}

void tst_ThrowingHandlers::aLockedWindowThatEndsThrowsNothing()
{
    QAction loose(QStringLiteral("of no window"));
    connect(&loose, &QAction::triggered, this, [this] { ++m_effects; });
    thrower = &loose;
    auto *inner = new QWidget;
    inner->addAction(&loose);
    window->setCentralWidget(inner);
    new WindowLock(&stage->login(), window.get());
    window->show();
    QVERIFY(stage->logInVerified(Stage::ada()));
    stage->login().lock();
    QVERIFY(!loose.isVisible());
    arm();
    QTest::ignoreMessage(QtCriticalMsg, "A slot has thrown an exception when a guard or a lock ended.");
    window.reset();
    QVERIFY(!m_throws);
    QVERIFY(works(&loose));
}

QTEST_MAIN(tst_ThrowingHandlers)

#include "tst_throwinghandlers.moc"
