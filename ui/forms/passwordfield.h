// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"
#include "qtloginwidgetsexport.h"

#include <QtWidgets/qlineedit.h>

namespace QtLogin {

//! A line edit for something that nobody should see.
//!
//! Masked, with a button to look at it; nothing can be undone, dragged, cut or copied out of it, and
//! input methods learn nothing from it. What was typed leaves as a Secret and stays nowhere else:
//! the buffer is wiped in place, and with it what the line edit keeps beside it (security rule J2).
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
    Q_PROPERTY(bool shown READ isShown WRITE setShown NOTIFY shownChanged)
    Q_PROPERTY(bool capsLockOn READ isCapsLockOn NOTIFY capsLockOnChanged)

public:
    explicit PasswordField(QWidget *parent = nullptr);
    ~PasswordField() override;

    //! What was typed; the field is empty and wiped afterwards. InvalidInput for text that is not
    //! valid Unicode.
    [[nodiscard]] Result<Secret> take();
    //! A second copy of what was typed, for judging it while it is typed.
    [[nodiscard]] Result<Secret> peek() const;
    //! Empties the field and leaves nothing behind.
    void wipe();

    //! Whether the characters are shown instead of dots. Not at first.
    bool isShown() const;
    void setShown(bool shown);

    //! Whether Caps Lock is on, as far as what was typed tells: no system says so itself.
    bool isCapsLockOn() const { return m_capsLockOn; }

Q_SIGNALS:
    void shownChanged(bool shown);
    void capsLockOnChanged(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString nothing() const { return {}; }
    void applyEchoMode(EchoMode mode);
    void followText(const QString &text);
    void holdDisplay();
    void overwriteHistory();
    void learnCapsLock(const QKeyEvent &event);
    void setCapsLockOn(bool on);
    void updateToggle();

    QAction *m_toggle;
    QString m_display; //!< Shares what is painted, so that it can be wiped when that changes.
    qsizetype m_longest = 0;
    bool m_capsLockOn = false;
};

} // namespace QtLogin
