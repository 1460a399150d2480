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

Q_SIGNALS:
    void logOutRequested();

protected:
    QString userName() const override;
    LoginOptions options() const override;
    Sentence wrongPassword(const Error &error) const override;
    void retranslate() override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool m_isOver = false;
};

} // namespace QtLogin
