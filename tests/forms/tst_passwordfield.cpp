// SPDX-License-Identifier: MIT
#include "forms/memoryscan.h"
#include "forms/passwordfield.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qevent.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qtoolbutton.h>

using namespace QtLogin;

class tst_PasswordField : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void cleanup() { QGuiApplication::clipboard()->clear(); }

    void theScannerFindsWhatAPlainLineEditLeaves();
    void whatWasTypedLeavesAsASecretAndNothingStays_data();
    void whatWasTypedLeavesAsASecretAndNothingStays();
    void aFieldThatIsDeletedLeavesNothing();
    void anAbandonedEntryLeavesNothing();
    void whatIsDoneWithAShownPasswordLeavesNothing_data();
    void whatIsDoneWithAShownPasswordLeavesNothing();
    void hidingLeavesNoMoreThanHasNeverBeenShown();
    void textThatIsNotUnicodeIsRefusedAndWiped();
    void textIsComposedOnItsWayOut();
    void peekingLeavesTheTextThere();
    void itsPropertiesTellNothing();
    void wipingSaysThatTheTextHasChanged();
    void nothingCanBeUndoneCopiedOrCut_data();
    void nothingCanBeUndoneCopiedOrCut();
    void inputMethodsLearnNothing_data();
    void inputMethodsLearnNothing();
    void theToggleShowsAndHides();
    void theMenuOffersPasteAndShow();
    void capsLockIsNoticed_data();
    void capsLockIsNoticed();
    void capsLockIsForgottenWithTheFocus();
    void screenReadersHearThatItIsAPasswordAndNotWhich();
    void screenReadersMayWrite();

private:
    static void enlarge(QWidget *widget, int percent);
};

void tst_PasswordField::enlarge(QWidget *widget, int percent)
{
    QFont font = widget->font();
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    widget->setFont(font);
}

// The measurement must be able to fail.
void tst_PasswordField::theScannerFindsWhatAPlainLineEditLeaves()
{
    const Marker marker;
    QCOMPARE(marker.occurrences(), 0);
    {
        QLineEdit naive;
        naive.setEchoMode(QLineEdit::Password);
        marker.typeInto(&naive);
        naive.clear();
    }
    QVERIFY(marker.occurrences() > 0);
}

void tst_PasswordField::whatWasTypedLeavesAsASecretAndNothingStays_data()
{
    QTest::addColumn<bool>("shown");
    QTest::addColumn<bool>("corrected");
    QTest::newRow("hidden") << false << false;
    QTest::newRow("hidden, the end deleted") << false << true;
    QTest::newRow("shown") << true << false;
    QTest::newRow("shown, the end deleted") << true << true;
}

void tst_PasswordField::whatWasTypedLeavesAsASecretAndNothingStays() // J2
{
    QFETCH(bool, shown);
    QFETCH(bool, corrected);
    const Marker marker;
    PasswordField field;
    field.show();
    field.setShown(shown);
    marker.typeInto(&field);
    field.grab();
    for (int i = 0; corrected && i < 12; ++i)
        QTest::keyClick(&field, Qt::Key_Backspace);
    field.grab();
    {
        const Result<Secret> typed = field.take();
        QVERIFY(typed);
        QCOMPARE(typed->size(), corrected ? 12 : 24);
        QVERIFY(corrected || marker.is(typed->reveal()));
    }
    QVERIFY(field.text().isEmpty());
    QCOMPARE(marker.occurrences(), 0);
}

void tst_PasswordField::aFieldThatIsDeletedLeavesNothing() // J2
{
    const Marker marker;
    {
        PasswordField field;
        marker.typeInto(&field);
    }
    QCOMPARE(marker.occurrences(), 0);
}

void tst_PasswordField::anAbandonedEntryLeavesNothing() // J2
{
    const Marker marker;
    PasswordField field;
    field.setShown(true);
    marker.typeInto(&field);
    field.setShown(false);
    field.wipe();
    QCOMPARE(marker.occurrences(), 0);
}

