// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qeventloop.h>
#include <QtGui/qaction.h>
#include <QtGui/qshortcut.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qbuttongroup.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabwidget.h>

#include <stdexcept>

using namespace QtLogin;
using namespace std::chrono_literals;

using WhenDenied = ViewGuard::WhenDenied;

// The mistakes of an application that guards something: nothing opens, and a critical message says what is wrong.
class tst_BadInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void unknownWordsCloseAndAreNamed_data();
    void unknownWordsCloseAndAreNamed();
    void wordsThatBecomeUnknownClose();
    void whatCannotBeGuardedByWordsIsNamed_data();
    void whatCannotBeGuardedByWordsIsNamed();

    void nothingToProtectIsSaid();
    void aGuardOfNobodyOpensNothing();
    void aViewWithoutAGuardStaysClosed();
    void aDyingObjectMayBeGuarded_data();
    void aDyingObjectMayBeGuarded();

    void aFactoryMayShowWhatItMakes();
    void aFactoryMayGiveItsWidgetAParent();
    void aFactoryThatMakesWhatTheViewIsInFails_data();
    void aFactoryThatMakesWhatTheViewIsInFails();
    void aDialogMayShowItself();

    void aPredicateMayDoAnything_data();
    void aPredicateMayDoAnything();

    void durationsOutOfRangeAreRefused_data();
    void durationsOutOfRangeAreRefused();
    void aLimitBeyondAllTimeIsNoOverflow();

private:
    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QWidget> window;
};

void tst_BadInput::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QWidget>();
    new QVBoxLayout(window.get());
    window->resize(300, 200);
}

void tst_BadInput::cleanup()
{
    window.reset();
    guard.reset();
    stage.reset();
}

static void expect(const QString &words)
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(words));
}

void tst_BadInput::unknownWordsCloseAndAreNamed_data() // row: unknown words in loginRequirement
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *words, const char *named) {
        QTest::newRow(words) << QString::fromUtf8(words) << QString::fromUtf8(named);
    };
    row("lgoin", "\"lgoin\" is no word");
    row("login,fresh", "\"login,fresh\" is no word");
    row("login scope=admin", "\"scope=admin\" is no word");
    row("login anyone", "\"anyone\" is no word");
    row("fresh:5min", "\"fresh:5min\" is no word");
    row("fresh:-1", "\"fresh:-1\" is no word");
    row("fresh-open:", "\"fresh-open:\" is no word");
    row("fresh-open:0", "\"fresh-open:0\" is no word");
    row("fresh:4294967296", "\"fresh:4294967296\" is no word");
    row("scope:", "\"scope:\" is no word");
    row("ログイン", "\"ログイン\" is no word");
    row("guest login", "Nobody can meet \"guest login\"");
    row("any-scope:", "Nobody can meet \"any-scope:\"");
    row("login |", "A requirement is missing");
    row("login | sope:admin", "\"sope:admin\" is no word");
    row("scope:a | guest login", "Nobody can meet \"guest login\"");
    row("", "A requirement is missing");
}

void tst_BadInput::unknownWordsCloseAndAreNamed()
{
    QFETCH(QString, words);
    QFETCH(QString, named);
    auto *button = new QPushButton(window.get());
    button->setObjectName(QStringLiteral("deleteButton"));
    button->setProperty("loginRequirement", words);
    expect(QStringLiteral("deleteButton.*") + QRegularExpression::escape(named));
    guard->protectTree(window.get());
    QVERIFY(!button->isEnabled());
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(!button->isEnabled());
}

void tst_BadInput::wordsThatBecomeUnknownClose()
{
    auto *button = new QPushButton(window.get());
    button->setProperty("loginRequirement", QStringLiteral("login"));
    guard->protectTree(window.get());
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(button->isEnabled());
    expect(QStringLiteral("\"lgoin\" is no word"));
    button->setProperty("loginRequirement", QStringLiteral("lgoin"));
    QVERIFY(!button->isEnabled());
    button->setProperty("loginRequirement", QStringLiteral("login")); // a mistake is not taken back
    button->setProperty("loginRequirement", QVariant());
    QVERIFY(!button->isEnabled());
}

void tst_BadInput::whatCannotBeGuardedByWordsIsNamed_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("a shortcut") << 0;
    QTest::newRow("a group of buttons") << 1;
    QTest::newRow("a layout") << 2;
}

void tst_BadInput::whatCannotBeGuardedByWordsIsNamed()
{
    QFETCH(int, what);
    QObject *object = window->layout();
    if (what == 0)
        object = new QShortcut(window.get());
    if (what == 1)
        object = new QButtonGroup(window.get());
    object->setProperty("loginRequirement", QStringLiteral("login"));
    expect(QStringLiteral("neither a widget nor an action: it is not guarded"));
    guard->protectTree(window.get());
}

