// SPDX-License-Identifier: MIT
#include "lock/lockedjournal.h"

#include <QtGui/qevent.h>
#include <QtGui/qpixmap.h>
#include <QtWidgets/qsystemtrayicon.h>

using namespace QtLogin;
using namespace QtLogin::LockedJournal;

// As the window is called in which Qt draws a tray icon of X11, where there is a tray that takes it.
class QSystemTrayIconSys : public QWidget
{
    Q_OBJECT
public:
    QSystemTrayIconSys() : QWidget(nullptr, Qt::FramelessWindowHint | Qt::X11BypassWindowManagerHint) { }
    int presses = 0;

protected:
    void mousePressEvent(QMouseEvent *) override { ++presses; }
};

// A tray icon of an application whose window is locked.
class tst_TrayIcons : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theIconStays_data();
    void theIconStays();
    void theWindowOfAnX11IconStays();
    void activatedItLeadsToTheLockScreen_data();
    void activatedItLeadsToTheLockScreen();
    void theEntriesOfItsMenuAreHeld_data();
    void theEntriesOfItsMenuAreHeld();
    void entriesThatComeMeanwhileAreHeld();
    void anExemptMenuStays();
    void besideAnotherOpenMainWindowOnlyTheWindowsOwnIsHeld();

private:
    QAction *add(QMenu *to);
    void unlock();

    std::unique_ptr<QMenu> menu;
    QAction *entry = nullptr;
    int effects = 0;
};

void tst_TrayIcons::init()
{
    setUp();
    menu = std::make_unique<QMenu>();
    effects = 0;
    entry = add(menu.get());
}

void tst_TrayIcons::cleanup()
{
    menu.reset();
    tearDown();
}

QAction *tst_TrayIcons::add(QMenu *to)
{
    QAction *added = to->addAction(secretText);
    connect(added, &QAction::triggered, this, [this] { ++effects; });
    return added;
}

void tst_TrayIcons::unlock()
{
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(!login().isLocked());
    QCoreApplication::processEvents();
}

void tst_TrayIcons::theIconStays_data()
{
    QTest::addColumn<bool>("ofWindow");
    QTest::newRow("of the window") << true;
    QTest::newRow("of the application") << false;
}

void tst_TrayIcons::theIconStays()
{
    QFETCH(bool, ofWindow);
    const std::unique_ptr<QSystemTrayIcon> tray(
        new QSystemTrayIcon(ofWindow ? static_cast<QObject *>(window.get()) : QCoreApplication::instance()));
    QPixmap picture(16, 16);
    picture.fill(Qt::green);
    tray->setIcon(picture);
    // Qt says so where there is no tray.
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("No such signal.*systemTrayWindowChanged")));
    tray->show();
    for (int round = 0; round < 2; ++round) {
        login().lock();
        QCoreApplication::processEvents();
        QVERIFY(tray->isVisible());
        QVERIFY(!tray->icon().isNull());
        unlock();
        QVERIFY(tray->isVisible());
    }
    login().lock();
    login().logOut();
    QVERIFY(tray->isVisible());
}

void tst_TrayIcons::theWindowOfAnX11IconStays()
{
    QSystemTrayIconSys icon;
    QWidget other; // is closed
    icon.show();
    other.show();
    for (int round = 1; round <= 2; ++round) {
        login().lock();
        QCoreApplication::processEvents();
        QVERIFY(!other.isVisible());
        QVERIFY(icon.isVisible() && icon.isEnabled());
        QTest::mouseClick(&icon, Qt::LeftButton);
        QCOMPARE(icon.presses, round);
        unlock();
        QVERIFY(other.isVisible() && icon.isVisible());
    }
}

void tst_TrayIcons::activatedItLeadsToTheLockScreen_data()
{
    QTest::addColumn<bool>("ofWindow");
    QTest::addColumn<bool>("hidden");
    QTest::newRow("of the window, which is hidden") << true << true;
    QTest::newRow("of the window, which is minimised") << true << false;
    QTest::newRow("of the application, its window is hidden") << false << true;
    QTest::newRow("of the application, its window is minimised") << false << false;
}

