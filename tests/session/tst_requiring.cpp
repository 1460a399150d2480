// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// The questions of require(), the users whom it asks, and its answers.
class tst_Requiring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requireAsksAndAnswersWithTheUser();
    void requireIsRefusedWhenThePersonTurnsAway();
    void noUserIsAskedWhatCanOnlyFail_data();
    void noUserIsAskedWhatCanOnlyFail();
    void withoutAnAuthenticatorAHandlerLogsIn();
    void oneLoginAnswersAllWhoAsked();
    void aHandlerReplacesThePrompt(); // FL-14, FL-15
    void aStaleUserIsAskedAgainAndNotToLogIn(); // FL-62, rule 14
    void aMissingScopeIsForbiddenAndNeverAPrompt(); // rule 21
    void guestOnlyHasAHandlerOfItsOwn(); // RL-12, RL-13
    void guestOnlySaysWhatTheApplicationWants(); // RL-30
    void thePromptSaysWhatIsAskedFor();
    void aPromptThatHasBecomePointlessIsTakenBack();
    void nobodyIsAskedOnBehalfOfWhoHasGone_data(); // rules 16, 20
    void nobodyIsAskedOnBehalfOfWhoHasGone();
    void whatComesAfterALimitHasPassedStillAsksToUnlock();
    void aLockScreenThatAsksIsThePrompt();
    void anExceptionInAPredicateDenies(); // F1, row 35
};

void tst_Requiring::requireAsksAndAnswersWithTheUser()
{
    Stage stage;
    QSignalSpy unauthorized(&stage.login(), &LoginManager::unauthorized);
    const auto asked = stage.login().require(Requirement::login());
    QCOMPARE(unauthorized.count(), 1);
    QVERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::LogIn);
    QCOMPARE(stage.prompt->request().message(), QString()); // the application has said nothing, and a prompt has its words
    QVERIFY(!Stage::resultOf(stage.prompt->answer(Stage::wrongPassword())));
    QVERIFY(!asked.isFinished());
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    const auto user = Stage::resultOf(asked);
    QVERIFY(user);
    QCOMPARE(user->id, QStringLiteral("ada"));
    QCOMPARE(stage.prompt->cancelCount(), 0);
}

void tst_Requiring::requireIsRefusedWhenThePersonTurnsAway()
{
    Stage stage;
    stage.prompt->dismissAlways();
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())).failedWith(Error::Kind::Cancelled));
    stage.login().setLoginPrompt(nullptr);
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())).failedWith(Error::Kind::NotConfigured));
}

void tst_Requiring::noUserIsAskedWhatCanOnlyFail_data()
{
    using Change = std::function<void(LoginSetup &)>;
    QTest::addColumn<Change>("change");
    QTest::newRow("no authenticator") << Change([](LoginSetup &setup) { setup.authenticator = nullptr; });
    QTest::newRow("no user loader") << Change([](LoginSetup &setup) { setup.userLoader = nullptr; });
    QTest::newRow("no application id") << Change([](LoginSetup &setup) { setup.applicationId.clear(); });
    QTest::newRow("nothing") << Change([](LoginSetup &setup) { setup = {.clock = setup.clock}; });
}

void tst_Requiring::noUserIsAskedWhatCanOnlyFail()
{
    using Change = std::function<void(LoginSetup &)>;
    QFETCH(const Change, change);
    Stage stage;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("LoginManager needs .* require\\(\\)")));
    stage.startWith(change);
    stage.login().setLoginPrompt(stage.prompt);
    QSignalSpy unauthorized(&stage.login(), &LoginManager::unauthorized);
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())).failedWith(Error::Kind::NotConfigured));
    QCOMPARE(unauthorized.count(), 1); // a slot may know what to do
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::guestOnly())));
    QVERIFY(stage.prompt->requests().isEmpty());
}

// Such as one that opens the login of a website.
void tst_Requiring::withoutAnAuthenticatorAHandlerLogsIn()
{
    Stage stage;
    stage.startWith([](LoginSetup &setup) { setup.authenticator = nullptr; });
    int handled = 0;
    stage.login().setDeniedHandlers({.unauthorized = [&](const Requirement &) { ++handled; }});
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())).failedWith(Error::Kind::Cancelled));
    QCOMPARE(handled, 1);
    stage.login().setDeniedHandlers({});
    QObject::connect(&stage.login(), &LoginManager::unauthorized, &stage.login(),
                     [&] { QVERIFY(stage.login().logInVerified(Stage::ada())); });
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())));
    QVERIFY(stage.prompt->requests().isEmpty());
}

