// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialog.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/scriptedrequest.h"
#include "support/windowtest.h"

#include <QtGui/qdesktopservices.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qcheckbox.h>
#include <QtWidgets/qlabel.h>

using namespace QtLogin;
using enum LoginWay;
using Ways = QList<LoginWay>;

// How the dialogs let users log in in the browser, or on another device.
class tst_ElsewhereDialogs : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void openInBrowser(const QUrl &link);

private Q_SLOTS:
    void initTestCase() { QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "openInBrowser"); }
    void init();
    void cleanup();
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(QStringLiteral("https")); }

    void thePasswordIsAWayLikeOthers();
    void theTickBoxHoldsForALoginInTheBrowser();
    void thePageIsOpenedOnceAndAwaitedAtOnce();
    void itWaitsInPlainSight();
    void enterTwiceOpensOnePage();
    void itIsBusyUntilThereIsAPage();
    void onlyAnHttpsPageIsOpened_data();
    void onlyAnHttpsPageIsOpened();
    void aCodeForAnotherDeviceIsShownUnopened();
    void aDeviceAloneStartsWithTheCode();
    void aDeviceAloneLetsTheBoxBeTickedFirst();
    void theWaitEndsInSuccess();
    void errorsAreSaidAtTheStart_data();
    void errorsAreSaidAtTheStart();
    void aTypedStepMayFollowThePage();
    void aPageMayFollowAPassword();
    void aPageMayFollowAPage();
    void backLeadsToTheStartAndWorksAgain();
    void whatComesAfterBackDoesNotCount();
    void afterBackThePasswordWorks();
    void closingWhileItWaitsEndsIt();
    void itMayBeDeletedWhileTheBrowserOpens();
    void whoConfirmsMayDoSoInTheBrowser();

private:
    template<typename Dialog = LoginDialog>
    void ask(const Ways &ways, ScriptedRequest::Kind kind = ScriptedRequest::Kind::LogIn);
    bool isVisible(const char *name) const { return robot().find(name)->isVisible(); }
    QString text(const char *name) const { return robot().find<QPushButton>(name)->text(); }
    DialogRobot robot() const { return DialogRobot(m_dialog.get()); }
    bool waits() const { return isVisible("back"); }
    void finish(const Result<void> &result) { m_script->operator->()->waiting.takeLast().finish(result); }
    ScriptedRequest::Script &script() { return *m_script->operator->(); }
    void settle();

    QList<QUrl> m_opened;
    std::function<void()> m_onOpen;
    std::unique_ptr<ScriptedRequest> m_script;
    std::unique_ptr<ProofDialog> m_dialog;
};

void tst_ElsewhereDialogs::openInBrowser(const QUrl &link)
{
    m_opened << link;
    if (m_onOpen)
        m_onOpen();
}

void tst_ElsewhereDialogs::init()
{
    failOnWarnings();
    m_opened.clear();
    m_onOpen = nullptr;
}

void tst_ElsewhereDialogs::cleanup()
{
    m_dialog.reset();
}

void tst_ElsewhereDialogs::settle()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

template<typename Dialog>
void tst_ElsewhereDialogs::ask(const Ways &ways, ScriptedRequest::Kind kind)
{
    m_script = std::make_unique<ScriptedRequest>(kind);
    m_script->offer(ways);
    m_dialog = std::make_unique<Dialog>(m_script->request());
    m_dialog->open();
    settle();
}

void tst_ElsewhereDialogs::thePasswordIsAWayLikeOthers()
{
    ask({Browser, Password});
    robot().click("passwordWay");
    QTRY_VERIFY(isVisible("password"));
    QCOMPARE(text("submit"), QStringLiteral("Log in"));
    QVERIFY(isVisible("browserWay") && !isVisible("passwordWay"));
    QVERIFY(robot().hasFocus("userName"));
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    robot().type("userName", QStringLiteral("ada"));
    robot().type("password", QStringLiteral("engine"));
    robot().press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(script().ways, Ways {Password});
}

void tst_ElsewhereDialogs::theTickBoxHoldsForALoginInTheBrowser()
{
    for (const bool ticked : {true, false}) {
        ask({Browser});
        robot().find<QCheckBox>("keepSignedIn")->setChecked(ticked);
        robot().press(Qt::Key_Enter);
        QTRY_COMPARE(script().options.size(), 2); // for the page, and for what is done there
        const auto wanted = ticked ? LoginOptions::Remember::Yes : LoginOptions::Remember::No;
        QCOMPARE(script().options.first().remember, wanted);
        QCOMPARE(script().options.last().remember, wanted);
    }
}

