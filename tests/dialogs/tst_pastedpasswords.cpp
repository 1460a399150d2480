// SPDX-License-Identifier: MIT
// A password that was pasted when an account was created can be typed when its owner comes back, and the other way
// round: with real accounts in a real file.
#include "accounts/passwordhasher.h"
#include "accounts/sqlaccounts.h"
#include "dialogs/changepassworddialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/firstaccountdialog.h"
#include "dialogs/logindialogprompt.h"
#include "session/loginmanager.h"
#include "support/windowtest.h"
#include "testing/scriptedsecretstore.h"

#include <QtCore/qtemporarydir.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qguiapplication.h>
#include <QtSql/qsqldatabase.h>
#include <QtSql/qsqlquery.h>
#include <QtTest/qsignalspy.h>

using namespace QtLogin;

static const QString engine = QStringLiteral("an engine of brass");

class tst_PastedPasswords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whatWasPastedCanBeTyped_data();
    void whatWasPastedCanBeTyped();
    void whatCannotBeTypedIsNoNewPassword_data();
    void whatCannotBeTypedIsNoNewPassword();
    void whatCannotBeTypedIsNoUserName();
    void nobodyIsAskedForAUserNameWithControls();
    void aPasswordKeptWithItsLineEndIsStillTaken_data();
    void aPasswordKeptWithItsLineEndIsStillTaken();
    void aPasswordKeptWithItsLineEndCanBeChanged();
    void aPasswordKeptWithControlsIsStillTaken();
    void aWrongPasswordIsWrongWithItsLineEndToo();

private:
    static void paste(const DialogRobot &robot, const char *field, const QString &text);
    void createByPasting(const QString &userName, const QString &password);
    void createByHand(QByteArrayView password);
    void logOut() { m_login->logOut(); }
    // The dialog that asks for a login; null once there is none.
    QDialog *asked();
    bool logIn(const QString &userName, const QString &password, bool pasted);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QWidget> m_window;
    std::shared_ptr<SqlAccounts> m_accounts;
    std::unique_ptr<LoginManager> m_login;
};

void tst_PastedPasswords::init()
{
    failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<QWidget>();
    m_accounts = std::make_shared<SqlAccounts>(m_folder->filePath(QStringLiteral("accounts.db")),
                                               SqlAccounts::Options {.hashCost = HashCost::lowest(), .passwordPolicy = {}});
    LoginSetup setup {.applicationId = QStringLiteral("org.example.pasted"), .profileFolder = m_folder->path()};
    setup.use(m_accounts).use(std::make_shared<LoginDialogPrompt>(m_window.get()));
    setup.use(std::make_shared<ScriptedSecretStore>(std::make_shared<ScriptedSecretStore::Content>()));
    m_login = std::make_unique<LoginManager>(setup);
    m_window->show();
}

void tst_PastedPasswords::cleanup()
{
    m_login.reset();
    m_window.reset();
    m_accounts.reset();
    QGuiApplication::clipboard()->clear();
}

void tst_PastedPasswords::paste(const DialogRobot &robot, const char *field, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    robot.find<QLineEdit>(field)->selectAll();
    QTest::keySequence(robot.find(field), QKeySequence::Paste);
}

void tst_PastedPasswords::createByPasting(const QString &userName, const QString &password)
{
    FirstAccountDialog dialog(m_login.get());
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.open();
    const DialogRobot robot(&dialog);
    paste(robot, "userName", userName);
    paste(robot, "password", password);
    paste(robot, "repetition", password);
    robot.click("submit");
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(m_login->isAuthenticated());
    logOut();
}

// As an earlier version would have kept it.
void tst_PastedPasswords::createByHand(QByteArrayView password)
{
    createByPasting(QStringLiteral("ada"), engine);
    const auto hash = PasswordHasher(HashCost::lowest()).hash(Secret::copyOf(password));
    QVERIFY(hash);
    const QString connection = QStringLiteral("by hand");
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(m_folder->filePath(QStringLiteral("accounts.db")));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.prepare(QStringLiteral("UPDATE users SET password = ?")));
        query.addBindValue(QString::fromLatin1(*hash));
        QVERIFY(query.exec());
        QCOMPARE(query.numRowsAffected(), 1);
    }
    QSqlDatabase::removeDatabase(connection);
}

