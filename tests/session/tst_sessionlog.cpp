// SPDX-License-Identifier: MIT
#include "rememberstage.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;

namespace {

QStringList lines;

void hear(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtInfoMsg && QByteArrayView(context.category).startsWith("qtlogin."))
        lines += message;
}

// The lines of the log while it lives, from QtInfoMsg on.
class Ear
{
public:
    Ear() : m_before(qInstallMessageHandler(hear)) { lines.clear(); }
    ~Ear() { qInstallMessageHandler(m_before); }
    Ear(const Ear &) = delete;
    Ear &operator=(const Ear &) = delete;

private:
    const QtMessageHandler m_before;
};

} // namespace

// The log tells a developer why something does not work in a session, and names no user.
class tst_SessionLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLoginThatFailsIsLogged_data();
    void aLoginThatFailsIsLogged();
    void anInactiveUserIsTakenForAWrongPasswordByTheUserAlone();
    void aLoaderThatCannotAnswerIsLogged();
    void aPendingRestoreSaysWhy_data();
    void aPendingRestoreSaysWhy();
    void aPendingRestoreOfASilentLoaderSaysSo();
    void aLoginThatIsNotStoredIsLogged();
    void aKeychainThatIsAwaitedLongIsLoggedOnce();
    void aLimitThatNeverComesIsLoggedOnce();
    void whatWorksIsNotLogged();
};

void tst_SessionLog::aLoginThatFailsIsLogged_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("line");
    QTest::newRow("wrong") << Error::Kind::WrongCredentials
                           << QStringLiteral("logIn() has failed: QtLogin::Error::Kind::WrongCredentials");
    QTest::newRow("throttled") << Error::Kind::Throttled
                               << QStringLiteral("logIn() has failed: QtLogin::Error::Kind::Throttled");
    QTest::newRow("no network") << Error::Kind::Unavailable
                                << QStringLiteral("logIn() has failed: QtLogin::Error::Kind::Unavailable");
}

void tst_SessionLog::aLoginThatFailsIsLogged()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const QString, line);
    Stage stage;
    const Ear ear;
    stage.authenticator->fail(Error(kind, QStringLiteral("Ada is out.")));
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    QCOMPARE(lines, QStringList(line));
}

void tst_SessionLog::anInactiveUserIsTakenForAWrongPasswordByTheUserAlone()
{
    Stage stage;
    stage.loader->add(Stage::inactiveAda());
    const Ear ear;
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())).failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(lines, QStringList(QStringLiteral("logIn() has failed: QtLogin::Error::Kind::Inactive")));
}

void tst_SessionLog::aLoaderThatCannotAnswerIsLogged()
{
    Stage stage;
    stage.loader->fail(Error::Kind::Unavailable);
    const Ear ear;
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    QCOMPARE(lines, QStringList(QStringLiteral("logIn() has failed: QtLogin::Error::Kind::Unavailable")));
}

void tst_SessionLog::aPendingRestoreSaysWhy_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("line");
    QTest::newRow("locked") << Error::Kind::Locked
                            << QStringLiteral("LoginManager::restore() is pending: the keychain could not answer "
                                              "(QtLogin::Error::Kind::Locked). Another restore() asks again.");
    QTest::newRow("away") << Error::Kind::Unavailable
                          << QStringLiteral("LoginManager::restore() is pending: the keychain could not answer "
                                            "(QtLogin::Error::Kind::Unavailable), and is asked again.");
}

void tst_SessionLog::aPendingRestoreSaysWhy()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const QString, line);
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->fail(Operation::Read, kind);
    const Ear ear;
    QVERIFY(!stage.restore());
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QCOMPARE(lines, QStringList(line));
}

void tst_SessionLog::aPendingRestoreOfASilentLoaderSaysSo()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.loader->fail(Error::Kind::TimedOut);
    const Ear ear;
    QVERIFY(!stage.restore());
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().contains(u"the user loader could not answer (QtLogin::Error::Kind::TimedOut)"),
             qPrintable(lines.first()));
}

void tst_SessionLog::aLoginThatIsNotStoredIsLogged()
{
    RememberStage stage;
    stage.store->fail(Operation::Write, Error::Kind::Refused);
    const Ear ear;
    QVERIFY(stage.remember()); // which says that it has been tried
    QVERIFY(!stage.login().isRemembered());
    QCOMPARE(lines,
             QStringList(QStringLiteral("The login is not remembered for the next start: QtLogin::Error::Kind::Refused")));
}

void tst_SessionLog::aKeychainThatIsAwaitedLongIsLoggedOnce()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.restartApplication();
    stage.store->hold(Operation::Read);
    const Ear ear;
    const auto restoring = stage.login().restore();
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.clock->advance(999ms);
    QCOMPARE(lines, QStringList());
    stage.clock->advance(1ms);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().contains(u"has not answered for a second"), qPrintable(lines.first()));
    stage.clock->advance(1s);
    QCOMPARE(lines.size(), 1);
    stage.store->releaseHeld();
    QVERIFY(Stage::resultOf(restoring));
    stage.clock->advance(10s);
    QCOMPARE(lines.size(), 1);
}

void tst_SessionLog::aLimitThatNeverComesIsLoggedOnce()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    const Ear ear;
    for (int i = 0; i < 2; ++i) {
        QVERIFY(Stage::resultOf(stage.login().require(Requirement::freshLogin(2min))));
        QVERIFY(Stage::resultOf(stage.login().require(Requirement::freshLogin(5min)))); // as the policy has it
        QVERIFY(Stage::resultOf(stage.login().require(Requirement::freshLogin(1h) && Requirement::login())));
        QCOMPARE(lines,
                 QStringList(QStringLiteral(
                     "Requirement::freshLogin() of 3600 s asks after 300 s: SessionPolicy::freshLifetime is shorter, "
                     "and holds as well. Make that one longer.")));
    }
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::freshLogin(2h) || Requirement::scope(QStringLiteral("x")))));
    QCOMPARE(lines.size(), 2);
    stage.login().setSessionPolicy(SessionPolicy::relaxed());
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::freshLogin(3h)))); // the policy has no limit
    QCOMPARE(lines.size(), 2);
}

void tst_SessionLog::whatWorksIsNotLogged()
{
    RememberStage stage;
    const Ear ear;
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.remember());
    stage.restartApplication();
    QVERIFY(stage.restore());
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    stage.login().logOut();
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    QCOMPARE(lines, QStringList());
}

QTEST_GUILESS_MAIN(tst_SessionLog)
#include "tst_sessionlog.moc"