void tst_ElsewhereDialogs::thePageIsOpenedOnceAndAwaitedAtOnce()
{
    ask({Browser});
    int awaited = 0;
    m_onOpen = [&] { awaited = int(script().waiting.size()); };
    robot().click("submit");
    QTRY_COMPARE(m_opened.size(), 1);
    QCOMPARE(m_opened.first(), ScriptedRequest::somePage().link);
    QCOMPARE(awaited, 1);
    QCOMPARE(script().ways.first(), Browser);
    QCOMPARE(script().steps, (QList<QByteArray> {{}, "page"}));
    settle();
    QCOMPARE(m_opened.size(), 1);
    robot().click("openAgain");
    QTRY_COMPARE(m_opened.size(), 2);
    QCOMPARE(script().steps.size(), 2);
}

void tst_ElsewhereDialogs::itWaitsInPlainSight()
{
    ask({Password, Browser});
    robot().click("browserWay");
    QTRY_VERIFY(waits());
    QVERIFY(m_dialog->isBusy());
    QVERIFY(isVisible("busy"));
    QCOMPARE(robot().find<QLabel>("page")->text(), QStringLiteral("id.example.org"));
    for (const char *name : {"openAgain", "copyLink", "back", "cancel"})
        QVERIFY2(robot().find(name)->isVisible() && robot().find(name)->isEnabled(), name);
    for (const char *name : {"submit", "password", "userName", "keepSignedIn", "browserWay"})
        QVERIFY2(!isVisible(name), name);
    QVERIFY(robot().hasFocus("openAgain"));
}

void tst_ElsewhereDialogs::enterTwiceOpensOnePage()
{
    ask({Browser});
    robot().press(Qt::Key_Enter);
    robot().press(Qt::Key_Enter);
    settle();
    robot().press(Qt::Key_Enter);
    settle();
    QCOMPARE(m_opened.size(), 1);
    QVERIFY(waits());
}

void tst_ElsewhereDialogs::itIsBusyUntilThereIsAPage()
{
    ask({Browser, Device});
    script().held = true;
    robot().press(Qt::Key_Enter);
    QTRY_COMPARE(script().waiting.size(), 1);
    QVERIFY(m_dialog->isBusy() && isVisible("busy") && !waits());
    QVERIFY(!robot().find("submit")->isEnabled() && !robot().find("deviceWay")->isEnabled());
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    robot().click("cancel");
    QCOMPARE(rejected.size(), 1);
    script().nextStep = script().page;
    finish(Error::Kind::StepRequired);
    settle();
    QVERIFY(m_opened.isEmpty());
}

void tst_ElsewhereDialogs::onlyAnHttpsPageIsOpened_data()
{
    QTest::addColumn<QUrl>("link");
    for (const char *link : {"http://id.example.org/", "file:///etc/passwd", "javascript:alert(1)", "https:"})
        QTest::newRow(link) << QUrl(QLatin1String(link));
}

void tst_ElsewhereDialogs::onlyAnHttpsPageIsOpened()
{
    QFETCH(const QUrl, link);
    for (const LoginWay way : {Browser, Device}) {
        ask({way, Password});
        script().page->link = link;
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("https address")));
        robot().press(Qt::Key_Enter);
        QTRY_COMPARE(robot().note("elsewhereNote"),
                     QStringLiteral("The address of the login page is not secure, so it was not opened."));
        QVERIFY(m_opened.isEmpty() && !waits() && !m_dialog->isBusy());
        QCOMPARE(script().turns, 1);
        QCOMPARE(script().steps.size(), 1);
    }
    script().page = ScriptedRequest::somePage();
    robot().press(Qt::Key_Enter);
    QTRY_VERIFY(waits());
    QVERIFY(!isVisible("elsewhereNote"));
}

void tst_ElsewhereDialogs::aCodeForAnotherDeviceIsShownUnopened()
{
    ask({Browser, Device});
    robot().click("deviceWay");
    QTRY_VERIFY(waits());
    settle();
    QVERIFY(m_opened.isEmpty());
    QCOMPARE(robot().find<QLineEdit>("code")->isVisible(), false); // that of the form, for what is typed
    const auto codes = m_dialog->findChildren<QLineEdit *>(QStringLiteral("code"));
    QVERIFY(std::any_of(codes.begin(), codes.end(), [](auto *code) {
        return code->isVisible() && code->text() == u"WDJB-MJHT";
    }));
    QVERIFY(isVisible("picture"));
    QCOMPARE(robot().find<QLabel>("page")->text(), QStringLiteral("https://id.example.org/device"));
}

