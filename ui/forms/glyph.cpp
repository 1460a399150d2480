// SPDX-License-Identifier: MIT
#include "forms/glyph_p.h"

#include <QtCore/qfile.h>
#include <QtCore/qxmlstream.h>
#include <QtGui/qiconengine.h>
#include <QtGui/qpainter.h>
#include <QtGui/qpainterpath.h>

static void initialiseIcons()
{
    Q_INIT_RESOURCE(qtlogin); // a static library's resources wait to be asked for
}

namespace QtLogin {

constexpr qreal viewBox = 24;
constexpr qreal strokeWidth = 1.8;

// The path language of our icons: absolute M, L, C and Z, everything separated by blanks.
static void addPath(QPainterPath &path, const QString &data)
{
    const QStringList words = data.split(u' ', Qt::SkipEmptyParts);
    qsizetype at = 0;
    const auto point = [&] {
        const qreal x = words.value(at++).toDouble();
        return QPointF(x, words.value(at++).toDouble());
    };
    while (at < words.size()) {
        const QString command = words.at(at++);
        if (command == u'M') {
            path.moveTo(point());
        } else if (command == u'L') {
            path.lineTo(point());
        } else if (command == u'C') {
            const QPointF first = point();
            const QPointF second = point();
            path.cubicTo(first, second, point());
        } else if (command == u'Z') {
            path.closeSubpath();
        } else {
            qFatal("QtLogin: an icon uses a path command that is not drawn here.");
        }
    }
}

static QPainterPath readGlyph(const QString &name)
{
    initialiseIcons();
    QFile file(QStringLiteral(":/qtlogin/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("QtLogin: there is no icon %s.", qUtf8Printable(name));
    QPainterPath path;
    for (QXmlStreamReader xml(&file); !xml.atEnd(); xml.readNext()) {
        if (xml.isStartElement() && xml.name() == u"path")
            addPath(path, xml.attributes().value(QStringLiteral("d")).toString());
    }
    return path;
}

namespace {

class GlyphEngine final : public QIconEngine
{
public:
    GlyphEngine(QPainterPath path, const QColor &colour) : m_path(std::move(path)), m_colour(colour) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal side = qMin(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
        painter->scale(side / viewBox, side / viewBox);
        painter->setOpacity(mode == QIcon::Disabled ? 0.45 : 1.0);
        painter->strokePath(m_path, QPen(m_colour, strokeWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
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

    QIconEngine *clone() const override { return new GlyphEngine(*this); }
    bool isNull() override { return m_path.isEmpty(); }

private:
    QPainterPath m_path;
    QColor m_colour;
};

} // namespace

QIcon glyphIcon(const QString &name, const QColor &colour)
{
    return QIcon(new GlyphEngine(readGlyph(name), colour));
}

QColor errorColour(const QColor &background)
{
    return background.lightnessF() < 0.5 ? QColor(0xff, 0xa0, 0x93) : QColor(0xb0, 0x1c, 0x12);
}

} // namespace QtLogin
