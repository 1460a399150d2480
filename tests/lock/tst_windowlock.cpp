// SPDX-License-Identifier: MIT
#include "lock/lockedjournal.h"

#include "gates/viewguard.h"

#include <QtGui/qundostack.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtablewidget.h>

using namespace QtLogin;
using namespace QtLogin::LockedJournal;
using namespace std::chrono_literals;

namespace {

// Does something when it is hidden.
class Hider : public QWidget
{
public:
    Hider(QWidget *parent, std::function<void()> act) : QWidget(parent), m_act(std::move(act)) { }

protected:
    void hideEvent(QHideEvent *) override
    {
        const auto act = m_act;
        act(); // nothing of this afterwards
    }

private:
    const std::function<void()> m_act;
};

} // namespace

// How a window is locked with all that belongs to it, and given back.
class tst_WindowLock : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aLockScreenStandsInTheWindowsPlace();
    void theSamePersonUnlocks();
    void layoutTextSelectionUndoAndFocusComeBack();
    void whatIsHalfTypedInATableStays();
    void guardedContentComesBackWithItsFocus_data();
    void guardedContentComesBackWithItsFocus();
    void nothingOfTheWindowCanBeReached();
    void anActionThatNothingElseShowsIsHeld();
    void nothingCanBeReadAloud();
    void whatIsMadeMeanwhileIsClosedToo();
    void itIsIdleThatLocksToo();
    void theApplicationCannotOpenIt();
    void hiddenIsHiddenAlsoWhileLocked();
    void closingAsksTheWindow();
    void maximisedStaysMaximised();
    void movedStaysMoved();
    void theActionLocks();
    void twoWindowsLockTogether();
    void aLockMadeWhileLockedLocks();
    void theDeathOfTheManagerKeepsItClosed();
    void theDeathOfTheLockKeepsItClosed();
    void withoutAManagerTheWindowStaysClosed();
    void withoutAWindowItLocksNothing();
    void anythingMayBeDeletedInAnySlot_data();
    void anythingMayBeDeletedInAnySlot();
};

void tst_WindowLock::aLockScreenStandsInTheWindowsPlace()
{
    const QRect where = window->geometry();
    login().lock();
    QVERIFY(!window->isVisible());
    QVERIFY(lockScreen());
    QCOMPARE(lockScreen()->geometry(), where);
    QCOMPARE(lockScreen()->windowTitle(), QStringLiteral("Locked")); // F12
    QVERIFY(words().contains(QStringLiteral("ada")));
    QVERIFY(part<QPushButton>("submit")->isDefault());
    QCOMPARE(lockScreen()->focusWidget(), part<QLineEdit>("password"));
    QTRY_VERIFY(lockScreen()->isActiveWindow());
    QCOMPARE(QApplication::focusWidget(), part<QLineEdit>("password"));
}

void tst_WindowLock::theSamePersonUnlocks()
{
    const QWidget *active = QApplication::activeWindow();
    QVERIFY(active);
    login().lock();
    QTRY_VERIFY(lockScreen()->isActiveWindow());
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(login().isAuthenticated());
    QVERIFY(login().isFresh());
    QVERIFY(window->isVisible());
    QVERIFY(window->isEnabled());
    QCOMPARE(window->windowTitle(), QStringLiteral("Diary of Ada"));
    QVERIFY(lockScreens().isEmpty());
    QTRY_COMPARE(QApplication::activeWindow(), active);
}

void tst_WindowLock::layoutTextSelectionUndoAndFocusComeBack()
{
    window->text->clear();
    QTest::keyClicks(window->text, QStringLiteral("dear diary"));
    QTextCursor cursor = window->text->textCursor();
    cursor.setPosition(5);
    cursor.setPosition(8, QTextCursor::KeepAnchor);
    window->text->setTextCursor(cursor);
    const QByteArray layout = window->saveState();
    const QByteArray geometry = window->saveGeometry();
    const QRect floating = window->floating->geometry();
    for (int round = 0; round < 3; ++round) {
        login().lock();
        QCoreApplication::processEvents();
        QVERIFY(!window->floating->isVisible());
        QVERIFY(login().confirmLogin());
        QCoreApplication::processEvents();
        QCOMPARE(window->saveState(), layout);
        QCOMPARE(window->saveGeometry(), geometry);
        QCOMPARE(window->floating->geometry(), floating);
    }
    for (const QDockWidget *dock : {window->left, window->floating})
        QVERIFY(dock->isVisible());
    QCOMPARE(window->text->toPlainText(), QStringLiteral("dear diary"));
    QCOMPARE(window->text->textCursor().selectedText(), QStringLiteral("dia"));
    QCOMPARE(window->focusWidget(), window->text);
    window->text->undo();
    QCOMPARE(window->text->toPlainText(), QString());
    QVERIFY(window->print->isEnabled());
    window->print->trigger();
    QCOMPARE(window->effects, 1);
}

