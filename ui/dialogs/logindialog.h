// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"
#include "dialogs/proofdialog.h"

#include <QtCore/qproperty.h>

namespace QtLogin {

class LoginForm;

//! Asks the person at the screen to log in.
//!
//! ```cpp
//! auto *dialog = new LoginDialog(request, &window);
//! dialog->setAttribute(Qt::WA_DeleteOnClose);
//! dialog->open();
//! ```
//! LoginDialogPrompt does this for a LoginManager. \since 0.1
class QTLOGIN_WIDGETS_EXPORT LoginDialog : public ProofDialog
{
    Q_OBJECT
public:
    explicit LoginDialog(const LoginRequest &request, QWidget *parent = nullptr);
    ~LoginDialog() override;

    //! Lets people create an account for themselves, and logs them in with it. Null, as at first:
    //! they cannot.
    void setAccountEditor(std::shared_ptr<AccountEditor> editor);

protected:
    QString userName() const override;
    LoginOptions options() const override;
    Sentence wrongPassword(const Error &error) const override;
    void retranslate() override;

private:
    void followRememberAvailability();
    void createAccount();

    LoginForm *m_form;
    std::shared_ptr<AccountEditor> m_editor;
    QPropertyNotifier m_availability;
};

} // namespace QtLogin
