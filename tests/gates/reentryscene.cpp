// SPDX-License-Identifier: MIT
#include "reentryscene.h"

#include <QtGui/qaction.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qevent.h>
#include <QtGui/qundostack.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qcompleter.h>
#include <QtWidgets/qgraphicsproxywidget.h>
#include <QtWidgets/qgraphicsview.h>
#include <QtWidgets/qmdiarea.h>
#include <QtWidgets/qmenubar.h>

#include <algorithm>
#include <functional>

namespace QtLogin {

using namespace std::chrono_literals;

namespace {

class Leaf : public QDialog
{
public:
    explicit Leaf(QWidget *parent) : QDialog(parent) { new QLineEdit(QStringLiteral("secret"), this); }
};

// A widget that acts where Qt tells it that something about it has changed.
class Sensitive : public QWidget
{
public:
    Sensitive(std::function<void()> act, QWidget *parent) : QWidget(parent), m_act(std::move(act)) { }

protected:
    void changeEvent(QEvent *event) override
    {
        QWidget::changeEvent(event);
        m_act();
    }

private:
    const std::function<void()> m_act;
};

} // namespace

// Where the application hears of a closing or an opening: events of its widgets, and signals.
const std::vector<ReentryScene::Event> &ReentryScene::events()
{
    static const std::vector<Event> all = {
        {QStringLiteral("Hide"), QEvent::Hide},
        {QStringLiteral("Show"), QEvent::Show},
        {QStringLiteral("HideToParent"), QEvent::HideToParent},
        {QStringLiteral("ShowToParent"), QEvent::ShowToParent},
        {QStringLiteral("EnabledChange"), QEvent::EnabledChange},
        {QStringLiteral("ParentAboutToChange"), QEvent::ParentAboutToChange},
        {QStringLiteral("ParentChange"), QEvent::ParentChange},
        {QStringLiteral("FocusIn"), QEvent::FocusIn},
        {QStringLiteral("FocusOut"), QEvent::FocusOut},
        {QStringLiteral("ChildAdded"), QEvent::ChildAdded},
        {QStringLiteral("ChildRemoved"), QEvent::ChildRemoved},
        {QStringLiteral("ActionAdded"), QEvent::ActionAdded},
        {QStringLiteral("ActionChanged"), QEvent::ActionChanged},
        {QStringLiteral("Polish"), QEvent::Polish},
        {QStringLiteral("Move"), QEvent::Move},
        {QStringLiteral("Close"), QEvent::Close},
        {QStringLiteral("WinIdChange"), QEvent::WinIdChange},
        {QStringLiteral("WindowActivate"), QEvent::WindowActivate},
        {QStringLiteral("WindowTitleChange"), QEvent::WindowTitleChange},
        {QStringLiteral("UpdateRequest"), QEvent::UpdateRequest},
        {QStringLiteral("Show of a placeholder"), QEvent::Show, "QtLogin::Placeholder"},
        {QStringLiteral("Hide of a placeholder"), QEvent::Hide, "QtLogin::Placeholder"},
        {QStringLiteral("Show of a lock screen"), QEvent::Show, "QtLogin::LockScreen"},
    };
    return all;
}

const QStringList &ReentryScene::signalNames()
{
    static const QStringList all = {
        QStringLiteral("focusChanged"),     QStringLiteral("focusWindowChanged"), QStringLiteral("enabledChanged"),
        QStringLiteral("visibleChanged"),   QStringLiteral("aboutToLogOut"),      QStringLiteral("stateChanged"),
        QStringLiteral("lockedChanged"),    QStringLiteral("openChanged"),        QStringLiteral("clipboardChanged"),
        QStringLiteral("dialogFinished"),   QStringLiteral("tabChanged"),         QStringLiteral("undoChanged"),
        QStringLiteral("otherFinished"),    QStringLiteral("lockActionChanged"),  QStringLiteral("contentDestroyed"),
        QStringLiteral("visibilityChanged"), QStringLiteral("changeEvent"),       QStringLiteral("denied"),
        QStringLiteral("editingFinished"),   QStringLiteral("menuAboutToHide"),   QStringLiteral("currentUserChanged")};
    return all;
}

ReentryScene::ReentryScene(const QString &trigger, bool locksWindow) : m_trigger(trigger), m_locksWindow(locksWindow)
{
    window = std::make_unique<QMainWindow>();
    window->resize(500, 400);
    elsewhere = std::make_unique<QWidget>();
    new QVBoxLayout(elsewhere.get());
    other = std::make_unique<QDialog>();
    furnish();
    if (locksWindow)
        lock = new WindowLock(&login(), window.get());
    window->show();
    elsewhere->show();
    other->show();
    QApplication::setActiveWindow(window.get());
    listen();
    for (const Event &event : events()) {
        if (trigger == event.name)
            m_event = event;
    }
    qApp->installEventFilter(this);
}

ReentryScene::~ReentryScene()
{
    qApp->removeEventFilter(this);
    m_deeds.clear();
    guard.reset();
    stage.deleteManager();
    window.reset();
    elsewhere.reset();
    other.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void ReentryScene::actOnSession(const QString &deed)
{
    if (!stage.isRunning())
        return;
    if (deed == u"log out")
        login().logOut();
    else if (deed == u"lock")
        login().lock();
    else if (deed == u"confirm")
        (void)login().confirmLogin();
    else if (deed == u"log in")
        (void)login().logInVerified(Stage::ada());
    else if (deed == u"log in another")
        (void)login().logInVerified(Stage::bob());
    else if (deed == u"end")
        login().endSession(LogoutReason::UserGone);
    else if (deed == u"go stale")
        stage.clock->advance(6min);
    else if (deed == u"ask")
        (void)login().require(Requirement::login());
    else if (deed == u"lock twice" && window && m_locksWindow)
        new WindowLock(&login(), window.get());
}

void ReentryScene::act(const QString &deed)
{
    actOnSession(deed);
    if (deed == u"take out")
        takeOut();
    else if (deed == u"put back" && part && home && part->parentWidget() != home)
        home->layout()->addWidget(part);
    else if (deed == u"delete the guard")
        guard.reset();
    else if (deed == u"delete the manager")
        stage.deleteManager();
    else if (deed == u"delete the view")
        delete view.data();
    else if (deed == u"delete the lock")
        delete lock.data();
    else if (deed == u"delete the dialog")
        delete dialog.data();
    else if (deed == u"delete a part")
        delete part.data();
    else if (deed == u"delete the other windows")
        deleteOthers();
    else if (deed == u"delete the window")
        window.reset();
}

// Unless it is one of them that has just heard of something.
void ReentryScene::deleteOthers()
{
    const auto isIn = [this](const QWidget *each) { return m_watched && m_watched->window() == each; };
    if (!isIn(elsewhere.get()))
        elsewhere.reset();
    if (!isIn(other.get()))
        other.reset();
}

// As docked widgets, pages and tool windows are moved.
void ReentryScene::takeOut()
{
    if (!part || !elsewhere || part->parentWidget() == elsewhere.get())
        return;
    isTakenWhileClosed = !view || !view->isOpen();
    const QPointer<QWidget> moved = part; // events of the move may do anything
    moved->setParent(elsewhere.get());
    if (moved)
        moved->show();
}

// The content that it was a part of is gone.
bool ReentryScene::isOutForGood() const
{
    return part && isTakenWhileClosed && elsewhere && part->parentWidget() == elsewhere.get()
        && (!home || !view || view->content() != home);
}

void ReentryScene::start(const QString &state)
{
    if (state != u"signed out") {
        act(QStringLiteral("log in"));
        prepare();
    }
    if (state == u"locked" || state == u"stale")
        act(state == u"locked" ? QStringLiteral("lock") : QStringLiteral("go stale"));
    prepareForTrigger();
}

// The acts of a user who is logged in.
void ReentryScene::prepare()
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

// Only for the trigger that needs it, for it changes what the others meet.
void ReentryScene::prepareForTrigger()
{
    if (m_trigger == u"menuAboutToHide" && window->isVisible())
        menu->popup(window->mapToGlobal(QPoint()));
    if (m_trigger == u"tabChanged")
        tabs->setCurrentWidget(page);
    if (m_trigger == u"focusWindowChanged") {
        QWidget *active = window.get();
        if (dialog && dialog->isVisible())
            active = dialog;
        active->activateWindow();
        QCoreApplication::processEvents();
    }
    if (auto *edit = view && view->content() ? view->content()->findChild<QLineEdit *>() : nullptr;
        edit && m_trigger == u"editingFinished") {
        QApplication::setActiveWindow(window.get());
        edit->setFocus();
        QKeyEvent typed(QEvent::KeyPress, Qt::Key_X, {}, QStringLiteral("x"));
        QCoreApplication::sendEvent(edit, &typed);
    }
    if (m_trigger == u"denied") { // a call that waits for an answer
        stage.clock->advance(2s);
        guard->run(Requirement::freshLogin(1s), this, [] { });
    }
}

void ReentryScene::arm(const QStringList &deeds, int skipped)
{
    m_deeds = deeds;
    m_skipped = skipped;
    m_reached = 0;
}

bool ReentryScene::isWhole() const
{
    return stage.isRunning() && guard && view && window && (lock || !m_locksWindow);
}

static bool lockScreenStands()
{
    const auto windows = QApplication::topLevelWidgets();
    return std::any_of(windows.begin(), windows.end(), [](const QWidget *each) {
        return each->objectName() == u"lockScreen" && each->isVisible();
    });
}

static QString unlessIs(bool is, bool should, const QString &what)
{
    if (is == should)
        return {};
    return what + (should ? QStringLiteral(" is closed") : QStringLiteral(" is open"));
}

QStringList ReentryScene::faultsOfViews(bool isCovered)
{
    QStringList faults;
    const auto views = window->findChildren<GatedView *>();
    for (const GatedView *each : views) {
        const bool allowed = login().check(each->requirement()) == Access::Allowed;
        const bool shows = each->content() && each->content()->isVisible() && each->content()->isEnabled();
        faults += unlessIs(each->isOpen(), allowed, each->objectName());
        faults += unlessIs(shows, allowed && !isCovered, QStringLiteral("content of ") + each->objectName());
    }
    for (const auto &content : contents) {
        const auto holds = [&content](const GatedView *each) { return each->content() == content; };
        if (content && content->isVisible() && !std::any_of(views.begin(), views.end(), holds))
            faults += content->objectName() + QStringLiteral(" that has left its view is visible");
    }
    return faults;
}

void ReentryScene::settle()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

QString ReentryScene::faults()
{
    m_deeds.clear();
    tabs->setCurrentIndex(0);
    QCoreApplication::processEvents();
    const bool allowed = login().check(Requirement::login()) == Access::Allowed;
    const bool isCovered = m_locksWindow && login().check(Requirement::login()) == Access::Locked;
    QStringList faults = faultsOfViews(isCovered);
    faults += unlessIs(window->isVisible(), !isCovered, QStringLiteral("window"));
    faults += unlessIs(lockScreenStands(), isCovered, QStringLiteral("lock screen"));
    faults += unlessIs(button->isEnabled(), allowed, QStringLiteral("button"));
    faults += unlessIs(action->isEnabled(), allowed, QStringLiteral("action"));
    faults += unlessIs(hidden->isVisible(), allowed && !isCovered, QStringLiteral("hidden action"));
    faults += unlessIs(page->isEnabled(), allowed && !isCovered, QStringLiteral("tab"));
    faults += unlessIs(dock->isVisible(), allowed && !isCovered, QStringLiteral("dock"));
    faults += unlessIs(subWindow->isEnabled(), allowed && !isCovered, QStringLiteral("window in an area"));
    if (dialog)
        faults += unlessIs(dialog->isVisible() && dialog->isEnabled(), allowed, QStringLiteral("dialog"));
    if (isCovered && other && other->isVisible())
        faults += QStringLiteral("another window is open");
    const bool isPartOpen = part && part->isVisible() && part->isEnabled();
    if (isPartOpen && (isOutForGood() || (!allowed && isTakenWhileClosed)))
        faults += QStringLiteral("what was taken out is open");
    faults.removeAll(QString());
    return faults.join(QStringLiteral(", "));
}

QString ReentryScene::works()
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
    QWidget *content = view->content();
    const auto own = content ? content->actions() : QList<QAction *>();
    for (QAction *each : own)
        each->trigger();
    const auto *graphics = content ? content->findChild<QGraphicsView *>() : nullptr;
    const auto embedded = graphics ? graphics->scene()->items() : QList<QGraphicsItem *>();
    for (const QGraphicsItem *item : embedded)
        static_cast<QPushButton *>(static_cast<const QGraphicsProxyWidget *>(item)->widget())->click();
    const bool hasPart = part && home && home == content;
    if (part)
        part->findChild<QPushButton *>()->click();
    const int expected = hasPart || (part && !isOutForGood()) ? 5 : 4;
    return effects == expected ? wrong : wrong + QStringLiteral(" %1 effects of %2").arg(effects).arg(expected);
}

// In the middle of that, Qt does not survive it where anybody looks for objects: findChildren() comes to null.
static bool isBeingDeleted(const QObject *object)
{
    while (object && !object->children().contains(nullptr))
        object = object->parent();
    return object;
}

bool ReentryScene::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != m_event.type || !watched->isWidgetType() || !watched->inherits(m_event.at)
        || isBeingDeleted(watched) || !isDue())
        return false;
    const QPointer<QObject> alive(watched);
    m_watched = static_cast<QWidget *>(watched);
    act(m_deeds.takeFirst());
    m_watched.clear();
    return !alive;
}

