// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialog.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/newaccountdialog.h"
#include "dialogs/scriptededitor.h"
#include "dialogs/scriptedrequest.h"
#include "forms/linkbutton_p.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <cmath>

using namespace QtLogin;

// An application that helps its users by itself.
class Helper final : public QObject
{
    Q_OBJECT
public:
    void help() { ++calls; }
    void helpIn(LoginDialog *dialog) { ++calls, userName = dialog->userName(); }

    int calls = 0;
    QString userName;
};

// The links below the fields of a login dialog, which the application fills with life.
class tst_LoginLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void withoutAnApplicationThereAreNone();
    void eachIsShownOnceTheApplicationHasWordsForIt_data();
    void eachIsShownOnceTheApplicationHasWordsForIt();
    void whatIsCalledMayHaveAnyShape();
    void aLinkGoesWithItsContext();
    void theContextMayBeAPartOfTheDialog();
    void theDialogAndTheRequestStay_data();
    void theDialogAndTheRequestStay();
    void theApplicationMayTurnTheRequestAway();
    void theApplicationMayDeleteTheDialog();
    void anOwnAccountCreationComesBeforeTheEditors();
    void whoHasCreatedAnAccountIsLoggedInByTheDialog();
    void credentialsThatAreWrongAreSaidInTheDialog();
    void noCredentialsAreTriedOnceTheDialogHasGone();
    void whoHasCreatedAnAccountMayBeLoggedInByTheApplication();
    void whatWasWantedHappensAfterAnAccountWasCreated();
    void theyCannotBeUsedWhileBusy();
    void theyAreNotThereWhileACodeIsAskedFor();
    void theKeyboardReachesThem_data();
    void theKeyboardReachesThem();
    void screenReadersHearThem();
    void theyFitAndAreHitAtAnySize_data();
    void theyFitAndAreHitAtAnySize();
    void theirColourCanBeRead();

private:
    // The one that came last: those before it may not have gone yet.
    LoginDialog *dialog() const
    {
        const auto all = m_window->findChildren<LoginDialog *>();
        return all.isEmpty() ? nullptr : all.last();
    }
    LoginDialog *ask();
    void offer(const char *link, const LoginLink &act);

    std::unique_ptr<QWidget> m_window;
    std::shared_ptr<LoginDialogPrompt> m_prompt;
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ScriptedRequest> m_script;
    QFuture<Result<void>> m_asked;
};

static const auto links = {"forgotPassword", "createAccount"};

void tst_LoginLinks::init()
{
    failOnWarnings();
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_prompt = std::make_shared<LoginDialogPrompt>(m_window.get());
    m_stage = std::make_unique<Stage>();
    m_stage->startWith([this](LoginSetup &setup) { setup.use(m_prompt); });
    m_script = std::make_unique<ScriptedRequest>();
}

void tst_LoginLinks::cleanup()
{
    m_asked = {};
    m_stage.reset();
    m_prompt.reset();
    m_window.reset();
    m_script.reset();
}

LoginDialog *tst_LoginLinks::ask()
{
    m_asked = m_prompt->ask(m_script->request());
    return dialog();
}

void tst_LoginLinks::offer(const char *link, const LoginLink &act)
{
    if (qstrcmp(link, "createAccount") == 0)
        m_prompt->setCreateAccountLink(act);
    else
        m_prompt->setForgotPasswordLink(act);
}

void tst_LoginLinks::withoutAnApplicationThereAreNone()
{
    QVERIFY(m_prompt->createAccountLink().isNull() && m_prompt->forgotPasswordLink().isNull());
    const DialogRobot robot(ask());
    for (const char *link : links)
        QVERIFY(!robot.find(link)->isVisible());
}

void tst_LoginLinks::eachIsShownOnceTheApplicationHasWordsForIt_data()
{
    QTest::addColumn<QByteArray>("link");
    for (const char *link : links)
        QTest::newRow(link) << QByteArray(link);
}

