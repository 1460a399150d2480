// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialog.h"
#include "dialogs/newaccountdialog.h"
#include "dialogs/scriptededitor.h"
#include "dialogs/scriptedrequest.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtTest/qsignalspy.h>
#include <QtCore/qtranslator.h>
#include <QtWidgets/qcheckbox.h>
#include <QtWidgets/qlabel.h>

using namespace QtLogin;
using Remember = LoginOptions::Remember;

// The sentences that screen readers were told to interrupt for.
static QStringList announced;

static void noteAnnouncement(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Alert)
        announced << QAccessible::queryAccessibleInterface(event->object())->text(QAccessible::Name);
}

class tst_LoginDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void focusGoesWhereThePersonIsNeeded_data();
    void focusGoesWhereThePersonIsNeeded();
    void theRightPasswordIsAccepted();
    void whatIsMissingIsSaidAtItsField();
    void aWrongPasswordIsSaidAnnouncedAndWiped();
    void typingTakesTheErrorAway();
    void otherErrorsAreWordedForPeople_data();
    void otherErrorsAreWordedForPeople();
    void whileBusyOnlyCancelWorks();
    void enterTwiceIsOneAttempt();
    void theTickBoxSaysWhatItMeans_data();
    void theTickBoxSaysWhatItMeans();
    void theTickBoxFollowsTheKeychain();
    void aSecondStepAsksForACode();
    void aWrongCodeIsAskedForAgain();
    void aStepThatHasGoneBeginsAgain();
    void anAccountCanBeCreatedOnTheWay();
    void creatingAnAccountEndsWithTheDialog();
    void withoutAnEditorNoAccountIsOffered();
    void itSpeaksTheLanguageThatComes();

private:
    void ask(const QString &userName = {});
    void tryPassword(const QString &password);

    std::unique_ptr<ScriptedRequest> m_script;
    std::unique_ptr<LoginDialog> m_dialog;
    std::unique_ptr<DialogRobot> m_robot;
};

void tst_LoginDialog::initTestCase()
{
    if (qEnvironmentVariableIsSet("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"))
        QTRY_VERIFY(QAccessible::isActive());
}

void tst_LoginDialog::init()
{
    failOnWarnings();
    m_script = std::make_unique<ScriptedRequest>();
}

void tst_LoginDialog::cleanup()
{
    m_dialog.reset();
}

void tst_LoginDialog::ask(const QString &userName)
{
    m_script->parts().suggestedUserName = userName;
    m_dialog = std::make_unique<LoginDialog>(m_script->request());
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
}

void tst_LoginDialog::tryPassword(const QString &password)
{
    m_robot->type("password", password);
    m_robot->press(Qt::Key_Enter);
}

void tst_LoginDialog::focusGoesWhereThePersonIsNeeded_data()
{
    QTest::addColumn<QString>("userName");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("nobody known") << QString() << QByteArray("userName");
    QTest::newRow("a name known") << QStringLiteral("ada") << QByteArray("password");
}

void tst_LoginDialog::focusGoesWhereThePersonIsNeeded()
{
    QFETCH(QString, userName);
    QFETCH(QByteArray, field);
    ask(userName);
    QVERIFY(m_robot->hasFocus(field.constData()));
}

void tst_LoginDialog::theRightPasswordIsAccepted()
{
    ask();
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QSignalSpy finished(m_dialog.get(), &QDialog::finished);
    m_robot->type("userName", QStringLiteral(" ada "));
    m_robot->press(Qt::Key_Tab);
    QVERIFY(m_robot->hasFocus("password"));
    tryPassword(QStringLiteral("engine"));
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE((*m_script)->userNames, QStringList(QStringLiteral("ada")));
}

void tst_LoginDialog::whatIsMissingIsSaidAtItsField()
{
    ask();
    m_robot->press(Qt::Key_Enter);
    QTRY_VERIFY(!m_robot->note("userNameNote").isEmpty());
    QVERIFY(m_robot->hasFocus("userName"));
    QCOMPARE(m_robot->note("passwordNote"), QString());

    m_robot->type("userName", QStringLiteral("ada"));
    QCOMPARE(m_robot->note("userNameNote"), QString());
    m_robot->press(Qt::Key_Enter);
    QTRY_VERIFY(!m_robot->note("passwordNote").isEmpty());
    QVERIFY(m_robot->hasFocus("password"));
    QCOMPARE((*m_script)->userNames.size(), 0);
}

