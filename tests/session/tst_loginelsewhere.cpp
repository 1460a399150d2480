// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;

// A login in the browser or on another device, as the session sees it.
class tst_LoginElsewhere : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLoginInTheBrowserBeginsWithItsPage();
    void theUserIsInWhenTheyAreDoneThere();
    void aWayThatIsNotOfferedIsNotConfigured();
    void aPasswordIsRefusedWhereItIsNotOffered();
    void thePromptLearnsTheWays();
    void whoIsInProvesThemselvesAnew();
    void whoLogsInNeedNotProveAnything();
    void theStepThatNoUserAnswersIsGivenUp_data();
    void theStepThatNoUserAnswersIsGivenUp();
    void theWaitThatEndsEarlyIsGivenUpOnce_data();
    void theWaitThatEndsEarlyIsGivenUpOnce();
    void aPageThatComesTooLateIsGivenUp();
    void aWaitThatEndsByItselfIsNotGivenUp();
    void whatWasDoneElsewhereCannotBeSentAgain();
    void aTurnedAwayPromptGivesUpItsStep();
    void theNextLoginWorksAfterOneWasGivenUp();
    void whoTurnsBackGivesUpAndMayChooseAgain_data();
    void whoTurnsBackGivesUpAndMayChooseAgain();
    void anAttemptThatWasTurnedAwayKeepsNoPromptOpen();
    void turningAwayWithoutAnAttemptDoesNothing();
    void aRequestThatIsOverTurnsNothingAway();
};

namespace {

const NextStep page {.message = QStringLiteral("Continue in your browser."),
                     .handle = "page-1",
                     .link = QUrl(QStringLiteral("https://id.example.org/authorize"))};

const Credentials browser = Credentials::elsewhere(LoginWay::Browser);

struct BrowserStage : Stage
{
    BrowserStage() { authenticator->offer(LoginWay::Browser, page, ada()->id()); }

    bool isAtPage()
    {
        const auto first = resultOf(login().logIn(browser));
        return first.failedWith(Error::Kind::StepRequired) && login().nextStep();
    }
    // The user is on the page.
    QFuture<Result<void>> goThere()
    {
        authenticator->hold();
        return login().logIn(Credentials::answer(page));
    }
};

using Verb = std::function<void(BrowserStage &)>;

void addEndings()
{
    QTest::addColumn<Verb>("end");
    QTest::newRow("another login") << Verb([](BrowserStage &stage) { (void)stage.login().logIn(Stage::adasPassword()); });
    QTest::newRow("the same way again") << Verb([](BrowserStage &stage) { (void)stage.login().logIn(browser); });
    QTest::newRow("a logout") << Verb([](BrowserStage &stage) { stage.login().logOut(); });
    QTest::newRow("the end of the manager") << Verb([](BrowserStage &stage) { stage.deleteManager(); });
}

} // namespace

Q_DECLARE_METATYPE(Verb)

void tst_LoginElsewhere::aLoginInTheBrowserBeginsWithItsPage()
{
    BrowserStage stage;
    QVERIFY(stage.isAtPage());
    QCOMPARE(stage.login().nextStep()->link, page.link);
    QVERIFY(stage.login().nextStep()->isElsewhere());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(stage.authenticator->givenUp().isEmpty());
}

void tst_LoginElsewhere::theUserIsInWhenTheyAreDoneThere()
{
    BrowserStage stage;
    QVERIFY(stage.isAtPage());
    const auto waiting = stage.goThere();
    QVERIFY(!waiting.isFinished());
    QVERIFY(stage.login().isBusy());
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(waiting));
    QCOMPARE(stage.login().currentUser()->id(), Stage::ada()->id());
    QVERIFY(stage.login().isFresh());
}

void tst_LoginElsewhere::aWayThatIsNotOfferedIsNotConfigured()
{
    BrowserStage stage;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("offers no login by the way")));
    const auto tried = Stage::resultOf(stage.login().logIn(Credentials::elsewhere(LoginWay::Device)));
    QVERIFY(tried.failedWith(Error::Kind::NotConfigured));
    QVERIFY(stage.authenticator->calls().isEmpty());
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
}

void tst_LoginElsewhere::aPasswordIsRefusedWhereItIsNotOffered()
{
    BrowserStage stage;
    stage.authenticator->setWays({LoginWay::Browser});
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("offers no login by the way")));
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())).failedWith(Error::Kind::NotConfigured));
    QVERIFY(stage.authenticator->calls().isEmpty());
    QVERIFY(stage.isAtPage());
    QVERIFY(Stage::resultOf(stage.login().logIn(Credentials::answer(page))));
}

