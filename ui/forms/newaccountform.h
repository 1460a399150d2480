// SPDX-License-Identifier: MIT
#pragma once

#include "forms/sentence.h"
#include "foundation/secret.h"
#include "qtloginwidgetsexport.h"

#include <QtCore/qstringlist.h>
#include <QtWidgets/qwidget.h>

#include <functional>
#include <memory>

namespace QtLogin {

class NewPasswordPair;
namespace Ui {
class NewAccountForm;
}

//! Gathers what a new account needs: a name, and a password twice. \since 0.1
class QTLOGIN_WIDGETS_EXPORT NewAccountForm : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString userName READ userName WRITE setUserName)

public:
    //! Everything that is wrong with a password for this user name, in sentences.
    using Judge = std::function<QStringList(const QtLogin::Secret &password, const QString &userName)>;

    explicit NewAccountForm(QWidget *parent = nullptr);
    ~NewAccountForm() override;

    //! Asked at every key stroke.
    void setJudge(Judge judge);

    //! As typed, without blanks around it.
    QString userName() const;
    void setUserName(const QString &name);
    //! Offers to be kept signed in. Not at first; where not \a available, \a whyNot is said.
    void offerKeepSignedIn(bool available, const QString &whyNot);
    bool keepsSignedIn() const;

    //! Whether everything is filled in. Where not, says so at the field and puts the focus there.
    [[nodiscard]] bool isComplete();
    //! A copy of the password, which stays until wipe(): a name that is taken costs no retyping.
    [[nodiscard]] Result<Secret> password() const;
    void wipe();
    //! Says \a sentence at the user name, and puts the focus there.
    void showUserNameError(const Sentence &sentence);
    //! Says \a sentence at the password, and puts the focus there.
    void showError(const Sentence &sentence);
    //! Puts the focus where the person is needed first.
    void focusFirstField();

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<Ui::NewAccountForm> m_ui;
    NewPasswordPair *m_passwords = nullptr;
};

} // namespace QtLogin
