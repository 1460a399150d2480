// SPDX-License-Identifier: MIT
#include "lock/windowlock.h"

#include "dialogs/proofdialog.h"
#include "watching/clipboardwatch_p.h"
#include "closing/detachment_p.h"
#include "closing/transientui_p.h"
#include "watching/inputwatch_p.h"
#include "lock/lockscreen_p.h"
#include "lock/openedwindows_p.h"

#include <QtCore/qloggingcategory.h>
#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qmainwindow.h>

#include <vector>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcLock, "qtlogin.lock")

class WindowLock::Private final : public Gatekeeper,
                                  public EventListener,
                                  public std::enable_shared_from_this<Private>
{
public:
    Private(WindowLock *lock, LoginManager *login, QMainWindow *window);
    ~Private() override;

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

    void closeGates() override;
    void openGates() override;
    bool askToUnlock() override;
    void managerIsGone();
    // There never was one.
    void closeForGood();
    void shutDown();

    bool isClosed() const { return m_detaching || m_detached; }
    void followWish();
    // What has been opened meanwhile stands before the lock screen.
    void closeNewModalWindows();
    void refreshAction();

    const QPointer<LoginManager> login;
    QAction *action;

private:
    // As it is, and not as it is announced a moment later.
    bool isLocked() const { return login && login->check(Requirement::login()) == Access::Locked; }
    std::optional<Requirement> guards(const QWidget *widget) const;
    std::vector<Requirement> openRequirements() const;
    bool isCovered() const;
    void close();
    void detach();
    void lookAgainAtOthers();
    void closeModalWindows(bool (*stays)(const QWidget *) = nullptr);
    void makeScreen();
    void giveBack();
    void giveBackModalWindows(bool toThem);
    void dropScreen();

    WindowLock *const m_lock;
    const std::shared_ptr<ApplicationEvents> m_events;
    const QPointer<QWidget> m_given; // no QMainWindow any more when it goes
    QPointer<QWidget> m_window; // in which that stands; the same as long as it is closed
    std::unique_ptr<InputWatch> m_input;
    std::unique_ptr<ClipboardWatch> m_clipboard;
    std::unique_ptr<Detachment> m_detached;
    std::vector<std::unique_ptr<Detachment>> m_others; // modal windows that stood before the window
    QPointer<Detachment> m_returning; // which is giving the window back
    QPointer<LockScreen> m_screen;
    QPointer<QWidget> m_active;
    QList<QPointer<QWidget>> m_opened;
    quint64 m_epoch = 0; // of whoever is away
    bool m_isOver = false;
    bool m_detaching = false;
};

static bool isAncestor(const QObject *ancestor, const QObject *object)
{
    while (object && object != ancestor)
        object = object->parent();
    return object;
}

// What the library asks in, be it on the lock screen or for somebody else to log in.
static bool isForLogin(const QWidget *window)
{
    while (window && !qobject_cast<const ProofDialog *>(window) && !qobject_cast<const LockScreen *>(window))
        window = window->parentWidget();
    return window;
}

WindowLock::Private::Private(WindowLock *lock, LoginManager *manager, QMainWindow *window)
    : login(manager),
      action(new QAction(lock)),
      m_lock(lock),
      m_events(ApplicationEvents::of(manager)),
      m_given(window),
      m_window(window),
      m_input(std::make_unique<InputWatch>(manager, m_events)),
      m_clipboard(std::make_unique<ClipboardWatch>(
          manager, ClipboardWatch::Sources {[this](const QWidget *widget) { return guards(widget); },
                                            [this] { return openRequirements(); }}))
{
    action->setObjectName(QStringLiteral("lock"));
    action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    m_events->add(this);
    refreshAction();
}

WindowLock::Private::~Private()
{
    m_events->remove(this);
}

static bool isPress(QEvent::Type type)
{
    return type == QEvent::ShortcutOverride || type == QEvent::KeyPress || type == QEvent::MouseButtonPress;
}

bool WindowLock::Private::wants(const QObject *watched, QEvent::Type type) const
{
    if (m_isOver)
        return false; // the lock may have gone, within one of its calls
    if (!m_detached) // also while the window is only being closed
        return watched == m_given && type == QEvent::LanguageChange;
    if (watched == m_window && (type == QEvent::ShowToParent || type == QEvent::HideToParent))
        return true;
    return (type == QEvent::LanguageChange && watched == m_given) || (type == QEvent::Show && watched->isWidgetType())
        || isPress(type);
}

bool WindowLock::Private::notice(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refreshAction();
    else if (isPress(event->type())) // a timer of the window may have grabbed the keyboard meanwhile
        TransientUi::releaseGrabs(m_screen);
    else if (event->type() != QEvent::Show) // the detachment undoes it meanwhile, and says afterwards what it was
        QMetaObject::invokeMethod(
            m_lock, [this] { followWish(); }, Qt::QueuedConnection);
    else if (static_cast<QWidget *>(watched)->isModal()) // not before it stands there: an exec() can only be ended then
        QMetaObject::invokeMethod(
            m_lock, [this] { closeNewModalWindows(); }, Qt::QueuedConnection);
    return false;
}

