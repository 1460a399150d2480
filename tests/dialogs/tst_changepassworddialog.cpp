// SPDX-License-Identifier: MIT
#include "dialogs/changepassworddialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/overheard.h"
#include "dialogs/scriptededitor.h"
#include "forms/memoryscan.h"
#include "support/stage.h"
#include "support/windowtest.h"

using namespace QtLogin;

static const QString goodPassword = QStringLiteral("an engine of brass");

class tst_ChangePasswordDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theSessionGoesOnWithTheNewPassword();
    void theCurrentPasswordIsAskedFor();
    void aWrongCurrentPasswordCostsNoRetypingOfTheNewOne();
    void aRefusedReplacementIsSaidThere();
    void otherErrorsAreSaidAtTheCurrentPassword();
    void withoutAnEditorItSaysSo();
    void whereReauthenticationFailsThePasswordIsChangedAllTheSame();
    void itGoesWhenItsUserIsNoLongerThere_data();
    void itGoesWhenItsUserIsNoLongerThere();
    void nothingOfThePasswordsStays();
    void noSignalAndNoPropertyCarriesAPassword();

private:
    void open();
    void change(const QString &current = QStringLiteral("engine"));

    std::unique_ptr<Stage> m_stage;
    std::shared_ptr<ScriptedEditor> m_editor;
    std::unique_ptr<ChangePasswordDialog> m_dialog;
    std::unique_ptr<DialogRobot> m_robot;
};

void tst_ChangePasswordDialog::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    m_stage->loader->add(Stage::stampedAda(QStringLiteral("old")));
    m_editor = std::make_shared<ScriptedEditor>();
    m_editor->onChange = [this](QByteArrayView replacement) {
        m_stage->authenticator->add(QStringLiteral("ada"), replacement);
        m_stage->loader->add(Stage::stampedAda(QStringLiteral("new")));
    };
    open();
}

void tst_ChangePasswordDialog::open()
{
    m_dialog.reset();
    m_stage->startWith([this](LoginSetup &setup) { setup.accountEditor = m_editor; });
    QVERIFY(m_stage->logInVerified(Stage::stampedAda(QStringLiteral("old")), {.fresh = false}));
    m_dialog = std::make_unique<ChangePasswordDialog>(&m_stage->login());
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
}

void tst_ChangePasswordDialog::cleanup()
{
    m_dialog.reset();
    m_stage.reset();
}

void tst_ChangePasswordDialog::change(const QString &current)
{
    m_robot->type("current", current);
    m_robot->type("password", goodPassword);
    m_robot->type("repetition", goodPassword);
    m_robot->press(Qt::Key_Enter);
}

void tst_ChangePasswordDialog::theSessionGoesOnWithTheNewPassword() // A10
{
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QSignalSpy loggedOut(&m_stage->login(), &LoginManager::loggedOut);
    QVERIFY(!m_stage->login().isFresh());
    QVERIFY(m_robot->hasFocus("current"));
    change();
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(m_editor->changed, QStringList(QStringLiteral("ada")));
    QVERIFY(m_stage->login().isFresh());
    QCOMPARE(m_stage->login().currentUser()->sessionStamp(), QStringLiteral("new"));
    QVERIFY(Stage::resultOf(m_stage->login().revalidate()));
    QCOMPARE(loggedOut.size(), 0);
}

void tst_ChangePasswordDialog::theCurrentPasswordIsAskedFor() // ASVS 6.2.3
{
    change(QString());
    QTRY_VERIFY(m_robot->find<FieldNote>("currentNote")->hasError());
    QVERIFY(m_robot->hasFocus("current"));
    QVERIFY(m_editor->changed.isEmpty());
}

void tst_ChangePasswordDialog::aWrongCurrentPasswordCostsNoRetypingOfTheNewOne()
{
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    change(QStringLiteral("wrong"));
    QTRY_COMPARE(m_robot->note("currentNote"), QStringLiteral("This is not your current password."));
    QVERIFY(m_robot->hasFocus("current"));
    QCOMPARE(m_robot->find<QLineEdit>("current")->text(), QString());
    m_robot->type("current", QStringLiteral("engine"));
    QCOMPARE(m_robot->note("currentNote"), QString());
    m_robot->press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
}

