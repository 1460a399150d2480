// SPDX-License-Identifier: MIT
#pragma once

#include "closing/contentactions_p.h"
#include "closing/detachment_p.h"
#include "session/loginmanager.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QMainWindow;
class QMenu;
class QSystemTrayIcon;
QT_END_NAMESPACE

namespace QtLogin {

// The windows that the application shows beside a locked one: dialogs, message boxes and tool windows without a
// parent, popups, and the menus of tray icons. They close with the locked window, also those that are shown later,
// and open for the same user. A window that is modal for the application always closes, because it would block the
// lock screen; the others stay as long as a main window that no lock covers is open, because they may belong to that.
class OtherWindows final : public QObject, public EventListener, public std::enable_shared_from_this<OtherWindows>
{
    Q_OBJECT
public:
    // Whether a window lock has closed \a window, or is about to.
    using IsLocked = std::function<bool(const QWidget *window)>;

    OtherWindows(std::shared_ptr<ApplicationEvents> events, IsLocked isLocked);
    ~OtherWindows() override;

    // Leaves \a window alone, with all that belongs to it.
    static void exempt(QWidget *window);

    // \a window is about to be locked.
    void prepare(QWidget *window);
    // Closes all that stands beside it and, until giveBack(), all that is shown.
    void close();
    // Whether close() would close \a other.
    bool isToClose(const QWidget *other) const;
    // Gives everything back to the user who has left it; for another user it is over, and stays hidden.
    void giveBack(bool toSameUser);
    // The lock is being deleted while the session of \a login is locked: gives back when it no longer is.
    void giveBackLater(LoginManager *login, quint64 epoch);
    // Whether a call of \a context cannot have been made by the user, who sees only the lock screen.
    bool covers(const QObject *context) const;

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    // A window was shown before the lock screen, which has to be activated again.
    void closedLater();
    void trayActivated();

private:
    enum class State { Open, Closed, Left };
    struct Closed
    {
        Detachment::Ptr detachment;
        bool wasModal;
    };

    bool isAnotherOpen() const;
    bool isLeftAlone(const QObject *object) const;
    bool isClosed(const QWidget *other) const;
    bool closeAll();
    void detach(QWidget *other);
    void closeAnew(Closed opening);
    void add(Closed closed);
    void giveBack(Closed closed);
    void lookAgainLater();
    void lookAgain();
    void followTrays();
    void holdMenus();
    void hold(QMenu *menu);
    void releaseActions();

    const std::shared_ptr<ApplicationEvents> m_events;
    const IsLocked m_isLocked;
    QPointer<QWidget> m_window;
    std::vector<Closed> m_closed;
    std::optional<Closed> m_opening; // which is being given back
    QList<QPointer<QMainWindow>> m_mainWindows; // that were there when the window was locked
    QList<QPointer<QSystemTrayIcon>> m_trays;
    QList<QPointer<QMenu>> m_menus; // whose actions are held
    ContentActions m_actions;
    State m_state = State::Open;
    bool m_isClosing = false;
    bool m_isSameUser = false; // who was given the windows back
    bool m_looksAgain = false;
    bool m_isShownAgain = false; // by the application, a window that is closed
};

} // namespace QtLogin
