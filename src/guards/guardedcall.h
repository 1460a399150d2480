// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qthread.h>

#include <functional>
#include <type_traits>
#include <utility>

//! How a Guard calls a slot: as QObject::connect() would; and from where it is called. \since 0.1
namespace QtLogin::GuardedCall {

//! Whether \a Slot, a member function of \a Context or anything callable, takes just these arguments.
template<typename Slot, typename Context, typename... Arguments>
constexpr bool isTaken()
{
    if constexpr (std::is_member_function_pointer_v<Slot>)
        return std::is_invocable_v<Slot &, Context *, std::remove_reference_t<Arguments> &...>;
    else
        return std::is_invocable_v<Slot &, std::remove_reference_t<Arguments> &...>;
}

template<typename Slot, typename Context, typename... Arguments>
void call(Slot &slot, [[maybe_unused]] Context *context, Arguments &...arguments)
{
    if constexpr (std::is_member_function_pointer_v<Slot>)
        std::invoke(slot, context, arguments...);
    else
        std::invoke(slot, arguments...);
}

//! The line that calls the function whose default argument this is.
inline quintptr callingPlace(const char *file = __builtin_FILE(), int line = __builtin_LINE())
{
    return (quintptr(file) ^ quintptr(line) << 32) << 1; // even; connections have odd numbers
}

//! Tells a signal that arrives while it is emitted from a signal that another thread has posted: noted
//! by a connection that comes first, wherever the signal is emitted; taken in the guard's thread.
class Emission
{
public:
    explicit Emission(const QThread *thread) : m_thread(thread) { }
    void note()
    {
        if (QThread::currentThread() == m_thread)
            m_isDirect = true;
    }
    bool takeIsPosted() { return !std::exchange(m_isDirect, false); }

private:
    const QThread *const m_thread;
    bool m_isDirect = false; // only ever touched in that thread
};

//! Something of its own for each type.
template<typename Type>
quintptr placeOf()
{
    alignas(2) static const char place = 0; // even as well
    return quintptr(&place);
}

} // namespace QtLogin::GuardedCall