void tst_ChangePasswordDialog::aRefusedReplacementIsSaidThere()
{
    m_editor->error = Error(Error::Kind::InvalidInput, QStringLiteral("You had this one before."));
    change();
    QTRY_COMPARE(m_robot->note("passwordNote"), QStringLiteral("You had this one before."));
    QVERIFY(m_robot->hasFocus("password"));
}

void tst_ChangePasswordDialog::otherErrorsAreSaidAtTheCurrentPassword()
{
    m_editor->error = Error(Error::Kind::Throttled, Error(Error::Kind::Throttled).message(), std::chrono::seconds(30));
    change();
    QTRY_COMPARE(m_robot->note("currentNote"), QStringLiteral("Too many attempts. Try again in 30 seconds."));
}

void tst_ChangePasswordDialog::withoutAnEditorItSaysSo()
{
    m_editor.reset();
    open();
    change();
    QTRY_COMPARE(m_robot->note("currentNote"), Error(Error::Kind::NotConfigured).message());
}

void tst_ChangePasswordDialog::whereReauthenticationFailsThePasswordIsChangedAllTheSame()
{
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    m_stage->authenticator->fail(Error::Kind::Unavailable);
    change();
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(m_editor->changed.size(), 1);
}

void tst_ChangePasswordDialog::itGoesWhenItsUserIsNoLongerThere_data()
{
    QTest::addColumn<int>("reason");
    QTest::newRow("logged out") << 0;
    QTest::newRow("locked") << 1;
    QTest::newRow("switched") << 2;
    QTest::newRow("the manager has gone") << 3;
}

void tst_ChangePasswordDialog::itGoesWhenItsUserIsNoLongerThere() // F6
{
    QFETCH(int, reason);
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    m_editor->held = true;
    change();
    QTRY_COMPARE(m_editor->waiting.size(), 1);
    if (reason == 0)
        m_stage->login().logOut();
    else if (reason == 1)
        m_stage->login().lock();
    else if (reason == 2)
        QVERIFY(m_stage->logInVerified(Stage::bob()));
    else
        m_stage->deleteManager();
    QCOMPARE(rejected.size(), 1);
    QVERIFY(m_robot->find<QLineEdit>("password")->text().isEmpty());
    m_editor->waiting.first().finish(Proof {.userId = QStringLiteral("ada")});
    QCoreApplication::processEvents();
    QCOMPARE(rejected.size(), 1);
}

void tst_ChangePasswordDialog::nothingOfThePasswordsStays() // J2
{
    const Marker current;
    const Marker wanted;
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    m_editor->error = Error::Kind::Unavailable;
    current.typeInto(m_robot->find("current"));
    wanted.typeInto(m_robot->find("password"));
    wanted.typeInto(m_robot->find("repetition"));
    m_robot->press(Qt::Key_Enter);
    QTRY_VERIFY(m_robot->find<FieldNote>("currentNote")->hasError());
    QCOMPARE(current.occurrences(), 0);
    m_robot->press(Qt::Key_Escape);
    QTRY_COMPARE(rejected.size(), 1);
    QCOMPARE(wanted.occurrences(), 0);
}

void tst_ChangePasswordDialog::noSignalAndNoPropertyCarriesAPassword() // J5
{
    const Overheard overheard({m_dialog.get(), &m_stage->login()});
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    change(QStringLiteral("turbine")); // wrong
    QTRY_VERIFY(m_robot->find<FieldNote>("currentNote")->hasError());
    m_robot->type("current", QStringLiteral("engine"));
    m_robot->press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
    for (const char *secret : {"turbine", "engine"})
        QVERIFY(!overheard.has(QLatin1String(secret)));
}

QTEST_MAIN(tst_ChangePasswordDialog)
#include "tst_changepassworddialog.moc"
