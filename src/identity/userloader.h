// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "identity/user.h"

#include <functional>
#include <type_traits>

namespace QtLogin {

//! Finds users by their id.
//!
//! There are four answers: the *user*; *no such user* (Error::Kind::Absent), which ends the
//! session and the remembered login; *the token by which users are loaded is no longer good*
//! (Error::Kind::WrongCredentials), which locks the session, and ends a remembered login that would come back; and
//! *could not ask* (every other error, and an exception), which ends nothing and opens nothing. Called in the manager's thread, and must not block it:
//! answer later through the future if asking takes time. \since 0.1
class QTLOGIN_CORE_EXPORT UserLoader
{
public:
    virtual ~UserLoader();

    [[nodiscard]] virtual QFuture<Result<UserPtr>> load(const QString &id) = 0;

    //! A loader from anything callable with an id that returns a UserPtr (null: no such user), a
    //! Result<UserPtr>, or a QFuture<Result<UserPtr>>.
    template<typename Function>
    [[nodiscard]] static std::shared_ptr<UserLoader> from(Function function);

private:
    using Asynchronous = std::function<QFuture<Result<UserPtr>>(const QString &)>;
    static std::shared_ptr<UserLoader> fromAsynchronous(Asynchronous function);
};

template<typename Function>
std::shared_ptr<UserLoader> UserLoader::from(Function function)
{
    using Returned = std::invoke_result_t<Function &, const QString &>;
    if constexpr (std::is_convertible_v<Returned, QFuture<Result<UserPtr>>>) {
        return fromAsynchronous(std::move(function));
    } else if constexpr (std::is_same_v<Returned, Result<UserPtr>>) {
        return fromAsynchronous([function = std::move(function)](const QString &id) mutable {
            return readyFuture<Result<UserPtr>>(function(id));
        });
    } else {
        static_assert(std::is_convertible_v<Returned, UserPtr>,
                      "A user loader returns a UserPtr, a Result<UserPtr> or a QFuture<Result<UserPtr>>");
        return fromAsynchronous([function = std::move(function)](const QString &id) mutable {
            const UserPtr user = function(id);
            return readyFuture(user ? Result<UserPtr>(user) : Result<UserPtr>(Error::Kind::Absent));
        });
    }
}

} // namespace QtLogin
