// SPDX-License-Identifier: MIT
// Paints everything in every state, in light and dark, with large letters and a long name, in every
// language or in those that are named:
//   QT_QPA_PLATFORM=offscreen gallery FOLDER [LANGUAGE…]
#include "dialogs/exhibition.h"
#include "presence/furniture.h"
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

static void paint(const QDir &folder, const QString &variant, const QSize &size)
{
    folder.mkpath(variant);
    const auto save = [&](const QString &name, QWidget *window) {
        window->grab().save(folder.filePath(variant + u'/' + name + QStringLiteral(".png")));
    };
    Exhibition().show([&](const QString &name, QDialog &dialog) { save(name, &dialog); });
    Furniture(size, save).show();
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

    QPixmap icon(64, 64);
    icon.fill(QColor(0x2e, 0x7d, 0x32)); // of an application that has one
    QGuiApplication::setWindowIcon(icon);
    const QStringList wanted = application.arguments().mid(2);
    for (const char *language : languages) {
        const auto variant = QString::fromLatin1(language);
        if (!wanted.isEmpty() && !wanted.contains(variant))
            continue;
        Exhibition::speak(language);
        paint(folder, variant, {640, 480});
        Furniture::setPerson(QStringLiteral("Augusta Ada King ").repeated(12).left(200).trimmed());
        paint(folder, variant + QStringLiteral("-longname"), {640, 480});
        Furniture::setPerson(QStringLiteral("Ada Lovelace"));
        QApplication::setPalette(darkPalette());
        paint(folder, variant + QStringLiteral("-dark"), {640, 480});
        QApplication::setFont(large);
        paint(folder, variant + QStringLiteral("-dark-large"), {1280, 760});
        QApplication::setPalette(light);
        paint(folder, variant + QStringLiteral("-large"), {1280, 760});
        QApplication::setFont(normal);
    }
    return 0;
}
