// SPDX-License-Identifier: MIT
#include "dialogs/changepassworddialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/firstaccountdialog.h"
#include "dialogs/logindialog.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/scriptededitor.h"
#include "dialogs/scriptedrequest.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qcheckbox.h>

using namespace QtLogin;

// Notes who is given a certain key.
class KeyWatcher final : public QObject
{
public:
    explicit KeyWatcher(int key) : m_key(key) { qApp->installEventFilter(this); }
    QList<const QObject *> receivers;

private:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == m_key && watched->isWidgetType())
            receivers << watched;
        return false;
    }
    const int m_key;
};

// The keyboard habits that all dialogs share.
class tst_FormDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void tabGoesFromTheLastFieldToTheMainButton_data();
    void tabGoesFromTheLastFieldToTheMainButton();
    void enterSubmitsFromEveryField_data();
    void enterSubmitsFromEveryField();
    void noTickBoxEverHearsOfEnter_data();
    void noTickBoxEverHearsOfEnter();
    void spaceTogglesATickBox();
    void enterOnAnotherButtonPressesThat();
    void enterAfterThatSubmitsAgain();
    void whoPressesTheButtonAndThenAKeyDoesNotCancel_data();
    void whoPressesTheButtonAndThenAKeyDoesNotCancel();
    void escapeCancelsEveryDialog_data();
    void escapeCancelsEveryDialog();

private:
    void dialogs();
    void open(const QString &which);
    void type(const char *field, const char *text) { m_robot->type(field, QLatin1String(text)); }

    std::unique_ptr<Stage> m_stage;
    std::shared_ptr<ScriptedEditor> m_editor;
    std::unique_ptr<ScriptedRequest> m_script;
    std::unique_ptr<QDialog> m_dialog;
    std::unique_ptr<DialogRobot> m_robot;
};

void tst_FormDialog::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    m_editor = std::make_shared<ScriptedEditor>();
    m_editor->held = true;
    m_stage->startWith([&](LoginSetup &setup) { setup.accountEditor = m_editor; });
    m_script = std::make_unique<ScriptedRequest>();
    (*m_script)->held = true;
}

void tst_FormDialog::cleanup()
{
    m_dialog.reset();
    m_script.reset();
    m_stage.reset();
}

void tst_FormDialog::dialogs()
{
    QTest::addColumn<QString>("which");
    for (const char *which : {"login", "reauth", "newaccount", "firstaccount", "changepassword"})
        QTest::newRow(which) << QString::fromLatin1(which);
}

// Filled in, but for a wish to be kept signed in.
void tst_FormDialog::open(const QString &which)
{
    if (which == u"login") {
        auto dialog = std::make_unique<LoginDialog>(m_script->request());
        dialog->setAccountEditor(m_editor);
        m_dialog = std::move(dialog);
    } else if (which == u"reauth") {
        m_script = std::make_unique<ScriptedRequest>(LoginRequest::Kind::Reauthenticate);
        (*m_script)->held = true;
        m_dialog = std::make_unique<ReauthDialog>(m_script->request());
    } else if (which == u"newaccount") {
        m_dialog = std::make_unique<NewAccountDialog>(m_editor);
    } else if (which == u"firstaccount") {
        m_dialog = std::make_unique<FirstAccountDialog>(&m_stage->login());
    } else {
        QVERIFY(m_stage->logInVerified(Stage::ada()));
        m_dialog = std::make_unique<ChangePasswordDialog>(&m_stage->login());
    }
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
    for (const char *name : {"userName", "current"}) {
        if (m_dialog->findChild<QLineEdit *>(QLatin1String(name)))
            type(name, "engine");
    }
    const bool isNew = m_dialog->findChild<QLineEdit *>(QStringLiteral("repetition"));
    type("password", isNew ? "a wheel of brass" : "engine");
    if (isNew)
        type("repetition", "a wheel of brass");
}

void tst_FormDialog::tabGoesFromTheLastFieldToTheMainButton_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("stops");
    QTest::newRow("login") << "login" << "userName password submit cancel keepSignedIn createAccount";
    QTest::newRow("reauth") << "reauth" << "password submit cancel";
    QTest::newRow("newaccount") << "newaccount" << "userName password repetition submit cancel";
    QTest::newRow("firstaccount") << "firstaccount" << "userName password repetition submit cancel keepSignedIn";
    QTest::newRow("changepassword") << "changepassword" << "current password repetition submit cancel";
}

void tst_FormDialog::tabGoesFromTheLastFieldToTheMainButton()
{
    QFETCH(const QString, which);
    QFETCH(const QString, stops);
    open(which);
    const QStringList names = stops.split(u' ');
    m_robot->find(names.first().toLatin1().constData())->setFocus();
    QStringList visited;
    for (qsizetype i = 0; i < names.size(); ++i) {
        visited << m_dialog->focusWidget()->objectName();
        m_robot->press(Qt::Key_Tab);
    }
    QCOMPARE(visited, names);
    QCOMPARE(m_dialog->focusWidget()->objectName(), names.first());
}

