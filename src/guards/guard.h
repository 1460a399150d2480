// SPDX-License-Identifier: MIT
#pragma once

#include "guards/keptarguments.h"
#include "session/loginmanager.h"

namespace QtLogin {

//! No guarded call runs without a login: the check stands at the effect, not at the look.
//!
//! ```cpp
//! Guard guard(&login);
//! guard.connect(deleteAction, &QAction::triggered, Requirement::freshLogin(), journal, &Journal::deleteAll);
//! ```
//!
//! Where the requirement is met, the slot runs at once. Where a login, a fresh login or an unlock would help, the user is
//! asked, and then the slot runs once, with copies of the arguments (where a QObject or a row has gone by then, never;
//! other raw pointers do not compile, see outlives()), provided that it is still the user who asked (or, without a user,
//! the one who then logged in), that the context is alive, and that the requirement is met at that moment. Cancelling,
//! locking, logging out and switching users drop it, also where a call before it has done so. A call that is made in a
//! locked session waits for the same user to unlock it; but a call that begins while a lock screen covers its context is
//! dropped (see Gatekeeper::covers()), and so is one that is emitted only because a guard of the same manager closes
//! something, such as by a field that loses the keyboard, or by a dialog that a logout ends.
//!
//! One prompt answers all calls that wait, and they run in the order in which they were made: calls of all guards of one
//! manager, dialogs of ViewGuard::open(), clicks on closed places. From each connection, or line that calls run(), and
//! context, one call waits: the last one, in the place of the first, or at the end where its requirement is another. A
//! call that is forbidden, or needs more, delays no other.
//!
//! Guard, manager and contexts live in one thread; what senders in others sent before the user changed
//! is dropped. A guard whose manager has died denies everything. \since 0.1
class QTLOGIN_CORE_EXPORT Guard : public QObject
{
    Q_OBJECT
public:
    //! The answer to a call that comes while the requirement is not met.
    enum class Denied {
        Ask, //!< Ask the user where that helps.
        Drop, //!< Ask nothing: for signals that no user causes.
    };
    Q_ENUM(Denied)

    explicit Guard(LoginManager *login, QObject *parent = nullptr);
    ~Guard() override;

    LoginManager *login() const; //!< Null once it has died.
    //! LoginManager::check(); never Allowed once the manager has died.
    [[nodiscard]] Access check(const Requirement &requirement) const;

    //! QObject::connect() with a \a requirement in the middle. \a slot is a member function of
    //! \a context or anything callable; it may take fewer arguments than the signal has.
    template<typename Sender, typename Signal, typename Context, typename Slot>
    QMetaObject::Connection connect(const Sender *sender, Signal signal, const Requirement &requirement,
                                    Context *context, Slot slot, Denied denied = Denied::Ask);

    //! Runs \a function, now or once the user has been asked, unless it is dropped.
    template<typename Context, typename Function>
    void run(const Requirement &requirement, Context *context, Function function, Denied denied = Denied::Ask,
             quintptr place = GuardedCall::callingPlace());

Q_SIGNALS:
    //! A call was dropped: it cannot be allowed, the user was not to be asked, or has cancelled.
    void denied(const QtLogin::Requirement &requirement, QtLogin::Access access);

protected:
    //! While it is held, the calls that reach any guard of the manager come from something that closes. May be null.
    [[nodiscard]] std::shared_ptr<const void> closing() const;
    //! This guards \a object. Where \a object outlives a guard that dies before the event loop runs, the log says so.
    void noteGuarded(QObject *object);
    void askAgain() const; //!< A call that waits has come once more: what asks the user for it comes to the front.

private:
    struct Origin // of a call; while the user is asked, the last one from each counts
    {
        QObject *context;
        quintptr place;
        bool posted = false; // by another thread, so it may come late
    };
    template<typename Slot, typename Context, typename... Arguments>
    void attempt(const Origin &origin, const Requirement &requirement, Denied denied, Context *context,
                 const std::shared_ptr<Slot> &slot, Arguments &...arguments);
    quintptr nextConnection();
    bool accepts(const Origin &origin) const;
    std::optional<Access> judge(const Origin &origin, const Requirement &requirement);
    void turnAway(const Origin &origin, const Requirement &requirement, Access access, Denied denied,
                  std::function<bool()> callLater);
    class Continuation;
    void settle(const std::shared_ptr<Continuation> &continuation, bool allowed);

    class Private;
    std::unique_ptr<Private> d;
};

template<typename Sender, typename Signal, typename Context, typename Slot>
QMetaObject::Connection Guard::connect(const Sender *sender, Signal signal, const Requirement &requirement,
                                       Context *context, Slot slot, Denied denied)
{
    const Origin origin {context, nextConnection()};
    if (!accepts(origin))
        return {};
    const auto emission = std::make_shared<GuardedCall::Emission>(thread());
    auto attempt = [
        guard = QPointer<Guard>(this), origin, emission, requirement, denied, context,
        slot = std::make_shared<Slot>(std::move(slot))
    ](auto &&...arguments) -> void requires(GuardedCall::isTaken<Slot, Context, decltype(arguments)...>())
    {
        const bool isPosted = emission->takeIsPosted();
        if (guard)
            guard->attempt({origin.context, origin.place, isPosted}, requirement, denied, context, slot, arguments...);
    };
    if (sender)
        QObject::connect(sender, signal, context, [emission] { emission->note(); }, Qt::DirectConnection);
    return QObject::connect(sender, signal, context, std::move(attempt));
}

template<typename Context, typename Function>
void Guard::run(const Requirement &requirement, Context *context, Function function, Denied denied, quintptr place)
{
    attempt({context, place}, requirement, denied, context, std::make_shared<Function>(std::move(function)));
}

template<typename Slot, typename Context, typename... Arguments>
void Guard::attempt(const Origin &origin, const Requirement &requirement, Denied denied, Context *context,
                    const std::shared_ptr<Slot> &slot, Arguments &...arguments)
{
    if (!accepts(origin))
        return;
    const std::optional<Access> access = judge(origin, requirement);
    if (access == Access::Allowed) // nothing comes in between, and nothing of this guard afterwards
        return GuardedCall::call(*slot, context, arguments...);
    if (!access)
        return;
    auto later = [slot, context, kept = GuardedCall::keep<Slot, Context>(arguments...)]() mutable {
        const auto call = [&](auto &...copied) { GuardedCall::call(*slot, context, copied...); };
        return GuardedCall::callKept(call, kept);
    };
    turnAway(origin, requirement, *access, denied, std::move(later));
}

} // namespace QtLogin
