// SPDX-License-Identifier: MIT
#include "lock/lockedjournal.h"

#include "dialogs/logindialog.h"

#include <QtCore/qtimer.h>
#include <QtGui/qundogroup.h>
#include <QtGui/qundostack.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qsplashscreen.h>
#include <QtWidgets/qtooltip.h>
#include <QtWidgets/qwhatsthis.h>

using namespace QtLogin;
using namespace QtLogin::LockedJournal;
using namespace std::chrono_literals;

namespace {

// A window of the application that has no parent, with a button.
struct Beside
{
    explicit Beside(const QString &kind)
    {
        if (kind == u"message box")
            window = std::make_unique<QMessageBox>(QMessageBox::Information, secretText, secretText);
        else if (kind == u"dialog")
            window = std::make_unique<QDialog>();
        else if (kind == u"main window")
            window = std::make_unique<QMainWindow>();
        else
            window = std::make_unique<QWidget>(nullptr, kind == u"tool window" ? Qt::Tool : Qt::Window);
        window->setWindowTitle(secretText);
        button = new QPushButton(secretText, window.get());
        QObject::connect(button, &QPushButton::clicked, button, [this] { ++effects; });
    }

    void show() const
    {
        if (auto *box = qobject_cast<QMessageBox *>(window.get()))
            box->open();
        else
            window->show();
    }

    std::unique_ptr<QWidget> window;
    QPushButton *button;
    int effects = 0;
};

// Unlocks when it is hidden.
class Unlocker : public QWidget
{
public:
    explicit Unlocker(LoginManager *login) : m_login(login) { }

protected:
    void hideEvent(QHideEvent *) override { (void)m_login->confirmLogin(); }

private:
    LoginManager *const m_login;
};

// Locks when it is shown, as often as it is told to.
class Locker : public QWidget
{
public:
    explicit Locker(LoginManager *login) : m_login(login) { }
    int times = 0;

protected:
    void showEvent(QShowEvent *) override
    {
        if (times > 0 && times--)
            m_login->lock();
    }

private:
    LoginManager *const m_login;
};

const auto kinds = {"message box", "dialog", "tool window", "window", "main window"};

} // namespace

// The windows that the application shows beside a locked window.
class tst_OtherWindows : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void dialogsGoAndComeBack();
    void whatBlocksGoesAsWell_data();
    void whatBlocksGoesAsWell();
    void aModalDialogOfNobodyComesBack();
    void aModalDialogThatComesMeanwhileGoes_data();
    void aModalDialogThatComesMeanwhileGoes();
    void whoLogsInMeanwhileIsStillAsked();

    void aWindowWithoutAParentGoesAndComesBack_data();
    void aWindowWithoutAParentGoesAndComesBack();
    void forAnotherUserAWindowWithoutAParentIsOver_data();
    void forAnotherUserAWindowWithoutAParentIsOver();
    void theApplicationHidesAndDeletesThemMeanwhile();
    void anExemptWindowStays_data();
    void anExemptWindowStays();
    void besideAnotherOpenMainWindowTheyStay();
    void whenTheLastOpenMainWindowGoesTheyGo();
    void aMainWindowWithALockIsNotOpen();
    void whatPopsUpIsClosedForGood_data();
    void whatPopsUpIsClosedForGood();
    void theMenuOfTheLockScreenStays();
    void theQuestionWhatSomethingIsEnds();
    void unlockingInTheMiddleOfClosingOpensAll();
    void lockingInTheMiddleOfOpeningClosesAll();
    void theDeathOfTheLockLeavesThemToTheirUser_data();
    void theDeathOfTheLockLeavesThemToTheirUser();
};

void tst_OtherWindows::dialogsGoAndComeBack() // F6
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

void tst_OtherWindows::whatBlocksGoesAsWell_data() // C10
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"exec", "exec of nobody", "nested exec", "menu exec", "message box"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void tst_OtherWindows::whatBlocksGoesAsWell()
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

void tst_OtherWindows::aModalDialogOfNobodyComesBack() // C10
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

void tst_OtherWindows::aModalDialogThatComesMeanwhileGoes_data() // C10
{
    QTest::addColumn<bool>("executes");
    QTest::newRow("shown") << false;
    QTest::newRow("executed") << true;
}

