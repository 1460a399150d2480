// SPDX-License-Identifier: MIT
#include "presence/initials_p.h"

#include <QtCore/qtextboundaryfinder.h>
#include <QtGui/qfontmetrics.h>
#include <QtGui/qguiapplication.h>
#include <QtGui/qiconengine.h>
#include <QtGui/qpainter.h>

namespace QtLogin {

// A letter with all that belongs to it: accents, and the second half of what UTF-16 has two of.
static QString firstLetterOf(const QString &word)
{
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, word);
    for (qsizetype from = 0, to = letters.toNextBoundary(); to > 0; from = to, to = letters.toNextBoundary()) {
        const QString letter = word.sliced(from, to - from);
        const auto characters = letter.toUcs4();
        if (QChar::isLetterOrNumber(characters.first()))
            return letter.toUpper();
    }
    return {};
}

QString initialsOf(const QString &name)
{
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    QStringList letters;
    for (const QString &word : words) {
        if (const QString letter = firstLetterOf(word); !letter.isEmpty())
            letters << letter;
    }
    return letters.size() < 2 ? letters.value(0) : letters.first() + letters.last();
}

namespace {

class InitialsEngine final : public QIconEngine
{
public:
    InitialsEngine(QString initials, const QColor &disc, const QColor &ink)
        : m_initials(std::move(initials)), m_disc(disc), m_ink(ink)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(rect.width(), rect.height());
        QRectF disc(0, 0, side, side);
        disc.moveCenter(QRectF(rect).center());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setOpacity(mode == QIcon::Disabled ? 0.45 : 1.0);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_disc);
        painter->drawEllipse(disc);
        painter->setFont(fontFor(side));
        painter->setPen(m_ink);
        painter->drawText(disc, Qt::AlignCenter, m_initials);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new InitialsEngine(*this); }
    bool isNull() override { return m_initials.isEmpty(); }

private:
    // As large as the disc allows: wide letters, and scripts with high ones, need more room.
    QFont fontFor(int side) const
    {
        QFont font = QGuiApplication::font();
        font.setBold(true);
        font.setPixelSize(qMax(1, side * 9 / 20));
        const QRectF ink = QFontMetricsF(font).tightBoundingRect(m_initials);
        const qreal room = side * 0.72;
        const qreal need = qMax(ink.width(), ink.height());
        if (need > room)
            font.setPixelSize(qMax(1, int(font.pixelSize() * room / need)));
        return font;
    }

    QString m_initials;
    QColor m_disc;
    QColor m_ink;
};

} // namespace

QIcon initialsIcon(const QString &initials, const QPalette &palette)
{
    return QIcon(new InitialsEngine(initials, palette.color(QPalette::Active, QPalette::Highlight),
                                    palette.color(QPalette::Active, QPalette::HighlightedText)));
}

} // namespace QtLogin
