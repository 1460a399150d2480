// SPDX-License-Identifier: MIT
#pragma once

#include "forms/sentence.h"

#include <QtCore/qstringview.h>
#include <QtGui/qvalidator.h>

namespace QtLogin {

class FieldNote;
class PasswordField;

//! Whether \a character is a tab or ends a line, by any of Unicode's means. In a field of one line the
//! keys for these do something else, so that a person can paste them and never type them.
bool isLineEnd(QChar character);

//! Whether \a pasted is \a text with line ends and tabs somewhere in it. Makes no copy of either.
bool differInLineEnds(QStringView pasted, QStringView text);

//! Whether \a text has control characters, halves of characters, or code points that never become
//! characters. No keyboard and no input method types these.
bool hasControls(QStringView text);

//! Whether a person could type all of \a text. Beside controls, these cannot be typed: characters
//! that have no shape and come along when text is copied from a page (directional marks, spaces without
//! a width, byte order marks), and characters that stand in the place of lost ones. The joiners of
//! Persian and Indic keyboards can, and so can everything else that shapes what is seen.
bool canBeTyped(QStringView text);

//! The sentence about text that cannot be typed.
Sentence cannotBeTyped();

//! Says so in \a note while it is true of the text in \a field, and refuses nothing: the password of an
//! account that is there already may be such a text.
void noteWhatCannotBeTyped(PasswordField *field, FieldNote *note);

//! Keeps line ends and tabs out of a line edit, however they come: pasted, dropped, from an input
//! method, or set by a program. The text around them is joined.
class OneLine : public QValidator
{
public:
    explicit OneLine(QObject *parent) : QValidator(parent) { }

    State validate(QString &text, int &cursor) const override;

protected:
    //! Takes \a entered text, before it is replaced by \a text without its line ends.
    virtual void discard(QString &entered) const { Q_UNUSED(entered) }
};

} // namespace QtLogin
