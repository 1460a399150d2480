// SPDX-License-Identifier: MIT
// The application changes the session in the middle of a closing or an opening: from a slot or an event handler that is
// reached by it. Whatever it does, in the end everything guarded is as check() says, and works again.
#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "support/repetitions.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qrandom.h>
#include <QtGui/qaction.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qevent.h>
#include <QtGui/qundostack.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabwidget.h>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

const char *const verbs[] = {"log out", "lock", "confirm", "log in", "log in another", "end", "go stale"};

// Where the application hears of a closing or an opening: events of its widgets, and signals.
const struct
{
    const char *name;
    QEvent::Type type;
} events[] = {{"Hide", QEvent::Hide},
              {"Show", QEvent::Show},
              {"HideToParent", QEvent::HideToParent},
              {"ShowToParent", QEvent::ShowToParent},
              {"EnabledChange", QEvent::EnabledChange},
              {"ParentAboutToChange", QEvent::ParentAboutToChange},
              {"ParentChange", QEvent::ParentChange},
              {"FocusIn", QEvent::FocusIn},
              {"FocusOut", QEvent::FocusOut},
              {"ChildAdded", QEvent::ChildAdded},
              {"ChildRemoved", QEvent::ChildRemoved},
              {"ActionChanged", QEvent::ActionChanged},
              {"Polish", QEvent::Polish},
              {"Move", QEvent::Move},
              {"Close", QEvent::Close}};
const char *const signalNames[] = {"focusChanged",    "focusWindowChanged", "enabledChanged",  "visibleChanged",
                                   "aboutToLogOut",   "stateChanged",       "lockedChanged",   "openChanged",
                                   "clipboardChanged", "dialogFinished",     "tabChanged"};

class Leaf : public QDialog
{
public:
    explicit Leaf(QWidget *parent) : QDialog(parent) { new QLineEdit(QStringLiteral("secret"), this); }
};

} // namespace