void tst_ElsewhereDialogs::aDeviceAloneStartsWithTheCode()
{
    ask<ReauthDialog>({Device}, ScriptedRequest::Kind::Reauthenticate);
    QTRY_VERIFY(waits());
    robot().click("back");
    QTRY_VERIFY(!waits());
    settle();
    QVERIFY(!waits()); // no second time by itself
    QCOMPARE(text("submit"), QStringLiteral("Use a code on another &device"));
    robot().press(Qt::Key_Enter);
    QTRY_VERIFY(waits());
    m_script = std::make_unique<ScriptedRequest>();
    m_script->offer({Device});
    auto dialog = std::make_unique<LoginDialog>(m_script->request());
    dialog->setKeepSignedIn(KeepSignedIn::Never);
    m_dialog = std::move(dialog);
    m_dialog->open();
    QTRY_VERIFY(waits());
}

void tst_ElsewhereDialogs::aDeviceAloneLetsTheBoxBeTickedFirst()
{
    ask({Device});
    QVERIFY(!waits() && isVisible("keepSignedIn"));
    robot().find<QCheckBox>("keepSignedIn")->click();
    robot().click("submit");
    QTRY_VERIFY(waits());
    QCOMPARE(script().options.last().remember, LoginOptions::Remember::Yes);
}

void tst_ElsewhereDialogs::theWaitEndsInSuccess()
{
    ask({Browser});
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    robot().press(Qt::Key_Enter);
    QTRY_VERIFY(waits());
    finish({});
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(script().turns, 0);
    QVERIFY(!m_dialog->isVisible());
}

void tst_ElsewhereDialogs::errorsAreSaidAtTheStart_data()
{
    QTest::addColumn<LoginWay>("way");
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("said");
    using Kind = Error::Kind;
    const auto row = [](const char *name, LoginWay way, const Error &error, const char *said) {
        QTest::newRow(name) << way << error << QString::fromUtf8(said);
    };
    row("cancelled", Browser, Kind::Cancelled, "The login in the browser was cancelled.");
    row("too long", Browser, Kind::TimedOut, "The login in the browser took too long. Try again.");
    row("not let in", Browser, Kind::WrongCredentials, "The login in the browser did not succeed.");
    row("no network", Browser, Kind::Unavailable, "This cannot be checked now. Try again later.");
    row("own sentence", Browser, Error(Kind::Cancelled, QStringLiteral("You said no.")), "You said no.");
    row("device cancelled", Device, Kind::Cancelled, "The login on the other device was cancelled.");
    row("device too long", Device, Kind::TimedOut, "The code was not used in time. Try again.");
    row("device not let in", Device, Kind::WrongCredentials, "The login on the other device did not succeed.");
}

void tst_ElsewhereDialogs::errorsAreSaidAtTheStart()
{
    QFETCH(const LoginWay, way);
    QFETCH(const Error, error);
    QFETCH(const QString, said);
    for (const Ways &ways : {Ways {way, Browser, Device}, Ways {Password, way}}) {
        ask(ways);
        const char *const button = ways.first() != Password ? "submit" : way == Browser ? "browserWay" : "deviceWay";
        robot().click(button);
        QTRY_VERIFY(waits());
        finish(error);
        QTRY_COMPARE(robot().note("elsewhereNote"), said);
        QVERIFY(!waits() && !m_dialog->isBusy() && m_dialog->isVisible());
        QVERIFY(robot().find<FieldNote>("elsewhereNote")->isVisible());
        QVERIFY(!robot().find<FieldNote>("passwordNote")->hasError());
        robot().click(button);
        QTRY_VERIFY(waits());
        finish({});
        QTRY_VERIFY(!m_dialog->isVisible());
    }
}

void tst_ElsewhereDialogs::aTypedStepMayFollowThePage()
{
    for (const Ways &ways : {Ways {Browser}, Ways {Password, Browser}}) {
        ask(ways);
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        script().afterPage = NextStep {QStringLiteral("Enter the code from your app."), "typed"};
        robot().click(ways.first() == Browser ? "submit" : "browserWay");
        QTRY_VERIFY(waits());
        script().nextStep = script().afterPage;
        finish(Error::Kind::StepRequired);
        QTRY_VERIFY(!waits());
        auto *code = qobject_cast<QLineEdit *>(m_dialog->focusWidget());
        QVERIFY(code && code->isVisible() && !code->isReadOnly());
        QCOMPARE(text("submit"), QStringLiteral("Log in"));
        QVERIFY(!isVisible("browserWay"));
        QTest::keyClicks(code, QStringLiteral("000000"));
        QTest::keyClick(code, Qt::Key_Enter);
        QTRY_VERIFY(code->text().isEmpty());
        QTest::keyClicks(code, QStringLiteral("123456"));
        QTest::keyClick(code, Qt::Key_Enter);
        QTRY_COMPARE(accepted.size(), 1);
    }
}

