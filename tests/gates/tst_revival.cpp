// SPDX-License-Identifier: MIT
#include "attackstable.h"
#include "revivalthings.h"

#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qset.h>
#include <QtGui/qaction.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabbar.h>
#include <QtWidgets/qtabwidget.h>

// The attack tables ask whether a thing is stopped. These ask whether it works again afterwards: every
// kind of guarded thing, behind every kind of guard, through everything that closes and opens them.
using namespace QtLogin;
using namespace QtLogin::Revival;
using namespace std::chrono_literals;

namespace {

// In the order in which the application sets them up.
const QStringList guardings = {
    QStringLiteral("connect"),
    QStringLiteral("disable"),
    QStringLiteral("hide"),
    QStringLiteral("tree"),
    QStringLiteral("view"),
    QStringLiteral("lock"),
    QStringLiteral("connect lock"),
    QStringLiteral("lock connect"),
    QStringLiteral("disable lock"),
    QStringLiteral("lock disable"),
    QStringLiteral("hide lock"),
    QStringLiteral("lock hide"),
    QStringLiteral("tree lock"),
    QStringLiteral("lock tree"),
    QStringLiteral("view lock"),
    QStringLiteral("lock view"),
    QStringLiteral("disable hide"),
    QStringLiteral("hide disable lock"),
    QStringLiteral("disable another lock"),
    QStringLiteral("lock another hide"),
    QStringLiteral("view disable lock"),
    QStringLiteral("view hide"),
    QStringLiteral("connect view tree lock"),
    QStringLiteral("tree view"),
    QStringLiteral("another view"),
    QStringLiteral("disable another"),
    QStringLiteral("hide another"),
};

// The events of the session by which it closes and opens again.
const QStringList rounds = {QStringLiteral("lock"), QStringLiteral("lock twice"), QStringLiteral("lock and log out"),
                            QStringLiteral("switch"), QStringLiteral("grow stale")};

// A thing in a view is part of its page.
bool isPossible(Make make, const QString &ways)
{
    return !belongsToTheWindow(make) || !ways.contains(QStringLiteral("view"));
}

// One thing in one window, guarded in some ways.
class Guarded
{
public:
    Guarded(Make make, const QString &ways, const Requirement &requirement)
        : m_make(make),
          m_ways(ways.split(u' ')),
          m_requirement(requirement),
          m_guard(std::make_unique<ViewGuard>(&stage.login())),
          m_other(std::make_unique<ViewGuard>(&stage.login()))
    {
        if (!m_ways.contains(QStringLiteral("view")))
            fill(m_scene.window.centralWidget());
        for (const QString &way : std::as_const(m_ways))
            guard(way);
        m_scene.window.show();
        (void)QTest::qWaitForWindowExposed(&m_scene.window, patience);
        QCoreApplication::processEvents();
    }

    bool has(const char *way) const { return m_ways.contains(QLatin1String(way)); }
    // Whether something stops the thing while the requirement is not met, or the session is locked.
    bool isStoppedBy(Access access) const
    {
        return m_ways != QStringList(QStringLiteral("lock")) || access == Access::Locked;
    }

    int pressByCode()
    {
        const int before = *m_effects;
        if (m_thing.pressed)
            m_thing.pressed->trigger();
        else if (m_thing.clicked)
            m_thing.clicked->click();
        QCoreApplication::processEvents();
        return *m_effects - before;
    }

    int pressByHand()
    {
        const int before = *m_effects;
        if (m_thing.hasShortcut) {
            m_scene.window.activateWindow();
            (void)QTest::qWaitForWindowActive(&m_scene.window, patience);
            QTest::keyClick(&m_scene.window, Qt::Key_D, Qt::ControlModifier);
        } else if (m_thing.clicked && m_thing.clicked->isVisible()) {
            QTest::mouseClick(m_thing.clicked, Qt::LeftButton);
        }
        QCoreApplication::processEvents();
        return *m_effects - before;
    }
    bool hasHandle() const { return m_thing.hasShortcut || m_thing.clicked; }

