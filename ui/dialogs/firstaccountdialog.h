// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/newaccountdialog.h"
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
public:
    explicit FirstAccountDialog(LoginManager *login, QWidget *parent = nullptr);
    ~FirstAccountDialog() override;

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