void tst_LoginDialog::aWrongPasswordIsSaidAnnouncedAndWiped()
{
    const auto before = QAccessible::installUpdateHandler(noteAnnouncement);
    announced.clear();
    ask(QStringLiteral("ada"));
    tryPassword(QStringLiteral("wrong"));
    QTRY_VERIFY(m_robot->find<FieldNote>("passwordNote")->hasError());
    QAccessible::installUpdateHandler(before);

    const QString sentence = Error(Error::Kind::WrongCredentials).message();
    QCOMPARE(m_robot->note("passwordNote"), sentence);
    QVERIFY(m_robot->find("passwordNote")->isVisible());
    // Qt tells no listener on a platform without accessibility, such as offscreen; spoken/logindialog has one.
    QCOMPARE(announced, QAccessible::isActive() ? QStringList(sentence) : QStringList());
    auto *password = m_robot->find<PasswordField>("password");
    QCOMPARE(password->text(), QString());
    QVERIFY(m_robot->hasFocus("password"));
    QCOMPARE(password->accessibleDescription(), sentence);
    QCOMPARE(QAccessible::queryAccessibleInterface(m_robot->find("passwordNote"))->role(), QAccessible::AlertMessage);
    QCOMPARE(m_robot->find<QLineEdit>("userName")->text(), QStringLiteral("ada"));
    QVERIFY(m_dialog->isVisible());
}

void tst_LoginDialog::typingTakesTheErrorAway()
{
    ask(QStringLiteral("ada"));
    tryPassword(QStringLiteral("wrong"));
    QTRY_VERIFY(m_robot->find<FieldNote>("passwordNote")->hasError());
    m_robot->type("password", QStringLiteral("e"));
    QVERIFY(!m_robot->find("passwordNote")->isVisible());
    QCOMPARE(m_robot->find("password")->accessibleDescription(), QString());
}

void tst_LoginDialog::otherErrorsAreWordedForPeople_data()
{
    using namespace std::chrono_literals;
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("sentence");
    const auto throttled = [](std::chrono::seconds wait) {
        return Error(Error::Kind::Throttled, Error(Error::Kind::Throttled).message(), wait);
    };
    const auto wait = [](const char *words) { return QStringLiteral("Too many attempts. Try again in %1.").arg(QLatin1String(words)); };
    QTest::newRow("1 s") << throttled(1s) << wait("one second");
    QTest::newRow("30 s") << throttled(30s) << wait("30 seconds");
    QTest::newRow("60 s") << throttled(60s) << wait("one minute");
    QTest::newRow("61 s") << throttled(61s) << wait("2 minutes");
    QTest::newRow("1 h") << throttled(1h) << wait("one hour");
    QTest::newRow("25 h") << throttled(25h) << wait("25 hours");
    QTest::newRow("throttled, nobody knows how long") << Error(Error::Kind::Throttled) << Error(Error::Kind::Throttled).message();
    QTest::newRow("unavailable") << Error(Error::Kind::Unavailable) << QStringLiteral("This cannot be checked now. Try again later.");
    QTest::newRow("abandoned") << Error(Error::Kind::Abandoned) << QStringLiteral("There was no answer. Try again.");
    QTest::newRow("with its own words") << Error(Error::Kind::Unavailable, QStringLiteral("The server sleeps.")) << QStringLiteral("The server sleeps.");
    QTest::newRow("markup is no markup") << Error(Error::Kind::Inactive, QStringLiteral("<b>Closed</b>")) << QStringLiteral("<b>Closed</b>");
}

void tst_LoginDialog::otherErrorsAreWordedForPeople()
{
    QFETCH(Error, error);
    QFETCH(QString, sentence);
    ask(QStringLiteral("ada"));
    (*m_script)->error = error;
    tryPassword(QStringLiteral("engine"));
    QTRY_COMPARE(m_robot->note("passwordNote"), sentence);
    QVERIFY(m_robot->hasFocus("password"));
}

