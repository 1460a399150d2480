// SPDX-License-Identifier: MIT
#include "support/stage.h"

#include <QtCore/qcoreevent.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// Whether the user who is logged in still is who they were: a user's answers hold from one load to the next, and then
// everything follows them at once (DV14).
class tst_Revalidator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersHoldUntilTheApplicationSaysThatTheyChanged(); // DV14
    void aUserWhoIsNoLongerActiveIsLoggedOut(); // DV14, FL-61
    void aScopeThatIsGoneIsGoneForLeasesToo(); // DV14
    void aScopeThatIsGivenOpensAtOnce(); // DV14
    void aUserWhoThrowsKeepsTheirAnswers();
    void aDisabledUserGoesWithinFiveMinutes(); // DV14
    void theUserIsLoadedAgainAtActivation();
    void aSleepCountsForTheInterval();
    void aChangedContextIsSeenAtActivation(); // rule 15, DV17
    void aStrongContextEndsTheSessionAtActivation(); // rule 15
    void withoutALoaderNothingIsLoaded();
};

namespace {

// An application's own user, whose answers it changes.
class ChangingUser final : public User
{
public:
    QString id() const override { return QStringLiteral("ada"); }
    bool isActive() const override
    {
        if (throws)
            throw std::exception();
        return active;
    }
    Scopes scopes() const override { return granted; }

    bool active = true;
    bool throws = false;
    Scopes granted {QStringLiteral("admin")};
};

void activateApplication()
{
    QEvent event(QEvent::ApplicationActivate);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &event);
}

const Requirement admin = Requirement::scope(QStringLiteral("admin"));

} // namespace

void tst_Revalidator::answersHoldUntilTheApplicationSaysThatTheyChanged()
{
    Stage stage;
    const auto ada = std::make_shared<ChangingUser>();
    QVERIFY(stage.login().logInVerified(UserPtr(ada)));
    const SessionLease lease = stage.login().lease();
    ada->granted.clear();
    QCOMPARE(stage.login().check(admin), Access::Allowed); // views are open still: all of them agree
    QCOMPARE(lease.check(admin), Access::Allowed);
    stage.login().noteUserChanged();
    QCOMPARE(stage.login().check(admin), Access::Forbidden);
    QCOMPARE(lease.check(admin), Access::Forbidden);
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    ada->granted = {QStringLiteral("admin")};
    stage.login().noteUserChanged();
    QCOMPARE(stage.login().check(admin), Access::Allowed);
    QCOMPARE(lease.check(admin), Access::Allowed);
}

void tst_Revalidator::aUserWhoIsNoLongerActiveIsLoggedOut()
{
    Stage stage;
    const auto ada = std::make_shared<ChangingUser>();
    QVERIFY(stage.login().logInVerified(UserPtr(ada)));
    const SessionLease lease = stage.login().lease();
    QSignalSpy loggedOut(&stage.login(), &LoginManager::loggedOut);
    ada->active = false;
    stage.login().noteUserChanged();
    QCOMPARE(loggedOut.count(), 1);
    QCOMPARE(loggedOut.at(0).at(1).value<LogoutReason>(), LogoutReason::UserDisabled);
    QVERIFY(!lease.isAlive());
    ada->active = true;
    QVERIFY(stage.login().logInVerified(UserPtr(ada)));
    QCOMPARE(stage.login().check(Requirement::login()), Access::Allowed);
}

void tst_Revalidator::aScopeThatIsGoneIsGoneForLeasesToo()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    const SessionLease lease = stage.login().lease();
    stage.loader->add(SimpleUser::create({.id = QStringLiteral("ada")}));
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(stage.login().check(admin), Access::Forbidden);
    QCOMPARE(lease.check(admin), Access::Forbidden);
    QVERIFY(lease.isAlive());
}

void tst_Revalidator::aScopeThatIsGivenOpensAtOnce()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::bob()));
    const SessionLease lease = stage.login().lease();
    QCOMPARE(lease.check(admin), Access::Forbidden);
    stage.loader->add(SimpleUser::create({.id = QStringLiteral("bob"), .scopes = {QStringLiteral("admin")}}));
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(stage.login().check(admin), Access::Allowed);
    QCOMPARE(lease.check(admin), Access::Allowed);
}

