// SPDX-License-Identifier: MIT
// Which window a lock closes, however many locks there are, and that its lock screen hears the person.
#include "lock/windowlock.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaction.h>
#include <QtGui/qwindow.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmdiarea.h>
#include <QtWidgets/qmdisubwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabwidget.h>

using namespace QtLogin;

namespace {

QWidgetList lockScreens()
{
    QWidgetList found;
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->objectName() == u"lockScreen" && window->isVisible())
            found += window;
    }
    return found;
}

// As the person does: through the window, and to the widget that Qt would find.
void type(const QString &text)
{
    for (const QChar key : text)
        QTest::keyClick(lockScreens().first()->windowHandle(), key.toLatin1());
    QTest::keyClick(lockScreens().first()->windowHandle(), Qt::Key_Return);
}

class Window : public QMainWindow
{
public:
    Window()
    {
        resize(400, 300);
        edit = new QLineEdit;
        setCentralWidget(edit);
    }

    QLineEdit *edit;
};

} // namespace

class tst_LockedWindows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theLockScreenHearsThePerson_data();
    void theLockScreenHearsThePerson();
    void theLockScreenHearsWhereTheyClick();
    void aWindowInAnMdiAreaIsNoLongerMoved();
    void twoLocksOfAWindowAreAsGoodAsOne();
    void theSecondLockStaysWhereTheFirstGoes();
    void aWindowOpensWhenNoneOfItsManagersIsLocked_data();
    void aWindowOpensWhenNoneOfItsManagersIsLocked();
    void aWindowInAnotherLocksAllOfIt_data();
    void aWindowInAnotherLocksAllOfIt();
    void aWindowThatHasLeftAnotherLocksItself();

private:
    LoginManager &login() { return stage->login(); }
    void show(QWidget *shown);
    void unlockByHand();
    bool isOpen(const QWidget *shown) const;

    std::unique_ptr<Stage> stage;
    std::unique_ptr<Window> window;
};

void tst_LockedWindows::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    window = std::make_unique<Window>();
    QVERIFY(stage->logInVerified(Stage::ada()));
}

