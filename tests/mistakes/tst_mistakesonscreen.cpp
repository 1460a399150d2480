// SPDX-License-Identifier: MIT
#include "dialogs/changepassworddialog.h"
#include "dialogs/devicesdialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/firstaccountdialog.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/newaccountdialog.h"
#include "gates/viewguard.h"
#include "lock/windowlock.h"
#include "mistakes/mistakestest.h"
#include "presence/accountbutton.h"
#include "presence/sessionbanner.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtooltip.h>

#include <stdexcept>

using namespace QtLogin;

namespace {

constexpr char password[] = "correct horse battery staple";

// Fails the test where \a holds is false.
bool check(bool holds, const char *what)
{
    return QTest::qVerify(holds, what, "", __FILE__, __LINE__);
}

QString silently(bool holds)
{
    (void)check(holds, "it holds");
    return {};
}

// A window with a user logged in, or none.
struct Scene
{
    explicit Scene(const UserPtr &user = Stage::ada())
    {
        if (user)
            check(stage.logInVerified(user), "the user is logged in");
    }
    LoginManager &login() { return stage.login(); }
    // That of an application, which lives longer than the function that has made it.
    ViewGuard &guard()
    {
        if (!m_guard) {
            m_guard = std::make_unique<ViewGuard>(&login());
            QCoreApplication::processEvents();
        }
        return *m_guard;
    }
    // The words of a view that is closed, once it is shown.
    QString placeholderOf(GatedView *view)
    {
        window.setCentralWidget(view);
        window.show();
        QCoreApplication::processEvents();
        check(!view->isOpen() && !view->content(), "the view is closed");
        return wordsOf(view);
    }
    static QString wordsOf(const GatedView *view)
    {
        return view->findChild<QLabel *>(QStringLiteral("title"))->text() + QStringLiteral(". ")
            + view->findChild<QLabel *>(QStringLiteral("text"))->text();
    }

