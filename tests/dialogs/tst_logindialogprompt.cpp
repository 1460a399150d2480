// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialog.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/newaccountdialog.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/scriptededitor.h"
#include "dialogs/scriptedrequest.h"
#include "support/windowtest.h"

#include <QtTest/qsignalspy.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>

using namespace QtLogin;

class tst_LoginDialogPrompt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void itAsksInASheetOverItsWindow();
    void successIsAnsweredOnceTheDialogHasGone();
    void turningAwayIsCancelled_data();
    void turningAwayIsCancelled();
    void cancelTakesTheDialogOffTheScreen();
    void cancelDoesNothingWhenNothingIsAsked();
    void aHiddenDialogIsDismissed_data();
    void aHiddenDialogIsDismissed();
    void aDialogThatIsOnlyGivenOtherFlagsStays();
    void aLateAnswerHasNoEffect();
    void theKindChoosesTheDialog();
    void onlyADialogThatOffersToRememberHasTheKeychainLookedAt_data();
    void onlyADialogThatOffersToRememberHasTheKeychainLookedAt();
    void aSecondRequestReplacesTheFirst();
    void withoutItsWindowNobodyCanBeAsked();
    void aPromptWithoutWindowStandsByItself();
    void aPromptWithoutWindowAsksOverThatOfTheCall_data(); // FL-08
    void aPromptWithoutWindowAsksOverThatOfTheCall();
    void whoAsksAgainBringsTheDialogToTheFront_data();
    void whoAsksAgainBringsTheDialogToTheFront();
    void whoAsksAgainWhileNothingIsAskedDoesNothing();
    void aDialogSaysTheMessageOfNow_data();
    void aDialogSaysTheMessageOfNow();
    void aLockScreenStandsInForAHiddenWindow();
    void whateverDiesTheAnswerComesOnce_data();
    void whateverDiesTheAnswerComesOnce();
    void whoeverHearsTheAnswerMayDeleteEverything_data();
    void whoeverHearsTheAnswerMayDeleteEverything();

private:
    QDialog *dialog() const { return m_window->findChild<QDialog *>(); }
    void watch(const QFuture<Result<void>> &future);

    std::unique_ptr<QWidget> m_window;
    std::shared_ptr<LoginDialogPrompt> m_prompt;
    std::unique_ptr<QObject> m_context;
    QList<Result<void>> m_answers;
};

void tst_LoginDialogPrompt::init()
{
    failOnWarnings();
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_prompt = std::make_shared<LoginDialogPrompt>(m_window.get());
    m_context = std::make_unique<QObject>();
    m_answers.clear();
}

void tst_LoginDialogPrompt::cleanup()
{
    m_context.reset();
    m_prompt.reset();
    m_window.reset();
}

void tst_LoginDialogPrompt::watch(const QFuture<Result<void>> &future)
{
    whenDone(future, m_context.get(), [this](const Result<void> &answer) { m_answers << answer; });
}

void tst_LoginDialogPrompt::itAsksInASheetOverItsWindow()
{
    const ScriptedRequest script;
    watch(m_prompt->ask(script.request()));
    QVERIFY(dialog());
    QVERIFY(dialog()->isVisible());
    QCOMPARE(dialog()->windowModality(), Qt::WindowModal);
    QCOMPARE(dialog()->parentWidget(), m_window.get());
    QVERIFY(m_answers.isEmpty());
}

void tst_LoginDialogPrompt::successIsAnsweredOnceTheDialogHasGone()
{
    const ScriptedRequest script;
    watch(m_prompt->ask(script.request()));
    const DialogRobot robot(dialog());
    robot.type("userName", QStringLiteral("ada"));
    robot.type("password", QStringLiteral("engine"));
    robot.press(Qt::Key_Enter);
    QTRY_COMPARE(m_answers.size(), 1);
    QVERIFY(m_answers.first());
    QTRY_VERIFY(!dialog());
}

void tst_LoginDialogPrompt::turningAwayIsCancelled_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("Escape") << 0;
    QTest::newRow("Cancel") << 1;
    QTest::newRow("the window's cross") << 2;
    QTest::newRow("Escape while busy") << 3;
    QTest::newRow("Cancel while busy") << 4;
}

