// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qmenu.h>

namespace QtLogin {

class PasswordField;

//! The menu of a password: paste, select, show. Gone once it is closed.
class PasswordMenu final : public QMenu
{
    Q_OBJECT
public:
    PasswordMenu(PasswordField *field, QAction *toggle);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QAction *m_paste;
    QAction *m_selectAll;
};

} // namespace QtLogin
