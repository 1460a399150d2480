// SPDX-License-Identifier: MIT
#include "guardedwindow.h"

#include <QtGui/qaction.h>
#include <QtGui/qactiongroup.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qstackedwidget.h>
#include <QtWidgets/qtoolbar.h>

using namespace QtLogin;
using namespace QtLogin::GuardedWindow;

namespace {

// Lets no event listener hear that a widget is destroyed.
class DestroyFilter : public QObject
{
public:
    DestroyFilter() { qApp->installEventFilter(this); }

protected:
    bool eventFilter(QObject *, QEvent *event) override { return event->type() == QEvent::Destroy; }
};

const QList<QEvent::Type> inputTypes = {QEvent::MouseButtonPress, QEvent::Wheel, QEvent::KeyPress, QEvent::TouchBegin};

// Hears what comes before QWidget::event() can ignore it.
class Listener : public QWidget
{
public:
    explicit Listener(QWidget *parent) : QWidget(parent) { setAttribute(Qt::WA_AcceptTouchEvents); }
    QList<QEvent::Type> heard;

protected:
    bool event(QEvent *event) override
    {
        if (inputTypes.contains(event->type()))
            heard += event->type();
        return QWidget::event(event);
    }
};

// The types of input that reach \a to.
QList<QEvent::Type> heardBy(Listener *to)
{
    to->heard.clear();
    static const auto *screen = QTest::createTouchDevice();
    const QPointF place(1, 1);
    QMouseEvent press(QEvent::MouseButtonPress, place, place, Qt::LeftButton, Qt::LeftButton, {});
    QWheelEvent wheel(place, place, {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
    QKeyEvent key(QEvent::KeyPress, Qt::Key_A, {});
    QTouchEvent touch(QEvent::TouchBegin, screen);
    for (QEvent *event : std::initializer_list<QEvent *> {&press, &wheel, &key, &touch})
        QCoreApplication::sendEvent(to, event);
    return to->heard;
}

} // namespace

// No call of the application opens a closed gate, also where objects die meanwhile.
class tst_ClosedGates : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void nothingOpensAClosedWidget_data();
    void nothingOpensAClosedWidget();
    void nothingOpensAClosedAction_data();
    void nothingOpensAClosedAction();
    void whoFightsTheGateLosesInTheNextMoment();
    void theDeadAreForgotten();
    void aWidgetAtTheAddressOfADeletedOneIsGuardedAnew();
    void theDeathOfTheGuardCloses();
    void theDeathOfTheManagerCloses();
    void anythingMayBeDeletedWhileGatesMove_data();
    void anythingMayBeDeletedWhileGatesMove();
    void whatOpensBeforeItsTurnClosesWithTheRest();
    void inputReachesNoCodeOfAClosedWidget();
    void inputOfAWidgetThatTheApplicationHasDisabledStaysItsOwn();
};

void tst_ClosedGates::nothingOpensAClosedWidget_data() // F5
{
    QTest::addColumn<QString>("attack");
    for (const char *attack :
         {"setEnabled", "setDisabled", "property", "parent", "grandparent", "layout", "show", "setVisible",
          "raise and show", "window", "stack", "queued", "native", "reparent", "setWindowFlags", "showNormal"})
        QTest::newRow(attack) << QString::fromLatin1(attack);
}

void tst_ClosedGates::nothingOpensAClosedWidget()
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

void tst_ClosedGates::nothingOpensAClosedAction_data() // F4, F5
{
    QTest::addColumn<QString>("attack");
    for (const char *attack : {"setEnabled", "setVisible", "resetEnabled", "group", "no group", "enabled group",
                               "tool bar", "shortcut", "property", "queued"})
        QTest::newRow(attack) << QString::fromLatin1(attack);
}

void tst_ClosedGates::nothingOpensAClosedAction()
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

void tst_ClosedGates::whoFightsTheGateLosesInTheNextMoment() // F5
{
    auto *button = new Stubborn(page);
    button->show();
    logIn();
    guard->protect(button, Requirement::login(), WhenDenied::Disable);
    logOut();
    // It opens in every event in which it is closed; neither can win that. The test is that
    // nothing overflows, and that the effect is guarded elsewhere.
    QCoreApplication::processEvents();
    delete button;
}

void tst_ClosedGates::theDeadAreForgotten()
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

// Also where the application lets no event tell that the first one was destroyed.
void tst_ClosedGates::aWidgetAtTheAddressOfADeletedOneIsGuardedAnew()
{
    alignas(QPushButton) std::byte memory[sizeof(QPushButton)];
    auto *gone = new (memory) QPushButton;
    guard->protect(gone, Requirement::login());
    QVERIFY(!gone->isEnabled());
    {
        const DestroyFilter filter;
        gone->~QPushButton();
    }
    auto *widget = new (memory) QPushButton;
    QCOMPARE(widget, gone);
    logIn();
    logOut();
    QVERIFY(widget->isEnabled()); // as yet the application's own
    guard->protect(widget, Requirement::login());
    QVERIFY(!widget->isEnabled());
    logIn();
    QVERIFY(widget->isEnabled());
    logOut();
    QVERIFY(!widget->isEnabled());
    widget->~QPushButton();
}

void tst_ClosedGates::theDeathOfTheGuardCloses() // F1
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

void tst_ClosedGates::theDeathOfTheManagerCloses() // F1
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

void tst_ClosedGates::anythingMayBeDeletedWhileGatesMove_data() // F11, row 34
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<bool>("opening");
    for (const char *deed : {"guard", "manager", "neighbours", "protect more", "log out", "log in", "lock"}) {
        QTest::addRow("%s, opening", deed) << QString::fromLatin1(deed) << true;
        QTest::addRow("%s, closing", deed) << QString::fromLatin1(deed) << false;
    }
}

