// SPDX-License-Identifier: MIT
#include "dialogs/exhibition.h"
#include "forms/fieldnote.h"
#include "forms/passwordfield.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qabstractbutton.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlabel.h>

#include <cmath>

using namespace QtLogin;

// What holds for every dialog in every state; the gallery in tests/presence shows them to people. What
// is said in them, in every language, is looked at in tst_layouts.cpp there.
class tst_DialogLooks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void keysGoThroughTheFieldsInReadingOrder();
    void everythingHasANameForScreenReaders();
    void errorsCanBeReadOnLightAndDark();
    void iconsFollowThePalette();

private:
    Exhibition m_exhibition;
};

void tst_DialogLooks::keysGoThroughTheFieldsInReadingOrder()
{
    m_exhibition.show([](const QString &name, QDialog &dialog) {
        QList<QPoint> stops;
        QWidget *first = dialog.focusWidget();
        if (!first || first == &dialog)
            return;
        const auto takesTab = [&](const QWidget *widget) {
            return widget->isVisible() && widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus;
        };
        // Begin with the topmost stop, wherever the focus is now.
        QList<QWidget *> chain;
        for (QWidget *widget = dialog.nextInFocusChain(); widget != &dialog; widget = widget->nextInFocusChain()) {
            if (takesTab(widget))
                chain << widget;
        }
        for (const QWidget *widget : std::as_const(chain))
            stops << widget->mapTo(&dialog, QPoint(0, widget->height() / 2));
        QVERIFY2(stops.size() >= 3, qUtf8Printable(name));
        for (qsizetype i = 1; i < stops.size(); ++i) {
            const bool below = stops[i].y() > stops[i - 1].y();
            const bool beside = qAbs(stops[i].y() - stops[i - 1].y()) < 4 && stops[i].x() > stops[i - 1].x();
            QVERIFY2(below || beside, qUtf8Printable(name + u'/' + chain[i]->objectName()));
        }
    });
}

void tst_DialogLooks::everythingHasANameForScreenReaders()
{
    m_exhibition.show([](const QString &name, QDialog &dialog) {
        const auto widgets = dialog.findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            const bool used = widget->isVisible() && (widget->focusPolicy() != Qt::NoFocus || widget->inherits("QToolButton"));
            if (!used)
                continue;
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(),
                     qUtf8Printable(name + u'/' + widget->objectName()));
        }
    });
}

// WCAG 2.2, 1.4.3: text has a contrast of 4.5 to 1.
void tst_DialogLooks::errorsCanBeReadOnLightAndDark()
{
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    };
    for (const QColor &window : {QColor(Qt::white), QColor(0xef, 0xef, 0xef), QColor(0xd4, 0xd0, 0xc8), QColor(0x3a, 0x3a, 0x3e), QColor(0x2b, 0x2b, 0x2e), QColor(Qt::black)}) {
        FieldNote note;
        note.setPalette(QPalette(window, window));
        note.setError(QStringLiteral("Wrong."));
        const QColor text = note.findChildren<QLabel *>().last()->palette().color(QPalette::WindowText);
        const double light = qMax(luminance(text), luminance(window)) + 0.05;
        const double dark = qMin(luminance(text), luminance(window)) + 0.05;
        QVERIFY2(light / dark >= 4.5, qPrintable(window.name()));
    }
}

void tst_DialogLooks::iconsFollowThePalette()
{
    const auto inkOf = [](const QColor &text) {
        PasswordField field;
        QPalette palette;
        palette.setColor(QPalette::Text, text);
        field.setPalette(palette);
        const QImage image = field.actions().first()->icon().pixmap(32, 32).toImage();
        QColor ink;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).alpha() == 255)
                    ink = image.pixelColor(x, y);
            }
        }
        return ink;
    };
    QCOMPARE(inkOf(Qt::white), QColor(Qt::white));
    QCOMPARE(inkOf(Qt::black), QColor(Qt::black));
}

QTEST_MAIN(tst_DialogLooks)
#include "tst_dialoglooks.moc"
