// SPDX-License-Identifier: MIT
#include "dialogs/exhibition.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialog.h"
#include "dialogs/newaccountdialog.h"
#include "dialogs/scriptedrequest.h"
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

// The rules for every dialog in every state; the gallery in tests/presence shows them to people. The words
// that are said in them, in every language, are looked at in tst_layouts.cpp there.
class tst_DialogLooks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void keysGoThroughTheFieldsInReadingOrder();
    void everythingHasANameForScreenReaders();
    void errorsCanBeReadOnLightAndDark();
    void aFieldThatIsWrongLooksWrongUntilItIsMended();
    void everyDialogSaysWhichApplicationAsks();
    void rulesAreReadBeforeAnythingIsTyped();
    void iconsFollowThePalette();

private:
    Exhibition m_exhibition;
};

static bool isChoice(const QWidget *widget)
{
    const QStringList choices = {QStringLiteral("keepSignedIn"), QStringLiteral("forgotPassword"), QStringLiteral("createAccount"),
                                 QStringLiteral("passwordWay"), QStringLiteral("browserWay"), QStringLiteral("deviceWay"),
                                 QStringLiteral("logOut")};
    return choices.contains(widget->objectName());
}

static bool isInReadingOrder(const QDialog &dialog, const QList<QWidget *> &chain)
{
    for (qsizetype i = 1; i < chain.size(); ++i) {
        const auto place = [&](const QWidget *widget) { return widget->mapTo(&dialog, QPoint(0, widget->height() / 2)); };
        const QPoint from = place(chain[i - 1]);
        const QPoint to = place(chain[i]);
        const bool beside = qAbs(to.y() - from.y()) < 4 && to.x() > from.x();
        if (to.y() <= from.y() && !beside)
            return false;
    }
    return true;
}

void tst_DialogLooks::keysGoThroughTheFieldsInReadingOrder()
{
    m_exhibition.show([](const QString &name, QDialog &dialog) {
        QWidget *first = dialog.focusWidget();
        if (!first || first == &dialog)
            return;
        const auto takesTab = [&](const QWidget *widget) {
            return widget->isVisible() && widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus;
        };
        // Begin with the topmost stop, wherever the focus is now. The choices besides come last.
        QList<QWidget *> chain;
        QList<QWidget *> choices;
        for (QWidget *widget = dialog.nextInFocusChain(); widget != &dialog; widget = widget->nextInFocusChain()) {
            if (takesTab(widget))
                (choices.isEmpty() && !isChoice(widget) ? chain : choices) << widget;
        }
        QVERIFY2(std::all_of(choices.cbegin(), choices.cend(), isChoice), qUtf8Printable(name));
        for (const auto &stretch : {chain, choices})
            QVERIFY2(isInReadingOrder(dialog, stretch), qUtf8Printable(name));
        const auto fields = dialog.findChildren<QLineEdit *>();
        const bool asks = std::any_of(fields.begin(), fields.end(), [](auto *field) { return field->isVisible(); });
        QVERIFY2(chain.size() >= (asks && dialog.findChild<QWidget *>(QStringLiteral("submit")) ? 3 : 1), qUtf8Printable(name));
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

void tst_DialogLooks::aFieldThatIsWrongLooksWrongUntilItIsMended()
{
    ScriptedRequest script;
    script.parts().suggestedUserName = QStringLiteral("ada");
    LoginDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    QCoreApplication::processEvents();
    const auto framed = [&](const char *name) {
        QWidget *field = robot.find(name);
        const QColor ink = field->grab().toImage().pixelColor(field->width() / 2, 1);
        return ink.red() > 140 && ink.red() - ink.green() > 80;
    };
    QVERIFY(!framed("password"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(!robot.note("passwordNote").isEmpty());
    QVERIFY(framed("password"));
    QVERIFY(!framed("userName"));
    robot.type("password", QStringLiteral("x"));
    QVERIFY(!framed("password"));
    QCOMPARE(robot.find<PasswordField>("password")->selectedText(), QString());
    robot.find<QLineEdit>("userName")->clear();
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(!robot.note("userNameNote").isEmpty());
    QVERIFY(framed("userName"));
    QVERIFY(!framed("password"));
}

void tst_DialogLooks::everyDialogSaysWhichApplicationAsks()
{
    const QString before = QGuiApplication::applicationDisplayName();
    QPixmap red(64, 64);
    red.fill(Qt::red);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Journal"));
    QGuiApplication::setWindowIcon(QIcon(red));
    m_exhibition.show([](const QString &name, QDialog &dialog) {
        QStringList said;
        bool hasIcon = false;
        const auto labels = dialog.findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible() && label->text().contains(QStringLiteral("Journal")))
                said << label->text();
            const QImage image = label->pixmap().toImage();
            hasIcon |= !image.isNull() && image.pixelColor(image.rect().center()) == QColor(Qt::red);
        }
        QVERIFY2(said.size() == 1, qUtf8Printable(name + said.join(u'\n'))); // and does not say it twice
        QVERIFY2(hasIcon, qUtf8Printable(name));
    });
    QGuiApplication::setWindowIcon(QIcon());
    QGuiApplication::setApplicationDisplayName(before);
}

void tst_DialogLooks::rulesAreReadBeforeAnythingIsTyped()
{
    NewAccountDialog dialog(std::make_shared<ScriptedEditor>());
    const DialogRobot robot(&dialog);
    dialog.open();
    const auto rules = QStringLiteral("Use at least 15 characters.");
    QCOMPARE(robot.note("passwordNote"), rules);
    QCOMPARE(robot.find("password")->accessibleDescription(), rules);
    QVERIFY(!robot.find<FieldNote>("passwordNote")->hasError());
    robot.type("password", QStringLiteral("a wheel of bras"));
    QCOMPARE(robot.note("passwordNote"), QStringLiteral("This password can be used. Longer is safer."));
    robot.find<PasswordField>("password")->wipe();
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(robot.find<FieldNote>("userNameNote")->hasError());
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