void tst_Revalidator::aUserWhoThrowsKeepsTheirAnswers()
{
    Stage stage;
    const auto ada = std::make_shared<ChangingUser>();
    QVERIFY(stage.login().logInVerified(UserPtr(ada)));
    QSignalSpy failed(&stage.login(), &LoginManager::loaderFailed);
    ada->throws = true;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("has thrown")));
    stage.login().noteUserChanged();
    QCOMPARE(failed.count(), 1);
    QCOMPARE(stage.login().check(admin), Access::Allowed);
}

void tst_Revalidator::aDisabledUserGoesWithinFiveMinutes()
{
    for (const SessionPolicy &policy : {SessionPolicy::standard(), SessionPolicy::strict()}) {
        Stage stage;
        stage.login().setSessionPolicy(policy);
        QVERIFY(stage.login().logInVerified(Stage::ada()));
        stage.loader->add(Stage::inactiveAda()); // by an administrator, elsewhere
        stage.clock->advance(299s);
        QCOMPARE(stage.login().state(), SessionState::LoggedIn);
        stage.clock->advance(1s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.login().state(), SessionState::SignedOut, patience);
    }
    Stage stage;
    stage.login().setSessionPolicy(SessionPolicy::relaxed());
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.loader->add(Stage::inactiveAda());
    stage.clock->advance(24h);
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_Revalidator::theUserIsLoadedAgainAtActivation()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.loader->add(Stage::inactiveAda());
    stage.clock->advance(29s);
    activateApplication(); // a user who goes from window to window is not loaded each time
    QCoreApplication::processEvents();
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    stage.clock->advance(1s);
    activateApplication();
    QTRY_COMPARE_WITH_TIMEOUT(stage.login().state(), SessionState::SignedOut, patience);
    activateApplication(); // and with no user logged in nothing happens
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_Revalidator::aSleepCountsForTheInterval()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.loader->add(Stage::inactiveAda());
    stage.clock->suspend(1h);
    stage.clock->advance(1min);
    QTRY_COMPARE_WITH_TIMEOUT(stage.login().state(), SessionState::SignedOut, patience);
}

void tst_Revalidator::aChangedContextIsSeenAtActivation()
{
    Stage stage;
    QByteArray context = "here";
    stage.contextId = [&context] { return context; };
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy noticed(&stage.login(), &LoginManager::sessionProtected);
    activateApplication();
    QCOMPARE(noticed.count(), 0);
    context = "there";
    activateApplication();
    activateApplication();
    QCOMPARE(noticed.count(), 1); // each change once
    QVERIFY(!stage.login().isFresh());
    QCOMPARE(stage.login().check(Requirement::login()), Access::Allowed);
    QVERIFY(stage.login().confirmLogin()); // in the new context, which is the recorded one from now on
    activateApplication();
    QCOMPARE(noticed.count(), 1);
    QVERIFY(stage.login().isFresh());
}

void tst_Revalidator::aStrongContextEndsTheSessionAtActivation()
{
    Stage stage;
    QByteArray context = "here";
    SessionPolicy policy;
    policy.protection = SessionProtection::Strong;
    stage.login().setSessionPolicy(policy);
    stage.contextId = [&context] { return context; };
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy loggedOut(&stage.login(), &LoginManager::loggedOut);
    context = "there";
    activateApplication();
    QCOMPARE(loggedOut.count(), 1);
    QCOMPARE(loggedOut.at(0).at(1).value<LogoutReason>(), LogoutReason::ContextChanged);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    activateApplication();
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
}

void tst_Revalidator::withoutALoaderNothingIsLoaded()
{
    const auto clock = std::make_shared<ManualClock>();
    LoginManager login({.applicationId = QStringLiteral("org.example.ambient"),
                        .ambientLogins = {[] { return readyFuture<Result<UserPtr>>(Stage::ada()); }},
                        .clock = clock});
    QVERIFY(Stage::resultOf(login.restore()));
    QCOMPARE(login.currentUser()->id(), QStringLiteral("ada"));
    clock->advance(1h);
    activateApplication();
    QCOMPARE(login.state(), SessionState::LoggedIn);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("user loader")));
    QVERIFY(Stage::resultOf(login.revalidate()).failedWith(Error::Kind::NotConfigured));
}

QTEST_GUILESS_MAIN(tst_Revalidator)

#include "tst_revalidator.moc"
