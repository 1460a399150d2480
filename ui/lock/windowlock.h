// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include "qtloginwidgetsexport.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QMainWindow;
class QWidget;
QT_END_NAMESPACE

namespace QtLogin {

//! Locks a whole window with the session: while it is locked, a lock screen stands in its place.
//!
//! ```cpp
//! auto *lock = new QtLogin::WindowLock(&login, &window);
//! fileMenu->addAction(lock->lockAction());
//! ```
//!
//! A main window inside another one is locked together with all of that. Several locks of one window are as good as
//! one, also of several managers: it opens when none of them is locked.
//!
//! The window is hidden with all that belongs to it: docks, bars, dialogs, menus, shortcuts, and actions that only
//! it shows. An exec() ends, and answers Rejected. Nothing can veto that. The same user unlocks, and finds everything
//! as it was: layout, text, selection, undo, focus, dialogs. Another user, or a logout, gets the window without the
//! dialogs; confidential content belongs into ViewGuard::view(). Deleted while locked, or when the manager is deleted
//! then, the window stays closed.
//!
//! **Other windows** of the application, those without a parent, are hidden as well, whether they were open before the
//! lock or are shown while it is locked, also by `QMessageBox::open()`. The same user gets them back; for another one,
//! or after a logout, dialogs are rejected and windows stay hidden. Menus, tool tips and splash screens are closed, and
//! do not come back. Windows stay that this library asks for a login in, that another lock covers, or that are
//! exempt(). As long as another main window that was there at the lock is open, and no lock covers it, only windows
//! that are modal for the application are hidden.
//!
//! A tray icon stays. Activated, it leads to the lock screen, provided that it is below the application or one of its
//! windows in the object tree. The entries of its menu, and of other menus without a parent, are held meanwhile.
//!
//! A guarded call or dialog that begins while the window is locked is dropped, for the user cannot have asked for it
//! (see Guard): where its context is in the window or in one that is hidden with it; without another open main window
//! also where the context is anywhere else, but for windows that stay.
//!
//! Hiding the lock screen's window is hiding the window: show() and hide() keep their meaning for
//! it, and closing it asks the window's closeEvent(). \since 0.1
class QTLOGIN_WIDGETS_EXPORT WindowLock : public QObject
{
    Q_OBJECT
public:
    //! Neither is owned. The \a window is the parent; without a \a login it stays closed.
    WindowLock(LoginManager *login, QMainWindow *window);
    ~WindowLock() override;

    //! Leaves \a window and all that belongs to it alone, whichever window is locked: for a window without a parent
    //! that shows nothing confidential, such as a clock; also for the menu of a tray icon. Call it before it is shown.
    static void exempt(QWidget *window);

    //! "Lock", for a menu or a tool bar: locks the session, and is enabled while a user is logged in. Its
    //! shortcut is Ctrl+L until you set another, and works once the action is in a menu, bar or window.
    QAction *lockAction() const;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
