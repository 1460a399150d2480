// SPDX-License-Identifier: MIT
#pragma once

#include "forms/sentence.h"
#include "foundation/secret.h"
#include "qtloginwidgetsexport.h"

#include <QtWidgets/qwidget.h>

class QLabel;

namespace QtLogin {

class FieldNote;
class PasswordField;

//! The common base of LoginForm and ReauthForm: a password, and a code where that alone is not enough.
//!
//! A form gathers and shows, and knows no session. It has no button: the dialog that shows it has one.
//! \since 0.1
class QTLOGIN_WIDGETS_EXPORT ProofForm : public QWidget
{
    Q_OBJECT
public:
    //! Whether everything is filled in. Where not, says so at the field and puts the focus there.
    [[nodiscard]] virtual bool isComplete();
    //! The password, or the code while that is asked for. Its field is empty and wiped afterwards.
    [[nodiscard]] Result<Secret> takeSecret();
    //! The text that was pasted into that field, with the line ends and tabs that were cut; Absent where none
    //! were. Read it before takeSecret(); see PasswordField::peekUncut() for what it is good for.
    [[nodiscard]] Result<Secret> peekUncut() const;

    //! Whether it asks for a password, as at first. Where not, users log in elsewhere, and there is nothing to type but a
    //! code, perhaps.
    bool takesPassword() const { return m_takesPassword; }
    void setTakesPassword(bool takes);

    //! Asks for one step more, with the authenticator's own \a message.
    void askForCode(const QString &message);
    void askForPassword();
    bool asksForCode() const { return m_asksForCode; }

    //! Says \a sentence at the field that is asked for, empties that and puts the focus there.
    void showError(const Sentence &sentence);
    //! Says \a sentence about a login elsewhere, below the fields.
    void showErrorElsewhere(const Sentence &sentence);
    void clearErrors();
    //! Empties and wipes every secret.
    void wipe();
    //! Puts the focus where the person is needed first.
    virtual void focusFirstField();

protected:
    struct Parts
    {
        QLabel *passwordLabel;
        PasswordField *password;
        FieldNote *passwordNote;
        QLabel *codeMessage;
        QLabel *codeLabel;
        PasswordField *code;
        FieldNote *codeNote;
        FieldNote *elsewhereNote;
    };

    explicit ProofForm(QWidget *parent);
    //! Call once, when the widgets are there.
    void adopt(const Parts &parts);
    virtual void showStage();

private:
    PasswordField *field() const { return m_asksForCode ? m_parts.code : m_parts.password; }
    FieldNote *note() const { return m_asksForCode ? m_parts.codeNote : m_parts.passwordNote; }

    Parts m_parts = {};
    bool m_takesPassword = true;
    bool m_asksForCode = false;
};

} // namespace QtLogin
