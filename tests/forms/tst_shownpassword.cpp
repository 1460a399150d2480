// SPDX-License-Identifier: MIT
#include "forms/passwordfield.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qevent.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qtoolbutton.h>

using namespace QtLogin;

// A password that is looked at: everything but copying is as in any line edit.
class tst_ShownPassword : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }

    void theEyeIsAsHighAsTheText_data();
    void theEyeIsAsHighAsTheText();
    void whatIsShownLooksLikeAnyLineEdit_data();
    void whatIsShownLooksLikeAnyLineEdit();
    void whatIsShownIsEditedLikeAnyLineEdit_data();
    void whatIsShownIsEditedLikeAnyLineEdit();
    void whatAnInputMethodComposesIsShownLikeInAnyLineEdit();
    void showingAndHidingKeepWhereThePersonIs();
    void whatIsShownStaysShown();
    void aLineEditThatMayNotBeEditedCanBeShown();
    void screenReadersReadWhatIsShown();
    void itIsNeverInTheModeInWhichALineEditCopies();

private:
    static void enlarge(QWidget *widget, int percent);
};

void tst_ShownPassword::enlarge(QWidget *widget, int percent)
{
    QFont font = widget->font();
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    widget->setFont(font);
}

void tst_ShownPassword::theEyeIsAsHighAsTheText_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const int percent : {100, 200, 300}) {
        QTest::addRow("%d %%, left to right", percent) << percent << Qt::LeftToRight;
        QTest::addRow("%d %%, right to left", percent) << percent << Qt::RightToLeft;
    }
}

// Its own line is drawn over two thirds of the height that its icon has.
void tst_ShownPassword::theEyeIsAsHighAsTheText()
{
    QFETCH(const int, percent);
    QFETCH(const Qt::LayoutDirection, direction);
    PasswordField field;
    field.setLayoutDirection(direction);
    enlarge(&field, percent);
    field.resize(400, field.sizeHint().height());
    field.show();
    auto *button = field.findChild<QToolButton *>();
    QVERIFY(field.rect().contains(button->geometry()));
    const int text = field.fontMetrics().height();
    QVERIFY2(button->iconSize().height() >= text, qPrintable(QString::number(button->iconSize().height())));
    QVERIFY(button->height() >= button->iconSize().height());
    QCOMPARE(button->geometry().center().x() > field.width() / 2, direction == Qt::LeftToRight);

    // The part of it that can be seen.
    const QImage image = field.grab(button->geometry()).toImage();
    const QColor paper = field.palette().color(QPalette::Base);
    QRect ink;
    for (int y = 4; y < image.height() - 4; ++y) {
        for (int x = 4; x < image.width() - 4; ++x) {
            if (qAbs(image.pixelColor(x, y).lightness() - paper.lightness()) > 60)
                ink |= QRect(x, y, 1, 1);
        }
    }
    QVERIFY2(ink.width() >= text * 3 / 4, qPrintable(QStringLiteral("%1 of %2").arg(ink.width()).arg(text)));

    // And what is written does not run below it.
    field.setShown(true);
    field.setText(QString(200, u'W'));
    const QRect end = field.inputMethodQuery(Qt::ImCursorRectangle).toRect();
    QVERIFY(!button->geometry().contains(end.center()));
}

void tst_ShownPassword::whatIsShownLooksLikeAnyLineEdit_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("percent");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        for (const int percent : {100, 200}) {
            const char *way = direction == Qt::LeftToRight ? "to the right" : "to the left";
            QTest::addRow("Latin, %d %%, %s", percent, way) << QStringLiteral("an engine of brass") << percent << direction;
            QTest::addRow("Arabic, %d %%, %s", percent, way) << QStringLiteral("كلمة المرور 17") << percent << direction;
            QTest::addRow("accents, %d %%, %s", percent, way) << QStringLiteral("cafe\u0301 İğ") << percent << direction;
            QTest::addRow("too long, %d %%, %s", percent, way) << QString(90, u'm') << percent << direction;
        }
    }
}

void tst_ShownPassword::whatIsShownLooksLikeAnyLineEdit()
{
    QFETCH(const QString, text);
    QFETCH(const int, percent);
    QFETCH(const Qt::LayoutDirection, direction);
    PasswordField field;
    QLineEdit plain;
    for (QLineEdit *line : std::initializer_list<QLineEdit *> {&field, &plain}) {
        line->setLayoutDirection(direction);
        enlarge(line, percent);
        line->resize(420, line->sizeHint().height());
        line->setText(text);
        line->show();
    }
    QVERIFY(field.grab().toImage() != plain.grab().toImage());
    field.findChild<QToolButton *>()->hide();
    plain.setTextMargins(field.textMargins());
    field.setShown(true);
    for (const int cursor : {int(text.size()), 0, 5}) {
        for (QLineEdit *line : std::initializer_list<QLineEdit *> {&field, &plain})
            line->setCursorPosition(cursor);
        QCOMPARE(field.grab().toImage(), plain.grab().toImage());
        QCOMPARE(field.inputMethodQuery(Qt::ImCursorRectangle), plain.inputMethodQuery(Qt::ImCursorRectangle));
        for (const int x : {15, 60, 200, 400})
            QCOMPARE(field.cursorPositionAt(QPoint(x, 10)), plain.cursorPositionAt(QPoint(x, 10)));
    }
}