void tst_Requiring::oneLoginAnswersAllWhoAsked()
{
    Stage stage;
    const auto first = stage.login().require(Requirement::login());
    const auto second = stage.login().require(Requirement::freshLogin());
    QCOMPARE(stage.prompt->requests().size(), 1);
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(first));
    QVERIFY(Stage::resultOf(second));
    QCOMPARE(stage.prompt->requests().size(), 1);
}

void tst_Requiring::aHandlerReplacesThePrompt()
{
    Stage stage;
    QStringList heard;
    connect(&stage.login(), &LoginManager::unauthorized, this, [&] { heard += QStringLiteral("signal"); });
    stage.login().setDeniedHandlers({.unauthorized = [&](const Requirement &) { heard += QStringLiteral("handler"); }});
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())).failedWith(Error::Kind::Cancelled));
    QCOMPARE(heard, QStringList({QStringLiteral("signal"), QStringLiteral("handler")}));
    QCOMPARE(stage.prompt->requests().size(), 0);
}

void tst_Requiring::aStaleUserIsAskedAgainAndNotToLogIn()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.fresh = false}));
    QSignalSpy unauthorized(&stage.login(), &LoginManager::unauthorized);
    QSignalSpy needed(&stage.login(), &LoginManager::freshLoginNeeded);
    const auto asked = stage.login().require(Requirement::freshLogin());
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::Reauthenticate);
    QCOMPARE(stage.prompt->request().fixedUser()->id(), QStringLiteral("ada"));
    // Ada is asked, whichever name goes with the password.
    QVERIFY(!Stage::resultOf(stage.prompt->answer(Stage::bobsPassword())));
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(asked));
    QCOMPARE(unauthorized.count(), 0);
    QCOMPARE(needed.count(), 1);
}

void tst_Requiring::aMissingScopeIsForbiddenAndNeverAPrompt()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::bob()));
    int handled = 0;
    stage.login().setDeniedHandlers({.forbidden = [&](const Requirement &) { ++handled; }});
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::scope(QStringLiteral("admin")))).failedWith(Error::Kind::Forbidden));
    QCOMPARE(handled, 1);
    QCOMPARE(stage.prompt->requests().size(), 0);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::scope(QStringLiteral("admin")))));
}

void tst_Requiring::guestOnlySaysWhatTheApplicationWants()
{
    Stage stage;
    LoginManager &login = stage.login();
    QVERIFY(stage.logInVerified(Stage::ada()));
    const auto why = [&](const Requirement &requirement) {
        const auto refused = Stage::resultOf(login.require(requirement));
        return refused ? QString() : refused.error().message();
    };
    QCOMPARE(why(Requirement::guestOnly()), QStringLiteral("This is for people who are not logged in."));
    login.setMessages({.guestOnly = QStringLiteral("Log out first.")});
    QCOMPARE(why(Requirement::guestOnly()), QStringLiteral("Log out first."));
    const QString own = QStringLiteral("You have an account already.");
    QCOMPARE(why(Requirement::guestOnly().withMessage(own)), own);
}

void tst_Requiring::guestOnlyHasAHandlerOfItsOwn()
{
    Stage stage;
    int handled = 0;
    stage.login().setDeniedHandlers({.guestOnly = [&](const Requirement &) { ++handled; }});
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::guestOnly())));
    QVERIFY(stage.login().logInVerified(Stage::bob()));
    QVERIFY(!Stage::resultOf(stage.login().require(Requirement::guestOnly())));
    QCOMPARE(handled, 1);
}

void tst_Requiring::thePromptSaysWhatIsAskedFor()
{
    Stage stage;
    const QString ofItsOwn = QStringLiteral("To delete all notes"), ofTheCall = QStringLiteral("To delete this note");
    const Requirement requirement = Requirement::login().withMessage(ofItsOwn);
    LoginManager &login = stage.login();
    login.setMessages({.login = QStringLiteral("For all")});
    const auto says = [&](const QFuture<Result<UserSnapshot>> &asked, const QString &message) {
        const bool isRight = stage.prompt->request().message() == message;
        stage.prompt->cancel();
        return isRight && Stage::resultOf(asked).failedWith(Error::Kind::Cancelled);
    };
    QVERIFY(says(login.require(requirement), ofItsOwn));
    QVERIFY(says(login.require(requirement, ofTheCall), ofTheCall));
    QVERIFY(says(login.require(Requirement::login()), QStringLiteral("For all")));
}

