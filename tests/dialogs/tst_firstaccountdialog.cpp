// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/firstaccountdialog.h"
#include "dialogs/scriptededitor.h"
#include "forms/translations.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtWidgets/qcheckbox.h>

using namespace QtLogin;

static const QString goodPassword = QStringLiteral("an engine of brass");

class tst_FirstAccountDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theFirstPersonIsInAtOnce();
    void theyAreKeptSignedInWhenTheyWantIt();
    void theTickBoxSaysWhyNot();
    void whileNobodyHasAskedTheKeychainItMayBeTicked();
    void theReasonSpeaksTheLanguageThatComes();
    void whereLoggingInFailsItCanBeTriedAgain();
    void closingThenKeepsTheAccount();
    void anAccountThatComesAfterCancelLogsNobodyIn();
    void itGoesWithItsManager();
    void whoeverHearsOfTheLoginMayDeleteEverything();

private:
    void create();

    std::unique_ptr<Stage> m_stage;
    std::shared_ptr<ScriptedEditor> m_editor;
    std::unique_ptr<FirstAccountDialog> m_dialog;
    std::unique_ptr<DialogRobot> m_robot;
};

void tst_FirstAccountDialog::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    m_stage->authenticator->remove(QStringLiteral("ada"));
    m_editor = std::make_shared<ScriptedEditor>();
    m_editor->onChange = [this](QByteArrayView) { m_stage->authenticator->add(QStringLiteral("ada"), "an engine of brass"); };
    m_stage->startWith([&](LoginSetup &setup) { setup.accountEditor = m_editor; });
    (void)m_stage->restore();
    m_dialog = std::make_unique<FirstAccountDialog>(&m_stage->login());
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
}

void tst_FirstAccountDialog::cleanup()
{
    m_dialog.reset();
    m_stage.reset();
}

void tst_FirstAccountDialog::create()
{
    m_robot->type("userName", QStringLiteral("ada"));
    m_robot->type("password", goodPassword);
    m_robot->type("repetition", goodPassword);
    m_robot->press(Qt::Key_Enter);
}

void tst_FirstAccountDialog::theFirstPersonIsInAtOnce()
{
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    create();
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(m_stage->login().isAuthenticated());
    QVERIFY(m_stage->login().isFresh());
    QVERIFY(!m_stage->login().isRemembered());
    QCOMPARE(m_editor->created, QStringList(QStringLiteral("ada")));
}

void tst_FirstAccountDialog::theyAreKeptSignedInWhenTheyWantIt()
{
    QSignalSpy stored(m_stage->login().rememberedLogin(), &RememberedLogin::stored);
    QVERIFY(m_robot->find("keepSignedIn")->isEnabled());
    m_robot->find<QCheckBox>("keepSignedIn")->click();
    create();
    QTRY_COMPARE(stored.size(), 1);
    QVERIFY(m_stage->hasItem());
}

void tst_FirstAccountDialog::theTickBoxSaysWhyNot()
{
    SessionPolicy policy = SessionPolicy::standard();
    policy.rememberLifetime = std::chrono::seconds(0);
    m_stage->login().setSessionPolicy(policy);
    QTRY_VERIFY(!m_robot->find("keepSignedIn")->isEnabled());
    QCOMPARE(m_robot->note("keepNote"), m_stage->login().rememberedLogin()->unavailableReason());
    QVERIFY(!m_robot->note("keepNote").isEmpty());
}

void tst_FirstAccountDialog::whileNobodyHasAskedTheKeychainItMayBeTicked()
{
    m_dialog.reset();
    m_stage->restartApplication();
    m_stage->startWith([&](LoginSetup &setup) { setup.accountEditor = m_editor; });
    m_dialog = std::make_unique<FirstAccountDialog>(&m_stage->login());
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
    QCOMPARE(m_stage->login().rememberedLogin()->keychainState(), KeychainState::Unknown);
    QCOMPARE(m_robot->note("keepNote"), QString());
    theyAreKeptSignedInWhenTheyWantIt();
}

void tst_FirstAccountDialog::theReasonSpeaksTheLanguageThatComes()
{
    m_dialog.reset();
    m_stage->restartApplication();
    m_stage->store->fail(ScriptedSecretStore::Operation::Probe, Error::Kind::Unavailable);
    m_dialog = std::make_unique<FirstAccountDialog>(&m_stage->login());
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
    (void)m_stage->restore();
    QTRY_VERIFY(!m_robot->find("keepSignedIn")->isEnabled());
    const QString english = m_robot->note("keepNote");
    QVERIFY(!english.isEmpty());
    QVERIFY(installTranslations(qApp, QLocale(QLocale::German)));
    QTRY_VERIFY(m_robot->note("keepNote").contains(QStringLiteral("Schlüsselbund")));
    QCOMPARE(m_robot->find("keepSignedIn")->accessibleDescription(), m_robot->note("keepNote"));
    QVERIFY(!installTranslations(qApp, QLocale::c()));
    QTRY_COMPARE(m_robot->note("keepNote"), english);
}

void tst_FirstAccountDialog::whereLoggingInFailsItCanBeTriedAgain()
{
    m_stage->authenticator->fail(Error(Error::Kind::Unavailable, QStringLiteral("The server sleeps.")));
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    create();
    QTRY_VERIFY(m_robot->note("passwordNote").contains(QStringLiteral("The server sleeps.")));
    QVERIFY(m_robot->note("passwordNote").contains(QStringLiteral("has been created")));
    QVERIFY(!m_stage->login().isAuthenticated());
    QVERIFY(m_robot->find<QLineEdit>("userName")->isReadOnly());
    m_stage->authenticator->heal();
    m_robot->click("submit");
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(m_stage->login().isAuthenticated());
    QCOMPARE(m_editor->created.size(), 1);
}

void tst_FirstAccountDialog::closingThenKeepsTheAccount()
{
    m_stage->authenticator->fail(Error::Kind::Unavailable);
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    create();
    QTRY_COMPARE(m_robot->find<QPushButton>("cancel")->text(), QStringLiteral("Close"));
    m_robot->click("cancel");
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(accepted.size(), 0);
    QCOMPARE(m_editor->created.size(), 1);
}

void tst_FirstAccountDialog::anAccountThatComesAfterCancelLogsNobodyIn() // A5
{
    m_editor->held = true;
    create();
    QTRY_COMPARE(m_editor->waiting.size(), 1);
    m_robot->press(Qt::Key_Escape);
    m_stage->authenticator->add(QStringLiteral("ada"), "an engine of brass");
    m_editor->waiting.first().finish(Proof {.userId = QStringLiteral("ada")});
    QCoreApplication::processEvents();
    QVERIFY(m_stage->authenticator->calls().isEmpty());
    QVERIFY(!m_stage->login().isAuthenticated());
}

void tst_FirstAccountDialog::itGoesWithItsManager()
{
    m_stage->deleteManager();
    QVERIFY(!m_dialog->isVisible());
}

void tst_FirstAccountDialog::whoeverHearsOfTheLoginMayDeleteEverything()
{
    QObject::connect(&m_stage->login(), &LoginManager::loggedIn, this, [this] {
        m_dialog.reset();
        m_stage->deleteManager();
    });
    create();
    QTRY_VERIFY(!m_dialog);
    QCoreApplication::processEvents();
}

QTEST_MAIN(tst_FirstAccountDialog)
#include "tst_firstaccountdialog.moc"