void tst_LoginLinks::eachIsShownOnceTheApplicationHasWordsForIt()
{
    QFETCH(const QByteArray, link);
    Helper helper;
    offer(link.constData(), {&helper, &Helper::help});
    const DialogRobot robot(ask());
    for (const char *each : links)
        QCOMPARE(robot.find(each)->isVisible(), link == each);
    robot.click(link.constData());
    QTRY_COMPARE(helper.calls, 1);
    m_prompt->cancel();
    QTRY_VERIFY(!dialog());

    offer(link.constData(), {}); // and is gone with the next dialog
    const DialogRobot next(ask());
    QVERIFY(!next.find(link.constData())->isVisible());
}

void tst_LoginLinks::whatIsCalledMayHaveAnyShape()
{
    Helper helper;
    m_script->parts().suggestedUserName = QStringLiteral("ada");
    const auto follow = [&] {
        const int before = helper.calls;
        DialogRobot(ask()).click("forgotPassword");
        QTRY_COMPARE(helper.calls, before + 1);
    };
    m_prompt->setForgotPasswordLink(&helper, [&] { helper.help(); });
    follow();
    m_prompt->setForgotPasswordLink(&helper, &Helper::help);
    follow();
    QCOMPARE(helper.userName, QString());
    m_prompt->setForgotPasswordLink(&helper, &Helper::helpIn);
    follow();
    QCOMPARE(std::exchange(helper.userName, {}), QStringLiteral("ada"));
    m_prompt->setForgotPasswordLink(&helper, [&](LoginDialog *dialog) { helper.helpIn(dialog); });
    follow();
    QCOMPARE(helper.userName, QStringLiteral("ada"));
    QCOMPARE(m_prompt->forgotPasswordLink().context(), &helper);
}

