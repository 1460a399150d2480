// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/proofdialog.h"
#include "session/loginmanager.h"

namespace QtLogin {

// Unlocks the session, or ends it. A dialog by its manners, but a part of the lock screen: it stays
// until the session has moved on.
class LockForm final : public ProofDialog
{
    Q_OBJECT
public:
    LockForm(LoginManager *login, QWidget *parent);

    // Nobody can unlock any more.
    void setOver();

    void done(int result) override;
    void reject() override;

    // The lock screen has another height.
    void refit();

Q_SIGNALS:
    void logOutRequested();
    // Another person wants to use the computer: the session ends, and they are asked who they are.
    void switchRequested();

protected:
    QString userName() const override;
    LoginOptions options() const override;
    Sentence wrongPassword(const Error &error) const override;
    void retranslate() override;
    int room() const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QPushButton *m_switch = nullptr;
    bool m_isOver = false;
};

} // namespace QtLogin
