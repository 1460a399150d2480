// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qlabel.h>

namespace QtLogin {

//! A text as a QR code, for the camera of another device: black on white in every palette, for not every camera reads the
//! opposite.
class QrPicture final : public QLabel
{
    Q_OBJECT
public:
    explicit QrPicture(QWidget *parent = nullptr) : QLabel(parent) { }

    //! Nothing for an empty text, and for one of more than 2,300 bytes, which no QR code holds.
    void setContent(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();

    QImage m_squares; //!< A pixel for each.
};

} // namespace QtLogin