void tst_LoginElsewhere::thePromptLearnsTheWays()
{
    BrowserStage stage;
    const auto asked = stage.login().require(Requirement::login());
    QVERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->request().ways(), (QList {LoginWay::Password, LoginWay::Browser}));
    QVERIFY(Stage::resultOf(stage.prompt->request().attempt(browser)).failedWith(Error::Kind::StepRequired));
    QCOMPARE(stage.prompt->request().nextStep()->link, page.link);
    QVERIFY(Stage::resultOf(stage.prompt->request().attempt(Credentials::answer(page))));
    QVERIFY(stage.login().isAuthenticated());
}

void tst_LoginElsewhere::whoIsInProvesThemselvesAnew()
{
    BrowserStage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(browser)).failedWith(Error::Kind::StepRequired));
    QVERIFY(stage.authenticator->lastCredentials().provesAnew());
    QCOMPARE(stage.authenticator->lastCredentials().userName(), stage.login().currentUser()->userName());
    QCOMPARE(stage.authenticator->lastCredentials().way(), LoginWay::Browser);
    stage.login().lock();
    QVERIFY(Stage::resultOf(stage.login().unlock(browser)).failedWith(Error::Kind::StepRequired));
    QVERIFY(stage.authenticator->lastCredentials().provesAnew());
    QVERIFY(Stage::resultOf(stage.login().unlock(Credentials::answer(page))));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    QVERIFY(stage.login().isFresh());
}

void tst_LoginElsewhere::whoLogsInNeedNotProveAnything()
{
    BrowserStage stage;
    QVERIFY(stage.isAtPage());
    QVERIFY(!stage.authenticator->lastCredentials().provesAnew());
}

void tst_LoginElsewhere::theStepThatNoUserAnswersIsGivenUp_data()
{
    addEndings();
}

void tst_LoginElsewhere::theStepThatNoUserAnswersIsGivenUp()
{
    QFETCH(const Verb, end);
    BrowserStage stage;
    QVERIFY(stage.isAtPage());
    const auto authenticator = stage.authenticator;
    end(stage);
    QCOMPARE(authenticator->givenUp(), QList {page.handle});
}

void tst_LoginElsewhere::theWaitThatEndsEarlyIsGivenUpOnce_data()
{
    addEndings();
    QTest::newRow("a verified login") << Verb([](BrowserStage &stage) {
        (void)stage.login().logInVerified(Stage::bob());
    });
}

void tst_LoginElsewhere::theWaitThatEndsEarlyIsGivenUpOnce()
{
    QFETCH(const Verb, end);
    BrowserStage stage;
    QVERIFY(stage.isAtPage());
    const auto waiting = stage.goThere();
    const auto authenticator = stage.authenticator;
    end(stage);
    QCOMPARE(authenticator->givenUp(), QList {page.handle});
    authenticator->releaseHeld();
    QVERIFY(!Stage::resultOf(waiting));
    QCOMPARE(authenticator->givenUp(), QList {page.handle});
}

void tst_LoginElsewhere::aPageThatComesTooLateIsGivenUp()
{
    BrowserStage stage;
    stage.authenticator->hold();
    const auto first = stage.login().logIn(browser);
    stage.login().logOut();
    QVERIFY(stage.authenticator->givenUp().isEmpty()); // there is no step yet
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(first).failedWith(Error::Kind::Cancelled));
    QCOMPARE(stage.authenticator->givenUp(), QList {page.handle});
    QVERIFY(!stage.login().nextStep());
}

void tst_LoginElsewhere::aWaitThatEndsByItselfIsNotGivenUp()
{
    BrowserStage stage;
    QVERIFY(stage.isAtPage());
    QVERIFY(Stage::resultOf(stage.login().logIn(Credentials::answer(page))));
    stage.login().logOut();
    QVERIFY(stage.authenticator->givenUp().isEmpty());
}

void tst_LoginElsewhere::whatWasDoneElsewhereCannotBeSentAgain()
{
    BrowserStage stage;
    QVERIFY(stage.isAtPage());
    stage.authenticator->fail(Error::Kind::Unavailable);
    QVERIFY(Stage::resultOf(stage.login().logIn(Credentials::answer(page))).failedWith(Error::Kind::Unavailable));
    QVERIFY(!stage.login().nextStep());
    stage.authenticator->heal();
    QVERIFY(stage.isAtPage());
}

