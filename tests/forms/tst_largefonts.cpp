// SPDX-License-Identifier: MIT
#include "dialogs/logindialog.h"
#include "dialogs/scriptedrequest.h"
#include "forms/changepasswordform.h"
#include "forms/loginform.h"
#include "forms/newaccountform.h"
#include "forms/reauthform.h"
#include "support/windowtest.h"

#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qcheckbox.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qstyle.h>
#include <QtWidgets/qtoolbutton.h>

#include <functional>

using namespace QtLogin;

// Everything that can be pressed in the forms grows with the font, and is not less than what the style makes of it.
class tst_LargeFonts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void whatCanBePressedGrowsWithTheFont_data();
    void whatCanBePressedGrowsWithTheFont();
    void theButtonsOfADialogGrowToo_data();
    void theButtonsOfADialogGrowToo();
    void aTickBoxIsTickedWhereItIsSeen_data();
    void aTickBoxIsTickedWhereItIsSeen();

private:
    static QRect inkOf(QWidget *widget, const QRect &where);
    static bool hasRoom(const QAbstractButton *button);
};

// Around its words, beside its frame.
bool tst_LargeFonts::hasRoom(const QAbstractButton *button)
{
    const QSize words = button->fontMetrics().size(Qt::TextShowMnemonic, button->text());
    const int room = button->fontMetrics().height() * 2 / 5;
    return button->width() - words.width() >= room && button->height() - words.height() >= room;
}

// The part of \a where in which something can be seen.
QRect tst_LargeFonts::inkOf(QWidget *widget, const QRect &where)
{
    const QImage image = widget->grab(where).toImage();
    const QColor paper = image.pixelColor(image.width() / 2, 0);
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAbs(image.pixelColor(x, y).lightness() - paper.lightness()) > 30)
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink.translated(where.topLeft());
}

void tst_LargeFonts::whatCanBePressedGrowsWithTheFont_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const int percent : {100, 200, 300}) {
        QTest::addRow("%d %%, left to right", percent) << percent << Qt::LeftToRight;
        QTest::addRow("%d %%, right to left", percent) << percent << Qt::RightToLeft;
    }
}

void tst_LargeFonts::whatCanBePressedGrowsWithTheFont()
{
    QFETCH(const int, percent);
    QFETCH(const Qt::LayoutDirection, direction);
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    LoginForm login;
    login.setOffersAccountCreation(true);
    login.setOffersPasswordHelp(true);
    NewAccountForm account;
    account.setKeepSignedIn(KeepSignedIn::Offered);
    ReauthForm reauth;
    ChangePasswordForm change;
    int seen = 0;
    for (QWidget *form : std::initializer_list<QWidget *> {&login, &account, &reauth, &change}) {
        form->setFont(font);
        form->setLayoutDirection(direction);
        form->resize(form->sizeHint().expandedTo(QSize(600, 10)));
        form->show();
        QCoreApplication::processEvents();
        const auto buttons = form->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            if (!button->isVisible())
                continue;
            ++seen;
            const int text = button->fontMetrics().height();
            const QByteArray name = button->objectName().toUtf8() + " of " + form->metaObject()->className();
            if (qobject_cast<QCheckBox *>(button)) {
                const int side = text * 3 / 4;
                const bool toTheLeft = direction == Qt::RightToLeft;
                const QRect box = inkOf(button, QRect(toTheLeft ? button->width() - side - 2 : 0, 0, side + 2, button->height()));
                QVERIFY2(box.height() >= side - 1 && box.width() >= side - 1, name.constData());
            } else if (qobject_cast<QPushButton *>(button)) {
                QVERIFY2(hasRoom(button), name.constData());
            } else { // the eye in a field
                QVERIFY2(inkOf(button, button->rect()).width() >= text * 3 / 4, name.constData());
            }
            QVERIFY(button->height() >= button->sizeHint().height() || qobject_cast<QToolButton *>(button));
        }
    }
    QCOMPARE(seen, 4 + 3 + 1 + 3);
}

void tst_LargeFonts::theButtonsOfADialogGrowToo_data()
{
    whatCanBePressedGrowsWithTheFont_data();
}

void tst_LargeFonts::theButtonsOfADialogGrowToo()
{
    QFETCH(const int, percent);
    QFETCH(const Qt::LayoutDirection, direction);
    const ScriptedRequest script;
    LoginDialog dialog(script.request());
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    dialog.setFont(font);
    dialog.setLayoutDirection(direction);
    dialog.open();
    QCoreApplication::processEvents();
    for (const char *name : {"submit", "cancel"})
        QVERIFY2(hasRoom(dialog.findChild<QPushButton *>(QLatin1String(name))), name);
}

void tst_LargeFonts::aTickBoxIsTickedWhereItIsSeen_data()
{
    whatCanBePressedGrowsWithTheFont_data();
}

void tst_LargeFonts::aTickBoxIsTickedWhereItIsSeen()
{
    QFETCH(const int, percent);
    QFETCH(const Qt::LayoutDirection, direction);
    LoginForm form;
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    form.setFont(font);
    form.setLayoutDirection(direction);
    form.resize(form.sizeHint().expandedTo(QSize(900, 10)));
    form.show();
    QCoreApplication::processEvents();
    auto *box = form.findChild<QCheckBox *>();
    const QRect ink = inkOf(box, box->rect());
    const auto at = [&](int x) { return QPoint(direction == Qt::LeftToRight ? x : box->width() - 1 - x, box->height() / 2); };
    // The focus goes around the words.
    const QImage quiet = box->grab().toImage();
    form.setAttribute(Qt::WA_KeyboardFocusChange); // as after Tab
    form.activateWindow();
    box->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(box->hasFocus());
    const QImage focused = box->grab().toImage();
    QRect changed;
    for (int y = 0; y < quiet.height(); ++y) {
        for (int x = 0; x < quiet.width(); ++x) {
            if (quiet.pixel(x, y) != focused.pixel(x, y))
                changed |= QRect(x, y, 1, 1);
        }
    }
    QVERIFY2(!changed.isEmpty() && ink.adjusted(-6, -6, 6, 6).contains(changed),
             qPrintable(QStringLiteral("%1 to %2").arg(changed.left()).arg(changed.right())));
    const QImage unticked = box->grab().toImage();
    QTest::mouseClick(box, Qt::LeftButton, {}, at(3));
    QVERIFY(box->isChecked());
    QVERIFY(box->grab().toImage() != unticked);
    QTest::mouseClick(box, Qt::LeftButton, {}, at(ink.width() - 4));
    QVERIFY(!box->isChecked());
    QTest::mouseClick(box, Qt::LeftButton, {}, at(ink.width() + 40)); // behind its words
    QVERIFY(!box->isChecked());
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(box->isChecked());
}

QTEST_MAIN(tst_LargeFonts)
#include "tst_largefonts.moc"