void tst_ShownPassword::whatIsShownIsEditedLikeAnyLineEdit_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("Latin") << QStringLiteral("an engine of brass");
    QTest::newRow("a decomposed accent") << QStringLiteral("cafe\u0301s");
    QTest::newRow("an emoji") << QStringLiteral("a😀b");
    QTest::newRow("Arabic") << QStringLiteral("مرور 17");
}

// Word by word is not among these: where words begin in a password is said in no mode but Normal.
void tst_ShownPassword::whatIsShownIsEditedLikeAnyLineEdit()
{
    QFETCH(const QString, text);
    PasswordField field;
    QLineEdit plain;
    field.setShown(true);
    const QList<QPair<Qt::Key, Qt::KeyboardModifiers>> keys {
        {Qt::Key_Left, Qt::NoModifier},       {Qt::Key_Left, Qt::NoModifier}, {Qt::Key_X, Qt::NoModifier},
        {Qt::Key_Left, Qt::ShiftModifier},    {Qt::Key_Y, Qt::NoModifier},    {Qt::Key_Backspace, Qt::NoModifier},
        {Qt::Key_Right, Qt::NoModifier},      {Qt::Key_Z, Qt::NoModifier},    {Qt::Key_Home, Qt::NoModifier},
        {Qt::Key_Delete, Qt::NoModifier},     {Qt::Key_Q, Qt::NoModifier},    {Qt::Key_End, Qt::ShiftModifier},
        {Qt::Key_Left, Qt::NoModifier},       {Qt::Key_End, Qt::NoModifier},  {Qt::Key_Backspace, Qt::NoModifier}};
    for (QLineEdit *line : std::initializer_list<QLineEdit *> {&field, &plain})
        line->insert(text);
    for (const auto &[key, modifiers] : keys) {
        for (QLineEdit *line : std::initializer_list<QLineEdit *> {&field, &plain})
            QTest::keyClick(line, key, modifiers);
        QCOMPARE(field.displayText(), plain.displayText());
        QCOMPARE(field.text(), plain.text());
        QCOMPARE(field.cursorPosition(), plain.cursorPosition());
        QCOMPARE(field.selectedText(), plain.selectedText());
    }
}

// Korean, for one: what is committed and what is composed next come in one event.
void tst_ShownPassword::whatAnInputMethodComposesIsShownLikeInAnyLineEdit()
{
    PasswordField field;
    QLineEdit plain;
    field.setShown(true);
    const QList<QPair<QString, QString>> events {{QStringLiteral("ㄱ"), QString()},
                                                 {QStringLiteral("가"), QString()},
                                                 {QStringLiteral("ㄴ"), QStringLiteral("가")},
                                                 {QString(), QStringLiteral("나")},
                                                 {QString(), QStringLiteral("x")},
                                                 {QStringLiteral("다"), QString()},
                                                 {QString(), QString()}};
    QSignalSpy edited(&field, &QLineEdit::textEdited), plainEdited(&plain, &QLineEdit::textEdited);
    for (QLineEdit *line : std::initializer_list<QLineEdit *> {&field, &plain}) {
        line->resize(300, line->sizeHint().height());
        line->insert(QStringLiteral("ab"));
        line->setSelection(1, 1);
    }
    plain.setTextMargins(field.textMargins());
    field.findChild<QToolButton *>()->hide();
    for (const auto &[preedit, commit] : events) {
        for (QLineEdit *line : std::initializer_list<QLineEdit *> {&field, &plain}) {
            QInputMethodEvent event(preedit, {QInputMethodEvent::Attribute(QInputMethodEvent::Cursor, int(preedit.size()), 1, {})});
            event.setCommitString(commit);
            QCoreApplication::sendEvent(line, &event);
        }
        QCOMPARE(field.text(), plain.text());
        QCOMPARE(field.cursorPosition(), plain.cursorPosition());
        QCOMPARE(field.grab().toImage(), plain.grab().toImage());
        QCOMPARE(edited.size(), plainEdited.size());
    }
}

