// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "dialogs/dialogrobot.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/reauthdialog.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtoolbar.h>

#include <algorithm>

using namespace QtLogin;

namespace {

const auto secretText = QStringLiteral("what only Ada may read");

// The window of an application whose one page needs a login, with a dock and an action beside it.
class Window : public QMainWindow
{
public:
    explicit Window(LoginManager *login)
        : guard(login)
        , view(guard.view(Requirement::login(), [this] {
            ++pages;
            return new QLineEdit(secretText);
        }))
    {
        resize(640, 480);
        setCentralWidget(view);
        dock = new QDockWidget(this);
        field = new QLineEdit(QStringLiteral("a draft"), dock);
        dock->setWidget(field);
        addDockWidget(Qt::LeftDockWidgetArea, dock);
        action = menuBar()->addMenu(QStringLiteral("&File"))->addAction(QStringLiteral("Print"));
        addToolBar(QStringLiteral("Tools"))->addAction(action);
        guard.connect(action, &QAction::triggered, Requirement::login(), this, [this] { ++effects; });
        guard.protect(dock, Requirement::login());
    }

    ViewGuard guard;
    GatedView *view;
    QDockWidget *dock;
    QLineEdit *field;
    QAction *action;
    int pages = 0; // how often the page was made
    int effects = 0;
};

// Whether anything that a screen shows, or could show, says the secret.
bool isSecretSomewhere()
{
    const auto widgets = QApplication::allWidgets();
    return std::any_of(widgets.begin(), widgets.end(), [](const QWidget *widget) {
        const auto *field = qobject_cast<const QLineEdit *>(widget);
        return field && field->text() == secretText;
    });
}

// The widgets that are shown and painted while it lives.
class Painting : public QObject
{
public:
    explicit Painting(const QWidget *window) : m_window(window) { qApp->installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        secret = secret || (event->type() == QEvent::Paint && isSecretSomewhere());
        window = window || (event->type() == QEvent::Paint && watched == m_window);
        return false;
    }

    bool secret = false;
    bool window = false;

private:
    const QWidget *const m_window;
};

QWidget *lockScreen()
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->objectName() == u"lockScreen" && window->isVisible())
            return window;
    }
    return nullptr;
}

} // namespace

// An application that was locked when it ended, started again: what its windows show.
class tst_RestoredLocked : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void nothingGuardedIsEverShown_data();
    void nothingGuardedIsEverShown();
    void theLockScreenStandsAtOnce_data();
    void theLockScreenStandsAtOnce();
    void unlockingGivesEverythingAlive_data();
    void unlockingGivesEverythingAlive();
    void loggingOutIsOffered();
    void withoutALockScreenThePromptAsks();
    void withoutALockScreenThePromptOffersToLogOut();
    void somebodyElseGetsNothingOfIt();
    void whatWasNotLockedComesBackOpen();

private:
    void start(bool showFirst, bool locks = true);
    void restoreAndShow(bool showFirst);
    QDialog *form() const { return lockScreen() ? lockScreen()->findChild<QDialog *>() : nullptr; }
    LoginManager &login() { return m_stage->login(); }
    static void addOrders()
    {
        QTest::addColumn<bool>("showFirst");
        QTest::newRow("shown before the restore") << true;
        QTest::newRow("shown after the restore") << false;
    }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<Window> m_window;
};

void tst_RestoredLocked::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    QVERIFY(m_stage->remember());
    login().lock();
    m_stage->restartApplication();
}

void tst_RestoredLocked::cleanup()
{
    m_window.reset();
    m_stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void tst_RestoredLocked::start(bool showFirst, bool locks)
{
    m_window = std::make_unique<Window>(&login());
    if (locks)
        new WindowLock(&login(), m_window.get());
    restoreAndShow(showFirst);
}

void tst_RestoredLocked::restoreAndShow(bool showFirst)
{
    if (showFirst) {
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get(), patience));
    }
    QVERIFY(m_stage->restore());
    if (!showFirst)
        m_window->show();
    QCOMPARE(login().state(), SessionState::Locked);
}

void tst_RestoredLocked::nothingGuardedIsEverShown_data()
{
    addOrders();
}

void tst_RestoredLocked::nothingGuardedIsEverShown()
{
    QFETCH(const bool, showFirst);
    const Painting painting(nullptr);
    start(showFirst);
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    QVERIFY(!painting.secret);
    QVERIFY(!isSecretSomewhere());
    QCOMPARE(m_window->pages, 0); // the page was not even made
    QVERIFY(!m_window->field->isVisible());
    QVERIFY(!m_window->isVisible());
    m_window->action->trigger();
    QCOMPARE(m_window->effects, 0);
}

void tst_RestoredLocked::theLockScreenStandsAtOnce_data()
{
    addOrders();
}

