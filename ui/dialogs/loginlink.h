// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qpointer.h>

#include <functional>
#include <type_traits>

namespace QtLogin {

class LoginDialog;

//! A link of a LoginDialog, by which the application helps users who have forgotten their password, or have no account.
//!
//! ```cpp
//! auto prompt = std::make_shared<LoginDialogPrompt>(&window);
//! prompt->setForgotPasswordLink(&window, &Window::helpWithPassword); // void helpWithPassword(LoginDialog *dialog)
//! prompt->setCreateAccountLink(&window, [](LoginDialog *dialog) { (new SignUpWizard(dialog))->open(); });
//! ```
//! The dialog stays, and the request stays open, until the application says otherwise: see LoginDialog::setUserName(),
//! LoginDialog::logIn() and QDialog::reject(). Windows of the application that are to be used meanwhile need the dialog
//! as their parent, for it is modal. \since 0.1
class LoginLink
{
public:
    //! Null: there is no such link.
    LoginLink() = default;

    //! Calls \a act, which may be a function, a lambda or a member function of \a context, with the dialog if it takes
    //! one. Null once \a context has gone.
    template<typename Context, typename Act>
    LoginLink(Context *context, Act act) : m_context(context)
    {
        if constexpr (std::is_invocable_v<Act &, LoginDialog *>)
            m_act = std::move(act);
        else if constexpr (std::is_invocable_v<Act &>)
            m_act = [act = std::move(act)](LoginDialog *) mutable { std::invoke(act); };
        else if constexpr (std::is_invocable_v<Act &, Context *, LoginDialog *>)
            m_act = [act, context](LoginDialog *dialog) { std::invoke(act, context, dialog); };
        else if constexpr (std::is_invocable_v<Act &, Context *>)
            m_act = [act, context](LoginDialog *) { std::invoke(act, context); };
        else
            static_assert(std::is_void_v<Act>, "A link calls a function without arguments, or with a LoginDialog *");
    }

    bool isNull() const { return !m_act || !m_context; }
    QObject *context() const { return m_context; } //!< Null where isNull().

    //! Does it for \a dialog, which may be gone afterwards. Nothing where isNull().
    void follow(LoginDialog *dialog) const
    {
        const auto act = isNull() ? nullptr : m_act; // which may delete this
        if (act)
            act(dialog);
    }

private:
    QPointer<QObject> m_context;
    std::function<void(LoginDialog *)> m_act;
};

} // namespace QtLogin
