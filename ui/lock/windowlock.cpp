// SPDX-License-Identifier: MIT
#include "lock/windowlock_p.h"

#include "closing/belongings_p.h"
#include "closing/transientui_p.h"
#include "lock/lockscreen_p.h"
#include "lock/openedwindows_p.h"
#include "lock/otherwindows_p.h"
#include "watching/clipboardwatch_p.h"
#include "watching/inputwatch_p.h"

#include <QtCore/qloggingcategory.h>
#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qmainwindow.h>

#include <algorithm>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcLock, "qtlogin.lock")

WindowLock::Private::Private(WindowLock *lock, LoginManager *manager, QMainWindow *window)
    : login(manager),
      action(new QAction(lock)),
      m_lock(lock),
      m_events(ApplicationEvents::of(manager)),
      m_others(std::make_shared<OtherWindows>(m_events, &Private::isWindowLocked)),
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
    QObject::connect(m_others.get(), &OtherWindows::closedLater, lock, [this] {
        if (m_screen && m_screen->isVisible())
            m_screen->activateWindow();
    });
    QObject::connect(m_others.get(), &OtherWindows::trayActivated, lock, [this] { askToUnlock(); });
    refreshAction();
}

WindowLock::Private::~Private()
{
    m_events->remove(this);
}

QWidget *WindowLock::Private::window() const
{
    if (isClosed())
        return m_window;
    return m_given ? m_given->window() : nullptr;
}

static bool isPress(QEvent::Type type)
{
    return type == QEvent::ShortcutOverride || type == QEvent::KeyPress || type == QEvent::MouseButtonPress;
}

bool WindowLock::Private::wants(const QObject *watched, QEvent::Type type) const
{
    if (m_isOver)
        return false; // one of its own calls may have deleted the lock
    if (!hasClosed()) // also while the window is only being closed
        return watched == m_given && type == QEvent::LanguageChange;
    if (watched == m_window && (type == QEvent::ShowToParent || type == QEvent::HideToParent))
        return true;
    return (type == QEvent::LanguageChange && watched == m_given) || isPress(type);
}

bool WindowLock::Private::notice(QObject *, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refreshAction();
    else if (isPress(event->type())) // the window's own code may have grabbed the keyboard meanwhile
        TransientUi::releaseGrabs(m_screen);
    else // later, when the detachment has undone it and knows what the application wishes
        QMetaObject::invokeMethod(
            m_lock, [this] { followWish(); }, Qt::QueuedConnection);
    return false;
}

// A slot that hears of the words may delete the lock.
void WindowLock::Private::refreshAction()
{
    const QPointer<QAction> alive(action);
    action->setText(WindowLock::tr("&Lock"));
    if (alive)
        action->setEnabled(login && login->state() == SessionState::LoggedIn);
}

// Without a user, nothing in the window is confidential.
std::optional<Requirement> WindowLock::Private::guards(const QWidget *widget) const
{
    const bool isIn = login && login->check(Requirement::login()) == Access::Allowed;
    const bool isHere = isIn && m_given && Belongings::isBelow(m_given->window(), widget);
    return isHere ? std::optional(Requirement::login()) : std::nullopt;
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
    m_events->run([this] {
        if (isLocked() && !isClosed() && !isCovered())
            close();
        if (m_clipboard)
            m_clipboard->clearClosed();
    });
}

void WindowLock::Private::openGates()
{
    const auto self = shared_from_this();
    m_events->run([this] {
        closeGates();
        if (!m_isClosing && hasClosed() && login && !isLocked() && QCoreApplication::instance())
            giveBack();
    });
}

bool WindowLock::Private::askToUnlock()
{
    if (!m_screen || m_isOver)
        return false;
    const auto self = shared_from_this();
    const auto stands = [this, screen = m_screen] { return screen && m_screen == screen; }; // a handler may unlock
    m_screen->setWindowState(m_screen->windowState() & ~Qt::WindowMinimized);
    if (stands())
        m_screen->show(); // also where the window is hidden, such as in a tray: a prompt would be shown as well
    if (stands())
        m_screen->raise();
    if (stands())
        m_screen->activateWindow();
    return true;
}