void tst_OtherWindows::aModalDialogThatComesMeanwhileGoes()
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

void tst_OtherWindows::whoLogsInMeanwhileIsStillAsked()
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

void tst_OtherWindows::aWindowWithoutAParentGoesAndComesBack_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("before");
    for (const char *kind : kinds) {
        QTest::addRow("%s, shown while locked", kind) << QString::fromLatin1(kind) << false;
        if (kind != QLatin1String("main window"))
            QTest::addRow("%s, shown before", kind) << QString::fromLatin1(kind) << true;
    }
}

void tst_OtherWindows::aWindowWithoutAParentGoesAndComesBack()
{
    QFETCH(QString, kind);
    QFETCH(bool, before);
    for (int round = 0; round < 2; ++round) {
        Beside beside(kind);
        if (before)
            beside.show();
        login().lock();
        if (!before)
            beside.show();
        for (int i = 0; i < 2; ++i) {
            QTRY_VERIFY(!beside.window->isVisible());
            QVERIFY(!beside.button->isEnabled());
            beside.button->click();
            QVERIFY(!allThatCanBeReadAloud().contains(secretText));
            beside.window->show();
        }
        QTRY_VERIFY(!beside.window->isVisible());
        QTRY_COMPARE(QApplication::focusWidget(), part<QLineEdit>("password"));
        unlockWith(QStringLiteral("lovelace"));
        QTRY_VERIFY(beside.window->isVisible());
        QCOMPARE(beside.effects, 0);
        QTest::mouseClick(beside.button, Qt::LeftButton);
        QCOMPARE(beside.effects, 1);
        beside.window->hide();
        beside.window->show(); // nothing closes it any more
        QCoreApplication::processEvents();
        QVERIFY(beside.window->isVisible());
    }
}

void tst_OtherWindows::forAnotherUserAWindowWithoutAParentIsOver_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("before");
    QTest::addColumn<bool>("another");
    for (const char *kind : kinds) {
        for (const bool before : {false, true}) {
            for (const bool another : {false, true}) {
                if (!before || kind != QLatin1String("main window"))
                    QTest::addRow("%s, %s, %s", kind, before ? "before" : "meanwhile", another ? "Bob" : "logout")
                        << QString::fromLatin1(kind) << before << another;
            }
        }
    }
}

void tst_OtherWindows::forAnotherUserAWindowWithoutAParentIsOver()
{
    QFETCH(QString, kind);
    QFETCH(bool, before);
    QFETCH(bool, another);
    Beside beside(kind);
    int rejected = 0;
    auto *dialog = qobject_cast<QDialog *>(beside.window.get());
    if (dialog)
        connect(dialog, &QDialog::rejected, this, [&] { ++rejected; });
    if (before)
        beside.show();
    login().lock();
    if (!before)
        beside.show();
    QTRY_VERIFY(!beside.window->isVisible());
    if (another)
        QVERIFY(stage->logInVerified(Stage::bob()));
    else
        login().logOut();
    QVERIFY(window->isVisible());
    QCoreApplication::processEvents();
    QVERIFY(!beside.window->isVisible());
    QCOMPARE(rejected, dialog ? 1 : 0);
    beside.show(); // for who is there now
    QCoreApplication::processEvents();
    QVERIFY(beside.window->isVisible());
    beside.button->click();
    QCOMPARE(beside.effects, 1);
}

void tst_OtherWindows::theApplicationHidesAndDeletesThemMeanwhile()
{
    const Beside hidden(QStringLiteral("dialog"));
    auto deleted = std::make_unique<Beside>(QStringLiteral("tool window"));
    hidden.show();
    deleted->show();
    login().lock();
    QVERIFY(!hidden.window->isVisible());
    hidden.window->hide();
    deleted.reset();
    QVERIFY(login().confirmLogin());
    QVERIFY(!hidden.window->isVisible());
    hidden.window->show();
    QVERIFY(hidden.button->isEnabled());
}

void tst_OtherWindows::anExemptWindowStays_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("before");
    for (const char *kind : kinds) {
        QTest::addRow("%s, shown while locked", kind) << QString::fromLatin1(kind) << false;
        QTest::addRow("%s, shown before", kind) << QString::fromLatin1(kind) << true;
    }
}

