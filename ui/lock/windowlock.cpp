// SPDX-License-Identifier: MIT
#include "lock/windowlock.h"

#include "dialogs/proofdialog.h"
#include "watching/clipboardwatch_p.h"
#include "closing/detachment_p.h"
#include "watching/inputwatch_p.h"
#include "lock/lockscreen_p.h"

#include <QtCore/qloggingcategory.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qtoolbar.h>

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

    bool isClosed() const { return m_detached != nullptr; }
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
    void close();
    void closeModalWindows(bool (*stays)(const QWidget *) = nullptr);
    void makeScreen();
    void giveBack();
    void giveBackModalWindows(bool toThem);
    void dropScreen();

    WindowLock *const m_lock;
    const std::shared_ptr<ApplicationEvents> m_events;
    const QPointer<QWidget> m_window; // no QMainWindow any more when it goes
    std::unique_ptr<InputWatch> m_input;
    std::unique_ptr<ClipboardWatch> m_clipboard;
    std::unique_ptr<Detachment> m_detached;
    std::vector<std::unique_ptr<Detachment>> m_others; // modal windows that stood before the window
    QPointer<LockScreen> m_screen;
    QPointer<QWidget> m_active;
    QList<QPointer<QWidget>> m_opened;
    quint64 m_epoch = 0; // of whoever is away
    bool m_isOver = false;
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

// What stands there because somebody has opened it, and not as furniture of the window.
static QList<QPointer<QWidget>> openedIn(const QWidget *window)
{
    QList<QPointer<QWidget>> opened;
    const auto children = window->findChildren<QWidget *>();
    for (QWidget *child : children) {
        const bool isFurniture = qobject_cast<QDockWidget *>(child) || qobject_cast<QToolBar *>(child)
            || child->findChild<QDockWidget *>({}, Qt::FindDirectChildrenOnly); // docks that float as tabs
        if (child->isWindow() && !child->isHidden() && !isFurniture)
            opened += child;
    }
    return opened;
}

// Ends what somebody has opened who will not come back to it. Not by reject(), which may have been
// made a question, nor by done(), which goes on using a dialog that one of its slots has deleted.
static void endWindow(QWidget *window)
{
    const QPointer<QWidget> alive(window);
    window->hide();
    const QPointer<QDialog> dialog(alive ? qobject_cast<QDialog *>(window) : nullptr);
    if (!dialog)
        return;
    dialog->setResult(QDialog::Rejected);
    if (dialog->testAttribute(Qt::WA_DeleteOnClose))
        dialog->deleteLater();
    Q_EMIT dialog->rejected();
    if (dialog)
        Q_EMIT dialog->finished(QDialog::Rejected);
}

WindowLock::Private::Private(WindowLock *lock, LoginManager *manager, QMainWindow *window)
    : login(manager),
      action(new QAction(lock)),
      m_lock(lock),
      m_events(ApplicationEvents::of(manager)),
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

bool WindowLock::Private::wants(const QObject *watched, QEvent::Type type) const
{
    if (watched == m_window)
        return type == QEvent::LanguageChange || (isClosed() && (type == QEvent::ShowToParent || type == QEvent::HideToParent));
    return type == QEvent::Show && isClosed() && watched->isWidgetType();
}

bool WindowLock::Private::notice(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refreshAction();
    else if (watched == m_window) // the detachment undoes it meanwhile, and says afterwards what it was
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
    return isIn && isAncestor(m_window, widget) ? std::optional(Requirement::login()) : std::nullopt;
}

std::vector<Requirement> WindowLock::Private::openRequirements() const
{
    const bool isOpen = login && m_window && m_window->isVisible()
        && login->check(Requirement::login()) == Access::Allowed;
    return isOpen ? std::vector {Requirement::login()} : std::vector<Requirement> {};
}

void WindowLock::Private::closeGates()
{
    const auto self = shared_from_this();
    if (isLocked() && !isClosed())
        close();
    if (m_clipboard)
        m_clipboard->clearClosed();
}

void WindowLock::Private::openGates()
{
    const auto self = shared_from_this();
    closeGates();
    if (isClosed() && login && !isLocked())
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

void WindowLock::Private::close()
{
    if (!m_window)
        return;
    const auto self = shared_from_this();
    QWidget *active = QApplication::activeWindow();
    m_active = active && (isAncestor(m_window, active) || active->isModal()) ? active : nullptr;
    m_epoch = login->epoch();
    m_opened = openedIn(m_window);
    makeScreen();
    m_detached = std::make_unique<Detachment>(m_window, Detachment::As::Window, m_events);
    closeModalWindows();
    // An event handler of the window may have seen to either.
    if (!login)
        managerIsGone();
    if (m_isOver)
        return shutDown();
    followWish();
    if (m_screen && m_active)
        m_screen->activateWindow();
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
            endWindow(each);
    }
    const bool wasActive = m_screen && m_screen->isActiveWindow();
    if (m_window && m_screen)
        LockScreen::place(m_window, m_screen->isVisible() ? static_cast<QWidget *>(m_screen) : m_window.data());
    const bool activates = m_window && !m_window->testAttribute(Qt::WA_ShowWithoutActivating);
    if (m_window && !wasActive)
        m_window->setAttribute(Qt::WA_ShowWithoutActivating);
    if (const auto detached = std::move(m_detached))
        detached->giveBack();
    if (m_window && !wasActive)
        m_window->setAttribute(Qt::WA_ShowWithoutActivating, !activates);
    giveBackModalWindows(toThem);
    dropScreen();
    QWidget *active = m_active && m_active->isVisible() ? m_active.data() : m_window.data();
    if (wasActive && active && active->isVisible())
        active->activateWindow();
}

void WindowLock::Private::giveBackModalWindows(bool toThem)
{
    const auto others = std::exchange(m_others, {});
    for (const auto &each : others) {
        if (each->content() && !(toThem && each->content()->isModal())) // one whose exec() has returned is over
            endWindow(each->content());
        if (each->content())
            each->giveBack();
    }
}

// Later: its own button may have unlocked.
void WindowLock::Private::dropScreen()
{
    if (!m_screen)
        return;
    m_screen->hide();
    if (m_screen)
        m_screen->deleteLater();
    m_screen.clear();
}

void WindowLock::Private::managerIsGone()
{
    refreshAction();
    if (m_screen)
        m_screen->setOver();
}

void WindowLock::Private::closeForGood()
{
    const auto self = shared_from_this();
    action->setEnabled(false);
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
