// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/proofdialog.h"
#include "session/loginmanager.h"

namespace QtLogin {

// Unlocks the session, or ends it. It behaves like a dialog, but is a part of the lock screen: it stays until the
// session is unlocked or has ended.
class LockForm final : public ProofDialog
{
    Q_OBJECT
public:
    LockForm(LoginManager *login, QWidget *parent);

    // The manager was deleted: the session cannot be unlocked any more.
    void setOver();

    void done(int result) override;
    void reject() override;

    // The lock screen's height has changed.
    void refit();

Q_SIGNALS:
    void logOutRequested();
    // Another user wants to use the application, and is to be asked to log in: the session ends once they have.
    void switchRequested();

protected:
    QString userName() const override;
    LoginOptions options() const override;
    Sentence wrongPassword() const override;
    // It comes by itself: a code would have expired before a user comes back.
    bool startsByItself() const override { return false; }
    void retranslate() override;
    int room() const override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    const QPointer<LoginManager> m_login;
    QPushButton *m_switch = nullptr;
    bool m_isOver = false;
};

} // namespace QtLogin
