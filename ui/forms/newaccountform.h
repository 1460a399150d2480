// SPDX-License-Identifier: MIT
#pragma once

#include "forms/keepsignedin.h"
#include "forms/sentence.h"
#include "foundation/secret.h"
#include "qtloginwidgetsexport.h"

#include <QtCore/qstringlist.h>
#include <QtWidgets/qwidget.h>

#include <functional>
#include <memory>

namespace QtLogin {

class KeepChoice;
class NewPasswordPair;
namespace Ui {
class NewAccountForm;
}

//! Gathers what a new account needs: a name, and a password twice. \since 0.1
class QTLOGIN_WIDGETS_EXPORT NewAccountForm : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString userName READ userName WRITE setUserName)
    Q_PROPERTY(QtLogin::KeepSignedIn keepSignedIn READ keepSignedIn WRITE setKeepSignedIn)

public:
    //! Everything that is wrong with a password for this user name, in sentences.
    using Judge = std::function<QStringList(const QtLogin::Secret &password, const QString &userName)>;

    explicit NewAccountForm(QWidget *parent = nullptr);
    ~NewAccountForm() override;

    //! Asked at every key stroke. Null, as at first: nothing is wrong with any.
    const Judge &judge() const { return m_judge; }
    void setJudge(Judge judge);

    //! As typed, without blanks around it.
    QString userName() const;
    void setUserName(const QString &name);
    //! As LoginForm::keepSignedIn(), but Never at first: an account can be created without logging in.
    KeepSignedIn keepSignedIn() const;
    void setKeepSignedIn(KeepSignedIn keep);
    //! Whether to keep the user signed in: they have ticked it, or it is Always. False while this cannot be done.
    bool keepsSignedIn() const;
    //! As LoginForm::canKeepSignedIn().
    bool canKeepSignedIn() const;
    void setCanKeepSignedIn(bool can, const QString &whyNot = {});

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
    std::unique_ptr<KeepChoice> m_keep;
    NewPasswordPair *m_passwords = nullptr;
    Judge m_judge;
};

} // namespace QtLogin