void tst_PasswordField::whatIsDoneWithAShownPasswordLeavesNothing_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("it is selected") << 0;
    QTest::newRow("the focus goes and comes") << 1;
    QTest::newRow("the font changes") << 2;
    QTest::newRow("it is hidden and shown") << 3;
    QTest::newRow("a line end is cut") << 4;
    QTest::newRow("an input method commits") << 5;
}

void tst_PasswordField::whatIsDoneWithAShownPasswordLeavesNothing() // J2
{
    QFETCH(const int, what);
    const Marker marker;
    PasswordField field;
    field.show();
    field.setShown(true);
    marker.typeInto(&field);
    field.grab();
    for (int i = 0; i < 10; ++i) // a shorter copy is not written over by chance
        QTest::keyClick(&field, Qt::Key_Backspace);
    const auto lookAt = [&field] { field.grab(); };
    for (int i = 0; i < 3; ++i) {
        QFocusEvent out(QEvent::FocusOut), in(QEvent::FocusIn);
        QInputMethodEvent commit;
        commit.setCommitString(QStringLiteral("!"));
        switch (what) {
        case 0:
            QTest::keyClick(&field, Qt::Key_Home, Qt::ShiftModifier);
            QTest::keyClick(&field, Qt::Key_Right, Qt::ShiftModifier);
            QTest::keyClick(&field, Qt::Key_End);
            break;
        case 1:
            QCoreApplication::sendEvent(&field, &out);
            lookAt();
            QCoreApplication::sendEvent(&field, &in);
            break;
        case 2:
            enlarge(&field, 120);
            break;
        case 3:
            field.setShown(false);
            lookAt();
            field.setShown(true);
            break;
        case 4:
            field.insert(QStringLiteral("\n"));
            break;
        default:
            QCoreApplication::sendEvent(&field, &commit);
            break;
        }
        lookAt();
    }
    {
        const Result<Secret> secret = field.take();
        QVERIFY(secret);
        QCOMPARE(secret->size(), 14 + (what == 5 ? 3 : 0));
    }
    QCOMPARE(marker.occurrences(), 0);
}

void tst_PasswordField::hidingLeavesNoMoreThanHasNeverBeenShown() // J2
{
    const Marker marker;
    PasswordField field;
    field.show();
    marker.typeInto(&field);
    field.grab();
    const int before = marker.occurrences();
    QVERIFY(before > 0); // it is in use
    field.setShown(true);
    field.grab();
    field.setShown(false);
    field.grab();
    QVERIFY(marker.occurrences() <= before);
}

void tst_PasswordField::textThatIsNotUnicodeIsRefusedAndWiped()
{
    PasswordField field;
    field.setText(QStringLiteral("abc") + QChar(0xd800));
    QVERIFY(field.take().failedWith(Error::Kind::InvalidInput));
    QVERIFY(field.text().isEmpty());
}

void tst_PasswordField::textIsComposedOnItsWayOut() // A7
{
    PasswordField field;
    field.setText(QStringLiteral("e\u0301"));
    QCOMPARE(field.take()->reveal(), QByteArrayView("\xc3\xa9"));
}

void tst_PasswordField::peekingLeavesTheTextThere()
{
    PasswordField field;
    QTest::keyClicks(&field, QStringLiteral("engine"));
    QCOMPARE(field.peek()->reveal(), QByteArrayView("engine"));
    QCOMPARE(field.take()->reveal(), QByteArrayView("engine"));
}

void tst_PasswordField::itsPropertiesTellNothing() // J5
{
    PasswordField field;
    QTest::keyClicks(&field, QStringLiteral("engine"));
    const QMetaObject *meta = field.metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        for (const bool shown : {false, true}) {
            field.setShown(shown);
            field.selectAll();
            if (field.property(meta->property(i).name()).toString().contains(QStringLiteral("engine")))
                QFAIL(meta->property(i).name());
        }
    }
    QCOMPARE(meta->userProperty().read(&field).toString(), QString());
}

void tst_PasswordField::wipingSaysThatTheTextHasChanged()
{
    PasswordField field;
    QSignalSpy changed(&field, &QLineEdit::textChanged);
    field.wipe();
    QCOMPARE(changed.size(), 0);
    field.setText(QStringLiteral("engine"));
    field.wipe();
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.last().first().toString(), QString());
}

