// SPDX-License-Identifier: MIT
#include "forms/tickbox_p.h"

#include <QtWidgets/qstyle.h>
#include <QtWidgets/qstyleoption.h>
#include <QtWidgets/qstylepainter.h>

namespace QtLogin {

int TickBox::side() const
{
    return qMax(style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, this), fontMetrics().height() * 4 / 5);
}

int TickBox::gap() const
{
    return qMax(style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing, nullptr, this), side() / 3);
}

QRect TickBox::boxRect() const
{
    const QRect box(0, (height() - side()) / 2, side(), side());
    return QStyle::visualRect(layoutDirection(), rect(), box);
}

QRect TickBox::wordsRect() const
{
    return QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(side() + gap(), 0, 0, 0));
}

QSize TickBox::sizeHint() const
{
    constexpr int frame = 2; // around the words, for the focus
    const QSize words = fontMetrics().size(Qt::TextShowMnemonic, text());
    const QSize needed(side() + gap() + words.width() + 2 * frame, qMax(side(), words.height()) + 2 * frame);
    return needed.expandedTo(QCheckBox::sizeHint());
}

bool TickBox::hitButton(const QPoint &point) const
{
    const int words = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    const QRect place(0, 0, side() + gap() + words, height());
    return QStyle::visualRect(layoutDirection(), rect(), place).contains(point);
}

// As QCommonStyle draws a check box, in other places.
void TickBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.rect = boxRect();
    painter.drawPrimitive(QStyle::PE_IndicatorCheckBox, option);
    option.rect = wordsRect();
    painter.drawControl(QStyle::CE_CheckBoxLabel, option);
    if (!(option.state & QStyle::State_HasFocus))
        return;
    QStyleOptionFocusRect focus;
    focus.QStyleOption::operator=(option);
    const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
    const int alignment = side | Qt::TextShowMnemonic;
    const QRect words = style()->itemTextRect(fontMetrics(), wordsRect(), alignment, isEnabled(), text());
    focus.rect = words.adjusted(-2, -1, 2, 1);
    painter.drawPrimitive(QStyle::PE_FrameFocusRect, focus);
}

} // namespace QtLogin
