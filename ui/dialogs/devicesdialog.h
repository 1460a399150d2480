// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/formdialog.h"
#include "forms/sentence.h"
#include "session/loginmanager.h"

namespace QtLogin {

class DeviceList;

//! Lists where the user who is logged in is remembered, see RememberedLogin::devices(), and ends the remembered logins
//! that they no longer want: one of them, or all but this one.
//!
//! ```cpp
//! guard.open<DevicesDialog>(Requirement::login(), &window, &login);
//! ```
//! Ending another one than this needs a fresh login, and asks for it by LoginManager::require(): a user who sits at an
//! unattended screen can so end nothing but what is there (OWASP ASVS 5.0, 7.5.2). Other verbs that remember or forget
//! are followed while it is open. It goes away by itself when they are no longer in, or the session is locked. Any slot
//! may delete it. \since 0.1
class QTLOGIN_WIDGETS_EXPORT DevicesDialog : public FormDialog
{
    Q_OBJECT
public:
    //! The \a login is not owned, and may go first.
    explicit DevicesDialog(LoginManager *login, QWidget *parent = nullptr);
    ~DevicesDialog() override;

protected:
    void submit() override { }
    void wipe() override { }
    int room() const override;
    void focusFirstField() override;
    void retranslate() override;
    void showEvent(QShowEvent *event) override;

private:
    using End = std::function<QFuture<Result<void>>(RememberedLogin &remembered)>;

    void renew();
    void list();
    void onListed(const Result<QList<RememberedLogin::Device>> &devices);
    void forget(const RememberedLogin::Device &device);
    void forgetOthers();
    void confirm(const End &end);
    void act(const End &end);
    void onEnded(const Result<void> &result);

    QPointer<LoginManager> m_login;
    UserPtr m_user;
    DeviceList *m_list;
    Sentence m_failure; //!< Said once the list has come anew.
    bool m_isEnding = false; //!< Or asks for the login that this needs.
    bool m_resumesFocus = false;
};

} // namespace QtLogin
