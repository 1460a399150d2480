// SPDX-License-Identifier: MIT
#pragma once

#include "forms/sentence.h"
#include "qtloginwidgetsexport.h"

#include <QtWidgets/qwidget.h>

class QLabel;

namespace QtLogin {

class PasswordField;

//! What is to be said about one field, right below it: an error, a hint, or that Caps Lock is on.
//!
//! Takes no room while there is nothing to say. An error is announced to screen readers and is the
//! field's accessible description while it stands. \since 0.1
class QTLOGIN_WIDGETS_EXPORT FieldNote : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text NOTIFY textChanged)

public:
    explicit FieldNote(QWidget *parent = nullptr);

    //! The field that this is about. Not owned.
    void setField(QWidget *field);
    //! As setField(), and says so when Caps Lock is on.
    void setField(PasswordField *field);

    //! What can be read now; empty while nothing is shown.
    QString text() const;
    bool hasError() const { return !m_error.isEmpty(); }

public Q_SLOTS:
    //! What is wrong, as plain text. Comes before everything else; empty takes it away.
    void setError(const QtLogin::Sentence &sentence);
    //! What is good to know, as plain text.
    void setHint(const QtLogin::Sentence &sentence);

Q_SIGNALS:
    void textChanged(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setCapsLockOn(bool on);
    void refresh();
    void describe();
    void announce(bool stood);

    QLabel *m_icon;
    QLabel *m_label;
    QWidget *m_field = nullptr;
    Sentence m_error;
    Sentence m_hint;
    bool m_capsLockOn = false;
};

} // namespace QtLogin