// The locks of \a window, of the windows that it is in or belongs to, and of those that are in them.
static QList<WindowLock *> locksAround(const QWidget *window)
{
    const QObject *outermost = window;
    while (outermost && outermost->parent())
        outermost = outermost->parent();
    return outermost ? outermost->findChildren<WindowLock *>() : QList<WindowLock *>();
}

// Whether a lock has closed \a window or is about to: locks close one after another.
bool WindowLock::Private::isWindowLocked(const QWidget *window)
{
    const auto locks = locksAround(window);
    return std::any_of(locks.begin(), locks.end(), [window](const WindowLock *lock) {
        const Private &each = *lock->d;
        return (each.isClosed() || each.isLocked()) && each.window() && Belongings::isBelow(each.window(), window);
    });
}

// Another lock has closed the window already.
bool WindowLock::Private::isCovered() const
{
    const auto locks = locksAround(window());
    return std::any_of(locks.begin(), locks.end(), [this](const WindowLock *lock) {
        const Private &other = *lock->d;
        return &other != this && other.isClosed() && Belongings::isBelow(other.window(), window());
    });
}

bool WindowLock::Private::coversByItself(const QObject *context) const
{
    return isClosed() && isLocked() && (Belongings::contains(m_window, context) || m_others->covers(context));
}

// A window that another lock has closed, also one of another manager, is covered for this one's guards as well.
bool WindowLock::Private::covers(const QObject *context) const
{
    const auto locks = locksAround(m_given);
    return std::any_of(locks.begin(), locks.end(),
                       [context](const WindowLock *lock) { return lock->d->coversByItself(context); });
}

// Other locks may have to close what this one has given back: they had left that to this one.
void WindowLock::Private::lookAgainAtOthers()
{
    const auto locks = locksAround(m_given);
    const QList<QPointer<WindowLock>> others(locks.begin(), locks.end());
    for (const auto &lock : others) {
        if (lock && lock->d.get() != this)
            std::shared_ptr(lock->d)->closeGates();
    }
}

// Slots and event handlers may do anything meanwhile, also lock and unlock: this looks at the end what has come of it.
void WindowLock::Private::close()
{
    m_window = window();
    if (!m_window)
        return;
    const auto self = shared_from_this();
    {
        const QScopedValueRollback closing(m_isClosing, true);
        closeWindow();
    }
    if (!m_isOver && login && !isLocked())
        return giveBack();
    if (!login)
        managerIsGone();
    if (m_isOver)
        return shutDown();
    followWish();
    if (m_screen && m_active)
        m_screen->activateWindow();
}

void WindowLock::Private::closeWindow()
{
    const auto canStand = [this] { return login && m_window && !m_isOver; }; // a lock screen
    m_others->prepare(m_window);
    TransientUi::releaseGrabs();
    if (canStand()) {
        QWidget *active = QApplication::activeWindow();
        m_active = active && (Belongings::isBelow(m_window, active) || m_others->isToClose(active)) ? active : nullptr;
        m_epoch = login->epoch();
        m_opened += OpenedWindows::in(m_window);
        dropScreen();
    }
    if (canStand())
        makeScreen();
    if (m_window)
        detach();
    if (!m_isOver)
        m_others->close();
}

void WindowLock::Private::detach()
{
    m_detached = Detachment::close(std::move(m_detached), m_window, Detachment::As::Window, m_events);
    m_events->remove(this);
    m_events->add(this); // to see what is pressed before the detachment takes it away
}

