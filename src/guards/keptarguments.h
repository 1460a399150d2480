// SPDX-License-Identifier: MIT
#pragma once

#include "guards/guardedcall.h"
#include "guards/outlives.h"

#include <QtCore/qabstractitemmodel.h>
#include <QtCore/qpointer.h>

#include <algorithm>
#include <tuple>

//! How a Guard keeps the arguments of a call while the user is asked. \since 0.1
namespace QtLogin::GuardedCall {

//! A copy of an argument, kept while the user is asked.
template<typename Argument>
class Kept
{
    static_assert(std::is_copy_constructible_v<Argument>,
                  "Arguments of a guarded slot are copied while the user is asked");
    static_assert(!std::is_pointer_v<Argument> || std::is_function_v<std::remove_pointer_t<Argument>>,
                  "What this pointer points to may be deleted while the user is asked. Pass a std::shared_ptr; or "
                  "its row, id or name, and look it up in the slot; or, where it lives longer than the guard, "
                  "QtLogin::outlives(pointer), which a slot takes as QtLogin::Outlives<Type>. A pointer to a QObject "
                  "may be passed as it is, where the class is defined.");

public:
    explicit Kept(const Argument &argument) : m_argument(argument) { }
    //! Whether it is still what it was.
    bool isAlive() const { return true; }
    Argument &argument() { return m_argument; }

private:
    Argument m_argument;
};

//! A pointer to a QObject: dropped with the call when the object has died.
template<typename Object>
    requires std::is_convertible_v<Object *, const QObject *>
class Kept<Object *>
{
public:
    explicit Kept(Object *object) : m_object(object), m_pointer(object) { }
    bool isAlive() const { return !m_object || m_pointer; }
    Object *&argument() { return m_object; }

private:
    Object *m_object;
    QPointer<Object> m_pointer;
};

//! An index follows its row; dropped with the call when the row has gone.
template<>
class Kept<QModelIndex>
{
public:
    explicit Kept(const QModelIndex &index) : m_index(index), m_row(index) { }
    bool isAlive() const { return !m_index.isValid() || m_row.isValid(); }
    QModelIndex &argument() { return m_index = m_row; }

private:
    QModelIndex m_index;
    QPersistentModelIndex m_row;
};

//! Text that was written as a literal.
template<typename Character, std::size_t size>
class Kept<Character[size]>
{
public:
    explicit Kept(const Character (&text)[size]) { std::copy_n(text, size, m_text); }
    bool isAlive() const { return true; }
    auto &argument() { return m_text; }

private:
    std::remove_const_t<Character> m_text[size];
};

//! How \a Argument, as a signal or a caller has it, is kept.
template<typename Argument>
using KeptAs = Kept<std::conditional_t<std::is_array_v<std::remove_reference_t<Argument>>,
                                       std::remove_reference_t<Argument>, std::decay_t<Argument>>>;

//! Becomes an Outlives<Type>, and no Type *: tells which of the two a slot takes.
template<typename Type>
struct OutlivesProbe
{
    operator Outlives<Type>() const;
};

//! \a Argument as it stands, but a probe where it is the one at \a index.
template<std::size_t index, std::size_t probed, typename Argument>
using Probed = std::conditional_t<index == probed, OutlivesProbe<std::remove_pointer_t<std::decay_t<Argument>>>,
                                  std::remove_reference_t<Argument> &>;

//! Whether \a Slot takes the argument at \a probed as an Outlives<Type>.
template<typename Slot, typename Context, std::size_t probed, typename... Arguments, std::size_t... indices>
constexpr bool takesOutlives(std::index_sequence<indices...>)
{
    return isTaken<Slot, Context, Probed<indices, probed, Arguments>...>();
}

//! How the argument at \a index is kept for \a Slot.
template<typename Slot, typename Context, std::size_t index, typename... Arguments>
auto keptFor()
{
    using Argument = std::tuple_element_t<index, std::tuple<Arguments...>>;
    using Value = std::decay_t<Argument>;
    if constexpr (std::is_pointer_v<Value> && !std::is_convertible_v<Value, const QObject *>) {
        if constexpr (takesOutlives<Slot, Context, index, Arguments...>(std::index_sequence_for<Arguments...>()))
            return std::type_identity<Kept<Outlives<std::remove_pointer_t<Value>>>>();
        else
            return std::type_identity<KeptAs<Argument>>();
    } else {
        return std::type_identity<KeptAs<Argument>>();
    }
}

//! Keeps \a arguments for a call of \a Slot.
template<typename Slot, typename Context, typename... Arguments>
auto keep(Arguments &...arguments)
{
    return [&]<std::size_t... indices>(std::index_sequence<indices...>) {
        return std::tuple<typename decltype(keptFor<Slot, Context, indices, Arguments...>())::type...>(
            typename decltype(keptFor<Slot, Context, indices, Arguments...>())::type(arguments)...);
    }(std::index_sequence_for<Arguments...>());
}

//! Calls \a function with what was kept, and says whether it did: not where an argument has died.
template<typename Function, typename... Arguments>
bool callKept(Function &&function, std::tuple<Arguments...> &kept)
{
    const bool isAlive = std::apply([](const auto &...each) { return (each.isAlive() && ...); }, kept);
    if (isAlive)
        std::apply([&](auto &...each) { function(each.argument()...); }, kept);
    return isAlive;
}

} // namespace QtLogin::GuardedCall