void WindowLock::Private::refreshAction()
{
    action->setText(WindowLock::tr("&Lock"));
    action->setEnabled(login && login->state() == SessionState::LoggedIn);
}

// While nobody is in, what is copied out of the window is nobody's.
std::optional<Requirement> WindowLock::Private::guards(const QWidget *widget) const
{
    const bool isIn = login && login->check(Requirement::login()) == Access::Allowed;
    return isIn && m_given && isAncestor(m_given->window(), widget) ? std::optional(Requirement::login()) : std::nullopt;
}

std::vector<Requirement> WindowLock::Private::openRequirements() const
{
    const bool isOpen = login && m_given && m_given->window()->isVisible()
        && login->check(Requirement::login()) == Access::Allowed;
    return isOpen ? std::vector {Requirement::login()} : std::vector<Requirement> {};
}

void WindowLock::Private::closeGates()
{
    if (!QCoreApplication::instance())
        return; // nothing is on the screen any more
    const auto self = shared_from_this();
    if (isLocked() && !isClosed() && !isCovered())
        close();
    if (m_clipboard)
        m_clipboard->clearClosed();
}

void WindowLock::Private::openGates()
{
    const auto self = shared_from_this();
    closeGates();
    if (m_detached && login && !isLocked() && QCoreApplication::instance())
        giveBack();
}

bool WindowLock::Private::askToUnlock()
{
    if (!m_screen || m_isOver)
        return false;
    m_screen->setWindowState(m_screen->windowState() & ~Qt::WindowMinimized);
    m_screen->show(); // also where the window is not: out of a tray, a dialog would come as well
    m_screen->raise();
    m_screen->activateWindow();
    return true;
}

// The locks of \a window and of those that it stands in or belongs to.
static QList<WindowLock *> locksAround(const QWidget *window)
{
    const QObject *outermost = window;
    while (outermost && outermost->parent())
        outermost = outermost->parent();
    return outermost ? outermost->findChildren<WindowLock *>() : QList<WindowLock *>();
}

// Another lock has closed the window already.
bool WindowLock::Private::isCovered() const
{
    const QWidget *window = m_given ? m_given->window() : nullptr;
    const auto locks = locksAround(window);
    return std::any_of(locks.begin(), locks.end(), [&](const WindowLock *lock) {
        const Private *other = lock->d.get();
        return other != this && other->isClosed() && isAncestor(other->m_window, window);
    });
}

// What this lock has covered may be locked by others, which have left that to this one.
void WindowLock::Private::lookAgainAtOthers()
{
    const auto locks = locksAround(m_given);
    const QList<QPointer<WindowLock>> others(locks.begin(), locks.end());
    for (const auto &lock : others) {
        if (lock && lock->d.get() != this)
            std::shared_ptr(lock->d)->closeGates();
    }
}

void WindowLock::Private::close()
{
    m_window = m_given ? m_given->window() : nullptr;
    if (!m_window)
        return;
    TransientUi::releaseGrabs();
    const auto self = shared_from_this();
    QWidget *active = QApplication::activeWindow();
    m_active = active && (isAncestor(m_window, active) || active->isModal()) ? active : nullptr;
    m_epoch = login->epoch();
    m_opened += OpenedWindows::in(m_window);
    if (m_returning)
        m_returning->stop();
    dropScreen();
    makeScreen();
    detach();
    closeModalWindows();
    // A slot may have unlocked while the window was closing.
    if (!m_isOver && login && !isLocked())
        return giveBack();
    // An event handler of the window may have seen to either.
    if (!login)
        managerIsGone();
    if (m_isOver)
        return shutDown();
    followWish();
    if (m_screen && m_active)
        m_screen->activateWindow();
}

void WindowLock::Private::detach()
{
    m_detaching = true;
    m_detached = std::make_unique<Detachment>(m_window, Detachment::As::Window, m_events);
    m_detaching = false;
    if (m_returning)
        m_detached->takeOver(*m_returning);
    m_events->remove(this);
    m_events->add(this); // to see what is pressed before the detachment takes it away
}

// They would stand before the lock screen, too.
void WindowLock::Private::closeModalWindows(bool (*stays)(const QWidget *))
{
    const auto all = QApplication::topLevelWidgets();
    const QList<QPointer<QWidget>> windows(all.begin(), all.end()); // closing one may delete another
    for (const auto &window : windows) {
        if (window && window->isVisible() && window->windowModality() == Qt::ApplicationModal
            && !isAncestor(m_window, window) && !(stays && stays(window)))
            m_others.push_back(std::make_unique<Detachment>(window, Detachment::As::Window, m_events));
    }
}

void WindowLock::Private::closeNewModalWindows()
{
    const auto self = shared_from_this();
    if (!isClosed() || !m_screen || !m_screen->isVisible())
        return;
    const auto before = m_others.size();
    closeModalWindows(isForLogin);
    if (m_others.size() > before && m_screen && m_screen->isVisible())
        m_screen->activateWindow();
}

