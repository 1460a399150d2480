// SPDX-License-Identifier: MIT
#include "forms/fieldnote.h"
#include "forms/passwordfield.h"
#include "forms/translations.h"
#include "foundation/error.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qtextlayout.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>

using namespace QtLogin;

static const QString wrong = QStringLiteral("This is wrong.");

class tst_FieldNote : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { failOnWarnings(); }

    void itTakesNoRoomWhileItHasNothingToSay();
    void anErrorComesBeforeCapsLockAndThatBeforeAHint();
    void anErrorIsTheDescriptionOfItsField();
    void screenReadersKnowItAsAnAlert();
    void screenReadersHearWhatIsNew();
    void capsLockSpeaksTheLanguageThatComes();
    void anErrorSpeaksTheLanguageThatComes();
    void itsIconStandsBesideItsFirstLine_data();
    void itsIconStandsBesideItsFirstLine();
    void itBeginsWhereTheLayoutBegins_data();
    void itBeginsWhereTheLayoutBegins();

private:
    static QRect ink(const QWidget *widget, QWidget &window);
};

void tst_FieldNote::initTestCase()
{
    if (qEnvironmentVariableIsSet("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"))
        QTRY_VERIFY(QAccessible::isActive());
}

// Where in \a window something can be seen of \a widget.
QRect tst_FieldNote::ink(const QWidget *widget, QWidget &window)
{
    const QImage image = window.grab(QRect(widget->mapTo(&window, QPoint()), widget->size())).toImage();
    const QColor paper = window.palette().color(QPalette::Window);
    QRect found;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAbs(image.pixelColor(x, y).lightness() - paper.lightness()) > 40)
                found |= QRect(x, y, 1, 1);
        }
    }
    return found.translated(widget->mapTo(&window, QPoint()));
}

void tst_FieldNote::itTakesNoRoomWhileItHasNothingToSay()
{
    QWidget window;
    auto *note = new FieldNote(&window);
    window.show();
    QVERIFY(!note->isVisible());
    note->setError(wrong);
    QVERIFY(note->isVisible());
    note->setError({});
    QVERIFY(!note->isVisible());
}

void tst_FieldNote::anErrorComesBeforeCapsLockAndThatBeforeAHint()
{
    PasswordField field;
    FieldNote note;
    note.setField(&field);
    QSignalSpy changed(&note, &FieldNote::textChanged);
    note.setHint(QStringLiteral("A hint."));
    QCOMPARE(note.text(), QStringLiteral("A hint."));
    Q_EMIT field.capsLockOnChanged(true);
    QCOMPARE(note.text(), QStringLiteral("Caps Lock is on."));
    note.setError(wrong);
    QCOMPARE(note.text(), wrong);
    QVERIFY(note.hasError());
    note.setError({});
    QCOMPARE(note.text(), QStringLiteral("Caps Lock is on."));
    Q_EMIT field.capsLockOnChanged(false);
    QCOMPARE(note.text(), QStringLiteral("A hint."));
    QCOMPARE(changed.size(), 5);
}

void tst_FieldNote::anErrorIsTheDescriptionOfItsField()
{
    QLineEdit field;
    FieldNote note;
    note.setField(&field);
    note.setError(wrong);
    QCOMPARE(field.accessibleDescription(), wrong);
    note.setError({});
    QCOMPARE(field.accessibleDescription(), QString());
}

void tst_FieldNote::screenReadersKnowItAsAnAlert()
{
    FieldNote note;
    note.setError(wrong);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&note);
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::AlertMessage);
    QCOMPARE(interface->text(QAccessible::Name), wrong);
    QCOMPARE(interface->childCount(), 0);
}

// Qt tells no listener on a platform without accessibility, such as offscreen; spoken/fieldnote has one.
void tst_FieldNote::screenReadersHearWhatIsNew()
{
    static const FieldNote *speaker;
    static QStringList said;
    static int alerts;
    PasswordField field;
    QWidget window;
    FieldNote note(&window);
    note.setField(&field);
    window.show();
    speaker = &note;
    const auto before = QAccessible::installUpdateHandler([](QAccessibleEvent *event) {
        if (event->object() != speaker)
            return;
        alerts += event->type() == QAccessible::Alert;
        if (event->type() == QAccessible::ObjectShow)
            said << event->accessibleInterface()->text(QAccessible::Name);
    });
    const QString hint = QStringLiteral("A hint.");
    const QString other = QStringLiteral("This, too.");
    note.setError(wrong); // it comes onto the screen
    note.setError(other); // it stands there
    Q_EMIT field.capsLockOnChanged(true); // behind the error
    note.setError({});
    Q_EMIT field.capsLockOnChanged(false);
    note.setHint(hint);
    note.setError(wrong);
    QAccessible::installUpdateHandler(before);

    const bool heard = QAccessible::isActive();
    QCOMPARE(said, heard ? QStringList({wrong, other, hint, wrong}) : QStringList());
    QCOMPARE(alerts, heard ? 3 : 0);
}