void tst_WindowLock::whatIsHalfTypedInATableStays()
{
    QTableWidget table(1, 1);
    table.setItem(0, 0, new QTableWidgetItem);
    window->left->setWidget(&table);
    window->floating->hide(); // it would take the keyboard when it comes
    QCoreApplication::processEvents();
    table.setFocus();
    table.editItem(table.item(0, 0));
    const QPointer<QLineEdit> editor = table.findChild<QLineEdit *>();
    QTest::keyClicks(editor, QStringLiteral("half a tho"));
    login().lock();
    QCoreApplication::processEvents();
    QVERIFY(login().confirmLogin());
    QVERIFY(editor);
    QTRY_COMPARE(QApplication::focusWidget(), editor.data());
    QCOMPARE(editor->text(), QStringLiteral("half a tho"));
    QCOMPARE(table.item(0, 0)->text(), QString());
    table.setParent(nullptr);
}

void tst_WindowLock::guardedContentComesBackWithItsFocus_data()
{
    QTest::addColumn<bool>("guardFirst");
    QTest::newRow("the guard hears first") << true;
    QTest::newRow("the lock hears first") << false;
}

void tst_WindowLock::guardedContentComesBackWithItsFocus()
{
    QFETCH(bool, guardFirst);
    if (guardFirst)
        delete lock.data();
    ViewGuard guard(&login());
    if (guardFirst)
        lock = new WindowLock(&login(), window.get());
    QPointer<QLineEdit> field;
    auto *view = guard.view(Requirement::login(), [&] {
        auto *page = new QWidget;
        auto *column = new QVBoxLayout(page);
        column->addWidget(new QLineEdit(page));
        column->addWidget(field = new QLineEdit(QStringLiteral("half a thought"), page));
        return page;
    });
    window->setCentralWidget(view);
    QCoreApplication::processEvents();
    field->setFocus();
    field->setSelection(5, 1);
    QCOMPARE(window->focusWidget(), field);
    for (int round = 0; round < 2; ++round) {
        login().lock();
        QVERIFY(!view->isOpen());
        QVERIFY(lockScreen());
        QTRY_VERIFY(lockScreen()->isActiveWindow()); // as when a user types into it
        QVERIFY(login().confirmLogin());
        QVERIFY(view->isOpen());
        QVERIFY(field->isVisible());
        QTRY_COMPARE(QApplication::focusWidget(), field); // the window is the active one again
        QTRY_COMPARE(field->selectedText(), QStringLiteral("a"));
    }
    window->takeCentralWidget();
    delete view;
}

void tst_WindowLock::nothingOfTheWindowCanBeReached() // F7
{
    const QPointer<QWindow> before = window->windowHandle();
    login().lock();
    QCoreApplication::processEvents();
    QVERIFY(!before);
    for (int i = 0; i < 50; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(lockScreen()->isAncestorOf(QApplication::focusWidget()));
    }
    for (const auto key : {Qt::Key_P, Qt::Key_J})
        QTest::keyClick(lockScreen()->windowHandle(), key, Qt::ControlModifier);
    for (const auto key : {Qt::Key_F, Qt::Key_F10, Qt::Key_Delete, Qt::Key_Menu})
        QTest::keyClick(lockScreen()->windowHandle(), key, Qt::AltModifier);
    window->print->trigger();
    window->print->activate(QAction::Trigger);
    QMetaObject::invokeMethod(window->print, "trigger");
    QCOMPARE(window->effects, 0);
    for (QDockWidget *dock : std::as_const(window->docks)) {
        QVERIFY(!dock->isVisible());
        dock->toggleViewAction()->trigger();
        QVERIFY(!dock->isVisible());
    }
    QVERIFY(!QApplication::topLevelAt(window->geometry().center())
            || QApplication::topLevelAt(window->geometry().center()) == lockScreen());
}

