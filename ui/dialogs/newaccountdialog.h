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

    //! As typed, without blanks around it.
    QString userName() const;
    void setUserName(const QString &name);

    //! The credentials of the account's owner, once the account exists: for slots of accepted() and finished(). The
    //! dialog forgets it after these.
    Credentials credentials() const { return m_credentials; }

    void done(int result) override;

protected:
    NewAccountForm *form() const { return m_form; }
    //! The account exists. Accepts the dialog.
    virtual void finish();
    //! Keeps no longer what its owner logs in with.
    void forgetCredentials() { m_credentials = Credentials(); }

    void submit() override;
    void wipe() override;
    void focusFirstField() override;
    void retranslate() override;

private:
    void onCreated(const Result<Proof> &result);
    void fail(const Error &error);

    std::shared_ptr<AccountEditor> m_editor;
    NewAccountForm *m_form;
    Credentials m_credentials;
};

} // namespace QtLogin
