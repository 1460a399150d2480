// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialog.h"
#include "dialogs/overheard.h"
#include "dialogs/scriptedrequest.h"
#include "forms/memoryscan.h"
#include "support/windowtest.h"

#include <QtTest/qsignalspy.h>

using namespace QtLogin;

class tst_LoginDialogSecrets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_dialog.reset(); }

    void nothingOfThePasswordStays_data();
    void nothingOfThePasswordStays();
    void noSignalAndNoPropertyCarriesThePassword();

private:
    void ask();

    std::unique_ptr<ScriptedRequest> m_script;
    std::unique_ptr<LoginDialog> m_dialog;
    std::unique_ptr<DialogRobot> m_robot;
};

void tst_LoginDialogSecrets::init()
{
    failOnWarnings();
    m_script = std::make_unique<ScriptedRequest>();
    m_script->parts().suggestedUserName = QStringLiteral("ada");
}

void tst_LoginDialogSecrets::ask()
{
    m_dialog = std::make_unique<LoginDialog>(m_script->request());
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
}

void tst_LoginDialogSecrets::nothingOfThePasswordStays_data()
{
    QTest::addColumn<int>("ending");
    QTest::addColumn<bool>("lineEnd");
    for (const bool lineEnd : {false, true}) {
        const char *with = lineEnd ? ", with a line end" : "";
        QTest::addRow("success%s", with) << 0 << lineEnd;
        QTest::addRow("failure%s", with) << 1 << lineEnd;
        QTest::addRow("cancelled before%s", with) << 2 << lineEnd;
        QTest::addRow("cancelled while busy%s", with) << 3 << lineEnd;
        QTest::addRow("deleted while busy%s", with) << 4 << lineEnd;
        QTest::addRow("hidden%s", with) << 5 << lineEnd;
    }
}

void tst_LoginDialogSecrets::nothingOfThePasswordStays() // J2
{
    QFETCH(int, ending);
    QFETCH(bool, lineEnd);
    const Marker marker;
    ask();
    int attempts = 0;
    QList<Answer<void>> waiting;
    m_script->parts().attempt = [&](const Credentials &credentials, const LoginOptions &) {
        ++attempts;
        Answer<void> answer;
        if (ending == 3 || ending == 4)
            waiting << answer;
        else
            answer.finish(ending == 0 && marker.is(credentials.secret().reveal()) ? Result<void>() : Error::Kind::WrongCredentials);
        return answer.future();
    };
    QSignalSpy finished(m_dialog.get(), &QDialog::finished);
    marker.typeInto(m_robot->find("password"));
    if (lineEnd)
        m_robot->find<QLineEdit>("password")->insert(QStringLiteral("\n"));
    if (ending == 5)
        m_dialog->hide();
    else
        m_robot->press(ending == 2 ? Qt::Key_Escape : Qt::Key_Enter);
    if (ending == 1)
        QTRY_VERIFY(m_robot->find<FieldNote>("passwordNote")->hasError());
    else if (ending == 3 || ending == 4)
        QTRY_COMPARE(waiting.size(), 1);
    if (ending == 3)
        m_robot->press(Qt::Key_Escape);
    if (ending == 4)
        m_dialog.reset();
    else if (ending != 1 && ending != 5)
        QTRY_COMPARE(finished.size(), 1);
    const int tries = ending == 1 && lineEnd ? 2 : 1; // once with the line end, as it was pasted
    QCOMPARE(attempts, ending == 2 || ending == 5 ? 0 : tries);
    QVERIFY(!m_dialog || m_robot->find<QLineEdit>("password")->text().isEmpty());
    QCOMPARE(marker.occurrences(), 0);
}

void tst_LoginDialogSecrets::noSignalAndNoPropertyCarriesThePassword() // J5
{
    ask();
    const Overheard overheard({m_dialog.get()});
    QVERIFY(overheard.signalCount() > 5);
    m_robot->type("password", QStringLiteral("engine"));
    m_robot->press(Qt::Key_Enter);
    QTRY_VERIFY(!m_dialog->isVisible());
    QVERIFY(overheard.has(QStringLiteral("ada")));
    QVERIFY(!overheard.has(QStringLiteral("engine")));
}

QTEST_MAIN(tst_LoginDialogSecrets)
#include "tst_logindialogsecrets.moc"
