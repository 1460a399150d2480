// SPDX-License-Identifier: MIT
#include "rememberstage.h"

#include <QtCore/qdir.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// The steps after a remembered login that cannot be used: it blocks neither the ambient logins nor the next start.
class tst_RestoreAttempt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTokenThatCannotBeUsedIsFollowedByTheAmbientLogin_data(); // DV5, DV18
    void aTokenThatCannotBeUsedIsFollowedByTheAmbientLogin();
    void withProtectionOffTheContextIsNotCompared(); // DV18
    void ambientLoginsNeedNoUserLoader();
    void aSlotMayBeginTheNextRestore_data();
    void aSlotMayBeginTheNextRestore();
    void anApplicationIdLeadsOutOfNoFolder_data();
    void anApplicationIdLeadsOutOfNoFolder();
};

namespace {

void knowBobFromTheDesktop(LoginSetup &setup)
{
    setup.ambientLogins = {[] { return readyFuture<Result<UserPtr>>(Stage::bob()); }};
}

} // namespace

void tst_RestoreAttempt::aTokenThatCannotBeUsedIsFollowedByTheAmbientLogin_data()
{
    QTest::addColumn<SessionProtection>("protection");
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<int>("days");
    QTest::newRow("of another machine") << SessionProtection::Basic << QByteArray("there") << 0;
    QTest::newRow("of another machine, strong") << SessionProtection::Strong << QByteArray("there") << 0;
    QTest::newRow("of another machine, and over") << SessionProtection::Strong << QByteArray("there") << 31;
    QTest::newRow("over") << SessionProtection::Basic << QByteArray("here") << 31;
}

void tst_RestoreAttempt::aTokenThatCannotBeUsedIsFollowedByTheAmbientLogin()
{
    QFETCH(const SessionProtection, protection);
    QFETCH(const QByteArray, context);
    QFETCH(const int, days);
    RememberStage stage;
    SessionPolicy policy;
    policy.protection = protection;
    stage.login().setSessionPolicy(policy);
    stage.contextId = [] { return QByteArray("here"); };
    QVERIFY(stage.remember());
    const SecretPtr item = stage.item();

    stage.startWith(knowBobFromTheDesktop);
    stage.clock->advance(std::chrono::days(days));
    stage.login().setSessionPolicy(policy);
    stage.contextId = [&context] { return context; };
    QSignalSpy alarmed(&stage.login(), &LoginManager::sessionProtected);
    QSignalSpy reused(stage.login().rememberedLogin(), &RememberedLogin::tokenReused);
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
    QVERIFY(!stage.login().isRemembered());
    QCOMPARE(alarmed.count() + reused.count(), 0);
    QCOMPARE(stage.item(), item); // left alone
    if (days > 0)
        return;
    stage.restartApplication();
    stage.login().setSessionPolicy(policy);
    stage.contextId = [] { return QByteArray("here"); };
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
}

void tst_RestoreAttempt::withProtectionOffTheContextIsNotCompared()
{
    RememberStage stage;
    stage.contextId = [] { return QByteArray("here"); };
    QVERIFY(stage.remember());
    stage.startWith(knowBobFromTheDesktop);
    SessionPolicy policy;
    policy.protection = SessionProtection::Off;
    stage.login().setSessionPolicy(policy);
    stage.contextId = [] { return QByteArray("there"); };
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("ada"));
}

void tst_RestoreAttempt::ambientLoginsNeedNoUserLoader()
{
    LoginSetup setup {.applicationId = QStringLiteral("org.example.ambient"), .clock = std::make_shared<ManualClock>()};
    {
        LoginManager login(setup);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("user loader")));
        QVERIFY(Stage::resultOf(login.restore()).failedWith(Error::Kind::NotConfigured));
    }
    knowBobFromTheDesktop(setup);
    LoginManager login(setup);
    QVERIFY(Stage::resultOf(login.restore()));
    QCOMPARE(login.currentUser()->id(), QStringLiteral("bob"));
    QCOMPARE(login.check(Requirement::login()), Access::Allowed);
    login.logOut();
    QCOMPARE(login.state(), SessionState::SignedOut); // until restore() is asked again
    QVERIFY(Stage::resultOf(login.restore()));
    QCOMPARE(login.currentUser()->id(), QStringLiteral("bob"));
}

void tst_RestoreAttempt::aSlotMayBeginTheNextRestore_data()
{
    QTest::addColumn<SessionState>("after");
    QTest::newRow("while the keychain is locked") << SessionState::RestorePending;
    QTest::newRow("where no login is remembered") << SessionState::SignedOut;
}

// A slot of the state that ends a restore logs out and restores anew: the new one has its own answer.
void tst_RestoreAttempt::aSlotMayBeginTheNextRestore()
{
    QFETCH(const SessionState, after);
    RememberStage stage;
    if (after == SessionState::RestorePending) {
        QVERIFY(stage.remember());
        stage.restartApplication();
        stage.store->fail(RememberStage::Operation::Read, Error::Kind::Locked);
    }
    QFuture<Result<void>> next;
    connect(&stage.login(), &LoginManager::stateChanged, this, [&](SessionState state) {
        if (state != after || next.isValid())
            return;
        stage.login().logOut();
        next = stage.login().restore();
    });
    QVERIFY(!stage.restore());
    QVERIFY(next.isValid());
    QVERIFY(!Stage::resultOf(next).failedWith(Error::Kind::TimedOut));
    QTRY_VERIFY_WITH_TIMEOUT(stage.login().state() != SessionState::Restoring, patience);
    stage.store->heal();
    QVERIFY(stage.remember()); // and the session goes on
    QVERIFY(stage.comesBackAs("ada"));
}

void tst_RestoreAttempt::anApplicationIdLeadsOutOfNoFolder_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("above") << QStringLiteral("../../evil");
    QTest::newRow("line end") << QStringLiteral("org.example.evil\n");
    QTest::newRow("folder") << QStringLiteral("org/example");
    QTest::newRow("empty") << QString();
    QTest::newRow("dots") << QStringLiteral("..");
}

void tst_RestoreAttempt::anApplicationIdLeadsOutOfNoFolder()
{
    QFETCH(const QString, id);
    QTemporaryDir home;
    const QByteArray before = qgetenv("XDG_DATA_HOME");
    qputenv("XDG_DATA_HOME", QFile::encodeName(home.filePath(QStringLiteral("a/b/c"))));
    {
        const QRegularExpression complaint(QStringLiteral("application id"));
        for (int i = 0; i < 5; ++i) // at once, and by each verb
            QTest::ignoreMessage(QtCriticalMsg, complaint);
        LoginManager login({.applicationId = id,
                            .userLoader = std::make_shared<ScriptedUserLoader>(),
                            .secretStore = std::make_shared<ScriptedSecretStore>(),
                            .clock = std::make_shared<ManualClock>()});
        QVERIFY(Stage::resultOf(login.rememberedLogin()->forget()).failedWith(Error::Kind::NotConfigured));
        QVERIFY(Stage::resultOf(login.rememberedLogin()->peek()).failedWith(Error::Kind::NotConfigured));
        QVERIFY(Stage::resultOf(login.restore()).failedWith(Error::Kind::NotConfigured));
        QVERIFY(login.logInVerified(Stage::ada()).failedWith(Error::Kind::NotConfigured));
        login.logOut();
    }
    qputenv("XDG_DATA_HOME", before);
    QVERIFY(QDir(home.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

QTEST_GUILESS_MAIN(tst_RestoreAttempt)

#include "tst_restoreattempt.moc"
