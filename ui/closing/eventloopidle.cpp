// SPDX-License-Identifier: MIT
#include "closing/eventloopidle_p.h"

#include <QtCore/qabstracteventdispatcher.h>
#include <QtCore/qthread.h>

namespace QtLogin {

void EventLoopIdle::await()
{
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    if (isAwaiting() || !dispatcher)
        return;
    // A loop that is about to wait is between two events; where it is the outermost, no event is
    // being handled. Without a loop, events are processed by a caller that is in no handler.
    m_idle = connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] { look(1); });
    m_busy = connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] { look(0); });
}

void EventLoopIdle::look(int deepestLoop)
{
    if (QThread::currentThread()->loopLevel() > deepestLoop)
        return;
    disconnect(m_idle);
    disconnect(m_busy);
    m_idle = m_busy = {};
    Q_EMIT idle();
}

} // namespace QtLogin