void tst_WindowLock::anActionThatNothingElseShowsIsHeld() // F4
{
    QObject controller;
    QAction send(QStringLiteral("Send"), &controller);
    QAction quit(QStringLiteral("Quit"), &controller);
    QWidget tray;
    window->menuBar()->addMenu(QStringLiteral("&Mail"))->addActions({&send, &quit});
    tray.addAction(&quit);
    login().lock();
    QVERIFY(!send.isEnabled());
    QVERIFY(quit.isEnabled());
    QVERIFY(login().confirmLogin());
    QVERIFY(send.isEnabled());
    QVERIFY(send.isVisible());
}

void tst_WindowLock::nothingCanBeReadAloud()
{
    QVERIFY(allThatCanBeReadAloud().contains(secretText));
    QVERIFY(allThatCanBeReadAloud().contains(QStringLiteral("Diary of Ada")));
    login().lock();
    const QString text = allThatCanBeReadAloud();
    QVERIFY(!text.contains(secretText));
    QVERIFY(!text.contains(QStringLiteral("of Ada")));
    QVERIFY(text.contains(QStringLiteral("Unlock")));
    QVERIFY(login().confirmLogin());
    QVERIFY(allThatCanBeReadAloud().contains(secretText));
    QTRY_VERIFY(!allThatCanBeReadAloud().contains(QStringLiteral("Unlock")));
}

void tst_WindowLock::whatIsMadeMeanwhileIsClosedToo()
{
    auto *menu = window->menuBar()->actions().first()->menu();
    auto *stack = new QUndoStack(window.get());
    stack->push(new QUndoCommand(secretText));
    login().lock();
    auto *later = new QUndoStack(window.get());
    later->push(new QUndoCommand(secretText));
    QList<QAction *> made = {menu->addAction(secretText), stack->createUndoAction(window.get()),
                             later->createUndoAction(window.get())};
    window->tools->addActions(made);
    connect(made.first(), &QAction::triggered, this, [this] { ++window->effects; });
    auto *dialog = new QDialog(window.get());
    auto *note = new QLabel(secretText, dialog);
    dialog->show();
    window->text->setPlainText(secretText + secretText);
    window->statusBar()->showMessage(secretText);
    QTRY_VERIFY(!dialog->isVisible());
    for (QAction *action : std::as_const(made)) {
        action->setEnabled(true);
        action->trigger();
        QVERIFY(!action->isVisible());
    }
    QCOMPARE(window->effects, 0);
    QVERIFY(stack->canUndo() && later->canUndo());
    QVERIFY(!allThatCanBeReadAloud().contains(secretText));

    QVERIFY(login().confirmLogin());
    QVERIFY(dialog->isVisible() && note->isVisible());
    for (QAction *action : std::as_const(made)) {
        QVERIFY(action->isVisible());
        action->trigger();
    }
    QCOMPARE(window->effects, 1);
    QVERIFY(!stack->canUndo() && !later->canUndo());
    QVERIFY(allThatCanBeReadAloud().contains(secretText + secretText));
}

void tst_WindowLock::itIsIdleThatLocksToo() // C2, C4
{
    auto policy = SessionPolicy::standard();
    policy.idleLock = 10min;
    login().setSessionPolicy(policy);
    stage->clock->advance(9min);
    QTest::keyClick(window->text, Qt::Key_A);
    stage->clock->advance(9min);
    QVERIFY(!login().isLocked());
    stage->clock->suspend(3h);
    const QString text = window->text->toPlainText();
    QTest::keyPress(window->windowHandle(), Qt::Key_B);
    QTRY_VERIFY(lockScreen());
    QCOMPARE(window->text->toPlainText(), text);
    QCOMPARE(window->effects, 0);
    QCOMPARE(part<QLineEdit>("password")->text(), QString());
}