void tst_LoginElsewhere::aTurnedAwayPromptGivesUpItsStep()
{
    BrowserStage stage;
    const auto asked = stage.login().require(Requirement::login());
    QVERIFY(Stage::resultOf(stage.prompt->request().attempt(browser)).failedWith(Error::Kind::StepRequired));
    stage.authenticator->hold();
    const auto waiting = stage.prompt->request().attempt(Credentials::answer(page));
    stage.prompt->dismiss();
    QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Cancelled));
    QCOMPARE(stage.authenticator->givenUp(), QList {page.handle});
    stage.authenticator->releaseHeld();
    QVERIFY(!Stage::resultOf(waiting));
    QVERIFY(!stage.login().isAuthenticated());
}

void tst_LoginElsewhere::theNextLoginWorksAfterOneWasGivenUp()
{
    BrowserStage stage;
    QVERIFY(stage.isAtPage());
    const auto waiting = stage.goThere();
    stage.login().logOut();
    stage.authenticator->releaseHeld();
    QVERIFY(!Stage::resultOf(waiting));
    QVERIFY(stage.isAtPage());
    QVERIFY(Stage::resultOf(stage.login().logIn(Credentials::answer(page))));
    QCOMPARE(stage.login().currentUser()->id(), Stage::ada()->id());
}

void tst_LoginElsewhere::whoTurnsBackGivesUpAndMayChooseAgain_data()
{
    QTest::addColumn<bool>("isAtPage"); // and not only on the way there
    QTest::newRow("before there is a page") << false;
    QTest::newRow("at the page") << true;
}

void tst_LoginElsewhere::whoTurnsBackGivesUpAndMayChooseAgain()
{
    QFETCH(const bool, isAtPage);
    BrowserStage stage;
    const auto asked = stage.login().require(Requirement::login());
    const LoginRequest request = stage.prompt->request();
    if (isAtPage)
        QVERIFY(Stage::resultOf(request.attempt(browser)).failedWith(Error::Kind::StepRequired));
    stage.authenticator->hold();
    const auto tried = request.attempt(isAtPage ? Credentials::answer(page) : browser);
    QCOMPARE(stage.login().state(), SessionState::LoggingIn);
    request.turnAway();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!request.nextStep());
    QVERIFY(stage.prompt->isAsking() && !asked.isFinished());
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(tried).failedWith(Error::Kind::Cancelled));
    QCOMPARE(stage.authenticator->givenUp(), QList {page.handle});
    QVERIFY(!stage.login().isBusy());
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(Stage::resultOf(request.attempt(browser)).failedWith(Error::Kind::StepRequired));
    QVERIFY(Stage::resultOf(request.attempt(Credentials::answer(page))));
    QVERIFY(stage.login().isAuthenticated());
}

void tst_LoginElsewhere::anAttemptThatWasTurnedAwayKeepsNoPromptOpen()
{
    BrowserStage stage;
    const auto asked = stage.login().require(Requirement::login());
    stage.authenticator->hold();
    const auto tried = stage.prompt->request().attempt(browser); // and the authenticator never answers
    stage.prompt->request().turnAway();
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QVERIFY(!stage.prompt->isAsking());
    QVERIFY(!tried.isFinished());
}

void tst_LoginElsewhere::turningAwayWithoutAnAttemptDoesNothing()
{
    BrowserStage stage;
    stage.login().cancelLogin();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.login().cancelLogin();
    QVERIFY(stage.login().isFresh());
    stage.login().lock();
    QVERIFY(Stage::resultOf(stage.login().unlock(browser)).failedWith(Error::Kind::StepRequired));
    stage.login().cancelLogin();
    QVERIFY(stage.login().isLocked() && !stage.login().nextStep());
    QCOMPARE(stage.authenticator->givenUp(), QList {page.handle});
    QVERIFY(Stage::resultOf(stage.login().unlock(browser)).failedWith(Error::Kind::StepRequired));
    QVERIFY(Stage::resultOf(stage.login().unlock(Credentials::answer(page))));
}

void tst_LoginElsewhere::aRequestThatIsOverTurnsNothingAway()
{
    BrowserStage stage;
    const auto first = stage.login().require(Requirement::login());
    const LoginRequest old = stage.prompt->request();
    stage.prompt->dismiss();
    QVERIFY(Stage::resultOf(first).failedWith(Error::Kind::Cancelled));
    const auto second = stage.login().require(Requirement::login());
    QVERIFY(Stage::resultOf(stage.prompt->request().attempt(browser)).failedWith(Error::Kind::StepRequired));
    old.turnAway();
    QVERIFY(stage.login().nextStep());
    QVERIFY(stage.authenticator->givenUp().isEmpty());
}

QTEST_GUILESS_MAIN(tst_LoginElsewhere)
#include "tst_loginelsewhere.moc"
