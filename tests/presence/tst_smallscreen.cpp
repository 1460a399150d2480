// SPDX-License-Identifier: MIT
#include "dialogs/exhibition.h"
#include "presence/furniture.h"
#include "presence/onscreen.h"
#include "support/windowtest.h"

#include <QtGui/qscreen.h>
#include <QtWidgets/qabstractbutton.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qscrollarea.h>
#include <QtWidgets/qscrollbar.h>

using namespace QtLogin;

// Everything on a screen of 1280 by 720 pixels, less a panel, at a scale of 2, with text at 125 %. That
// leaves 640 by 310.
class tst_SmallScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { failOnWarnings(); }
    void cleanup() { Exhibition::speak("en"); }

    void everyDialogKeepsItsButtonsOnTheScreen_data();
    void everyDialogKeepsItsButtonsOnTheScreen();
    void nothingIsCutAtTheSides_data();
    void nothingIsCutAtTheSides();
    void everyFieldComesIntoSightWithTheFocus();

private:
    static void addLanguages();
    static bool isInSight(const QWidget *widget) { return widget->visibleRegion().boundingRect() == widget->rect(); }
};

void tst_SmallScreen::initTestCase()
{
    QCOMPARE(QGuiApplication::primaryScreen()->availableGeometry().size(), QSize(640, 310));
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    QApplication::setFont(font);
}

void tst_SmallScreen::addLanguages()
{
    QTest::addColumn<QByteArray>("language");
    for (const char *language : {"en", "ar", "de", "ja"})
        QTest::newRow(language) << QByteArray(language);
}

void tst_SmallScreen::everyDialogKeepsItsButtonsOnTheScreen_data()
{
    addLanguages();
}

void tst_SmallScreen::everyDialogKeepsItsButtonsOnTheScreen()
{
    QFETCH(const QByteArray, language);
    Exhibition::speak(language.constData());
    QStringList complaints;
    int looked = 0;
    const auto look = [&](const QString &name, QWidget *window) {
        const QRect screen = window->screen()->availableGeometry();
        for (const char *button : {"submit", "cancel"}) {
            const auto *found = window->findChild<QAbstractButton *>(QLatin1String(button));
            if (!found || !found->isVisible())
                continue;
            ++looked;
            const bool isOnScreen = window->size().boundedTo(screen.size()) == window->size();
            if (!isOnScreen || !isInSight(found))
                complaints << name + u'/' + QLatin1String(button);
        }
        const auto *typed = qobject_cast<const QLineEdit *>(window->focusWidget());
        if (typed && !isInSight(typed))
            complaints << name + u'/' + typed->objectName();
    };
    Exhibition().show([&](const QString &name, QDialog &dialog) { look(name, &dialog); });
    Furniture({640, 300}, look).show();
    QVERIFY2(complaints.isEmpty(), qUtf8Printable(complaints.join(u'\n')));
    QVERIFY(looked > 30);
}

void tst_SmallScreen::nothingIsCutAtTheSides_data()
{
    addLanguages();
}

void tst_SmallScreen::nothingIsCutAtTheSides()
{
    QFETCH(const QByteArray, language);
    Exhibition::speak(language.constData());
    QStringList complaints;
    Exhibition().show([&](const QString &name, QDialog &dialog) {
        const auto clipped = clippedOn(&dialog); // but for what can be scrolled to
        for (const QString &complaint : clipped)
            complaints << name + QStringLiteral(": ") + complaint;
    });
    QVERIFY2(complaints.isEmpty(), qUtf8Printable(complaints.join(u'\n')));
}

void tst_SmallScreen::everyFieldComesIntoSightWithTheFocus()
{
    int scrolled = 0;
    Exhibition().show([&](const QString &name, QDialog &dialog) {
        const auto *area = dialog.findChild<QScrollArea *>(QStringLiteral("area"));
        scrolled += area->verticalScrollBar()->maximum() > 0;
        QApplication::setActiveWindow(&dialog);
        const auto widgets = dialog.findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            widget->setFocus(Qt::TabFocusReason);
            QCoreApplication::processEvents();
            QVERIFY2(isInSight(widget), qUtf8Printable(name + u'/' + widget->objectName()));
        }
    });
    QVERIFY2(scrolled > 2, qPrintable(QString::number(scrolled))); // the test can fail
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" QTLOGIN_SOURCE_DIR "/tests/presence/smallscreen.json");
    qputenv("QT_SCALE_FACTOR", "2");
    QApplication application(argc, argv);
    tst_SmallScreen test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_smallscreen.moc"
