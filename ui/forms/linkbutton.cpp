// SPDX-License-Identifier: MIT
#include "forms/linkbutton_p.h"

#include <QtGui/qpainter.h>
#include <QtWidgets/qstyle.h>
#include <QtWidgets/qstyleoption.h>

#include <cmath>

namespace QtLogin {

// WCAG 2.2, relative luminance.
static double luminance(const QColor &colour)
{
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QColor linkColour(const QPalette &palette)
{
    constexpr double readable = 4.5; // WCAG 2.2, 1.4.3
    const double paper = luminance(palette.color(QPalette::Window));
    const QColor link = palette.color(QPalette::Link);
    const double ink = luminance(link);
    if ((qMax(paper, ink) + 0.05) / (qMin(paper, ink) + 0.05) >= readable)
        return link;
    return paper < 0.18 ? QColor(0x9c, 0xc4, 0xff) : QColor(0x06, 0x40, 0x9c);
}

LinkButton::LinkButton(QWidget *parent) : QPushButton(parent)
{
    setFlat(true);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

// As high as can be hit, and with room for the frame of the focus.
QSize LinkButton::sizeHint() const
{
    const QSize words = fontMetrics().size(Qt::TextShowMnemonic, text());
    const int room = fontMetrics().height() / 2;
    return words + QSize(room, room);
}

QColor LinkButton::ink() const
{
    return isEnabled() ? linkColour(palette()) : palette().color(QPalette::Disabled, QPalette::WindowText);
}

// The words begin where the fields above them begin, but for the frame of the focus.
void LinkButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont underlined = font();
    underlined.setUnderline(isEnabled() && underMouse());
    painter.setFont(underlined);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, ink());
    constexpr int frame = 2;
    const QRect place = rect().adjusted(frame, 0, -frame, 0);
    const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
    const bool showsKey = style()->styleHint(QStyle::SH_UnderlineShortcut, nullptr, this);
    const int flags = int(side) | (showsKey ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
    style()->drawItemText(&painter, place, flags, colours, true, text(), QPalette::WindowText);
    if (!hasFocus())
        return;
    QStyleOptionFocusRect focus;
    focus.initFrom(this);
    const int words = fontMetrics().size(Qt::TextShowMnemonic, text()).width() + 2 * frame;
    focus.rect = QStyle::visualRect(layoutDirection(), rect(), QRect(0, 1, words, height() - 2));
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
}

} // namespace QtLogin