    Access check() const { return m_guard->check(m_requirement); }
    bool isShown() const
    {
        return m_thing.clicked ? m_thing.clicked->isVisible() && m_thing.clicked->isEnabled()
                               : m_thing.pressed && m_thing.pressed->isVisible() && m_thing.pressed->isEnabled();
    }

    Stage stage;

private:
    void fill(QWidget *page)
    {
        if (!page->layout())
            new QVBoxLayout(page);
        m_thing = m_make(m_scene, page);
        if (has("tree")) {
            QObject *guarded = m_thing.widget ? static_cast<QObject *>(m_thing.widget) : m_thing.action;
            guarded->setProperty("loginRequirement",
                                 m_requirement == Requirement::login() ? QStringLiteral("login")
                                                                       : QStringLiteral("fresh"));
        }
        const auto effect = [effects = m_effects] { ++*effects; };
        if (has("connect") && m_thing.pressed)
            m_guard->connect(m_thing.pressed.data(), &QAction::triggered, m_requirement, page, effect,
                             Guard::Denied::Drop);
        else if (has("connect"))
            m_guard->connect(m_thing.clicked.data(), &QAbstractButton::clicked, m_requirement, page, effect,
                             Guard::Denied::Drop);
        else if (m_thing.pressed)
            QObject::connect(m_thing.pressed, &QAction::triggered, page, effect);
        else
            QObject::connect(m_thing.clicked, &QAbstractButton::clicked, page, effect);
        if (has("view") && has("disable"))
            protect(*m_guard, WhenDenied::Disable);
        if (has("view") && has("hide"))
            protect(*m_guard, WhenDenied::Hide);
        if (has("view") && has("another"))
            protect(*m_other, WhenDenied::Disable);
    }

    void guard(const QString &way)
    {
        if (way == QLatin1String("lock")) {
            new WindowLock(&stage.login(), &m_scene.window);
        } else if (way == QLatin1String("tree")) {
            m_guard->protectTree(&m_scene.window);
        } else if (way == QLatin1String("view")) {
            auto *view = m_guard->view(m_requirement, [this] {
                auto *page = new QWidget;
                fill(page);
                return page;
            });
            m_scene.window.centralWidget()->layout()->addWidget(view);
        } else if (!has("view") && way == QLatin1String("another")) {
            protect(*m_other, WhenDenied::Disable);
        } else if (!has("view") && way == QLatin1String("disable")) {
            protect(*m_guard, WhenDenied::Disable);
        } else if (!has("view") && way == QLatin1String("hide")) {
            protect(*m_guard, WhenDenied::Hide);
        }
    }

    void protect(ViewGuard &guard, WhenDenied way)
    {
        if (m_thing.widget)
            guard.protect(m_thing.widget, m_requirement, way);
        else
            guard.protect(m_thing.action, m_requirement, way);
    }

    const Make m_make;
    const QStringList m_ways;
    const Requirement m_requirement;
    const std::shared_ptr<int> m_effects = std::make_shared<int>(0);
    Scene m_scene;
    Thing m_thing;
    std::unique_ptr<ViewGuard> m_guard;
    std::unique_ptr<ViewGuard> m_other;
};

} // namespace

class tst_Revival : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }

    void whatWasStoppedWorksAgainOnce_data();
    void whatWasStoppedWorksAgainOnce();
    void theBookTellsTheTruth();
    void aProtectedMenuGoesOnLocking();
    void twoGuardsOnOneWidgetOpenItTogether_data();
    void twoGuardsOnOneWidgetOpenItTogether();
    void whatTheApplicationWishedMeanwhileCounts_data();
    void whatTheApplicationWishedMeanwhileCounts();
    void aClosedTabCannotBeReopenedAtItsBar_data();
    void aClosedTabCannotBeReopenedAtItsBar();

private:
    void expectClosed(Guarded &guarded);
    void expectOpen(Guarded &guarded);
    static QString cell(const QString &thing, const QStringList &guardings);
    static QString table();

    // The cases that were seen to work again: the thing, the guards, the round.
    static inline QSet<QString> seen;
};

