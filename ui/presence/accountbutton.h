// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginwidgetsexport.h"
#include "session/loginmanager.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qtoolbutton.h>

namespace QtLogin {

//! Shows who is in, by name and initials, and offers what they can do about it, as far as state and
//! parts allow: log in, log out, lock, unlock, be forgotten on this computer, see on which others they are remembered,
//! change the password.
//!
//! ```cpp
//! toolBar->addWidget(new QtLogin::AccountButton(&login));
//! ```
//! Any slot may delete it. \since 0.1
class QTLOGIN_WIDGETS_EXPORT AccountButton : public QToolButton
{
    Q_OBJECT
public:
    //! The \a login is not owned, and may go first. Without one, it offers nothing.
    explicit AccountButton(LoginManager *login, QWidget *parent = nullptr);
    ~AccountButton() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    template<typename Do>
    QAction *addVerb(const char *name, Do act);
    void refresh();
    void noteMouse();
    void fitIcon();
    void changePassword();
    void showDevices();

    QPointer<LoginManager> m_login;
    QMenu *m_menu;
    QSize m_iconSize;
    QAction *m_logIn;
    QAction *m_unlock;
    QAction *m_lock;
    QAction *m_changePassword;
    QAction *m_devices;
    QAction *m_forget;
    QAction *m_logOut;
};

} // namespace QtLogin
