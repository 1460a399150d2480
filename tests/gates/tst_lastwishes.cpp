// SPDX-License-Identifier: MIT
#include "guardedwindow.h"

#include <QtGui/qaction.h>
#include <QtGui/qactiongroup.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabwidget.h>

using namespace QtLogin;
using namespace QtLogin::GuardedWindow;

// The application's wish for a closed widget or action holds when the gate opens.
class tst_LastWishes : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void theLastWishForAWidgetReturns_data();
    void theLastWishForAWidgetReturns();
    void theLastWishForAnActionReturns_data();
    void theLastWishForAnActionReturns();
    void anActionOfAGroupStaysInIt();
    void aWishForAGroupAndAWishToOpenReturn_data();
    void aWishForAGroupAndAWishToOpenReturn();
    void aWishToCloseAnActionOfAGroupIsForgotten();
    void anActionMayJoinAGroupWhileClosed();
    void theLastWishForATabReturns();
    void aWidgetNeverShownIsShownWithItsWindow();
    void aReparentedWidgetStaysClosed();
};

enum class Utterance { Nothing, Disable, Enable, Hide, Show, DisableTwice, HideTwice, EnableThenDisable, ShowThenHide };

void tst_LastWishes::theLastWishForAWidgetReturns_data()
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

void tst_LastWishes::theLastWishForAWidgetReturns()
{
    QFETCH(WhenDenied, way);
    QFETCH(bool, enabled);
    QFETCH(bool, shown);
    QFETCH(int, utterance);
    // The same words are set for a widget without a guard.
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

void tst_LastWishes::theLastWishForAnActionReturns_data()
{
    QTest::addColumn<WhenDenied>("way");
    QTest::addColumn<int>("utterance");
    for (const WhenDenied way : {WhenDenied::Disable, WhenDenied::Hide}) {
        for (int utterance = 0; utterance < 16; ++utterance)
            QTest::addRow("%s, %d", way == WhenDenied::Hide ? "hide" : "disable", utterance) << way << utterance;
    }
}

void tst_LastWishes::theLastWishForAnActionReturns()
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

void tst_LastWishes::anActionOfAGroupStaysInIt()
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

void tst_LastWishes::aWishForAGroupAndAWishToOpenReturn_data()
{
    QTest::addColumn<WhenDenied>("way");
    QTest::addColumn<int>("utterance");
    for (const WhenDenied way : {WhenDenied::Disable, WhenDenied::Hide}) {
        const char *closed = way == WhenDenied::Hide ? "hidden" : "disabled";
        QTest::addRow("%s, its group is disabled", closed) << way << 0;
        QTest::addRow("%s, its group is hidden", closed) << way << 1;
        QTest::addRow("%s, it was disabled and is enabled", closed) << way << 2;
        QTest::addRow("%s, it was hidden and is shown", closed) << way << 3;
    }
    QTest::newRow("disabled, it is hidden") << WhenDenied::Disable << 4;
}

// As theLastWishForAnActionReturns(), in an action group of the application's.
void tst_LastWishes::aWishForAGroupAndAWishToOpenReturn()
{
    QFETCH(WhenDenied, way);
    QFETCH(int, utterance);
    QActionGroup guardedGroup(nullptr);
    QActionGroup freeGroup(nullptr);
    QAction guarded;
    QAction free;
    guarded.setActionGroup(&guardedGroup);
    free.setActionGroup(&freeGroup);
    for (QAction *action : {&guarded, &free}) {
        action->setEnabled(utterance != 2);
        action->setVisible(utterance != 3);
    }
    guard->protect(&guarded, Requirement::login(), way);
    for (QAction *action : {&guarded, &free}) {
        switch (utterance) {
        case 0:
            action->actionGroup()->setEnabled(false);
            break;
        case 1:
            action->actionGroup()->setVisible(false);
            break;
        case 2:
            action->setEnabled(true);
            break;
        case 3:
            action->setVisible(true);
            break;
        default:
            action->setVisible(false);
        }
    }
    QVERIFY(!guarded.isEnabled());
    QVERIFY(way == WhenDenied::Disable || !guarded.isVisible());
    logIn();
    QCOMPARE(guarded.isEnabled(), free.isEnabled());
    QCOMPARE(guarded.isVisible(), free.isVisible());
}

// As protect() promises it: Qt tells nobody of a call that changes nothing.
void tst_LastWishes::aWishToCloseAnActionOfAGroupIsForgotten()
{
    for (const WhenDenied way : {WhenDenied::Disable, WhenDenied::Hide}) {
        QActionGroup group(nullptr);
        QAction *action = group.addAction(QStringLiteral("Left"));
        guard->protect(action, Requirement::login(), way);
        action->setEnabled(false);
        if (way == WhenDenied::Hide)
            action->setVisible(false);
        logIn();
        QVERIFY(action->isEnabled() && action->isVisible());
        action->setEnabled(false);
        logOut();
        logIn();
        QVERIFY(!action->isEnabled()); // said while it was open
        logOut();
    }
}

void tst_LastWishes::anActionMayJoinAGroupWhileClosed()
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

void tst_LastWishes::theLastWishForATabReturns()
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

void tst_LastWishes::aWidgetNeverShownIsShownWithItsWindow()
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

void tst_LastWishes::aReparentedWidgetStaysClosed() // F5
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

QTEST_MAIN(tst_LastWishes)

#include "tst_lastwishes.moc"