void tst_ClosedGates::anythingMayBeDeletedWhileGatesMove()
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
            (void)stage->logInVerified(Stage::bob());
    };
    if (opening)
        (void)stage->logInVerified(Stage::ada());
    else
        logOut();
    const bool isOpen = guard && guard->check(Requirement::login()) == Access::Allowed;
    for (const auto &button : std::as_const(buttons))
        QVERIFY(!button || button->isEnabled() == isOpen);
}

// The gates know what will be open before they open anything.
void tst_ClosedGates::whatOpensBeforeItsTurnClosesWithTheRest() // F5
{
    Watcher first(page);
    QPushButton second(page);
    guard->protect(&first, Requirement::login());
    guard->protect(&second, Requirement::freshLogin());
    first.once = [&] {
        second.setEnabled(true);
        logOut();
    };
    (void)stage->logInVerified(Stage::ada());
    QVERIFY(!first.isEnabled() && !second.isEnabled());
}

void tst_ClosedGates::inputReachesNoCodeOfAClosedWidget()
{
    auto *closed = new Listener(page);
    auto *child = new Listener(closed);
    guard->protect(closed, Requirement::login());
    const QList<Listener *> both = {child, closed};
    const QList<QEvent::Type> none;
    for (Listener *each : both)
        QCOMPARE(heardBy(each), none);
    logIn();
    for (Listener *each : both)
        QCOMPARE(heardBy(each), inputTypes);
    logOut();
    for (Listener *each : both)
        QCOMPARE(heardBy(each), none);
}

void tst_ClosedGates::inputOfAWidgetThatTheApplicationHasDisabledStaysItsOwn()
{
    auto *own = new Listener(page);
    auto *closed = new Listener(page);
    own->setEnabled(false);
    guard->protect(closed, Requirement::login());
    QCOMPARE(heardBy(own), inputTypes);
    QVERIFY(heardBy(closed).isEmpty());
    logIn();
    closed->setEnabled(false); // it is open, and the application's own to disable
    QCOMPARE(heardBy(closed), inputTypes);
}

QTEST_MAIN(tst_ClosedGates)

#include "tst_closedgates.moc"