static QString lineOf(const QString &thing, const QString &ways, const QString &round)
{
    return QStringLiteral("%1, %2, %3").arg(thing, ways, round);
}

void tst_Revival::whatWasStoppedWorksAgainOnce_data()
{
    QTest::addColumn<QString>("thing");
    QTest::addColumn<QString>("ways");
    QTest::addColumn<QString>("round");
    for (auto thing = things().begin(); thing != things().end(); ++thing) {
        for (const QString &ways : guardings) {
            if (!isPossible(*thing, ways))
                continue;
            for (const QString &round : rounds)
                QTest::addRow("%s, %s, %s", qPrintable(thing.key()), qPrintable(ways), qPrintable(round))
                    << thing.key() << ways << round;
        }
    }
}

void tst_Revival::expectClosed(Guarded &guarded)
{
    QCoreApplication::processEvents();
    const Access access = guarded.check();
    QVERIFY(access != Access::Allowed);
    if (guarded.isStoppedBy(access))
        QCOMPARE(guarded.pressByCode(), 0);
}

void tst_Revival::expectOpen(Guarded &guarded)
{
    QCoreApplication::processEvents();
    QCOMPARE(guarded.check(), Access::Allowed);
    QTRY_VERIFY(guarded.isShown());
    QCOMPARE(guarded.pressByCode(), 1);
    if (guarded.hasHandle())
        QCOMPARE(guarded.pressByHand(), 1);
}

void tst_Revival::whatWasStoppedWorksAgainOnce()
{
    QFETCH(QString, thing);
    QFETCH(QString, ways);
    QFETCH(QString, round);
    const bool ages = round == QLatin1String("grow stale");
    Guarded guarded(things().value(thing), ways, ages ? Requirement::freshLogin() : Requirement::login());
    LoginManager &login = guarded.stage.login();
    expectClosed(guarded);
    QVERIFY(guarded.stage.logInVerified(Stage::ada()));
    expectOpen(guarded);
    const int locks = round == QLatin1String("lock") ? 1 : round == QLatin1String("lock twice") ? 2 : 0;
    for (int i = 0; i < locks; ++i) {
        login.lock();
        expectClosed(guarded);
        QVERIFY(Stage::resultOf(login.unlock(Stage::adasPassword())));
        expectOpen(guarded);
    }
    if (round == QLatin1String("lock and log out")) {
        login.lock();
        expectClosed(guarded);
        login.logOut();
        expectClosed(guarded);
        QVERIFY(guarded.stage.logInVerified(Stage::ada()));
    } else if (round == QLatin1String("switch")) {
        QVERIFY(guarded.stage.logInVerified(Stage::bob()));
    } else if (ages) {
        guarded.stage.clock->advance(6min);
        QCoreApplication::processEvents();
        if (!guarded.has("lock") || guarded.isStoppedBy(guarded.check()))
            expectClosed(guarded);
        QVERIFY(login.confirmLogin());
    }
    expectOpen(guarded);
    if (!QTest::currentTestFailed())
        seen += lineOf(thing, ways, round);
}

// The table says this of a thing behind one of these guards each.
QString tst_Revival::cell(const QString &thing, const QStringList &guardings)
{
    if (guardings.isEmpty())
        return QStringLiteral(" |");
    for (const QString &ways : guardings) {
        for (const QString &round : rounds) {
            if (!seen.contains(lineOf(thing, ways, round)))
                return QStringLiteral(" *stays dead* |");
        }
    }
    return QStringLiteral(" works again |");
}

// A column for each kind of guard, and one for those that act together.
QString tst_Revival::table()
{
    QString lines =
        QStringLiteral("\n| what is guarded | effect | disabled | hidden | tree | view | lock screen | several |\n"
                       "|---|:-:|:-:|:-:|:-:|:-:|:-:|:-:|\n");
    const QStringList kinds = {QStringLiteral("connect"),
                               QStringLiteral("disable"),
                               QStringLiteral("hide"),
                               QStringLiteral("tree"),
                               QStringLiteral("view"),
                               QStringLiteral("lock"),
                               QString()};
    for (auto thing = things().begin(); thing != things().end(); ++thing) {
        lines += QStringLiteral("| %1 |").arg(thing.key());
        for (const QString &kind : kinds) {
            QStringList tried = guardings;
            tried.removeIf([&](const QString &ways) {
                const bool isKind = kind.isEmpty() ? ways.contains(u' ') : ways == kind;
                return !isKind || !isPossible(*thing, ways);
            });
            lines += cell(thing.key(), tried);
        }
        lines += u'\n';
    }
    return lines;
}