void tst_LoginDialogPrompt::turningAwayIsCancelled()
{
    QFETCH(int, way);
    const ScriptedRequest script;
    script->held = way >= 3;
    watch(m_prompt->ask(script.request()));
    const DialogRobot robot(dialog());
    if (script->held) {
        robot.type("userName", QStringLiteral("ada"));
        robot.type("password", QStringLiteral("engine"));
        robot.press(Qt::Key_Enter);
        QTRY_COMPARE(script->waiting.size(), 1);
    }
    if (way == 0 || way == 3)
        robot.press(Qt::Key_Escape);
    else if (way == 2)
        dialog()->close();
    else
        robot.click("cancel");
    QTRY_COMPARE(m_answers.size(), 1);
    QVERIFY(m_answers.first().failedWith(Error::Kind::Cancelled));
    QTRY_VERIFY(!dialog());
}

void tst_LoginDialogPrompt::cancelTakesTheDialogOffTheScreen()
{
    const ScriptedRequest script;
    const QFuture<Result<void>> answer = m_prompt->ask(script.request());
    m_prompt->cancel();
    QVERIFY(answer.isFinished());
    QVERIFY(resultOf(answer).failedWith(Error::Kind::Cancelled));
    QVERIFY(!dialog() || !dialog()->isVisible());
    QTRY_VERIFY(!dialog());
}

void tst_LoginDialogPrompt::cancelDoesNothingWhenNothingIsAsked()
{
    m_prompt->cancel();
    const ScriptedRequest script;
    watch(m_prompt->ask(script.request()));
    QVERIFY(dialog());
}

void tst_LoginDialogPrompt::aHiddenDialogIsDismissed_data()
{
    QTest::addColumn<LoginRequest::Kind>("kind");
    QTest::newRow("log in") << LoginRequest::Kind::LogIn;
    QTest::newRow("confirm") << LoginRequest::Kind::Reauthenticate;
    QTest::newRow("unlock") << LoginRequest::Kind::Unlock;
}

void tst_LoginDialogPrompt::aHiddenDialogIsDismissed()
{
    QFETCH(LoginRequest::Kind, kind);
    for (int i = 1; i < 3; ++i) { // the next one is asked, and seen, again
        const ScriptedRequest script(kind);
        watch(m_prompt->ask(script.request()));
        QVERIFY(dialog() && dialog()->isVisible());
        const auto windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) // into the tray
            window->hide();
        QTRY_COMPARE(m_answers.size(), i);
        QVERIFY(m_answers.last().failedWith(Error::Kind::Cancelled));
        QTRY_VERIFY(!dialog());
        m_window->show();
    }
}

void tst_LoginDialogPrompt::aDialogThatIsOnlyGivenOtherFlagsStays()
{
    const ScriptedRequest script;
    watch(m_prompt->ask(script.request()));
    dialog()->setWindowFlag(Qt::WindowStaysOnTopHint); // which hides it
    dialog()->show();
    QCoreApplication::processEvents();
    QVERIFY(m_answers.isEmpty());
    QVERIFY(dialog()->isVisible());
}

void tst_LoginDialogPrompt::aLateAnswerHasNoEffect() // A5
{
    const ScriptedRequest script;
    script->held = true;
    watch(m_prompt->ask(script.request()));
    const DialogRobot robot(dialog());
    robot.type("userName", QStringLiteral("ada"));
    robot.type("password", QStringLiteral("engine"));
    robot.press(Qt::Key_Enter);
    QTRY_COMPARE(script->waiting.size(), 1);
    QSignalSpy accepted(dialog(), &QDialog::accepted);
    robot.press(Qt::Key_Escape);
    script->waiting.first().finish({});
    QCoreApplication::processEvents();
    QCOMPARE(accepted.size(), 0);
    QCOMPARE(m_answers.size(), 1);
    QVERIFY(m_answers.first().failedWith(Error::Kind::Cancelled));
}

void tst_LoginDialogPrompt::theKindChoosesTheDialog()
{
    for (const auto kind : {LoginRequest::Kind::LogIn, LoginRequest::Kind::Reauthenticate, LoginRequest::Kind::Unlock}) {
        const ScriptedRequest script(kind);
        watch(m_prompt->ask(script.request()));
        QCOMPARE(m_window->findChild<LoginDialog *>() != nullptr, kind == LoginRequest::Kind::LogIn);
        QCOMPARE(m_window->findChild<ReauthDialog *>() != nullptr, kind != LoginRequest::Kind::LogIn);
        m_prompt->cancel();
        QTRY_VERIFY(!dialog());
    }
}

