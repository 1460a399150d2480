// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qcoreapplication.h>
#include <QtCore/qtranslator.h>

//! A language that no person speaks: while it lives, everything that QtLogin translates stands between
//! ⟦ and ⟧, has accents, and is longer by two fifths. Text outside is not translated.
class PseudoLanguage final : public QTranslator
{
public:
    PseudoLanguage() { QCoreApplication::installTranslator(this); }

    QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (!QByteArrayView(context).startsWith("QtLogin::"))
            return {};
        const QString accented = accent(QString::fromUtf8(source));
        return QStringLiteral("⟦%1 %2⟧").arg(accented, padding(accented));
    }
    bool isEmpty() const override { return false; }

    //! The part of \a text outside of the marks, which contain each other where a text has parts.
    static QString outside(QString text)
    {
        static const QRegularExpression innermost(QStringLiteral("⟦[^⟦⟧]*⟧"));
        while (text.contains(innermost))
            text.remove(innermost);
        return text;
    }

private:
    static QString accent(QString text)
    {
        const QString plain = QStringLiteral("AEIOUaeiouycs");
        const QString accented = QStringLiteral("ÅÉÎÖÛåéîöûýçš");
        for (QChar &c : text) {
            if (const qsizetype at = plain.indexOf(c); at >= 0)
                c = accented.at(at);
        }
        return text;
    }

    //! The text's own words once more, without what means something in it.
    static QString padding(const QString &text)
    {
        static const QRegularExpression marks(QStringLiteral("%.|[&…:]"));
        return QString(text).remove(marks).left((text.size() * 2 + 4) / 5).trimmed();
    }
};
