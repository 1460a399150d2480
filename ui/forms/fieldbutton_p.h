// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qtoolbutton.h>

class QLineEdit;

namespace QtLogin {

//! A button at the end of a line edit, as high as its text. QLineEdit's own have the size of
//! the style's small icons with any font.
class FieldButton final : public QToolButton
{
    Q_OBJECT
public:
    FieldButton(QAction *action, QLineEdit *field);

    //! Takes its place, and keeps the text out of it. To be called when the field's size, font, style or
    //! direction has changed.
    void arrange();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLineEdit *m_field;
};

} // namespace QtLogin
