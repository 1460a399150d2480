// SPDX-License-Identifier: MIT
#pragma once

#include "forms/sentence.h"
#include "foundation/secret.h"

#include <QtCore/qobject.h>
#include <QtCore/qstringlist.h>

#include <functional>

namespace QtLogin {

class FieldNote;
class PasswordField;

//! A new password and its repetition: judged at every key stroke, and again when it counts.
class NewPasswordPair final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        PasswordField *password;
        FieldNote *passwordNote;
        PasswordField *repetition;
        FieldNote *repetitionNote;
    };
    using Judge = std::function<QStringList(const Secret &)>;

    NewPasswordPair(const Parts &parts, QObject *parent);

    const Judge &judge() const { return m_judge; }
    void setJudge(Judge judge);
    //! Asks the judge again: something it looks at besides the password has changed.
    void judgeAgain();
    //! Says what is wrong, where something is, and puts the focus there.
    bool isComplete();
    //! A copy: both fields keep what was typed, so that a mistake elsewhere costs no retyping.
    Result<Secret> password() const;
    void wipe();
    //! Says \a sentence about the new password, and puts the focus there.
    void showError(const Sentence &sentence);

private:
    QString advice() const;
    QStringList complaints() const;
    bool isRepeated() const;
    bool isMistyped() const;
    void judgeRepetition();

    Parts m_parts;
    Judge m_judge;
};

} // namespace QtLogin
