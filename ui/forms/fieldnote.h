// SPDX-License-Identifier: MIT
#pragma once

#include "forms/sentence.h"
#include "qtloginwidgetsexport.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

class QLabel;

namespace QtLogin {

class FaultFrame;
class PasswordField;

//! A note about one field, right below it: an error, a hint, or that Caps Lock is on.
//!
//! Takes no room while there is nothing to say, unless keepsRoom() is set. An error is announced to
//! screen readers, is the field's accessible description while it stands, and frames the field in its
//! colour. \since 0.1
class QTLOGIN_WIDGETS_EXPORT FieldNote : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text NOTIFY textChanged)
    Q_PROPERTY(bool keepsRoom READ keepsRoom WRITE setKeepsRoom)

public:
    explicit FieldNote(QWidget *parent = nullptr);

    //! The field that this is about; null at first. Not owned.
    QWidget *field() const { return m_field; }
    void setField(QWidget *field);
    //! As setField(), and says so when Caps Lock is on.
    void setField(PasswordField *field);

    //! The text that can be read now; empty while nothing is shown.
    QString text() const;
    bool hasError() const { return !m_error.isEmpty(); }
    //! The hint of setHint(), also while something else is shown.
    const Sentence &hint() const { return m_hint; }
    //! Whether the room for one line is kept free, and the room that was needed once is kept: what
    //! comes and goes moves nothing around it. Not at first.
    bool keepsRoom() const { return m_keepsRoom; }
    void setKeepsRoom(bool keeps);

public Q_SLOTS:
    //! The error of the field, as plain text. Comes before everything else; empty takes it away.
    void setError(const QtLogin::Sentence &sentence);
    //! The hint about the field, as plain text.
    void setHint(const QtLogin::Sentence &sentence);

Q_SIGNALS:
    void textChanged(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void noteCapsLock(bool on);
    void refresh();
    void markField(bool isWrong);
    void keepRoom();
    void renewRoom();
    void describe();
    void announce(bool stood);

    QLabel *m_icon;
    QLabel *m_label;
    QPointer<QWidget> m_field;
    Sentence m_error;
    Sentence m_hint;
    QPointer<FaultFrame> m_fault; //!< Belongs to the field.
    bool m_capsLockOn = false;
    bool m_keepsRoom = false;
};

} // namespace QtLogin
