// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"

#include <QtCore/qobject.h>

#include <coroutine>
#include <type_traits>

namespace QtLogin {

//! Lets a coroutine of any library `co_await` an answer of QtLogin: it goes on in the same thread, at once where the
//! answer is there and else from the event loop, with a Result, as whenDone() gives it. A coroutine that is destroyed
//! while it waits is not resumed. \since 0.1
template<typename T>
class ResultAwaiter
{
public:
    explicit ResultAwaiter(QFuture<Result<T>> future) : m_future(std::move(future)) { }

    bool await_ready() const { return !m_future.isValid() || m_future.isFinished(); }
    void await_suspend(std::coroutine_handle<> waiting)
    {
        m_context = std::make_unique<QObject>();
        Private::whenFinished(QFuture<void>(m_future), m_context.get(), [waiting] { waiting.resume(); });
    }
    Result<T> await_resume() { return resultOf(m_future); }

private:
    QFuture<Result<T>> m_future;
    std::unique_ptr<QObject> m_context; // without it nothing is resumed
};

template<typename T>
[[nodiscard]] ResultAwaiter<T> operator co_await(QFuture<Result<T>> future)
{
    return ResultAwaiter<T>(std::move(future));
}

//! A coroutine of an object: it begins at once, nothing waits for it, and it ends with the object.
//!
//! ```cpp
//! QtLogin::Coroutine Window::logIn(QString name, QtLogin::SecretPtr password)
//! {
//!     const auto done = co_await m_login.logIn(QtLogin::Credentials::password(name, password));
//!     m_status->setText(done ? tr("Welcome!") : done.error().message());
//! }
//! ```
//!
//! The object is *this, or in a function that is no member the first parameter that is a QObject or a pointer to one;
//! the coroutine runs in its thread. When the object is destroyed, the coroutine is destroyed where it waits: what
//! comes after that `co_await` never runs, and cannot touch what has gone. Take parameters by value, for a reference
//! may have gone by then. An exception that leaves it is quoted in the log. \since 0.1
class QTLOGIN_CORE_EXPORT Coroutine
{
public:
    class QTLOGIN_CORE_EXPORT promise_type
    {
    public:
        template<typename... Parameters>
        explicit promise_type(const Parameters &...parameters) : promise_type(Of {objectAmong(parameters...)})
        {
        }
        promise_type(const promise_type &) = delete;

        Coroutine get_return_object() const { return {}; }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const { }
        void unhandled_exception() const;

        template<typename T>
        auto await_transform(QFuture<Result<T>> future)
        {
            return Stop<T>(*this, std::move(future));
        }

    private:
        struct Of
        {
            const QObject *object;
        };
        template<typename T>
        class Stop;

        explicit promise_type(Of of);
        void end();

        template<typename First, typename... Others>
        static const QObject *objectAmong(const First &first, const Others &...others)
        {
            if constexpr (std::is_base_of_v<QObject, First>)
                return &first;
            else if constexpr (std::is_convertible_v<First, const QObject *>)
                return first;
            else
                return objectAmong(others...);
        }
        template<typename... None>
        static const QObject *objectAmong(const None &...)
        {
            static_assert(sizeof...(None) > 0, "A Coroutine needs an object to end with: make it a member function of a "
                                               "QObject, or give it one as a parameter");
            return nullptr;
        }

        QObject m_watch; // of the death of the object
        bool m_isWaiting = false;
        bool m_isOver = false; // the object has died while the coroutine ran
    };
};

// A stop at which the death of the object is noticed.
template<typename T>
class Coroutine::promise_type::Stop
{
public:
    Stop(promise_type &promise, QFuture<Result<T>> future) : m_promise(promise), m_awaiter(std::move(future)) { }

    bool await_ready() const { return !m_promise.m_isOver && m_awaiter.await_ready(); }
    void await_suspend(std::coroutine_handle<promise_type> waiting)
    {
        if (m_promise.m_isOver)
            return waiting.destroy(); // and this with it
        m_promise.m_isWaiting = true;
        m_awaiter.await_suspend(waiting);
    }
    Result<T> await_resume()
    {
        m_promise.m_isWaiting = false;
        return m_awaiter.await_resume();
    }

private:
    promise_type &m_promise;
    ResultAwaiter<T> m_awaiter;
};

} // namespace QtLogin