void WindowLock::Private::makeScreen()
{
    m_screen = new LockScreen(login, m_window);
    m_screen->setAttribute(Qt::WA_ShowWithoutActivating, !m_active);
    LockScreen::place(m_screen, m_window);
    if (!login)
        return; // an event handler of the application has deleted the manager meanwhile
    // Queued: what follows may delete the window, and the button is still in the middle of its event.
    QObject::connect(
        m_screen, &LockScreen::logOutRequested, login, [login = login.data()] { login->logOut(); },
        Qt::QueuedConnection);
    const auto letSomebodyElseIn = [login = login] {
        login->logOut();
        if (login)
            (void)login->require(Requirement::login());
    };
    QObject::connect(m_screen, &LockScreen::switchRequested, login, letSomebodyElseIn, Qt::QueuedConnection);
}

// The application shows and hides its window as ever, and moves the lock screen.
void WindowLock::Private::followWish()
{
    if (m_detached && m_screen)
        m_screen->setVisible(m_detached->isWished());
    closeNewModalWindows();
}

void WindowLock::Private::giveBack()
{
    const auto self = shared_from_this();
    const bool toThem = login->state() == SessionState::LoggedIn && login->epoch() == m_epoch;
    const auto opened = std::exchange(m_opened, {});
    for (const auto &each : opened) {
        if (each && !toThem)
            OpenedWindows::end(each);
    }
    if (!m_detached || !login || isLocked())
        return; // a slot has locked again, or has deleted this
    const bool wasActive = m_screen && m_screen->isActiveWindow();
    if (m_window && m_screen)
        LockScreen::place(m_window, m_screen->isVisible() ? static_cast<QWidget *>(m_screen) : m_window.data());
    const bool activates = m_window && !m_window->testAttribute(Qt::WA_ShowWithoutActivating);
    if (m_window && !wasActive)
        m_window->setAttribute(Qt::WA_ShowWithoutActivating);
    auto detached = std::move(m_detached);
    const QScopedValueRollback<QPointer<Detachment>> returning(m_returning, detached.get());
    detached->giveBack();
    Detachment::retire(std::move(detached));
    if (m_window && !wasActive)
        m_window->setAttribute(Qt::WA_ShowWithoutActivating, !activates);
    if (m_detached)
        m_detached->hideAgain(); // Qt goes on showing what an event handler has closed meanwhile
    if (isClosed())
        return; // locked again
    giveBackModalWindows(toThem);
    if (isClosed())
        return;
    dropScreen();
    QWidget *active = m_active && m_active->isVisible() ? m_active.data() : m_window.data();
    if (wasActive && active && active->isVisible())
        active->activateWindow();
    lookAgainAtOthers();
}

void WindowLock::Private::giveBackModalWindows(bool toThem)
{
    auto others = std::exchange(m_others, {});
    for (auto &each : others) {
        if (isClosed()) { // locked again meanwhile: the rest stays closed
            m_others.push_back(std::move(each));
            continue;
        }
        if (each->content() && !(toThem && each->content()->isModal())) // one whose exec() has returned is over
            OpenedWindows::end(each->content());
        if (each->content())
            each->giveBack();
        Detachment::retire(std::move(each));
    }
}

// Later: its own button may have unlocked.
void WindowLock::Private::dropScreen()
{
    if (!m_screen)
        return;
    if (!QCoreApplication::instance())
        return; // the process ends; a dialog cannot even be deleted without
    m_screen->hide();
    if (m_screen)
        m_screen->deleteLater();
    m_screen.clear();
}

void WindowLock::Private::managerIsGone()
{
    if (!QCoreApplication::instance())
        return;
    refreshAction();
    if (m_screen)
        m_screen->setOver();
}

void WindowLock::Private::closeForGood()
{
    const auto self = shared_from_this();
    action->setEnabled(false);
    m_window = m_given ? m_given->window() : nullptr;
    if (m_window)
        m_detached = std::make_unique<Detachment>(m_window, Detachment::As::Window, m_events);
}

void WindowLock::Private::shutDown()
{
    m_isOver = true;
    m_input.reset();
    m_clipboard.reset();
    dropScreen();
    if (m_window && m_detached)
        m_detached.release()->setParent(m_window); // and closed until the end
}

WindowLock::WindowLock(LoginManager *login, QMainWindow *window)
    : QObject(window),
      d(std::make_shared<Private>(this, login, window))
{
    if (!login || !window) {
        qCCritical(lcLock, "A window lock needs a manager and a window; %s.",
                   window ? "the window stays closed" : "it locks nothing");
        d->closeForGood();
        return;
    }
    login->addGatekeeper(d.get());
    // Queued for the same reason as logging out above.
    connect(
        d->action, &QAction::triggered, login, [login] { login->lock(); }, Qt::QueuedConnection);
    connect(login, &LoginManager::stateChanged, this, [this] { d->refreshAction(); });
    connect(login, &QObject::destroyed, this, [this] { d->managerIsGone(); });
    d->closeGates();
}

WindowLock::~WindowLock()
{
    if (d->login)
        d->login->removeGatekeeper(d.get());
    d->shutDown();
}

QAction *WindowLock::lockAction() const
{
    return d->action;
}

} // namespace QtLogin
