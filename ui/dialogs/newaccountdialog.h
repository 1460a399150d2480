// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"
#include "authenticators/credentials.h"
#include "dialogs/formdialog.h"

namespace QtLogin {

class NewAccountForm;

//! Creates an account. Accepted once it exists. \since 0.1
class QTLOGIN_WIDGETS_EXPORT NewAccountDialog : public FormDialog
{
    Q_OBJECT
public:
    explicit NewAccountDialog(std::shared_ptr<AccountEditor> editor, QWidget *parent = nullptr);
    ~NewAccountDialog() override;

    void setUserName(const QString &name);

    //! What its owner logs in with, once the account exists. Let go of it soon: it holds the password.
    Credentials credentials() const { return m_credentials; }

protected:
    NewAccountForm *form() const { return m_form; }
    //! The account exists. Accepts the dialog.
    virtual void finish();

    void submit() override;
    void wipe() override;
    void focusFirstField() override;
    void retranslate() override;

private:
    void fail(const Error &error);

    std::shared_ptr<AccountEditor> m_editor;
    NewAccountForm *m_form;
    Credentials m_credentials;
};

} // namespace QtLogin
