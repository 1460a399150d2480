// SPDX-License-Identifier: MIT
#include "forms/wordslabel_p.h"

#include <QtCore/qcoreevent.h>

namespace QtLogin {

WordsLabel::WordsLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    align();
}

void WordsLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        align();
}

void WordsLabel::align()
{
    setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignTop);
}

} // namespace QtLogin
