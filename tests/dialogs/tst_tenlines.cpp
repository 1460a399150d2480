// SPDX-License-Identifier: MIT
#include "accounts/sqlaccounts.h"
#include "contracts/answerof.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialogprompt.h"
#include "session/loginmanager.h"
#include "support/windowtest.h"
#include "testing/scriptedsecretstore.h"

#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qsignalspy.h>

using namespace QtLogin;

// The ten lines of the README, with a keychain that the test holds: SqlAccounts, a manager, a prompt.
class Application
{
public:
    Application(const QString &folder, const std::shared_ptr<ScriptedSecretStore> &keychain)
        : accounts(std::make_shared<SqlAccounts>(
            folder + QStringLiteral("/accounts.db"),
            SqlAccounts::Options {.hashCost = HashCost::lowest(), .passwordPolicy = {}}))
        , login(LoginSetup {.applicationId = QStringLiteral("org.example.tenlines"), .profileFolder = folder}
                    .use(accounts)
                    .use(keychain))
    {
        login.setLoginPrompt(std::make_shared<LoginDialogPrompt>(&window));
        window.show();
    }

    QWidget window;
    std::shared_ptr<SqlAccounts> accounts;
    LoginManager login;
};

class tst_TenLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void somebodyRememberedIsIn();
    void whoCannotLogInIsToldOfDamagedAccounts_data();
    void whoCannotLogInIsToldOfDamagedAccounts();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("accounts.db")); }
    QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ScriptedSecretStore::Content> m_keychain;
};

static const QString password = QStringLiteral("an engine of brass");

// There is an account, and its owner is remembered.
void tst_TenLines::init()
{
    failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_keychain = std::make_shared<ScriptedSecretStore::Content>();
    Application first(m_folder->path(), std::make_shared<ScriptedSecretStore>(m_keychain));
    const SecretPtr secret = Secret::copyOf(password.toUtf8()).share();
    QVERIFY(answerOf(first.accounts->createAccount({QStringLiteral("ada"), {}, secret})));
    QSignalSpy stored(first.login.rememberedLogin(), &RememberedLogin::stored);
    QVERIFY(answerOf(first.login.logIn(Credentials::password(QStringLiteral("ada"), secret),
                                       {.remember = LoginOptions::Remember::Yes})));
    QTRY_COMPARE(stored.size(), 1);
}

void tst_TenLines::somebodyRememberedIsIn()
{
    Application application(m_folder->path(), std::make_shared<ScriptedSecretStore>(m_keychain));
    QVERIFY(answerOf(application.login.restore()));
    QCOMPARE(application.login.currentUser()->userName(), QStringLiteral("ada"));
}

void tst_TenLines::whoCannotLogInIsToldOfDamagedAccounts_data()
{
    QTest::addColumn<bool>("missing");
    QTest::newRow("damaged") << false;
    QTest::newRow("missing") << true;
}

void tst_TenLines::whoCannotLogInIsToldOfDamagedAccounts() // rows 37 and 38
{
    QFETCH(const bool, missing);
    if (missing) {
        QVERIFY(QFile::remove(path()));
    } else {
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(100, '?'));
    }
    const QByteArray before = bytes();
    Application application(m_folder->path(), std::make_shared<ScriptedSecretStore>(m_keychain));
    QSignalSpy failed(&application.login, &LoginManager::loaderFailed);
    const auto restored = answerOf(application.login.restore());
    QVERIFY(restored.failedWith(missing ? Error::Kind::Unavailable : Error::Kind::Damaged));
    QCOMPARE(failed.size(), 1);
    QVERIFY2(restored.error().message().contains(path()), qPrintable(restored.error().message()));
    QVERIFY(!application.login.isAuthenticated());

    const auto asked = application.login.require(Requirement::login());
    QTRY_VERIFY(application.window.findChild<QDialog *>());
    const DialogRobot robot(application.window.findChild<QDialog *>());
    robot.type("userName", QStringLiteral("ada"));
    robot.type("password", password);
    robot.press(Qt::Key_Enter);
    QTRY_COMPARE(robot.note("passwordNote"), restored.error().message());
    QCOMPARE(bytes(), before);
    robot.press(Qt::Key_Escape);
    QVERIFY(answerOf(asked).failedWith(Error::Kind::Cancelled));
}

QTEST_MAIN(tst_TenLines)
#include "tst_tenlines.moc"
