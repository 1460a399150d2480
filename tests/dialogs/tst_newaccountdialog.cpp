// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/overheard.h"
#include "dialogs/newaccountdialog.h"
#include "dialogs/scriptededitor.h"
#include "forms/memoryscan.h"
#include "support/windowtest.h"

#include <QtTest/qsignalspy.h>

using namespace QtLogin;

static const QString goodPassword = QStringLiteral("an engine of brass");

class tst_NewAccountDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_dialog.reset(); }

    void anAccountIsCreated();
    void thePasswordIsJudgedWhileItIsTyped();
    void theRepetitionIsJudgedOnceItIsComplete();
    void nothingIsCreatedFromComplaints_data();
    void nothingIsCreatedFromComplaints();
    void aNameThatIsTakenCostsNoRetyping();
    void otherErrorsAreSaidAtThePassword();
    void bothPasswordsAreShownTogether();
    void withoutAnEditorItSaysSo();
    void nothingOfThePasswordStays();
    void noSignalAndNoPropertyCarriesThePassword();
    void whoeverHearsItMayDeleteIt_data();
    void whoeverHearsItMayDeleteIt();

private:
    void fill(const QString &password, const QString &repetition);

    std::shared_ptr<ScriptedEditor> m_editor;
    std::unique_ptr<NewAccountDialog> m_dialog;
    std::unique_ptr<DialogRobot> m_robot;
};

void tst_NewAccountDialog::init()
{
    failOnWarnings();
    m_editor = std::make_shared<ScriptedEditor>();
    m_dialog = std::make_unique<NewAccountDialog>(m_editor);
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
}

void tst_NewAccountDialog::fill(const QString &password, const QString &repetition)
{
    m_robot->type("userName", QStringLiteral("grace"));
    m_robot->type("password", password);
    m_robot->type("repetition", repetition);
    m_robot->press(Qt::Key_Enter);
}

void tst_NewAccountDialog::anAccountIsCreated()
{
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    Credentials credentials;
    QObject::connect(m_dialog.get(), &QDialog::accepted, this, [&] { credentials = m_dialog->credentials(); });
    QVERIFY(m_robot->hasFocus("userName"));
    fill(goodPassword, goodPassword);
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(m_editor->created, QStringList(QStringLiteral("grace")));
    QCOMPARE(credentials.userName(), QStringLiteral("grace"));
    QCOMPARE(credentials.secret().reveal(), QByteArrayView("an engine of brass"));
}

void tst_NewAccountDialog::thePasswordIsJudgedWhileItIsTyped()
{
    QCOMPARE(m_robot->note("passwordNote"), QStringLiteral("Use at least 15 characters.")); // before, and not after
    m_robot->type("password", QStringLiteral("grace"));
    QCOMPARE(m_robot->note("passwordNote"), QStringLiteral("Use at least 15 characters."));
    m_robot->type("userName", QStringLiteral("grace"));
    QCOMPARE(m_robot->note("passwordNote"), QStringLiteral("Use at least 15 characters.\nLeave your user name out of it."));
    QVERIFY(!m_robot->find<FieldNote>("passwordNote")->hasError());
    m_robot->find<QLineEdit>("userName")->clear();
    m_robot->type("password", QStringLiteral(" sailed round the world"));
    QCOMPARE(m_robot->note("passwordNote"), QStringLiteral("This password can be used. Longer is safer."));
}

void tst_NewAccountDialog::theRepetitionIsJudgedOnceItIsComplete()
{
    m_robot->type("password", goodPassword);
    m_robot->type("repetition", goodPassword.chopped(1));
    QCOMPARE(m_robot->note("repetitionNote"), QString());
    m_robot->type("repetition", QStringLiteral("X"));
    QVERIFY(!m_robot->note("repetitionNote").isEmpty());
    m_robot->press(Qt::Key_Tab);
    QTest::keyClick(m_robot->find("repetition"), Qt::Key_Backspace);
    m_robot->type("repetition", goodPassword.right(1));
    QCOMPARE(m_robot->note("repetitionNote"), QString());
}

void tst_NewAccountDialog::nothingIsCreatedFromComplaints_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("repetition");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("none") << QString() << QString() << QByteArray("password");
    QTest::newRow("too short") << "short" << "short" << QByteArray("password");
    QTest::newRow("not repeated") << goodPassword << QString() << QByteArray("repetition");
    QTest::newRow("repeated wrongly") << goodPassword << QStringLiteral("an engine of steel") << QByteArray("repetition");
}