void tst_FormDialog::enterSubmitsFromEveryField_data()
{
    dialogs();
}

void tst_FormDialog::enterSubmitsFromEveryField()
{
    QFETCH(const QString, which);
    open(which);
    QStringList fields;
    const auto all = m_dialog->findChildren<QWidget *>();
    for (const QWidget *field : all) {
        const bool gathers = qobject_cast<const QLineEdit *>(field) || qobject_cast<const QCheckBox *>(field);
        if (gathers && field->isVisible())
            fields << field->objectName();
    }
    m_dialog.reset();
    for (const QString &field : std::as_const(fields)) {
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
            m_stage = std::make_unique<Stage>();
            m_stage->startWith([&](LoginSetup &setup) { setup.accountEditor = m_editor; });
            open(which);
            m_robot->find(field.toLatin1().constData())->setFocus();
            m_robot->press(key);
            QTRY_VERIFY2(static_cast<FormDialog *>(m_dialog.get())->isBusy(), qPrintable(field));
            QVERIFY(!m_dialog->findChild<QCheckBox *>() || !m_dialog->findChild<QCheckBox *>()->isChecked());
            m_dialog.reset();
        }
    }
}

void tst_FormDialog::noTickBoxEverHearsOfEnter_data()
{
    QTest::addColumn<QString>("which");
    QTest::newRow("login") << "login";
    QTest::newRow("firstaccount") << "firstaccount";
}

// Here a tick box passes Enter on to its dialog; under GNOME it would keep it, and be toggled.
void tst_FormDialog::noTickBoxEverHearsOfEnter()
{
    QFETCH(const QString, which);
    open(which);
    auto *box = m_robot->find<QCheckBox>("keepSignedIn");
    box->setFocus();
    const KeyWatcher watcher(Qt::Key_Return);
    m_robot->press(Qt::Key_Return);
    QCOMPARE(watcher.receivers, QList<const QObject *>({box})); // and the dialog catches it on its way
}

void tst_FormDialog::spaceTogglesATickBox()
{
    open(QStringLiteral("login"));
    auto *box = m_robot->find<QCheckBox>("keepSignedIn");
    box->setFocus();
    m_robot->press(Qt::Key_Space);
    QVERIFY(box->isChecked());
    m_robot->press(Qt::Key_Space);
    QVERIFY(!box->isChecked());
    QCoreApplication::processEvents();
    QVERIFY(!static_cast<FormDialog *>(m_dialog.get())->isBusy());
}

void tst_FormDialog::enterOnAnotherButtonPressesThat()
{
    open(QStringLiteral("login"));
    m_robot->find("createAccount")->setFocus();
    m_robot->press(Qt::Key_Return);
    QTRY_VERIFY(m_dialog->findChild<NewAccountDialog *>());
    m_dialog->findChild<NewAccountDialog *>()->reject();
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    m_robot->find("cancel")->setFocus();
    m_robot->press(Qt::Key_Return);
    QCOMPARE(rejected.size(), 1);
    QVERIFY((*m_script)->userNames.isEmpty());
}

void tst_FormDialog::enterAfterThatSubmitsAgain()
{
    open(QStringLiteral("login"));
    m_robot->find("cancel")->setFocus();
    m_robot->find("password")->setFocus();
    m_robot->press(Qt::Key_Return);
    QTRY_COMPARE((*m_script)->userNames.size(), 1);
    QVERIFY(m_dialog->isVisible());
}

void tst_FormDialog::whoPressesTheButtonAndThenAKeyDoesNotCancel_data()
{
    dialogs();
}

// The button is disabled under their finger, and the focus must not go on to Cancel.
void tst_FormDialog::whoPressesTheButtonAndThenAKeyDoesNotCancel()
{
    QFETCH(const QString, which);
    open(which);
    m_robot->find("submit")->setFocus();
    m_robot->press(Qt::Key_Space);
    QTRY_VERIFY(static_cast<FormDialog *>(m_dialog.get())->isBusy());
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter})
        m_robot->press(key);
    QCoreApplication::processEvents();
    QVERIFY(m_dialog->isVisible());
}

void tst_FormDialog::escapeCancelsEveryDialog_data()
{
    dialogs();
}

void tst_FormDialog::escapeCancelsEveryDialog()
{
    QFETCH(const QString, which);
    open(which);
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    m_robot->press(Qt::Key_Escape);
    QCOMPARE(rejected.size(), 1);
    QVERIFY(!m_dialog->isVisible());
}

QTEST_MAIN(tst_FormDialog)
#include "tst_formdialog.moc"
