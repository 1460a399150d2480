// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/error.h"

#include <QtCore/qglobal.h>

#include <type_traits>
#include <utility>
#include <variant>

namespace QtLogin {

//! A value, or the reason why there is none. Spelled like std::expected<T, Error>.
//!
//! Looking at the value of an error, or at the error of a value, is a programming mistake and
//! asserts. \since 0.1
template<typename T>
class [[nodiscard]] Result
{
public:
    using value_type = T;

    Result(T value) : m_data(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_data(std::in_place_index<1>, std::move(error)) { }
    Result(Error::Kind kind) : Result(Error(kind)) { }
    //! Also of what converts to a T: `return Proof {.userId = id};` is a Result<Authentication>.
    template<typename U>
        requires(!std::is_same_v<std::remove_cvref_t<U>, Result> && !std::is_same_v<std::remove_cvref_t<U>, T>
                 && !std::is_convertible_v<U, Error> && std::is_convertible_v<U, T>)
    Result(U &&value) : Result(T(std::forward<U>(value))) { }

    bool has_value() const { return m_data.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T &value() const & { Q_ASSERT(has_value()); return *std::get_if<0>(&m_data); }
    T &value() & { Q_ASSERT(has_value()); return *std::get_if<0>(&m_data); }
    T value() && { Q_ASSERT(has_value()); return std::move(*std::get_if<0>(&m_data)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    T value_or(T other) const { return has_value() ? value() : std::move(other); }

    const Error &error() const { Q_ASSERT(!has_value()); return *std::get_if<1>(&m_data); }
    //! Whether this is an error, and of this \a kind.
    bool failedWith(Error::Kind kind) const { return !has_value() && error().kind() == kind; }

private:
    std::variant<T, Error> m_data;
};

//! Success, or the reason why not.
template<>
class [[nodiscard]] Result<void>
{
public:
    using value_type = void;

    Result() = default;
    Result(Error error) : m_error(std::move(error)) { }
    Result(Error::Kind kind) : Result(Error(kind)) { }

    bool has_value() const { return !m_error; }
    explicit operator bool() const { return has_value(); }
    void value() const { Q_ASSERT(has_value()); }

    const Error &error() const { Q_ASSERT(!has_value()); return *m_error; }
    bool failedWith(Error::Kind kind) const { return m_error && m_error->kind() == kind; }

private:
    std::optional<Error> m_error;
};

} // namespace QtLogin