void tst_ElsewhereDialogs::aPageMayFollowAPassword()
{
    ask({Password});
    script().step = script().page;
    robot().type("userName", QStringLiteral("ada"));
    robot().type("password", QStringLiteral("engine"));
    robot().press(Qt::Key_Enter);
    QTRY_VERIFY(waits());
    QCOMPARE(m_opened.size(), 1);
    robot().click("back");
    QTRY_VERIFY(!waits());
    QVERIFY(isVisible("password"));
    QCOMPARE(robot().find<QLineEdit>("password")->text(), QString());
    QVERIFY(robot().hasFocus("password"));
}

void tst_ElsewhereDialogs::aPageMayFollowAPage()
{
    ask({Browser});
    robot().press(Qt::Key_Enter);
    QTRY_VERIFY(waits());
    const NextStep second {.message = {}, .handle = "page", .link = QUrl(QStringLiteral("https://other.example.net/"))};
    script().nextStep = second;
    finish(Error::Kind::StepRequired);
    QTRY_COMPARE(m_opened.size(), 2);
    QCOMPARE(m_opened.last(), second.link);
    QVERIFY(waits());
    QCOMPARE(robot().find<QLabel>("page")->text(), QStringLiteral("other.example.net"));
    QCOMPARE(script().waiting.size(), 1);
}

void tst_ElsewhereDialogs::backLeadsToTheStartAndWorksAgain()
{
    ask({Browser, Device});
    QSignalSpy finished(m_dialog.get(), &QDialog::finished);
    for (const char *button : {"submit", "submit", "deviceWay", "submit"}) {
        robot().click(button);
        QTRY_VERIFY(waits());
        robot().click("back");
        QTRY_VERIFY(!waits());
        QVERIFY(!m_dialog->isBusy() && isVisible("submit") && isVisible("deviceWay"));
        QVERIFY(robot().hasFocus("submit"));
    }
    QCOMPARE(script().turns, 4);
    QCOMPARE(m_opened.size(), 3);
    QCOMPARE(finished.size(), 0);
    robot().click("submit");
    QTRY_VERIFY(waits());
    finish({});
    QTRY_COMPARE(finished.size(), 1);
}

void tst_ElsewhereDialogs::whatComesAfterBackDoesNotCount()
{
    ask({Browser});
    QSignalSpy finished(m_dialog.get(), &QDialog::finished);
    robot().click("submit");
    QTRY_VERIFY(waits());
    robot().click("back");
    QTRY_VERIFY(!waits());
    finish(Error::Kind::Cancelled);
    settle();
    QVERIFY(robot().note("elsewhereNote").isEmpty());
    QCOMPARE(finished.size(), 0);
}

void tst_ElsewhereDialogs::afterBackThePasswordWorks()
{
    ask({Password, Browser});
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    robot().click("browserWay");
    QTRY_VERIFY(waits());
    robot().click("back");
    QTRY_VERIFY(isVisible("password"));
    robot().type("userName", QStringLiteral("ada"));
    robot().type("password", QStringLiteral("engine"));
    robot().press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
}

void tst_ElsewhereDialogs::closingWhileItWaitsEndsIt()
{
    ask({Browser});
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    robot().click("submit");
    QTRY_VERIFY(waits());
    robot().press(Qt::Key_Escape);
    QTRY_COMPARE(rejected.size(), 1);
    finish({});
    settle();
    QVERIFY(!m_dialog->isVisible());
    m_dialog->open(); // anew
    QVERIFY(!waits() && isVisible("submit") && !m_dialog->isBusy());
    robot().click("submit");
    QTRY_VERIFY(waits());
}

void tst_ElsewhereDialogs::itMayBeDeletedWhileTheBrowserOpens()
{
    ask({Browser});
    m_onOpen = [&] { m_dialog.reset(); };
    robot().click("submit");
    QTRY_VERIFY(!m_dialog);
    settle();
    ask({Browser});
    m_onOpen = nullptr;
    robot().click("submit");
    QTRY_VERIFY(waits());
    m_onOpen = [&] { m_dialog.reset(); };
    robot().click("openAgain");
    QTRY_VERIFY(!m_dialog);
}

void tst_ElsewhereDialogs::whoConfirmsMayDoSoInTheBrowser()
{
    ask<ReauthDialog>({Browser}, ScriptedRequest::Kind::Unlock);
    QCOMPARE(text("submit"), QStringLiteral("Continue in your &browser"));
    QVERIFY(isVisible("person") && !isVisible("password"));
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    robot().press(Qt::Key_Enter);
    QTRY_VERIFY(waits());
    QVERIFY(isVisible("logOut"));
    finish({});
    QTRY_COMPARE(accepted.size(), 1);
}

QTEST_MAIN(tst_ElsewhereDialogs)
#include "tst_elsewheredialogs.moc"
