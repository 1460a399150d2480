// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/newaccountdialog.h"
#include "forms/keepsignedin.h"
#include "session/loginmanager.h"

#include <QtCore/qpointer.h>
#include <QtCore/qproperty.h>

namespace QtLogin {

//! Creates the first account of an application, through the manager's account editor, and logs its
//! owner in.
//!
//! Accepted once they are in. Where that fails, it says so and lets them try again; the account
//! exists all the same. \since 0.1
class QTLOGIN_WIDGETS_EXPORT FirstAccountDialog : public NewAccountDialog
{
    Q_OBJECT
    Q_PROPERTY(QtLogin::KeepSignedIn keepSignedIn READ keepSignedIn WRITE setKeepSignedIn)

public:
    explicit FirstAccountDialog(LoginManager *login, QWidget *parent = nullptr);
    ~FirstAccountDialog() override;

    //! Whether there is a tick box "Keep me signed in", and how it begins; Offered at first.
    KeepSignedIn keepSignedIn() const;
    void setKeepSignedIn(KeepSignedIn keep);

protected:
    void submit() override;
    void finish() override;
    void retranslate() override;

private:
    void followRememberAvailability();

    QPointer<LoginManager> m_login;
    QPropertyNotifier m_availability;
    bool m_created = false;
};

} // namespace QtLogin
