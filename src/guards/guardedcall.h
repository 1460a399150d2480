// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <tuple>
#include <type_traits>
#include <utility>

//! How a Guard calls a slot: as QObject::connect() would, with as many arguments as the slot takes. \since 0.1
namespace QtLogin::GuardedCall {

template<typename Slot, typename Context, typename... Arguments>
constexpr bool isTaken()
{
    if constexpr (std::is_member_function_pointer_v<Slot>)
        return std::is_invocable_v<Slot &, Context *, Arguments &...>;
    else
        return std::is_invocable_v<Slot &, Arguments &...>;
}

template<typename Slot, typename Context, typename Arguments, std::size_t... Index>
constexpr bool takesThese(std::index_sequence<Index...>)
{
    return isTaken<Slot, Context, std::tuple_element_t<Index, Arguments>...>();
}

//! How many of the first \a Count arguments the slot takes; as many as possible.
template<typename Slot, typename Context, typename Arguments, std::size_t Count>
constexpr std::size_t countTaken()
{
    if constexpr (takesThese<Slot, Context, Arguments>(std::make_index_sequence<Count>())) {
        return Count;
    } else {
        static_assert(Count > 0, "This slot cannot be called with the arguments of the signal");
        return countTaken<Slot, Context, Arguments, Count - 1>();
    }
}

template<typename Slot, typename Context, typename Arguments, std::size_t... Index>
void callWith(Slot &slot, Context *context, const Arguments &arguments, std::index_sequence<Index...>)
{
    if constexpr (std::is_member_function_pointer_v<Slot>)
        std::invoke(slot, context, std::get<Index>(arguments)...);
    else
        std::invoke(slot, std::get<Index>(arguments)...);
}

//! Copies of the \a arguments that a slot takes, to call it later.
template<typename Arguments, typename References, std::size_t... Index>
auto copyOf(const References &arguments, std::index_sequence<Index...>)
{
    using Copies = std::tuple<std::decay_t<std::tuple_element_t<Index, Arguments>>...>;
    static_assert((std::is_copy_constructible_v<std::decay_t<std::tuple_element_t<Index, Arguments>>> && ...),
                  "Arguments of a guarded slot are copied while the person is asked");
    return Copies(std::get<Index>(arguments)...);
}

//! The same arguments, as callWith() wants them.
template<typename Copies, std::size_t... Index>
auto referTo(Copies &copies, std::index_sequence<Index...>)
{
    return std::tie(std::get<Index>(copies)...);
}

} // namespace QtLogin::GuardedCall
