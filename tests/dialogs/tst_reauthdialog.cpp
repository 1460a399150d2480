// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/overheard.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/scriptedrequest.h"
#include "forms/memoryscan.h"
#include "support/windowtest.h"

#include <QtTest/qsignalspy.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qpushbutton.h>

using namespace QtLogin;
using Kind = LoginRequest::Kind;

class tst_ReauthDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void itShowsWhoseTurnItIs_data();
    void itShowsWhoseTurnItIs();
    void itLeavesTheRememberedLoginAlone();
    void aWrongPasswordNamesNoUserName();
    void theAuthenticatorSaysWhatWasWrong();
    void aSecondStepIsAskedForHereToo();
    void whoCannotUnlockMayLogOut();
    void nothingOfThePasswordStays();
    void noSignalAndNoPropertyCarriesThePassword();
};

void tst_ReauthDialog::itShowsWhoseTurnItIs_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("title");
    QTest::newRow("reauthenticate") << Kind::Reauthenticate << QStringLiteral("Confirm it's you");
    QTest::newRow("unlock") << Kind::Unlock << QStringLiteral("Unlock");
}

void tst_ReauthDialog::itShowsWhoseTurnItIs() // FL-62
{
    QFETCH(Kind, kind);
    QFETCH(QString, title);
    const ScriptedRequest script(kind);
    ReauthDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    QCOMPARE(dialog.windowTitle(), title);
    QCOMPARE(robot.find<QLabel>("person")->text(), QStringLiteral("Ada Lovelace"));
    QCOMPARE(robot.find<QLabel>("message")->text(), QStringLiteral("Log in to write in your journal."));
    QVERIFY(!dialog.findChild<QLineEdit *>(QStringLiteral("userName")));
    QVERIFY(robot.hasFocus("password"));
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    robot.type("password", QStringLiteral("engine"));
    robot.click("submit");
    QTRY_COMPARE(accepted.size(), 1);
}

void tst_ReauthDialog::itLeavesTheRememberedLoginAlone()
{
    const ScriptedRequest script(Kind::Unlock);
    ReauthDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    robot.type("password", QStringLiteral("engine"));
    robot.press(Qt::Key_Enter);
    QTRY_COMPARE(script->options.size(), 1);
    QCOMPARE(script->options.first().remember, LoginOptions::Remember::Keep);
}

void tst_ReauthDialog::aWrongPasswordNamesNoUserName()
{
    const ScriptedRequest script(Kind::Reauthenticate);
    ReauthDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    robot.type("password", QStringLiteral("wrong"));
    robot.press(Qt::Key_Enter);
    QTRY_COMPARE(robot.note("passwordNote"), QStringLiteral("This is not the right password."));
    QVERIFY(robot.hasFocus("password"));
}

void tst_ReauthDialog::theAuthenticatorSaysWhatWasWrong()
{
    const ScriptedRequest script(Kind::Reauthenticate);
    script->error = Error(Error::Kind::WrongCredentials, QStringLiteral("This PIN has two tries left."));
    ReauthDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    robot.type("password", QStringLiteral("wrong"));
    robot.press(Qt::Key_Enter);
    QTRY_COMPARE(robot.note("passwordNote"), QStringLiteral("This PIN has two tries left."));
}

void tst_ReauthDialog::aSecondStepIsAskedForHereToo()
{
    const ScriptedRequest script(Kind::Reauthenticate);
    script->step = NextStep {QString(), "handle"};
    ReauthDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    robot.type("password", QStringLiteral("engine"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(robot.hasFocus("code"));
    robot.type("code", QStringLiteral("123456"));
    robot.press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
}

void tst_ReauthDialog::whoCannotUnlockMayLogOut()
{
    int logouts = 0;
    ScriptedRequest script(Kind::Unlock);
    script.parts().logOut = [&] { ++logouts; };
    ReauthDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    QCOMPARE(robot.find<QPushButton>("logOut")->text(), QStringLiteral("&Log out"));
    robot.click("logOut");
    QTRY_COMPARE(logouts, 1);
    // A user who is in and only has to confirm it can log out elsewhere.
    ScriptedRequest confirming(Kind::Reauthenticate);
    confirming.parts().logOut = [&] { ++logouts; };
    const ReauthDialog other(confirming.request());
    QVERIFY(!other.findChild<QPushButton *>(QStringLiteral("logOut")));
    confirming.request().logOut();
    QCOMPARE(logouts, 1);
}

void tst_ReauthDialog::nothingOfThePasswordStays() // J2
{
    const Marker marker;
    const ScriptedRequest script(Kind::Reauthenticate);
    ReauthDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    robot.find<PasswordField>("password")->setShown(true);
    marker.typeInto(robot.find("password"));
    dialog.grab();
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(robot.find<FieldNote>("passwordNote")->hasError());
    QCOMPARE(marker.occurrences(), 0);
}

void tst_ReauthDialog::noSignalAndNoPropertyCarriesThePassword() // J5
{
    const ScriptedRequest script(Kind::Reauthenticate);
    ReauthDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    const Overheard overheard({&dialog});
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.open();
    robot.type("password", QStringLiteral("engine"));
    robot.press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(!overheard.has(QStringLiteral("engine")));
}

QTEST_MAIN(tst_ReauthDialog)
#include "tst_reauthdialog.moc"
