// SPDX-License-Identifier: MIT
#include "forms/changepasswordform.h"
#include "forms/loginform.h"
#include "forms/newaccountform.h"
#include "forms/passwordfield.h"
#include "forms/reauthform.h"
#include "forms/typedtext_p.h"
#include "support/windowtest.h"

#include <QtCore/qmimedata.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qevent.h>
#include <QtGui/qguiapplication.h>
#include <QtTest/qsignalspy.h>

#include <functional>

using namespace QtLogin;

// The text that gets into the fields of the forms: nothing that a person could not type again.
class tst_TypedText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void cleanup() { QGuiApplication::clipboard()->clear(); }

    void charactersThatNoKeyboardTypesAreKnown_data();
    void charactersThatNoKeyboardTypesAreKnown();
    void lineEndsAndTabsAreCutWhateverWayTheyCome_data();
    void lineEndsAndTabsAreCutWhateverWayTheyCome();
    void everyKindOfLineEndIsCut();
    void theCursorStaysWhereItWas();
    void whatWasCutCanBeReadUntilTheTextIsEdited();
    void whatHasNoLineEndIsNoDifferentWhenPasted();

private:
    static QLineEdit *fieldNamed(QWidget *form, const QString &name);
};

QLineEdit *tst_TypedText::fieldNamed(QWidget *form, const QString &name)
{
    auto *field = form->findChild<QLineEdit *>(name);
    if (!field)
        qFatal("there is no %s", qPrintable(name));
    return field;
}

void tst_TypedText::charactersThatNoKeyboardTypesAreKnown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("typed");
    QTest::addColumn<bool>("control");
    const auto typed = [](const char *name, const QString &text) { QTest::newRow(name) << text << true << false; };
    const auto refused = [](const char *name, const QString &text) { QTest::newRow(name) << text << false << false; };
    const auto control = [](const char *name, const QString &text) { QTest::newRow(name) << text << false << true; };
    typed("nothing", QString());
    typed("letters", QStringLiteral("an engine of brass"));
    typed("Turkish", QStringLiteral("İbrahim Güneş ığdır"));
    typed("an accent, composed", QStringLiteral("caf\u00e9"));
    typed("an accent, decomposed", QStringLiteral("cafe\u0301"));
    typed("a space that does not break", QStringLiteral("a\u00a0b"));
    typed("a wide space", QStringLiteral("a\u3000b"));
    typed("Persian, with a non-joiner", QStringLiteral("می\u200cخواهم"));
    typed("a family of emoji", QStringLiteral("👩\u200d👩\u200d👧"));
    typed("the flag of Scotland", QStringLiteral("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"));
    typed("a heart with its colour", QStringLiteral("❤\ufe0f"));
    typed("an Arabic number sign", QStringLiteral("\u0600"));
    typed("the logo on an Apple keyboard", QStringLiteral("\uf8ff"));
    typed("a character younger than this Qt", QStringLiteral("\U0001faff"));
    control("null", QStringLiteral("a") + QChar(0) + u'b');
    control("bell", QStringLiteral("a\x07"));
    control("escape", QStringLiteral("\x1b[31m"));
    control("delete", QStringLiteral("a\x7f"));
    control("a control of Latin 1", QStringLiteral("a\u009f"));
    control("a high half", QStringLiteral("a") + QChar(0xd83d));
    control("a low half", QStringLiteral("a") + QChar(0xde00) + u'b');
    control("no character", QStringLiteral("a\ufffe"));
    control("no character above the first plane", QStringLiteral("a\U0001ffff"));
    refused("a space without width", QStringLiteral("pass\u200bword"));
    refused("a byte order mark", QStringLiteral("\ufeffpassword"));
    refused("a soft hyphen", QStringLiteral("pass\u00adword"));
    refused("a mark of direction", QStringLiteral("\u200epassword"));
    refused("an embedding of direction", QStringLiteral("\u202apassword\u202c"));
    refused("an isolate of direction", QStringLiteral("\u2068password\u2069"));
    refused("an override of direction", QStringLiteral("\u202epassword"));
    refused("a character that was lost", QStringLiteral("caf\ufffd"));
    refused("an object that was lost", QStringLiteral("\ufffc"));
    refused("a line separator", QStringLiteral("a\u2028b"));
}

void tst_TypedText::charactersThatNoKeyboardTypesAreKnown() // I4
{
    QFETCH(const QString, text);
    QFETCH(const bool, typed);
    QFETCH(const bool, control);
    QCOMPARE(canBeTyped(text), typed);
    QCOMPARE(hasControls(text), control);
}