QDialog *tst_PastedPasswords::asked()
{
    const auto dialogs = m_window->findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

// Whether it lets them in. Where not, the dialog has said so and is closed.
bool tst_PastedPasswords::logIn(const QString &userName, const QString &password, bool pasted)
{
    const auto wanted = m_login->require(Requirement::login());
    if (!QTest::qWaitFor([this] { return asked() != nullptr; }, patience))
        return false;
    QPointer<QDialog> dialog = asked();
    const DialogRobot robot(dialog);
    robot.find<QLineEdit>("userName")->clear();
    if (pasted) {
        paste(robot, "userName", userName);
        paste(robot, "password", password);
    } else {
        robot.find<QLineEdit>("userName")->setText(userName); // QTest has no keys for its letters
        QInputMethodEvent keys;
        keys.setCommitString(password);
        QCoreApplication::sendEvent(robot.find("password"), &keys);
    }
    robot.click("submit");
    const auto isOver = [&] { return !dialog || !dialog->isVisible() || robot.find<FieldNote>("passwordNote")->hasError(); };
    const bool over = QTest::qWaitFor(isOver, patience);
    if (dialog && dialog->isVisible())
        dialog->reject();
    const bool answered = QTest::qWaitFor([&] { return wanted.isFinished(); }, patience);
    return over && answered && m_login->isAuthenticated();
}

void tst_PastedPasswords::whatWasPastedCanBeTyped_data()
{
    QTest::addColumn<QString>("userName");
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("typedName");
    QTest::addColumn<QString>("typed");
    const QString ada = QStringLiteral("ada");
    QTest::newRow("as it is") << ada << engine << ada << engine;
    QTest::newRow("with its line end") << ada << engine + u'\n' << ada << engine;
    QTest::newRow("with a line end of Windows") << ada << engine + QStringLiteral("\r\n") << ada << engine;
    QTest::newRow("from a table") << ada + u'\t' << u'\t' + engine + u'\t' << ada << engine;
    QTest::newRow("as a paragraph") << ada << engine + QChar(QChar::ParagraphSeparator) << ada << engine;
    QTest::newRow("in two lines") << ada << QStringLiteral("an engine\n of brass\n") << ada << engine;
    QTest::newRow("with blanks around it, which are its own")
        << ada << QStringLiteral("  an engine of brass \n") << ada << QStringLiteral("  an engine of brass ");
    QTest::newRow("a Turkish name") << QStringLiteral("İbrahim Güneş\n") << engine + u'\n'
                                    << QStringLiteral("İbrahim Güneş") << engine;
    QTest::newRow("a Turkish name, decomposed") << QStringLiteral("I\u0307brahim Gu\u0308nes\u0327\n") << engine
                                                << QStringLiteral("İbrahim Güneş") << engine;
    QTest::newRow("accents composed, typed decomposed")
        << ada << QStringLiteral("un caf\u00e9 cr\u00e8me, s'il\n") << ada << QStringLiteral("un cafe\u0301 cre\u0300me, s'il");
    QTest::newRow("accents decomposed, typed composed")
        << ada << QStringLiteral("un cafe\u0301 cre\u0300me, s'il\r\n") << ada << QStringLiteral("un caf\u00e9 cr\u00e8me, s'il");
    QTest::newRow("an accent behind a line end") << ada << QStringLiteral("un cafe\n\u0301 creme, s'il") << ada
                                                 << QStringLiteral("un caf\u00e9 creme, s'il");
    QTest::newRow("Persian, with a non-joiner") << ada << QStringLiteral("می\u200cخواهم به خانه بروم\n") << ada
                                                << QStringLiteral("می\u200cخواهم به خانه بروم");
}

void tst_PastedPasswords::whatWasPastedCanBeTyped()
{
    QFETCH(const QString, userName);
    QFETCH(const QString, pasted);
    QFETCH(const QString, typedName);
    QFETCH(const QString, typed);
    createByPasting(userName, pasted);
    QVERIFY(logIn(typedName, typed, false));
    logOut();
    QVERIFY(logIn(userName, pasted, true));
    logOut();
    QVERIFY(logIn(typedName, typed + u'\n', true));
    logOut();
    QVERIFY(!logIn(typedName, typed + u'x', false)); // so that it can fail
}

void tst_PastedPasswords::whatCannotBeTypedIsNoNewPassword_data()
{
    QTest::addColumn<QString>("password");
    QTest::newRow("null") << engine + QChar(0);
    QTest::newRow("escape") << engine + QChar(0x1b);
    QTest::newRow("half a character") << engine + QChar(0xd83d);
    QTest::newRow("a mark of direction") << QChar(0x200e) + engine;
    QTest::newRow("an override of direction") << QChar(0x202e) + engine;
    QTest::newRow("a space without width") << engine + QChar(0x200b);
    QTest::newRow("a byte order mark") << QChar(0xfeff) + engine;
}

void tst_PastedPasswords::whatCannotBeTypedIsNoNewPassword()
{
    QFETCH(const QString, password);
    FirstAccountDialog dialog(m_login.get());
    dialog.open();
    const DialogRobot robot(&dialog);
    robot.type("userName", QStringLiteral("ada"));
    paste(robot, "password", password);
    const QString said = robot.note("passwordNote");
    QVERIFY2(said.contains(QStringLiteral("no keyboard can type")), qPrintable(said));
    paste(robot, "repetition", password);
    robot.click("submit");
    QTRY_VERIFY(robot.find<FieldNote>("passwordNote")->hasError());
    QCOMPARE(robot.note("passwordNote"), said);
    QVERIFY(robot.hasFocus("password"));
    QVERIFY(!dialog.isBusy());

    // Typed, it is taken.
    for (const char *field : {"password", "repetition"}) {
        robot.find<QLineEdit>(field)->selectAll();
        robot.type(field, engine);
    }
    robot.click("submit");
    QTRY_VERIFY(m_login->isAuthenticated());
}

void tst_PastedPasswords::whatCannotBeTypedIsNoUserName()
{
    FirstAccountDialog dialog(m_login.get());
    dialog.open();
    const DialogRobot robot(&dialog);
    for (const QString &name : {QStringLiteral("ad\x1b[1ma"), QStringLiteral("ada\u202e"), QStringLiteral("a\u200bda")}) {
        paste(robot, "userName", name);
        paste(robot, "password", engine);
        paste(robot, "repetition", engine);
        robot.click("submit");
        QTRY_VERIFY(robot.note("userNameNote").contains(QStringLiteral("no keyboard can type")));
        QVERIFY(robot.hasFocus("userName"));
        QVERIFY(!dialog.isBusy());
    }
}

void tst_PastedPasswords::nobodyIsAskedForAUserNameWithControls()
{
    createByPasting(QStringLiteral("ada"), engine);
    QVERIFY(!m_login->require(Requirement::login()).isFinished());
    QTRY_VERIFY(asked());
    const DialogRobot robot(asked());
    paste(robot, "userName", QStringLiteral("a\x07" "da"));
    robot.type("password", engine);
    robot.click("submit");
    QTRY_VERIFY(robot.note("userNameNote").contains(QStringLiteral("no keyboard can type")));
    QVERIFY(robot.hasFocus("userName"));
    robot.find<QLineEdit>("userName")->clear();
    robot.type("userName", QStringLiteral("ada"));
    QCOMPARE(robot.note("userNameNote"), QString());
    robot.click("submit");
    QTRY_VERIFY(m_login->isAuthenticated());
}

void tst_PastedPasswords::aPasswordKeptWithItsLineEndIsStillTaken_data()
{
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("at its end") << QByteArray("an engine of brass\n");
    QTest::newRow("at its end, of Windows") << QByteArray("an engine of brass\r\n");
    QTest::newRow("at its beginning") << QByteArray("\tan engine of brass");
    QTest::newRow("within") << QByteArray("an engine\nof brass");
}

// A user who was given the password by pasting has to paste it; a new version does not lock them out.
void tst_PastedPasswords::aPasswordKeptWithItsLineEndIsStillTaken()
{
    QFETCH(const QByteArray, kept);
    createByHand(kept);
    QVERIFY(!logIn(QStringLiteral("ada"), engine, false));
    QVERIFY(logIn(QStringLiteral("ada"), QString::fromUtf8(kept), true));
    logOut();
    QVERIFY(!logIn(QStringLiteral("ada"), QString::fromUtf8(kept) + u'x', true));
}

void tst_PastedPasswords::aPasswordKeptWithItsLineEndCanBeChanged()
{
    createByHand("an engine of brass\n");
    QVERIFY(logIn(QStringLiteral("ada"), QStringLiteral("an engine of brass\n"), true));
    ChangePasswordDialog dialog(m_login.get());
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.open();
    const DialogRobot robot(&dialog);
    paste(robot, "current", QStringLiteral("an engine of brass\n"));
    paste(robot, "password", QStringLiteral("an engine of steel\n"));
    paste(robot, "repetition", QStringLiteral("an engine of steel\n"));
    robot.click("submit");
    QTRY_COMPARE(accepted.size(), 1);
    logOut();
    QVERIFY(logIn(QStringLiteral("ada"), QStringLiteral("an engine of steel"), false));
}

// It is said, and not refused.
void tst_PastedPasswords::aPasswordKeptWithControlsIsStillTaken()
{
    createByHand("an engine of \x07 brass");
    QVERIFY(!m_login->require(Requirement::login()).isFinished());
    QTRY_VERIFY(asked());
    const DialogRobot robot(asked());
    robot.find<QLineEdit>("userName")->setText(QStringLiteral("ada"));
    paste(robot, "password", QStringLiteral("an engine of \x07 brass"));
    QVERIFY(robot.note("passwordNote").contains(QStringLiteral("no keyboard can type")));
    robot.click("submit");
    QTRY_VERIFY(m_login->isAuthenticated());
}

void tst_PastedPasswords::aWrongPasswordIsWrongWithItsLineEndToo()
{
    createByPasting(QStringLiteral("ada"), engine);
    QVERIFY(!logIn(QStringLiteral("ada"), QStringLiteral("an engine of steel\n"), true));
    QVERIFY(logIn(QStringLiteral("ada"), engine, false));
}

QTEST_MAIN(tst_PastedPasswords)
#include "tst_pastedpasswords.moc"
