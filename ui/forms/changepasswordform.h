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
class ChangePasswordForm;
}

//! Gathers the password a user has, and twice the one they want. \since 0.1
class QTLOGIN_WIDGETS_EXPORT ChangePasswordForm : public QWidget
{
    Q_OBJECT
public:
    //! Everything that is wrong with a new password, in sentences.
    using Judge = std::function<QStringList(const QtLogin::Secret &password)>;

    explicit ChangePasswordForm(QWidget *parent = nullptr);
    ~ChangePasswordForm() override;

    //! Asked at every key stroke. Null, as at first: nothing is wrong with any.
    const Judge &judge() const;
    void setJudge(Judge judge);

    //! Whether everything is filled in. Where not, says so at the field and puts the focus there.
    [[nodiscard]] bool isComplete();
    //! The password they have. Its field is empty and wiped afterwards.
    [[nodiscard]] Result<Secret> takeCurrent();
    //! The text that was pasted for it, with the line ends and tabs that were cut; Absent where none were. Read
    //! it before takeCurrent(); see PasswordField::peekUncut() for what it is good for.
    [[nodiscard]] Result<Secret> peekUncutCurrent() const;
    //! A copy of the password they want, which stays until wipe(): mistyping the current one costs
    //! no retyping of this.
    [[nodiscard]] Result<Secret> replacement() const;
    void wipe();
    //! Says \a sentence at the password they have, empties that and puts the focus there.
    void showCurrentError(const Sentence &sentence);
    //! Says \a sentence at the password they want, and puts the focus there.
    void showReplacementError(const Sentence &sentence);
    void focusFirstField();

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<Ui::ChangePasswordForm> m_ui;
    NewPasswordPair *m_passwords = nullptr;
};

} // namespace QtLogin
