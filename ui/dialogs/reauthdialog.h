// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/proofdialog.h"

namespace QtLogin {

class ReauthForm;

//! Asks the person who is in to prove it again, or to unlock. No other user can get in by it. Where it asks to
//! unlock, it offers to log out as well.
//! \since 0.1
class QTLOGIN_WIDGETS_EXPORT ReauthDialog : public ProofDialog
{
    Q_OBJECT
public:
    explicit ReauthDialog(const LoginRequest &request, QWidget *parent = nullptr);
    ~ReauthDialog() override;

protected:
    QString userName() const override;
    LoginOptions options() const override;
    Sentence wrongPassword() const override;
    void retranslate() override;

private:
    ReauthForm *m_form;
    QPushButton *m_logOut = nullptr;
};

} // namespace QtLogin
