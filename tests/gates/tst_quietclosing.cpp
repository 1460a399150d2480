// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// A field that closes loses the keyboard and emits signals, and a dialog that a logout ends says that it is finished.
// The user has caused none of them: they ask for no login.
class tst_QuietClosing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }

    void aClosingFieldAsksNobody_data();
    void aClosingFieldAsksNobody();
    void aDialogThatALogoutEndsAsksNobody_data();
    void aDialogThatALogoutEndsAsksNobody();
    void aGuardThatGoesAsksNobody();
    void aFieldThatIsProtectedTooLateAsksNobody();
};

// Until everything that was posted has arrived.
static void processAll()
{
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
}

// Types into \a edit as a user does, who has not left it yet.
static bool beginToType(QLineEdit *edit, QWidget *window)
{
    QApplication::setActiveWindow(window); // as the desktop does, which is none here
    edit->setFocus();
    const bool hasFocus = QTest::qWaitFor([edit] { return edit->hasFocus(); }, patience);
    QTest::keyClicks(edit, QStringLiteral("half"));
    return hasFocus;
}

void tst_QuietClosing::aClosingFieldAsksNobody_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<bool>("isProtected");
    QTest::addColumn<bool>("hasGuardOfItsOwn");
    for (const char *end : {"log out", "lock", "grow stale", "grow stale early"}) {
        for (const bool own : {false, true}) {
            const char *by = own ? "another guard" : "the same guard";
            QTest::addRow("%s, in a view, behind %s", end, by) << QString::fromLatin1(end) << false << own;
            QTest::addRow("%s, protected, behind %s", end, by) << QString::fromLatin1(end) << true << own;
        }
    }
}

void tst_QuietClosing::aClosingFieldAsksNobody()
{
    QFETCH(QString, end);
    QFETCH(bool, isProtected);
    QFETCH(bool, hasGuardOfItsOwn);
    Stage stage;
    ViewGuard guard(&stage.login());
    Guard another(&stage.login());
    Guard &effects = hasGuardOfItsOwn ? another : guard;
    QMainWindow window;
    QPointer<QLineEdit> edit;
    int saved = 0;
    Requirement requirement = Requirement::login();
    if (end == QLatin1String("grow stale"))
        requirement = Requirement::freshLogin();
    else if (end == QLatin1String("grow stale early")) // by the guard's own alarm
        requirement = Requirement::freshLogin(60s);
    const auto make = [&] {
        edit = new QLineEdit;
        effects.connect(edit.data(), &QLineEdit::editingFinished, requirement, edit.data(), [&] { ++saved; });
        return edit.data();
    };
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    auto *other = new QLineEdit;
    column->addWidget(other);
    if (isProtected) {
        column->addWidget(make());
        guard.protect(edit, requirement);
    } else {
        column->addWidget(guard.view(requirement, make));
    }
    window.setCentralWidget(page);
    window.show();
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(edit);
    QVERIFY(beginToType(edit, &window));
    if (end == QLatin1String("log out"))
        stage.login().logOut();
    else if (end == QLatin1String("lock"))
        stage.login().lock();
    else
        stage.clock->advance(end == QLatin1String("grow stale") ? 6min : 2min);
    processAll();
    QVERIFY(!stage.prompt->isAsking());
    saved = 0;
    if (end == QLatin1String("log out"))
        QVERIFY(stage.logInVerified(Stage::ada()));
    else if (end == QLatin1String("lock"))
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    else
        QVERIFY(stage.login().confirmLogin());
    QCoreApplication::processEvents();
    QVERIFY(beginToType(edit, &window));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(saved, 1);
}

void tst_QuietClosing::aDialogThatALogoutEndsAsksNobody_data()
{
    QTest::addColumn<bool>("isOpenedByGuard");
    QTest::addColumn<bool>("isLocked");
    QTest::addColumn<bool>("hasGuardOfItsOwn");
    for (const bool own : {false, true}) {
        const char *by = own ? "another guard" : "the same guard";
        QTest::addRow("of open(), behind %s", by) << true << false << own;
        QTest::addRow("of open(), from the lock screen, behind %s", by) << true << true << own;
        QTest::addRow("of the application, from the lock screen, behind %s", by) << false << true << own;
    }
}

void tst_QuietClosing::aDialogThatALogoutEndsAsksNobody()
{
    QFETCH(bool, isOpenedByGuard);
    QFETCH(bool, isLocked);
    QFETCH(bool, hasGuardOfItsOwn);
    Stage stage;
    ViewGuard guard(&stage.login());
    Guard another(&stage.login());
    Guard &effects = hasGuardOfItsOwn ? another : guard;
    QMainWindow window;
    WindowLock lock(&stage.login(), &window);
    int finished = 0;
    int saved = 0;
    const auto open = [&] {
        if (isOpenedByGuard)
            (void)guard.open<QDialog>(Requirement::login(), &window);
        else
            (new QDialog(&window))->open();
        const auto dialogs = window.findChildren<QDialog *>();
        QDialog *dialog = dialogs.isEmpty() ? nullptr : dialogs.last();
        connect(dialog, &QDialog::finished, &window, [&] { ++finished; });
        effects.connect(dialog, &QDialog::finished, Requirement::login(), &window, [&] { ++saved; });
        return dialog;
    };
    window.show();
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(open());
    if (isLocked)
        stage.login().lock();
    stage.login().logOut();
    processAll();
    QCOMPARE(finished, 1);
    QVERIFY(!stage.prompt->isAsking());
    QCOMPARE(saved, 0);
    QVERIFY(stage.logInVerified(Stage::ada()));
    open()->accept();
    QCOMPARE(saved, 1);
}

void tst_QuietClosing::aGuardThatGoesAsksNobody()
{
    Stage stage;
    auto guard = std::make_unique<ViewGuard>(&stage.login());
    Guard effects(&stage.login());
    QMainWindow window;
    QPointer<QLineEdit> edit;
    window.setCentralWidget(guard->view(Requirement::login(), [&] {
        edit = new QLineEdit;
        effects.connect(edit.data(), &QLineEdit::editingFinished, Requirement::freshLogin(), &window, [] {});
        return edit.data();
    }));
    window.show();
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(beginToType(edit, &window));
    stage.clock->advance(6min);
    const QSignalSpy denied(&effects, &Guard::denied);
    guard.reset();
    processAll();
    QCOMPARE(denied.count(), 1);
    QVERIFY(!stage.prompt->isAsking());
}

void tst_QuietClosing::aFieldThatIsProtectedTooLateAsksNobody()
{
    Stage stage;
    ViewGuard guard(&stage.login());
    QMainWindow window;
    auto *edit = new QLineEdit;
    window.setCentralWidget(edit);
    guard.connect(edit, &QLineEdit::editingFinished, Requirement::login(), &window, [] {});
    window.show();
    QVERIFY(beginToType(edit, &window));
    const QSignalSpy denied(&guard, &Guard::denied);
    guard.protect(edit, Requirement::login());
    processAll();
    QCOMPARE(denied.count(), 1);
    QVERIFY(!stage.prompt->isAsking());
}

QTEST_MAIN(tst_QuietClosing)

#include "tst_quietclosing.moc"