// An application with one of everything, and what it does in the middle of a change.
class Scene : public QObject
{
    Q_OBJECT
public:
    Scene(const QString &trigger, bool locksWindow) : m_trigger(trigger)
    {
        window = std::make_unique<QMainWindow>();
        window->resize(500, 400);
        furnish();
        if (locksWindow)
            new WindowLock(&login(), window.get());
        m_locksWindow = locksWindow;
        window->show();
        QApplication::setActiveWindow(window.get());
        listen();
        for (const auto &event : events) {
            if (trigger == QLatin1String(event.name))
                m_type = event.type;
        }
        qApp->installEventFilter(this);
    }
    ~Scene() override
    {
        qApp->removeEventFilter(this);
        m_deeds.clear();
        guard.reset();
        stage.deleteManager();
        window.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    LoginManager &login() { return stage.login(); }

    void act(const QString &verb)
    {
        if (!stage.isRunning())
            return;
        if (verb == u"log out")
            login().logOut();
        else if (verb == u"lock")
            login().lock();
        else if (verb == u"confirm")
            (void)login().confirmLogin();
        else if (verb == u"log in")
            (void)login().logIn(Stage::ada());
        else if (verb == u"log in another")
            (void)login().logIn(Stage::bob());
        else if (verb == u"end")
            login().endSession(LogoutReason::UserGone);
        else if (verb == u"go stale")
            stage.clock->advance(6min);
        else if (verb == u"delete the guard")
            guard.reset();
        else if (verb == u"delete the manager")
            stage.deleteManager();
        else if (verb == u"delete the view")
            delete view.data();
    }
    void start(const QString &state)
    {
        if (state == u"signed out")
            return;
        act(QStringLiteral("log in"));
        prepare();
        if (state == u"locked" || state == u"stale")
            act(state == u"locked" ? QStringLiteral("lock") : QStringLiteral("go stale"));
    }
    // What a person does who is in.
    void prepare()
    {
        if (!view || !view->content())
            return;
        auto *edit = view->content()->findChild<QLineEdit *>();
        edit->setFocus();
        edit->selectAll();
        edit->copy();
        if (!dialog)
            (void)guard->open<Leaf>(Requirement::login(), window.get());
        const auto dialogs = window->findChildren<Leaf *>(Qt::FindDirectChildrenOnly);
        if (!dialogs.isEmpty()) {
            dialog = dialogs.last();
            connect(dialog, &QDialog::finished, this, [this] { fire("dialogFinished"); });
        }
    }
    // From now on, the next times that the trigger is reached.
    void arm(const QStringList &deeds) { m_deeds = deeds; }
    bool hasFired() const { return m_deeds.isEmpty(); }

    // What is not as check() says, in words.
    QString faults()
    {
        m_deeds.clear();
        QCoreApplication::processEvents();
        QStringList faults;
        const bool isCovered = m_locksWindow && login().check(Requirement::login()) == Access::Locked;
        const auto expect = [&](bool is, bool should, const QString &what) {
            if (is != should)
                faults += what + (should ? QStringLiteral(" is closed") : QStringLiteral(" is open"));
        };
        expect(window->isVisible(), !isCovered, QStringLiteral("window"));
        expect(lockScreenStands(), isCovered, QStringLiteral("lock screen"));
        const auto views = window->findChildren<GatedView *>();
        for (const GatedView *each : views) {
            const bool allowed = login().check(each->requirement()) == Access::Allowed;
            expect(each->isOpen(), allowed, each->objectName());
            const bool shows = each->content() && each->content()->isVisible() && each->content()->isEnabled();
            expect(shows, allowed && !isCovered, QStringLiteral("content of ") + each->objectName());
        }
        for (const auto &content : contents) {
            const auto holds = [&content](const GatedView *each) { return each->content() == content; };
            if (content && content->isVisible() && !std::any_of(views.begin(), views.end(), holds))
                faults += content->objectName() + QStringLiteral(" that has left its view is visible");
        }
        const bool allowed = login().check(Requirement::login()) == Access::Allowed;
        expect(button->isEnabled(), allowed, QStringLiteral("button"));
        expect(action->isEnabled(), allowed, QStringLiteral("action"));
        expect(hidden->isVisible(), allowed && !isCovered, QStringLiteral("hidden action"));
        expect(page->isEnabled(), allowed && !isCovered, QStringLiteral("tab"));
        if (dialog)
            expect(dialog->isVisible() && dialog->isEnabled(), allowed, QStringLiteral("dialog"));
        return faults.join(QStringLiteral(", "));
    }
    // Whether what was stopped works again, once.
    QString works()
    {
        if (login().state() == SessionState::Locked)
            act(QStringLiteral("confirm"));
        else
            act(QStringLiteral("log in"));
        act(QStringLiteral("confirm"));
        const QString wrong = faults();
        effects = 0;
        button->click();
        action->trigger();
        const auto own = view->content() ? view->content()->actions() : QList<QAction *>();
        for (QAction *each : own)
            each->trigger();
        return effects == 3 ? wrong : wrong + QStringLiteral(" %1 effects").arg(effects);
    }

    Stage stage;
    std::unique_ptr<ViewGuard> guard = std::make_unique<ViewGuard>(&stage.login());
    std::unique_ptr<QMainWindow> window;
    QPointer<GatedView> view;
    QPointer<QDialog> dialog;
    QPushButton *button = nullptr;
    QAction *action = nullptr;
    QAction *hidden = nullptr;
    QWidget *page = nullptr;
    std::vector<QPointer<QWidget>> contents; // all that were ever made
    int effects = 0;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == m_type && watched->isWidgetType() && !m_deeds.isEmpty())
            act(m_deeds.takeFirst());
        return false;
    }