    Stage stage;
    QMainWindow window;

private:
    std::unique_ptr<ViewGuard> m_guard;
};

QWidget *page()
{
    return new QWidget;
}

// A window whose constructor has a guard of its own.
class ForgetfulWindow : public QMainWindow
{
public:
    explicit ForgetfulWindow(LoginManager *login)
    {
        ViewGuard guard(login);
        view = guard.view(Requirement::login(), page);
        setCentralWidget(view);
    }
    GatedView *view;
};

// A window that keeps its guard, or has none once it is made.
class ShortLivedWindow : public QMainWindow
{
public:
    ShortLivedWindow(LoginManager *login, bool keeps) : m_guard(std::make_unique<ViewGuard>(login))
    {
        auto *action = new QAction(this);
        auto *button = new QPushButton(this);
        setCentralWidget(m_guard->view(Requirement::login(), page));
        m_guard->protect(action, Requirement::freshLogin());
        m_guard->protect(button, Requirement::login(), WhenDenied::Hide);
        m_guard->connect(action, &QAction::triggered, Requirement::login(), this, [] {});
        if (!keeps)
            m_guard.reset();
    }

private:
    std::unique_ptr<ViewGuard> m_guard;
};

class DialogThatThrows final : public QDialog
{
public:
    explicit DialogThatThrows(QWidget *) { throw std::runtime_error("no printer"); }
};

QString viewing(const Requirement &requirement, const GatedView::Factory &factory)
{
    Scene scene;
    return scene.placeholderOf(scene.guard().view(requirement, factory));
}

// The tool tip that a user reads at a closed button.
QString tipOf(QPushButton &button)
{
    QHelpEvent help(QEvent::ToolTip, QPoint(), button.mapToGlobal(QPoint()));
    QCoreApplication::sendEvent(&button, &help);
    QToolTip::hideText();
    return button.toolTip();
}

// The note that a dialog shows once \a text was typed into these fields and it was submitted.
QString noteAfter(QDialog &dialog, const QStringList &fields, const char *note)
{
    DialogRobot robot(&dialog);
    dialog.open();
    for (const QString &field : fields)
        robot.type(qPrintable(field), QString::fromLatin1(password));
    robot.click("submit");
    check(QTest::qWaitFor([&] { return !robot.note(note).isEmpty(); }, patience), "the dialog says something");
    return robot.note(note);
}

std::vector<Mistake> guards()
{
    return {
        {"A view never opens: its guard has no manager.", "Make the manager first, and give its address.",
         [] {
             Scene scene;
             ViewGuard guard(nullptr);
             QCoreApplication::processEvents(); // it is not one that dies at once
             QPushButton button;
             guard.protect(&button, Requirement::anyone());
             check(!button.isEnabled(), "the button is closed");
             return scene.placeholderOf(guard.view(Requirement::anyone(), page));
         }},
        {"A view never opens: its guard was a local variable.", "A member, or `new ViewGuard(&login, this)`.",
         [] {
             Scene scene;
             ForgetfulWindow window(&scene.login());
             window.show();
             QCoreApplication::processEvents();
             check(!window.view->isOpen(), "the view is closed");
             return Scene::wordsOf(window.view);
         }},
        {"A view never opens: it has no guard.", "`guard.view(requirement, factory)`",
         [] {
             Scene scene;
             return scene.placeholderOf(new GatedView(nullptr, Requirement::anyone(), page));
         }},
        {"A view never opens: its requirement is empty.", "`Requirement::login()`, or `Requirement::anyone()`.",
         [] { return viewing(Requirement(), page); }},
        {"A view never opens: its requirement contradicts itself.", "Only one of them, or an *or* between them.",
         [] { return viewing(Requirement::scope(QStringLiteral("admin")) && Requirement::guestOnly(), page); }},
        {"A view never opens: its factory returns null.", "`return new Page;`",
         [] { return viewing(Requirement::login(), [] { return nullptr; }); }},
        {"A view never opens: its factory throws.", "Catch it there, and return a page that says so.",
         [] { return viewing(Requirement::login(), []() -> QWidget * { throw std::runtime_error("no database"); }); }},
        {"A button stays disabled: its requirement is empty.", "The same as for a view.",
         [] {
             Scene scene;
             QPushButton button;
             button.setObjectName(QStringLiteral("delete"));
             scene.guard().protect(&button, Requirement());
             scene.guard().protect(&button, Requirement()); // which is told once
             check(!button.isEnabled(), "the button is closed");
             return tipOf(button);
         }},
        {"A button stays disabled: its property has a word too many.",
         "`loginRequirement` is made of the words of `protectTree()`.",
         [] {
             Scene scene;
             auto *button = new QPushButton(&scene.window);
             button->setObjectName(QStringLiteral("delete"));
             button->setProperty("loginRequirement", QStringLiteral("logged-in"));
             scene.guard().protectTree(&scene.window);
             check(!button->isEnabled(), "the button is closed");
             return tipOf(*button);
         }},
        {"A button is not protected: it was not made yet.", "Protect it after it is made.",
         [] {
             Scene scene;
             scene.guard().protect(static_cast<QWidget *>(nullptr), Requirement::login());
             return silently(true);
         }},
        {"A click does nothing: the requirement of its call is empty.", "The same as for a view.",
         [] {
             Scene scene;
             QAction action;
             int count = 0;
             scene.guard().connect(&action, &QAction::triggered, Requirement(), &scene.window, [&count] { ++count; });
             action.trigger();
             action.trigger(); // which is told once
             return silently(count == 0);
         }},
        {"A dialog does not open: it throws.", "Catch it in its constructor.",
         [] {
             Scene scene;
             const auto answer =
                 Stage::resultOf(scene.guard().open<DialogThatThrows>(Requirement::login(), &scene.window));
             check(answer.failedWith(Error::Kind::Internal), "the answer is Internal");
             return answer ? QString() : answer.error().message();
         }},
    };
}

std::vector<Mistake> askingTheUser()
{
    return {
        {"“Log in…” in a closed view asks nobody: there is no prompt.",
         "`setup.use(std::make_shared<LoginDialogPrompt>(&window))`",
         [] {
             Scene scene(nullptr);
             scene.login().setLoginPrompt(nullptr);
             auto *view = scene.guard().view(Requirement::login(), page);
             scene.placeholderOf(view);
             view->findChild<QPushButton *>(QStringLiteral("action"))->click();
             return Scene::wordsOf(view);
         }},
        {"“Log in…” of an AccountButton asks nobody: there is no prompt.", "The same.",
         [] {
             Scene scene(nullptr);
             scene.login().setLoginPrompt(nullptr);
             auto *button = new AccountButton(&scene.login());
             scene.window.setCentralWidget(button);
             scene.window.show();
             button->findChild<QAction *>(QStringLiteral("logIn"))->trigger();
             const auto box = [&scene] { return scene.window.findChild<QMessageBox *>(); };
             check(QTest::qWaitFor([&] { return box() && box()->isVisible(); }, patience), "it says something");
             return box() ? box()->text() : QString();
         }},
        {"No prompt comes any more: its window has gone.",
         "A window that lives as long as the manager, or `LoginDialogPrompt()`.",
         [] {
             Scene scene(nullptr);
             auto window = std::make_unique<QWidget>();
             scene.login().setLoginPrompt(std::make_shared<LoginDialogPrompt>(window.get()));
             window.reset();
             const auto answer = Stage::resultOf(scene.login().require(Requirement::login()));
             check(answer.failedWith(Error::Kind::Cancelled), "the answer is Cancelled");
             return answer ? QString() : answer.error().message();
         }},
        {"“Log in…” in a closed view opens no dialog: there is no authenticator.",
         "`setup.authenticator = Authenticator::from(…)`",
         [] {
             Scene scene(nullptr);
             scene.stage.startWith([](LoginSetup &setup) { setup.authenticator = nullptr; });
             scene.login().setLoginPrompt(std::make_shared<LoginDialogPrompt>(&scene.window));
             auto *view = scene.guard().view(Requirement::login(), page);
             scene.placeholderOf(view);
             view->findChild<QPushButton *>(QStringLiteral("action"))->click();
             check(!scene.window.findChild<QDialog *>(), "no dialog comes");
             return Scene::wordsOf(view);
         }},
        {"The lock screen takes no password: there is no authenticator.", "The same.",
         [] {
             Scene scene(nullptr);
             scene.stage.startWith([](LoginSetup &setup) { setup.authenticator = nullptr; });
             check(scene.stage.logInVerified(Stage::ada()), "the user is logged in");
             WindowLock lock(&scene.login(), &scene.window);
             scene.window.show();
             scene.login().lock();
             QDialog *form = nullptr;
             const auto windows = QApplication::topLevelWidgets();
             for (QWidget *each : windows) {
                 if (each->objectName() == u"lockScreen")
                     form = each->findChild<QDialog *>();
             }
             return form ? noteAfter(*form, {QStringLiteral("password")}, "passwordNote") : silently(false);
         }},
    };
}

std::vector<Mistake> widgets()
{
    return {
        {"The AccountButton offers nothing: it has no manager.", "Make the manager first, and give its address.",
         [] {
             AccountButton button(nullptr);
             return button.text();
         }},
        {"The SessionBanner never comes: it has no manager.", "The same.",
         [] {
             Scene scene;
             auto *banner = new SessionBanner(nullptr, &scene.window);
             scene.window.show();
             return silently(banner->isHidden() && banner->text().isEmpty());
         }},
        {"The password is not changed: there is no account editor.",
         "`setup.use(accounts)`, or an `AccountEditor` of your own.",
         [] {
             Scene scene;
             ChangePasswordDialog dialog(&scene.login());
             return noteAfter(dialog,
                              {QStringLiteral("current"), QStringLiteral("password"), QStringLiteral("repetition")},
                              "currentNote");
         }},
        {"The password is not changed: the dialog has no manager.", "Make the manager first, and give its address.",
         [] {
             ChangePasswordDialog dialog(nullptr);
             return noteAfter(dialog,
                              {QStringLiteral("current"), QStringLiteral("password"), QStringLiteral("repetition")},
                              "currentNote");
         }},
        {"No computers are listed: the dialog has no manager.", "The same.",
         [] {
             DevicesDialog dialog(nullptr);
             dialog.open();
             const auto *error = dialog.findChild<FieldNote *>(QStringLiteral("error"));
             check(QTest::qWaitFor([&] { return !error->text().isEmpty(); }, patience), "the dialog says something");
             return error->text();
         }},
        {"The first account is not created: there is no account editor.", "`setup.use(accounts)`",
         [] {
             Scene scene(nullptr);
             FirstAccountDialog dialog(&scene.login());
             return noteAfter(dialog,
                              {QStringLiteral("userName"), QStringLiteral("password"), QStringLiteral("repetition")},
                              "passwordNote");
         }},
        {"The account is not created: there is no account editor.", "`NewAccountDialog(accounts)`",
         [] {
             NewAccountDialog dialog(nullptr);
             return noteAfter(dialog,
                              {QStringLiteral("userName"), QStringLiteral("password"), QStringLiteral("repetition")},
                              "passwordNote");
         }},
        {"The window does not come at all: its lock has no manager.", "Make the manager first, and give its address.",
         [] {
             QMainWindow window;
             WindowLock lock(nullptr, &window);
             window.show();
             QCoreApplication::processEvents();
             return silently(!window.isVisible() && !lock.lockAction()->isEnabled());
         }},
        {"The window is not locked: its lock has no window.", "Make the lock once the window is made.",
         [] {
             Scene scene;
             const WindowLock lock(&scene.login(), nullptr);
             scene.window.show();
             scene.login().lock();
             return silently(scene.window.isVisible());
         }},
    };
}

std::vector<Mistake> all()
{
    std::vector<Mistake> all = guards();
    for (const auto &more : {askingTheUser(), widgets()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace

class tst_MistakesOnScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void aMistakeIsToldOnceAndToWhomItConcerns_data() { m_test.addRows(); }
    void aMistakeIsToldOnceAndToWhomItConcerns() { m_test.makeIt(); }
    void whatIsDoneRightIsNotTold();
    void aViewGuardThatIsKeptIsNotTold();
    void aViewGuardThatGoesWithItsWindowIsNotTold();
    void allThatAViewGuardHasLeftIsToldAtOnce();
    void aViewThatCouldNotAskOpensOnceItMay();
    void aUserWhoMayNotReadsAnotherSentence();
    void thePageHasTheseRowsAndNoOther() { m_test.comparePage(); }

private:
    MistakesTest m_test {"tst_mistakesonscreen", all()};
};

void tst_MistakesOnScreen::whatIsDoneRightIsNotTold()
{
    Overheard::listen();
    Scene scene(nullptr);
    WindowLock lock(&scene.login(), &scene.window);
    auto *guard = new ViewGuard(&scene.login(), &scene.window);
    auto *view = guard->view(Requirement::login(), page);
    auto *around = new QWidget;
    auto *column = new QVBoxLayout(around);
    column->addWidget(new SessionBanner(&scene.login()));
    column->addWidget(new AccountButton(&scene.login()));
    column->addWidget(view);
    scene.window.setCentralWidget(around);
    scene.window.show();
    QVERIFY(scene.stage.logInVerified(Stage::ada()));
    QVERIFY(view->isOpen());
    scene.login().lock();
    QVERIFY(!view->isOpen());
    scene.login().logOut();
    QCOMPARE(Overheard::lines(), QStringList());
}

void tst_MistakesOnScreen::aViewGuardThatIsKeptIsNotTold()
{
    Scene scene;
    Overheard::listen();
    {
        ViewGuard guard(&scene.login()); // of nothing
    }
    auto *view = static_cast<GatedView *>(nullptr);
    {
        ViewGuard guard(&scene.login());
        view = guard.view(Requirement::login(), page);
        scene.window.setCentralWidget(view);
        QVERIFY(view->isOpen());
        QCoreApplication::processEvents();
    }
    QVERIFY(!view->isOpen());
    QCOMPARE(Overheard::lines(), QStringList());
}

void tst_MistakesOnScreen::aViewGuardThatGoesWithItsWindowIsNotTold()
{
    Scene scene;
    Overheard::listen();
    {
        const ShortLivedWindow window(&scene.login(), true);
    }
    delete new ShortLivedWindow(&scene.login(), true);
    delete new ShortLivedWindow(&scene.login(), false); // nothing of it is missed
    QCoreApplication::processEvents();
    QCOMPARE(Overheard::lines(), QStringList());
}

void tst_MistakesOnScreen::allThatAViewGuardHasLeftIsToldAtOnce()
{
    Scene scene;
    Overheard::listen();
    const ShortLivedWindow window(&scene.login(), false);
    QCOMPARE(Overheard::lines(), QStringList());
    QCoreApplication::processEvents();
    QCOMPARE(Overheard::lines().size(), 1);
}

void tst_MistakesOnScreen::aViewThatCouldNotAskOpensOnceItMay()
{
    Scene scene(nullptr);
    scene.login().setLoginPrompt(nullptr);
    auto *view = scene.guard().view(Requirement::login(), page);
    const QString before = scene.placeholderOf(view);
    auto *button = view->findChild<QPushButton *>(QStringLiteral("action"));
    button->click();
    QVERIFY(Scene::wordsOf(view) != before);
    QVERIFY(button->isVisible());
    QVERIFY(scene.stage.logInVerified(Stage::ada()));
    QVERIFY(view->isOpen());
    scene.login().logOut();
    QCOMPARE(scene.placeholderOf(view), before);
    scene.login().setLoginPrompt(scene.stage.prompt);
    button->click();
    QVERIFY(scene.stage.prompt->isAsking());
    QCOMPARE(Scene::wordsOf(view), before);
}

// The other direction: this user lacks a right, and the developer has made no mistake.
void tst_MistakesOnScreen::aUserWhoMayNotReadsAnotherSentence()
{
    Overheard::listen();
    const QString unlikely = viewing(Requirement::scope(QStringLiteral("queen")), page);
    QVERIFY(unlikely.contains(QStringLiteral("You do not have access to this")));
    QCOMPARE(Overheard::lines(), QStringList());
}

QTEST_MAIN(tst_MistakesOnScreen)

#include "tst_mistakesonscreen.moc"
