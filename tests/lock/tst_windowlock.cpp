// SPDX-License-Identifier: MIT
#include "lock/windowlock.h"
#include "gates/viewguard.h"

#include "dialogs/logindialog.h"
#include "dialogs/logindialogprompt.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qtimer.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtGui/qshortcut.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qstatusbar.h>
#include <QtWidgets/qtablewidget.h>
#include <QtWidgets/qtextedit.h>
#include <QtWidgets/qtoolbar.h>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

const auto secretText = QStringLiteral("what only Ada may read");

// A window with everything a main window has, and the title that gives most away.
class Journal : public QMainWindow
{
public:
    Journal()
    {
        setWindowTitle(QStringLiteral("Diary of Ada"));
        resize(640, 480);
        text = new QTextEdit(secretText, this);
        setCentralWidget(text);
        for (auto *dock : {&left, &right, &tabbed, &floating}) {
            *dock = new QDockWidget(this);
            (*dock)->setWindowTitle(QStringLiteral("Dock %1 of Ada").arg(docks.size()));
            (*dock)->setObjectName(QStringLiteral("dock%1").arg(docks.size()));
            (*dock)->setWidget(new QLineEdit(secretText, *dock));
            docks += *dock;
        }
        addDockWidget(Qt::LeftDockWidgetArea, left);
        addDockWidget(Qt::RightDockWidgetArea, right);
        tabifyDockWidget(right, tabbed);
        addDockWidget(Qt::BottomDockWidgetArea, floating);
        floating->setFloating(true);
        resizeDocks({left, right}, {150, 120}, Qt::Horizontal);
        tools = addToolBar(QStringLiteral("Tools"));
        tools->setObjectName(QStringLiteral("tools"));
        print = menuBar()->addMenu(QStringLiteral("&File"))->addAction(QStringLiteral("Print"));
        print->setShortcut(QKeySequence(QStringLiteral("Ctrl+P")));
        tools->addAction(print);
        shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+J")), this);
        statusBar()->showMessage(secretText);
        connect(print, &QAction::triggered, this, [this] { ++effects; });
        connect(shortcut, &QShortcut::activated, this, [this] { ++effects; });
    }

    void keyPressEvent(QKeyEvent *) override { ++effects; }
    void closeEvent(QCloseEvent *event) override
    {
        ++closes;
        event->setAccepted(mayClose);
    }

    QTextEdit *text;
    QList<QDockWidget *> docks;
    QDockWidget *left;
    QDockWidget *right;
    QDockWidget *tabbed;
    QDockWidget *floating;
    QToolBar *tools;
    QAction *print;
    QShortcut *shortcut;
    int effects = 0;
    int closes = 0;
    bool mayClose = true;
};

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

QStringList readAloud(QAccessibleInterface *interface)
{
    QStringList texts = {interface->text(QAccessible::Name), interface->text(QAccessible::Value)};
    if (interface->textInterface())
        texts += interface->textInterface()->text(0, interface->textInterface()->characterCount());
    for (int i = 0; i < interface->childCount(); ++i)
        texts += readAloud(interface->child(i));
    return texts;
}

QString allThatCanBeReadAloud()
{
    return readAloud(QAccessible::queryAccessibleInterface(qApp)).join(u'\n');
}

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

QWidget *lockScreen()
{
    const auto found = lockScreens();
    return found.size() == 1 ? found.first() : nullptr;
}

template<typename Part>
Part *part(const char *name)
{
    return lockScreen() ? lockScreen()->findChild<Part *>(QLatin1String(name)) : nullptr;
}

QString words()
{
    QStringList words;
    const auto labels = lockScreen()->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            words += label->text();
    }
    return words.join(u'|');
}

void unlockWith(const QString &password)
{
    auto *field = part<QLineEdit>("password");
    QTest::keyClicks(field, password);
    QTest::keyClick(field, Qt::Key_Return);
}

} // namespace