void tst_PasswordField::nothingCanBeUndoneCopiedOrCut_data()
{
    QTest::addColumn<bool>("shown");
    QTest::newRow("hidden") << false;
    QTest::newRow("shown") << true;
}

void tst_PasswordField::nothingCanBeUndoneCopiedOrCut() // J2, F12
{
    QFETCH(bool, shown);
    PasswordField field;
    field.setShown(shown);
    QTest::keyClicks(&field, QStringLiteral("engine"));
    field.selectAll();
    for (const QKeySequence::StandardKey key : {QKeySequence::Copy, QKeySequence::Cut, QKeySequence::Undo, QKeySequence::Redo})
        QTest::keySequence(&field, key);
    QCOMPARE(field.text(), QStringLiteral("engine"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
    field.wipe();
    QTest::keySequence(&field, QKeySequence::Undo);
    QCOMPARE(field.text(), QString());
    QVERIFY(!field.dragEnabled());
    QVERIFY(!field.acceptDrops());
    QVERIFY(!field.completer());
}

void tst_PasswordField::inputMethodsLearnNothing_data()
{
    nothingCanBeUndoneCopiedOrCut_data();
}

void tst_PasswordField::inputMethodsLearnNothing()
{
    QFETCH(bool, shown);
    PasswordField field;
    field.setShown(!shown);
    field.setShown(shown);
    for (const auto hint : {Qt::ImhSensitiveData, Qt::ImhNoPredictiveText, Qt::ImhNoAutoUppercase})
        QVERIFY(field.inputMethodHints().testFlag(hint));
    QCOMPARE(field.inputMethodHints().testFlag(Qt::ImhHiddenText), !shown);

    QTest::keyClicks(&field, QStringLiteral("engine"));
    field.setSelection(2, 3);
    const QMetaEnum queries = QMetaEnum::fromType<Qt::InputMethodQuery>();
    for (int i = 0; i < queries.keyCount(); ++i) {
        const auto query = Qt::InputMethodQuery(queries.value(i));
        QVariant byName;
        QVERIFY(QMetaObject::invokeMethod(&field, "inputMethodQuery", Q_RETURN_ARG(QVariant, byName),
                                          Q_ARG(Qt::InputMethodQuery, query), Q_ARG(QVariant, QVariant(QPointF(5, 5)))));
        QInputMethodQueryEvent asked(query);
        QCoreApplication::sendEvent(&field, &asked);
        for (const QVariant &told : {field.inputMethodQuery(query), byName, asked.value(query)}) {
            const QString text = told.toString();
            QVERIFY2(!text.contains(QStringLiteral("n")) || query == Qt::ImFont, queries.key(i));
            if (query == Qt::ImCursorPosition || query == Qt::ImAnchorPosition || query == Qt::ImAbsolutePosition)
                QCOMPARE(told.toInt(), 0);
        }
    }
}

void tst_PasswordField::theToggleShowsAndHides()
{
    PasswordField field;
    field.resize(300, field.sizeHint().height());
    field.show();
    auto *button = field.findChild<QToolButton *>();
    QVERIFY(button);
    QVERIFY(!button->icon().isNull());
    const QString before = QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name);
    QVERIFY(!before.isEmpty());

    QSignalSpy shown(&field, &PasswordField::shownChanged);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(field.isShown());
    QVERIFY(QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name) != before);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!field.isShown());
    QCOMPARE(field.echoMode(), QLineEdit::Password);
    QCOMPARE(shown.size(), 2);
}

// The one way to the toggle for a user without a mouse.
void tst_PasswordField::theMenuOffersPasteAndShow()
{
    PasswordField field;
    field.show();
    QGuiApplication::clipboard()->setText(QStringLiteral("pasted"));
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(1, 1), field.mapToGlobal(QPoint(1, 1)));
    QCoreApplication::sendEvent(&field, &asked);
    auto *menu = field.findChild<QMenu *>();
    QVERIFY(menu);
    const QList<QAction *> actions = menu->actions();
    QCOMPARE(actions.size(), 4);
    actions.first()->trigger();
    QTRY_COMPARE(field.text(), QStringLiteral("pasted"));
    actions.last()->trigger();
    QVERIFY(field.isShown());
    menu->close();
    QTRY_VERIFY(!field.findChild<QMenu *>());
}

