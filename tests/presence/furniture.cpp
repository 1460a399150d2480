// SPDX-License-Identifier: MIT
#include "presence/furniture.h"

#include "dialogs/dialogrobot.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/scriptededitor.h"
#include "gates/viewguard.h"
#include "lock/windowlock.h"
#include "presence/accountbutton.h"
#include "presence/sessionbanner.h"
#include "support/patience.h"

#include <QtGui/qevent.h>
#include <QtGui/qscreen.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qtabwidget.h>
#include <QtWidgets/qtoolbar.h>

using namespace QtLogin;
using namespace std::chrono_literals;

static UserPtr ada()
{
    return SimpleUser::create({.id = QStringLiteral("ada"), .displayName = Furniture::person()});
}

static void logIn(Stage &stage)
{
    QVERIFY(stage.logInVerified(ada()));
}

static void settle()
{
    for (int i = 0; i < 3; ++i) // a change, its layout, the layout around it
        QCoreApplication::processEvents();
}

void Furniture::show() const
{
    showViews();
    showControls("controls-login", Requirement::login(), [](Stage &) {});
    showControls("controls-fresh", Requirement::freshLogin(),
                 [](Stage &stage) { QVERIFY(stage.logInVerified(ada(), {.fresh = false})); });
    showControls("controls-locked", Requirement::login(), [](Stage &stage) {
        logIn(stage);
        stage.login().lock();
    });
    showControls("controls-guest", Requirement::guestOnly(), logIn);
    showControls("controls-forbidden", Requirement::scope(QStringLiteral("admin")), logIn);
    showLockScreens();
    showBanners();
    showAccountButtons();
    showPrompts();
    showFieldMenu();
}

void Furniture::showViews() const
{
    showView("view-login", Requirement::login(), [](Stage &) {});
    showView("view-fresh", Requirement::freshLogin(),
             [](Stage &stage) { QVERIFY(stage.logInVerified(ada(), {.fresh = false})); });
    showView("view-locked", Requirement::login(), [](Stage &stage) {
        logIn(stage);
        stage.login().lock();
    });
    showView("view-guest", Requirement::guestOnly(), logIn);
    showView("view-forbidden", Requirement::scope(QStringLiteral("admin")), logIn);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("made nothing")));
    showView("view-failed", Requirement::login(), logIn, true);
}

void Furniture::showView(const char *name, const Requirement &requirement, const Prepare &prepare, bool fails) const
{
    Stage stage;
    ViewGuard guard(&stage.login());
    const std::unique_ptr<QWidget> view(guard.view(requirement, [fails] { return fails ? nullptr : new QWidget; }));
    view->resize(m_size);
    view->show();
    prepare(stage);
    settle();
    m_visitor(QLatin1String(name), view.get());
}

void Furniture::showControls(const char *name, const Requirement &requirement, const Prepare &prepare) const
{
    Stage stage;
    QMainWindow window;
    window.resize(m_size);
    QToolBar *bar = window.addToolBar(QStringLiteral("Tools"));
    QAction *action = bar->addAction(applicationsWords());
    auto *tabs = new QTabWidget;
    auto *button = new QPushButton(applicationsWords());
    button->setToolTip(applicationsWords());
    tabs->addTab(button, applicationsWords());
    auto *page = new QWidget;
    tabs->addTab(page, applicationsWords());
    window.setCentralWidget(tabs);
    window.show();
    ViewGuard guard(&stage.login());
    guard.protect(action, requirement);
    guard.protect(button, requirement);
    guard.protect(page, requirement);
    prepare(stage);
    settle();
    m_visitor(QLatin1String(name), &window);
}

static QWidget *lockScreen()
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->objectName() == u"lockScreen" && window->isVisible())
            return window;
    }
    qFatal("there is no lock screen");
}

void Furniture::showLockScreens() const
{
    showLockScreenElsewhere();
    Stage stage;
    QMainWindow window;
    window.resize(m_size);
    new WindowLock(&stage.login(), &window);
    window.show();
    logIn(stage);
    stage.login().lock();
    settle();
    QWidget *screen = lockScreen();
    m_visitor(QStringLiteral("lock"), screen);
    auto *form = screen->findChild<QDialog *>();
    const DialogRobot robot(form);
    robot.press(Qt::Key_Enter);
    QVERIFY(QTest::qWaitFor([&] { return !robot.note("passwordNote").isEmpty(); }, patience));
    settle();
    m_visitor(QStringLiteral("lock-empty"), screen);
    robot.type("password", QStringLiteral("byron"));
    robot.press(Qt::Key_Enter);
    QVERIFY(QTest::qWaitFor([&] { return !robot.note("passwordNote").isEmpty(); }, patience));
    settle();
    m_visitor(QStringLiteral("lock-wrong"), screen);
    stage.deleteManager();
    settle();
    m_visitor(QStringLiteral("lock-over"), screen);
}

void Furniture::showLockScreenElsewhere() const
{
    Stage stage;
    const NextStep page {.message = {},
                         .handle = "page",
                         .link = QUrl(QStringLiteral("https://id.example.org/device?state=s3cr3t")),
                         .code = QStringLiteral("WDJB-MJHT")};
    stage.authenticator->offer(LoginWay::Browser, page, Stage::ada()->id());
    stage.authenticator->offer(LoginWay::Device, page, Stage::ada()->id());
    QMainWindow window;
    const QSize large = m_size * 8 / 5; // more than the password alone needs
    window.resize(large.boundedTo(window.screen()->availableSize()));
    new WindowLock(&stage.login(), &window);
    window.show();
    logIn(stage);
    stage.login().lock();
    settle();
    m_visitor(QStringLiteral("lock-ways"), lockScreen());
    // Once there is a page, the user takes their time there.
    QObject::connect(&stage.login(), &LoginManager::busyChanged, &window, [&] { stage.authenticator->hold(); });
    stage.authenticator->hold();
    DialogRobot(lockScreen()->findChild<QDialog *>()).click("deviceWay");
    settle();
    stage.authenticator->releaseHeld();
    settle();
    settle();
    m_visitor(QStringLiteral("lock-device"), lockScreen());
}

