// SPDX-License-Identifier: MIT
#include "forms/namelabel_p.h"

#include <QtGui/qevent.h>
#include <QtGui/qpainter.h>
#include <QtGui/qtextdocument.h>
#include <QtWidgets/qstyle.h>
#include <QtWidgets/qtooltip.h>

namespace QtLogin {

// More characters than this make neither a label nor a tool tip easier to read.
static constexpr int readable = 40;

QString elidedName(const QString &name, const QFontMetrics &metrics, int width, Qt::TextElideMode mode)
{
    return metrics.elidedText(name.simplified(), mode, width);
}

// Rich text is what QToolTip wraps. A name may look like HTML and shall be read as it is written.
QString asToolTip(const QString &text)
{
    const bool isPlain = text.size() <= readable && !Qt::mightBeRichText(text);
    return isPlain ? text : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
}

NameLabel::NameLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QString NameLabel::line() const
{
    return elidedName(text(), fontMetrics(), contentsRect().width(), m_elideMode);
}

void NameLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elideMode = mode;
    update();
}

bool NameLabel::isElided() const
{
    return line() != text().simplified();
}

QSize NameLabel::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    const int whole = metrics.horizontalAdvance(text().simplified()) + 1;
    const QMargins margins = contentsMargins();
    return {qMin(whole, metrics.averageCharWidth() * readable), metrics.height() + margins.top() + margins.bottom()};
}

// A few letters and the dots.
QSize NameLabel::minimumSizeHint() const
{
    const int few = fontMetrics().averageCharWidth() * 8;
    return {qMin(sizeHint().width(), few), sizeHint().height()};
}

bool NameLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty())
        return QLabel::event(event);
    const auto *help = static_cast<const QHelpEvent *>(event);
    if (isElided())
        QToolTip::showText(help->globalPos(), asToolTip(text()), this);
    else
        event->ignore();
    return true;
}

void NameLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto side = (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter;
    const auto direction = text().isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight;
    style()->drawItemText(&painter, contentsRect(), int(side) | Qt::TextSingleLine | direction, palette(), isEnabled(),
                          line(), foregroundRole());
}

} // namespace QtLogin
