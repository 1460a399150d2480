// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"
#include "authenticators/loginprompt.h"
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
//! application hides is dismissed as well, unless it is there again in the next event. \since 0.1
class QTLOGIN_WIDGETS_EXPORT LoginDialogPrompt : public LoginPrompt
{
public:
    //! Dialogs are modal to \a window, which is not owned. Null: to the window of what needs the login, for
    //! applications with several windows; where that is not known, they stand by themselves.
    explicit LoginDialogPrompt(QWidget *window = nullptr);
    ~LoginDialogPrompt() override;

    //! Lets people create accounts from the login dialog. Null, as at first: they cannot.
    void setAccountEditor(std::shared_ptr<AccountEditor> editor);

    [[nodiscard]] QFuture<Result<void>> ask(const LoginRequest &request) override;
    void cancel() override;

private:
    ProofDialog *createDialog(const LoginRequest &request) const;
    QWidget *windowFor(const LoginRequest &request) const;

    const bool m_hasWindow;
    QPointer<QWidget> m_window;
    QPointer<ProofDialog> m_dialog;
    std::shared_ptr<AccountEditor> m_editor;
};

} // namespace QtLogin
