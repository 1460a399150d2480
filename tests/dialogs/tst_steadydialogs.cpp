// SPDX-License-Identifier: MIT
#include "dialogs/changepassworddialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/exhibition.h"
#include "dialogs/logindialog.h"
#include "dialogs/newaccountdialog.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/scriptededitor.h"
#include "dialogs/scriptedrequest.h"
#include "forms/translations.h"
#include "support/languages.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qscreen.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qcheckbox.h>
#include <QtWidgets/qlineedit.h>

using namespace QtLogin;

// Notes of a dialog come and go; the buttons that a user is about to press stay where they are.
class tst_SteadyDialogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void cleanup();

    void nothingMovesWhenAnErrorComesAndGoes_data();
    void nothingMovesWhenAnErrorComesAndGoes();
    void nothingMovesWhileANewPasswordIsTyped();
    void nothingMovesWhenACurrentPasswordIsWrong();
    void aLongNoteMakesTheDialogGrowOnce();
    void theButtonsStayOnTheScreen();

private:
    // Where everything is that can be pressed or typed into, on the screen.
    static QMap<QString, QRect> places(const QDialog &dialog);
    static void settle();
};

void tst_SteadyDialogs::cleanup()
{
    installTranslations(qApp, QLocale::c());
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

QMap<QString, QRect> tst_SteadyDialogs::places(const QDialog &dialog)
{
    QMap<QString, QRect> places;
    const auto widgets = dialog.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool isPressed = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget);
        if (isPressed && widget->isVisible() && !widget->objectName().isEmpty())
            places.insert(widget->objectName(), QRect(widget->mapToGlobal(QPoint()), widget->size()));
    }
    return places;
}

void tst_SteadyDialogs::settle()
{
    for (int i = 0; i < 5; ++i) // an attempt, its answer, the layout, the layout around it
        QCoreApplication::processEvents();
}

void tst_SteadyDialogs::nothingMovesWhenAnErrorComesAndGoes_data()
{
    QTest::addColumn<QByteArray>("language");
    QTest::addColumn<bool>("logsIn");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<std::optional<Error>>("error");
    const Error throttled(Error::Kind::Throttled, Error(Error::Kind::Throttled).message(), std::chrono::minutes(5));
    for (const char *language : languages) {
        for (const bool logsIn : {true, false}) {
            const auto row = [&](const char *what, const char *typed, std::optional<Error> error) {
                QTest::addRow("%s, %s, %s", language, logsIn ? "log in" : "confirm", what)
                    << QByteArray(language) << logsIn << QString::fromLatin1(typed) << error;
            };
            row("empty", "", {});
            row("wrong", "byron", {});
            row("throttled", "byron", throttled);
            row("unavailable", "byron", Error(Error::Kind::Unavailable));
            row("no answer", "byron", Error(Error::Kind::Abandoned));
        }
    }
}

void tst_SteadyDialogs::nothingMovesWhenAnErrorComesAndGoes()
{
    QFETCH(const QByteArray, language);
    QFETCH(const bool, logsIn);
    QFETCH(const QString, typed);
    QFETCH(const std::optional<Error>, error);
    Exhibition::speak(language.constData());
    ScriptedRequest script(logsIn ? LoginRequest::Kind::LogIn : LoginRequest::Kind::Reauthenticate);
    script.parts().suggestedUserName = QStringLiteral("ada");
    script->error = error;
    const std::unique_ptr<QDialog> dialog(logsIn ? static_cast<QDialog *>(new LoginDialog(script.request()))
                                                 : new ReauthDialog(script.request()));
    if (logsIn)
        static_cast<LoginDialog *>(dialog.get())->setAccountEditor(std::make_shared<ScriptedEditor>());
    const DialogRobot robot(dialog.get());
    dialog->open();
    settle();
    const auto before = places(*dialog);
    QVERIFY(before.contains(QStringLiteral("submit")) && before.contains(QStringLiteral("password")));
    QCOMPARE(before.contains(QStringLiteral("keepSignedIn")), logsIn);
    robot.type("password", typed);
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(!robot.note("passwordNote").isEmpty());
    settle();
    QCOMPARE(places(*dialog), before);
    robot.type("password", QStringLiteral("x"));
    QCOMPARE(robot.note("passwordNote"), QString());
    settle();
    QCOMPARE(places(*dialog), before);
}