void tst_LockedWindows::cleanup()
{
    window.reset();
    stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void tst_LockedWindows::show(QWidget *shown)
{
    shown->show();
    QApplication::setActiveWindow(shown);
    QTRY_VERIFY(shown->isActiveWindow());
}

void tst_LockedWindows::unlockByHand()
{
    QCOMPARE(lockScreens().size(), 1);
    QTRY_VERIFY(lockScreens().first()->isActiveWindow());
    type(QStringLiteral("lovelace"));
    QTRY_VERIFY(login().isAuthenticated());
}

bool tst_LockedWindows::isOpen(const QWidget *shown) const
{
    return shown->isVisible() && shown->isEnabled() && lockScreens().isEmpty();
}

void tst_LockedWindows::theLockScreenHearsThePerson_data()
{
    QTest::addColumn<QString>("grabbed");
    QTest::addColumn<bool>("whileLocked");
    for (const char *grabbed : {"keyboard", "mouse", "both"}) {
        for (const bool later : {false, true})
            QTest::addRow("%s%s", grabbed, later ? ", while locked" : "") << QString::fromLatin1(grabbed) << later;
    }
}

void tst_LockedWindows::theLockScreenHearsThePerson()
{
    QFETCH(QString, grabbed);
    QFETCH(bool, whileLocked);
    new WindowLock(&login(), window.get());
    show(window.get());
    const auto grab = [&] {
        if (grabbed != u"mouse")
            window->edit->grabKeyboard();
        if (grabbed != u"keyboard")
            window->edit->grabMouse();
    };
    for (int round = 0; round < 2; ++round) {
        if (!whileLocked)
            grab();
        login().lock();
        if (whileLocked) {
            grab();
            QTRY_VERIFY(lockScreens().first()->isActiveWindow());
            QTest::keyClick(lockScreens().first()->windowHandle(), Qt::Key_Shift); // which finds out
        }
        unlockByHand();
        QVERIFY(isOpen(window.get()));
        QVERIFY(!QWidget::keyboardGrabber() && !QWidget::mouseGrabber());
        QCOMPARE(window->edit->text(), QString());
    }
    window->edit->setFocus();
    QTest::keyClick(window->windowHandle(), 'x');
    QCOMPARE(window->edit->text(), QStringLiteral("x"));
}

void tst_LockedWindows::theLockScreenHearsWhereTheyClick()
{
    new WindowLock(&login(), window.get());
    show(window.get());
    window->edit->grabMouse();
    login().lock();
    auto *screen = lockScreens().first();
    QTRY_VERIFY(screen->windowHandle()->isExposed());
    auto *logOut = screen->findChild<QPushButton *>(QStringLiteral("cancel"));
    QTest::mouseClick(screen->windowHandle(), Qt::LeftButton, {},
                      logOut->mapTo(screen, logOut->rect().center()));
    QTRY_COMPARE(login().state(), SessionState::SignedOut);
}

void tst_LockedWindows::aWindowInAnMdiAreaIsNoLongerMoved()
{
    auto *area = new QMdiArea;
    window->setCentralWidget(area);
    auto *edit = new QLineEdit;
    QMdiSubWindow *sub = area->addSubWindow(edit);
    new WindowLock(&login(), window.get());
    show(window.get());
    sub->setGeometry(20, 20, 200, 100);
    area->setActiveSubWindow(sub);
    const auto actions = sub->systemMenu()->actions();
    for (QAction *action : actions) {
        if (action->text().remove(u'&') == u"Move")
            action->trigger();
    }
    QCOMPARE(QWidget::mouseGrabber(), sub);
    login().lock();
    QVERIFY(!QWidget::keyboardGrabber() && !QWidget::mouseGrabber());
    unlockByHand();
    const QRect where = sub->geometry();
    QTest::keyClick(sub, Qt::Key_Right);
    QTest::keyClick(window->windowHandle(), Qt::Key_Down);
    QCOMPARE(sub->geometry(), where);
    edit->setFocus();
    QTest::keyClick(window->windowHandle(), 'x');
    QCOMPARE(edit->text(), QStringLiteral("x"));
}

void tst_LockedWindows::twoLocksOfAWindowAreAsGoodAsOne()
{
    const WindowLock *locks[] = {new WindowLock(&login(), window.get()), new WindowLock(&login(), window.get())};
    show(window.get());
    for (int round = 0; round < 4; ++round) {
        locks[round % 2]->lockAction()->trigger();
        QTRY_VERIFY(!window->isVisible());
        QCOMPARE(lockScreens().size(), 1);
        unlockByHand();
        QVERIFY(isOpen(window.get()));
    }
    login().lock();
    login().logOut();
    QVERIFY(isOpen(window.get()));
}

void tst_LockedWindows::theSecondLockStaysWhereTheFirstGoes()
{
    auto *first = new WindowLock(&login(), window.get());
    const auto *second = new WindowLock(&login(), window.get());
    show(window.get());
    delete first;
    login().lock();
    QVERIFY(!window->isVisible());
    unlockByHand();
    QVERIFY(isOpen(window.get()));
    delete second;
    login().lock();
    QVERIFY(window->isVisible()); // nothing locks it any more
}

void tst_LockedWindows::aWindowOpensWhenNoneOfItsManagersIsLocked_data()
{
    QTest::addColumn<bool>("firstOpensFirst");
    QTest::newRow("the first first") << true;
    QTest::newRow("the second first") << false;
}

void tst_LockedWindows::aWindowOpensWhenNoneOfItsManagersIsLocked()
{
    QFETCH(bool, firstOpensFirst);
    Stage other;
    QVERIFY(other.logInVerified(Stage::bob()));
    new WindowLock(&login(), window.get());
    new WindowLock(&other.login(), window.get());
    show(window.get());
    for (int round = 0; round < 2; ++round) {
        login().lock();
        other.login().lock();
        QVERIFY(!window->isVisible());
        QCOMPARE(lockScreens().size(), 1);
        QVERIFY((firstOpensFirst ? login() : other.login()).confirmLogin());
        QVERIFY(!window->isVisible());
        QCOMPARE(lockScreens().size(), 1);
        QVERIFY((firstOpensFirst ? other.login() : login()).confirmLogin());
        QVERIFY(isOpen(window.get()));
    }
    window.reset(); // before the other manager
}

void tst_LockedWindows::aWindowInAnotherLocksAllOfIt_data()
{
    QTest::addColumn<bool>("lockedFirst"); // before it was put there
    QTest::addColumn<bool>("bothLock");
    QTest::newRow("put there, then locked") << false << false;
    QTest::newRow("locked, then put there") << true << false;
    QTest::newRow("both have a lock") << false << true;
    QTest::newRow("both have a lock, and it was put there later") << true << true;
}

void tst_LockedWindows::aWindowInAnotherLocksAllOfIt()
{
    QFETCH(bool, lockedFirst);
    QFETCH(bool, bothLock);
    QMainWindow outer;
    outer.resize(500, 400);
    auto *tabs = new QTabWidget;
    outer.setCentralWidget(tabs);
    Window *inner = window.release();
    if (!lockedFirst)
        tabs->addTab(inner, QStringLiteral("Journal"));
    const auto *lock = new WindowLock(&login(), inner);
    if (lockedFirst)
        tabs->addTab(inner, QStringLiteral("Journal"));
    if (bothLock)
        new WindowLock(&login(), &outer);
    show(&outer);
    for (int round = 0; round < 2; ++round) {
        const QRect where = outer.geometry();
        lock->lockAction()->trigger();
        QTRY_VERIFY(!outer.isVisible());
        QVERIFY(!inner->isVisible());
        QCOMPARE(lockScreens().size(), 1);
        QCOMPARE(lockScreens().first()->geometry(), where);
        unlockByHand();
        QVERIFY(isOpen(&outer));
        QVERIFY(inner->isVisible() && inner->isEnabled());
        QCOMPARE(inner->window(), &outer);
    }
}

void tst_LockedWindows::aWindowThatHasLeftAnotherLocksItself()
{
    QMainWindow outer;
    auto *tabs = new QTabWidget;
    outer.setCentralWidget(tabs);
    tabs->addTab(window.get(), QStringLiteral("Journal"));
    new WindowLock(&login(), window.get());
    show(&outer);
    login().lock();
    QVERIFY(!outer.isVisible());
    unlockByHand();
    window->setParent(nullptr);
    window->show();
    login().lock();
    QVERIFY(!window->isVisible());
    QVERIFY(outer.isVisible());
    unlockByHand();
    QVERIFY(window->isVisible() && outer.isVisible());
}

QTEST_MAIN(tst_LockedWindows)

#include "tst_lockedwindows.moc"