void tst_ShownPassword::showingAndHidingKeepWhereThePersonIs()
{
    PasswordField field;
    QTest::keyClicks(&field, QStringLiteral("engine"));
    QSignalSpy changed(&field, &QLineEdit::textChanged);
    QSignalSpy edited(&field, &QLineEdit::textEdited);
    QSignalSpy moved(&field, &QLineEdit::cursorPositionChanged);
    const auto toggle = [&field] { field.setShown(!field.isShown()); };
    field.setCursorPosition(2);
    field.setSelection(5, -3); // backwards
    moved.clear();
    for (int i = 0; i < 4; ++i) {
        toggle();
        QCOMPARE(field.text(), QStringLiteral("engine"));
        QCOMPARE(field.cursorPosition(), 2);
        QCOMPARE(field.selectionStart(), 2);
        QCOMPARE(field.selectionLength(), 3);
        QVERIFY(field.isModified());
    }
    field.setSelection(2, 3);
    toggle();
    QCOMPARE(field.cursorPosition(), 5);
    field.deselect();
    moved.clear();
    toggle();
    QCOMPARE(field.cursorPosition(), 5);
    QCOMPARE(changed.size() + edited.size() + moved.size(), 0);
}

void tst_ShownPassword::whatIsShownStaysShown()
{
    PasswordField field;
    const auto isShown = [&field] { return field.isShown() && field.displayText() == field.text(); };
    field.setShown(true);
    QVERIFY(isShown());
    QTest::keyClicks(&field, QStringLiteral("engine"));
    QVERIFY(isShown());
    for (const auto reason : {Qt::TabFocusReason, Qt::ActiveWindowFocusReason, Qt::PopupFocusReason}) {
        field.setSelection(1, 3);
        QFocusEvent out(QEvent::FocusOut, reason), in(QEvent::FocusIn, reason);
        QCoreApplication::sendEvent(&field, &out);
        QVERIFY(isShown());
        QCOMPARE(field.hasSelectedText(), reason != Qt::TabFocusReason);
        QCoreApplication::sendEvent(&field, &in);
        QVERIFY(isShown());
    }
    QInputMethodEvent event;
    event.setCommitString(QStringLiteral("s"));
    QCoreApplication::sendEvent(&field, &event);
    QVERIFY(isShown());
    field.wipe();
    QTest::keyClicks(&field, QStringLiteral("brass"));
    QVERIFY(isShown());
    QCOMPARE(field.take()->reveal(), QByteArrayView("brass"));
    field.setText(QStringLiteral("steel"));
    QVERIFY(isShown());
    field.setShown(false);
    QVERIFY(!isShown());
    QCOMPARE(field.text(), QStringLiteral("steel"));
}

void tst_ShownPassword::aLineEditThatMayNotBeEditedCanBeShown()
{
    PasswordField field;
    field.setText(QStringLiteral("engine"));
    field.setReadOnly(true);
    field.setShown(true);
    QCOMPARE(field.displayText(), QStringLiteral("engine"));
    field.setShown(false);
    QVERIFY(field.displayText() != QStringLiteral("engine"));
}

// They read what eyes can, and where.
void tst_ShownPassword::screenReadersReadWhatIsShown()
{
    PasswordField field;
    QTest::keyClicks(&field, QStringLiteral("engine"));
    field.setShown(true);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&field);
    QVERIFY(!interface->state().passwordEdit);
    QVERIFY(interface->state().editable);
    QCOMPARE(interface->role(), QAccessible::EditableText);
    QCOMPARE(interface->text(QAccessible::Value), QStringLiteral("engine"));
    QAccessibleTextInterface *text = interface->textInterface();
    QCOMPARE(text->text(1, 4), QStringLiteral("ngi"));
    text->setSelection(0, 1, 4);
    int start = 0, end = 0;
    text->selection(0, &start, &end);
    QCOMPARE(QList<int>({start, end, text->selectionCount(), text->cursorPosition()}), QList<int>({1, 4, 1, 4}));
    text->removeSelection(0);
    QCOMPARE(text->selectionCount(), 0);
    field.setReadOnly(true);
    QVERIFY(interface->state().readOnly);
}

// tst_passwordcopies.cpp looks at what would leave in that mode.
void tst_ShownPassword::itIsNeverInTheModeInWhichALineEditCopies() // F12
{
    PasswordField field;
    const auto copies = [&field] { return field.echoMode() == QLineEdit::Normal; };
    QVERIFY(!copies());
    QTest::keyClicks(&field, QStringLiteral("engine"));
    for (const auto mode : {QLineEdit::Normal, QLineEdit::NoEcho, QLineEdit::PasswordEchoOnEdit, QLineEdit::Password}) {
        field.setEchoMode(mode);
        QVERIFY(!copies());
        QCOMPARE(field.isShown(), mode == QLineEdit::Normal);
        QVERIFY(field.setProperty("echoMode", mode));
        QVERIFY(!copies());
        QCOMPARE(field.isShown(), mode == QLineEdit::Normal);
        QCOMPARE(field.text(), QStringLiteral("engine"));
    }
}

QTEST_MAIN(tst_ShownPassword)
#include "tst_shownpassword.moc"
