// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/firstaccountdialog.h"
#include "dialogs/logindialog.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/scriptededitor.h"
#include "forms/loginform.h"
#include "forms/newaccountform.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtWidgets/qcheckbox.h>

using namespace QtLogin;
using Remember = LoginOptions::Remember;

// Whether users are asked to be kept signed in, and what the answer does: in the forms, and in a whole session.
class tst_KeepSignedIn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aLoginOffersItAndANewAccountDoesNot();
    void theBoxIsAsTheRuleSays_data();
    void theBoxIsAsTheRuleSays();
    void anotherRuleBeginsAnew();
    void theSameRuleLeavesWhatTheUserHasTicked();
    void aBoxThatCannotBeTickedIsNotTickedUntilItCan();
    void whatTheUserHasTickedComesBackWithTheKeychain();
    void theReasonStandsWhereTheBoxDoes_data();
    void theReasonStandsWhereTheBoxDoes();
    void aLoginIsKeptAsTheRuleSays_data();
    void aLoginIsKeptAsTheRuleSays();
    void theFirstAccountIsKeptAsTheRuleSays_data();
    void theFirstAccountIsKeptAsTheRuleSays();
    void theUserHasTheLastWord();
    void whereNothingCanBeKeptTheUserIsInAllTheSame_data();
    void whereNothingCanBeKeptTheUserIsInAllTheSame();
    void anotherRuleOfThePromptHoldsForTheNextDialog();

private:
    void askOverTheWindow();
    void enter();
    bool isOver() const { return !m_window->findChild<QDialog *>(); }
    bool comesBack();

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<QWidget> m_window;
    std::shared_ptr<LoginDialogPrompt> m_prompt;
};

void tst_KeepSignedIn::init()
{
    failOnWarnings();
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_prompt = std::make_shared<LoginDialogPrompt>(m_window.get());
    m_stage = std::make_unique<Stage>();
    m_stage->startWith([this](LoginSetup &setup) { setup.use(m_prompt); });
}

void tst_KeepSignedIn::cleanup()
{
    m_stage.reset();
    m_prompt.reset();
    m_window.reset();
}

void tst_KeepSignedIn::askOverTheWindow()
{
    (void)m_stage->login().require(Requirement::login());
    QTRY_VERIFY(m_window->findChild<LoginDialog *>());
}

