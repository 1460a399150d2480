// SPDX-License-Identifier: MIT
#pragma once

#include "forms/keepsignedin.h"
#include "forms/proofform.h"

#include <memory>

namespace QtLogin {

class KeepChoice;
namespace Ui {
class LoginForm;
}

//! Asks for a login: a user name, a password, and whether to keep them signed in.
//! \since 0.1
class QTLOGIN_WIDGETS_EXPORT LoginForm : public ProofForm
{
    Q_OBJECT
    Q_PROPERTY(QString userName READ userName WRITE setUserName)
    Q_PROPERTY(QtLogin::KeepSignedIn keepSignedIn READ keepSignedIn WRITE setKeepSignedIn)
    Q_PROPERTY(bool offersAccountCreation READ offersAccountCreation WRITE setOffersAccountCreation)
    Q_PROPERTY(bool offersPasswordHelp READ offersPasswordHelp WRITE setOffersPasswordHelp)

public:
    explicit LoginForm(QWidget *parent = nullptr);
    ~LoginForm() override;

    //! As typed, without blanks around it.
    QString userName() const;
    void setUserName(const QString &name);

    //! Whether there is a tick box "Keep me signed in", and how it begins. Offered at first; another one than before
    //! takes back what the user has ticked.
    KeepSignedIn keepSignedIn() const;
    void setKeepSignedIn(KeepSignedIn keep);
    //! Whether to keep the user signed in: they have ticked it, or it is Always. False while this cannot be done.
    bool keepsSignedIn() const;
    //! Whether they can be kept signed in. Where not, the box cannot be ticked, and \a whyNot stands in its place or
    //! below it, unless it is Never.
    bool canKeepSignedIn() const;
    void setCanKeepSignedIn(bool can, const QString &whyNot = {});

    //! Shows the link "Create account…". Not at first.
    bool offersAccountCreation() const { return m_offersAccountCreation; }
    void setOffersAccountCreation(bool offers);
    //! Shows the link "Forgot your password?" where it takesPassword(). Not at first.
    bool offersPasswordHelp() const { return m_offersPasswordHelp; }
    void setOffersPasswordHelp(bool offers);

    [[nodiscard]] bool isComplete() override;
    void focusFirstField() override;

Q_SIGNALS:
    void createAccountRequested();
    void passwordHelpRequested();

protected:
    void showStage() override;
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<Ui::LoginForm> m_ui;
    std::unique_ptr<KeepChoice> m_keep;
    bool m_offersAccountCreation = false;
    bool m_offersPasswordHelp = false;
};

} // namespace QtLogin