void WindowLock::Private::makeScreen()
{
    m_screen = new LockScreen(login, m_window);
    m_screen->setAttribute(Qt::WA_ShowWithoutActivating, !m_active);
    if (m_window)
        LockScreen::place(m_screen, m_window);
    const auto forget = [self = weak_from_this()](QWidget *dialog) {
        if (const auto lock = self.lock())
            lock->m_opened.removeAll(dialog); // it has ended, and does not end once more
    };
    OpenedWindows::watch(m_opened, m_screen, forget);
}

// The application shows and hides its window as ever, and the lock screen follows.
void WindowLock::Private::followWish()
{
    if (hasClosed() && m_screen)
        m_screen->setVisible(m_detached->isWished());
}

void WindowLock::Private::giveBack()
{
    const auto self = shared_from_this();
    const bool toSameUser = login->state() == SessionState::LoggedIn && login->epoch() == m_epoch;
    while (!toSameUser && !m_opened.isEmpty()) {
        if (const auto each = m_opened.takeFirst())
            OpenedWindows::end(each);
    }
    m_opened.clear();
    if (!hasClosed() || !login || isLocked())
        return; // a slot has locked again, or has deleted this
    const bool wasActive = m_screen && m_screen->isActiveWindow();
    if (m_window && m_screen)
        LockScreen::place(m_window, m_screen->isVisible() ? static_cast<QWidget *>(m_screen) : m_window.data());
    const bool activates = m_window && !m_window->testAttribute(Qt::WA_ShowWithoutActivating);
    if (m_window && !wasActive)
        m_window->setAttribute(Qt::WA_ShowWithoutActivating);
    const bool isOpen = m_detached->giveBack();
    if (isOpen)
        m_detached.reset();
    if (m_window && !wasActive)
        m_window->setAttribute(Qt::WA_ShowWithoutActivating, !activates);
    if (!isOpen)
        return; // locked again
    m_others->giveBack(toSameUser);
    if (isClosed())
        return;
    dropScreen();
    QWidget *active = m_active && m_active->isVisible() ? m_active.data() : m_window.data();
    if (wasActive && active && active->isVisible())
        active->activateWindow();
    lookAgainAtOthers();
}

// The screen is deleted later: its own button may have unlocked.
void WindowLock::Private::dropScreen()
{
    if (!m_screen)
        return;
    if (!QCoreApplication::instance())
        return; // the process ends, and a dialog cannot be deleted without the application
    m_screen->hide();
    if (m_screen)
        m_screen->deleteLater();
    m_screen.clear();
}

void WindowLock::Private::managerIsGone()
{
    if (!QCoreApplication::instance())
        return;
    const auto self = shared_from_this();
    if (!m_isOver)
        refreshAction();
    if (m_screen)
        m_screen->setOver();
}

void WindowLock::Private::closeForGood()
{
    const auto self = shared_from_this();
    action->setEnabled(false);
    m_window = window();
    if (m_window)
        m_detached = Detachment::close(nullptr, m_window, Detachment::As::Window, m_events);
}

void WindowLock::Private::shutDown()
{
    m_isOver = true;
    m_input.reset();
    m_clipboard.reset();
    dropScreen();
    if (login)
        m_others->giveBackLater(login, m_epoch);
    if (m_window && hasClosed())
        Detachment::leave(std::move(m_detached)); // closed until the end
    else if (!m_window)
        m_detached.reset(); // a detachment that is giving the window back goes on with that
}

WindowLock::WindowLock(LoginManager *login, QMainWindow *window)
    : QObject(window),
      d(std::make_shared<Private>(this, login, window))
{
    if (!login || !window) {
        qCCritical(lcLock, "WindowLock was given %s. Make both first: WindowLock(&login, &window).",
                   window ? "no LoginManager: the window stays closed for good" : "no window, and locks nothing");
        d->closeForGood();
        return;
    }
    login->addGatekeeper(d.get());
    // Queued: closing the window may delete what has triggered the action.
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

void WindowLock::exempt(QWidget *window)
{
    if (window)
        OtherWindows::exempt(window);
}

QAction *WindowLock::lockAction() const
{
    return d->action;
}

} // namespace QtLogin