void tst_Revival::theBookTellsTheTruth()
{
    AttacksTable book(QStringLiteral("tst_revival"));
    QVERIFY(book.isThere());
    QVERIFY2(!seen.isEmpty(), "It tells what the other tests of this program have seen: run them as well.");
    QVERIFY2(book.hasOrWrites(table()), "Run tst_revival with ATTACKS_WRITE=1.");
}

void tst_Revival::aProtectedMenuGoesOnLocking()
{
    Stage stage;
    Scene scene;
    ViewGuard guard(&stage.login());
    auto *lock = new WindowLock(&stage.login(), &scene.window);
    scene.menu->addAction(lock->lockAction());
    guard.protect(scene.menu, Requirement::login());
    scene.window.show();
    QVERIFY(stage.logInVerified(Stage::ada()));
    for (int i = 0; i < 3; ++i) {
        lock->lockAction()->trigger();
        QTRY_VERIFY(stage.login().isLocked());
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
        QTRY_VERIFY(lock->lockAction()->isEnabled());
    }
}

void tst_Revival::twoGuardsOnOneWidgetOpenItTogether_data()
{
    QTest::addColumn<WhenDenied>("first");
    QTest::addColumn<WhenDenied>("second");
    QTest::addColumn<int>("wish");
    const auto name = [](WhenDenied way) { return way == WhenDenied::Hide ? "hide" : "disable"; };
    const char *wishes[] = {"nothing is wished", "it is disabled", "it is hidden"};
    for (const WhenDenied first : {WhenDenied::Disable, WhenDenied::Hide}) {
        for (const WhenDenied second : {WhenDenied::Disable, WhenDenied::Hide}) {
            for (int wish = 0; wish < 3; ++wish)
                QTest::addRow("%s, %s, %s", name(first), name(second), wishes[wish]) << first << second << wish;
        }
    }
}

// Of two guards, one may open a widget while the other one still closes it. Each order, and no matter what the
// application wishes before or in between.
void tst_Revival::twoGuardsOnOneWidgetOpenItTogether()
{
    QFETCH(WhenDenied, first);
    QFETCH(WhenDenied, second);
    QFETCH(int, wish);
    for (const bool meanwhile : {false, true}) {
        for (const bool needsMoreFirst : {false, true}) {
            Stage stage;
            Scene scene;
            ViewGuard guard(&stage.login());
            ViewGuard another(&stage.login());
            auto *button = addButton(scene.window.centralWidget());
            const auto say = [&] {
                if (wish == 1)
                    button->setEnabled(false);
                else if (wish == 2)
                    button->hide();
            };
            if (!meanwhile)
                say();
            const Requirement more = Requirement::scope(QStringLiteral("admin"));
            guard.protect(button, needsMoreFirst ? more : Requirement::login(), first);
            another.protect(button, needsMoreFirst ? Requirement::login() : more, second);
            scene.window.show();
            for (int round = 0; round < 2; ++round) {
                QVERIFY(stage.logInVerified(Stage::bob())); // one of the two opens
                QVERIFY(!button->isEnabled());
                if (meanwhile)
                    say();
                QVERIFY(!button->isEnabled());
                QVERIFY(stage.logInVerified(Stage::ada()));
                QCOMPARE(button->isEnabled(), wish != 1);
                QCOMPARE(button->isHidden(), wish == 2);
                stage.login().lock();
                QVERIFY(!button->isEnabled());
                QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
                QCOMPARE(button->isEnabled(), wish != 1);
                QCOMPARE(button->isHidden(), wish == 2);
                stage.login().logOut();
                QVERIFY(!button->isEnabled());
            }
        }
    }
}