void tst_LoginDialog::whileBusyOnlyCancelWorks()
{
    ask(QStringLiteral("ada"));
    (*m_script)->held = true;
    tryPassword(QStringLiteral("engine"));
    QTRY_VERIFY(m_dialog->isBusy());
    QVERIFY(m_robot->find("busy")->isVisible());
    for (const char *name : {"userName", "password", "keepSignedIn", "submit"})
        QVERIFY2(!m_robot->find(name)->isEnabled(), name);
    QVERIFY(m_robot->find("cancel")->isEnabled());
    QVERIFY(!m_robot->hasFocus("cancel"));
    m_robot->press(Qt::Key_Enter);
    m_robot->press(Qt::Key_Space);
    QCoreApplication::processEvents();
    QVERIFY(m_dialog->isVisible());
    QCOMPARE((*m_script)->userNames.size(), 1);

    (*m_script)->waiting.first().finish(Error::Kind::WrongCredentials);
    QTRY_VERIFY(!m_dialog->isBusy());
    QVERIFY(!m_robot->find("busy")->isVisible());
    QVERIFY(m_robot->hasFocus("password"));
}

void tst_LoginDialog::enterTwiceIsOneAttempt()
{
    ask(QStringLiteral("ada"));
    m_robot->type("password", QStringLiteral("wrong"));
    QTest::keyEvent(QTest::Press, m_robot->find("password"), Qt::Key_Enter);
    QTest::keyEvent(QTest::Press, m_robot->find("password"), Qt::Key_Enter);
    QTRY_VERIFY(m_robot->find<FieldNote>("passwordNote")->hasError());
    QCOMPARE(m_robot->note("passwordNote"), Error(Error::Kind::WrongCredentials).message());
    QCOMPARE((*m_script)->userNames.size(), 1);
}

void tst_LoginDialog::theTickBoxSaysWhatItMeans_data()
{
    QTest::addColumn<bool>("available");
    QTest::addColumn<bool>("ticked");
    QTest::addColumn<Remember>("meaning");
    QTest::newRow("ticked") << true << true << Remember::Yes;
    QTest::newRow("not ticked") << true << false << Remember::No;
    QTest::newRow("could not choose") << false << false << Remember::Keep;
}

void tst_LoginDialog::theTickBoxSaysWhatItMeans()
{
    QFETCH(bool, available);
    QFETCH(bool, ticked);
    QFETCH(Remember, meaning);
    *(*m_script)->remember = RememberAvailability {available, QStringLiteral("There is no keychain.")};
    ask(QStringLiteral("ada"));
    if (ticked)
        QTest::mouseClick(m_robot->find("keepSignedIn"), Qt::LeftButton, {}, QPoint(8, m_robot->find("keepSignedIn")->height() / 2));
    tryPassword(QStringLiteral("engine"));
    QTRY_COMPARE((*m_script)->options.size(), 1);
    QCOMPARE((*m_script)->options.first().remember, meaning);
}

void tst_LoginDialog::theTickBoxFollowsTheKeychain()
{
    *(*m_script)->remember = RememberAvailability {false, QStringLiteral("There is no keychain.")};
    ask(QStringLiteral("ada"));
    QVERIFY(!m_robot->find("keepSignedIn")->isEnabled());
    QCOMPARE(m_robot->note("keepNote"), QStringLiteral("There is no keychain."));
    QCOMPARE(m_robot->find("keepSignedIn")->accessibleDescription(), QStringLiteral("There is no keychain."));
    *(*m_script)->remember = RememberAvailability {true, {}};
    QVERIFY(m_robot->find("keepSignedIn")->isEnabled());
    QCOMPARE(m_robot->note("keepNote"), QString());
    m_dialog.reset();
    *(*m_script)->remember = RememberAvailability {false, QStringLiteral("Gone.")}; // without a listener
}

void tst_LoginDialog::aSecondStepAsksForACode()
{
    (*m_script)->step = NextStep {QStringLiteral("Enter the code from your app."), "handle"};
    ask(QStringLiteral("ada"));
    QVERIFY(!m_robot->find("code")->isVisible());
    tryPassword(QStringLiteral("engine"));
    QTRY_VERIFY(m_robot->find("code")->isVisible());
    QVERIFY(!m_robot->find("password")->isVisible());
    QVERIFY(m_robot->hasFocus("code"));
    QCOMPARE(m_robot->find<QLabel>("codeMessage")->text(), QStringLiteral("Enter the code from your app."));
    QVERIFY(m_robot->find<QLineEdit>("userName")->isReadOnly());
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    m_robot->type("code", QStringLiteral("123456"));
    m_robot->press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
}

