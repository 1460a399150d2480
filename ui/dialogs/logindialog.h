// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"
#include "dialogs/loginlink.h"
#include "dialogs/proofdialog.h"
#include "forms/keepsignedin.h"

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
    Q_PROPERTY(QString userName READ userName WRITE setUserName)
    Q_PROPERTY(QtLogin::KeepSignedIn keepSignedIn READ keepSignedIn WRITE setKeepSignedIn)

public:
    explicit LoginDialog(const LoginRequest &request, QWidget *parent = nullptr);
    ~LoginDialog() override;

    //! As typed, without blanks around it.
    QString userName() const override;
    void setUserName(const QString &name);

    //! Whether there is a tick box "Keep me signed in", and how it begins; Offered at first.
    KeepSignedIn keepSignedIn() const;
    void setKeepSignedIn(KeepSignedIn keep);

    //! Lets people create an account for themselves in a dialog of QtLogin's, and logs them in with it. Null, as at
    //! first: they cannot.
    std::shared_ptr<AccountEditor> accountEditor() const { return m_editor; }
    void setAccountEditor(std::shared_ptr<AccountEditor> editor);

    //! The link "Create account…", instead of the account editor's dialog. Null, as at first: that dialog, if there is
    //! an editor.
    LoginLink createAccountLink() const { return m_createAccount; }
    void setCreateAccountLink(const LoginLink &link);
    //! The link "Forgot your password?". Null, as at first: there is no such link.
    LoginLink forgotPasswordLink() const { return m_forgotPassword; }
    void setForgotPasswordLink(const LoginLink &link);

    //! Tries \a credentials as if they had been typed, such as those of an account that a link has created: success
    //! accepts the dialog, an error is said in it. Nothing while it is busy, or is not on the screen.
    void logIn(const Credentials &credentials);

protected:
    LoginOptions options() const override;
    Sentence wrongPassword() const override;
    bool startsByItself() const override; //!< Not before the user could tick the box.
    void retranslate() override;
    void showEvent(QShowEvent *event) override;

private:
    void observeRememberAvailability();
    void followRememberAvailability();
    void watch(const LoginLink &link);
    void showLinks();
    void openAccountCreation();
    void openPasswordHelp();

    LoginForm *m_form;
    std::shared_ptr<AccountEditor> m_editor;
    LoginLink m_createAccount;
    LoginLink m_forgotPassword;
    QObject m_linkWatch; //!< For connections that end before the parts of the dialog do.
    QPropertyNotifier m_availability;
    bool m_observesAvailability = false;
};

} // namespace QtLogin
