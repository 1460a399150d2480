// SPDX-License-Identifier: MIT
#include "dialogs/changepassworddialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/firstaccountdialog.h"
#include "dialogs/logindialog.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/scriptedrequest.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtTest/qsignalspy.h>

using namespace QtLogin;

static const QString engine = QStringLiteral("an engine of brass");
static const QString steel = QStringLiteral("an engine of steel");

namespace {

//! Notices when the last copy of what it was given is wiped, and keeps none.
class WatchingEditor final : public AccountEditor
{
public:
    QFuture<Result<bool>> hasAccounts() override { return readyFuture(Result<bool>(false)); }
    QStringList passwordComplaints(const Secret &, const QString &) const override { return {}; }
    QFuture<Result<Proof>> createAccount(const NewAccount &account) override { return ask({account.password}); }
    QFuture<Result<Proof>> changePassword(const QString &, SecretPtr current, SecretPtr replacement) override
    {
        return ask({current, replacement});
    }
    QFuture<Result<void>> changeStamp(const QString &) override { return readyFuture(Result<void>()); }

    // Whether any of them is still kept by anybody.
    bool knowsOfASecret() const
    {
        return std::any_of(m_seen.begin(), m_seen.end(), [](const auto &secret) { return !secret.expired(); });
    }
    qsizetype seen() const { return m_seen.size(); }

    QList<Answer<Proof>> waiting;

private:
    QFuture<Result<Proof>> ask(const QList<SecretPtr> &secrets)
    {
        for (const SecretPtr &secret : secrets)
            m_seen << std::weak_ptr<const Secret>(secret);
        waiting << Answer<Proof>();
        return waiting.last().future();
    }

    QList<std::weak_ptr<const Secret>> m_seen;
};

} // namespace

// A dialog that is done with a secret keeps it no longer, however long it lives itself.
class tst_DialogSecrets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aNewAccountIsForgotten_data();
    void aNewAccountIsForgotten();
    void theFirstAccountIsForgotten_data();
    void theFirstAccountIsForgotten();
    void aChangedPasswordIsForgotten_data();
    void aChangedPasswordIsForgotten();
    void whatIsTypedIsForgottenWhenADialogIsHidden_data();
    void whatIsTypedIsForgottenWhenADialogIsHidden();

private:
    static void fill(QDialog &dialog, const QList<QPair<const char *, QString>> &fields);
    static bool hasTyped(const QDialog &dialog);
    static void addEndings();
    Proof ada() const { return Proof {.userId = QStringLiteral("ada")}; }

    std::unique_ptr<Stage> m_stage;
    std::shared_ptr<WatchingEditor> m_editor;
};

void tst_DialogSecrets::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    m_editor = std::make_shared<WatchingEditor>();
    m_stage->startWith([&](LoginSetup &setup) { setup.accountEditor = m_editor; });
}

void tst_DialogSecrets::cleanup()
{
    m_stage.reset();
    m_editor.reset();
}

void tst_DialogSecrets::fill(QDialog &dialog, const QList<QPair<const char *, QString>> &fields)
{
    const DialogRobot robot(&dialog);
    for (const auto &[field, text] : fields)
        robot.type(field, text);
}

bool tst_DialogSecrets::hasTyped(const QDialog &dialog)
{
    const auto fields = dialog.findChildren<PasswordField *>();
    return std::any_of(fields.begin(), fields.end(), [](const PasswordField *field) { return !field->text().isEmpty(); });
}

void tst_DialogSecrets::addEndings()
{
    QTest::addColumn<QString>("ending");
    for (const char *ending : {"accepted", "refused and closed", "closed while an answer is awaited"})
        QTest::newRow(ending) << QString::fromLatin1(ending);
}

void tst_DialogSecrets::aNewAccountIsForgotten_data()
{
    addEndings();
}

void tst_DialogSecrets::aNewAccountIsForgotten() // J2, J3
{
    QFETCH(const QString, ending);
    NewAccountDialog dialog(m_editor);
    QByteArray heard;
    QObject::connect(&dialog, &QDialog::accepted, this, [&] { heard = dialog.credentials().secret().reveal().toByteArray(); });
    dialog.open();
    fill(dialog, {{"userName", QStringLiteral("ada")}, {"password", engine}, {"repetition", engine}});
    DialogRobot(&dialog).click("submit");
    QTRY_COMPARE(m_editor->seen(), 1);
    QVERIFY(m_editor->knowsOfASecret()); // so that it can fail
    if (ending == u"accepted")
        m_editor->waiting.first().finish(ada());
    else if (ending == u"refused and closed")
        m_editor->waiting.first().finish(Error::Kind::Unavailable);
    if (ending == u"refused and closed")
        QTRY_VERIFY(!dialog.isBusy());
    if (ending != u"accepted")
        dialog.reject();
    QTRY_VERIFY(!dialog.isVisible());
    QTRY_VERIFY(!m_editor->knowsOfASecret());
    QCOMPARE(heard, ending == u"accepted" ? engine.toUtf8() : QByteArray());
    QVERIFY(dialog.credentials().userName().isEmpty());
    QVERIFY(!hasTyped(dialog));
}

