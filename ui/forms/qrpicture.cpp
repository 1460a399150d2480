// SPDX-License-Identifier: MIT
#include "forms/qrpicture_p.h"

#include <QtCore/qcoreevent.h>
#include <QtGui/qimage.h>
#include <QtGui/qpainter.h>

#include <qrcodegen.hpp>

namespace QtLogin {

static constexpr int quiet = 4; // squares around it, ISO/IEC 18004

static QImage squaresOf(const QByteArray &text)
{
    using qrcodegen::QrCode;
    constexpr qsizetype most = 2300; // of 2,331 in the largest one, with this correction
    if (text.isEmpty() || text.size() > most)
        return {};
    const QrCode code = QrCode::encodeBinary({text.begin(), text.end()}, QrCode::Ecc::MEDIUM);
    const int side = code.getSize() + 2 * quiet;
    QImage squares(side, side, QImage::Format_RGB32);
    squares.fill(Qt::white);
    for (int y = 0; y < code.getSize(); ++y) {
        for (int x = 0; x < code.getSize(); ++x) {
            if (code.getModule(x, y))
                squares.setPixelColor(x + quiet, y + quiet, Qt::black);
        }
    }
    return squares;
}

void QrPicture::setContent(const QString &text)
{
    m_squares = squaresOf(text.toUtf8());
    draw();
}

void QrPicture::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        draw();
}

// Squares of whole pixels. About eight lines of text high; more where the squares would be too small for a camera.
void QrPicture::draw()
{
    if (m_squares.isNull())
        return clear();
    constexpr int smallest = 3;
    const int square = qMax(smallest, fontMetrics().height() * 8 / m_squares.width());
    const QSize size = m_squares.size() * square;
    const qreal ratio = devicePixelRatioF();
    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    QPainter painter(&picture);
    painter.drawImage(QRect(QPoint(), size), m_squares);
    painter.end();
    setPixmap(picture);
    setFixedSize(size);
}

} // namespace QtLogin