bool ReentryScene::isDue()
{
    return !m_deeds.isEmpty() && ++m_reached > m_skipped;
}

void ReentryScene::fire(const char *signal)
{
    if (m_trigger == QLatin1String(signal) && isDue())
        act(m_deeds.takeFirst());
}

QWidget *ReentryScene::makeContent(const QString &name)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    auto *edit = new QLineEdit(QStringLiteral("secret"), content);
    edit->setCompleter(new QCompleter({QStringLiteral("secret")}, edit));
    connect(edit, &QLineEdit::editingFinished, this, [this] { fire("editingFinished"); });
    column->addWidget(new Sensitive([this] { fire("changeEvent"); }, content));
    column->addWidget(edit);
    auto *own = new QAction(QStringLiteral("Own"), content);
    content->addAction(own);
    window->menuBar()->addAction(own);
    connect(own, &QAction::triggered, this, [this] { ++effects; });
    connect(own, &QAction::enabledChanged, this, [this] { fire("enabledChanged"); });
    connect(own, &QAction::visibleChanged, this, [this] { fire("visibleChanged"); });
    auto *stack = new QUndoStack(content);
    stack->setActive();
    connect(stack, &QUndoStack::canUndoChanged, this, [this] { fire("undoChanged"); });
    auto *scene = new QGraphicsScene(content);
    auto *embedded = new QPushButton(QStringLiteral("Embedded"));
    scene->addWidget(embedded);
    connect(embedded, &QPushButton::clicked, this, [this] { ++effects; });
    column->addWidget(new QGraphicsView(scene, content));
    connect(content, &QObject::destroyed, this, [this] { fire("contentDestroyed"); });
    content->setObjectName(QStringLiteral("content of %1, number %2").arg(name).arg(contents.size()));
    contents.emplace_back(content);
    return content;
}

