// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include <QtWidgets/qwidget.h>

namespace QtLogin {

class LockForm;

// The window that stands in the place of one that is locked, and looks like it from outside, but for
// its title.
class LockScreen final : public QWidget
{
    Q_OBJECT
public:
    LockScreen(LoginManager *login, QWidget *window);

    // The manager is gone, and with it the way back.
    void setOver();
    // Where \a like is, and as it is: minimised, over the whole screen.
    static void place(QWidget *window, const QWidget *like);

Q_SIGNALS:
    void logOutRequested();
    void switchRequested();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void limitWidth();

    const QPointer<QWidget> m_window;
    LockForm *m_form = nullptr;
};

} // namespace QtLogin