void tst_LoginDialogPrompt::onlyADialogThatOffersToRememberHasTheKeychainLookedAt_data()
{
    QTest::addColumn<KeepSignedIn>("keep");
    QTest::addColumn<ScriptedRequest::Kind>("kind");
    QTest::addColumn<bool>("looks");
    QTest::newRow("offered") << KeepSignedIn::Offered << ScriptedRequest::Kind::LogIn << true;
    QTest::newRow("never") << KeepSignedIn::Never << ScriptedRequest::Kind::LogIn << false;
    QTest::newRow("proving it again") << KeepSignedIn::Offered << ScriptedRequest::Kind::Reauthenticate << false;
    QTest::newRow("unlocking") << KeepSignedIn::Offered << ScriptedRequest::Kind::Unlock << false;
}

void tst_LoginDialogPrompt::onlyADialogThatOffersToRememberHasTheKeychainLookedAt()
{
    QFETCH(const KeepSignedIn, keep);
    QFETCH(const ScriptedRequest::Kind, kind);
    QFETCH(const bool, looks);
    ScriptedRequest request(kind);
    int count = 0;
    request.parts().lookAtKeychain = [&count] { ++count; };
    m_prompt->setKeepSignedIn(keep);
    const auto answer = m_prompt->ask(request.request());
    QVERIFY(dialog());
    QCOMPARE(count > 0, looks);
    if (auto *logIn = qobject_cast<LoginDialog *>(dialog()); logIn && !looks) {
        logIn->setKeepSignedIn(KeepSignedIn::Offered); // after all
        QVERIFY(count > 0);
        *request->remember = RememberAvailability {false, QStringLiteral("There is no keychain.")};
        QVERIFY(!logIn->findChild<QWidget *>(QStringLiteral("keepSignedIn"))->isEnabled());
    }
    m_prompt->cancel();
}

void tst_LoginDialogPrompt::aSecondRequestReplacesTheFirst()
{
    const ScriptedRequest script;
    watch(m_prompt->ask(script.request()));
    const ScriptedRequest other(LoginRequest::Kind::Unlock);
    watch(m_prompt->ask(other.request()));
    QTRY_COMPARE(m_answers.size(), 1);
    QTRY_COMPARE(m_window->findChildren<QDialog *>().size(), 1);
    QVERIFY(m_window->findChild<ReauthDialog *>()->isVisible());
}

void tst_LoginDialogPrompt::withoutItsWindowNobodyCanBeAsked()
{
    m_window.reset();
    const ScriptedRequest script;
    watch(m_prompt->ask(script.request()));
    QCOMPARE(m_answers.size(), 1);
    QVERIFY(m_answers.first().failedWith(Error::Kind::Cancelled));
    QVERIFY(QApplication::topLevelWidgets().isEmpty());
}

void tst_LoginDialogPrompt::aPromptWithoutWindowStandsByItself()
{
    LoginDialogPrompt prompt(nullptr);
    const ScriptedRequest script;
    watch(prompt.ask(script.request()));
    QVERIFY(QApplication::activeWindow() || QApplication::topLevelWidgets().size() == 2);
    prompt.cancel();
    QTRY_COMPARE(m_answers.size(), 1);
    QTRY_COMPARE(QApplication::topLevelWidgets().size(), 1);
}

void tst_LoginDialogPrompt::aPromptWithoutWindowAsksOverThatOfTheCall_data()
{
    QTest::addColumn<LoginRequest::Kind>("kind");
    QTest::newRow("log in") << LoginRequest::Kind::LogIn;
    QTest::newRow("prove it again") << LoginRequest::Kind::Reauthenticate;
}

void tst_LoginDialogPrompt::aPromptWithoutWindowAsksOverThatOfTheCall()
{
    QFETCH(LoginRequest::Kind, kind);
    LoginDialogPrompt prompt;
    QWidget second, page(&second);
    second.show();
    QObject ofThePage(&page); // such as an action, or a controller
    ScriptedRequest script(kind);
    for (QObject *context : std::initializer_list<QObject *> {&page, &ofThePage, &second}) {
        script.parts().context = context;
        watch(prompt.ask(script.request()));
        QCOMPARE(second.findChildren<QDialog *>(Qt::FindDirectChildrenOnly).size(), 1);
        QVERIFY(!dialog());
        prompt.cancel();
        QTRY_VERIFY(second.findChildren<QDialog *>().isEmpty());
    }
    script.parts().context = &second;
    watch(m_prompt->ask(script.request())); // one with a window of its own stays there
    QCOMPARE(dialog()->parentWidget(), m_window.get());
}