void tst_RestoredLocked::theLockScreenStandsAtOnce()
{
    QFETCH(const bool, showFirst);
    start(showFirst);
    const Painting painting(m_window.get()); // from here on, nothing of the window
    QTRY_VERIFY(lockScreen());
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    QVERIFY(!painting.window);
    QVERIFY(!m_window->isVisible());
    QVERIFY(lockScreen());
    QVERIFY(form());
    QVERIFY(form()->isVisible());
}

void tst_RestoredLocked::unlockingGivesEverythingAlive_data()
{
    addOrders();
}

void tst_RestoredLocked::unlockingGivesEverythingAlive()
{
    QFETCH(const bool, showFirst);
    start(showFirst);
    QTRY_VERIFY(form());
    auto *password = DialogRobot(form()).find<QLineEdit>("password");
    QTest::keyClicks(password, QStringLiteral("wrong"));
    QTest::keyClick(password, Qt::Key_Return);
    QCOMPARE(login().state(), SessionState::Locked);
    password->clear();
    QTest::keyClicks(password, QStringLiteral("lovelace"));
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_COMPARE(login().state(), SessionState::LoggedIn);
    QVERIFY(!lockScreen());
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_window->pages, 1);
    auto *page = qobject_cast<QLineEdit *>(m_window->view->content());
    QVERIFY(page);
    QVERIFY(page->isVisible());
    QTest::keyClicks(page, QStringLiteral("!"));
    QVERIFY(page->text().contains(u'!'));
    QVERIFY(m_window->field->isVisible());
    QVERIFY(m_window->field->isEnabled());
    QTest::keyClicks(m_window->field, QStringLiteral("!"));
    QVERIFY(m_window->field->text().contains(u'!'));
    m_window->action->trigger();
    QCOMPARE(m_window->effects, 1);
    login().lock(); // and once more, as ever
    QVERIFY(!m_window->isVisible());
    QTRY_VERIFY(form());
    QVERIFY(login().confirmLogin());
    QCOMPARE(m_window->pages, 1);
    QVERIFY(m_window->isVisible());
    m_window->action->trigger();
    QCOMPARE(m_window->effects, 2);
}

void tst_RestoredLocked::loggingOutIsOffered()
{
    start(true);
    QTRY_VERIFY(form());
    DialogRobot(form()).click("cancel");
    QTRY_COMPARE(login().state(), SessionState::SignedOut);
    QVERIFY(!lockScreen());
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_window->pages, 0);
    QTRY_VERIFY(!m_stage->hasItem());
    QVERIFY(m_stage->logInVerified(Stage::ada())); // and nothing of it is left
    QCOMPARE(m_window->pages, 1);
    m_window->action->trigger();
    QCOMPARE(m_window->effects, 1);
}

void tst_RestoredLocked::withoutALockScreenThePromptAsks()
{
    start(true, false);
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_window->pages, 0);
    QVERIFY(!isSecretSomewhere());
    m_window->action->trigger();
    QTRY_VERIFY(m_stage->prompt->isAsking());
    QCOMPARE(m_stage->prompt->request().kind(), LoginRequest::Kind::Unlock);
    m_stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(login().state(), SessionState::LoggedIn);
    QTRY_COMPARE(m_window->effects, 1);
    QCOMPARE(m_window->pages, 1);
}

void tst_RestoredLocked::withoutALockScreenThePromptOffersToLogOut()
{
    start(true, false);
    login().setLoginPrompt(std::make_shared<LoginDialogPrompt>(m_window.get()));
    m_window->action->trigger();
    const auto dialog = [this] { return m_window->findChild<ReauthDialog *>(); };
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    DialogRobot(dialog()).click("logOut");
    QTRY_COMPARE(login().state(), SessionState::SignedOut);
    QTRY_VERIFY(!dialog());
    QTRY_VERIFY(!m_stage->hasItem());
    QCOMPARE(m_window->effects, 0);
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_window->action->trigger();
    QCOMPARE(m_window->effects, 1);
}

void tst_RestoredLocked::somebodyElseGetsNothingOfIt()
{
    start(true);
    QTRY_VERIFY(form());
    QVERIFY(m_stage->logInVerified(Stage::bob()));
    QVERIFY(!lockScreen());
    QVERIFY(m_window->isVisible());
    QCOMPARE(login().currentUser()->id(), QStringLiteral("bob"));
    m_window->action->trigger();
    QCOMPARE(m_window->effects, 1);
}

void tst_RestoredLocked::whatWasNotLockedComesBackOpen()
{
    QVERIFY(m_stage->restore());
    QVERIFY(login().confirmLogin());
    m_stage->restartApplication();
    m_window = std::make_unique<Window>(&login());
    new WindowLock(&login(), m_window.get());
    m_window->show();
    QVERIFY(m_stage->restore());
    QCOMPARE(login().state(), SessionState::LoggedIn);
    QVERIFY(!lockScreen());
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_window->pages, 1);
}

QTEST_MAIN(tst_RestoredLocked)
#include "tst_restoredlocked.moc"
