// SPDX-License-Identifier: MIT
// Paints every dialog in every state, in light and dark, in every language, and with large letters:
//   QT_QPA_PLATFORM=offscreen dialoggallery FOLDER
#include "dialogs/exhibition.h"
#include "support/languages.h"

#include <QtCore/qdir.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qstylefactory.h>

static QPalette darkPalette()
{
    const QColor window(0x2b, 0x2b, 0x2e);
    const QColor base(0x1e, 0x1e, 0x20);
    QPalette palette(QColor(0x3a, 0x3a, 0x3e), window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::PlaceholderText, QColor(0x90, 0x90, 0x94));
    return palette;
}

static void paint(Exhibition &exhibition, const QDir &folder, const QString &variant)
{
    folder.mkpath(variant);
    exhibition.show([&](const QString &name, QDialog &dialog) {
        dialog.grab().save(folder.filePath(variant + u'/' + name + QStringLiteral(".png")));
    });
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Journal"));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QDir folder(application.arguments().value(1, QStringLiteral("gallery")));
    const QPalette light = QApplication::palette();
    const QFont normal = QApplication::font();
    QFont large = normal;
    large.setPointSizeF(normal.pointSizeF() * 2);
    Exhibition exhibition;

    paint(exhibition, folder, QStringLiteral("light"));
    QApplication::setPalette(darkPalette());
    paint(exhibition, folder, QStringLiteral("dark"));
    QApplication::setPalette(light);
    for (const char *language : languages) {
        Exhibition::speak(language);
        paint(exhibition, folder, QLatin1String(language));
        QApplication::setFont(large);
        paint(exhibition, folder, QLatin1String(language) + QStringLiteral("-large"));
        QApplication::setFont(normal);
    }
    return 0;
}