void tst_LoginLinks::aLinkGoesWithItsContext()
{
    auto helper = std::make_unique<Helper>();
    int calls = 0;
    for (const char *link : links)
        offer(link, {helper.get(), [&] { ++calls; }});
    const DialogRobot robot(ask());
    const int height = dialog()->height();
    robot.click("createAccount");
    helper.reset(); // before the click has reached it
    for (const char *link : links)
        QVERIFY(!robot.find(link)->isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
    QVERIFY(m_prompt->createAccountLink().isNull());
    QTRY_VERIFY(dialog()->height() < height);
    QVERIFY(!m_asked.isFinished());
}

void tst_LoginLinks::theContextMayBeAPartOfTheDialog()
{
    auto dialog = std::make_unique<LoginDialog>(m_script->request());
    int calls = 0;
    dialog->setForgotPasswordLink({dialog.get(), [&] { ++calls; }});
    dialog->setCreateAccountLink({dialog->findChild<QWidget *>(QStringLiteral("userName")), [&] { ++calls; }});
    dialog->open();
    for (const char *link : links)
        DialogRobot(dialog.get()).click(link);
    QTRY_COMPARE(calls, 2);
    dialog.reset();
}

void tst_LoginLinks::theDialogAndTheRequestStay_data()
{
    eachIsShownOnceTheApplicationHasWordsForIt_data();
}

void tst_LoginLinks::theDialogAndTheRequestStay()
{
    QFETCH(const QByteArray, link);
    Helper helper;
    offer(link.constData(), {&helper, &Helper::helpIn});
    const DialogRobot robot(ask());
    robot.type("userName", QStringLiteral("ada"));
    robot.type("password", QStringLiteral("engine"));
    robot.click(link.constData());
    QTRY_COMPARE(helper.userName, QStringLiteral("ada"));
    QVERIFY(dialog()->isVisible() && !dialog()->isBusy() && !m_asked.isFinished());
    QVERIFY((*m_script)->userNames.isEmpty()); // nothing was tried
    robot.click(link.constData()); // again
    QTRY_COMPARE(helper.calls, 2);
    robot.find("password")->setFocus();
    robot.press(Qt::Key_Enter); // what was typed is still there
    QTRY_VERIFY(m_asked.isFinished());
    QVERIFY(resultOf(m_asked));
}

void tst_LoginLinks::theApplicationMayTurnTheRequestAway()
{
    m_prompt->setForgotPasswordLink(this, [](LoginDialog *dialog) { dialog->reject(); });
    DialogRobot(ask()).click("forgotPassword");
    QTRY_VERIFY(m_asked.isFinished());
    QVERIFY(resultOf(m_asked).failedWith(Error::Kind::Cancelled));
    QTRY_VERIFY(!dialog());
    QVERIFY(ask()->isVisible()); // the next one is asked
    QVERIFY(DialogRobot(dialog()).find("forgotPassword")->isVisible());
}

void tst_LoginLinks::theApplicationMayDeleteTheDialog()
{
    for (const char *link : links) {
        offer(link, {this, [](LoginDialog *dialog) { delete dialog; }});
        DialogRobot(ask()).click(link);
        QTRY_VERIFY(!dialog() && m_asked.isFinished());
        QVERIFY(resultOf(m_asked).failedWith(Error::Kind::Cancelled));
    }
}

void tst_LoginLinks::anOwnAccountCreationComesBeforeTheEditors()
{
    const auto editor = std::make_shared<ScriptedEditor>();
    m_prompt->setAccountEditor(editor);
    QCOMPARE(m_prompt->accountEditor(), editor);
    auto helper = std::make_unique<Helper>();
    m_prompt->setCreateAccountLink(helper.get(), &Helper::help);
    const DialogRobot robot(ask());
    QCOMPARE(dialog()->accountEditor(), editor);
    robot.click("createAccount");
    QTRY_COMPARE(helper->calls, 1);
    QVERIFY(!dialog()->findChild<NewAccountDialog *>());
    helper.reset(); // then there is still the editor
    QVERIFY(robot.find("createAccount")->isVisible());
    robot.click("createAccount");
    QTRY_VERIFY(dialog()->findChild<NewAccountDialog *>());
}

void tst_LoginLinks::whoHasCreatedAnAccountIsLoggedInByTheDialog()
{
    (*m_script)->held = true;
    m_prompt->setCreateAccountLink(this, [](LoginDialog *dialog) {
        dialog->setUserName(QStringLiteral("grace"));
        dialog->logIn(Credentials::password(dialog->userName(), Secret::copyOf("engine")));
    });
    DialogRobot(ask()).click("createAccount");
    QTRY_VERIFY(dialog()->isBusy());
    QCOMPARE((*m_script)->userNames, QStringList(QStringLiteral("grace")));
    dialog()->logIn(Credentials::password(QStringLiteral("ada"), Secret::copyOf("engine"))); // one at a time
    QCOMPARE((*m_script)->userNames.size(), 1);
    (*m_script)->waiting.first().finish({});
    QTRY_VERIFY(m_asked.isFinished());
    QVERIFY(resultOf(m_asked));
}

void tst_LoginLinks::credentialsThatAreWrongAreSaidInTheDialog()
{
    m_prompt->setCreateAccountLink(this, [](LoginDialog *dialog) {
        dialog->logIn(Credentials::password(QStringLiteral("grace"), Secret::copyOf("wrong")));
    });
    const DialogRobot robot(ask());
    robot.click("createAccount");
    QTRY_COMPARE(robot.note("passwordNote"), Error(Error::Kind::WrongCredentials).message());
    QVERIFY(dialog()->isVisible() && !m_asked.isFinished());
    robot.type("userName", QStringLiteral("grace"));
    robot.type("password", QStringLiteral("engine"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(m_asked.isFinished());
    QVERIFY(resultOf(m_asked));
}

// The user has turned away meanwhile: they must not be in after all.
void tst_LoginLinks::noCredentialsAreTriedOnceTheDialogHasGone()
{
    const auto grace = Credentials::password(QStringLiteral("grace"), Secret::copyOf("engine"));
    LoginDialog dialog(m_script->request());
    dialog.logIn(grace);
    QVERIFY((*m_script)->userNames.isEmpty());
    dialog.open();
    dialog.reject();
    dialog.logIn(grace);
    QVERIFY((*m_script)->userNames.isEmpty());
    QVERIFY(!dialog.isBusy());
    dialog.open();
    dialog.logIn(grace);
    QCOMPARE((*m_script)->userNames.size(), 1);
}

void tst_LoginLinks::whoHasCreatedAnAccountMayBeLoggedInByTheApplication()
{
    m_prompt->setCreateAccountLink(this, [this](LoginDialog *) {
        QVERIFY(m_stage->login().logInVerified(Stage::bob()));
    });
    const auto wanted = m_stage->login().require(Requirement::login());
    QTRY_VERIFY(dialog());
    DialogRobot(dialog()).click("createAccount");
    const auto user = Stage::resultOf(wanted);
    QVERIFY(user);
    QCOMPARE(user->id, QStringLiteral("bob"));
    QTRY_VERIFY(!dialog());
}

void tst_LoginLinks::whatWasWantedHappensAfterAnAccountWasCreated()
{
    m_prompt->setCreateAccountLink(this, [this](LoginDialog *dialog) {
        m_stage->authenticator->add(QStringLiteral("bob"), "engine");
        dialog->logIn(Credentials::password(QStringLiteral("bob"), Secret::copyOf("engine")));
    });
    const auto wanted = m_stage->login().require(Requirement::freshLogin());
    QTRY_VERIFY(dialog());
    DialogRobot(dialog()).click("createAccount");
    const auto user = Stage::resultOf(wanted);
    QVERIFY(user);
    QCOMPARE(user->id, QStringLiteral("bob"));
    QVERIFY(m_stage->login().isFresh());
    QTRY_VERIFY(!dialog());
}

void tst_LoginLinks::theyCannotBeUsedWhileBusy()
{
    Helper helper;
    (*m_script)->held = true;
    for (const char *link : links)
        offer(link, {&helper, &Helper::help});
    const DialogRobot robot(ask());
    robot.type("userName", QStringLiteral("ada"));
    robot.type("password", QStringLiteral("engine"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(dialog()->isBusy());
    for (const char *link : links) {
        QVERIFY(!robot.find(link)->isEnabled());
        robot.click(link);
    }
    QCoreApplication::processEvents();
    QCOMPARE(helper.calls, 0);
    (*m_script)->waiting.first().finish(Error::Kind::WrongCredentials);
    QTRY_VERIFY(!dialog()->isBusy());
    for (const char *link : links)
        robot.click(link);
    QTRY_COMPARE(helper.calls, 2);
}

void tst_LoginLinks::theyAreNotThereWhileACodeIsAskedFor()
{
    (*m_script)->step = NextStep {QString(), "handle"};
    for (const char *link : links)
        offer(link, {this, [] {}});
    const DialogRobot robot(ask());
    robot.type("userName", QStringLiteral("ada"));
    robot.type("password", QStringLiteral("engine"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(robot.find("code")->isVisible());
    for (const char *link : links)
        QVERIFY(!robot.find(link)->isVisible());
    (*m_script)->nextStep.reset();
    (*m_script)->error = Error::Kind::TimedOut;
    robot.type("code", QStringLiteral("123456"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(robot.find("password")->isVisible()); // from the beginning
    for (const char *link : links)
        QVERIFY(robot.find(link)->isVisible());
}

void tst_LoginLinks::theKeyboardReachesThem_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Space") << Qt::Key_Space;
    QTest::newRow("Enter") << Qt::Key_Enter;
    QTest::newRow("Return") << Qt::Key_Return;
}

void tst_LoginLinks::theKeyboardReachesThem()
{
    QFETCH(const Qt::Key, key);
    Helper helper;
    for (const char *link : links)
        offer(link, {&helper, &Helper::help});
    const DialogRobot robot(ask());
    robot.find("password")->setFocus();
    QStringList visited;
    for (int i = 0; i < 5; ++i) {
        robot.press(Qt::Key_Tab);
        visited << dialog()->focusWidget()->objectName();
        if (i >= 3)
            robot.press(key);
        QTRY_COMPARE(helper.calls, qMax(0, i - 2));
    }
    QCOMPARE(visited.join(u' '), QStringLiteral("submit cancel keepSignedIn forgotPassword createAccount"));
    QVERIFY((*m_script)->userNames.isEmpty() && dialog()->isVisible()); // the keys submit nothing
    QTest::keyClick(dialog(), Qt::Key_F, Qt::AltModifier);
    QTest::keyClick(dialog(), Qt::Key_R, Qt::AltModifier);
    QTRY_COMPARE(helper.calls, 4);
}

void tst_LoginLinks::screenReadersHearThem()
{
    for (const char *link : links)
        offer(link, {this, [] {}});
    const DialogRobot robot(ask());
    const auto nameOf = [&](const char *link) {
        QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(robot.find(link));
        return heard->role() == QAccessible::Button ? heard->text(QAccessible::Name) : QString();
    };
    QCOMPARE(nameOf("forgotPassword"), QStringLiteral("Forgot your password?"));
    QCOMPARE(nameOf("createAccount"), QStringLiteral("Create account…"));
}

void tst_LoginLinks::theyFitAndAreHitAtAnySize_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const int percent : {100, 200, 300}) {
        QTest::addRow("%d %%, left to right", percent) << percent << Qt::LeftToRight;
        QTest::addRow("%d %%, right to left", percent) << percent << Qt::RightToLeft;
    }
}

// The place where something of \a widget can be seen.
static QRect inkOf(QWidget *widget)
{
    const QImage image = widget->grab().toImage();
    const QColor paper = image.pixelColor(image.width() / 2, 0);
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAbs(image.pixelColor(x, y).lightness() - paper.lightness()) > 30)
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

void tst_LoginLinks::theyFitAndAreHitAtAnySize()
{
    QFETCH(const int, percent);
    QFETCH(const Qt::LayoutDirection, direction);
    Helper helper;
    for (const char *link : links)
        offer(link, {&helper, &Helper::help});
    const DialogRobot robot(ask());
    QFont font = dialog()->font();
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    dialog()->setFont(font);
    dialog()->setLayoutDirection(direction);
    QCoreApplication::processEvents();
    int calls = 0;
    for (const char *link : links) {
        auto *button = robot.find<QPushButton>(link);
        const QRect ink = inkOf(button);
        const QSize words = button->fontMetrics().size(Qt::TextShowMnemonic, button->text());
        QVERIFY2(ink.width() >= words.width() - 4 - words.height() / 4, link); // no letter is cut
        QVERIFY2(ink.top() > 0 && ink.bottom() < button->height() - 1, link);
        QVERIFY(button->height() >= button->fontMetrics().height() * 3 / 2);
        // It begins where the fields begin.
        const auto edge = [&](const QWidget *widget, const QRect &part) {
            const QPoint corner = direction == Qt::LeftToRight ? part.topLeft() : part.topRight();
            return widget->mapTo(dialog(), corner).x();
        };
        const QWidget *field = robot.find("userName");
        QVERIFY2(qAbs(edge(button, ink) - edge(field, field->rect())) <= 2 + words.height() / 4, link);
        QTest::mouseClick(button, Qt::LeftButton, {}, ink.center());
        ++calls;
        QTRY_COMPARE(helper.calls, calls);
    }
}

// WCAG 2.2, 1.4.3, also where a dark palette has kept the blue of a light one.
void tst_LoginLinks::theirColourCanBeRead()
{
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    };
    for (const QColor &window : {QColor(Qt::white), QColor(0xef, 0xef, 0xef), QColor(0xd4, 0xd0, 0xc8), QColor(0x3a, 0x3a, 0x3e), QColor(0x2b, 0x2b, 0x2e), QColor(Qt::black)}) {
        for (const QColor &wish : {QColor(Qt::blue), QColor(0x29, 0x80, 0xb9), QColor(0x1d, 0x99, 0xf3), QColor(0x9c, 0xc4, 0xff)}) {
            QPalette palette(window, window);
            palette.setColor(QPalette::Link, wish);
            const double ink = luminance(linkColour(palette));
            const double paper = luminance(window);
            QVERIFY2((qMax(ink, paper) + 0.05) / (qMin(ink, paper) + 0.05) >= 4.5, qPrintable(window.name() + wish.name()));
        }
    }
    QPalette fine(Qt::white, Qt::white);
    fine.setColor(QPalette::Link, Qt::darkMagenta); // the desktop's own stays
    QCOMPARE(linkColour(fine), QColor(Qt::darkMagenta));
}

QTEST_MAIN(tst_LoginLinks)
#include "tst_loginlinks.moc"