void tst_Revival::whatTheApplicationWishedMeanwhileCounts_data()
{
    QTest::addColumn<QString>("ways");
    for (const char *ways :
         {"disable", "hide", "disable lock", "lock hide", "hide disable", "disable hide another lock"})
        QTest::addRow("%s", ways) << QString::fromLatin1(ways);
}

// An action guarded in two ways at once must not forget that the application had hidden or disabled it.
void tst_Revival::whatTheApplicationWishedMeanwhileCounts()
{
    QFETCH(QString, ways);
    const QStringList all = ways.split(u' ');
    for (int wish = 0; wish < 4; ++wish) {
        for (int before = 0; before < 2; ++before) {
            Stage stage;
            Scene scene;
            ViewGuard guard(&stage.login());
            ViewGuard another(&stage.login());
            QAction *action = scene.menu->addAction(QStringLiteral("Delete"));
            const auto say = [&] {
                action->setEnabled(!(wish & 1));
                action->setVisible(!(wish & 2));
            };
            if (before)
                say();
            for (const QString &way : all) {
                if (way == QLatin1String("lock"))
                    new WindowLock(&stage.login(), &scene.window);
                else
                    (way == QLatin1String("another") ? another : guard)
                        .protect(action, Requirement::login(),
                                 way == QLatin1String("hide") ? WhenDenied::Hide : WhenDenied::Disable);
            }
            scene.window.show();
            QVERIFY(stage.logInVerified(Stage::ada()));
            stage.login().lock();
            if (!before)
                say();
            QVERIFY(!action->isEnabled());
            QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
            QCOMPARE(action->isVisible(), !(wish & 2));
            QCOMPARE(action->isEnabled(), wish == 0);
            action->setEnabled(true);
            action->setVisible(true);
            QVERIFY(action->isEnabled() && action->isVisible());
        }
    }
}

void tst_Revival::aClosedTabCannotBeReopenedAtItsBar_data()
{
    QTest::addColumn<bool>("hides");
    QTest::addColumn<bool>("inserts");
    for (bool hides : {false, true}) {
        QTest::addRow("enabled at the bar, %s", hides ? "hidden" : "disabled") << hides << false;
        QTest::addRow("removed and inserted, %s", hides ? "hidden" : "disabled") << hides << true;
    }
}

void tst_Revival::aClosedTabCannotBeReopenedAtItsBar() // F5
{
    QFETCH(bool, hides);
    QFETCH(bool, inserts);
    Stage stage;
    Scene scene;
    ViewGuard guard(&stage.login());
    auto *tabs = new QTabWidget;
    tabs->addTab(new QWidget, QStringLiteral("Home"));
    auto *page = new QWidget;
    auto *button = addButton(page);
    tabs->addTab(page, QStringLiteral("Secrets"));
    scene.window.setCentralWidget(tabs);
    guard.protect(page, Requirement::login(), hides ? WhenDenied::Hide : WhenDenied::Disable);
    scene.window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&scene.window, patience));
    for (int round = 0; round < 2; ++round) {
        if (inserts) {
            tabs->removeTab(1);
            tabs->insertTab(1, page, QStringLiteral("Secrets"));
        } else {
            tabs->tabBar()->setTabEnabled(1, true);
            tabs->tabBar()->setTabVisible(1, true);
        }
        QTRY_VERIFY(!tabs->tabBar()->isTabEnabled(1));
        QTRY_COMPARE(tabs->tabBar()->isTabVisible(1), !hides);
        QVERIFY(!button->isEnabled());
        QVERIFY(stage.logInVerified(Stage::ada()));
        QTRY_VERIFY(tabs->tabBar()->isTabEnabled(1));
        QVERIFY(tabs->tabBar()->isTabVisible(1));
        tabs->setCurrentIndex(1);
        QTRY_VERIFY(button->isVisible() && button->isEnabled());
        stage.login().logOut();
        QTRY_VERIFY(!tabs->tabBar()->isTabEnabled(1));
    }
}

QTEST_MAIN(tst_Revival)

#include "tst_revival.moc"
