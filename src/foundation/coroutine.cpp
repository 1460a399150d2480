// SPDX-License-Identifier: MIT
#include "foundation/coroutine.h"

namespace QtLogin {

Coroutine::promise_type::promise_type(Of of)
{
    if (of.object)
        QObject::connect(of.object, &QObject::destroyed, &m_watch, [this] { end(); });
    else
        m_isOver = true;
}

void Coroutine::promise_type::end()
{
    m_isOver = true;
    if (m_isWaiting)
        std::coroutine_handle<promise_type>::from_promise(*this).destroy();
}

void Coroutine::promise_type::unhandled_exception() const
{
    QtLogin::Private::logThrown("A coroutine");
}

} // namespace QtLogin