namespace {

struct Way
{
    const char *name;
    std::function<void(QLineEdit *, const QString &)> put;
};

const QList<Way> &ways()
{
    static const QList<Way> all {
        {"pasted by key",
         [](QLineEdit *field, const QString &text) {
             QGuiApplication::clipboard()->setText(text);
             QTest::keySequence(field, QKeySequence::Paste);
         }},
        {"pasted by the menu",
         [](QLineEdit *field, const QString &text) {
             QGuiApplication::clipboard()->setText(text);
             field->paste();
         }},
        {"committed by an input method",
         [](QLineEdit *field, const QString &text) {
             QInputMethodEvent event;
             event.setCommitString(text);
             QCoreApplication::sendEvent(field, &event);
         }},
        {"dropped",
         [](QLineEdit *field, const QString &text) {
             QMimeData data;
             data.setText(text);
             QDragEnterEvent entered(QPoint(2, 2), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
             QDropEvent dropped(QPointF(2, 2), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
             field->setAcceptDrops(true); // as an application may
             QCoreApplication::sendEvent(field, &entered);
             QCoreApplication::sendEvent(field, &dropped);
         }},
        {"set", [](QLineEdit *field, const QString &text) { field->setText(text); }},
        {"set as a property", [](QLineEdit *field, const QString &text) { field->setProperty("text", text); }},
        {"inserted", [](QLineEdit *field, const QString &text) { field->insert(text); }},
        {"written by assistive technology",
         [](QLineEdit *field, const QString &text) {
             QAccessible::queryAccessibleInterface(field)->setText(QAccessible::Value, text);
         }},
        {"inserted by assistive technology",
         [](QLineEdit *field, const QString &text) {
             QAccessible::queryAccessibleInterface(field)->editableTextInterface()->insertText(0, text);
         }},
    };
    return all;
}

} // namespace

void tst_TypedText::lineEndsAndTabsAreCutWhateverWayTheyCome_data()
{
    QTest::addColumn<int>("way");
    for (int i = 0; i < ways().size(); ++i)
        QTest::newRow(ways().at(i).name) << i;
}

// Every line edit that the forms have: a line edit that is added is looked at, too.
void tst_TypedText::lineEndsAndTabsAreCutWhateverWayTheyCome()
{
    QFETCH(const int, way);
    LoginForm login;
    NewAccountForm account;
    ReauthForm reauth;
    ChangePasswordForm change;
    int fields = 0;
    for (QWidget *form : std::initializer_list<QWidget *> {&login, &account, &reauth, &change}) {
        const auto all = form->findChildren<QLineEdit *>();
        for (QLineEdit *field : all) {
            QSignalSpy changed(field, &QLineEdit::textChanged);
            ways().at(way).put(field, QStringLiteral("\tan engine\r\n of brass\n"));
            QVERIFY2(field->text() == u"an engine of brass", qPrintable(field->objectName()));
            QVERIFY2(changed.size() >= 1, qPrintable(field->objectName()));
            QCOMPARE(changed.last().first().toString(), field->text());
            ++fields;
        }
    }
    QCOMPARE(fields, 3 + 3 + 2 + 3);
}

void tst_TypedText::everyKindOfLineEndIsCut()
{
    PasswordField field;
    const QString ends = QStringLiteral("\t\n\v\f\r\u0085\u2028\u2029");
    for (const QChar end : ends) {
        field.setText(QString(end) + u'a' + end + end + u'b' + end);
        QCOMPARE(field.take()->reveal(), QByteArrayView("ab"));
    }
    field.setText(ends);
    QVERIFY(field.text().isEmpty());
}

void tst_TypedText::theCursorStaysWhereItWas()
{
    PasswordField field;
    field.setText(QStringLiteral("brass"));
    field.setCursorPosition(0);
    field.insert(QStringLiteral("\nan\tengine of\n "));
    QCOMPARE(field.text(), QStringLiteral("anengine of brass"));
    QTest::keyClicks(&field, QStringLiteral("polished "));
    QCOMPARE(field.text(), QStringLiteral("anengine of polished brass"));
}

// An account of an earlier version may have been given its password with the line end.
void tst_TypedText::whatWasCutCanBeReadUntilTheTextIsEdited()
{
    PasswordField field;
    field.insert(QStringLiteral("brass\r\n"));
    QCOMPARE(field.peekUncut()->reveal(), QByteArrayView("brass\r\n"));
    QCOMPARE(field.peek()->reveal(), QByteArrayView("brass"));
    QTest::keyClicks(&field, QStringLiteral("y"));
    QVERIFY(field.peekUncut().failedWith(Error::Kind::Absent));
    QTest::keyClick(&field, Qt::Key_Backspace);
    QCOMPARE(field.text(), QStringLiteral("brass"));
    QVERIFY(field.peekUncut().failedWith(Error::Kind::Absent));
    field.setText(QStringLiteral("\tsteel"));
    QCOMPARE(field.take()->reveal(), QByteArrayView("steel"));
    QVERIFY(field.peekUncut().failedWith(Error::Kind::Absent));
}

void tst_TypedText::whatHasNoLineEndIsNoDifferentWhenPasted()
{
    PasswordField field;
    field.insert(QStringLiteral("brass"));
    QVERIFY(field.peekUncut().failedWith(Error::Kind::Absent));
    field.wipe();
    QVERIFY(field.peekUncut().failedWith(Error::Kind::Absent));
}

QTEST_MAIN(tst_TypedText)
#include "tst_typedtext.moc"