void tst_BadInput::nothingToProtectIsSaid() // row: a guard on a null object
{
    for (const char *function : {"protect\\(\\)", "protect\\(\\)", "protectTree\\(\\)"})
        expect(QStringLiteral("ViewGuard::%1 was given null").arg(QLatin1String(function)));
    guard->protect(static_cast<QWidget *>(nullptr), Requirement::login());
    guard->protect(static_cast<QAction *>(nullptr), Requirement::login(), WhenDenied::Hide);
    guard->protectTree(nullptr);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("invalid nullptr parameter")));
    QVERIFY(!guard->connect(static_cast<QPushButton *>(nullptr), &QPushButton::clicked, Requirement::login(), this,
                            [] { QFAIL("Nobody can have clicked."); }));
    QVERIFY(stage->logInVerified(Stage::ada()));
    stage->login().logOut();
}

void tst_BadInput::aGuardOfNobodyOpensNothing() // row: a guard on null
{
    ViewGuard orphan(nullptr);
    QPushButton button;
    QAction action;
    orphan.protect(&button, Requirement::anyone());
    orphan.protect(&action, Requirement::anyone());
    const std::unique_ptr<GatedView> view(orphan.view(Requirement::anyone(), [] { return new QLabel; }));
    const auto answer = orphan.open<QDialog>(Requirement::anyone(), nullptr);
    bool ran = false;
    orphan.run(Requirement::anyone(), this, [&] { ran = true; });
    QVERIFY(!button.isEnabled() && !action.isEnabled() && !view->isOpen() && !ran);
    QVERIFY(resultOf(answer).failedWith(Error::Kind::Abandoned));
}

void tst_BadInput::aViewWithoutAGuardStaysClosed()
{
    expect(QStringLiteral("GatedView was given no ViewGuard"));
    int made = 0;
    GatedView view(nullptr, Requirement::anyone(), [&] {
        ++made;
        return new QLabel;
    });
    view.show();
    QVERIFY(!view.isOpen());
    QCOMPARE(made, 0);
}

namespace {

// Does something while it is being destroyed.
class Dying : public QPushButton
{
public:
    using QPushButton::QPushButton;
    ~Dying() override { lastDeed(this); }
    std::function<void(Dying *)> lastDeed;
};

} // namespace

void tst_BadInput::aDyingObjectMayBeGuarded_data() // row: a guard on a dying object
{
    QTest::addColumn<QString>("deed");
    for (const char *deed :
         {"protect", "hide", "protect its action", "tree", "view in it", "dialog on it", "run", "connect"})
        QTest::newRow(deed) << QString::fromLatin1(deed);
}

void tst_BadInput::aDyingObjectMayBeGuarded()
{
    QFETCH(QString, deed);
    QVERIFY(stage->logInVerified(Stage::ada()));
    auto *dying = new Dying(window.get());
    QFuture<Result<int>> answer;
    int ran = 0;
    dying->lastDeed = [&](Dying *self) {
        if (deed == QLatin1String("protect"))
            guard->protect(self, Requirement::login());
        if (deed == QLatin1String("hide"))
            guard->protect(self, Requirement::freshLogin(), WhenDenied::Hide);
        if (deed == QLatin1String("protect its action"))
            guard->protect(new QAction(self), Requirement::login());
        if (deed == QLatin1String("tree"))
            guard->protectTree(self);
        if (deed == QLatin1String("view in it"))
            new GatedView(
                guard.get(), Requirement::login(), [] { return new QLabel; }, self);
        if (deed == QLatin1String("dialog on it"))
            answer = guard->open<QDialog>(Requirement::login(), self);
        if (deed == QLatin1String("run"))
            guard->run(Requirement::freshLogin(1s) && Requirement::scope(QStringLiteral("none")), self, [&] { ++ran; });
        if (deed == QLatin1String("connect"))
            guard->connect(self, &QPushButton::clicked, Requirement::login(), self, [&] { ++ran; });
        stage->login().lock(); // everything looks around
    };
    window->show();
    delete dying;
    QVERIFY(stage->login().confirmLogin());
    stage->login().logOut();
    QCoreApplication::processEvents();
    QCOMPARE(ran, 0);
    if (deed == QLatin1String("dialog on it"))
        QTRY_VERIFY(answer.isFinished());
}

