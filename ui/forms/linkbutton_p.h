// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qpushbutton.h>

namespace QtLogin {

//! A push button that looks like a link: for what helps beside the fields, and is not what the dialog is for.
class LinkButton final : public QPushButton
{
    Q_OBJECT
public:
    explicit LinkButton(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor ink() const;
};

//! The colour of links in \a palette, or another one where that cannot be read on its window: many dark palettes keep
//! the dark blue of the light ones.
QColor linkColour(const QPalette &palette);

} // namespace QtLogin