private:
    void fire(const char *signal)
    {
        if (m_trigger == QLatin1String(signal) && !m_deeds.isEmpty())
            act(m_deeds.takeFirst());
    }

    GatedView *makeView(const char *name, const Requirement &requirement)
    {
        GatedView *made = guard->view(requirement, [this, name] {
            auto *content = new QWidget;
            auto *column = new QVBoxLayout(content);
            column->addWidget(new QLineEdit(QStringLiteral("secret"), content));
            auto *own = new QAction(QStringLiteral("Own"), content);
            content->addAction(own);
            window->menuBar()->addAction(own);
            connect(own, &QAction::triggered, this, [this] { ++effects; });
            connect(own, &QAction::enabledChanged, this, [this] { fire("enabledChanged"); });
            connect(own, &QAction::visibleChanged, this, [this] { fire("visibleChanged"); });
            (new QUndoStack(content))->setActive();
            content->setObjectName(QStringLiteral("content of %1, number %2").arg(QLatin1String(name)).arg(contents.size()));
            contents.emplace_back(content);
            return content;
        });
        made->setObjectName(QLatin1String(name));
        connect(made, &GatedView::openChanged, this, [this] { fire("openChanged"); });
        return made;
    }

    void furnish()
    {
        auto *tabs = new QTabWidget(window.get());
        auto *first = new QWidget;
        auto *column = new QVBoxLayout(first);
        window->setCentralWidget(tabs);
        tabs->addTab(first, QStringLiteral("First"));
        tabs->addTab(page = new QLineEdit, QStringLiteral("Second"));
        view = makeView("view", Requirement::login());
        column->addWidget(view);
        column->addWidget(makeView("fresh view", Requirement::freshLogin()));
        column->addWidget(makeView("guest view", Requirement::guestOnly()));
        column->addWidget(button = new QPushButton);
        auto *menu = window->menuBar()->addMenu(QStringLiteral("Menu"));
        action = menu->addAction(QStringLiteral("Disabled"));
        hidden = menu->addAction(QStringLiteral("Hidden"));
        guard->protect(button, Requirement::login());
        guard->protect(page, Requirement::login());
        guard->protect(action, Requirement::login());
        guard->protect(hidden, Requirement::login(), WhenDenied::Hide);
        connect(button, &QPushButton::clicked, this, [this] { ++effects; });
        connect(action, &QAction::triggered, this, [this] { ++effects; });
        connect(action, &QAction::enabledChanged, this, [this] { fire("enabledChanged"); });
        connect(hidden, &QAction::visibleChanged, this, [this] { fire("visibleChanged"); });
        connect(tabs, &QTabWidget::currentChanged, this, [this] { fire("tabChanged"); });
    }

    void listen()
    {
        connect(qApp, &QApplication::focusChanged, this, [this] { fire("focusChanged"); });
        connect(qApp, &QGuiApplication::focusWindowChanged, this, [this] { fire("focusWindowChanged"); });
        connect(QGuiApplication::clipboard(), &QClipboard::changed, this, [this] { fire("clipboardChanged"); });
        connect(&login(), &LoginManager::aboutToLogOut, this, [this] { fire("aboutToLogOut"); });
        connect(&login(), &LoginManager::stateChanged, this, [this] { fire("stateChanged"); });
        connect(&login(), &LoginManager::lockedChanged, this, [this] { fire("lockedChanged"); });
    }

    static bool lockScreenStands()
    {
        const auto windows = QApplication::topLevelWidgets();
        return std::any_of(windows.begin(), windows.end(), [](const QWidget *each) {
            return each->objectName() == u"lockScreen" && each->isVisible();
        });
    }

    const QString m_trigger;
    QEvent::Type m_type = QEvent::None;
    QStringList m_deeds;
    bool m_locksWindow = false;
};

class tst_Reentry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }

    void oneStepLeavesEverythingAsItShouldBe_data() { addTriggers(); }
    void oneStepLeavesEverythingAsItShouldBe();
    void twoStepsLeaveEverythingAsItShouldBe_data() { addTriggers(); }
    void twoStepsLeaveEverythingAsItShouldBe();
    void whatGuardsMayBeDeletedInBetween_data() { addTriggers(); }
    void whatGuardsMayBeDeletedInBetween();

private:
    static void addTriggers();
    static QString play(const QString &trigger, bool locksWindow, const QString &state, const QString &verb,
                        const QStringList &deeds, bool *fired);
};

void tst_Reentry::addTriggers()
{
    QTest::addColumn<QString>("trigger");
    QTest::addColumn<bool>("locksWindow");
    for (const bool locks : {false, true}) {
        const char *suffix = locks ? ", locked window" : "";
        for (const auto &event : events)
            QTest::addRow("%s%s", event.name, suffix) << QString::fromLatin1(event.name) << locks;
        for (const char *signal : signalNames)
            QTest::addRow("%s%s", signal, suffix) << QString::fromLatin1(signal) << locks;
    }
}

