// SPDX-License-Identifier: MIT
#pragma once

#include "identity/usersnapshot.h"
#include "requirements/requirement.h"

#include <memory>

namespace QtLogin {

class SharedSession;

//! A session as worker threads see it: taken in the manager's thread, asked from any.
//!
//! A lease dies with its login: logging out, another user and the end of the manager revoke it for
//! good. Ask again right before a worker commits what it did. \since 0.1
class QTLOGIN_CORE_EXPORT SessionLease
{
public:
    SessionLease(); //!< A lease on nothing; not alive.
    SessionLease(const SessionLease &);
    SessionLease(SessionLease &&) noexcept;
    SessionLease &operator=(const SessionLease &);
    SessionLease &operator=(SessionLease &&) noexcept;
    ~SessionLease();

    //! Whether the login under which this lease was taken still stands, locked or not.
    [[nodiscard]] bool isAlive() const;

    //! As LoginManager::check(), for this login. Predicates are functions of the manager's thread
    //! and are not run: a requirement that has one is Forbidden here.
    [[nodiscard]] Access check(const Requirement &requirement) const;

    //! The user at the moment the lease was taken.
    [[nodiscard]] UserSnapshot user() const;

private:
    friend class Session;
    SessionLease(std::shared_ptr<SharedSession> session, quint64 epoch, UserSnapshot user);

    std::shared_ptr<SharedSession> m_session;
    quint64 m_epoch = 0;
    UserSnapshot m_user;
};

} // namespace QtLogin
