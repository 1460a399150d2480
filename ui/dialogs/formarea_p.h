// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qscrollarea.h>

namespace QtLogin {

//! The words and fields of a dialog, as high as they are at its width. Where the screen has no room for all
//! of it, it scrolls, and the field with the focus comes into sight; the buttons below it stay.
class FormArea final : public QScrollArea
{
    Q_OBJECT
public:
    FormArea(QWidget *content, QWidget *parent);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void watch(QWidget *part);
    void showFocus();
};

} // namespace QtLogin
