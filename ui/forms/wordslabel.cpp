// SPDX-License-Identifier: MIT
#include "forms/wordslabel_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qtextboundaryfinder.h>

namespace QtLogin {

WordsLabel::WordsLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    align();
}

static QString withBreaks(const QString &word)
{
    constexpr int apart = 8;
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, word);
    QString broken;
    qsizetype from = 0;
    for (int count = 1; letters.toNextBoundary() > 0; ++count) {
        if (count % apart != 0 && letters.position() != word.size())
            continue;
        broken += QStringView(word).sliced(from, letters.position() - from);
        from = letters.position();
        if (from != word.size())
            broken += QChar(0x200b); // a space without any width
    }
    return broken;
}

QString WordsLabel::breakable(const QString &text)
{
    constexpr qsizetype longest = 48;
    if (text.size() <= longest)
        return text;
    QTextBoundaryFinder places(QTextBoundaryFinder::Line, text);
    QString broken;
    for (qsizetype from = 0, to = places.toNextBoundary(); to > 0; to = places.toNextBoundary()) {
        const QString word = text.sliced(from, to - from);
        broken += word.size() > longest ? withBreaks(word) : word;
        from = to;
    }
    return broken;
}

// QLabel would like to have many words in few lines, and windows as wide as that.
QSize WordsLabel::sizeHint() const
{
    const QSize hint = QLabel::sizeHint();
    const int readable = fontMetrics().averageCharWidth() * 60;
    return hint.width() <= readable ? hint : QSize(readable, heightForWidth(readable));
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