void tst_BadInput::aFactoryMayShowWhatItMakes() // row: a factory that shows its widget itself
{
    QPointer<QWidget> page;
    int windows = 0;
    const auto view = guard->view(Requirement::login(), [&] {
        page = new QLabel(QStringLiteral("page"));
        page->show();
        page->raise();
        windows = int(page->isWindow());
        return page.data();
    });
    window->layout()->addWidget(view);
    window->show();
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(windows, 1);
    QVERIFY(page->isVisible() && !page->isWindow() && view->isAncestorOf(page));
    stage->login().lock();
    QVERIFY(!page->isVisible());
    stage->login().logOut();
    QTRY_VERIFY(!page);

    // And where it may not be shown any more, once it has been made.
    const auto another = guard->view(Requirement::login(), [&] {
        page = new QLabel(QStringLiteral("page"));
        page->show();
        stage->login().logOut();
        return page.data();
    });
    window->layout()->addWidget(another);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(!page || !page->isVisible());
    QTRY_VERIFY(!page);
}

void tst_BadInput::aFactoryMayGiveItsWidgetAParent()
{
    QWidget elsewhere;
    elsewhere.show();
    const auto view = guard->view(Requirement::login(), [&] { return new QLabel(&elsewhere); });
    window->layout()->addWidget(view);
    window->show();
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(view->isAncestorOf(view->content()) && view->content()->isVisible());
    QVERIFY(elsewhere.children().isEmpty());
}

void tst_BadInput::aFactoryThatMakesWhatTheViewIsInFails_data()
{
    QTest::addColumn<bool>("itself");
    QTest::newRow("itself") << true;
    QTest::newRow("its window") << false;
}

void tst_BadInput::aFactoryThatMakesWhatTheViewIsInFails()
{
    QFETCH(bool, itself);
    GatedView *view = nullptr;
    view = guard->view(Requirement::login(), [&]() -> QWidget * { return itself ? view : window.get(); });
    window->layout()->addWidget(view);
    window->show();
    expect(QStringLiteral("what the view is in"));
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(!view->isOpen());
    QVERIFY(window->isVisible() && view->isVisible()); // and says that it could not be opened
    QCOMPARE(view->findChild<QPushButton *>(QStringLiteral("action"))->text(), QStringLiteral("Try again"));
}

namespace {

class Eager : public QDialog
{
public:
    explicit Eager(QWidget *parent) : QDialog(parent)
    {
        show();
        last = this;
    }
    inline static QPointer<Eager> last;
};

} // namespace

void tst_BadInput::aDialogMayShowItself()
{
    window->show();
    const auto answer = guard->open<Eager>(Requirement::login(), window.get());
    QVERIFY(!Eager::last);
    stage->prompt->answer(Stage::adasPassword());
    QTRY_VERIFY(Eager::last);
    QVERIFY(Eager::last->isVisible() && Eager::last->isModal());
    stage->login().logOut();
    QVERIFY(!Eager::last || !Eager::last->isVisible());
    QTRY_VERIFY(!Eager::last);
    QCOMPARE(*resultOf(answer), int(QDialog::Rejected));
}

static const char *const kinds[] = {"widget", "hidden widget", "action", "menu", "tab",
                                    "view",   "dialog",        "run",    "tree"};
static const char *const deeds[] = {
    "be slow", "be slow while they log out", "throw", "throw a number", "log out", "lock", "log in another", "guard",
    "manager", "throw after a logout"};

void tst_BadInput::aPredicateMayDoAnything_data() // row: a predicate that is slow, throws, logs out, deletes the guard
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("deed");
    for (const char *kind : kinds) {
        for (const char *deed : deeds)
            QTest::addRow("%s, %s", kind, deed) << QString::fromLatin1(kind) << QString::fromLatin1(deed);
    }
}

