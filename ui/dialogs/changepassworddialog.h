// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/formdialog.h"
#include "session/loginmanager.h"

namespace QtLogin {

class ChangePasswordForm;

//! Lets the person who is in change their password, through the manager's account editor.
//!
//! Accepted once it is changed: their other sessions and remembered logins have ended, this session
//! goes on and is fresh. It goes away by itself when they are no longer in, or the session is locked.
//! \since 0.1
class QTLOGIN_WIDGETS_EXPORT ChangePasswordDialog : public FormDialog
{
    Q_OBJECT
public:
    explicit ChangePasswordDialog(LoginManager *login, QWidget *parent = nullptr);
    ~ChangePasswordDialog() override;

protected:
    void submit() override;
    void wipe() override;
    void focusFirstField() override;
    void retranslate() override;

private:
    void fail(const Error &error);
    void adopt(const SecretPtr &replacement);

    QPointer<LoginManager> m_login;
    UserPtr m_user;
    ChangePasswordForm *m_form;
};

} // namespace QtLogin