void tst_NewAccountDialog::nothingIsCreatedFromComplaints()
{
    QFETCH(QString, password);
    QFETCH(QString, repetition);
    QFETCH(QByteArray, field);
    fill(password, repetition);
    QTRY_VERIFY(m_robot->find<FieldNote>((field + "Note").constData())->hasError());
    QVERIFY(m_robot->hasFocus(field.constData()));
    QVERIFY(m_editor->created.isEmpty());
    QVERIFY(m_dialog->isVisible());
}

void tst_NewAccountDialog::aNameThatIsTakenCostsNoRetyping()
{
    m_editor->error = Error(Error::Kind::InvalidInput, QStringLiteral("This user name is taken."));
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    fill(goodPassword, goodPassword);
    QTRY_COMPARE(m_robot->note("userNameNote"), QStringLiteral("This user name is taken."));
    QVERIFY(m_robot->hasFocus("userName"));
    QCOMPARE(m_robot->find<QLineEdit>("userName")->selectedText(), QStringLiteral("grace"));
    m_editor->error.reset();
    m_robot->type("userName", QStringLiteral("hopper"));
    m_robot->press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(m_editor->created.last(), QStringLiteral("hopper"));
}

void tst_NewAccountDialog::otherErrorsAreSaidAtThePassword()
{
    m_editor->error = Error(Error::Kind::Unavailable, QStringLiteral("The disk is full."));
    fill(goodPassword, goodPassword);
    QTRY_COMPARE(m_robot->note("passwordNote"), QStringLiteral("The disk is full."));
}

void tst_NewAccountDialog::bothPasswordsAreShownTogether()
{
    auto *password = m_robot->find<PasswordField>("password");
    auto *repetition = m_robot->find<PasswordField>("repetition");
    password->setShown(true);
    QVERIFY(repetition->isShown());
    repetition->setShown(false);
    QVERIFY(!password->isShown());
}

void tst_NewAccountDialog::withoutAnEditorItSaysSo()
{
    m_dialog = std::make_unique<NewAccountDialog>(nullptr);
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
    fill(goodPassword, goodPassword);
    QTRY_COMPARE(m_robot->note("passwordNote"), Error(Error::Kind::NotConfigured).message());
}

void tst_NewAccountDialog::nothingOfThePasswordStays() // J2
{
    const Marker marker;
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    bool heard = false;
    QObject::connect(m_dialog.get(), &QDialog::accepted, this,
                     [&] { heard = marker.is(m_dialog->credentials().secret().reveal()); });
    m_robot->type("userName", QStringLiteral("grace"));
    marker.typeInto(m_robot->find("password"));
    marker.typeInto(m_robot->find("repetition"));
    m_robot->press(Qt::Key_Enter);
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(heard);
    QCOMPARE(marker.occurrences(), 0); // while the dialog is still there
}

void tst_NewAccountDialog::noSignalAndNoPropertyCarriesThePassword() // J5
{
    const Overheard overheard({m_dialog.get()});
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    fill(goodPassword, goodPassword);
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(!overheard.has(goodPassword));
}

void tst_NewAccountDialog::whoeverHearsItMayDeleteIt_data()
{
    QTest::addColumn<int>("moment");
    QTest::newRow("the editor") << 0;
    QTest::newRow("accepted") << 1;
    QTest::newRow("finished") << 2;
    QTest::newRow("rejected") << 3;
    QTest::newRow("while busy") << 4;
}

void tst_NewAccountDialog::whoeverHearsItMayDeleteIt()
{
    QFETCH(int, moment);
    const auto destroy = [this] { m_dialog.reset(); };
    if (moment == 0)
        m_editor->onChange = [&](QByteArrayView) { destroy(); };
    if (moment == 1)
        QObject::connect(m_dialog.get(), &QDialog::accepted, m_dialog.get(), destroy);
    if (moment == 2)
        QObject::connect(m_dialog.get(), &QDialog::finished, m_dialog.get(), destroy);
    if (moment == 3)
        QObject::connect(m_dialog.get(), &QDialog::rejected, m_dialog.get(), destroy);
    m_editor->held = moment == 4;
    fill(goodPassword, goodPassword);
    if (moment == 3)
        m_robot->press(Qt::Key_Escape);
    if (moment == 4) {
        QTRY_COMPARE(m_editor->waiting.size(), 1);
        destroy();
        m_editor->waiting.first().finish(Proof {});
    }
    QTRY_VERIFY(!m_dialog);
    QCoreApplication::processEvents();
}

QTEST_MAIN(tst_NewAccountDialog)
#include "tst_newaccountdialog.moc"