void tst_WindowLock::theApplicationCannotOpenIt() // F5
{
    login().lock();
    window->show();
    window->setEnabled(true);
    window->raise();
    window->activateWindow();
    window->showNormal();
    for (QDockWidget *dock : std::as_const(window->docks))
        dock->show();
    window->print->setEnabled(true);
    window->statusBar()->showMessage(QStringLiteral("saved"));
    QTRY_VERIFY(!window->isVisible());
    QCoreApplication::processEvents();
    QVERIFY(!window->isEnabled());
    QVERIFY(!window->windowHandle());
    QVERIFY(lockScreen());
    window->print->trigger();
    QCOMPARE(window->effects, 0);
    for (const QDockWidget *dock : std::as_const(window->docks))
        QVERIFY(!dock->isVisible());
    QVERIFY(!allThatCanBeReadAloud().contains(secretText));
    QVERIFY(login().confirmLogin());
    QVERIFY(window->isVisible());
    QVERIFY(window->isEnabled());
    QCOMPARE(window->statusBar()->currentMessage(), QStringLiteral("saved"));
}

void tst_WindowLock::hiddenIsHiddenAlsoWhileLocked()
{
    window->hide(); // into the tray
    login().lock();
    QVERIFY(lockScreens().isEmpty());
    window->show();
    QTRY_VERIFY(lockScreen());
    QVERIFY(!window->isVisible());
    window->hide();
    QTRY_VERIFY(lockScreens().isEmpty());
    QVERIFY(login().confirmLogin());
    QCoreApplication::processEvents();
    QVERIFY(!window->isVisible());
    window->show();
    QVERIFY(window->isVisible());
    QVERIFY(window->isEnabled());
}

void tst_WindowLock::closingAsksTheWindow()
{
    login().lock();
    window->mayClose = false;
    QVERIFY(!lockScreen()->close());
    QCOMPARE(window->closes, 1);
    QVERIFY(lockScreen());
    window->mayClose = true;
    QVERIFY(lockScreen()->close());
    QCOMPARE(window->closes, 2);
    QVERIFY(lockScreens().isEmpty());
    QVERIFY(login().isLocked());
    QVERIFY(login().confirmLogin());
    QCoreApplication::processEvents();
    QVERIFY(!window->isVisible()); // closed is closed
    window->show();
    QVERIFY(window->isVisible());
}

void tst_WindowLock::maximisedStaysMaximised()
{
    const QRect normal = window->geometry();
    window->showMaximized();
    QCoreApplication::processEvents();
    login().lock();
    QVERIFY(lockScreen()->isMaximized());
    QVERIFY(login().confirmLogin());
    QVERIFY(window->isMaximized());
    QCOMPARE(window->normalGeometry(), normal);
}

void tst_WindowLock::movedStaysMoved()
{
    login().lock();
    lockScreen()->setGeometry(33, 44, 700, 500);
    QVERIFY(login().confirmLogin());
    QCOMPARE(window->geometry(), QRect(33, 44, 700, 500));
}