void Furniture::showBanners() const
{
    showBanner("banner-locks", [](Stage &stage) {
        auto policy = SessionPolicy::standard();
        policy.freshLifetime = 0s;
        policy.idleLock = 10min;
        stage.login().setSessionPolicy(policy);
        logIn(stage);
        stage.clock->advance(9min + 30s);
    });
    showBanner("banner-stale", [](Stage &stage) {
        logIn(stage);
        stage.clock->advance(5min);
    });
    showBanner("banner-stolen", [](Stage &stage) { Q_EMIT stage.login().rememberedLogin()->tokenReused(); });
    showBanner("banner-unsaved", [](Stage &stage) {
        logIn(stage);
        Q_EMIT stage.login().lockNotRecorded(Error(Error::Kind::Unavailable));
        stage.login().lock();
    });
    showBanner("banner-kept", [](Stage &stage) { Q_EMIT stage.login().rememberedLogin()->revokeFailed(Error(Error::Kind::Unavailable)); });
    showBanner("banner-stolen-in", [](Stage &stage) {
        logIn(stage);
        Q_EMIT stage.login().rememberedLogin()->tokenReused();
    });
    for (const auto keychain : {Error::Kind::Locked, Error::Kind::Unavailable}) {
        showBanner(keychain == Error::Kind::Locked ? "banner-keychain-locked" : "banner-no-keychain",
                   [=](Stage &stage) {
                       stage.store->failAll(keychain);
                       QVERIFY(stage.remember(ada()));
                   });
    }
}

void Furniture::showBanner(const char *name, const Prepare &prepare) const
{
    Stage stage;
    stage.startWith([](LoginSetup &setup) { setup.accountEditor = std::make_shared<ScriptedEditor>(); });
    QWidget window;
    window.resize(m_size);
    auto *banner = new SessionBanner(&stage.login());
    auto *button = new QPushButton(applicationsWords());
    auto *column = new QVBoxLayout(&window);
    column->addWidget(banner);
    column->addWidget(button);
    column->addStretch();
    window.show();
    ViewGuard guard(&stage.login());
    guard.protect(button, Requirement::freshLogin());
    prepare(stage);
    QVERIFY2(QTest::qWaitFor([&] { return banner->isVisible(); }, patience), name);
    settle();
    m_visitor(QLatin1String(name), &window);
}

void Furniture::showAccountButtons() const
{
    showAccountButton("account-out", [](Stage &) {});
    showAccountButton("account-in", [](Stage &stage) { QVERIFY(stage.remember(ada())); });
    showAccountButton("account-locked", [](Stage &stage) {
        logIn(stage);
        stage.login().lock();
    });
}

void Furniture::showAccountButton(const char *name, const Prepare &prepare) const
{
    Stage stage;
    stage.startWith([&](LoginSetup &setup) { setup.accountEditor = std::make_shared<ScriptedEditor>(); });
    QWidget window;
    window.resize(m_size);
    auto *button = new AccountButton(&stage.login());
    auto *column = new QVBoxLayout(&window);
    column->addWidget(button, 0, Qt::AlignLeading);
    column->addStretch();
    window.show();
    prepare(stage);
    settle();
    m_visitor(QLatin1String(name), &window);
    button->menu()->popup(QPoint());
    settle();
    m_visitor(QLatin1String(name) + QStringLiteral("-menu"), button->menu());
    button->menu()->close();
}

void Furniture::showPrompts() const
{
    showPrompt("prompt-login", [](Stage &stage) { (void)stage.login().require(Requirement::login()); });
    showPrompt("prompt-unremembered", [](Stage &stage) {
        stage.store->failAll(Error::Kind::Unavailable);
        (void)stage.login().require(Requirement::login());
        QVERIFY(QTest::qWaitFor([&] { return !stage.login().rememberedLogin()->isAvailable(); }, patience));
    });
    showPrompt("prompt-fresh", [](Stage &stage) {
        QVERIFY(stage.logInVerified(ada(), {.fresh = false}));
        (void)stage.login().require(Requirement::freshLogin());
    });
    showPrompt("prompt-unlock", [](Stage &stage) {
        logIn(stage);
        stage.login().lock();
        stage.login().unlock();
    });
}

void Furniture::showPrompt(const char *name, const Prepare &ask) const
{
    Stage stage;
    QWidget window;
    window.resize(m_size);
    window.show();
    stage.login().setLoginPrompt(std::make_shared<LoginDialogPrompt>(&window));
    ask(stage);
    QDialog *dialog = nullptr;
    QVERIFY2(QTest::qWaitFor([&] { return (dialog = window.findChild<QDialog *>()) != nullptr; }, patience), name);
    settle();
    m_visitor(QLatin1String(name), dialog);
}

void Furniture::showFieldMenu() const
{
    PasswordField field;
    field.show();
    QContextMenuEvent wish(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(&field, &wish);
    auto *menu = field.findChild<QMenu *>();
    QVERIFY(menu);
    settle();
    m_visitor(QStringLiteral("field-menu"), menu);
}