class tst_WindowLock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aLockScreenStandsInTheWindowsPlace();
    void theSamePersonUnlocks();
    void layoutTextSelectionUndoAndFocusComeBack();
    void whatIsHalfTypedInATableStays();
    void guardedContentComesBackWithItsFocus_data();
    void guardedContentComesBackWithItsFocus();
    void nothingOfTheWindowCanBeReached();
    void anActionThatNothingElseShowsIsHeld();
    void nothingCanBeReadAloud();
    void dialogsGoAndComeBack();
    void whatBlocksGoesAsWell_data();
    void whatBlocksGoesAsWell();
    void aModalDialogOfNobodyComesBack();
    void aModalDialogThatComesMeanwhileGoes_data();
    void aModalDialogThatComesMeanwhileGoes();
    void whoLogsInMeanwhileIsStillAsked();
    void itIsIdleThatLocksToo();

    void aWrongPasswordIsSaidInline();
    void anotherPersonIsRefused();
    void aSecondStepIsAskedFor();
    void escapeDoesNothing();
    void enterUnlocksWhereverTheFocusHasBeen();
    void theLockScreenIsThePromptWhoeverAsks();
    void whoIsAskedFindsTheLockScreenWhereverItWas_data();
    void whoIsAskedFindsTheLockScreenWhereverItWas();
    void thePromptIsAskedWhereTheLockScreenHasGone();
    void itLogsOut();
    void loggingOutKeepsNothingOfThem();
    void anotherUserSeesNothingOfThem();

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

private:
    void show();
    LoginManager &login() { return stage->login(); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<Journal> window;
    QPointer<WindowLock> lock;
};

void tst_WindowLock::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    window = std::make_unique<Journal>();
    lock = new WindowLock(&login(), window.get());
    QVERIFY(stage->logIn(Stage::ada()));
    show();
}