void tst_KeepSignedIn::enter()
{
    const DialogRobot robot(m_window->findChild<QDialog *>());
    robot.type("userName", QStringLiteral("ada"));
    robot.type("password", QStringLiteral("lovelace"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(m_stage->login().isAuthenticated());
    QTRY_VERIFY(isOver());
}

// At the next start.
bool tst_KeepSignedIn::comesBack()
{
    m_stage->restartApplication();
    return m_stage->restore().has_value();
}

template<typename Form>
static QCheckBox *boxOf(const Form &form)
{
    return form.template findChild<QCheckBox *>(QStringLiteral("keepSignedIn"));
}

template<typename Form>
static QString noteOf(const Form &form)
{
    return form.template findChild<FieldNote *>(QStringLiteral("keepNote"))->text();
}

void tst_KeepSignedIn::aLoginOffersItAndANewAccountDoesNot()
{
    const LoginForm login;
    QCOMPARE(login.keepSignedIn(), KeepSignedIn::Offered);
    QVERIFY(!boxOf(login)->isHidden() && !login.keepsSignedIn());
    const NewAccountForm account;
    QCOMPARE(account.keepSignedIn(), KeepSignedIn::Never);
    QVERIFY(boxOf(account)->isHidden() && !account.keepsSignedIn());
    const LoginDialogPrompt prompt;
    QCOMPARE(prompt.keepSignedIn(), KeepSignedIn::Offered);
}

void tst_KeepSignedIn::theBoxIsAsTheRuleSays_data()
{
    QTest::addColumn<KeepSignedIn>("rule");
    QTest::addColumn<bool>("isShown");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("offered") << KeepSignedIn::Offered << true << false;
    QTest::newRow("preset") << KeepSignedIn::Preset << true << true;
    QTest::newRow("always") << KeepSignedIn::Always << false << true;
    QTest::newRow("never") << KeepSignedIn::Never << false << false;
}

template<typename Form>
static void compare(KeepSignedIn rule, bool isShown, bool keeps)
{
    Form form;
    form.setKeepSignedIn(rule);
    QCOMPARE(form.keepSignedIn(), rule);
    QCOMPARE(!boxOf(form)->isHidden(), isShown);
    QCOMPARE(boxOf(form)->isChecked(), isShown && keeps);
    QCOMPARE(form.keepsSignedIn(), keeps);
    form.setCanKeepSignedIn(false, QStringLiteral("There is no keychain."));
    QVERIFY(!form.keepsSignedIn() && !form.canKeepSignedIn());
    QCOMPARE(form.keepSignedIn(), rule);
    form.setCanKeepSignedIn(true);
    QCOMPARE(form.keepsSignedIn(), keeps);
}

void tst_KeepSignedIn::theBoxIsAsTheRuleSays()
{
    QFETCH(const KeepSignedIn, rule);
    QFETCH(const bool, isShown);
    QFETCH(const bool, keeps);
    compare<LoginForm>(rule, isShown, keeps);
    compare<NewAccountForm>(rule, isShown, keeps);
}

void tst_KeepSignedIn::anotherRuleBeginsAnew()
{
    LoginForm form;
    boxOf(form)->click();
    QVERIFY(form.keepsSignedIn());
    form.setKeepSignedIn(KeepSignedIn::Never);
    QVERIFY(!form.keepsSignedIn());
    form.setKeepSignedIn(KeepSignedIn::Offered);
    QVERIFY(!form.keepsSignedIn() && !boxOf(form)->isHidden());
    form.setKeepSignedIn(KeepSignedIn::Preset);
    QVERIFY(form.keepsSignedIn() && boxOf(form)->isChecked());
}

void tst_KeepSignedIn::theSameRuleLeavesWhatTheUserHasTicked()
{
    LoginForm form;
    form.setKeepSignedIn(KeepSignedIn::Preset);
    boxOf(form)->click();
    form.setKeepSignedIn(KeepSignedIn::Preset);
    QVERIFY(!form.keepsSignedIn());
}

void tst_KeepSignedIn::aBoxThatCannotBeTickedIsNotTickedUntilItCan()
{
    LoginForm form;
    form.setCanKeepSignedIn(false, QStringLiteral("There is no keychain."));
    form.setKeepSignedIn(KeepSignedIn::Preset);
    QVERIFY(!boxOf(form)->isChecked() && !boxOf(form)->isEnabled());
    form.setCanKeepSignedIn(true);
    QVERIFY(boxOf(form)->isChecked() && boxOf(form)->isEnabled());
}

void tst_KeepSignedIn::whatTheUserHasTickedComesBackWithTheKeychain()
{
    LoginForm form;
    for (const bool ticked : {true, false}) {
        boxOf(form)->click();
        form.setCanKeepSignedIn(false, QStringLiteral("There is no keychain."));
        QVERIFY(!boxOf(form)->isChecked());
        form.setCanKeepSignedIn(true);
        QCOMPARE(form.keepsSignedIn(), ticked);
    }
}

void tst_KeepSignedIn::theReasonStandsWhereTheBoxDoes_data()
{
    QTest::addColumn<KeepSignedIn>("rule");
    QTest::addColumn<bool>("isSaid");
    QTest::newRow("offered") << KeepSignedIn::Offered << true;
    QTest::newRow("preset") << KeepSignedIn::Preset << true;
    QTest::newRow("always") << KeepSignedIn::Always << true; // users may rely on it
    QTest::newRow("never") << KeepSignedIn::Never << false;
}

void tst_KeepSignedIn::theReasonStandsWhereTheBoxDoes()
{
    QFETCH(const KeepSignedIn, rule);
    QFETCH(const bool, isSaid);
    const QString why = QStringLiteral("There is no keychain.");
    LoginForm form;
    form.setKeepSignedIn(rule);
    form.setCanKeepSignedIn(false, why);
    QCOMPARE(noteOf(form), isSaid ? why : QString());
    form.setCanKeepSignedIn(true);
    QCOMPARE(noteOf(form), QString());
    form.setCanKeepSignedIn(false, why);
    form.setKeepSignedIn(KeepSignedIn::Never);
    QCOMPARE(noteOf(form), QString());
    form.setKeepSignedIn(KeepSignedIn::Always);
    QCOMPARE(noteOf(form), why);
}

void tst_KeepSignedIn::aLoginIsKeptAsTheRuleSays_data()
{
    theBoxIsAsTheRuleSays_data();
}

void tst_KeepSignedIn::aLoginIsKeptAsTheRuleSays()
{
    QFETCH(const KeepSignedIn, rule);
    QFETCH(const bool, keeps);
    m_prompt->setKeepSignedIn(rule);
    QCOMPARE(m_prompt->keepSignedIn(), rule);
    askOverTheWindow();
    QCOMPARE(m_window->findChild<LoginDialog *>()->keepSignedIn(), rule);
    QSignalSpy stored(m_stage->login().rememberedLogin(), &RememberedLogin::stored);
    enter();
    if (keeps)
        QTRY_COMPARE(stored.size(), 1);
    QCOMPARE(comesBack(), keeps);
}

void tst_KeepSignedIn::theFirstAccountIsKeptAsTheRuleSays_data()
{
    theBoxIsAsTheRuleSays_data();
}

void tst_KeepSignedIn::theFirstAccountIsKeptAsTheRuleSays()
{
    QFETCH(const KeepSignedIn, rule);
    QFETCH(const bool, isShown);
    QFETCH(const bool, keeps);
    const QString password = QStringLiteral("an engine of brass");
    const auto editor = std::make_shared<ScriptedEditor>();
    editor->onChange = [this](QByteArrayView) { m_stage->authenticator->add(QStringLiteral("ada"), "an engine of brass"); };
    m_stage->startWith([&](LoginSetup &setup) { setup.accountEditor = editor; });
    FirstAccountDialog dialog(&m_stage->login());
    QCOMPARE(dialog.keepSignedIn(), KeepSignedIn::Offered);
    dialog.setKeepSignedIn(rule);
    QCOMPARE(dialog.keepSignedIn(), rule);
    dialog.open();
    const DialogRobot robot(&dialog);
    QCOMPARE(robot.find("keepSignedIn")->isVisible(), isShown);
    QSignalSpy stored(m_stage->login().rememberedLogin(), &RememberedLogin::stored);
    robot.type("userName", QStringLiteral("ada"));
    robot.type("password", password);
    robot.type("repetition", password);
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(m_stage->login().isAuthenticated());
    if (keeps)
        QTRY_COMPARE(stored.size(), 1);
    QCOMPARE(comesBack(), keeps);
}

void tst_KeepSignedIn::theUserHasTheLastWord()
{
    m_prompt->setKeepSignedIn(KeepSignedIn::Preset);
    QVERIFY(m_stage->remember());
    m_stage->restartApplication(); // without looking for the login that is kept
    askOverTheWindow();
    DialogRobot(m_window->findChild<QDialog *>()).find<QCheckBox>("keepSignedIn")->click();
    enter();
    QVERIFY(!comesBack());
}

void tst_KeepSignedIn::whereNothingCanBeKeptTheUserIsInAllTheSame_data()
{
    theReasonStandsWhereTheBoxDoes_data();
}

void tst_KeepSignedIn::whereNothingCanBeKeptTheUserIsInAllTheSame()
{
    QFETCH(const KeepSignedIn, rule);
    QFETCH(const bool, isSaid);
    SessionPolicy policy = SessionPolicy::standard();
    policy.rememberLifetime = std::chrono::seconds(0);
    m_stage->login().setSessionPolicy(policy);
    m_prompt->setKeepSignedIn(rule);
    askOverTheWindow();
    const DialogRobot robot(m_window->findChild<QDialog *>());
    const QString why = m_stage->login().rememberedLogin()->unavailableReason();
    QVERIFY(!why.isEmpty());
    QTRY_COMPARE(robot.note("keepNote"), isSaid ? why : QString());
    QVERIFY(!robot.find<QCheckBox>("keepSignedIn")->isChecked());
    enter();
    QVERIFY(!m_stage->login().isRemembered());
}

void tst_KeepSignedIn::anotherRuleOfThePromptHoldsForTheNextDialog()
{
    askOverTheWindow();
    m_prompt->setKeepSignedIn(KeepSignedIn::Never);
    QCOMPARE(m_window->findChild<LoginDialog *>()->keepSignedIn(), KeepSignedIn::Offered);
    m_prompt->cancel();
    QTRY_VERIFY(isOver());
    askOverTheWindow();
    QCOMPARE(m_window->findChild<LoginDialog *>()->keepSignedIn(), KeepSignedIn::Never);
}

QTEST_MAIN(tst_KeepSignedIn)
#include "tst_keepsignedin.moc"