GatedView *ReentryScene::makeView(const char *name, const Requirement &requirement)
{
    GatedView *made = guard->view(requirement, [this, name] { return makeContent(QLatin1String(name)); });
    made->setObjectName(QLatin1String(name));
    connect(made, &GatedView::openChanged, this, [this] { fire("openChanged"); });
    return made;
}

void ReentryScene::furnish()
{
    tabs = new QTabWidget(window.get());
    auto *first = new QWidget;
    auto *column = new QVBoxLayout(first);
    window->setCentralWidget(tabs);
    tabs->addTab(first, QStringLiteral("First"));
    tabs->addTab(page = new QLineEdit, QStringLiteral("Second"));
    connect(tabs, &QTabWidget::currentChanged, this, [this] { fire("tabChanged"); });
    view = guard->view(Requirement::login(), [this] {
        QWidget *content = makeContent(QStringLiteral("view"));
        part = new QWidget(content);
        auto *inPart = new QPushButton(QStringLiteral("Part"), part);
        connect(inPart, &QPushButton::clicked, this, [this] { ++effects; });
        content->layout()->addWidget(part);
        home = content;
        isTakenWhileClosed = false;
        return content;
    });
    view->setObjectName(QStringLiteral("view"));
    connect(view, &GatedView::openChanged, this, [this] { fire("openChanged"); });
    column->addWidget(view);
    column->addWidget(makeView("fresh view", Requirement::freshLogin()));
    column->addWidget(makeView("guest view", Requirement::guestOnly()));
    column->addWidget(button = new QPushButton);
    guard->protect(button, Requirement::login());
    guard->protect(page, Requirement::login());
    connect(button, &QPushButton::clicked, this, [this] { ++effects; });
    furnishMenu();
    furnishPlaces();
}