void tst_TrayIcons::activatedItLeadsToTheLockScreen()
{
    QFETCH(bool, ofWindow);
    QFETCH(bool, hidden);
    const std::unique_ptr<QSystemTrayIcon> tray(
        new QSystemTrayIcon(ofWindow ? static_cast<QObject *>(window.get()) : QCoreApplication::instance()));
    for (int round = 0; round < 2; ++round) {
        login().lock();
        hidden ? window->hide() : lockScreen()->showMinimized();
        QTRY_VERIFY(!lockScreen() || lockScreen()->isMinimized());
        Q_EMIT tray->activated(QSystemTrayIcon::Context); // which wants the menu
        QVERIFY(!lockScreen() || lockScreen()->isMinimized());
        Q_EMIT tray->activated(QSystemTrayIcon::Trigger);
        QVERIFY(lockScreen() && !lockScreen()->isMinimized());
        QVERIFY(!window->isVisible());
        unlock();
        window->hide();
        Q_EMIT tray->activated(QSystemTrayIcon::Trigger); // the application's own affair again
        QVERIFY(!lockScreen());
        QVERIFY(!window->isVisible());
        show();
    }
}

void tst_TrayIcons::theEntriesOfItsMenuAreHeld_data()
{
    QTest::addColumn<QString>("owner");
    for (const char *owner : {"the window", "the application", "nothing that can be found"})
        QTest::newRow(owner) << QString::fromLatin1(owner);
}

void tst_TrayIcons::theEntriesOfItsMenuAreHeld()
{
    QFETCH(QString, owner);
    QObject *parent = owner == u"the window" ? static_cast<QObject *>(window.get()) : nullptr;
    const std::unique_ptr<QSystemTrayIcon> tray(
        new QSystemTrayIcon(owner == u"the application" ? QCoreApplication::instance() : parent));
    tray->setContextMenu(menu.get());
    QAction *deeper = add(menu->addMenu(secretText));
    for (int round = 1; round <= 2; ++round) {
        login().lock();
        for (QAction *each : {entry, deeper}) {
            each->trigger();
            each->setEnabled(true);
            each->trigger();
            QVERIFY(!each->isVisible()); // a panel may read its text
        }
        QCOMPARE(effects, 2 * round - 2);
        unlock();
        for (QAction *each : {entry, deeper}) {
            QVERIFY(each->isVisible());
            each->trigger();
        }
        QCOMPARE(effects, 2 * round);
    }
}

void tst_TrayIcons::entriesThatComeMeanwhileAreHeld()
{
    login().lock();
    QAction *added = add(menu.get());
    added->trigger();
    QCOMPARE(effects, 0);
    unlock();
    added->trigger();
    QCOMPARE(effects, 1);
}

void tst_TrayIcons::anExemptMenuStays()
{
    WindowLock::exempt(menu.get());
    login().lock();
    menu->popup({});
    QCoreApplication::processEvents();
    QVERIFY(menu->isVisible());
    menu->hide();
    entry->trigger();
    QCOMPARE(effects, 1);
    unlock();
    entry->trigger();
    QCOMPARE(effects, 2);
}

void tst_TrayIcons::besideAnotherOpenMainWindowOnlyTheWindowsOwnIsHeld()
{
    QMainWindow another;
    another.show();
    QMenu anothers;
    QAction *anothersEntry = add(&anothers);
    QSystemTrayIcon anothersTray(&another);
    anothersTray.setContextMenu(&anothers);
    const std::unique_ptr<QSystemTrayIcon> tray(new QSystemTrayIcon(window.get()));
    tray->setContextMenu(menu.get());
    login().lock();
    entry->trigger();
    QCOMPARE(effects, 0);
    anothersEntry->trigger();
    QCOMPARE(effects, 1);
    unlock();
    entry->trigger();
    QCOMPARE(effects, 2);
}

QTEST_MAIN(tst_TrayIcons)

#include "tst_trayicons.moc"