QString tst_Reentry::play(const QString &trigger, bool locksWindow, const QString &state, const QString &verb,
                          const QStringList &deeds, bool *fired)
{
    Scene scene(trigger, locksWindow);
    scene.start(state);
    scene.arm(deeds);
    scene.act(verb);
    *fired = scene.hasFired();
    if (!scene.stage.isRunning() || !scene.guard || !scene.view)
        return {};
    const QString wrong = scene.faults();
    return wrong.isEmpty() ? scene.works() : wrong;
}

// The verbs that change something in a state.
static const std::pair<const char *, QStringList> states[] = {
    {"signed out", {QStringLiteral("log in"), QStringLiteral("log in another")}},
    {"in",
     {QStringLiteral("log out"), QStringLiteral("lock"), QStringLiteral("log in another"), QStringLiteral("go stale")}},
    {"locked", {QStringLiteral("confirm"), QStringLiteral("log out"), QStringLiteral("log in another")}},
    {"stale", {QStringLiteral("confirm"), QStringLiteral("end"), QStringLiteral("lock")}},
};

void tst_Reentry::oneStepLeavesEverythingAsItShouldBe()
{
    QFETCH(QString, trigger);
    QFETCH(bool, locksWindow);
    QStringList faults;
    // The short run takes each deed at every third change, and others for each trigger; the long one takes all.
    const int most = int(std::size(verbs));
    const int steps = std::max(1, most / repetitions("QTLOGIN_REENTRY_DEEDS", 2));
    int change = int(qHash(trigger) % uint(steps)) + (locksWindow ? 1 : 0);
    for (const auto &[state, changes] : states) {
        for (const QString &verb : changes) {
            ++change;
            for (int i = change % steps; i < most; i += steps) {
                const char *const deed = verbs[i];
                bool fired = false;
                const QString fault =
                    play(trigger, locksWindow, QLatin1String(state), verb, {QLatin1String(deed)}, &fired);
                if (!fault.isEmpty())
                    faults += QStringLiteral("%1; %2: %3: %4")
                                  .arg(QLatin1String(state), verb, QLatin1String(deed), fault);
                if (!fired)
                    break; // the other deeds are not reached either
            }
        }
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void tst_Reentry::twoStepsLeaveEverythingAsItShouldBe()
{
    QFETCH(QString, trigger);
    QFETCH(bool, locksWindow);
    QRandomGenerator random(20261129);
    const auto any = [&random](const auto &list) { return list[random.bounded(int(std::size(list)))]; };
    QStringList faults;
    const int walks = repetitions("QTLOGIN_REENTRY_WALKS", 5);
    for (int i = 0; i < walks; ++i) {
        const auto &[name, changes] = any(states);
        const QString state = QLatin1String(name);
        const QString verb = any(changes);
        const QStringList deeds = {QLatin1String(any(verbs)), QLatin1String(any(verbs))};
        bool fired = false;
        const QString fault = play(trigger, locksWindow, state, verb, deeds, &fired);
        if (!fault.isEmpty())
            faults += QStringLiteral("%1; %2: %3: %4").arg(state, verb, deeds.join(QStringLiteral(", ")), fault);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void tst_Reentry::whatGuardsMayBeDeletedInBetween()
{
    QFETCH(QString, trigger);
    QFETCH(bool, locksWindow);
    for (const char *deed : {"delete the guard", "delete the manager", "delete the view"}) {
        // Qt itself does not survive it where a widget or an action is deleted in the middle of its own event or signal.
        const bool isItsOwn = trigger[0].isUpper() || trigger == u"focusChanged" || trigger == u"enabledChanged"
            || trigger == u"visibleChanged";
        for (const auto &[state, changes] : states) {
            for (const QString &verb : changes) {
                bool fired = false;
                if (!isItsOwn || QLatin1String(deed) != QLatin1String("delete the view"))
                    (void)play(trigger, locksWindow, QLatin1String(state), verb, {QLatin1String(deed)}, &fired);
            }
        }
    }
}

QTEST_MAIN(tst_Reentry)

#include "tst_reentry.moc"
