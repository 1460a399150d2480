// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include <QtCore/qpointer.h>

#include <functional>
#include <tuple>

namespace QtLogin {

//! Nothing happens without a login: the check stands at the effect, not at the look.
//!
//! ```cpp
//! Guard guard(&login);
//! guard.connect(deleteAction, &QAction::triggered, Requirement::freshLogin(), journal, &Journal::deleteAll);
//! ```
//!
//! Where the requirement is met, the slot runs at once. Where a login, a fresh login or an unlock
//! would help, the person is asked, and then the slot runs once, with copies of the arguments,
//! provided that it is still the user who asked (or, where nobody was in, whoever then logged in),
//! that \a context is alive, and that the requirement is met at that moment. Cancelling, logging
//! out and switching users drop it. While one is being asked, the last emission counts.
//! A guard whose manager has died denies everything. \since 0.1
class QTLOGIN_CORE_EXPORT Guard : public QObject
{
    Q_OBJECT
public:
    //! What to do with a call that comes while the requirement is not met.
    enum class Denied {
        Ask, //!< Ask the person where that helps.
        Drop, //!< Say nothing: for signals that no person causes.
    };
    Q_ENUM(Denied)

    explicit Guard(LoginManager *login, QObject *parent = nullptr);
    ~Guard() override;

    LoginManager *login() const;
    //! LoginManager::check(); never Allowed once the manager has died.
    [[nodiscard]] Access check(const Requirement &requirement) const;

    //! QObject::connect() with a \a requirement in the middle. \a slot is a member function of
    //! \a context or anything callable; it may take fewer arguments than the signal has.
    template<typename Sender, typename Signal, typename Context, typename Slot>
    QMetaObject::Connection connect(const Sender *sender, Signal signal, const Requirement &requirement,
                                    Context *context, Slot slot, Denied denied = Denied::Ask);

    //! Runs \a function, now or once the person has been asked, unless it is dropped.
    template<typename Function>
    void run(const Requirement &requirement, QObject *context, Function function, Denied denied = Denied::Ask);

Q_SIGNALS:
    //! A call was dropped: it cannot be allowed, was not to be asked for, or the person turned away.
    void denied(const QtLogin::Requirement &requirement, QtLogin::Access access);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QtLogin
