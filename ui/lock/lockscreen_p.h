// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include <QtWidgets/qwidget.h>

namespace QtLogin {

class LockForm;

// The window that is shown in the place of a locked one. It has the same place, icon and style, but not the title.
class LockScreen final : public QWidget
{
    Q_OBJECT
public:
    LockScreen(LoginManager *login, QWidget *window);

    // The manager was deleted: the session cannot be unlocked any more.
    void setOver();
    // Puts \a window where \a like is, with the same state: minimised, or over the whole screen.
    static void place(QWidget *window, const QWidget *like);

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
