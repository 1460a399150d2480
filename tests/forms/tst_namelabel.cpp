// SPDX-License-Identifier: MIT
#include "forms/namelabel_p.h"
#include "forms/wordslabel_p.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qevent.h>
#include <QtGui/qtextdocumentfragment.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qtooltip.h>

using namespace QtLogin;

// Names of any length, which people and servers choose.
class tst_NameLabel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void cleanup() { QToolTip::hideText(); }

    void aShortNameIsShownAsAWhole();
    void aLongNameMakesNoWindowWide_data();
    void aLongNameMakesNoWindowWide();
    void aLongNameIsReadInTheToolTipAndAloud();
    void aNameStaysOnOneLine();
    void aNameBeginsWhereTheLayoutBegins_data();
    void aNameBeginsWhereTheLayoutBegins();
    void aWordOfAnyLengthBreaks();
    void ordinaryWordsStayAsTheyAre();

private:
    static QString toolTipOf(QWidget *widget)
    {
        QHelpEvent event(QEvent::ToolTip, QPoint(1, 1), widget->mapToGlobal(QPoint(1, 1)));
        QCoreApplication::sendEvent(widget, &event);
        return QTextDocumentFragment::fromHtml(QToolTip::text()).toPlainText();
    }
};

void tst_NameLabel::aShortNameIsShownAsAWhole()
{
    QWidget window;
    auto *label = new NameLabel;
    (new QHBoxLayout(&window))->addWidget(label);
    label->setText(QStringLiteral("Ada Lovelace"));
    window.show();
    QCoreApplication::processEvents();
    QVERIFY(!label->isElided());
    QCOMPARE(toolTipOf(label), QString());
}

void tst_NameLabel::aLongNameMakesNoWindowWide_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("words") << QStringLiteral("Augusta Ada ").repeated(17);
    QTest::newRow("one word") << QString(200, u'W');
    QTest::newRow("Arabic") << QString(200, u'\u0646');
    QTest::newRow("Japanese") << QString(200, u'\u6f22');
}

void tst_NameLabel::aLongNameMakesNoWindowWide()
{
    QFETCH(const QString, name);
    QWidget window;
    auto *label = new NameLabel;
    (new QHBoxLayout(&window))->addWidget(label);
    label->setText(name);
    window.show();
    QCoreApplication::processEvents();
    QVERIFY(window.width() <= label->fontMetrics().averageCharWidth() * 50);
    QVERIFY(window.minimumSizeHint().width() <= label->fontMetrics().averageCharWidth() * 20);
    QVERIFY(label->isElided());
}

void tst_NameLabel::aLongNameIsReadInTheToolTipAndAloud()
{
    const QString name = QStringLiteral("Ada <b>& Co</b> ").repeated(15).trimmed();
    QWidget window;
    auto *label = new NameLabel;
    (new QHBoxLayout(&window))->addWidget(label);
    label->setText(name);
    window.show();
    QCoreApplication::processEvents();
    QCOMPARE(toolTipOf(label), name);
    QVERIFY(Qt::mightBeRichText(QToolTip::text())); // or it would be one line, wider than the screen
    QCOMPARE(QAccessible::queryAccessibleInterface(label)->text(QAccessible::Name), name);
}

void tst_NameLabel::aNameStaysOnOneLine()
{
    NameLabel one;
    one.setText(QStringLiteral("Ada"));
    NameLabel two;
    two.setText(QStringLiteral("Ada\nLovelace\n\n"));
    QCOMPARE(two.sizeHint().height(), one.sizeHint().height());
}

void tst_NameLabel::aNameBeginsWhereTheLayoutBegins_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("Latin") << QStringLiteral("Ada");
    QTest::newRow("Arabic") << QStringLiteral("\u0646\u0648\u0631");
}

void tst_NameLabel::aNameBeginsWhereTheLayoutBegins()
{
    QFETCH(const QString, name);
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        NameLabel label;
        label.setLayoutDirection(direction);
        label.setText(name);
        label.resize(400, 30);
        const QImage image = label.grab().toImage();
        QRect ink;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).lightness() < 100)
                    ink |= QRect(x, y, 1, 1);
            }
        }
        QVERIFY(!ink.isEmpty());
        QVERIFY(direction == Qt::LeftToRight ? ink.right() < 100 : ink.left() > 300);
    }
}

void tst_NameLabel::aWordOfAnyLengthBreaks()
{
    for (const QString &word : {QString(200, u'W'), QStringLiteral("a\u0301").repeated(100), QString(200, u'\u0646')}) {
        WordsLabel label;
        label.setText(WordsLabel::breakable(QStringLiteral("Welcome to ") + word));
        QVERIFY(label.minimumSizeHint().width() < label.fontMetrics().averageCharWidth() * 40);
        QCOMPARE(label.text().remove(QChar(0x200b)), QStringLiteral("Welcome to ") + word);
        QVERIFY(!label.text().contains(QStringLiteral("a\u200b\u0301")));
    }
}

void tst_NameLabel::ordinaryWordsStayAsTheyAre()
{
    for (const QString &text :
         {QString(), QStringLiteral("Enter the code from your authenticator app, which changes every minute."),
          QStringLiteral("Donaudampfschifffahrtsgesellschaft"), QStringLiteral("\u6f22\u5b57").repeated(40)})
        QCOMPARE(WordsLabel::breakable(text), text);
}

QTEST_MAIN(tst_NameLabel)
#include "tst_namelabel.moc"
