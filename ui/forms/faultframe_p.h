// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qwidget.h>

namespace QtLogin {

//! A frame in the colour of mistakes around a field whose content is not accepted. It lies above the
//! field, so that it looks the same in every style, and lets every event through to it.
class FaultFrame final : public QWidget
{
    Q_OBJECT
public:
    explicit FaultFrame(QWidget *field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace QtLogin
