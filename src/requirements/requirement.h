// SPDX-License-Identifier: MIT
#pragma once

#include "identity/user.h"
#include "requirements/access.h"

#include <QtCore/qstringlist.h>

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace QtLogin {

//! A condition on the session that must hold before something may be seen or done: a small value.
//!
//! ```cpp
//! const auto billing = Requirement::freshLogin(2min) && Requirement::scope(u"billing"_s);
//! const auto pages = Requirement::anyScope({u"author"_s, u"editor"_s}) && !Requirement::scope(u"suspended"_s);
//! const auto help = Requirement::guestOnly() || Requirement::scope(u"support"_s);
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
    //! As login(), and the user has one of these scopes at least. Without a name it is never met.
    static Requirement anyScope(const QStringList &names);
    //! As login(), and \a predicate says yes. The \a name is for logs and messages.
    static Requirement predicate(const QString &name, Predicate predicate);

    //! The same, and a dialog of ViewGuard::open() also hides when the login is no longer fresh enough, until
    //! that has been proved again. Without it such a dialog stays, and what has an effect in it asks. Says
    //! nothing to views, and changes nothing where no fresh login is needed.
    Requirement whileOpen() const;
    //! The same, and where the user is asked because of it, the prompt says \a message: "To delete all notes, please
    //! enter your password." The place of a closed view says it as well, and one of guestOnly() says why it refuses. It
    //! changes nothing else: equal requirements may have different messages. Of two that are joined, the first one's
    //! counts, if it has one.
    Requirement withMessage(const QString &message) const;

    //! Both.
    friend QTLOGIN_CORE_EXPORT Requirement operator&&(const Requirement &a, const Requirement &b);
    //! Either. Where neither is met, check() gives the answer that is nearest to Allowed: FreshLoginRequired, Locked,
    //! Pending, LoginRequired, GuestOnly, Forbidden. One of more than 64 alternatives is never met, and says so.
    friend QTLOGIN_CORE_EXPORT Requirement operator||(const Requirement &a, const Requirement &b);
    //! As login(), and the scopes and predicates of this do not hold. A predicate that throws denies here too. All
    //! else has no opposite: that of login(), freshLogin(), guestOnly() and anyone() is never met, and the log says so.
    Requirement operator!() const;
    friend QTLOGIN_CORE_EXPORT bool operator==(const Requirement &a, const Requirement &b);

    //! No session can meet it: default constructed, contradictory, or with a negative limit.
    bool isImpossible() const { return m_needs & Never; }
    //! Always met: anyone().
    bool isForAnyone() const { return m_needs == 0 && !m_conditions && !m_alternatives; }
    //! Of the requirements that || has joined, whether each needs it …
    bool needsLogin() const { return m_needs & Login; }
    bool needsGuest() const { return m_needs & Guest; }
    //! … and whether one of them does.
    bool needsFreshLogin() const { return m_needs & FreshLogin; }
    bool needsFreshLoginWhileOpen() const { return m_needs & WhileOpen; }
    //! Whether this is login() and nothing more: what most checks ask.
    bool isJustLogin() const { return m_needs == Login && !m_conditions && !m_alternatives; }
    //! Whether there is more to ask of a user than being there: scopes or predicates.
    bool hasConditions() const;
    bool hasPredicates() const;
    //! How recent the login must be; zero where the policy alone decides, and where there are alternatives.
    std::chrono::seconds within() const { return m_within; }
    //! The scopes that are needed in any case, sorted.
    QStringList scopes() const;
    //! The requirements that || has joined, of which one is to be met; else this alone. As long as this lives.
    std::span<const Requirement> alternatives() const;
    bool hasAlternatives() const { return m_alternatives != nullptr; }
    //! Whether the scopes of \a user are right and all predicates say yes, of one alternative. Exceptions are a no.
    bool conditionsHoldFor(const User &user) const;
    //! The same with \a scopes that were taken from \a user earlier.
    bool conditionsHoldFor(const User &user, const Scopes &scopes) const;
    //! The same for a thread that has no user object: predicates are a no.
    bool conditionsHoldFor(const Scopes &scopes) const;
    QString message() const { return m_message; } //!< Empty: the prompt uses its own words.
    //! For logs: "login", "fresh:300 scope:admin", "any-scope:author,editor !scope:suspended", "guest | scope:support".
    QString toString() const;

private:
    enum Need : quint8 { Never = 1, Login = 2, FreshLogin = 4, Guest = 8, WhileOpen = 16 };
    struct Condition;
    using Conditions = std::vector<Condition>;

    static Requirement onCondition(const Condition &condition);
    Requirement saying(const Requirement &first, const Requirement &second) const;
    static Requirement both(const Requirement &a, const Requirement &b);
    static Requirement oneOf(const std::vector<Requirement> &alternatives);
    bool isOnlyConditions() const;
    Requirement opposite() const;
    bool conditionsHold(const User *user, const Scopes &scopes) const;

    std::shared_ptr<const Conditions> m_conditions; // sorted, all of which must hold; null: none
    std::shared_ptr<const std::vector<Requirement>> m_alternatives; // without alternatives of their own; null: none
    QString m_message;
    std::chrono::seconds m_within {0};
    quint8 m_needs = Never;
};

} // namespace QtLogin

Q_DECLARE_METATYPE(QtLogin::Requirement)
