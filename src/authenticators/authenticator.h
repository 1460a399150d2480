// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/credentials.h"
#include "foundation/futures.h"

#include <QtCore/qlist.h>

#include <functional>

namespace QtLogin {

//! Decides whether credentials are right.
//!
//! Answers a Proof, a NextStep, or an error. Unknown users, disabled users and wrong passwords are
//! all WrongCredentials, with the same sentence and the same work; Throttled carries retryAfter;
//! every other error means "could not tell" and counts against no user. After Unavailable, TimedOut and Throttled the
//! same step may be answered again, unless it is taken elsewhere; after any other error a login begins anew. Called in
//! the manager's thread and must not block it. \since 0.1
class QTLOGIN_CORE_EXPORT Authenticator
{
public:
    virtual ~Authenticator();

    //! Where the answer is known at once: `return Proof {.userId = id};`, and for an error
    //! `return readyFuture<Result<Authentication>>(Error::Kind::WrongCredentials);`. Else the future of an Answer.
    [[nodiscard]] virtual QFuture<Result<Authentication>> authenticate(const Credentials &credentials) = 0;

    //! The ways in which users can log in, the one to offer first at the front; Password unless overridden. Credentials
    //! of other ways are never offered to authenticate().
    [[nodiscard]] virtual QList<LoginWay> ways() const;
    //! Those in which the user \a userId can prove themselves again; ways() unless overridden.
    [[nodiscard]] virtual QList<LoginWay> waysFor(const QString &userId) const;

    //! No user will answer the step \a handle any more, or waits for the answer that authenticate() still owes for it:
    //! the place to end what it needs, such as a wait for the browser. Does nothing unless overridden, and where there
    //! is no such step.
    virtual void giveUp(const QByteArray &handle);

    //! The session is that of the user \a id from now on, or they have proved again who they are. Does nothing unless
    //! overridden.
    virtual void sessionBegan(const QString &id);
    //! The session of the user \a id has ended, for whatever reason, or has not begun although a Proof or a remembered
    //! login said so: the place to drop what was kept for it, such as the tokens of a server. Views are closed by then.
    //! Does nothing unless overridden.
    virtual void sessionEnded(const QString &id);

    //! An authenticator from anything callable with Credentials that returns a Proof, a NextStep or an Authentication, a
    //! Result of a Proof or an Authentication, or a QFuture of such a Result.
    template<typename Function>
    [[nodiscard]] static std::shared_ptr<Authenticator> from(Function function);

private:
    using Answered = QFuture<Result<Authentication>>;
    static Answered answered(const Answered &future) { return future; }
    static Answered answered(const QFuture<Result<Proof>> &future);
    static Answered answered(const Result<Authentication> &result);
    static Answered answered(const Result<Proof> &result);
    static Answered answered(const Authentication &authentication);
    static Answered answered(const Proof &proof);
    static Answered answered(const NextStep &step);
    static std::shared_ptr<Authenticator> fromAsynchronous(std::function<Answered(const Credentials &)> function);
};

template<typename Function>
std::shared_ptr<Authenticator> Authenticator::from(Function function)
{
    static_assert(requires(Function &f, const Credentials &credentials) { answered(f(credentials)); },
                  "An authenticator takes const Credentials &, and returns a Proof, a NextStep or an Authentication, a "
                  "Result of a Proof or an Authentication, or a QFuture of such a Result");
    return fromAsynchronous([function = std::move(function)](const Credentials &credentials) mutable {
        return answered(function(credentials));
    });
}

} // namespace QtLogin
