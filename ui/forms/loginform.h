// SPDX-License-Identifier: MIT
#pragma once

#include "forms/proofform.h"

#include <memory>

namespace QtLogin {

namespace Ui {
class LoginForm;
}

//! Asks for a login: a user name, a password, and whether to keep them signed in.
//! \since 0.1
class QTLOGIN_WIDGETS_EXPORT LoginForm : public ProofForm
{
    Q_OBJECT
    Q_PROPERTY(QString userName READ userName WRITE setUserName)

public:
    explicit LoginForm(QWidget *parent = nullptr);
    ~LoginForm() override;

    //! As typed, without blanks around it.
    QString userName() const;
    void setUserName(const QString &name);

    //! Ticked by the person. False while it can not be chosen.
    bool keepsSignedIn() const;
    bool canKeepSignedIn() const;
    //! Where not \a available, the box cannot be ticked, and \a whyNot stands below it.
    void setKeepSignedIn(bool available, const QString &whyNot);
    //! Offers to create an account. Not at first.
    void setOffersAccountCreation(bool offers);

    [[nodiscard]] bool isComplete() override;
    void focusFirstField() override;

Q_SIGNALS:
    void createAccountRequested();

protected:
    void showStage() override;
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<Ui::LoginForm> m_ui;
    bool m_offersAccountCreation = false;
};

} // namespace QtLogin
