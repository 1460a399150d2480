// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

#include <QtCore/qglobal.h>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

namespace QtLogin {

//! Closes what a session protects before any signal says that the session has ended. Guards are gatekeepers;
//! register one of your own with LoginManager::addGatekeeper(). \since 0.1
class QTLOGIN_CORE_EXPORT Gatekeeper
{
public:
    virtual ~Gatekeeper();

    //! The session has just changed: close each gate that LoginManager::check() no longer allows, and detach its
    //! content, synchronously. Delete no object, and emit no signal of your own. Application code may run all the same,
    //! for Qt tells of what you hide and disable: check() says no to it, guarded calls that it makes ask nobody, and
    //! where it changes the session, your functions are called again within this call.
    virtual void closeGates() = 0;

    //! The change is complete and about to be announced, hooks have run: open each gate that check()
    //! allows, and let go of content that will not come back.
    virtual void openGates() = 0;

    //! The user should unlock the session. True: you have brought forward the place where they can, and the LoginPrompt
    //! is not asked. The calls that wait for it go on when the session is no longer locked.
    virtual bool askToUnlock();

    //! Whether a lock screen of yours covers \a context. A guarded call that begins there now is dropped, for the user
    //! cannot have made it. Null: a call that belongs to nothing on the screen. Asked often; changes nothing, and runs
    //! no application code.
    virtual bool covers(const QObject *context) const;

    //! Whether you close before the other gatekeepers and open after them, as a window does: what is in it then
    //! changes only while it is hidden. Always the same.
    virtual bool closesFirst() const;
};

} // namespace QtLogin
