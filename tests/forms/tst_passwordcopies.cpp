// SPDX-License-Identifier: MIT
// The text that leaves a password field for the clipboard and the X11 selection, as another program finds it. Only a
// real X server has a selection: forms/passwordcopies looks at the clipboard alone, and
// onscreen/passwordcopies at both.
#include "forms/passwordfield.h"
#include "support/windowtest.h"

#include <QtCore/qprocess.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qevent.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qmenu.h>

#include <cstdio>
#include <functional>

using namespace QtLogin;

static const QString typed = QStringLiteral("an engine of brass");

class tst_PasswordCopies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void aPlainLineEditHandsOutWhatIsSelected_data();
    void aPlainLineEditHandsOutWhatIsSelected();
    void aPasswordFieldHandsOutNothing_data();
    void aPasswordFieldHandsOutNothing();
    void whatOthersHaveCopiedStays();
    void whatOthersHaveCopiedCanBePasted();

private:
    bool hasSelection() const { return QGuiApplication::clipboard()->supportsSelection(); }
    // As another program reads them: the clipboard, and the selection.
    QStringList readByAnother();

    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_plain = nullptr;
    PasswordField *m_field = nullptr;
};

namespace {

void press(QLineEdit *field, int key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(field, Qt::Key(key), modifiers);
}

void mouse(QLineEdit *field, QEvent::Type type, int x, Qt::KeyboardModifiers modifiers = {})
{
    const QPoint place(x, field->height() / 2);
    const bool isMove = type == QEvent::MouseMove;
    const bool isRelease = type == QEvent::MouseButtonRelease;
    QMouseEvent event(type, place, field->mapToGlobal(place), isMove ? Qt::NoButton : Qt::LeftButton,
                      isRelease ? Qt::NoButton : Qt::LeftButton, modifiers);
    QCoreApplication::sendEvent(field, &event);
}

void drag(QLineEdit *field, int from, int to)
{
    mouse(field, QEvent::MouseButtonPress, from);
    for (int x = from; x != to; x += (to - from) / 4)
        mouse(field, QEvent::MouseMove, x);
    mouse(field, QEvent::MouseMove, to);
    mouse(field, QEvent::MouseButtonRelease, to);
}

struct Way
{
    const char *name;
    bool onlyOnX11; // it goes to the selection, or is a key of that desktop
    bool copiesFromAPlainOne;
    std::function<void(QLineEdit *)> go;
};

const QList<Way> &ways()
{
    const auto all = [](QLineEdit *field) { press(field, Qt::Key_A, Qt::ControlModifier); };
    static const QList<Way> list {
        {"Ctrl+A", true, true, all},
        {"Shift+Home", true, true, [](auto *field) { press(field, Qt::Key_Home, Qt::ShiftModifier); }},
        {"Shift+Left", true, true, [](auto *field) { press(field, Qt::Key_Left, Qt::ShiftModifier); }},
        {"Ctrl+Shift+Left", true, true,
         [](auto *field) { press(field, Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier); }},
        {"Home, Shift+End", true, true,
         [](auto *field) {
             press(field, Qt::Key_Home);
             press(field, Qt::Key_End, Qt::ShiftModifier);
         }},
        {"a double click", true, true,
         [](auto *field) {
             mouse(field, QEvent::MouseButtonDblClick, 15);
             mouse(field, QEvent::MouseButtonRelease, 15);
         }},
        {"three clicks", true, true,
         [](auto *field) {
             mouse(field, QEvent::MouseButtonPress, 15);
             mouse(field, QEvent::MouseButtonRelease, 15);
             mouse(field, QEvent::MouseButtonDblClick, 15);
             mouse(field, QEvent::MouseButtonRelease, 15);
             mouse(field, QEvent::MouseButtonPress, 15);
             mouse(field, QEvent::MouseButtonRelease, 15);
         }},
        {"a drag", true, true, [](auto *field) { drag(field, 8, 80); }},
        {"a drag after Ctrl+A", true, true,
         [all](auto *field) {
             all(field);
             drag(field, 8, 80);
         }},
        {"a drag that is not let go", true, false,
         [](auto *field) {
             mouse(field, QEvent::MouseButtonPress, 8);
             mouse(field, QEvent::MouseMove, 80);
             press(field, Qt::Key_Shift, Qt::ShiftModifier);
         }},
        {"Shift and a click", true, true,
         [](auto *field) {
             mouse(field, QEvent::MouseButtonPress, 8, Qt::ShiftModifier);
             mouse(field, QEvent::MouseButtonRelease, 8, Qt::ShiftModifier);
         }},
        {"Ctrl+A, Ctrl+C", false, true,
         [all](auto *field) {
             all(field);
             press(field, Qt::Key_C, Qt::ControlModifier);
         }},
        {"Ctrl+A, Ctrl+X", false, true,
         [all](auto *field) {
             all(field);
             press(field, Qt::Key_X, Qt::ControlModifier);
         }},
        {"Ctrl+A, Ctrl+Insert", false, true,
         [all](auto *field) {
             all(field);
             press(field, Qt::Key_Insert, Qt::ControlModifier);
         }},
        {"Ctrl+A, Shift+Delete", false, true,
         [all](auto *field) {
             all(field);
             press(field, Qt::Key_Delete, Qt::ShiftModifier);
         }},
        {"Home, Ctrl+K", true, true,
         [](auto *field) {
             press(field, Qt::Key_Home);
             press(field, Qt::Key_K, Qt::ControlModifier);
         }},
        {"Ctrl+U", true, true, [](auto *field) { press(field, Qt::Key_U, Qt::ControlModifier); }},
        {"copy() from a menu", false, true,
         [](auto *field) {
             field->selectAll();
             QMetaObject::invokeMethod(field, "copy");
         }},
        {"cut() from a menu", false, true,
         [](auto *field) {
             field->selectAll();
             QMetaObject::invokeMethod(field, "cut");
         }},
        {"copy() after the focus has gone and come", false, true,
         [](auto *field) {
             field->window()->setFocus();
             field->setFocus();
             field->selectAll();
             field->copy();
         }},
        {"copy() in Normal mode", false, true,
         [](auto *field) {
             field->setProperty("echoMode", QLineEdit::Normal);
             field->selectAll();
             field->copy();
         }},
    };
    return list;
}

} // namespace