void tst_WindowLock::theActionLocks()
{
    QCOMPARE(lock->lockAction()->shortcut(), QKeySequence(QStringLiteral("Ctrl+L")));
    QVERIFY(lock->lockAction()->isEnabled());
    window->menuBar()->actions().first()->menu()->addAction(lock->lockAction());
    QTest::keyPress(window->windowHandle(), Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(login().isLocked());
    QVERIFY(!lock->lockAction()->isEnabled());
    QVERIFY(login().confirmLogin());
    QVERIFY(lock->lockAction()->isEnabled());
    login().logOut();
    QVERIFY(!lock->lockAction()->isEnabled());
}

void tst_WindowLock::twoWindowsLockTogether()
{
    Journal other;
    WindowLock otherLock(&login(), &other);
    other.show();
    QDialog modal(&other);
    modal.setModal(true);
    modal.setWindowModality(Qt::ApplicationModal);
    modal.show();
    login().lock();
    QCOMPARE(lockScreens().size(), 2);
    QVERIFY(!modal.isVisible());
    auto *field = lockScreens().last()->findChild<QLineEdit *>(QStringLiteral("password"));
    QTest::keyClicks(field, QStringLiteral("lovelace"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(login().isAuthenticated());
    QVERIFY(lockScreens().isEmpty());
    QVERIFY(window->isVisible());
    QVERIFY(other.isVisible());
    QVERIFY(modal.isVisible());
}

void tst_WindowLock::aLockMadeWhileLockedLocks()
{
    login().lock();
    Journal other;
    WindowLock otherLock(&login(), &other);
    other.show();
    QTRY_COMPARE(lockScreens().size(), 2);
    QVERIFY(!other.isVisible());
}

void tst_WindowLock::theDeathOfTheManagerKeepsItClosed() // F1
{
    login().lock();
    stage->deleteManager();
    QVERIFY(!window->isVisible());
    QVERIFY(lockScreen());
    QVERIFY(words().contains(QStringLiteral("This session is over.")));
    QVERIFY(!part<QLineEdit>("password")->isEnabled());
    window->show();
    QTRY_VERIFY(!window->isVisible());
    QVERIFY(!lock->lockAction()->isEnabled());
}

void tst_WindowLock::theDeathOfTheLockKeepsItClosed() // F1
{
    login().lock();
    delete lock.data();
    QVERIFY(lockScreens().isEmpty());
    window->show();
    QTRY_VERIFY(!window->isVisible());
    QVERIFY(login().confirmLogin());
    QVERIFY(!window->isVisible());
    window->print->trigger();
    QCOMPARE(window->effects, 0);
}

void tst_WindowLock::withoutAManagerTheWindowStaysClosed() // F1
{
    Journal other;
    other.show();
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("WindowLock was given no LoginManager")));
    const WindowLock nobodys(nullptr, &other);
    QVERIFY(!other.isVisible());
    QVERIFY(!nobodys.lockAction()->isEnabled());
    other.show();
    QTRY_VERIFY(!other.isVisible());
}

void tst_WindowLock::withoutAWindowItLocksNothing()
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("WindowLock was given no window")));
    const WindowLock nothings(&login(), nullptr);
    QVERIFY(!nothings.lockAction()->isEnabled());
    login().lock();
    QVERIFY(lockScreen()); // of the other lock
}

void tst_WindowLock::anythingMayBeDeletedInAnySlot_data() // F11
{
    QTest::addColumn<QString>("victim");
    QTest::addColumn<QString>("slot");
    for (const char *victim : {"manager", "window", "lock"}) {
        for (const char *slot :
             {"locked", "unlocked", "loggedOut", "aboutToLogOut", "dialog rejected", "hidden", "shown"})
            QTest::addRow("%s when %s", victim, slot) << QString::fromLatin1(victim) << QString::fromLatin1(slot);
    }
}

void tst_WindowLock::anythingMayBeDeletedInAnySlot()
{
    QFETCH(QString, victim);
    QFETCH(QString, slot);
    bool done = false;
    const auto kill = [&, victim] {
        if (std::exchange(done, true))
            return;
        if (victim == QLatin1String("manager"))
            stage->deleteManager();
        else if (victim == QLatin1String("window"))
            window.reset();
        else
            delete lock.data();
    };
    const auto is = [slot](const char *name) { return slot == QLatin1String(name); };
    // The fate of a window or its children in the middle of its own event is the application's affair.
    if (victim != QLatin1String("manager") && is("shown"))
        return;
    QPointer<QDialog> dialog(new QDialog(window.get()));
    if (is("dialog rejected"))
        dialog->open();
    const QObject listener; // hears no longer than this function runs
    connect(dialog, &QDialog::rejected, &listener, [&] { kill(); });
    connect(&login(), &LoginManager::lockedChanged, &listener, [&](bool locked) {
        if (is(locked ? "locked" : "unlocked"))
            kill();
    });
    connect(&login(), &LoginManager::aboutToLogOut, &listener, [&] {
        if (is("aboutToLogOut"))
            kill();
    });
    connect(&login(), &LoginManager::loggedOut, &listener, [&] {
        if (is("loggedOut"))
            kill();
    });
    connect(window->left, &QDockWidget::visibilityChanged, &listener, [&](bool visible) {
        if (visible && is("shown"))
            kill();
    });
    if (is("hidden"))
        (new Hider(window->text, kill))->show();
    login().lock();
    if (!done && stage->isRunning() && (is("unlocked") || is("shown")))
        unlockWith(QStringLiteral("lovelace"));
    else if (!done)
        QTest::mouseClick(part<QPushButton>("cancel"), Qt::LeftButton);
    QTRY_VERIFY(done);
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    if (victim == QLatin1String("window"))
        QVERIFY(lockScreens().isEmpty());
}

QTEST_MAIN(tst_WindowLock)

#include "tst_windowlock.moc"