void tst_LoginDialogPrompt::whoAsksAgainBringsTheDialogToTheFront_data()
{
    QTest::addColumn<QString>("before");
    for (const char *before : {"behind another window", "minimised", "with an account being created"})
        QTest::newRow(before) << QString::fromLatin1(before);
}

void tst_LoginDialogPrompt::whoAsksAgainBringsTheDialogToTheFront()
{
    QFETCH(const QString, before);
    const ScriptedRequest script;
    m_prompt->setAccountEditor(std::make_shared<ScriptedEditor>());
    watch(m_prompt->ask(script.request()));
    QWidget other;
    for (int i = 0; i < 2; ++i) { // and once more
        if (i == 0 && before.startsWith(u"with")) {
            DialogRobot(dialog()).click("createAccount");
            QTRY_VERIFY(m_window->findChild<NewAccountDialog *>());
            QTRY_VERIFY(m_window->findChild<NewAccountDialog *>()->isActiveWindow());
        }
        if (before == u"minimised") {
            m_window->showMinimized();
            dialog()->showMinimized();
        }
        other.show();
        other.activateWindow();
        QTRY_VERIFY(other.isActiveWindow());
        m_prompt->askedAgain();
        QWidget *front = before.startsWith(u"with") ? m_window->findChild<NewAccountDialog *>() : dialog();
        QVERIFY(front);
        QTRY_VERIFY(front->isActiveWindow());
        QVERIFY(!m_window->isMinimized() && !dialog()->isMinimized());
        QVERIFY(dialog()->isVisible() && m_window->isVisible());
    }
    QVERIFY(m_answers.isEmpty());
}

void tst_LoginDialogPrompt::whoAsksAgainWhileNothingIsAskedDoesNothing()
{
    QWidget other;
    other.show();
    other.activateWindow();
    QTRY_VERIFY(other.isActiveWindow());
    m_prompt->askedAgain();
    m_prompt->messageChanged();
    QCoreApplication::processEvents();
    QVERIFY(other.isActiveWindow());
    QVERIFY(!dialog());
}

void tst_LoginDialogPrompt::aDialogSaysTheMessageOfNow_data()
{
    aHiddenDialogIsDismissed_data();
}

void tst_LoginDialogPrompt::aDialogSaysTheMessageOfNow()
{
    QFETCH(LoginRequest::Kind, kind);
    ScriptedRequest script(kind);
    watch(m_prompt->ask(script.request()));
    DialogRobot(dialog()).type("password", QStringLiteral("eng"));
    for (const auto &message : {QStringLiteral("To print"), QStringLiteral("To print\nTo delete all notes"), QString()}) {
        script.parts().message = message;
        m_prompt->messageChanged();
        const auto *label = DialogRobot(dialog()).find<QLabel>("message");
        QCOMPARE(label->text(), message);
        QCOMPARE(label->isVisible(), !message.isEmpty());
    }
    QCOMPARE(DialogRobot(dialog()).find<QLineEdit>("password")->text(), QStringLiteral("eng"));
}

void tst_LoginDialogPrompt::aLockScreenStandsInForAHiddenWindow()
{
    QWidget screen;
    screen.show();
    ScriptedRequest script;
    script.parts().context = &screen;
    watch(m_prompt->ask(script.request()));
    QCOMPARE(dialog()->parentWidget(), m_window.get());
    m_prompt->cancel();
    QTRY_VERIFY(!dialog());
    m_window->hide();
    watch(m_prompt->ask(script.request()));
    QVERIFY(screen.findChild<QDialog *>() && screen.findChild<QDialog *>()->isVisible());
    m_prompt->cancel();
    m_window->show();
    watch(m_prompt->ask(script.request()));
    QCOMPARE(dialog()->parentWidget(), m_window.get());
}

