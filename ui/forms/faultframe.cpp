// SPDX-License-Identifier: MIT
#include "forms/faultframe_p.h"

#include "forms/glyph_p.h"

#include <QtCore/qcoreevent.h>
#include <QtGui/qpainter.h>

namespace QtLogin {

FaultFrame::FaultFrame(QWidget *field) : QWidget(field)
{
    setObjectName(QStringLiteral("fault"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    field->installEventFilter(this);
    setGeometry(field->rect());
}

bool FaultFrame::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    if (event->type() == QEvent::ChildAdded || event->type() == QEvent::Show)
        raise();
    return false;
}

// Two pixels wide: the frame of a field that merely has the focus is one.
void FaultFrame::paintEvent(QPaintEvent *)
{
    constexpr qreal width = 2;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(errorColour(palette().color(QPalette::Window)), width));
    const QRectF inside = QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2);
    painter.drawRoundedRect(inside, 2.5, 2.5);
}

} // namespace QtLogin
