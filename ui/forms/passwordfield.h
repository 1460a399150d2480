// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"
#include "qtloginwidgetsexport.h"

#include <QtWidgets/qlineedit.h>

namespace QtLogin {

class FieldButton;

//! A line edit for a password, hidden from others at the screen.
//!
//! Masked, with a button to look at it. Nothing can be undone, dragged, cut or copied out of it, shown or
//! not, and nothing of it becomes the X11 selection: the field is never in Normal echo mode, the only one
//! in which a line edit copies. Input methods learn nothing from it, and screen readers hear what eyes
//! see: as many stars, or the characters while they are shown. The typed text leaves as a Secret and
//! stays nowhere else: the buffer is wiped in place, and with it the copies that the line edit keeps beside it
//! (security rule J2).
//!
//! Line ends and tabs are cut, and the text around them is joined, however they come: no
//! keyboard types them, and a password kept with them could never be typed again. Other characters that cannot be
//! typed stay as they are, for the password of an existing account may have them; the forms refuse them in a
//! new one.
//!
//! ```cpp
//! const Result<Secret> password = field->take();   // the field is empty now
//! ```
//!
//! Read it with take() and peek() only: text() hands out clear text. property("text") is always
//! empty. \since 0.1
class QTLOGIN_WIDGETS_EXPORT PasswordField : public QLineEdit
{
    Q_OBJECT
    Q_PROPERTY(QString text READ nothing WRITE setText DESIGNABLE false STORED false USER true)
    Q_PROPERTY(QString displayText READ nothing STORED false)
    Q_PROPERTY(QString selectedText READ nothing STORED false)
    Q_PROPERTY(EchoMode echoMode READ echoMode WRITE setEchoMode DESIGNABLE false STORED false)
    Q_PROPERTY(bool shown READ isShown WRITE setShown NOTIFY shownChanged)
    Q_PROPERTY(bool capsLockOn READ isCapsLockOn NOTIFY capsLockOnChanged)

public:
    explicit PasswordField(QWidget *parent = nullptr);
    ~PasswordField() override;

    //! The typed text; the field is empty and wiped afterwards. InvalidInput for text that is not
    //! valid Unicode.
    [[nodiscard]] Result<Secret> take();
    //! A second copy of the typed text, for judging it while it is typed.
    [[nodiscard]] Result<Secret> peek() const;
    //! The pasted text, with its line ends and tabs; Absent where nothing was cut, or where the text has
    //! been edited since. Earlier versions did not cut, and an account of theirs may have a line end in
    //! its password: read this before take(), and try it where what take() gives is wrong.
    [[nodiscard]] Result<Secret> peekUncut() const;
    //! Empties the field and leaves nothing behind.
    void wipe();

    //! Whether the characters are shown instead of dots. Not at first.
    bool isShown() const { return m_shown; }
    void setShown(bool shown);
    //! Normal shows the characters, as setShown() does, and every other mode hides them. echoMode() is
    //! PasswordEchoOnEdit while they are shown.
    void setEchoMode(EchoMode mode) { setShown(mode == Normal); }

    //! Whether Caps Lock is on, as far as what was typed tells: no system says so itself.
    bool isCapsLockOn() const { return m_capsLockOn; }

    //! Tells nothing of the text, not even where the cursor is in it.
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    //! As above: Qt calls this one by its name.
    Q_INVOKABLE QVariant inputMethodQuery(Qt::InputMethodQuery query, QVariant argument) const;

Q_SIGNALS:
    void shownChanged(bool shown);
    void capsLockOnChanged(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class SecretLine;

    QString nothing() const { return {}; }
    void applyEchoMode(EchoMode mode);
    void showCharacters();
    void keepUncut(const QString &entered);
    void followText(const QString &text);
    void holdDisplay();
    void overwriteHistory();
    void learnCapsLock(const QKeyEvent &event);
    void setCapsLockOn(bool on);
    void updateToggle();

    QAction *m_toggle;
    FieldButton *m_button;
    QString m_display; //!< Shares what is painted, so that it can be wiped when that changes.
    QString m_uncut; //!< The entered text with its line ends, as long as the field has it without them.
    qsizetype m_longest = 0;
    bool m_shown = false;
    bool m_capsLockOn = false;
};

} // namespace QtLogin