void tst_BadInput::aPredicateMayDoAnything()
{
    QFETCH(QString, kind);
    QFETCH(QString, deed);
    bool done = false;
    const auto requirement = Requirement::predicate(QStringLiteral("deed"), [&](const User &user) {
        if (std::exchange(done, true))
            return user.id() == QLatin1String("ada") && !deed.startsWith(QLatin1String("throw"));
        if (deed.startsWith(QLatin1String("be slow"))) { // and go on with events meanwhile
            QEventLoop loop;
            if (deed != QLatin1String("be slow"))
                QMetaObject::invokeMethod(&stage->login(), &LoginManager::logOut, Qt::QueuedConnection);
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
            loop.exec();
        }
        if (deed == QLatin1String("throw"))
            throw std::runtime_error("no database");
        if (deed == QLatin1String("throw a number"))
            throw 3;
        if (deed == QLatin1String("log out") || deed == QLatin1String("throw after a logout"))
            stage->login().logOut();
        if (deed == QLatin1String("throw after a logout"))
            throw std::runtime_error("no database");
        if (deed == QLatin1String("lock"))
            stage->login().lock();
        if (deed == QLatin1String("log in another"))
            (void)stage->logInVerified(Stage::bob());
        if (deed == QLatin1String("guard"))
            guard.reset();
        if (deed == QLatin1String("manager"))
            stage->deleteManager();
        return true;
    });

    auto *button = new QPushButton(window.get());
    auto *action = new QAction(window.get());
    auto *menu = new QMenu(window.get());
    QAction *inMenu = menu->addAction(QStringLiteral("in the menu"));
    auto *tabs = new QTabWidget(window.get());
    tabs->addTab(new QWidget, QStringLiteral("home"));
    auto *page = new QWidget;
    tabs->addTab(page, QStringLiteral("page"));
    GatedView *view = nullptr;
    QFuture<Result<int>> answer;
    int ran = 0;
    window->show();
    if (kind == QLatin1String("widget"))
        guard->protect(button, requirement);
    if (kind == QLatin1String("hidden widget"))
        guard->protect(button, requirement, WhenDenied::Hide);
    if (kind == QLatin1String("action"))
        guard->protect(action, requirement);
    if (kind == QLatin1String("menu"))
        guard->protect(menu, requirement);
    if (kind == QLatin1String("tab"))
        guard->protect(page, requirement);
    if (kind == QLatin1String("view"))
        window->layout()->addWidget(view = guard->view(requirement, [] { return new QLabel; }));
    if (kind == QLatin1String("tree")) {
        guard->protectTree(window.get());
        guard->protect(button, requirement);
        action->setProperty("loginRequirement", QStringLiteral("login"));
    }
    if (kind == QLatin1String("dialog"))
        answer = guard->open<QDialog>(requirement, window.get());
    if (kind == QLatin1String("run"))
        guard->run(requirement, this, [&] { ++ran; });

    if (stage->prompt->isAsking())
        stage->prompt->answer(Stage::adasPassword());
    else
        (void)stage->logInVerified(Stage::ada());
    QTRY_VERIFY(done);
    for (int hand = 0; hand < 20; ++hand)
        QCoreApplication::processEvents();

    const auto isOpen = [&] {
        const auto *dialog = window->findChild<QDialog *>();
        const QHash<QString, bool> open = {
            {QStringLiteral("widget"), button->isEnabled()},
            {QStringLiteral("hidden widget"), button->isVisible() || button->isEnabled()},
            {QStringLiteral("action"), action->isEnabled()},
            {QStringLiteral("menu"), menu->isEnabled() || inMenu->isEnabled()},
            {QStringLiteral("tab"), tabs->isTabEnabled(1) || page->isEnabled()},
            {QStringLiteral("view"), view && view->isOpen()},
            {QStringLiteral("dialog"), dialog && dialog->isVisible()},
            {QStringLiteral("run"), ran > 0},
            {QStringLiteral("tree"), button->isEnabled()},
        };
        return open.value(kind);
    };
    QTRY_COMPARE(isOpen(), deed == QLatin1String("be slow"));
    QVERIFY(ran <= 1);
}

void tst_BadInput::durationsOutOfRangeAreRefused_data() // row: durations out of range
{
    QTest::addColumn<SessionPolicy>("policy");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, std::chrono::seconds SessionPolicy::*field, std::chrono::seconds value) {
        SessionPolicy policy;
        policy.*field = value;
        QTest::addRow("%s of %lld s", name, static_cast<long long>(value.count()))
            << policy << QStringLiteral("SessionPolicy::") + QLatin1String(name);
    };
    for (const auto value : {-1s, std::chrono::seconds::min(), std::chrono::seconds::max()}) {
        row("freshLifetime", &SessionPolicy::freshLifetime, value);
        row("idleLock", &SessionPolicy::idleLock, value);
        row("lockWarning", &SessionPolicy::lockWarning, value);
        row("sessionLifetime", &SessionPolicy::sessionLifetime, value);
    }
}

void tst_BadInput::durationsOutOfRangeAreRefused()
{
    QFETCH(SessionPolicy, policy);
    QFETCH(QString, named);
    stage->login().setSessionPolicy(SessionPolicy::strict());
    expect(named + QStringLiteral(".*leaves the policy as it was"));
    stage->login().setSessionPolicy(policy);
    QCOMPARE(stage->login().setup().sessionPolicy, SessionPolicy::strict());
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(stage->login().isFresh());
    stage->clock->advance(6min);
    QVERIFY(!stage->login().isFresh()); // the old one is in force
}

void tst_BadInput::aLimitBeyondAllTimeIsNoOverflow()
{
    QPushButton button;
    QPushButton never;
    stage->login().setSessionPolicy(SessionPolicy::relaxed()); // no limit from that side
    guard->protect(&button, Requirement::freshLogin(std::chrono::seconds::max()));
    guard->protect(&never, Requirement::freshLogin(std::chrono::seconds::min()));
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(button.isEnabled() && !never.isEnabled());
    stage->clock->advance(24h);
    QVERIFY(button.isEnabled() && !never.isEnabled());
}

QTEST_MAIN(tst_BadInput)

#include "tst_badinput.moc"
