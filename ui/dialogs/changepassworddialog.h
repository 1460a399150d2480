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
    void change(const SecretPtr &current);
    void onChanged(const Result<Proof> &result);
    void adopt();
    void fail(const Error &error);

    QPointer<LoginManager> m_login;
    UserPtr m_user;
    ChangePasswordForm *m_form;
    SecretPtr m_wanted; //!< While an answer is awaited.
    SecretPtr m_asPasted; //!< The current one with the line ends that were cut; tried after the other.
};

} // namespace QtLogin