void tst_Requiring::aPromptThatHasBecomePointlessIsTakenBack()
{
    Stage stage;
    const auto asked = stage.login().require(Requirement::login());
    QVERIFY(stage.prompt->isAsking());
    QVERIFY(stage.login().logInVerified(Stage::ada())); // by the application, meanwhile
    QVERIFY(!stage.prompt->isAsking());
    QVERIFY(Stage::resultOf(asked));
    const auto fresh = stage.login().require(Requirement::freshLogin(1s));
    QVERIFY(fresh.isFinished());
    stage.clock->advance(6min);
    const auto stale = stage.login().require(Requirement::freshLogin());
    QVERIFY(stage.prompt->isAsking());
    stage.login().logOut();
    QVERIFY(!stage.prompt->isAsking());
    QVERIFY(Stage::resultOf(stale).failedWith(Error::Kind::Cancelled));
}

void tst_Requiring::nobodyIsAskedOnBehalfOfWhoHasGone_data()
{
    QTest::addColumn<QString>("asker");
    QTest::addColumn<QString>("deed");
    for (const char *asker : {"nobody", "stale", "locked"}) {
        for (const char *deed : {"log out", "log out and come back", "another user", "lock"})
            QTest::addRow("%s, %s", asker, deed) << QString::fromLatin1(asker) << QString::fromLatin1(deed);
    }
}

void tst_Requiring::nobodyIsAskedOnBehalfOfWhoHasGone()
{
    QFETCH(QString, asker);
    QFETCH(QString, deed);
    Stage stage;
    if (asker != QLatin1String("nobody"))
        QVERIFY(stage.logInVerified(Stage::ada(), {.fresh = false}));
    if (asker == QLatin1String("locked"))
        stage.login().lock();
    const auto asked = stage.login().require(Requirement::freshLogin());
    QVERIFY(stage.prompt->isAsking());
    stage.prompt->answer(Stage::adasPassword()); // good, and on its way
    QVERIFY(stage.login().isFresh());
    if (deed.startsWith(QLatin1String("log out")))
        stage.login().logOut();
    if (deed.endsWith(QLatin1String("come back")))
        QVERIFY(stage.logInVerified(Stage::ada()));
    if (deed == QLatin1String("another user"))
        QVERIFY(stage.logInVerified(Stage::bob()));
    if (deed == QLatin1String("lock"))
        stage.login().lock();
    QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Cancelled));
    QVERIFY(!stage.prompt->isAsking());
}

void tst_Requiring::whatComesAfterALimitHasPassedStillAsksToUnlock()
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.clock->suspend(1h); // and no alarm has told of it yet
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    const auto asked = stage.login().require(Requirement::login());
    QTRY_COMPARE(stage.login().state(), SessionState::Locked);
    QTRY_VERIFY(stage.prompt->isAsking());
    QCOMPARE(stage.prompt->request().kind(), LoginRequest::Kind::Unlock);
    stage.prompt->answer(Stage::adasPassword());
    QVERIFY(Stage::resultOf(asked));
}

void tst_Requiring::aLockScreenThatAsksIsThePrompt()
{
    class LockScreen final : public Gatekeeper
    {
    public:
        void closeGates() override { }
        void openGates() override { }
        bool askToUnlock() override { return ++asked, stands; }
        bool stands = true;
        int asked = 0;
    };
    Stage stage;
    LockScreen screen;
    stage.login().addGatekeeper(&screen);
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.login().lock();
    const auto wanted = stage.login().require(Requirement::login());
    const auto unlocked = stage.login().unlock();
    QCOMPARE(screen.asked, 2);
    QCOMPARE(stage.prompt->requests().size(), 0);
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::wrongPassword())).failedWith(Error::Kind::WrongCredentials));
    QVERIFY(!wanted.isFinished());
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(wanted));
    QVERIFY(Stage::resultOf(unlocked));

    stage.login().lock();
    const auto given = stage.login().require(Requirement::login());
    stage.login().logOut();
    QVERIFY(Stage::resultOf(given).failedWith(Error::Kind::Cancelled));

    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.login().lock();
    screen.stands = false; // with its window, which is hidden
    (void)stage.login().require(Requirement::login());
    QCOMPARE(stage.prompt->requests().size(), 1);
    stage.login().removeGatekeeper(&screen);
}

void tst_Requiring::anExceptionInAPredicateDenies()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    const auto throws = Requirement::predicate(QStringLiteral("throws"), [](const User &) -> bool { throw 1; });
    QCOMPARE(stage.login().check(throws), Access::Forbidden);
    const auto logsOut = Requirement::predicate(QStringLiteral("logs out"), [&](const User &) {
        stage.login().logOut();
        return true;
    });
    QVERIFY(stage.login().check(logsOut) != Access::Allowed);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    const auto deletes = Requirement::predicate(QStringLiteral("deletes"), [&](const User &) {
        stage.deleteManager();
        return true;
    });
    QVERIFY(stage.login().check(deletes) != Access::Allowed);
}

QTEST_GUILESS_MAIN(tst_Requiring)
#include "tst_requiring.moc"