void tst_PasswordCopies::initTestCase()
{
    // Without one, onscreen/passwordcopies would test nothing.
    QCOMPARE(hasSelection(), QGuiApplication::platformName() == u"xcb");
}

void tst_PasswordCopies::init()
{
    failOnWarnings();
    m_window = std::make_unique<QWidget>();
    m_window->setFocusPolicy(Qt::ClickFocus);
    auto *column = new QVBoxLayout(m_window.get());
    column->addWidget(m_plain = new QLineEdit);
    column->addWidget(m_field = new PasswordField);
    m_window->resize(400, 100);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get(), patience));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), patience));
    for (QLineEdit *field : std::initializer_list<QLineEdit *> {m_plain, m_field}) {
        field->setFocus();
        QTest::keyClicks(field, typed);
    }
    QGuiApplication::clipboard()->clear();
    if (hasSelection())
        QGuiApplication::clipboard()->clear(QClipboard::Selection);
}

QStringList tst_PasswordCopies::readByAnother()
{
    if (!hasSelection()) // an offscreen program has a clipboard of its own
        return {QGuiApplication::clipboard()->text()};
    QProcess reader;
    reader.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--read")});
    // It asks this process, which has to answer meanwhile.
    const bool done = QTest::qWaitFor([&] { return reader.state() == QProcess::NotRunning; }, patience);
    if (!done || reader.exitCode() != 0)
        return {QStringLiteral("nobody can read the clipboard")};
    return QString::fromUtf8(reader.readAllStandardOutput()).split(u'\n');
}

void tst_PasswordCopies::aPlainLineEditHandsOutWhatIsSelected_data()
{
    QTest::addColumn<int>("way");
    for (int i = 0; i < ways().size(); ++i) {
        if (ways().at(i).copiesFromAPlainOne && (hasSelection() || !ways().at(i).onlyOnX11))
            QTest::newRow(ways().at(i).name) << i;
    }
}

// Each way is one.
void tst_PasswordCopies::aPlainLineEditHandsOutWhatIsSelected()
{
    QFETCH(const int, way);
    m_plain->setFocus();
    ways().at(way).go(m_plain);
    const QStringList read = readByAnother();
    const bool found = std::any_of(read.begin(), read.end(),
                                   [](const QString &text) { return !text.isEmpty() && typed.contains(text); });
    QVERIFY2(found, qPrintable(read.join(u'|')));
}

void tst_PasswordCopies::aPasswordFieldHandsOutNothing_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<bool>("shown");
    for (int i = 0; i < ways().size(); ++i) {
        QTest::addRow("%s, hidden", ways().at(i).name) << i << false;
        QTest::addRow("%s, shown", ways().at(i).name) << i << true;
    }
}

void tst_PasswordCopies::aPasswordFieldHandsOutNothing() // F12
{
    QFETCH(const int, way);
    QFETCH(const bool, shown);
    m_field->setFocus();
    m_field->setShown(shown);
    QCOMPARE(m_field->displayText() == typed, shown);
    ways().at(way).go(m_field);
    const QStringList read = readByAnother();
    QVERIFY2(read.join(QString()).isEmpty(), qPrintable(read.join(u'|')));
    QVERIFY(!QGuiApplication::clipboard()->ownsSelection());
    QVERIFY(!QGuiApplication::clipboard()->ownsClipboard());
    QVERIFY(m_field->echoMode() != QLineEdit::Normal);
}

void tst_PasswordCopies::whatOthersHaveCopiedStays()
{
    const QString theirs = QStringLiteral("a page of the diary");
    QGuiApplication::clipboard()->setText(theirs);
    if (hasSelection())
        QGuiApplication::clipboard()->setText(theirs, QClipboard::Selection);
    m_field->setShown(true);
    m_field->setFocus();
    press(m_field, Qt::Key_A, Qt::ControlModifier);
    press(m_field, Qt::Key_C, Qt::ControlModifier);
    m_field->wipe();
    const QStringList read = readByAnother();
    for (const QString &text : read)
        QCOMPARE(text, theirs);
}

// The other direction.
void tst_PasswordCopies::whatOthersHaveCopiedCanBePasted()
{
    QGuiApplication::clipboard()->setText(QStringLiteral("steel"));
    m_field->setShown(true);
    m_field->setFocus();
    press(m_field, Qt::Key_A, Qt::ControlModifier);
    press(m_field, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_field->displayText(), QStringLiteral("steel"));
    if (!hasSelection())
        return;
    QGuiApplication::clipboard()->setText(QStringLiteral(" blue"), QClipboard::Selection);
    QTest::mouseClick(m_field, Qt::MiddleButton, {}, QPoint(m_field->width() / 2, m_field->height() / 2));
    QCOMPARE(m_field->displayText(), QStringLiteral("steel blue"));
}

// As another program, which has asked for nothing before.
static int readAll()
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    const QByteArray read = (clipboard->text() + u'\n' + clipboard->text(QClipboard::Selection)).toUtf8();
    return std::fwrite(read.constData(), 1, size_t(read.size()), stdout) == size_t(read.size()) ? 0 : 1;
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (application.arguments().value(1) == u"--read")
        return readAll();
    tst_PasswordCopies test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_passwordcopies.moc"
