// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/credentials.h"
#include "foundation/futures.h"

#include <functional>
#include <type_traits>

namespace QtLogin {

//! Decides whether credentials are right.
//!
//! Answers a Proof, a NextStep, or an error. Unknown users, disabled users and wrong passwords are
//! all WrongCredentials, with the same sentence and the same work; Throttled carries retryAfter;
//! every other error means "could not tell" and counts against no user. Called in the manager's
//! thread and must not block it. \since 0.1
class QTLOGIN_CORE_EXPORT Authenticator
{
public:
    virtual ~Authenticator();

    [[nodiscard]] virtual QFuture<Result<Authentication>> authenticate(const Credentials &credentials) = 0;

    //! An authenticator from anything callable with Credentials that returns a Result<Proof>, a
    //! Result<Authentication> or a QFuture<Result<Authentication>>.
    template<typename Function>
    [[nodiscard]] static std::shared_ptr<Authenticator> from(Function function);

private:
    using Asynchronous = std::function<QFuture<Result<Authentication>>(const Credentials &)>;
    static std::shared_ptr<Authenticator> fromAsynchronous(Asynchronous function);
};

template<typename Function>
std::shared_ptr<Authenticator> Authenticator::from(Function function)
{
    using Returned = std::invoke_result_t<Function &, const Credentials &>;
    if constexpr (std::is_convertible_v<Returned, QFuture<Result<Authentication>>>) {
        return fromAsynchronous(std::move(function));
    } else if constexpr (std::is_same_v<Returned, Result<Authentication>>) {
        return fromAsynchronous([function = std::move(function)](const Credentials &credentials) mutable {
            return readyFuture<Result<Authentication>>(function(credentials));
        });
    } else {
        static_assert(std::is_same_v<Returned, Result<Proof>>,
                      "An authenticator returns a Result<Proof>, a Result<Authentication> or a "
                      "QFuture<Result<Authentication>>");
        return fromAsynchronous([function = std::move(function)](const Credentials &credentials) mutable {
            const Result<Proof> proof = function(credentials);
            return readyFuture(proof ? Result<Authentication>(Authentication(*proof))
                                     : Result<Authentication>(proof.error()));
        });
    }
}

} // namespace QtLogin