void tst_FieldNote::capsLockSpeaksTheLanguageThatComes()
{
    PasswordField field;
    FieldNote note;
    note.setField(&field);
    note.show();
    Q_EMIT field.capsLockOnChanged(true);
    QVERIFY(installTranslations(qApp, QLocale(QLocale::German)));
    QTRY_COMPARE(note.text(), QStringLiteral("Die Feststelltaste ist aktiv."));
    QVERIFY(!installTranslations(qApp, QLocale::c()));
    QTRY_COMPARE(note.text(), QStringLiteral("Caps Lock is on."));
}

void tst_FieldNote::anErrorSpeaksTheLanguageThatComes()
{
    QLineEdit field;
    FieldNote note;
    note.setField(&field);
    note.setError([] { return Error(Error::Kind::WrongCredentials).message(); });
    note.setHint([] { return Error(Error::Kind::Unavailable).message(); });
    const QString english = note.text();
    QVERIFY(installTranslations(qApp, QLocale(QLocale::German)));
    QTRY_COMPARE(note.text(), QStringLiteral("Benutzername oder Passwort ist falsch."));
    QCOMPARE(field.accessibleDescription(), note.text());
    note.setError({});
    QCOMPARE(note.text(), QStringLiteral("Das ist im Moment nicht verfügbar."));
    QCOMPARE(field.accessibleDescription(), note.text()); // a hint is heard as well
    QVERIFY(!installTranslations(qApp, QLocale::c()));
    QTRY_COMPARE(note.text(), Error(Error::Kind::Unavailable).message());
    QVERIFY(note.text() != english);
}

void tst_FieldNote::itsIconStandsBesideItsFirstLine_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("width");
    for (const int percent : {100, 200}) {
        for (const int width : {900, 150}) {
            QTest::addRow("Latin, %d %%, %d wide", percent, width) << QStringLiteral("The user name or the password is wrong.") << percent << width;
            QTest::addRow("Arabic, %d %%, %d wide", percent, width) << QStringLiteral("اسم المستخدم أو كلمة المرور غير صحيحة.") << percent << width;
            QTest::addRow("both, %d %%, %d wide", percent, width) << QStringLiteral("Wrong.\nاسم المستخدم أو كلمة المرور غير صحيحة.") << percent << width;
        }
    }
}

void tst_FieldNote::itsIconStandsBesideItsFirstLine()
{
    QFETCH(const QString, sentence);
    QFETCH(const int, percent);
    QFETCH(const int, width);
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        QWidget window;
        QFont font = window.font();
        font.setPointSizeF(font.pointSizeF() * percent / 100);
        window.setFont(font);
        window.setLayoutDirection(direction);
        auto *column = new QVBoxLayout(&window);
        auto *note = new FieldNote;
        column->addWidget(note);
        column->addStretch();
        note->setError(sentence);
        window.resize(width, 400);
        window.show();
        QCoreApplication::processEvents();

        const auto labels = note->findChildren<QLabel *>();
        const QLabel *words = labels.last();
        QTextLayout layout(sentence.section(u'\n', 0, 0), words->font());
        layout.beginLayout();
        const QTextLine line = layout.createLine();
        layout.endLayout();
        const double middleOfLine = words->mapTo(&window, QPoint()).y() + line.height() / 2;
        const QRect icon = ink(labels.first(), window);
        const double middleOfIcon = icon.top() + icon.height() / 2.0;
        QVERIFY2(qAbs(middleOfIcon - middleOfLine) <= 1, qPrintable(QStringLiteral("%1 beside %2").arg(middleOfIcon).arg(middleOfLine)));

        const QRect text = ink(words, window);
        const int gap = direction == Qt::LeftToRight ? text.left() - icon.right() : icon.left() - text.right();
        QVERIFY2(gap > 2 && gap < line.height() + 40, qPrintable(QStringLiteral("gap %1").arg(gap)));
    }
}

void tst_FieldNote::itBeginsWhereTheLayoutBegins_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::newRow("Latin") << wrong;
    QTest::newRow("Arabic") << QStringLiteral("هذا خطأ.");
}

void tst_FieldNote::itBeginsWhereTheLayoutBegins()
{
    QFETCH(const QString, sentence);
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *note = new FieldNote;
    row->addWidget(note);
    note->setHint(sentence);
    window.resize(600, 100);
    window.show();
    for (const Qt::LayoutDirection direction : {Qt::RightToLeft, Qt::LeftToRight}) {
        window.setLayoutDirection(direction);
        QCoreApplication::processEvents();
        const QRect text = ink(note, window);
        QVERIFY(text.isValid());
        QCOMPARE(text.center().x() < window.width() / 2, direction == Qt::LeftToRight);
    }
}

QTEST_MAIN(tst_FieldNote)
#include "tst_fieldnote.moc"