void tst_WindowLock::cleanup()
{
    window.reset();
    stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void tst_WindowLock::show()
{
    window->show();
    QApplication::setActiveWindow(window.get());
    QCoreApplication::processEvents();
    window->text->setFocus();
}

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
        QTRY_VERIFY(lockScreen()->isActiveWindow()); // as for whoever types into it
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

void tst_WindowLock::dialogsGoAndComeBack() // F6
{
    QDialog dialog(window.get());
    auto *name = new QLineEdit(QStringLiteral("half"), &dialog);
    dialog.open();
    QSignalSpy finished(&dialog, &QDialog::finished);
    QMenu menu(window.get());
    menu.addAction(window->print);
    menu.popup(window->pos());
    login().lock();
    QVERIFY(!dialog.isVisible());
    QVERIFY(!menu.isVisible());
    QVERIFY(login().confirmLogin());
    QVERIFY(dialog.isVisible());
    QVERIFY(dialog.isModal());
    QVERIFY(!menu.isVisible());
    QCOMPARE(name->text(), QStringLiteral("half"));
    QCOMPARE(finished.count(), 0);
}

void tst_WindowLock::whatBlocksGoesAsWell_data() // C10
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"exec", "exec of nobody", "nested exec", "menu exec", "message box"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void tst_WindowLock::whatBlocksGoesAsWell()
{
    QFETCH(QString, what);
    int result = -1;
    QTimer::singleShot(0, this, [this] {
        login().lock();
        QVERIFY(login().isLocked());
        QCOMPARE(QApplication::activeModalWidget(), nullptr);
        QCOMPARE(QApplication::activePopupWidget(), nullptr);
        QVERIFY(lockScreen());
    });
    QDialog outer(what == QLatin1String("exec of nobody") ? nullptr : window.get());
    if (what == QLatin1String("menu exec")) {
        QMenu menu(window.get());
        menu.addAction(window->print);
        result = menu.exec(window->pos()) ? 1 : 0;
    } else if (what == QLatin1String("message box")) {
        result = QMessageBox::question(window.get(), {}, secretText) == QMessageBox::Yes;
    } else if (what == QLatin1String("nested exec")) {
        outer.open();
        QDialog inner(&outer);
        result = inner.exec();
    } else {
        result = outer.exec();
    }
    QCOMPARE(result, int(QDialog::Rejected));
    QVERIFY(login().isLocked());
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(window->isVisible());
    QVERIFY(what == QLatin1String("nested exec") ? outer.isVisible() : !outer.isVisible());
}

void tst_WindowLock::aModalDialogOfNobodyComesBack() // C10
{
    QDialog dialog;
    dialog.setModal(true);
    dialog.show();
    QCOMPARE(QApplication::activeModalWidget(), &dialog);
    login().lock();
    QVERIFY(!dialog.isVisible());
    QVERIFY(login().confirmLogin());
    QVERIFY(dialog.isVisible());
    login().lock();
    login().logOut();
    QVERIFY(!dialog.isVisible());
    QVERIFY(dialog.isEnabled());
}

void tst_WindowLock::aModalDialogThatComesMeanwhileGoes_data() // C10
{
    QTest::addColumn<bool>("executes");
    QTest::newRow("shown") << false;
    QTest::newRow("executed") << true;
}

void tst_WindowLock::aModalDialogThatComesMeanwhileGoes()
{
    QFETCH(bool, executes);
    login().lock();
    QMessageBox box(QMessageBox::Information, QStringLiteral("Mail"), QStringLiteral("from Charles"));
    box.setModal(!executes);
    if (executes)
        QVERIFY(box.exec() != QMessageBox::Ok);
    else
        box.show();
    QTRY_VERIFY(!box.isVisible());
    QCOMPARE(QApplication::activeModalWidget(), nullptr);
    QVERIFY(lockScreen());
    QTRY_COMPARE(QApplication::focusWidget(), part<QLineEdit>("password"));
    QVERIFY(login().confirmLogin());
    QCOMPARE(box.isVisible(), !executes);
    box.hide();
}

void tst_WindowLock::whoLogsInMeanwhileIsStillAsked()
{
    login().lock();
    auto parts = std::make_shared<LoginRequest::Parts>();
    parts->rememberAvailability = std::make_shared<QProperty<RememberAvailability>>();
    parts->attempt = [](const Credentials &, const LoginOptions &) {
        return readyFuture<Result<void>>(Error::Kind::Cancelled);
    };
    LoginDialog dialog {LoginRequest(parts)};
    dialog.setModal(true);
    dialog.show();
    QCoreApplication::processEvents();
    QVERIFY(dialog.isVisible());
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

void tst_WindowLock::aWrongPasswordIsSaidInline()
{
    login().lock();
    unlockWith(QStringLiteral("byron"));
    QTRY_VERIFY(words().contains(QStringLiteral("This is not the right password.")));
    QCOMPARE(part<QLineEdit>("password")->text(), QString());
    QCOMPARE(lockScreen()->focusWidget(), part<QLineEdit>("password"));
    QVERIFY(login().isLocked());
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(window->isVisible());
}

void tst_WindowLock::anotherPersonIsRefused()
{
    // Even a doorman who takes the password for another's lets nobody else in.
    login().lock();
    stage->authenticator->answerWith(Authentication(Proof {.userId = QStringLiteral("bob")}));
    unlockWith(QStringLiteral("builder"));
    QTRY_VERIFY(words().contains(Error(Error::Kind::WrongUser).message()));
    QVERIFY(login().isLocked());
    QCOMPARE(login().currentUser()->id(), QStringLiteral("ada"));
    QVERIFY(!window->isVisible());
}

void tst_WindowLock::aSecondStepIsAskedFor()
{
    stage->authenticator->requireStep({.message = QStringLiteral("Enter the code of your phone."), .handle = "phone"},
                                      "123456");
    login().lock();
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(words().contains(QStringLiteral("code of your phone")));
    QVERIFY(login().isLocked());
    auto *code = part<QLineEdit>("code");
    QTest::keyClicks(code, QStringLiteral("123456"));
    QTest::keyClick(code, Qt::Key_Return);
    QTRY_VERIFY(window->isVisible());
}

void tst_WindowLock::enterUnlocksWhereverTheFocusHasBeen()
{
    show();
    login().lock();
    QTRY_COMPARE(QApplication::focusWidget(), part<QLineEdit>("password"));
    do
        QTest::keyClick(lockScreen()->windowHandle(), Qt::Key_Tab);
    while (QApplication::focusWidget() != part<QLineEdit>("password"));
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(!login().isLocked());
}

void tst_WindowLock::escapeDoesNothing()
{
    login().lock();
    QTest::keyClicks(part<QLineEdit>("password"), QStringLiteral("love"));
    QTest::keyClick(part<QLineEdit>("password"), Qt::Key_Escape);
    QCoreApplication::processEvents();
    QVERIFY(login().isLocked());
    QVERIFY(part<QLineEdit>("password")->isVisible());
    QCOMPARE(part<QLineEdit>("password")->text(), QString());
}

void tst_WindowLock::theLockScreenIsThePromptWhoeverAsks()
{
    stage->login().setLoginPrompt(std::make_shared<LoginDialogPrompt>(window.get()));
    ViewGuard guard(&login());
    login().lock();
    int effects = 0;
    guard.run(Requirement::login(), window.get(), [&] { ++effects; });
    QCoreApplication::processEvents();
    const auto windows = QApplication::topLevelWidgets();
    for (const QWidget *each : windows)
        QVERIFY2(!each->isVisible() || each == lockScreen(), qPrintable(each->windowTitle()));
    QTRY_COMPARE(QApplication::focusWidget(), part<QLineEdit>("password"));
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(!login().isLocked());
    QTRY_COMPARE(effects, 1);
    QVERIFY(window->isVisible());
    QVERIFY(!QApplication::activeModalWidget());
}

void tst_WindowLock::whoIsAskedFindsTheLockScreenWhereverItWas_data()
{
    QTest::addColumn<bool>("minimised");
    QTest::newRow("minimised") << true;
    QTest::newRow("hidden with its window") << false;
}

void tst_WindowLock::whoIsAskedFindsTheLockScreenWhereverItWas()
{
    QFETCH(const bool, minimised);
    minimised ? window->showMinimized() : window->hide();
    login().lock();
    const auto unlocked = login().unlock();
    QTRY_VERIFY(lockScreen());
    QVERIFY(!lockScreen()->isMinimized());
    unlockWith(QStringLiteral("lovelace"));
    QVERIFY(Stage::resultOf(unlocked));
    QVERIFY(!lockScreen());
    QCOMPARE(window->isVisible(), minimised);
    QVERIFY(!stage->prompt->isAsking());
}

void tst_WindowLock::thePromptIsAskedWhereTheLockScreenHasGone()
{
    login().lock();
    const auto wanted = login().require(Requirement::login());
    window.reset(); // one of several windows has been closed for good
    QVERIFY(!stage->prompt->isAsking());
    const auto unlocked = login().unlock();
    QVERIFY(stage->prompt->isAsking());
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(Stage::resultOf(unlocked));
    QVERIFY(Stage::resultOf(wanted));
}

void tst_WindowLock::itLogsOut()
{
    login().lock();
    QTest::mouseClick(part<QPushButton>("cancel"), Qt::LeftButton);
    QTRY_COMPARE(login().state(), SessionState::SignedOut);
    QVERIFY(lockScreens().isEmpty());
    QVERIFY(window->isVisible());
}

void tst_WindowLock::loggingOutKeepsNothingOfThem() // F6
{
    ViewGuard guard(&login());
    auto *view = guard.view(Requirement::login(), [] { return new QLineEdit(QStringLiteral("her thoughts")); });
    window->setCentralWidget(view);
    QDialog dialog(window.get());
    new QLineEdit(QStringLiteral("her letter"), &dialog);
    dialog.open();
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    QDialog unopened(window.get());
    QSignalSpy unasked(&unopened, &QDialog::finished);
    const QPointer<QWidget> hers = view->content();
    login().lock();
    QVERIFY(hers);
    login().logOut();
    QVERIFY(window->isVisible());
    QVERIFY(!view->isOpen());
    QVERIFY(!dialog.isVisible());
    QCOMPARE(rejected.count(), 1);
    QCOMPARE(unasked.count(), 0);
    QTRY_VERIFY(!hers);
    for (const QDockWidget *dock : {window->left, window->floating})
        QVERIFY(dock->isVisible());
    QVERIFY(!allThatCanBeReadAloud().contains(QStringLiteral("her ")));
    window->takeCentralWidget();
    delete view;
}

void tst_WindowLock::anotherUserSeesNothingOfThem() // F6
{
    QDialog dialog(window.get());
    dialog.open();
    login().lock();
    QVERIFY(stage->logIn(Stage::bob()));
    QVERIFY(window->isVisible());
    QVERIFY(lockScreens().isEmpty());
    QVERIFY(!dialog.isVisible());
    login().lock();
    QVERIFY(words().contains(QStringLiteral("bob")));
    QVERIFY(!words().contains(QStringLiteral("ada")));
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(words().contains(QStringLiteral("not the right password")));
    unlockWith(QStringLiteral("builder"));
    QTRY_VERIFY(window->isVisible());
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
    QTest::ignoreMessage(QtCriticalMsg, "A window lock needs a manager and a window; the window stays closed.");
    const WindowLock nobodys(nullptr, &other);
    QVERIFY(!other.isVisible());
    QVERIFY(!nobodys.lockAction()->isEnabled());
    other.show();
    QTRY_VERIFY(!other.isVisible());
}

void tst_WindowLock::withoutAWindowItLocksNothing()
{
    QTest::ignoreMessage(QtCriticalMsg, "A window lock needs a manager and a window; it locks nothing.");
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
    // What happens to a window or its children in the middle of its own event is the application's affair.
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