void ReentryScene::furnishMenu()
{
    menu = window->menuBar()->addMenu(QStringLiteral("Menu"));
    connect(menu, &QMenu::aboutToHide, this, [this] { fire("menuAboutToHide"); });
    action = menu->addAction(QStringLiteral("Disabled"));
    hidden = menu->addAction(QStringLiteral("Hidden"));
    guard->protect(action, Requirement::login());
    guard->protect(hidden, Requirement::login(), WhenDenied::Hide);
    connect(action, &QAction::triggered, this, [this] { ++effects; });
    connect(action, &QAction::enabledChanged, this, [this] { fire("enabledChanged"); });
    connect(hidden, &QAction::visibleChanged, this, [this] { fire("visibleChanged"); });
}

void ReentryScene::furnishPlaces()
{
    dock = new QDockWidget(QStringLiteral("Dock"), window.get());
    dock->setWidget(new QLineEdit);
    window->addDockWidget(Qt::RightDockWidgetArea, dock);
    dock->setFloating(true);
    connect(dock, &QDockWidget::visibilityChanged, this, [this] { fire("visibilityChanged"); });
    guard->protect(dock, Requirement::login(), WhenDenied::Hide);
    auto *area = new QMdiArea(window.get());
    subWindow = area->addSubWindow(new QLineEdit);
    window->centralWidget()->findChild<QBoxLayout *>()->addWidget(area);
    guard->protect(subWindow, Requirement::login());
}

void ReentryScene::listen()
{
    connect(qApp, &QApplication::focusChanged, this, [this] { fire("focusChanged"); });
    connect(qApp, &QGuiApplication::focusWindowChanged, this, [this] { fire("focusWindowChanged"); });
    connect(guard.get(), &ViewGuard::denied, this, [this] { fire("denied"); });
    connect(QGuiApplication::clipboard(), &QClipboard::changed, this, [this] { fire("clipboardChanged"); });
    connect(&login(), &LoginManager::aboutToLogOut, this, [this] { fire("aboutToLogOut"); });
    connect(&login(), &LoginManager::stateChanged, this, [this] { fire("stateChanged"); });
    connect(&login(), &LoginManager::currentUserChanged, this, [this] { fire("currentUserChanged"); });
    connect(&login(), &LoginManager::lockedChanged, this, [this] { fire("lockedChanged"); });
    connect(other.get(), &QDialog::finished, this, [this] { fire("otherFinished"); });
    if (lock)
        connect(lock->lockAction(), &QAction::changed, this, [this] { fire("lockActionChanged"); });
}

} // namespace QtLogin