void tst_DialogSecrets::theFirstAccountIsForgotten_data()
{
    addEndings();
    QTest::newRow("refused, then accepted") << QStringLiteral("refused, then accepted");
}

void tst_DialogSecrets::theFirstAccountIsForgotten() // J2, J3
{
    QFETCH(const QString, ending);
    FirstAccountDialog dialog(&m_stage->login());
    dialog.open();
    const DialogRobot robot(&dialog);
    fill(dialog, {{"userName", QStringLiteral("ada")}, {"password", engine}, {"repetition", engine}});
    robot.click("submit");
    QTRY_COMPARE(m_editor->seen(), 1);
    const bool refused = ending.startsWith(u"refused");
    if (ending != u"closed while an answer is awaited") {
        m_stage->authenticator->add(QStringLiteral("ada"), "an engine of brass");
        if (refused)
            m_stage->authenticator->fail(Error::Kind::Unavailable);
        m_editor->waiting.first().finish(ada());
        QTRY_VERIFY(refused ? DialogRobot(&dialog).find<FieldNote>("passwordNote")->hasError() : !dialog.isVisible());
        QVERIFY(!hasTyped(dialog)); // what is needed from here on are the credentials
        QCOMPARE(m_editor->knowsOfASecret(), refused); // for another try
    }
    m_stage->authenticator->heal();
    if (ending == u"refused, then accepted")
        robot.click("submit");
    else
        dialog.reject();
    QTRY_VERIFY(!dialog.isVisible());
    QTRY_VERIFY(!m_editor->knowsOfASecret());
    QVERIFY(!hasTyped(dialog));
    QCOMPARE(m_stage->login().isAuthenticated(), ending.endsWith(u"accepted"));
}

void tst_DialogSecrets::aChangedPasswordIsForgotten_data()
{
    addEndings();
}

void tst_DialogSecrets::aChangedPasswordIsForgotten() // J2, J3
{
    QFETCH(const QString, ending);
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    ChangePasswordDialog dialog(&m_stage->login());
    dialog.open();
    fill(dialog, {{"current", engine}, {"password", steel}, {"repetition", steel}});
    DialogRobot(&dialog).find<QLineEdit>("current")->insert(QStringLiteral("\n"));
    DialogRobot(&dialog).click("submit");
    QTRY_COMPARE(m_editor->seen(), 2);
    QVERIFY(m_editor->knowsOfASecret());
    if (ending == u"accepted")
        m_editor->waiting.first().finish(ada());
    else if (ending == u"refused and closed")
        m_editor->waiting.first().finish(Error::Kind::Unavailable);
    if (ending == u"refused and closed")
        QTRY_VERIFY(!dialog.isBusy());
    if (ending != u"accepted")
        dialog.reject();
    QTRY_VERIFY(!dialog.isVisible());
    QTRY_VERIFY(!m_editor->knowsOfASecret());
    QVERIFY(!hasTyped(dialog));
}

void tst_DialogSecrets::whatIsTypedIsForgottenWhenADialogIsHidden_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("log in") << 0;
    QTest::newRow("log in, shown") << 1;
    QTest::newRow("prove yourself again") << 2;
    QTest::newRow("new account") << 3;
    QTest::newRow("first account") << 4;
    QTest::newRow("change password") << 5;
}

// By the application, or with the window that a lock hides.
void tst_DialogSecrets::whatIsTypedIsForgottenWhenADialogIsHidden() // J3
{
    QFETCH(const int, which);
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    const ScriptedRequest script(which == 2 ? LoginRequest::Kind::Reauthenticate : LoginRequest::Kind::LogIn);
    std::unique_ptr<QDialog> dialog;
    switch (which) {
    case 0:
    case 1:
        dialog = std::make_unique<LoginDialog>(script.request());
        break;
    case 2:
        dialog = std::make_unique<ReauthDialog>(script.request());
        break;
    case 3:
        dialog = std::make_unique<NewAccountDialog>(m_editor);
        break;
    case 4:
        dialog = std::make_unique<FirstAccountDialog>(&m_stage->login());
        break;
    default:
        dialog = std::make_unique<ChangePasswordDialog>(&m_stage->login());
        break;
    }
    dialog->open();
    const auto fields = dialog->findChildren<PasswordField *>();
    for (PasswordField *field : fields) {
        field->setShown(which == 1);
        QTest::keyClicks(field, engine);
    }
    QVERIFY(hasTyped(*dialog));
    dialog->hide();
    QVERIFY(!hasTyped(*dialog));

    // And it works when it comes back.
    dialog->show();
    QTest::keyClicks(fields.first(), steel);
    QCOMPARE(fields.first()->text(), steel);
    QVERIFY(dialog->isVisible());
}

QTEST_MAIN(tst_DialogSecrets)
#include "tst_dialogsecrets.moc"
