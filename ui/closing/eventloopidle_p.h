// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qobject.h>

namespace QtLogin {

// Says when no event is being handled any more, so that an object can be deleted which may still have been in one of
// its own calls. deleteLater() is too early for that: from a nested event loop, such as
// that of a message box which the object has opened, it deletes within this loop.
class EventLoopIdle final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // Begins to wait, unless it does already.
    void await();
    bool isAwaiting() const { return bool(m_idle); }

Q_SIGNALS:
    void idle();

private:
    void look(int deepestLoop);

    QMetaObject::Connection m_idle;
    QMetaObject::Connection m_busy;
};

} // namespace QtLogin