void tst_SteadyDialogs::nothingMovesWhileANewPasswordIsTyped()
{
    NewAccountDialog dialog(std::make_shared<ScriptedEditor>());
    const DialogRobot robot(&dialog);
    dialog.open();
    robot.type("userName", QStringLiteral("ada"));
    settle();
    const auto before = places(dialog);
    const QString rules = robot.note("passwordNote");
    QVERIFY(!rules.isEmpty());
    QString said = rules;
    for (const QChar letter : QStringLiteral("a wheel of brass")) {
        robot.type("password", letter);
        settle();
        QCOMPARE(places(dialog), before);
        said = robot.note("passwordNote");
    }
    QVERIFY(said != rules);
    robot.type("repetition", QStringLiteral("a wheel of glass"));
    settle();
    QVERIFY(!robot.note("repetitionNote").isEmpty());
    QCOMPARE(places(dialog), before);
}

void tst_SteadyDialogs::nothingMovesWhenACurrentPasswordIsWrong()
{
    Stage stage;
    stage.startWith([&](LoginSetup &setup) { setup.accountEditor = std::make_shared<ScriptedEditor>(); });
    QVERIFY(stage.logInVerified(Stage::ada()));
    ChangePasswordDialog dialog(&stage.login());
    const DialogRobot robot(&dialog);
    dialog.open();
    settle();
    const auto before = places(dialog);
    robot.type("current", QStringLiteral("byron"));
    robot.type("password", QStringLiteral("a wheel of brass"));
    robot.type("repetition", QStringLiteral("a wheel of brass"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(!robot.note("currentNote").isEmpty());
    settle();
    QCOMPARE(places(dialog), before);
}

// More than its line: it is read as a whole, and the buttons do not come back up when it goes.
void tst_SteadyDialogs::aLongNoteMakesTheDialogGrowOnce()
{
    const auto sentence = QStringLiteral("The server of your organisation is being looked after. ");
    ScriptedRequest script;
    script.parts().suggestedUserName = QStringLiteral("ada");
    script->error = Error(Error::Kind::Unavailable, sentence.repeated(4).trimmed());
    LoginDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    settle();
    const int low = dialog.height();
    robot.type("password", QStringLiteral("byron"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(!robot.note("passwordNote").isEmpty());
    settle();
    const int high = dialog.height();
    QVERIFY(high > low);
    const auto *note = robot.find<FieldNote>("passwordNote");
    QVERIFY(note->height() >= note->heightForWidth(note->width()));
    const auto grown = places(dialog);
    robot.type("password", QStringLiteral("x"));
    settle();
    QCOMPARE(dialog.height(), high);
    QCOMPARE(places(dialog), grown);
}

void tst_SteadyDialogs::theButtonsStayOnTheScreen()
{
    const auto sentence = QStringLiteral("The server of your organisation is being looked after. ");
    ScriptedRequest script;
    script.parts().suggestedUserName = QStringLiteral("ada");
    script->error = Error(Error::Kind::Unavailable, sentence.repeated(100).trimmed());
    LoginDialog dialog(script.request());
    const DialogRobot robot(&dialog);
    dialog.open();
    robot.type("password", QStringLiteral("byron"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(!robot.note("passwordNote").isEmpty());
    settle();
    const QRect screen = dialog.screen()->availableGeometry();
    QVERIFY(dialog.height() <= screen.height());
    QVERIFY(robot.find<FieldNote>("passwordNote")->height() > screen.height());
    for (const char *name : {"submit", "cancel"}) {
        const auto *button = robot.find(name);
        QVERIFY(screen.contains(QRect(button->mapToGlobal(QPoint()), button->size())));
        QVERIFY(button->visibleRegion().boundingRect() == button->rect());
    }
    const auto *field = robot.find("password"); // where the person types on
    QCOMPARE(field->visibleRegion().boundingRect(), field->rect());
}

QTEST_MAIN(tst_SteadyDialogs)
#include "tst_steadydialogs.moc"
