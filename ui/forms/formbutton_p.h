// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qpushbutton.h>

namespace QtLogin {

//! A push button with room around its words that grows with them. The style's own has the same few pixels
//! for every font.
class FormButton final : public QPushButton
{
    Q_OBJECT
public:
    explicit FormButton(QWidget *parent = nullptr) : QPushButton(parent) { }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace QtLogin
