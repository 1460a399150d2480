// SPDX-License-Identifier: MIT
// Written as the tests of an application are: with the headers that are installed.
#include <QtLogin/LoginManager>
#include <QtLogin/ManualClock>
#include <QtLogin/ScriptedPrompt>
#include <QtLogin/ScriptedSecretStore>
#include <QtLogin/ScriptedUserLoader>
#include <QtLogin/testing/loginfortest.h>

#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_LogInForTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void somebodyIsInAndFresh(); // FL-97
    void somebodyIsInAndNotFresh(); // FL-97
    void timePassesWhenTheTestSays(); // FL-97
    void thePersonAnswersWhenTheTestSays();
    void whatLogInRefusesIsRefused(); // DV9, rule 22
    void theKeychainIsLeftAlone();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<ScriptedSecretStore> m_keychain;
    std::unique_ptr<LoginManager> m_login;
    const UserPtr m_ada = SimpleUser::create({.id = QStringLiteral("ada")});
};

void tst_LogInForTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ManualClock>();
    m_keychain = std::make_shared<ScriptedSecretStore>();
    m_login = std::make_unique<LoginManager>(
        LoginSetup {.applicationId = QStringLiteral("org.example.journal"),
                    .userLoader = UserLoader::from([this](const QString &) { return m_ada; }),
                    .authenticator = Authenticator::from(
                        [](const Credentials &) -> Result<Proof> { return Error::Kind::WrongCredentials; }),
                    .secretStore = m_keychain,
                    .profileFolder = m_folder->path(),
                    .clock = m_clock});
}

void tst_LogInForTest::cleanup()
{
    m_login.reset();
}

void tst_LogInForTest::somebodyIsInAndFresh() // FL-97
{
    QVERIFY(logInForTest(*m_login, m_ada));
    QCOMPARE(m_login->currentUser(), m_ada);
    QVERIFY(m_login->isAuthenticated());
    QVERIFY(m_login->isFresh());
    QCOMPARE(m_login->check(Requirement::freshLogin()), Access::Allowed);
}

void tst_LogInForTest::somebodyIsInAndNotFresh() // FL-97
{
    QVERIFY(logInForTest(*m_login, m_ada, false));
    QVERIFY(m_login->isAuthenticated());
    QVERIFY(!m_login->isFresh());
    QCOMPARE(m_login->check(Requirement::login()), Access::Allowed);
    QCOMPARE(m_login->check(Requirement::freshLogin()), Access::FreshLoginRequired);
}

void tst_LogInForTest::timePassesWhenTheTestSays() // FL-97
{
    QVERIFY(logInForTest(*m_login, m_ada));
    m_clock->advance(5min);
    QVERIFY(!m_login->isFresh());
}

void tst_LogInForTest::thePersonAnswersWhenTheTestSays()
{
    const auto prompt = std::make_shared<ScriptedPrompt>();
    m_login->setLoginPrompt(prompt);
    QVERIFY(logInForTest(*m_login, m_ada, false));
    const auto asked = m_login->require(Requirement::freshLogin());
    QVERIFY(prompt->isAsking());
    QVERIFY(m_login->confirmLogin());
    QTRY_VERIFY(asked.isFinished());
    QVERIFY(resultOf(asked));
    QVERIFY(!prompt->isAsking());
}

void tst_LogInForTest::whatLogInRefusesIsRefused() // DV9, rule 22
{
    const UserPtr inactive = SimpleUser::create({.id = QStringLiteral("ada"), .active = false});
    QVERIFY(logInForTest(*m_login, inactive).failedWith(Error::Kind::Inactive));
    QVERIFY(logInForTest(*m_login, nullptr).failedWith(Error::Kind::InvalidInput));
    QVERIFY(!m_login->isAuthenticated());
}

void tst_LogInForTest::theKeychainIsLeftAlone()
{
    m_keychain->content()->insert(QStringLiteral("somebody else's"), Secret::copyOf("secret").share());
    QVERIFY(logInForTest(*m_login, m_ada));
    m_login.reset();
    QCOMPARE(m_keychain->content()->size(), 1);
    QCOMPARE(m_keychain->count(ScriptedSecretStore::Operation::Write), 0);
}

QTEST_GUILESS_MAIN(tst_LogInForTest)
#include "tst_loginfortest.moc"
