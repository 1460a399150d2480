// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaction.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>

#include <stdexcept>

using namespace QtLogin;

// Slots of the application throw while guards and locks close or open. The thing whose own slot has thrown may be left
// as Qt leaves it; everything else closes, opens again and works.
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
    void aLockedWindowThatEndsThrowsNothing();

private:
    QAction *protect(const char *name, const Requirement &requirement, WhenDenied way = WhenDenied::Disable);
    // The first action's slot throws when it changes next.
    void arm();
    bool othersAre(bool open) const;
    bool othersWork();

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QPointer<GatedView> view;
    QAction *thrower = nullptr;
    QList<QAction *> others;
    bool m_throws = false;
    int m_effects = 0;
};

void tst_ThrowingHandlers::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    others.clear();
    m_throws = false;
    m_effects = 0;
}

void tst_ThrowingHandlers::cleanup()
{
    m_throws = false;
    window.reset();
    guard.reset();
    stage.reset();
}

QAction *tst_ThrowingHandlers::protect(const char *name, const Requirement &requirement, WhenDenied way)
{
    auto *action = window->menuBar()->addAction(QLatin1String(name));
    connect(action, &QAction::triggered, this, [this] { ++m_effects; });
    guard->protect(action, requirement, way);
    return action;
}

void tst_ThrowingHandlers::arm()
{
    const auto fire = [this] {
        if (std::exchange(m_throws, false))
            throw std::runtime_error("a slot has thrown");
    };
    connect(thrower, &QAction::enabledChanged, this, fire);
    connect(thrower, &QAction::visibleChanged, this, fire);
    m_throws = true;
}

bool tst_ThrowingHandlers::othersAre(bool open) const
{
    const bool shows = view->content() && view->content()->isVisible();
    return shows == open
        && std::all_of(others.begin(), others.end(), [open](const QAction *each) { return each->isEnabled() == open; });
}

bool tst_ThrowingHandlers::othersWork()
{
    const int before = m_effects;
    for (QAction *each : std::as_const(others))
        each->trigger();
    return m_effects == before + int(others.size());
}

void tst_ThrowingHandlers::whatComesAfterItClosesAndWorksAgain_data()
{
    QTest::addColumn<WhenDenied>("way");
    QTest::newRow("disabled") << WhenDenied::Disable;
    QTest::newRow("hidden") << WhenDenied::Hide;
}

void tst_ThrowingHandlers::whatComesAfterItClosesAndWorksAgain()
{
    QFETCH(const WhenDenied, way);
    thrower = protect("first", Requirement::login(), way);
    others = {protect("of the same gate", Requirement::login(), way), protect("of another", Requirement::freshLogin())};
    window->setCentralWidget(view = guard->view(Requirement::login(), [] { return new QLabel(QStringLiteral("secret")); }));
    window->show();
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(othersAre(true));
    arm();
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, stage->login().logOut());
    QVERIFY(!m_throws);
    QVERIFY(othersAre(false));
    QVERIFY(!thrower->isEnabled());
    thrower->trigger();
    QCOMPARE(m_effects, 0);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(stage->logInVerified(Stage::ada()));
        QVERIFY(othersAre(true));
        QVERIFY(thrower->isEnabled() && thrower->isVisible());
        QVERIFY(othersWork());
        stage->login().logOut();
        QVERIFY(othersAre(false) && !thrower->isEnabled());
    }
}

void tst_ThrowingHandlers::whatComesAfterItOpens()
{
    QFETCH(const WhenDenied, way);
    thrower = protect("first", Requirement::login(), way);
    others = {protect("of the same gate", Requirement::login(), way), protect("of another", Requirement::freshLogin())};
    window->setCentralWidget(view = guard->view(Requirement::login(), [] { return new QLabel(QStringLiteral("secret")); }));
    window->show();
    arm();
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)stage->login().logInVerified(Stage::ada()));
    QVERIFY(!m_throws);
    QVERIFY(othersAre(true));
    QVERIFY(othersWork());
    stage->login().logOut();
    QVERIFY(othersAre(false) && !thrower->isEnabled());
    QVERIFY(stage->logInVerified(Stage::bob()));
    QVERIFY(othersAre(true) && thrower->isEnabled());
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

void tst_ThrowingHandlers::aLockedWindowThatEndsThrowsNothing()
{
    QAction loose(QStringLiteral("of no window"));
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
}

QTEST_MAIN(tst_ThrowingHandlers)

#include "tst_throwinghandlers.moc"
