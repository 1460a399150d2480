// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include "qtloginwidgetsexport.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QMainWindow;
QT_END_NAMESPACE

namespace QtLogin {

//! Locks a whole window with the session: while it is locked, a lock screen stands in its place.
//!
//! ```cpp
//! auto *lock = new QtLogin::WindowLock(&login, &window);
//! fileMenu->addAction(lock->lockAction());
//! ```
//!
//! A window that stands in another one is locked together with all of that. Several locks of one
//! window are as good as one, also of several managers: it opens when none of them is locked.
//!
//! The window is hidden with all that belongs to it: docks, bars, dialogs, menus, shortcuts, and the
//! actions that nothing else shows. A modal dialog that stands in the way of the lock screen goes as
//! well, also one that is opened meanwhile, but for those of this library that ask who somebody is;
//! an exec() ends, and answers Rejected. Nothing can veto that. The same person comes back by proving themselves, and finds
//! everything as it was: layout, text, selection, undo, focus, dialogs. Somebody else, or nobody
//! after a logout, gets the window without the dialogs; what is confidential in it belongs into
//! ViewGuard::view(). Deleted while locked, or when the manager goes then, the window stays closed.
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

    //! "Lock", for a menu or a tool bar: locks the session, and is enabled while somebody is in. Its
    //! shortcut is Ctrl+L until you set another, and works once the action has a place.
    QAction *lockAction() const;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
