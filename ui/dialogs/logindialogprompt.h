// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"
#include "authenticators/loginprompt.h"
#include "dialogs/loginlink.h"
#include "forms/keepsignedin.h"
#include "qtloginwidgetsexport.h"

#include <QtCore/qpointer.h>

class QWidget;

namespace QtLogin {

class ProofDialog;

//! Asks in a dialog over a window: the prompt of most applications.
//!
//! ```cpp
//! login.setLoginPrompt(std::make_shared<QtLogin::LoginDialogPrompt>(&window));
//! ```
//!
//! Once the window that it was given has gone, no user can be asked, and every answer is Cancelled. A dialog that the
//! application hides is dismissed as well, unless it is there again in the next event. A dialog comes to the front with
//! its window when one more call waits for it, such as one in another window. \since 0.1
class QTLOGIN_WIDGETS_EXPORT LoginDialogPrompt : public LoginPrompt
{
public:
    //! Dialogs are modal to \a window, which is not owned, or to the lock screen that stands in its place. Null: to the
    //! window of what needs the login, for applications with several windows; where that is not known, they stand by
    //! themselves.
    explicit LoginDialogPrompt(QWidget *window = nullptr);
    ~LoginDialogPrompt() override;

    // These hold for the login dialogs that open from now on.

    //! Whether there is a tick box "Keep me signed in", and how it begins; Offered at first.
    KeepSignedIn keepSignedIn() const { return m_keepSignedIn; }
    void setKeepSignedIn(KeepSignedIn keep) { m_keepSignedIn = keep; }

    //! Lets people create accounts from the login dialog, and logs them in. Null, as at first: they cannot.
    std::shared_ptr<AccountEditor> accountEditor() const { return m_editor; }
    void setAccountEditor(std::shared_ptr<AccountEditor> editor);

    //! Lets the link "Create account…" call \a act, see LoginLink, instead of opening a dialog for the account editor.
    //! The request stays open meanwhile: once the account exists, LoginDialog::logIn() or the manager's
    //! logInVerified() logs its owner in, and what they wanted happens. Null, as at first: the editor's dialog.
    template<typename Context, typename Act>
    void setCreateAccountLink(Context *context, Act act) { setCreateAccountLink(LoginLink(context, std::move(act))); }
    void setCreateAccountLink(const LoginLink &link) { m_createAccount = link; }
    LoginLink createAccountLink() const { return m_createAccount; }

    //! Shows the link "Forgot your password?", which calls \a act, see LoginLink. The request stays open meanwhile.
    //! Null, as at first: there is no such link.
    template<typename Context, typename Act>
    void setForgotPasswordLink(Context *context, Act act) { setForgotPasswordLink(LoginLink(context, std::move(act))); }
    void setForgotPasswordLink(const LoginLink &link) { m_forgotPassword = link; }
    LoginLink forgotPasswordLink() const { return m_forgotPassword; }

    [[nodiscard]] QFuture<Result<void>> ask(const LoginRequest &request) override;
    void cancel() override;
    void askedAgain() override;
    void messageChanged() override;

private:
    ProofDialog *createDialog(const LoginRequest &request) const;
    QWidget *windowFor(const LoginRequest &request) const;

    const bool m_hasWindow;
    QPointer<QWidget> m_window;
    QPointer<ProofDialog> m_dialog;
    KeepSignedIn m_keepSignedIn = KeepSignedIn::Offered;
    std::shared_ptr<AccountEditor> m_editor;
    LoginLink m_createAccount;
    LoginLink m_forgotPassword;
};

} // namespace QtLogin