void tst_PasswordField::capsLockIsNoticed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("shift");
    QTest::addColumn<bool>("before");
    QTest::addColumn<bool>("after");
    QTest::newRow("A without Shift") << "A" << false << false << true;
    QTest::newRow("a with Shift") << "a" << true << false << true;
    QTest::newRow("a without Shift") << "a" << false << true << false;
    QTest::newRow("A with Shift tells nothing") << "A" << true << true << true;
    QTest::newRow("a digit tells nothing") << "1" << false << true << true;
    QTest::newRow("a letter without case tells nothing") << QStringLiteral("\u0639") << false << true << true;
    QTest::newRow("Greek") << QStringLiteral("\u0391") << false << false << true;
}

void tst_PasswordField::capsLockIsNoticed()
{
    QFETCH(QString, text);
    QFETCH(bool, shift);
    QFETCH(bool, before);
    QFETCH(bool, after);
    PasswordField field;
    if (before)
        QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_B, QStringLiteral("B"), Qt::NoModifier);
    QCOMPARE(field.isCapsLockOn(), before);
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_A, text, shift ? Qt::ShiftModifier : Qt::NoModifier);
    QCOMPARE(field.isCapsLockOn(), after);
}

void tst_PasswordField::capsLockIsForgottenWithTheFocus()
{
    PasswordField field;
    QSignalSpy changed(&field, &PasswordField::capsLockOnChanged);
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_B, QStringLiteral("B"), Qt::NoModifier);
    QFocusEvent out(QEvent::FocusOut);
    QCoreApplication::sendEvent(&field, &out);
    QVERIFY(!field.isCapsLockOn());
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_B, QStringLiteral("B"), Qt::NoModifier);
    QTest::keyClick(&field, Qt::Key_CapsLock);
    QVERIFY(!field.isCapsLockOn());
    QCOMPARE(changed.size(), 4);
}

void tst_PasswordField::screenReadersHearThatItIsAPasswordAndNotWhich()
{
    PasswordField field;
    QTest::keyClicks(&field, QStringLiteral("engine"));
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&field);
    QVERIFY(interface);
    QVERIFY(interface->state().passwordEdit);
    QCOMPARE(interface->text(QAccessible::Value), QStringLiteral("******"));
    QAccessibleTextInterface *text = interface->textInterface();
    QVERIFY(text);
    QCOMPARE(text->characterCount(), 6);
    QCOMPARE(text->text(0, 6), QString());
    int start = 0, end = 0;
    for (const auto boundary : {QAccessible::CharBoundary, QAccessible::WordBoundary, QAccessible::LineBoundary, QAccessible::NoBoundary}) {
        QCOMPARE(text->textAtOffset(2, boundary, &start, &end), QString());
        QCOMPARE(text->textBeforeOffset(2, boundary, &start, &end), QString());
        QCOMPARE(text->textAfterOffset(2, boundary, &start, &end), QString());
    }
    field.setShown(true);
    field.setShown(false);
    QCOMPARE(text->text(0, 6), QString());
    QVERIFY(interface->state().passwordEdit);
}

void tst_PasswordField::screenReadersMayWrite()
{
    PasswordField field;
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&field);
    interface->setText(QAccessible::Value, QStringLiteral("engine"));
    interface->editableTextInterface()->insertText(0, QStringLiteral("an "));
    interface->editableTextInterface()->replaceText(3, 4, QStringLiteral("E"));
    interface->editableTextInterface()->deleteText(8, 9);
    QCOMPARE(field.text(), QStringLiteral("an Engin"));
    field.setReadOnly(true);
    interface->setText(QAccessible::Value, QStringLiteral("steel"));
    interface->editableTextInterface()->deleteText(0, 2);
    QCOMPARE(field.text(), QStringLiteral("an Engin"));
}

QTEST_MAIN(tst_PasswordField)
#include "tst_passwordfield.moc"
