// SPDX-License-Identifier: MIT
#include "lock/otherwindows_p.h"

#include "closing/belongings_p.h"
#include "closing/transientui_p.h"
#include "dialogs/proofdialog.h"
#include "lock/lockscreen_p.h"
#include "lock/openedwindows_p.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qsystemtrayicon.h>
#include <QtWidgets/qwhatsthis.h>

#include <algorithm>

namespace QtLogin {

static const char *const exemptProperty = "_qtlogin_exempt";

static QList<QPointer<QWidget>> topLevels()
{
    const auto all = QApplication::topLevelWidgets();
    return {all.begin(), all.end()}; // closing one may delete another
}

// The library asks for a login in it: on a lock screen, or in the dialog of a prompt.
static bool isForLogin(const QObject *object)
{
    const auto asks = [](const QObject *each) {
        return qobject_cast<const ProofDialog *>(each) || qobject_cast<const LockScreen *>(each);
    };
    return Belongings::isWithin(object, asks);
}

static bool isExempt(const QObject *object)
{
    return Belongings::isWithin(object, [](const QObject *each) { return each->property(exemptProperty).toBool(); });
}

// Closing it deletes a menu that was made for one use; the application may refuse that.
static void dismiss(const QPointer<QWidget> &window)
{
    window->close();
    if (window)
        window->hide();
}

// Qt draws a tray icon of X11 in a window of its own.
static bool isTrayIcon(const QWidget *window)
{
    return window->inherits("QSystemTrayIconSys");
}

OtherWindows::OtherWindows(std::shared_ptr<ApplicationEvents> events, IsLocked isLocked)
    : m_events(std::move(events)),
      m_isLocked(std::move(isLocked))
{
}

OtherWindows::~OtherWindows()
{
    m_events->remove(this);
    if (QCoreApplication::instance())
        m_events->end([this] { m_actions.release(); });
}

void OtherWindows::exempt(QWidget *window)
{
    window->setProperty(exemptProperty, true);
}

void OtherWindows::prepare(QWidget *window)
{
    m_window = window;
    m_isClosing = true;
    m_mainWindows.clear();
    const auto windows = topLevels();
    for (const auto &each : windows) {
        auto *mainWindow = qobject_cast<QMainWindow *>(each.data());
        if (mainWindow && mainWindow != window && (mainWindow->isVisible() || m_isLocked(mainWindow))
            && !mainWindow->parentWidget() && !isExempt(mainWindow))
            m_mainWindows += mainWindow;
    }
}

void OtherWindows::close()
{
    const auto self = shared_from_this();
    m_state = State::Closed;
    m_events->remove(this);
    m_events->add(this);
    closeAll();
    m_isClosing = false;
}

bool OtherWindows::isAnotherOpen() const
{
    const auto isOpen = [this](const QPointer<QMainWindow> &window) {
        return window && window->isVisible() && !m_isLocked(window);
    };
    return std::any_of(m_mainWindows.begin(), m_mainWindows.end(), isOpen);
}

// It belongs to the locked window, which closes it itself, or may be used while that is locked.
bool OtherWindows::isLeftAlone(const QObject *object) const
{
    return Belongings::contains(m_window, object) || isExempt(object);
}

bool OtherWindows::isClosed(const QWidget *other) const
{
    return std::any_of(m_closed.begin(), m_closed.end(),
                       [other](const Closed &each) { return each.detachment->content() == other; });
}

bool OtherWindows::isToClose(const QWidget *other) const
{
    if (!other->isVisible() || other->graphicsProxyWidget() || other->windowType() == Qt::Desktop || isTrayIcon(other)
        || isLeftAlone(other) || isClosed(other))
        return false;
    if (other->windowModality() == Qt::ApplicationModal) // a window that asks for a login stays if it is shown later
        return m_isClosing || !isForLogin(other);
    return !other->parentWidget() && !isForLogin(other) && !isAnotherOpen() && !m_isLocked(other);
}

// Returns whether one of them may have taken the keyboard. A slot may open everything in between.
bool OtherWindows::closeAll()
{
    const auto self = shared_from_this();
    bool hasClosed = false;
    if (auto opening = std::exchange(m_opening, {}))
        closeAnew(std::move(*opening));
    const auto windows = topLevels();
    for (const auto &each : windows) {
        if (m_state != State::Closed || !each || !isToClose(each))
            continue;
        const Qt::WindowType type = each->windowType();
        hasClosed |= type != Qt::ToolTip && type != Qt::SplashScreen;
        if (TransientUi::isTransient(type))
            dismiss(each);
        else
            detach(each);
    }
    if (m_state == State::Closed && QWhatsThis::inWhatsThisMode() && !isAnotherOpen())
        QWhatsThis::leaveWhatsThisMode();
    if (m_state == State::Closed) {
        followTrays();
        holdMenus();
    }
    return hasClosed;
}

void OtherWindows::detach(QWidget *other)
{
    const bool wasModal = other->isModal();
    add({Detachment::close(nullptr, other, Detachment::As::Window, m_events), wasModal});
}

void OtherWindows::closeAnew(Closed opening)
{
    QWidget *window = opening.detachment->content();
    if (window)
        opening.detachment =
            Detachment::close(std::move(opening.detachment), window, Detachment::As::Window, m_events);
    add(std::move(opening));
}

void OtherWindows::add(Closed closed)
{
    m_closed.push_back(std::move(closed));
    if (m_state == State::Open) // a slot has unlocked
        giveBack(m_isSameUser);
}

void OtherWindows::giveBack(bool toSameUser)
{
    const auto self = shared_from_this();
    m_state = State::Open;
    m_isSameUser = toSameUser;
    m_events->remove(this);
    releaseActions();
    auto closed = std::exchange(m_closed, {});
    for (auto &each : closed) {
        if (m_state == State::Open)
            giveBack(std::move(each));
        else
            m_closed.push_back(std::move(each)); // a slot has locked again
    }
}

void OtherWindows::giveBack(Closed closed)
{
    QWidget *window = closed.detachment->content();
    const bool hasReturned = window && closed.wasModal && !window->isModal(); // its exec()
    if (window && (!m_isSameUser || hasReturned))
        OpenedWindows::end(window);
    if (m_state != State::Open)
        return m_closed.push_back(std::move(closed)); // a slot has locked again
    m_opening = std::move(closed);
    if (m_opening->detachment->giveBack())
        m_opening.reset();
}

void OtherWindows::giveBackLater(LoginManager *login, quint64 epoch)
{
    if (m_state != State::Closed)
        return;
    m_state = State::Left;
    m_events->remove(this);
    releaseActions();
    auto *waiting = new QObject(login);
    QObject::connect(login, &LoginManager::stateChanged, waiting,
                     [self = shared_from_this(), login = QPointer(login), epoch, waiting = QPointer(waiting)] {
                         if (login->check(Requirement::login()) == Access::Locked)
                             return;
                         waiting->deleteLater();
                         self->giveBack(login->state() == SessionState::LoggedIn && login->epoch() == epoch);
                     });
}

bool OtherWindows::covers(const QObject *context) const
{
    const auto isClosedHere = [context](const Closed &each) {
        return Belongings::contains(each.detachment->content(), context);
    };
    if (m_state != State::Closed || isExempt(context) || isForLogin(context))
        return false;
    return std::any_of(m_closed.begin(), m_closed.end(), isClosedHere) || !isAnotherOpen();
}

bool OtherWindows::wants(const QObject *watched, QEvent::Type type) const
{
    switch (type) {
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::EnterWhatsThisMode:
    case QEvent::ActionAdded:
        return watched->isWidgetType();
    default:
        return false;
    }
}

bool OtherWindows::notice(QObject *watched, QEvent *event)
{
    auto *widget = static_cast<QWidget *>(watched);
    if (event->type() == QEvent::ActionAdded) {
        if (auto *menu = qobject_cast<QMenu *>(widget); menu && m_menus.contains(menu))
            m_actions.hold(static_cast<QActionEvent *>(event)->action());
    } else if (widget->isWindow()) {
        m_isShownAgain |= event->type() == QEvent::Show && isClosed(widget);
        lookAgainLater();
    }
    return false;
}

// Not before a window stands there: an exec() can only be ended then. A hidden main window may be the last
// main window that no lock covers.
void OtherWindows::lookAgainLater()
{
    if (!std::exchange(m_looksAgain, true))
        QMetaObject::invokeMethod(
            this, [this] { lookAgain(); }, Qt::QueuedConnection);
}

void OtherWindows::lookAgain()
{
    const auto self = shared_from_this();
    m_looksAgain = false;
    bool hasClosed = std::exchange(m_isShownAgain, false); // its detachment has hidden it
    if (m_state == State::Closed)
        hasClosed |= closeAll();
    if (hasClosed && m_state == State::Closed)
        Q_EMIT closedLater();
}

// Activated, a tray icon usually shows a window; now it leads to the lock screen.
void OtherWindows::followTrays()
{
    const auto trays = Belongings::trayIcons();
    for (QSystemTrayIcon *tray : trays) {
        const bool isOurs = Belongings::contains(m_window, tray) || !isAnotherOpen();
        if (!isOurs || m_trays.contains(tray))
            continue;
        m_trays += tray;
        connect(tray, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
            if (reason != QSystemTrayIcon::Context)
                Q_EMIT trayActivated();
        });
    }
}