void tst_LoginDialog::aWrongCodeIsAskedForAgain()
{
    (*m_script)->step = NextStep {QString(), "handle"};
    ask(QStringLiteral("ada"));
    tryPassword(QStringLiteral("engine"));
    QTRY_VERIFY(m_robot->hasFocus("code"));
    m_robot->press(Qt::Key_Enter);
    QTRY_VERIFY(m_robot->find<FieldNote>("codeNote")->hasError());
    m_robot->type("code", QStringLiteral("000000"));
    m_robot->press(Qt::Key_Enter);
    QTRY_COMPARE(m_robot->note("codeNote"), QStringLiteral("This code is not right."));
    QVERIFY(m_robot->hasFocus("code"));
    QCOMPARE(m_robot->find<QLineEdit>("code")->text(), QString());
}

void tst_LoginDialog::aStepThatHasGoneBeginsAgain()
{
    (*m_script)->step = NextStep {QString(), "handle"};
    ask(QStringLiteral("ada"));
    tryPassword(QStringLiteral("engine"));
    QTRY_VERIFY(m_robot->hasFocus("code"));
    (*m_script)->nextStep.reset();
    (*m_script)->error = Error::Kind::TimedOut;
    m_robot->type("code", QStringLiteral("123456"));
    m_robot->press(Qt::Key_Enter);
    QTRY_VERIFY(m_robot->find("password")->isVisible());
    QVERIFY(m_robot->hasFocus("password"));
    QVERIFY(m_robot->find<FieldNote>("passwordNote")->hasError());
    QVERIFY(!m_robot->find<QLineEdit>("userName")->isReadOnly());
}

void tst_LoginDialog::anAccountCanBeCreatedOnTheWay()
{
    const auto editor = std::make_shared<ScriptedEditor>();
    (*m_script)->password = "an engine of brass";
    ask();
    m_dialog->setAccountEditor(editor);
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    m_robot->type("userName", QStringLiteral("grace"));
    m_robot->click("createAccount");
    QTRY_VERIFY(m_dialog->findChild<NewAccountDialog *>());
    auto *creation = m_dialog->findChild<NewAccountDialog *>();
    const DialogRobot robot(creation);
    QCOMPARE(robot.find<QLineEdit>("userName")->text(), QStringLiteral("grace"));
    robot.type("password", QStringLiteral("an engine of brass"));
    robot.type("repetition", QStringLiteral("an engine of brass"));
    robot.press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(editor->created, QStringList(QStringLiteral("grace")));
    QCOMPARE((*m_script)->userNames, QStringList(QStringLiteral("grace")));
    QTRY_VERIFY(!m_dialog->findChild<NewAccountDialog *>());
}

void tst_LoginDialog::creatingAnAccountEndsWithTheDialog()
{
    ask();
    m_dialog->setAccountEditor(std::make_shared<ScriptedEditor>());
    m_robot->click("createAccount");
    QTRY_VERIFY(m_dialog->findChild<NewAccountDialog *>());
    m_dialog->reject();
    QTRY_VERIFY(!m_dialog->findChild<NewAccountDialog *>());
    QVERIFY((*m_script)->userNames.isEmpty());
}

void tst_LoginDialog::withoutAnEditorNoAccountIsOffered()
{
    ask();
    QVERIFY(!m_robot->find("createAccount")->isVisible());
}

void tst_LoginDialog::itSpeaksTheLanguageThatComes()
{
    class Translator final : public QTranslator
    {
        QString translate(const char *, const char *source, const char *, int) const override
        {
            return QStringLiteral("~") + QString::fromUtf8(source);
        }
        bool isEmpty() const override { return false; }
    };
    ask();
    Translator translator;
    QCoreApplication::installTranslator(&translator);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_dialog->windowTitle(), QStringLiteral("~Log in"));
    QCOMPARE(m_robot->find<QPushButton>("submit")->text(), QStringLiteral("~Log in"));
    QCOMPARE(m_robot->find<QCheckBox>("keepSignedIn")->text(), QStringLiteral("~&Keep me signed in"));
    QCOMPARE(m_robot->find<QLabel>("message")->text(), QStringLiteral("Log in to write in your journal."));
    QCoreApplication::removeTranslator(&translator);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_dialog->windowTitle(), QStringLiteral("Log in"));
}

QTEST_MAIN(tst_LoginDialog)
#include "tst_logindialog.moc"