void tst_OtherWindows::anExemptWindowStays()
{
    QFETCH(QString, kind);
    QFETCH(bool, before);
    Beside exempt(kind);
    const Beside other(QStringLiteral("dialog"));
    QDialog child(exempt.window.get());
    WindowLock::exempt(exempt.window.get());
    if (before)
        exempt.show();
    login().lock();
    exempt.show();
    child.show();
    other.show();
    QTRY_VERIFY(!other.window->isVisible());
    QVERIFY(exempt.window->isVisible());
    QVERIFY(child.isVisible());
    child.hide();
    exempt.button->click();
    QCOMPARE(exempt.effects, 1);
    login().logOut();
    QVERIFY(exempt.window->isVisible());
    QVERIFY(!other.window->isVisible());
}

void tst_OtherWindows::besideAnotherOpenMainWindowTheyStay()
{
    QMainWindow another;
    another.show();
    const Beside before(QStringLiteral("tool window"));
    const Beside meanwhile(QStringLiteral("message box"));
    const Beside shown(QStringLiteral("main window"));
    QDialog modal;
    modal.setModal(true);
    before.show();
    login().lock();
    meanwhile.show();
    shown.show();
    modal.show(); // it would keep the lock screen from being used
    QTRY_VERIFY(!modal.isVisible());
    for (const auto *each : {&before, &meanwhile, &shown})
        QVERIFY(each->window->isVisible() && each->button->isEnabled());
    QVERIFY(another.isVisible() && another.isEnabled());
    QVERIFY(login().confirmLogin());
    QVERIFY(modal.isVisible());
}

void tst_OtherWindows::whenTheLastOpenMainWindowGoesTheyGo()
{
    QMainWindow another;
    another.show();
    const Beside beside(QStringLiteral("dialog"));
    beside.show();
    login().lock();
    QCoreApplication::processEvents();
    QVERIFY(beside.window->isVisible());
    another.hide();
    QTRY_VERIFY(!beside.window->isVisible());
    another.show();
    QCoreApplication::processEvents();
    QVERIFY(another.isVisible());
    QVERIFY(!beside.window->isVisible()); // closed is closed
    QVERIFY(login().confirmLogin());
    QVERIFY(beside.window->isVisible());
}

void tst_OtherWindows::aMainWindowWithALockIsNotOpen()
{
    Journal other;
    new WindowLock(&login(), &other);
    other.show();
    const Beside beside(QStringLiteral("dialog"));
    beside.show();
    for (int round = 0; round < 2; ++round) {
        login().lock();
        QVERIFY(!beside.window->isVisible());
        QCOMPARE(lockScreens().size(), 2);
        QVERIFY(login().confirmLogin());
        QVERIFY(beside.window->isVisible());
        QVERIFY(window->isVisible() && other.isVisible());
        QCoreApplication::processEvents();
        QVERIFY(beside.window->isVisible());
    }
}

void tst_OtherWindows::whatPopsUpIsClosedForGood_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"menu", "popup", "tool tip", "splash screen", "what something is"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void tst_OtherWindows::whatPopsUpIsClosedForGood()
{
    QFETCH(QString, kind);
    const auto visible = [] {
        QWidgetList found;
        const auto windows = QApplication::topLevelWidgets();
        for (QWidget *each : windows) {
            if (each->isVisible() && each != lockScreen())
                found += each;
        }
        return found;
    };
    QMenu menu;
    menu.addAction(secretText);
    QWidget popup(nullptr, Qt::Popup);
    QSplashScreen splash;
    login().lock();
    QVERIFY(visible().isEmpty());
    if (kind == u"menu")
        menu.popup({});
    else if (kind == u"popup")
        popup.show();
    else if (kind == u"tool tip")
        QToolTip::showText({}, secretText);
    else if (kind == u"splash screen")
        splash.show();
    else
        QWhatsThis::showText({}, secretText);
    QTRY_VERIFY(visible().isEmpty());
    QVERIFY(!QApplication::activePopupWidget());
    QTRY_COMPARE(QApplication::focusWidget(), part<QLineEdit>("password"));
    QVERIFY(login().confirmLogin());
    QCoreApplication::processEvents();
    QVERIFY(!menu.isVisible() && !popup.isVisible() && !splash.isVisible());
    if (kind == u"menu")
        QVERIFY(menu.actions().first()->isEnabled());
    menu.popup({});
    QCoreApplication::processEvents();
    QVERIFY(menu.isVisible());
    menu.hide();
}

