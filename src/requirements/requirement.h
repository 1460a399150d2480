// SPDX-License-Identifier: MIT
#pragma once

#include "identity/user.h"
#include "requirements/access.h"

#include <QtCore/qstringlist.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace QtLogin {

//! A condition on the session that must hold before something may be seen or done: a small value.
//!
//! ```cpp
//! const auto billing = Requirement::freshLogin(2min) && Requirement::scope(u"billing"_s);
//! ```
//!
//! A default constructed requirement is never met: forgetting to say what is needed opens nothing.
//! \since 0.1
class QTLOGIN_CORE_EXPORT Requirement
{
public:
    //! A question to the user object. It must be quick; a predicate that throws denies.
    using Predicate = std::function<bool(const User &)>;

    Requirement() = default; //!< Never met.

    //! Met by everybody, also while no user is logged in.
    static Requirement anyone();
    //! A user is logged in, active, and the session is not locked.
    static Requirement login();
    //! As login(), and they have proved it in this process, no longer ago than \a within and than
    //! the policy's freshLifetime, whichever is shorter. Zero is no limit from this side; a
    //! negative one is a mistake and is never met; one of over a hundred years is a hundred years.
    static Requirement freshLogin(std::chrono::seconds within = std::chrono::seconds(0));
    //! No user is logged in. Not the opposite of login(): a locked session meets neither.
    static Requirement guestOnly();
    //! As login(), and the user has this scope; where not, asking for a login would not help.
    static Requirement scope(const QString &name);
    //! As login(), and \a predicate says yes. The \a name is for logs and messages.
    static Requirement predicate(const QString &name, Predicate predicate);

    //! The same, and a dialog of ViewGuard::open() also hides when the login is no longer fresh enough, until
    //! that has been proved again. Without it such a dialog stays, and what has an effect in it asks. Says
    //! nothing to views, and changes nothing where no fresh login is needed.
    Requirement whileOpen() const;

    //! Both.
    friend QTLOGIN_CORE_EXPORT Requirement operator&&(const Requirement &a, const Requirement &b);
    friend QTLOGIN_CORE_EXPORT bool operator==(const Requirement &a, const Requirement &b);

    //! No session can meet it: default constructed, contradictory, or with a negative limit.
    bool isImpossible() const { return m_needs & Never; }
    bool needsLogin() const { return m_needs & Login; }
    bool needsFreshLogin() const { return m_needs & FreshLogin; }
    bool needsFreshLoginWhileOpen() const { return m_needs & WhileOpen; }
    bool needsGuest() const { return m_needs & Guest; }
    //! Whether this is login() and nothing more: what most checks ask.
    bool isJustLogin() const { return m_needs == Login && !m_conditions; }
    //! Whether there is more to ask of a user than being there: scopes or predicates.
    bool hasConditions() const { return m_conditions != nullptr; }
    bool hasPredicates() const;
    //! How recent the login must be; zero where the policy alone decides.
    std::chrono::seconds within() const { return m_within; }
    //! The scopes, sorted.
    QStringList scopes() const;
    //! Whether \a user has all scopes and passes all predicates. Exceptions are a no.
    bool conditionsHoldFor(const User &user) const;
    //! The same with \a scopes that were taken from \a user earlier.
    bool conditionsHoldFor(const User &user, const Scopes &scopes) const;
    //! For logs: "login", "fresh:300 scope:admin", "fresh-open".
    QString toString() const;

private:
    enum Need : quint8 { Never = 1, Login = 2, FreshLogin = 4, Guest = 8, WhileOpen = 16 };
    struct Conditions;
    std::shared_ptr<const Conditions> m_conditions;
    std::chrono::seconds m_within {0};
    quint8 m_needs = Never;
};

} // namespace QtLogin

Q_DECLARE_METATYPE(QtLogin::Requirement)
