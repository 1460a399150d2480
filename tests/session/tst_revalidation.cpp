// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;
using namespace std::chrono_literals;

// The answers of a session to a change of its user or its surroundings.
class tst_Revalidation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneWhoHasLeftIsNotWaitedFor();
    void aNewPasswordEndsOtherSessionsThoughNotRemembered(); // A10
    void aProtectedSessionLosesItsFreshnessOnce(); // FL-83, rule 32
    void aProofRecordsTheContextInWhichItIsGiven_data(); // rule 17
    void aProofRecordsTheContextInWhichItIsGiven();
    void aStronglyProtectedSessionEnds(); // FL-85
    void protectionOffIsOff(); // SL-07, rule 33
    void aGoneUserEndsTheSession(); // DV4, FL-27
    void aDisabledUserEndsTheSession();
    void aNewStampEndsTheSession(); // FL-106
    void revalidatingWhenNobodyCanBeAskedChangesNothing(); // FL-26
    void concurrentRevalidationsShareOneLoad(); // rule 37
    void theUserIsLoadedAnewInTheInterval(); // FL-30
};

void tst_Revalidation::oneWhoHasLeftIsNotWaitedFor()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.loader->hold();
    const auto adas = stage.login().revalidate();
    QVERIFY(stage.login().logInVerified(Stage::bob()));
    const auto bobs = stage.login().revalidate();
    QTRY_COMPARE(stage.loader->heldCount(), 2);
    stage.loader->remove(QStringLiteral("bob"));
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(adas).failedWith(Error::Kind::Cancelled));
    QVERIFY(Stage::resultOf(bobs).failedWith(Error::Kind::Absent));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

void tst_Revalidation::aNewPasswordEndsOtherSessionsThoughNotRemembered()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    LoginManager other(stage.setup().use(stage.anotherStore()));
    QVERIFY(!Stage::resultOf(other.restore())); // from now on it knows what is changed
    QVERIFY(other.logInVerified(Stage::ada()));
    QSignalSpy ended(&other, &LoginManager::loggedOut);
    stage.loader->add(Stage::stampedAda(QStringLiteral("new"))); // as a change of the password does
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QTRY_COMPARE(ended.count(), 1); // though it is not remembered
    QCOMPARE(ended.at(0).at(1).value<LogoutReason>(), LogoutReason::StampChanged);
}

void tst_Revalidation::aProtectedSessionLosesItsFreshnessOnce()
{
    Stage stage;
    QByteArray context = "here";
    stage.contextId = [&] { return context; };
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy protection(&stage.login(), &LoginManager::sessionProtected);
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(protection.count(), 0);
    context = "there";
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(protection.count(), 1);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(!stage.login().isFresh());
    QVERIFY(stage.login().confirmLogin()); // renews the context id: rule 17
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(protection.count(), 1);
    QVERIFY(stage.login().isFresh());
}

void tst_Revalidation::aProofRecordsTheContextInWhichItIsGiven_data()
{
    using Prove = std::function<Result<void>(LoginManager &)>;
    QTest::addColumn<Prove>("prove");
    QTest::newRow("unlock") << Prove([](LoginManager &login) {
        login.lock();
        return Stage::resultOf(login.unlock(Stage::adasPassword()));
    });
    QTest::newRow("reauthenticate") << Prove([](LoginManager &login) {
        return Stage::resultOf(login.reauthenticate(Stage::adasPassword()));
    });
    QTest::newRow("confirm") << Prove([](LoginManager &login) { return login.confirmLogin(); });
    QTest::newRow("log in") << Prove([](LoginManager &login) {
        return Stage::resultOf(login.logIn(Stage::adasPassword()));
    });
}

void tst_Revalidation::aProofRecordsTheContextInWhichItIsGiven()
{
    using Prove = std::function<Result<void>(LoginManager &)>;
    QFETCH(const Prove, prove);
    Stage stage;
    QByteArray context = "here";
    stage.contextId = [&] { return context; };
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy protection(&stage.login(), &LoginManager::sessionProtected);
    context = "there";
    QVERIFY(prove(stage.login()));
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(protection.count(), 0); // it is the recorded one now …
    QVERIFY(stage.login().isFresh());
    context = "here";
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(protection.count(), 1); // … and the one from before is another
    QVERIFY(!stage.login().isFresh());
    QVERIFY(prove(stage.login()));
    QVERIFY(stage.login().isFresh());
}

void tst_Revalidation::aStronglyProtectedSessionEnds()
{
    Stage stage;
    SessionPolicy policy;
    policy.protection = SessionProtection::Strong;
    stage.login().setSessionPolicy(policy);
    QByteArray context = "here";
    stage.contextId = [&] { return context; };
    QVERIFY(stage.remember());
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    context = "there";
    QVERIFY(!Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(out.count(), 1);
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::ContextChanged);
    QTRY_VERIFY(!stage.hasItem());
}

void tst_Revalidation::protectionOffIsOff()
{
    Stage stage;
    SessionPolicy policy;
    policy.protection = SessionProtection::Off;
    stage.login().setSessionPolicy(policy);
    QByteArray context = "here";
    stage.contextId = [&] { return context; };
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    context = "there";
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QVERIFY(stage.login().isFresh());
}

void tst_Revalidation::aGoneUserEndsTheSession()
{
    Stage stage;
    QVERIFY(stage.remember());
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    stage.loader->remove(QStringLiteral("ada"));
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::Absent));
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::UserGone);
    QTRY_VERIFY(!stage.hasItem());
}

void tst_Revalidation::aDisabledUserEndsTheSession()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    stage.loader->add(Stage::inactiveAda());
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::Inactive));
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::UserDisabled);
}

void tst_Revalidation::aNewStampEndsTheSession()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::stampedAda(QStringLiteral("1"))));
    stage.loader->add(Stage::stampedAda(QStringLiteral("1")));
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    stage.loader->add(Stage::stampedAda(QStringLiteral("2")));
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    QVERIFY(!Stage::resultOf(stage.login().revalidate()));
    QCOMPARE(out.at(0).at(1).value<LogoutReason>(), LogoutReason::StampChanged);
}

void tst_Revalidation::revalidatingWhenNobodyCanBeAskedChangesNothing()
{
    Stage stage;
    QVERIFY(stage.remember());
    stage.loader->fail(Error::Kind::Unavailable);
    QSignalSpy failed(&stage.login(), &LoginManager::loaderFailed);
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::Unavailable));
    QCOMPARE(failed.count(), 1);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(stage.hasItem());
}

void tst_Revalidation::concurrentRevalidationsShareOneLoad()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.loader->hold();
    const auto first = stage.login().revalidate();
    const auto second = stage.login().revalidate();
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(first));
    QVERIFY(Stage::resultOf(second));
    QCOMPARE(stage.loader->calls().size(), 1);
}

void tst_Revalidation::theUserIsLoadedAnewInTheInterval()
{
    Stage stage;
    SessionPolicy policy;
    policy.revalidateInterval = 10min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    stage.loader->remove(QStringLiteral("ada"));
    stage.clock->advance(9min);
    QVERIFY(stage.login().isAuthenticated());
    stage.clock->advance(1min);
    QTRY_VERIFY(!stage.login().isAuthenticated());
}

QTEST_GUILESS_MAIN(tst_Revalidation)
#include "tst_revalidation.moc"
