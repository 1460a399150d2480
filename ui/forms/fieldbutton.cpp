// SPDX-License-Identifier: MIT
#include "forms/fieldbutton_p.h"

#include <QtGui/qpainter.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qstyle.h>

namespace QtLogin {

FieldButton::FieldButton(QAction *action, QLineEdit *field) : QToolButton(field), m_field(field)
{
    setDefaultAction(action);
    setCursor(Qt::ArrowCursor);
    setFocusPolicy(Qt::NoFocus);
    arrange();
}

void FieldButton::arrange()
{
    const int frame = style()->pixelMetric(QStyle::PM_DefaultFrameWidth, nullptr, m_field);
    const int side = qMax(style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, m_field),
                          m_field->fontMetrics().height());
    const int width = side + side / 2;
    setIconSize(QSize(side, side));
    const QRect place(m_field->width() - frame - width, frame, width, m_field->height() - 2 * frame);
    setGeometry(QStyle::visualRect(m_field->layoutDirection(), m_field->rect(), place));
    const bool toTheLeft = m_field->isRightToLeft();
    const QMargins margins(toTheLeft ? width : 0, 0, toTheLeft ? 0 : width, 0);
    if (m_field->textMargins() != margins)
        m_field->setTextMargins(margins);
}

void FieldButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect place = QStyle::alignedRect(layoutDirection(), Qt::AlignCenter, iconSize(), rect());
    icon().paint(&painter, place, Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
}

} // namespace QtLogin
