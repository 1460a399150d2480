// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qcheckbox.h>

namespace QtLogin {

//! A check box whose box is as high as its words. The style's own has one size for every font.
class TickBox final : public QCheckBox
{
    Q_OBJECT
public:
    explicit TickBox(QWidget *parent = nullptr) : QCheckBox(parent) { }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &point) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    int side() const;
    int gap() const;
    QRect boxRect() const;
    QRect wordsRect() const;
};

} // namespace QtLogin