void tst_OtherWindows::theMenuOfTheLockScreenStays()
{
    login().lock();
    QMenu menu(part<QLineEdit>("password"));
    menu.addAction(QStringLiteral("Paste"));
    menu.popup({});
    QToolTip::showText({}, secretText); // above it
    QVERIFY(QToolTip::isVisible());
    QTRY_VERIFY(!QToolTip::isVisible());
    QVERIFY(menu.isVisible());
    menu.hide();
}

void tst_OtherWindows::theQuestionWhatSomethingIsEnds()
{
    login().lock();
    QWhatsThis::enterWhatsThisMode();
    QTRY_VERIFY(!QWhatsThis::inWhatsThisMode());
    QVERIFY(login().confirmLogin());
    QWhatsThis::enterWhatsThisMode();
    QCoreApplication::processEvents();
    QVERIFY(QWhatsThis::inWhatsThisMode());
    QWhatsThis::leaveWhatsThisMode();
}

void tst_OtherWindows::unlockingInTheMiddleOfClosingOpensAll()
{
    const Beside first(QStringLiteral("dialog"));
    Unlocker unlocker(&login());
    const Beside last(QStringLiteral("tool window"));
    first.show();
    unlocker.show();
    last.show();
    login().lock();
    QCoreApplication::processEvents();
    QVERIFY(!login().isLocked());
    QVERIFY(!lockScreen());
    for (const QWidget *each : {first.window.get(), static_cast<QWidget *>(&unlocker), last.window.get(),
                                static_cast<QWidget *>(window.get())})
        QVERIFY(each->isVisible() && each->isEnabled());
}

void tst_OtherWindows::lockingInTheMiddleOfOpeningClosesAll()
{
    Beside first(QStringLiteral("window")), second(QStringLiteral("window"));
    auto *locker = new Locker(&login());
    locker->setParent(first.window.get());
    QUndoGroup group;
    auto *stack = new QUndoStack(first.window.get());
    group.addStack(stack);
    stack->setActive();
    stack->push(new QUndoCommand(secretText));
    const std::unique_ptr<QAction> undo(group.createUndoAction(nullptr));
    first.show();
    second.show();
    login().lock();
    locker->times = 3;
    for (int times = 3; times > 0; --times) {
        QVERIFY(login().confirmLogin());
        QCOMPARE(locker->times, times - 1);
        for (int turn = 0; turn < 2; ++turn) {
            QVERIFY(login().isLocked());
            QVERIFY(!first.window->isVisible());
            QVERIFY(!second.window->isVisible());
            QVERIFY(!undo->text().contains(secretText));
            QVERIFY(lockScreen());
            QCoreApplication::processEvents();
        }
    }
    QVERIFY(login().confirmLogin());
    QCoreApplication::processEvents();
    QVERIFY(first.window->isVisible());
    QVERIFY(second.window->isVisible());
    QVERIFY(undo->text().contains(secretText));
    undo->trigger();
    QVERIFY(!stack->canUndo());
}

void tst_OtherWindows::theDeathOfTheLockLeavesThemToTheirUser_data()
{
    QTest::addColumn<bool>("sameUser");
    QTest::newRow("who unlocks") << true;
    QTest::newRow("who logs out") << false;
}

void tst_OtherWindows::theDeathOfTheLockLeavesThemToTheirUser()
{
    QFETCH(bool, sameUser);
    const Beside beside(QStringLiteral("dialog"));
    beside.show();
    login().lock();
    window.reset(); // closed for good, with its lock
    QVERIFY(!beside.window->isVisible());
    beside.window->show();
    QTRY_VERIFY(!beside.window->isVisible());
    if (sameUser)
        QVERIFY(login().confirmLogin());
    else
        login().logOut();
    QCOMPARE(beside.window->isVisible(), sameUser);
    beside.window->show();
    QCoreApplication::processEvents();
    QVERIFY(beside.window->isVisible() && beside.button->isEnabled());
}

QTEST_MAIN(tst_OtherWindows)

#include "tst_otherwindows.moc"
