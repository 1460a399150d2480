// SPDX-License-Identifier: MIT
#include "lock/lockedjournal.h"

#include "gates/viewguard.h"

#include <functional>

using namespace QtLogin;
using namespace QtLogin::LockedJournal;

// Event handlers of the application act in the middle of what a window lock does. See also tests/gates/tst_reentry.cpp.
class tst_LockReentry : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup();

    void closingAnewWhileItClosesIsOneClosing();
    void aScreenThatIsBroughtForwardMayBeUnlockedByThat();
    void aScreenThatIsBroughtForwardMayLoseItsLockByThat();
    void aLockThatIsDeletedWhileItOpensLetsItsWindowOpen();
    void aFloatingDockThatAGuardHidesComesBackAfterAQuickLogout();

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    // Does \a deed when a widget of this \a name hears of such an event for the first time.
    void when(const char *name, QEvent::Type type, const std::function<void()> &deed);

    QString m_name;
    QEvent::Type m_type = QEvent::None;
    std::function<void()> m_deed;
};

void tst_LockReentry::cleanup()
{
    m_deed = nullptr;
    qApp->removeEventFilter(this);
    tearDown();
}

void tst_LockReentry::when(const char *name, QEvent::Type type, const std::function<void()> &deed)
{
    m_name = QLatin1String(name);
    m_type = type;
    m_deed = deed;
    qApp->installEventFilter(this);
}

bool tst_LockReentry::eventFilter(QObject *watched, QEvent *event)
{
    if (m_deed && event->type() == m_type && watched->objectName() == m_name)
        std::exchange(m_deed, nullptr)();
    return false;
}

// Another lock of the same window, of another manager, opens and has the first one look again.
void tst_LockReentry::closingAnewWhileItClosesIsOneClosing()
{
    Stage other;
    QVERIFY(other.logInVerified(Stage::bob()));
    new WindowLock(&other.login(), window.get());
    other.login().lock();
    login().lock();
    int closings = 0;
    when("lockScreen", QEvent::WindowTitleChange, [&] {
        ++closings;
        other.login().lock();
        QVERIFY(other.login().confirmLogin());
    });
    QVERIFY(other.login().confirmLogin());

    QCOMPARE(closings, 1);
    QVERIFY(!window->isVisible());
    QCOMPARE(lockScreens().size(), 1);
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(window->isVisible());
    QVERIFY(window->isEnabled());
    QVERIFY(window->floating->isVisible());
    QCOMPARE(lockScreens().size(), 0);
    window->print->trigger();
    QCOMPARE(window->effects, 1);
}

void tst_LockReentry::aScreenThatIsBroughtForwardMayBeUnlockedByThat()
{
    login().lock();
    window->hide(); // as into a tray icon
    QTRY_COMPARE(lockScreens().size(), 0);
    bool isUnlocked = false;
    when("lockScreen", QEvent::Show, [&] { isUnlocked = bool(login().confirmLogin()); });
    (void)login().require(Requirement::login());

    QVERIFY(isUnlocked);
    QTRY_COMPARE(lockScreens().size(), 0);
    window->show();
    QVERIFY(window->isVisible());
    QVERIFY(window->isEnabled());
}

void tst_LockReentry::aScreenThatIsBroughtForwardMayLoseItsLockByThat()
{
    login().lock();
    window->hide();
    QTRY_COMPARE(lockScreens().size(), 0);
    when("lockScreen", QEvent::Show, [&] { delete lock.data(); });
    (void)login().require(Requirement::login());

    QVERIFY(!lock);
    QTRY_COMPARE(lockScreens().size(), 0);
    window->show(); // closed for good
    QTRY_VERIFY(!window->isVisible());
}

void tst_LockReentry::aLockThatIsDeletedWhileItOpensLetsItsWindowOpen()
{
    login().lock();
    connect(window->print, &QAction::enabledChanged, this, [this] { delete lock.data(); });
    QVERIFY(login().confirmLogin());

    QVERIFY(!lock);
    QVERIFY(window->isVisible());
    QVERIFY(window->isEnabled());
    QVERIFY(window->floating->isVisible());
    QTRY_COMPARE(lockScreens().size(), 0);
    window->print->trigger();
    QCOMPARE(window->effects, 1);
}

// Its native window is destroyed only when the user has logged out already.
void tst_LockReentry::aFloatingDockThatAGuardHidesComesBackAfterAQuickLogout()
{
    ViewGuard guard(&login());
    guard.protect(window->floating, Requirement::login(), ViewGuard::WhenDenied::Hide);
    login().lock();
    login().logOut();
    QCoreApplication::processEvents();
    QVERIFY(!window->floating->isVisible());

    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(window->floating->isVisible());
}

QTEST_MAIN(tst_LockReentry)

#include "tst_lockreentry.moc"