void tst_LoginDialogPrompt::whateverDiesTheAnswerComesOnce_data()
{
    QTest::addColumn<int>("victim");
    QTest::addColumn<bool>("midAttempt");
    for (const bool midAttempt : {false, true}) {
        const char *when = midAttempt ? "while busy" : "while asked";
        QTest::addRow("the dialog, %s", when) << 0 << midAttempt;
        QTest::addRow("the window, %s", when) << 1 << midAttempt;
        QTest::addRow("the prompt, %s", when) << 2 << midAttempt;
    }
}

void tst_LoginDialogPrompt::whateverDiesTheAnswerComesOnce()
{
    QFETCH(int, victim);
    QFETCH(bool, midAttempt);
    const ScriptedRequest script;
    script->held = true;
    watch(m_prompt->ask(script.request()));
    if (midAttempt) {
        const DialogRobot robot(dialog());
        robot.type("userName", QStringLiteral("ada"));
        robot.type("password", QStringLiteral("engine"));
        robot.press(Qt::Key_Enter);
        QTRY_COMPARE(script->waiting.size(), 1);
    }
    if (victim == 0)
        delete dialog();
    else if (victim == 1)
        m_window.reset();
    else
        m_prompt.reset();
    for (const Answer<void> &waiting : std::as_const(script->waiting))
        waiting.finish({});
    QTRY_COMPARE(m_answers.size(), 1);
    QVERIFY(m_answers.first().failedWith(Error::Kind::Cancelled));
    QCoreApplication::processEvents();
    QCOMPARE(m_answers.size(), 1);
}

void tst_LoginDialogPrompt::whoeverHearsTheAnswerMayDeleteEverything_data()
{
    QTest::addColumn<int>("moment"); // 0 the answer, 1 accepted() or rejected(), 2 finished(), 3 the attempt
    QTest::addColumn<int>("victim"); // 0 the dialog, 1 the window, 2 the prompt, 3 all
    QTest::addColumn<int>("way"); // 0 Enter, 1 the button, 2 Escape, 3 Cancel
    const char *moments[] = {"the answer", "accepted or rejected", "finished", "the attempt"};
    const char *victims[] = {"the dialog", "the window", "the prompt", "everything"};
    const char *ways[] = {"Enter", "the button", "Escape", "Cancel"};
    for (int moment = 0; moment < 4; ++moment) {
        for (int victim = 0; victim < 4; ++victim) {
            for (int way = 0; way < (moment == 3 ? 2 : 4); ++way)
                QTest::addRow("%s deletes %s after %s", moments[moment], victims[victim], ways[way]) << moment << victim << way;
        }
    }
}

void tst_LoginDialogPrompt::whoeverHearsTheAnswerMayDeleteEverything()
{
    QFETCH(int, moment);
    QFETCH(int, victim);
    QFETCH(int, way);
    int deletions = 0;
    const auto destroy = [&] {
        ++deletions;
        if (victim == 0)
            delete dialog();
        if (victim == 1 || victim == 3)
            m_window.reset();
        if (victim == 2 || victim == 3)
            m_prompt.reset();
    };
    ScriptedRequest script;
    if (moment == 3) {
        script.parts().attempt = [&](const Credentials &, const LoginOptions &) {
            destroy();
            return readyFuture(Result<void>());
        };
    }
    const QFuture<Result<void>> future = m_prompt->ask(script.request());
    if (moment == 0)
        whenDone(future, m_context.get(), [&](const Result<void> &) { destroy(); });
    if (moment == 1) {
        QObject::connect(dialog(), &QDialog::accepted, m_context.get(), destroy);
        QObject::connect(dialog(), &QDialog::rejected, m_context.get(), destroy);
    }
    if (moment == 2)
        QObject::connect(dialog(), &QDialog::finished, m_context.get(), destroy);

    const DialogRobot robot(dialog());
    robot.type("userName", QStringLiteral("ada"));
    robot.type("password", QStringLiteral("engine"));
    if (way == 0 || way == 2)
        robot.press(way == 0 ? Qt::Key_Enter : Qt::Key_Escape);
    else
        robot.click(way == 1 ? "submit" : "cancel");
    QTRY_COMPARE(deletions, 1);
    QTRY_VERIFY(future.isFinished());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    QCOMPARE(deletions, 1);
}

QTEST_MAIN(tst_LoginDialogPrompt)
#include "tst_logindialogprompt.moc"
