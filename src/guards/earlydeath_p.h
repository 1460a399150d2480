// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>

#include <vector>

namespace QtLogin {

class LoginManager;

// Finds a guard that was a local variable of the function that has made it: it dies before the event loop runs, and what
// it has guarded is still there when the event loop has run. A guard that goes together with what it guards is none.
class EarlyDeath final
{
public:
    EarlyDeath();

    // \a object is guarded.
    void note(QObject *object);
    // The guard dies. Once the event loop has run, tells the developer of what has outlived it. Not where \a manager has
    // gone by then: at the end of an application, guards go in any order.
    void tell(LoginManager *manager);

private:
    QObject m_loop; // the receiver of the event that settles this
    bool m_isSettled = false; // the event loop has run
    std::vector<QPointer<QObject>> m_guarded;
};

} // namespace QtLogin