// A menu without a parent may be that of a tray icon which cannot be found.
void OtherWindows::holdMenus()
{
    QList<QPointer<QMenu>> menus;
    for (const auto &tray : std::as_const(m_trays)) {
        if (tray && tray->contextMenu())
            menus += tray->contextMenu();
    }
    const auto windows = isAnotherOpen() ? QWidgetList() : QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *menu = qobject_cast<QMenu *>(window); menu && !menu->parent())
            menus += menu;
    }
    for (const auto &menu : std::as_const(menus)) { // slots may do anything
        if (menu && m_state == State::Closed && !isLeftAlone(menu) && !isForLogin(menu))
            hold(menu);
    }
}

void OtherWindows::hold(QMenu *menu)
{
    const auto menus = Belongings::pick<QMenu>(Belongings::of(menu));
    QList<QPointer<QAction>> actions;
    for (QMenu *each : menus) {
        if (!m_menus.contains(each))
            m_menus += each;
        const auto entries = each->actions();
        for (QAction *entry : entries)
            actions += entry;
    }
    for (const auto &action : std::as_const(actions)) { // a slot may unlock
        if (action && m_state == State::Closed)
            m_actions.hold(action);
    }
}

void OtherWindows::releaseActions()
{
    const auto trays = std::exchange(m_trays, {});
    for (const auto &tray : trays) {
        if (tray)
            tray->disconnect(this);
    }
    m_menus.clear();
    m_actions.release();
}

} // namespace QtLogin
